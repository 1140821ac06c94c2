"""Answers that were written from task and stub alone, and how the checks grade them.

`open` and `closed` hold the exercises' halves by a hash of the name; the checks were mended with `open` in view and
measured on `closed`, which was opened for that. They were mended once more, and measured on `last`: answers to half of
the exercises, drawn by another hash, that nobody who worked on the checks had seen. `tools` are to the exercises of
that chapter, which came later. `tables.md` has the numbers.
"""
