"""What may stand behind which key: field types, definitions, and what is said about a key that is none."""
