"""The flow graph for people: a table to be read, and a diagram to be looked at."""
