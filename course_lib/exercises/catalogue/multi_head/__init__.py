"""Exercises of the chapter on multi-head attention."""
