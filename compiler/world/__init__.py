"""What is true without us: regions, latencies, limits, quotas, prices. Every fact has a source and a date.

Importing is cheap; a file is read when its first fact is asked for. What isn't there is unknown: `None`, never 0.
"""
