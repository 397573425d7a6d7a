"""Playthrough files: what they say, whether it holds, what they reach; and players at random."""
