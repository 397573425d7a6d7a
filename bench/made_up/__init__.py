"""Made-up stories: what they consist of (`abstract`), three shapes of them, and both formats to write them in."""
