"""Plays that show what can happen, looked for where not every state can be looked at."""
