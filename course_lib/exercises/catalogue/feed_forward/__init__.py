"""Exercises of the chapter on the feed-forward block."""
