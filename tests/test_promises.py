"""The page of promises against what Atlas says today: every number, every gap, every verdict."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from shipped import TEXT, checked
from systems import PROJECT, SHIPPED, changed

from compiler.cli import atlas
from compiler.diagnostic import dotted
from compiler.units import Duration

PAGE = (PROJECT / "docs" / "promises.md").read_text(encoding="utf-8")
DATA: Any = changed(SHIPPED, {})


@dataclass(frozen=True)
class Row:
    """One number: what it is of, the number, and the command that shows it."""

    what: str
    number: str
    command: str


@dataclass(frozen=True)
class Section:
    """One promise: its title, the words in which it was made, all that is said of it, and its numbers."""

    title: str
    quoted: str
    prose: str
    rows: tuple[Row, ...]

    @property
    def verdict(self) -> str:
        found = re.match(r"\*\*(.+?)\.?\*\*", self.prose)
        return found[1].lower() if found else ""


def _section(text: str) -> Section:
    title, _, body = text.partition("\n")
    lines = body.strip().splitlines()
    quoted = " ".join(line for line in lines if line.startswith(">"))
    cells = [re.split(r" *\| *", line.strip("| ")) for line in lines if line.startswith("|")]
    prose = "\n".join(line for line in lines if not line.startswith((">", "|"))).strip()
    return Section(title, quoted, prose, tuple(Row(what, number, how.strip("`")) for what, number, how in cells[2:]))


TOP, *_BODIES = PAGE.split("\n## ")
SECTIONS = [_section(body) for body in _BODIES]
ROWS = [(section, row) for section in SECTIONS for row in section.rows]


@cache
def output(command: str) -> str:
    """What a command of the page prints, as typed in the checkout."""
    program, *words = command.split()
    assert program == "atlas"
    ran = CliRunner().invoke(atlas, [*words, "--file", str(SHIPPED)] if words[0] != "facts" else words)
    assert ran.exit_code == 0, ran.output
    return ran.output


def squeezed(text: str) -> str:
    return " ".join(text.split())


def computed(row: Row) -> set[str]:
    """What the number of a row may be: all of them the same number."""
    match row.command.split()[1:]:
        case ["model", _]:
            return {re.split(r"\s{2,}", output(row.command).strip())[1]}
        case ["survive", *_] if asked := re.fullmatch(
            r"(reads|writes|loss) of `?(\w+)`?(?: data)?(?: at (\S+))?", row.what
        ):
            return survives(row.command, asked[1], asked[2], asked[3])
        case ["facts", *_] if asked := re.fullmatch(r".+: `(\S+)`, (.+)", row.what):
            return {cell(output(row.command), asked[1], asked[2])}
        case _:
            return {row.number}


def survives(command: str, what: str, data: str, home: str | None) -> set[str]:
    """The worst that becomes of a class, or of an entity: for all homes, or for one. As a figure, and as its sum."""
    told = json.loads(output(f"{command.removesuffix(' --explain')} --format json"))
    names = [name for name, one in told["data"].items() if data in (one["class"], *one["entities"])]
    assert names, data
    outcomes = [one for one in told["outcomes"] if one["data"] in names and home in (None, one["home"])]
    assert outcomes, f"nobody notices: {command}, {data}"
    if what == "loss":
        worst = max(outcomes, key=lambda one: (one["gone"] is None, one["gone"] and one["gone"]["seconds"]))
        return sums(worst["gone"], told["terms"], nothing="nothing", never="all, unless it returns")
    worst = max((one[what] for one in outcomes), key=lambda back: (back is None, back and back["seconds"]))
    return sums(worst, told["terms"], nothing="at once", never="unavailable")


def sums(found: Any, terms: Any, *, nothing: str, never: str) -> set[str]:
    if found is None:
        return {never}
    parts = " + ".join(f"{spoken(terms[name]['seconds'])} {terms[name]['what']}" for name in found["terms"])
    whole = spoken(found["seconds"])
    return {whole, parts if len(found["terms"]) == 1 else f"{whole} = {parts}"} if parts else {nothing}


def spoken(seconds: float) -> str:
    return Duration(int(seconds * 1000)).spoken


def cell(text: str, row: str, column: str) -> str:
    """What stands in a table that a command prints, beside one name and below one heading."""
    lines = [re.split(r"\s{2,}", line.strip()) for line in text.splitlines()]
    head = next(line for line in lines if column in line)
    return next(line for line in lines if line[0] == row)[head.index(column)]


@pytest.mark.parametrize(("section", "row"), ROWS, ids=[f"{section.title}: {row.what}" for section, row in ROWS])
def test_a_number_is_what_atlas_computes_and_what_its_command_shows(section: Section, row: Row) -> None:
    del section
    assert row.number in computed(row)
    assert row.number in squeezed(output(row.command))


NAMES = re.compile(
    r"`[^`]*`|\]\([^)]*\)|\b[a-z]+-[a-z]+-\d\b|\d{4}-\d\d-\d\d|\b(?:Route 53|TLS 1\.[23]|SOC 2|ISO 27001|AES-256)\b"
)
"""What has digits, or may have, and isn't a number."""
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER = re.compile(rf"(?<![\w.])(?:\d[\w.,%]*[\w%]|\d|(?:{'|'.join(WORDS)})\b)", re.IGNORECASE)


