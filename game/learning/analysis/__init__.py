"""Item analysis: what the answers of a class say about the questions."""
