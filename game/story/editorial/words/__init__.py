"""What the lint has to know of a language: its words, each language in a module of its own."""
