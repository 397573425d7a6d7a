"""Seeded random players, very many of them, and what their plays say about a story."""
