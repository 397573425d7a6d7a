"""What can be reached in a story: everything that coverage counts and proofs ask about, each by its key."""
