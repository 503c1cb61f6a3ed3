"""Acknowledgements against findings. Where something is wrong with one, that is the finding, not the gap as well."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from shipped import Seen, checked, edited, findings, seen

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.model.acknowledge import Acknowledgement
from compiler.rules.acknowledge import settle

AS_OF = date(2026, 11, 22)
DPO = "returns.\n    owner: dpo\n    expires: 2027-05-31"
CACHE = "    path: security.tls.app_to_cache\n    accepts: TLS1.2\n"
CASES = [
    (
        "the last day has passed",
        (DPO, DPO.replace("2027-05-31", "2026-11-21")),
        Seen("acknowledge-expired", "2026-11-21"),
        "recovery-none at `regions.ap-southeast-1.recovery` was accepted until 2026-11-21.",
    ),
    (
        "more than 400 days",
        (DPO, DPO.replace("2027-05-31", "2027-12-28")),
        Seen("acknowledge-too-long", "2027-12-28"),
        "recovery-none would be accepted until 2027-12-28, 401 days ahead.",
    ),
    (
        "a better value than accepted",
        (CACHE, CACHE.replace("1.2", "1.1")),
        Seen("acknowledge-value", "TLS1.1"),
        "tls-below-minimum at `security.tls.app_to_cache` has TLS1.2, and this entry accepts TLS1.1.",
    ),
    (
        "a value where the finding has none",
        (DPO, f"{DPO}\n    accepts: all"),
        Seen("acknowledge-value", "all"),
        "recovery-none at `regions.ap-southeast-1.recovery` has no value, and this entry accepts all.",
    ),
    (
        "a code that is mistyped",
        ("code: recovery-none", "code: recovery-nome"),
        Seen("acknowledge-code", "recovery-nome"),
        "`recovery-nome` isn't a finding that can be acknowledged.",
    ),
    (
        "a code that has a way out in the file",
        ("code: recovery-none", "code: region-place"),
        Seen("acknowledge-code", "region-place"),
        "`region-place` isn't a finding that can be acknowledged.",
    ),
    (
        "no finding there any more",
        ("    app_to_cache: TLS1.2\n", ""),
        Seen("acknowledge-unused", "code: tls-below-minimum"),
        "There is no finding tls-below-minimum at `security.tls.app_to_cache`.",
    ),
]


@pytest.mark.parametrize(("case", "change", "expected", "what"), CASES, ids=[case[0] for case in CASES])
def test_what_is_wrong_with_an_acknowledgement(
    case: str, change: tuple[str, str], expected: Seen, what: str, tmp_path: Path
) -> None:
    assert seen(tmp_path, change) == [expected]
    assert findings(tmp_path, change)[0].what == what


@pytest.mark.parametrize("day", ["2026-11-22", "2027-12-27"])
def test_it_holds_on_its_last_day_and_for_400_days(day: str, tmp_path: Path) -> None:
    assert seen(tmp_path, (DPO, DPO.replace("2027-05-31", day))) == []


def test_a_missing_value_is_asked_for(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, (CACHE, CACHE.replace("    accepts: TLS1.2\n", "")))
    assert (found.code.id, found.do) == ("acknowledge-value", "Write `accepts: TLS1.2`, if security accepts that.")


def test_the_right_code_is_said_where_there_is_one(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, ("code: recovery-none", "code: region-place"))
    assert found.do == "At `regions.ap-southeast-1.recovery` there is recovery-none: write that."


def test_what_is_accepted_is_kept_to_be_told(tmp_path: Path) -> None:
    accepted = checked(tmp_path, edited()).acknowledged
    assert [one.code.id for one in accepted] == ["recovery-none", "tls-below-minimum", "tls-below-minimum"]
    expired = checked(tmp_path, edited((DPO, DPO.replace("2027-05-31", "2026-11-21")))).acknowledged
    assert [one.code.id for one in expired] == ["tls-below-minimum", "tls-below-minimum"]


GAP = Code("gap-wide", "A gap", acknowledgeable=True)
LAW = Code("law-broken", "A law", acknowledgeable=False)
KNOWN = {"gap-wide": True, "law-broken": False}


def found(code: Code, path: str = "a.b", value: str | None = None) -> Diagnostic:
    return Diagnostic(code, path, "", "", tuple(path.split(".")), value=value)


def entry(code: str = "gap-wide", path: str = "a.b", accepts: str | None = None) -> Acknowledgement:
    return Acknowledgement(code, path, accepts, "It can't be otherwise.", "dpo", date(2027, 5, 31))


@pytest.mark.parametrize("path", ["a", "a.b.c", "a.bb", "b.a", "a.*"])
def test_an_entry_is_for_exactly_one_place(path: str) -> None:
    settled = settle([found(GAP)], [entry(path=path)], KNOWN, AS_OF)
    assert [one.code.id for one in settled.findings] == ["gap-wide", "acknowledge-unused"]


def test_what_can_not_be_acknowledged_stays() -> None:
    settled = settle([found(LAW)], [entry("law-broken")], KNOWN, AS_OF)
    assert [one.code.id for one in settled.findings] == ["law-broken", "acknowledge-code"]
    assert settled.acknowledged == ()


def test_a_note_is_not_accepted_and_keeps_the_entry_in_use() -> None:
    note = found(Code("gap-wide", "A gap", Severity.NOTE, acknowledgeable=True))
    settled = settle([note], [entry()], KNOWN, AS_OF)
    assert (settled.findings, settled.acknowledged) == ((note,), ())


def test_the_same_gap_in_two_environments_is_accepted_once() -> None:
    gaps = [found(GAP, value="5%"), found(GAP, value="5%")]
    settled = settle(gaps, [entry(accepts="5%")], KNOWN, AS_OF)
    assert (settled.findings, settled.acknowledged) == ((), tuple(gaps))


def test_of_two_values_at_one_place_only_the_accepted_one_is_accepted() -> None:
    small, wide = found(GAP, value="5%"), found(GAP, value="50%")
    settled = settle([small, wide], [entry(accepts="5%")], KNOWN, AS_OF)
    assert settled.findings == (wide,)
    assert settled.acknowledged == (small,)
