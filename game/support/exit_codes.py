"""How a command ends: what its exit code says."""

FINE, FINDINGS, WRONG_USAGE, UNFINISHED = 0, 1, 2, 3
"""All is well; something was found; the command was given wrongly; it could not do what it was asked for."""
INTERRUPTED, READER_GONE = 130, 141
"""Ctrl+C, and a reader that has enough (`| head`). Shells use the same numbers for these signals."""
