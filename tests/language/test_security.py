from __future__ import annotations

import pytest

from compiler.language.security import Tls
from compiler.model.security import Tls as Model

HOPS = [name for name in Tls.model_fields if name != "minimum"]


def test_every_hop_of_the_file_is_one_of_the_model() -> None:
    assert list(Tls.model_fields) == list(Model.__dataclass_fields__)


@pytest.mark.parametrize("hop", HOPS)
def test_a_hop_that_is_left_out_is_as_the_minimum(hop: str) -> None:
    assert getattr(Tls.model_validate({"minimum": "TLS1.3"}), hop) is None
    assert getattr(Tls.model_validate({"minimum": "TLS1.3", hop: "TLS1.2"}), hop) == "TLS1.2"
    assert "where it is below the minimum" in str(Tls.model_fields[hop].description)
