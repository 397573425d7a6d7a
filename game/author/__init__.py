"""What serves whoever writes a pack: findings, new files, pictures, schemas, handouts."""
