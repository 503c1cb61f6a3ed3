"""The JSON Schema of the language: for editors (completion, hover), and for `atlas explain`, which must start fast.

`python -m compiler.language.schema` prints it, with `--write` it renews `atlas.schema.json` beside this file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import orjson
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from compiler.language.document import Document

FILE = Path(__file__).with_name("atlas.schema.json")


class _Shown(GenerateJsonSchema):
    """pydantic's schema, with defaults as they would be written in the file."""

    def encode_default(self, dft: Any) -> Any:
        if dft is None or isinstance(dft, bool | int | str | list | dict):
            return dft
        return str(dft)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        shown = super().default_schema(schema)
        if shown.get("default", ...) is None:
            del shown["default"]
        return shown

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        shown = super().dict_schema(schema)
        return {**shown, "additionalProperties": False} if "patternProperties" in shown else shown

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def schema() -> bytes:
    """The schema as it is published: keys in the order of the language, the same bytes on every machine."""
    data = Document.model_json_schema(by_alias=True, schema_generator=_Shown)
    data["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    data["title"] = "atlas.yaml, edition 1"
    return orjson.dumps(_without_titles(data), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _without_titles(node: Any, *, top: bool = True, names: bool = False) -> Any:
    """Without pydantic's titles, which repeat the key; `names` says that the keys of this node are the user's."""
    if isinstance(node, list):
        return [_without_titles(item, top=False) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _without_titles(value, top=False, names=key in ("properties", "$defs") and not names)
        for key, value in node.items()
        if top or names or key != "title"
    }


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        FILE.write_bytes(schema())
    else:
        sys.stdout.buffer.write(schema())
