"""What learners and teachers do with questions beside playing them: so far, question banks in and out."""
