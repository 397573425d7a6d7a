"""What is asked about a story, and the answers, with the plays that show them."""
