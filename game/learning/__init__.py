"""What is done with questions and answers beside playing: the record, results, practice, question banks."""
