"""Paths that acknowledgements name."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic, Path, dotted
from compiler.language.parts import Parts
from compiler.language.shape import known_keys
from compiler.suggest import did_you_mean

PATH_UNKNOWN = Code("path-unknown", "Path that leads nowhere")


def bind(parts: Parts, environment: str) -> Iterator[Diagnostic]:
    """Every acknowledged path that isn't in the document."""
    del environment
    for index, waived in parts.acknowledge.items():
        if not _is_overridden(parts, waived.path):
            yield from _walk(parts, waived.path, ("acknowledge", index, "path"))


def _is_overridden(parts: Parts, text: str) -> bool:
    """Whether it leads into an override, whose keys have dots of their own."""
    return any(
        f"{text}.".startswith(f"environments.{name}.override.{line}.")
        for name, row in parts.environments.items()
        for line in row.override
    )


def _walk(parts: Parts, text: str, at: Path) -> Iterator[Diagnostic]:
    section = text.split(".")[0]
    if section in known_keys((), dict(parts.data)) and section not in parts.data:
        return  # the section is missing, which is another finding
    here: object = dict(parts.data)
    walked: list[str | int] = []
    for word in text.split("."):
        known = list(known_keys(tuple(walked), dict(parts.data)))
        below = list(here) if isinstance(here, dict) else []
        if isinstance(here, list) and word.isdigit() and int(word) < len(here):
            walked.append(int(word))
            here = here[int(word)]
            continue
        if word not in known and word not in below:
            yield Diagnostic(
                PATH_UNKNOWN,
                f"`{text}` leads nowhere: {f'`{dotted(tuple(walked))}`' if walked else 'the file'} has no `{word}`.",
                "An acknowledgement is for one finding, which stands at one path of this file.",
                did_you_mean(word, [*below, *known]) or "Copy the path from the finding.",
                at,
            )
            return
        walked.append(word)
        here = here.get(word) if isinstance(here, dict) else None
