"""Answers that were written from task and stub alone, and how the checks grade them."""
