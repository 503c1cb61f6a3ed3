"""`inventory.json`: what exists, for the next compile to compare with."""

from __future__ import annotations

import orjson

from compiler.emit.artifact import Artifact, Emitter
from compiler.model.deployment import Deployment
from compiler.model.inventory import as_data, inventory_of


def emit(deployment: Deployment) -> tuple[Artifact, ...]:
    """One file an environment."""
    body = orjson.dumps(
        as_data(inventory_of(deployment)), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    )
    name = deployment.environment.name
    return (Artifact(f"{name}/inventory.json", body, ("environments", name)),)


EMITTER = Emitter("inventory", emit)
