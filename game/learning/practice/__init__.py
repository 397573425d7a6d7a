"""Practice: questions of any pack, asked again when they are about to be forgotten."""
