"""Exercises of the chapter on tokens."""
