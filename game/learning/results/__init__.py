"""What became of the answers: who answered what, right or wrong, from the record or from a folder of saved plays."""
