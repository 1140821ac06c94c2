"""Exercises of the chapter "The block since 2017"."""
