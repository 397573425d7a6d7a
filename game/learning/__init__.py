"""What becomes of answers: the record of them, results and their analysis, practice."""
