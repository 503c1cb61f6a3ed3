"""Rules over generated documents: none of them raises, and what they find can be placed, read and acknowledged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from documents.author import Document
from documents.judged import AS_OF, Judged, answered, is_gap, judged, sample
from documents.places import replaced
from documents.rare import RARE, rare
from documents.whole import of_any_kind

from compiler.diagnostic import Diagnostic, Severity, dotted
from compiler.language.overlay import BASE
from compiler.model.inventory import parse
from compiler.rules import ACROSS, RULES, acknowledge, check, codes
from compiler.rules.rule import Context

EXAMPLES = 250
ACKNOWLEDGE = tuple(one.id for one in vars(acknowledge).values() if type(one).__name__ == "Code")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[Judged]:
    """Each document, judged as a whole and rule by rule. A rule that raises is told of with the smallest document."""
    folder = tmp_path_factory.mktemp("documents")
    found: list[Judged] = []

    def look(versions: tuple[Document | None, Document]) -> None:
        before, document = versions
        one = judged(document, folder, before)
        _rule_by_rule(one)
        found.append(one)

    sample(of_any_kind(), EXAMPLES, look)
    return found


def _rule_by_rule(one: Judged) -> None:
    """Each rule finds what it declares, and the same when it is asked again."""
    context = Context(AS_OF, {name: parse(body) for name, body in one.committed.items()})
    models = one.understood.models
    for rule in RULES:
        for model in models.values():
            once = tuple(rule.check(model, context))
            assert {found.code for found in once} <= set(rule.codes)
            assert once == tuple(rule.check(model, context))
    for across in ACROSS if one.is_bound else ():
        assert {found.code for found in across.check(models, context)} <= set(across.codes)


def test_no_rule_ever_raises_and_at_least_half_of_the_documents_bind(seen: list[Judged]) -> None:
    assert len(seen) >= EXAMPLES
    assert sum(one.is_bound for one in seen) >= len(seen) / 2


def test_documents_are_varied(seen: list[Judged]) -> None:
    """What would make the other tests here easy to pass, if it were always the same."""
    bound = [one for one in seen if one.is_bound]
    models = [model for one in bound for model in one.understood.models.values()]
    for what in (
        Counter(len(one.understood.models) for one in bound),
        Counter(len(model.homes) for model in models),
        Counter(region.state for model in models for region in model.regions.values()),
        Counter(len(model.entities) for model in models),
        Counter(len(model.replication.publications) if model.replication else None for model in models),
        Counter((row.copies, row.writes) for model in models for row in model.classes.values()),
        Counter(model.environment.promises for model in models),
        Counter(bool(one.committed) for one in bound),
        Counter(model.cdn is None for model in models),
        Counter(one.is_bound for one in seen),
    ):
        most_common = what.most_common(1)[0][1]
        assert most_common < 0.95 * what.total(), what


def test_every_finding_is_at_a_place_in_the_file(seen: list[Judged]) -> None:
    for one in seen:
        lines = one.understood.lines
        for found in one.found:
            assert found.span is not None, found
            assert found.span.file == "atlas.yaml"
            assert 1 <= found.span.line <= found.span.end_line <= len(lines) + 1, found
            assert 1 <= found.span.column <= len(lines[found.span.line - 1]) + 1 if lines else True, found


def test_a_rule_points_to_something_that_is_written(seen: list[Judged]) -> None:
    """At most the last word of its path is a default that nobody wrote."""
    for one in seen:
        for found in _by_rules(one):
            data: Any = one.document
            missing = _missing(found.path, data)
            assert missing <= 1, (found.code.id, dotted(found.path), found.what)


def _missing(path: tuple[str | int, ...], data: Any) -> int:
    """How many words of a path lead nowhere."""
    for position, segment in enumerate(path):
        if isinstance(data, list) and segment in data:
            return len(path) - position - 1
        if not (isinstance(data, dict) and segment in data) and not (isinstance(data, list) and _is_in(segment, data)):
            return len(path) - position
        data = data[segment]
    return 0


def _is_in(segment: str | int, data: list[Any]) -> bool:
    return isinstance(segment, int) and segment < len(data)


def _by_rules(one: Judged) -> Iterator[Diagnostic]:
    known = {*codes(), *ACKNOWLEDGE}
    return (found for found in one.found if found.code.id in known)


PYTHON = re.compile(
    r"\b(None(?! of)|True|False|frozenset|set\(|dict_\w+|datetime|Decimal|Enum|nan|inf)\b|\b[A-Z]\w+\(\w+=|<[A-Z]\w*\."
    r"|<\w+ object|0x[0-9a-f]{6}|\['|\('|\bE[+-]\d|Traceback|\(\)"
)
"""What no person writes."""


@pytest.mark.parametrize("part", ["what", "why", "do"])
def test_a_finding_is_whole_sentences_in_one_line(part: str, seen: list[Judged]) -> None:
    said = {(found.code.id, getattr(found, part)) for one in seen for found in one.found}
    for code, text in sorted(said):
        assert text == text.strip() != "", code
        assert "\n" not in text, (code, text)
        assert text.endswith((".", "?")), (code, text)
        assert not PYTHON.search(text), (code, text)
        assert "  " not in text, (code, text)
        assert text.count("`") % 2 == 0, (code, text)


def test_one_gap_is_one_finding_of_its_environment(seen: list[Judged]) -> None:
    """An acknowledgement names a code and a path."""
    for one in seen:
        gaps = Counter((found.environment, found.code.id, dotted(found.path)) for found in one.found if is_gap(found))
        assert [gap for gap, count in gaps.items() if count > 1] == []


def test_whoever_answers_for_every_gap_has_none_left(seen: list[Judged], tmp_path: Path) -> None:
    """The code, path and value of a finding are what an acknowledgement has to say."""
    gaps = 0
    for one in seen:
        document = answered(one) if one.understood.sound else one.document
        if document is not one.document:
            left = judged(document, tmp_path).found
            assert not any(is_gap(found) or found.code.id in (*ACKNOWLEDGE, "path-unknown") for found in left), document
            gaps += 1
    assert gaps > len(seen) / 4


def test_an_environment_is_judged_as_a_whole_system(seen: list[Judged], tmp_path: Path) -> None:
    """Its model is that of a file in which everything that is laid over production is written out, and whatever a rule
    finds in that model is found."""
    context = Context(AS_OF, {})
    for one in (one for one in seen if one.is_bound and not one.committed):
        every = {(each.code.id, each.path, each.value) for each in one.found}
        for name, model in one.understood.models.items():
            laid = one.understood.effective[name]
            assert {(each.code.id, laid.where(each.path), each.value) for each in check(model, context)} <= every
            if name != BASE:
                whole = replaced(laid.data, ("environments", name, "override"), {})
                assert judged(whole, tmp_path).understood.models[name] == model


LINE = re.compile(r"Write `([a-z_]+: [^`]+)`")
NOT_THERE = {
    "recovery-unused": "it is a line for another row",
    "replication-none": "it names a writer in place of the user's",
    "tls-unreachable": "it opens a gap, and says so",
}
"""Lines to paste that don't mend what they are advised for, by themselves."""


