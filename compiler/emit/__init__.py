"""Emitters: pure functions from the model to files. Adding one is adding a file, and its line below."""
