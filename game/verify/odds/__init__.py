"""How likely what is, exactly or within stated bounds: a story and a player model as a Markov chain."""
