"""A story as it is played: nodes, expressions, texts, and how they are laid out. All of it is immutable."""
