"""Exercises of the chapter "Words as vectors"."""
