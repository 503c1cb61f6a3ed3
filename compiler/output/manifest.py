"""`generated/MANIFEST.json`: which files Atlas wrote, what was in them, and what to edit to change them.

    {"version": 1, "files": {"staging/inventory.json": {"emitter": "inventory", "origin": "regions", "sha256": "..."}}}

Neither a clock nor the version of Atlas is in it, so that the same input gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

import orjson

from compiler.diagnostic import dotted
from compiler.frozen import frozen
from compiler.output.emitted import Emitted
from compiler.output.paths import fault, shown

VERSION = 1
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CONFLICT = re.compile(rb"^(?:<{7}|={7}|>{7})", re.MULTILINE)


@frozen
class Entry:
    """What the manifest says of one file. `origin` is a dotted path in `atlas.yaml`, empty for the file as a whole."""

    sha256: str
    emitter: str
    origin: str


class DamageError(Exception):
    """The manifest can't be used. The text is the end of a sentence about it."""


def entry(each: Emitted) -> Entry:
    """What the manifest is to say of this artifact."""
    return Entry(digest(each.artifact.body), each.emitter, dotted(each.artifact.origin))


def digest(body: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return sha256(body).hexdigest()


def dump(files: Mapping[str, Entry]) -> bytes:
    """The manifest's bytes: sorted, so that a change of one file is a change of one block."""
    document = {
        "version": VERSION,
        "files": {
            path: {"emitter": known.emitter, "origin": known.origin, "sha256": known.sha256}
            for path, known in files.items()
        },
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def parse(body: bytes) -> dict[str, Entry]:
    """What `dump` wrote; DamageError for anything else. Nothing in it is believed: it decides what may be deleted."""
    if _CONFLICT.search(body):
        raise DamageError("holds a merge conflict (`<<<<<<<`)")
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise DamageError(f"isn't JSON ({error})") from None
    if not isinstance(document, dict) or set(document) != {"version", "files"}:
        raise DamageError("isn't a manifest: it needs `version` and `files`, and nothing else")
    if document["version"] is True or document["version"] != VERSION:
        raise DamageError(f"isn't of version {VERSION}, the only one that this Atlas knows")
    if not isinstance(document["files"], dict):
        raise DamageError("isn't a manifest: `files` has to be a mapping")
    return {path: _entry(path, raw) for path, raw in document["files"].items()}


def _entry(path: str, raw: object) -> Entry:
    reason = fault(path)
    if reason is not None:
        raise DamageError(f"names the path `{shown(path)}`, which {reason}")
    if not isinstance(raw, dict) or set(raw) != {"sha256", "emitter", "origin"}:
        raise DamageError(f"says of `{path}` something other than `sha256`, `emitter` and `origin`")
    texts = {key: text for key, text in raw.items() if isinstance(text, str)}
    if len(texts) != len(raw) or not _SHA256.fullmatch(texts["sha256"]):
        raise DamageError(f"has an impossible value for `{path}`")
    return Entry(**texts)
