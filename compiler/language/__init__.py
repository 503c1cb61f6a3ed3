"""What a person writes: text, its places, its shape, and the names in it."""
