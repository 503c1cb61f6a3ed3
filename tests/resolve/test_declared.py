"""What is written is taken over into the model as it is: by name, with lists as tuples and maps sorted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from pydantic import BaseModel, Field

from compiler.resolve.declared import declared


class InnerBlock(BaseModel):
    below: str = "default"


class Block(BaseModel):
    class_: str = Field(alias="class")
    many: list[InnerBlock]
    named: dict[str, dict[str, InnerBlock]]
    words: list[str]
    maybe: InnerBlock | None = None


@dataclass(frozen=True)
class Inner:
    below: str


@dataclass(frozen=True)
class Whole:
    class_: str
    many: tuple[Inner, ...]
    named: Mapping[str, Mapping[str, Inner]]
    words: tuple[str, ...]
    maybe: Inner | None
    computed: int


@dataclass(frozen=True)
class Wrong:
    elsewhere: str


BLOCK = Block(
    **{"class": "x", "many": [{"below": "1"}, {}], "named": {"b": {}, "a": {"z": {}, "y": {}}}, "words": ["q", "p"]}
)


def test_every_field_is_taken_over_or_computed() -> None:
    assert declared(Whole, BLOCK, computed=7) == Whole(
        "x",
        (Inner("1"), Inner("default")),
        {"a": {"y": Inner("default"), "z": Inner("default")}, "b": {}},
        ("q", "p"),
        None,
        7,
    )


def test_maps_are_sorted_and_lists_keep_their_order() -> None:
    whole = declared(Whole, BLOCK, computed=7)
    assert [*whole.named, *whole.named["a"]] == ["a", "b", "y", "z"]
    assert whole.words == ("q", "p")


def test_what_is_computed_wins_over_what_is_written() -> None:
    assert declared(Whole, BLOCK, computed=7, class_="other").class_ == "other"


def test_a_field_that_is_in_neither_is_a_mistake_of_ours() -> None:
    with pytest.raises(AttributeError, match="elsewhere"):
        declared(Wrong, BLOCK)
