"""Exercises of the chapter from vectors to words."""
