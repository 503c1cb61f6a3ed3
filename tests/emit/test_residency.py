"""`residency.json`: a file an environment."""

from __future__ import annotations

import pytest
from systems import model

from compiler.emit.residency import EMITTER
from compiler.model.residency import residency


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_a_file_an_environment(environment: str) -> None:
    deployment = model(environment=environment)
    (artifact,) = EMITTER.emit(deployment)
    assert artifact.path == f"{environment}/residency.json"
    assert artifact.origin == ("environments", environment)
    assert artifact.body == residency(environment, deployment.flows)
