"""Exercises of the chapter on residual connections and layer normalisation."""
