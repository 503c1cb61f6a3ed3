"""How long a compile takes beside a program that does its reading and writing and nothing else: `make bench`."""
