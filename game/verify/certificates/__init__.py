"""Proofs that can be written down, and checked by a program that knows nothing of how they were found."""
