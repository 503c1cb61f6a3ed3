from __future__ import annotations

import pytest
from systems import model

from compiler.emit.inventory import emit
from compiler.model.inventory import inventory_of, parse


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_each_environment_has_its_own_file_with_what_exists_in_it(environment: str) -> None:
    deployment = model(environment=environment)
    (artifact,) = emit(deployment)
    assert artifact.path == f"{environment}/inventory.json"
    assert artifact.origin == ("environments", environment)
    assert parse(artifact.body) == inventory_of(deployment)


def test_it_can_be_read_line_by_line_and_ends_with_a_line() -> None:
    (artifact,) = emit(model())
    lines = artifact.body.decode().splitlines()
    assert artifact.body.endswith(b"}\n")
    assert '  "entities": {' in lines
    assert '    "ap-southeast-1": {' in lines
