"""Exercises of the chapter "A model that reads"."""
