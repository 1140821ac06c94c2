"""Exercises of the chapter "A single head"."""
