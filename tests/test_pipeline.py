"""The stages together: what a user sees of a file with mistakes."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shipped import TEXT, Seen, checked, committed, edited, findings, seen
from systems import SHIPPED, changed

from compiler.diagnostic import exit_code
from compiler.language.load.text import LIMIT
from compiler.pipeline import emit, understand

LAST = "      cache.main.nodes: 1\n"
NETWORK = "      network: { pool: 10.64.0.0/10, zones: 2, nat: one }"
SINGAPORE = next(line for line in TEXT.splitlines() if line.startswith("  ap-southeast-1: {"))
ACCEPTED = "returns.\n    owner: dpo\n    expires: 2027-05-31"

LONDON = (
    ("recovery: eu-central-1,", "recovery: eu-west-2,"),
    ("\n  eu-central-1:   { place: Frankfurt,", "\n  eu-west-2:      { place: London,   "),
    ("  state: eu-central-1 ", "  state: eu-west-1 "),
)
NOT_EVEN = "Regional data never leaves its jurisdiction, not even as a backup."
INSIDE = "eu-central-1 (Frankfurt), eu-north-1 (Stockholm), eu-south-1 (Milan)"
REASON = "Singapore has one AWS region. If it is lost, its regional data is unavailable until it returns."

LIKELIEST = [
    (
        "1 mistypes a key",
        (("jurisdiction: EU, recovery: eu-central-1", "jurisdication: EU, recovery: eu-central-1"),),
        Seen("key-unknown", "jurisdication"),
        "`jurisdication` isn't a key of `regions.eu-west-1`.",
        "Unknown keys would be promises that nobody checks.",
        "Did you mean `jurisdiction`?",
    ),
    (
        "2 leaves out the unit",
        (("above: 10s", "above: 10"),),
        Seen("unit-missing", "10"),
        "`above: 10` has no unit.",
        "It could be `10s` or `10m`.",
        "Write `above: 10s` or `above: 10m`.",
    ),
    (
        "3 writes m for ms",
        (("above: 200ms", "above: 200m"),),
        Seen("unit-implausible", "200m"),
        "`above: 200m`, which is 200 minutes, is above anything plausible.",
        "`m` is minutes and `ms` milliseconds: a slip of the unit changes what is promised.",
        "Write `above: 200ms`, or another amount from 1ms to 10s.",
    ),
    (
        "4 takes eu-west-1 for Paris",
        (("place: Ireland", "place: Paris"),),
        Seen("region-place", "Paris"),
        "eu-west-1 isn't in `Paris`: it is Ireland.",
        "People sign what `place` says.",
        "Write `place: Ireland`, or use eu-west-3 (Paris).",
    ),
    (
        "5 takes London for the EU",
        LONDON,
        Seen("recovery-abroad", "eu-west-2"),
        "eu-west-1 (Ireland, EU) would recover in eu-west-2, which is London, GB.",
        f"{NOT_EVEN} Adequacy makes a transfer legal, not domestic.",
        f"Name a region of the same jurisdiction, such as {INSIDE}, or write `recovery: none`.",
    ),
    (
        "10 deletes a region's row",
        ((f"\n{SINGAPORE}", ""),),
        Seen("region-deleted", "regions"),
        "ap-southeast-1 is gone from the file, but not from the world.",
        "Its databases, backups and keys would be orphaned: nobody would watch over them, or delete them.",
        "Put ap-southeast-1 back with `state: decommissioning`; once applied, `state: retired`; then delete it.",
    ),
    (
        "11 nests an override as in other tools",
        ((LAST, f"{LAST}      compute: {{ api: {{ spot: 50% }} }}\n"),),
        Seen("override-too-wide", "compute", "staging"),
        "`compute` holds more than one row.",
        "A wide override would quietly drop what is added below it later.",
        "Write `compute.api.spot: 50%`, and so on: one line for each value or row that differs.",
    ),
    (
        "12 lets an acknowledgement run out",
        ((ACCEPTED, ACCEPTED.replace("2027-05-31", "2026-10-31")),),
        Seen("acknowledge-expired", "2026-10-31"),
        "recovery-none at `regions.ap-southeast-1.recovery` was accepted until 2026-10-31.",
        f"dpo accepted it: {REASON}",
        "Close the gap, or let the owner set a new date.",
    ),
]


@pytest.mark.parametrize(
    ("somebody", "changes", "expected", "what", "why", "do"), LIKELIEST, ids=[case[0] for case in LIKELIEST]
)
def test_the_likeliest_mistakes(
    somebody: str, changes: tuple[tuple[str, str], ...], expected: Seen, what: str, why: str, do: str, tmp_path: Path
) -> None:
    before = {} if changes == LONDON else committed()  # where Frankfurt was committed, its loss is the finding
    assert seen(tmp_path, *changes, committed=before) == [expected]
    (found,) = findings(tmp_path, *changes, committed=before)
    assert (found.what, found.why, found.do) == (what, why, do)


def test_mistakes_of_all_stages_are_found_in_one_run(tmp_path: Path) -> None:
    changes = [
        ("cache.main.nodes: 1", "cache.main.nodes: [1]"),
        ("reserved: none", "reserved:"),
        ("nat: per_zone", "nat: yes"),
        ("zones: 3", "zones: three"),
        ("jurisdiction: SG", "law: SG"),
        ("origin: compute.api", "origin: compute.app"),
        ("after: closed_at", "after: closed"),
        ("bake: 10m", "bakes: 10"),
        (f"\n{next(line for line in TEXT.splitlines() if line.startswith('  us-west-2:'))}", ""),
    ]
    assert seen(tmp_path, *changes, committed=committed()) == [
        Seen("region-deleted", "regions"),
        Seen("key-unknown", "law"),
        Seen("column-unknown", "closed"),
        Seen("number-wrong", "three"),
        Seen("scalar-ambiguous", "yes"),
        Seen("key-unknown", "bakes"),
        Seen("unit-missing", "10"),
        Seen("value-empty", "reserved"),
        Seen("name-unknown", "compute.app"),
        Seen("shape-wrong", "cache.main.nodes", "staging"),
    ]


SURPRISES = [
    ("`NO` for Norway", "columns: [label, sort]", "columns: [label, NO]", [Seen("scalar-ambiguous", "NO")]),
    ("`on` for true", "multi_az: true", "multi_az: on", [Seen("scalar-ambiguous", "on")]),
    ("a zero in front", "nodes: 2,", "nodes: 02,", [Seen("scalar-ambiguous", "02")]),
    (
        "an account without quotes that begins with zero",
        '"111111111111"',
        "011111111111",
        [Seen("scalar-ambiguous", "011111111111")],
    ),
    ("an account without quotes that doesn't", '"111111111111"', "111111111111", []),
    ("a time in sixties", "every: 6h", "every: 12:30:00", [Seen("scalar-ambiguous", "12:30:00")]),
    ("a null", "last: none", "last: ~", [Seen("value-empty", "~")]),
    ("nothing", "last: none", "last: ''", [Seen("date-wrong", "''")]),
    ("a float", "zones: 3", "zones: 3.0", [Seen("number-wrong", "3.0")]),
    ("a number in quotes is the same number", "zones: 3", 'zones: "3"', []),
    (
        "a day in quotes is the same day",
        "expires: 2027-05-31\n  - code: tls-below-minimum\n    path: security.tls.app",
        'expires: "2027-05-31"\n  - code: tls-below-minimum\n    path: security.tls.app',
        [],
    ),
    ("an anchor", "backup: {", "backup: &b {", [Seen("anchor-used", "&b")]),
    ("a tag", "domain: atlas-crm.com\n", "domain: !!str atlas-crm.com\n", [Seen("tag-used", "!!str")]),
    ("a key twice", "backup: {", "domain: a.com\nbackup: {", [Seen("key-duplicate", "domain")]),
    (
        "a comma in a sentence",
        "task: static assets",
        "task: static, and nothing else",
        [Seen("row-broken", "and nothing else")],
    ),
]


@pytest.mark.parametrize(("case", "old", "new", "expected"), SURPRISES, ids=[case[0] for case in SURPRISES])
def test_surprises_of_yaml_are_one_finding_each(
    case: str, old: str, new: str, expected: list[Seen], tmp_path: Path
) -> None:
    assert seen(tmp_path, (old, new)) == expected


@pytest.mark.parametrize(
    "text", [b"", b"\xff\xfea", b"a: [", b"\x00", b"%YAML 1.1\n", b"{" * 20_000, b"#" * (LIMIT + 1)]
)
def test_a_file_that_can_not_be_read_is_a_finding_and_no_model(text: bytes, tmp_path: Path) -> None:
    found = checked(tmp_path, text, committed())
    assert exit_code(found.diagnostics) in (1, 3)
    assert found.understood.models == {}
    assert not found.understood.sound


def test_a_mistake_in_the_body_is_no_finding_of_each_environment(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, ("zones: 3", "zones: 33"))
    assert (found.environment, found.code.id) == (None, "number-implausible")


def test_a_mistake_of_one_environment_leaves_the_other_its_model(tmp_path: Path) -> None:
    understood = checked(tmp_path, edited((NETWORK, NETWORK.replace("zones: 2", "zones: 22")))).understood
    assert list(understood.models) == ["production"]
    assert not understood.sound


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"version": 2}', b'{"version": 1, "regions": 1}', b"\xff"])
def test_an_inventory_that_can_not_be_read_is_unknown_not_absent(body: bytes, tmp_path: Path) -> None:
    found = checked(tmp_path, TEXT, {**committed(), "staging": body}).diagnostics
    damaged = [one for one in found if one.code.id == "inventory-damaged"]
    assert len(damaged) == 1
    assert exit_code(found) == 5
    assert damaged[0].what.startswith("The committed inventory of `staging` can't be understood: ")


def test_the_shipped_file_compiles_to_the_same_files_twice() -> None:
    models = understand(SHIPPED, "atlas.yaml").models
    first, second = emit(models), emit(dict(reversed(models.items())))
    assert first == second
    assert {one.path.split("/")[0] for one in first} == {"production", "staging"}


_WORDS = (
    "none x 10 10s true 2027-05-31 a.b * database.main global eu-west-1 TLS1.3 10.0.0.0/8 -1 1e5 `x` {key} {text} "
    "[key] role:recovery lost planned retired regions main ops oncall dossier id"
)
WORDS = st.sampled_from([*_WORDS.split(), "", "a\nb", "é" * 300, "\ufeff"])
VALUES = st.one_of(
    WORDS,
    st.just([]),
    st.just({}),
    st.lists(WORDS, max_size=2),
    st.dictionaries(WORDS, WORDS, max_size=2),
    st.just([[]]),
    st.just([{}]),
)


def _places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [place for key, inner in below for place in ((*path, key), *_places(inner, (*path, key)))]


def _mutated(data: Any, draw: st.DataObject) -> None:
    *above, last = draw.draw(st.sampled_from(_places(data)))
    part = data
    for segment in above:
        part = part[segment]
    match draw.draw(st.sampled_from(["delete", "replace", "rename", "repeat", "override"])):
        case "delete":
            del part[last]
        case "rename" if isinstance(part, dict):
            part[draw.draw(st.one_of(WORDS, st.just(f"{last}x"), st.just(str(last)[:-1])))] = part.pop(last)
        case "repeat" if isinstance(part, list):
            part.append(copy.deepcopy(part[last]))
        case "override" if isinstance(data.get("environments", {}).get("staging"), dict):
            data["environments"]["staging"]["override"] = {".".join(map(str, [*above, last])): draw.draw(VALUES)}
        case _:
            part[last] = draw.draw(VALUES)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(draw=st.data(), times=st.integers(1, 2), first=st.booleans())
def test_whatever_is_changed_nothing_raises_and_every_finding_has_a_place(
    draw: st.DataObject, times: int, first: bool, tmp_path: Path
) -> None:
    data: Any = copy.deepcopy(changed(SHIPPED, {}))
    for _ in range(times if _places(data) else 0):
        _mutated(data, draw)
    text = json.dumps(data, indent=1, ensure_ascii=False)
    lines = text.split("\n")
    found = checked(tmp_path, text, {} if first else committed())
    for one in found.diagnostics:
        assert one.span is not None
        assert 1 <= one.span.column <= len(lines[one.span.line - 1]) + 1
        assert "\n" not in one.what
    understood = found.understood
    assert understood.sound == (exit_code(understood.diagnostics) == 0)
    assert not understood.sound or understood.models.keys() == understood.effective.keys()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(draw=st.data())
def test_whatever_line_is_lost_doubled_or_moved_nothing_raises(draw: st.DataObject, tmp_path: Path) -> None:
    lines = TEXT.splitlines(keepends=True)
    at = draw.draw(st.integers(0, len(lines) - 1))
    to = draw.draw(st.integers(0, len(lines) - 1))
    what = draw.draw(st.sampled_from(["lost", "doubled", "moved", "indented", "cut"]))
    line = lines.pop(at)
    if what == "doubled":
        lines[at:at] = [line, line]
    elif what == "moved":
        lines.insert(to, line)
    elif what == "indented":
        lines.insert(at, f"  {line}")
    elif what == "cut":
        lines.insert(at, line[: len(line) // 2] + "\n")
    found = checked(tmp_path, "".join(lines), committed()).diagnostics
    assert all(one.span is not None and one.span.line <= len(lines) + 1 for one in found)


def test_a_mistake_in_one_environment_hides_no_broken_promise_of_another(tmp_path: Path) -> None:
    changes = (
        ("cache.main.nodes: 1", "cache.main.nodez: 1"),
        ("place: Virginia,  jurisdiction: US", "place: Virginia,  jurisdiction: EU"),
    )
    assert {(one.code.id, one.environment) for one in findings(tmp_path, *changes)} == {
        ("override-unknown", "staging"),
        ("region-jurisdiction", None),
    }


def test_a_gap_that_staging_only_reports_is_found_in_another_environment_too(tmp_path: Path) -> None:
    trial = '  trial:\n    account: "333333333333"\n    regions: [eu-west-1, us-east-1]\n    override:\n'
    change = trial + "      domain: atlas-crm-trial.com\n      release.state: eu-west-1\n  staging:\n"
    found = findings(tmp_path, ("  staging:\n", change))
    gaps = {one.environment for one in found if one.code.id == "recovery-none"}
    assert "trial" in gaps
