"""A package, so that no other folder `tests` is taken for it: IPython 7, which Colab has, puts one on the path."""
