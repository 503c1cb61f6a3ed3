"""`continuity.json`: a file an environment."""

from __future__ import annotations

import json

import pytest
from systems import model

from compiler.emit.continuity import EMITTER


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_a_file_an_environment(environment: str) -> None:
    deployment = model(environment=environment)
    (artifact,) = EMITTER.emit(deployment)
    data = json.loads(artifact.body)
    assert artifact.path == f"{environment}/continuity.json"
    assert (data["environment"], data["edition"]) == (environment, 1)
    assert data["homes"] == list(deployment.survival.homes)
