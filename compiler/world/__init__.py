"""What is true without us: regions, jurisdictions, limits. Every fact has a source and a date.

Importing is cheap; the YAML library is loaded when the first fact is read.
"""
