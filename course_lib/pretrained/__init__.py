"""Real models, loaded into the code of this course: their files, tokenizers and weights."""
