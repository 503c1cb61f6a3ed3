"""The embedded world: what Atlas's output runs in when nothing real may be touched."""
