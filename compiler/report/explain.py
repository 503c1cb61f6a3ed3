"""`atlas explain`: what a key means, what it may be, what it is when left out. Reads the published schema only, as a
person who asks doesn't want to wait for the compiler."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from compiler.frozen import frozen

Node = Mapping[str, Any]
_WIDTH = 100
_DEEPEST = 8


@frozen
class Key:
    """A place in the language: `path` with `*` where people give names, its node in the schema."""

    path: tuple[str, ...]
    node: Node
    required: bool


@frozen
class Here:
    """What the user's own file says at the path: the value, and where it stands; None where it isn't written."""

    value: str | None
    place: str | None


def find(schema: Node, path: tuple[str, ...]) -> Key | None:
    """The key that a path leads to. Names that people give (`api` in `compute.api.spot`) may be any, or `*`."""
    key = Key((), schema, True)
    for word in path:
        below = {child.path[-1]: child for child in children(schema, key)}
        step = below.get(word) or below.get("*")
        if step is None:
            return None
        key = step
    return key


def children(schema: Node, key: Key) -> Iterator[Key]:
    """The keys directly below one; a single `*` for names that people give, and for the positions of a list."""
    options = list(_options(schema, key.node))
    for name in dict.fromkeys(name for option in options for name in option.get("properties", {})):
        having = [option for option in options if name in option.get("properties", {})]
        nodes = [option["properties"][name] for option in having]
        required = all(name in option.get("required", ()) for option in having)
        yield Key((*key.path, name), nodes[0] if nodes.count(nodes[0]) == len(nodes) else _either(nodes), required)
    for item in (item for option in options for item in _items(option)):
        inherited = {} if _meaning(schema, item) else {"description": _meaning(schema, key.node)}
        yield Key((*key.path, "*"), {**item, **inherited}, False)


def _items(option: Node) -> Iterator[Node]:
    """What may stand at names that people give, and at positions of a list."""
    for node in (
        *option.get("patternProperties", {}).values(),
        option.get("additionalProperties"),
        option.get("items"),
    ):
        if isinstance(node, dict):
            yield node


def _either(nodes: list[Node]) -> Node:
    """One node for a key that parts of two kinds have, each with a meaning of its own."""
    meanings = dict.fromkeys(str(node.get("description", "")) for node in nodes)
    return {
        **{name: said for node in nodes for name, said in node.items()},
        "description": " / ".join(meanings),
        "anyOf": nodes,
    }


def named(schema: Node, word: str) -> tuple[Key, ...]:
    """Every key of this name, wherever it is in the language."""
    return tuple(key for key in everything(schema) if key.path[-1] == word)


def everything(schema: Node) -> Iterator[Key]:
    """Every key of the language, section by section."""
    waiting = [Key((), schema, True)]
    while waiting:
        key = waiting.pop()
        below = list(children(schema, key))
        yield from (child for child in below if child.path[-1] != "*")
        waiting += [child for child in reversed(below) if len(child.path) < _DEEPEST]


def text(schema: Node, key: Key, shown: str, here: Here) -> str:
    """The page about one key. `shown` is the path as the user wrote it."""
    lines = [shown, *textwrap.wrap(_meaning(schema, key.node), _WIDTH, initial_indent="  ", subsequent_indent="  "), ""]
    lines += [f"  {label:<10}{said}" for label, said in _facts(schema, key, here) if said]
    inside = [child for child in children(schema, key) if child.path[-1] != "*"]
    if not inside:
        below = [inner for child in children(schema, key) for inner in children(schema, child)]
        inside = [inner for inner in below if inner.path[-1] != "*"]
    if inside:
        lines += ["", "  keys", *_listing(schema, inside)]
    return "\n".join(lines) + "\n"


def summary(schema: Node, keys: tuple[Key, ...]) -> str:
    """One line for each of several keys."""
    return "\n".join(_listing(schema, list(keys), whole=True)) + "\n"


def _listing(schema: Node, keys: list[Key], *, whole: bool = False) -> list[str]:
    words = [".".join(key.path) if whole else key.path[-1] for key in keys]
    wide = min(max(map(len, words)), 44)
    lines: list[str] = []
    for word, key in zip(words, keys, strict=True):
        first = f"    {word:<{wide}}  "
        said = _meaning(schema, key.node)
        lines += textwrap.wrap(said, _WIDTH, initial_indent=first, subsequent_indent=" " * (wide + 6)) or [
            first.rstrip()
        ]
    return lines


def _facts(schema: Node, key: Key, here: Here) -> Iterator[tuple[str, str]]:
    node = key.node
    yield "takes", _takes(schema, node)
    yield "range", str(node.get("x-range", ""))
    if key.path and key.path[-1] != "*":
        default = _written(node["default"]) if "default" in node else node.get("x-absent")
        yield "left out", "not allowed: it is required" if key.required else str(default)
    yield "example", f"{key.path[-1]}: {node['x-example']}" if key.path and node.get("x-example") else ""
    if key.path:
        yield "override", "allowed in environments" if node.get("x-environment") else ""
    if here.place is not None:
        yield "here", f"{here.value}  ({here.place})" if here.value is not None else f"see {here.place}"
    elif key.path and not key.required and "*" not in key.path[-1:]:
        yield "here", "not written"


def _takes(schema: Node, node: Node) -> str:
    found: list[str] = []
    for option in _options(schema, node):
        if "const" in option:
            found.append(f"`{option['const']}`")
        elif "enum" in option:
            found += [f"`{word}`" for word in option["enum"]]
        elif option.get("x-refers"):
            found.append(" or ".join(f"a name of `{section}`" for section in option["x-refers"]))
        elif option.get("type") == "array":
            found.append(f"a list: {_takes(schema, option.get('items', {}))}")
        elif option.get("type") == "object":
            found.append("the keys below" if option.get("properties") else f"names, each with {_each(schema, option)}")
        elif option.get("type") == "boolean":
            found.append("`true` or `false`")
        elif option.get("type") == "integer":
            found.append(f"a whole number from {option.get('minimum')} to {option.get('maximum')}")
        else:
            example = next(iter(option.get("examples", ())), "")
            noun = option.get("x-noun", "a value")
            found.append(f"{noun}, such as `{example}`" if example else noun)
    return ", ".join(dict.fromkeys(found))


def _each(schema: Node, option: Node) -> str:
    return ", or ".join(dict.fromkeys(_takes(schema, item) for item in _items(option)))


def _meaning(schema: Node, node: Node) -> str:
    own = node.get("description")
    if own:
        return str(own)
    inside = [str(option["description"]) for option in _options(schema, node) if option.get("description")]
    return re.sub(r"\s+", " ", " / ".join(dict.fromkeys(inside)))


def _options(schema: Node, node: Node) -> Iterator[Node]:
    """The node, or what it may be: references followed, alternatives opened."""
    if "$ref" in node:
        yield from _options(schema, schema["$defs"][node["$ref"].rpartition("/")[2]])
    elif "anyOf" in node or "oneOf" in node:
        for option in (*node.get("anyOf", ()), *node.get("oneOf", ())):
            yield from _options(schema, option)
    else:
        yield node


def _written(default: Any) -> str:
    if isinstance(default, bool):
        return "true" if default else "false"
    if isinstance(default, list):
        return f"[{', '.join(map(_written, default))}]"
    return "{}" if default == {} else str(default)
