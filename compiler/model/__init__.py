"""The model: one environment of the system, with every default filled, every name bound and everything computed."""
