"""What lasts between runs: plays, step by step, and the cache of loaded stories."""
