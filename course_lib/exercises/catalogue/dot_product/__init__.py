"""Exercises of the chapter "The dot product measures alignment"."""
