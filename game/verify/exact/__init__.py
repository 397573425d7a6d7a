"""Searches of every state: one by one, in arrays, in decision diagrams."""
