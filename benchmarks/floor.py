"""The floor: it imports what Atlas imports, reads the same file, and writes the same bytes, without a thought between.

    python floor.py ATLAS_YAML PACK FOLDER

PACK holds what a compile wrote (`marshal` of path -> bytes), FOLDER is where it is written again. It knows nothing of
Atlas, so that nothing of Atlas is in its time.
"""

from __future__ import annotations

import marshal
import os
import sys

import click
import jinja2
import orjson
import pydantic
import yaml


def main(file: str, pack: str, folder: str) -> None:
    """Load, dump, write."""
    _ = click.Command, jinja2.Environment, pydantic.BaseModel  # these modules load what is in them when it is asked for
    with open(file, "rb") as text:
        document = yaml.load(text, yaml.CSafeLoader)
    orjson.dumps(document, default=str, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
    with open(pack, "rb") as packed:
        bodies: dict[str, bytes] = marshal.load(packed)
    made = set()
    for path, body in bodies.items():
        place = os.path.join(folder, path)
        above = os.path.dirname(place)
        if above not in made:
            os.makedirs(above, exist_ok=True)
            made.add(above)
        with open(place, "wb") as out:
            out.write(body)


if __name__ == "__main__":
    main(*sys.argv[1:])
