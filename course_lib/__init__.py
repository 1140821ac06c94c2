"""Companion package of the course "Attention, from the dot product to the Transformer"."""
