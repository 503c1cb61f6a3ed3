"""Places in a document, and documents with something else there."""

from __future__ import annotations

import copy
from typing import Any

Place = tuple[str | int, ...]


def places_in(data: Any, place: Place = ()) -> list[Place]:
    """Everywhere in a document."""
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [one for key, inner in below for one in ((*place, key), *places_in(inner, (*place, key)))]


def value_at(data: Any, place: Place) -> Any:
    """What stands at a place that is there."""
    for segment in place:
        data = data[segment]
    return data


def replaced(data: Any, place: Place, value: Any) -> Any:
    """The same document with one other value, in maps that are made where there are none; the one given stays as it
    is."""
    if not place:
        return value
    fresh = copy.copy(data)
    below = data.get(place[0], {}) if isinstance(data, dict) else data[place[0]]
    fresh[place[0]] = replaced(below, place[1:], value)
    return fresh


def without(data: Any, place: Place) -> Any:
    """The same document without what stands at a place."""
    fresh = copy.copy(data)
    if len(place) == 1:
        del fresh[place[0]]
    else:
        fresh[place[0]] = without(data[place[0]], place[1:])
    return fresh
