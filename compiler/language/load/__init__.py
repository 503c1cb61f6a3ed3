"""Text of a file to plain data, places and findings; `compiler.language.source` is the door."""