def test_a_line_to_paste_mends_what_it_is_advised_for(seen: list[Judged], tmp_path: Path) -> None:
    """It is read as it stands, the finding is gone, and nothing is wrong there instead; two of each code are tried."""
    tried: Counter[str] = Counter()
    every = [one for one in seen if not one.committed] + [judged(rare(code)[1], tmp_path) for code in RARE]
    for one, found, line in _advice(every):
        place = _place_of(line, found.path, one.document)
        if place is None or tried[found.code.id] == 2:
            continue
        tried[found.code.id] += 1
        (value,) = yaml.load(line, Loader=yaml.BaseLoader).values()
        mended = judged(replaced(one.document, place, value), tmp_path).found
        before = {(each.code.id, each.path) for each in one.found}
        left = [each for each in mended if (each.code, each.path) == (found.code, found.path)]
        assert found.environment not in {each.environment for each in left}, (found.what, found.do)
        news = [each for each in mended if (each.code.id, each.path) not in before]
        worse = [
            each.what for each in news if each.path[: len(place)] == place and each.code.severity is Severity.ERROR
        ]
        assert not worse, (found.what, found.do)
    assert len(tried) > 20


def _advice(every: list[Judged]) -> Iterator[tuple[Judged, Diagnostic, str]]:
    """Findings that advise one whole line."""
    for one in every:
        for found in one.found:
            line = LINE.search(found.do)
            if line is not None and "..." not in line[1] and found.code.id not in NOT_THERE:
                yield one, found, line[1]


def _place_of(line: str, path: tuple[str | int, ...], document: Document) -> tuple[str | int, ...] | None:
    """Where a line belongs: at the key that the finding is about, or below it."""
    key = line.partition(":")[0]
    if path[:1] == ("environments",):
        return None
    if path[-1:] == (key,):
        return path
    there: Any = document
    for segment in path:
        there = there.get(segment) if isinstance(there, dict) else None
    return (*path, key) if isinstance(there, dict) else None


def test_every_code_occurs(seen: list[Judged]) -> None:
    """By chance; or in a table of changes, each of which is tried below."""
    occurred = {found.code.id for one in seen for found in one.found} | RARE.keys()
    never = {*codes(), *ACKNOWLEDGE} - occurred
    assert not never, f"add to RARE in tests/documents/rare.py: {', '.join(sorted(never))}"


@pytest.mark.parametrize("code", RARE)
def test_what_chance_seldom_finds_occurs(code: str, tmp_path: Path) -> None:
    before, now = rare(code)
    assert code in {one.code.id for one in judged(now, tmp_path, before).found}
