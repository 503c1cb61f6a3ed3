"""The matrix in 80 columns: nothing of the outcomes is prettier than they are."""

from __future__ import annotations

import pytest
from survival.worlds import UNWATCHED, changes, with_entity
from systems import ALL, ONE_REGION, model

from compiler.report.survival import matrix


def test_the_shipped_file() -> None:
    lines = matrix(model()).split("\n")
    start = lines.index("eu-west-1                 reads 2m 30s       reads 2m 30s      reads 2m 30s")
    assert lines[start + 1 : start + 5] == [
        "                          writes 27m 30s     writes 27m 30s    writes 27m 30s",
        "                          loses 50s          loses 50s         loses 15m",
        "us-east-1                 back 2m 30s        reads 2m 30s      reads 2m 30s",
        "                                             writes 27m 30s    writes 27m 30s",
    ]
    assert "ap-southeast-1            back 2m 30s        ! unavailable     ! unavailable" in lines


def test_what_nobody_notices_is_listed_once() -> None:
    text = matrix(model())
    assert "Nobody notices: a zone of eu-central-1, a zone of us-west-2, eu-central-1,\nus-west-2," in text


def test_its_example_can_be_called_in_this_environment() -> None:
    assert matrix(model()).endswith("\nIn full: atlas survive --lose ap-southeast-1 --explain\n")
    staging = matrix(model(environment="staging"))
    assert staging.endswith("\nIn full: atlas survive --env staging --lose eu-west-1 --explain\n")
    assert matrix(model(of=ONE_REGION)).endswith("\nIn full: atlas survive --lose eu-central-1 --explain\n")


def test_a_loss_that_nothing_bounds_is_said_so() -> None:
    assert "loss not bounded" in matrix(model(UNWATCHED))


@pytest.mark.parametrize("of", ALL, ids=lambda file: file.stem)
def test_it_fits_80_columns(of: object) -> None:
    assert max(map(len, matrix(model(of=of)).split("\n"))) <= 80  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(30))
def test_any_system_can_be_drawn(seed: int) -> None:
    text = matrix(model(with_entity(changes(seed))))
    assert max(map(len, text.split("\n"))) <= 80
    assert "promised for a region" in text
