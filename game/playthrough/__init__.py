"""Playthroughs as files: read, run, checked, written."""
