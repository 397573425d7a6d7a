"""Eight Wings: a terminal text adventure and quiz game, and the story engine under it."""

__version__ = "0.1.0"
