"""Exercises of the chapter "Real vectors, a real reader"."""
