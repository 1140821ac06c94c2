"""Exercises of the chapter on training a translator."""
