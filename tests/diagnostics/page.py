"""A page of `docs/diagnostics/` taken apart: what is done to the shipped file, what is typed, what is then seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEAD = re.compile(r"\A# ([a-z0-9-]+)\n\n(.+?)\. Severity: (\w+); exit code (\d)\.\n")


@dataclass(frozen=True, slots=True)
class Page:
    """`diff` is applied to the shipped file, then `commands` are typed; `shown` is what the last one says of it."""

    code: str
    title: str
    severity: str
    exit_code: int
    diff: str
    commands: tuple[str, ...]
    shown: str


def parse(file: Path) -> Page:
    """The parts of a page. AssertionError, with what is missing, for one that has another form."""
    text = file.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    assert head, f"{file.name} doesn't begin with `# code`, a blank line, `Title. Severity: error; exit code 3.`"
    blocks = [(match[1], match[2]) for match in _FENCE.finditer(text)]
    diffs = [body for kind, body in blocks if kind == "diff"]
    consoles = [body for kind, body in blocks if kind == "console"]
    texts = [body for kind, body in blocks if kind == "text"]
    assert len(diffs) <= 1, f"{file.name} has {len(diffs)} diffs"
    assert len(consoles) == 1, f"{file.name} has {len(consoles)} blocks of commands"
    assert len(texts) == 1, f"{file.name} has {len(texts)} blocks of output"
    lines = consoles[0].splitlines()
    assert all(line.startswith("$ ") for line in lines), f"{file.name} has a command without `$ `"
    commands = tuple(line.removeprefix("$ ") for line in lines)
    return Page(head[1], head[2], head[3], int(head[4]), "".join(diffs), commands, texts[0])


def with_shown(file: Path, shown: str) -> str:
    """The page with another text in its block of output."""
    text = file.read_text(encoding="utf-8")
    return re.sub(r"^```text\n.*?^```$", lambda _: f"```text\n{shown}```", text, flags=re.MULTILINE | re.DOTALL)


def applied(diff: str, text: str) -> str:
    """The text after the diff: hunks are parted by lines that begin with `@@`; each fits in exactly one place, line by
    line."""
    text = f"\n{text}"
    for hunk in re.split(r"^@@.*\n", diff, flags=re.MULTILINE):
        lines = hunk.splitlines(keepends=True)
        if not lines:
            continue
        old = "\n" + "".join(line[1:] for line in lines if line[0] in " -")
        new = "\n" + "".join(line[1:] for line in lines if line[0] in " +")
        assert text.count(old) == 1, f"this stands {text.count(old)} times in the shipped file:{old}"
        text = text.replace(old, new)
    return text.removeprefix("\n")
