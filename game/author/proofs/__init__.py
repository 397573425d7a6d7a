"""Proofs about a pack, for people and for programs."""
