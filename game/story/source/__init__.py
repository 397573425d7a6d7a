"""From the files of a pack to scalars, sequences and mappings, each with its place."""
