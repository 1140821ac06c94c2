"""Exercises of the chapter "Why divide by √d_k"."""
