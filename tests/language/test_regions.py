from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from compiler.language.regions import RecoveryRegion, Region, ServingRegion

REGION: TypeAdapter[ServingRegion | RecoveryRegion] = TypeAdapter(Region)
PLACE = {"place": "Ireland", "jurisdiction": "EU"}
SERVING = {**PLACE, "recovery": "none", "wave": "1"}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (SERVING, ServingRegion),
        ({**SERVING, "role": "serving"}, ServingRegion),
        ({**PLACE, "role": "recovery"}, RecoveryRegion),
    ],
)
def test_the_role_tells_what_a_region_is(row: dict[str, str], kind: type) -> None:
    assert type(REGION.validate_python(row)) is kind


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        ({**SERVING, "role": "recovry"}, ["union_tag_invalid"]),
        ({**PLACE, "role": "standby"}, ["union_tag_invalid"]),
        ({**PLACE, "role": "recovery", "wave": "1"}, ["extra_forbidden"]),
        ({**SERVING, "role": ["serving"]}, ["literal_error"]),
        (PLACE, ["missing", "missing"]),
    ],
)
def test_a_role_that_nobody_knows_is_one_error(row: dict[str, object], errors: list[str]) -> None:
    with pytest.raises(ValidationError) as raised:
        REGION.validate_python(row)
    assert [error["type"] for error in raised.value.errors()] == errors
