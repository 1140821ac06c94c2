"""Exercises of the chapter "The tools, in one short page"."""
