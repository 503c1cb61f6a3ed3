"""The whole model: every section is in it, in an order of its own, and nothing is left to be computed later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from systems import ALL, ONE_REGION, SHIPPED, THREE_LAWS, model

ENVIRONMENTS = [
    (SHIPPED, "production"),
    (SHIPPED, "staging"),
    (ONE_REGION, "production"),
    (THREE_LAWS, "production"),
    (THREE_LAWS, "trial"),
]


def everything(value: Any) -> Iterator[Any]:
    """The value and all that is below it."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from everything(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield from everything(key)
            yield from everything(below)
    elif isinstance(value, tuple | list | set | frozenset):
        for below in value:
            yield from everything(below)


@pytest.mark.parametrize(("file", "environment"), ENVIRONMENTS, ids=lambda value: getattr(value, "stem", value))
def test_a_model_is_values_that_cannot_change(file: Path, environment: str) -> None:
    """No part of the document, no list, no float and no set: what is equal prints equal, on every machine."""
    found = list(everything(model(of=file, environment=environment)))
    assert [one for one in found if isinstance(one, BaseModel | list | set | frozenset | float)] == []
    assert [one for one in found if is_dataclass(one) and not one.__dataclass_params__.frozen] == []


@pytest.mark.parametrize(("file", "environment"), ENVIRONMENTS, ids=lambda value: getattr(value, "stem", value))
def test_maps_are_sorted_whatever_the_order_of_the_file(file: Path, environment: str) -> None:
    maps = [one for one in everything(model(of=file, environment=environment)) if isinstance(one, Mapping)]
    assert maps
    assert [list(one) for one in maps if list(one) != sorted(one)] == []


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_resolving_twice_gives_the_same(file: Path) -> None:
    assert model(of=file) == model(of=file)


def test_an_environment_is_the_body_of_the_file_with_its_overrides() -> None:
    production, staging = model(), model(environment="staging")
    assert (production.environment.name, production.environment.account) == ("production", "222222222222")
    assert (staging.environment.name, staging.environment.data) == ("staging", "synthetic")
    assert (production.database["main"].multi_az, staging.database["main"].multi_az) == (True, False)
    assert (production.compute["api"].tasks.min, staging.compute["api"].tasks.min) == (2, 1)
    assert production.classes == staging.classes
    assert production.entities == staging.entities
    assert production.privacy == staging.privacy


def test_homes_are_the_serving_regions() -> None:
    assert [region.id for region in model().homes] == ["ap-southeast-1", "eu-west-1", "us-east-1"]
    assert [region.id for region in model(of=ONE_REGION).homes] == ["eu-central-1"]


def test_what_is_absent_on_purpose_is_absent() -> None:
    deployment = model(of=ONE_REGION)
    assert (deployment.replication, deployment.cdn, deployment.cache) == (None, None, {})
    assert model().cdn is not None
    assert model().cdn.host == "cdn.atlas-crm.com"  # type: ignore[union-attr]
