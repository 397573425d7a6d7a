"""What every room uses and no story needs to know: text that does no harm, patterns that end, folders held open."""
