"""Atlas: one reviewed file, `atlas.yaml`, compiled into everything that a multi-region system needs."""
