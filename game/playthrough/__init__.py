"""Playthroughs as files: read, run, checked, and what they reached."""
