"""Exercises of the chapter "Self-attention without parameters"."""
