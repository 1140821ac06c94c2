"""Exercises of the chapter on the language model."""
