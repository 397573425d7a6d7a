"""Proofs about stories: what holds for every playthrough there can ever be."""
