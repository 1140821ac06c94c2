"""Exercises of the chapter on the decoder and cross-attention."""
