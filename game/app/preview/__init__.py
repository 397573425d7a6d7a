"""The preview: the game as an author sees it, with what is wrong, why, and ways to any scene."""
