"""Proofs for stories too large to look at every state: abstract values, partitions, the reachability game."""
