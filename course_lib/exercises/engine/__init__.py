"""How an answer is run, compared, and told what is wrong with it."""
