"""Playthroughs as files: read, run, checked, written, and what they reached."""
