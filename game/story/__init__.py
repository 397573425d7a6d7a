"""What a pack is: definitions, loading, diagnostics, conditions, text. It makes an immutable `Story`."""
