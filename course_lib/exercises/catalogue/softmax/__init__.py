"""Exercises of the chapter "Softmax turns scores into shares"."""
