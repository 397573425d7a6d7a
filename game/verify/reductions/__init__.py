"""Smaller systems in which the same can happen: variables left out, known values filled in, bits shared."""
