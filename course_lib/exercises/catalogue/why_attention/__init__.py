"""Exercises of the chapter "Why attention"."""