def numbers(text: str) -> set[str]:
    """The numbers in a text, in digits."""
    found = (one.lower() for one in NUMBER.findall(NAMES.sub(" ", squeezed(text))))
    return {str(WORDS.index(one) + 2) if one in WORDS else one for one in found}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_what_is_said_has_no_number_that_isnt_shown(section: Section) -> None:
    assert numbers(section.prose) - numbers(" ".join(row.number for row in section.rows)) == set()


def test_nothing_is_counted_before_the_first_promise() -> None:
    assert numbers(TOP) == set()


def test_the_table_on_top_lists_every_promise_with_its_verdict() -> None:
    listed = re.findall(r"^\| \[(.+)\]\(#(.+)\) \| (.+) \|$", TOP, re.MULTILINE)
    slugs = [re.sub(r"[^a-z0-9-]", "", section.title.lower().replace(" ", "-")) for section in SECTIONS]
    said = [(section.title, slug, section.verdict) for section, slug in zip(SECTIONS, slugs, strict=True)]
    assert listed == said
    assert {verdict for _, _, verdict in listed} == set(re.findall(r"^\| \*(.+)\* \|", TOP, re.MULTILINE))


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_a_promise_is_quoted_and_what_is_kept_is_shown(section: Section) -> None:
    assert section.quoted
    assert section.rows or section.verdict == "not yet judged"


def acknowledged() -> Iterator[tuple[str, ...]]:
    for entry in DATA["acknowledge"]:
        yield tuple(entry[key] for key in ("code", "path", "owner", "expires", "reason"))


def test_each_known_gap_is_on_the_page_with_its_reason() -> None:
    said = re.findall(
        r"Acknowledged: `(\S+)` at `(\S+)`, by (\w+) until (\S+): \"(.+?)\"(?: |$)",
        " ".join(squeezed(section.prose) for section in SECTIONS),
    )
    assert sorted(said) == sorted(acknowledged())


def test_without_acknowledgements_exactly_the_acknowledged_gaps_are_found(tmp_path: Path) -> None:
    start, end = TEXT.index("acknowledge:\n"), TEXT.index("\n# ── 5 ")
    found = checked(tmp_path, f"{TEXT[:start]}acknowledge: []\n{TEXT[end:]}").diagnostics
    left = [(one.code.id, dotted(one.path), one.value) for one in found if one.code.severity.value != "note"]
    assert sorted(left, key=str) == sorted(
        ((one["code"], one["path"], one.get("accepts")) for one in DATA["acknowledge"]), key=str
    )
