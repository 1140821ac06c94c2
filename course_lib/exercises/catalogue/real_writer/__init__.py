"""Exercises of the chapter "A real writer"."""
