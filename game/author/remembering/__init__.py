"""What a story remembers of each choice, for whoever writes it: findings, a list, a table, JSON."""
