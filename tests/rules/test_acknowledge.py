"""Acknowledgements against findings. Where something is wrong with one, that is the finding, not the gap as well."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import Seen, checked, edited, findings, seen
from systems import model

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.model.acknowledge import Acknowledgement
from compiler.rules.acknowledge import accepted, at_loss, settle

AS_OF = date(2026, 11, 22)
DPO = "returns.\n    owner: dpo\n    expires: 2027-05-31"
CACHE = "    path: security.tls.app_to_cache\n    accepts: TLS1.2\n"
PATH = "regions.ap-southeast-1.recovery"
AGAIN = f"{{ code: recovery-none, path: {PATH}, reason: So it is, owner: ops, expires: 2027-01-31 }}"
CLOSED = "{ code: tls-below-minimum, path: security.tls.alb_to_app, reason: It was, owner: ops, expires: 2027-01-31 }"
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
        "a worse value than accepted",
        (CACHE, CACHE.replace("1.2", "1.3")),
        Seen("acknowledge-value", "TLS1.3"),
        "tls-below-minimum at `security.tls.app_to_cache` has TLS1.2, and this entry accepts TLS1.3.",
    ),
    (
        "a value where the finding has none",
        (DPO, f"{DPO}\n    accepts: all"),
        Seen("acknowledge-value", "all"),
        "recovery-none at `regions.ap-southeast-1.recovery` has no value, and this entry accepts all.",
    ),
    (
        "a value of another kind than the finding has",
        (CACHE, CACHE.replace("TLS1.2", "5m")),
        Seen("acknowledge-value", "5m"),
        "tls-below-minimum at `security.tls.app_to_cache` has TLS1.2, and this entry accepts 5m.",
    ),
    (
        "a gap that is acknowledged twice",
        (DPO, f"{DPO}\n  - {AGAIN}"),
        Seen("acknowledge-twice", AGAIN),
        f"recovery-none at `{PATH}` is acknowledged above.",
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
        (DPO, f"{DPO}\n  - {CLOSED}"),
        Seen("acknowledge-unused", CLOSED),
        "There is no finding tls-below-minimum at `security.tls.alb_to_app`.",
    ),
]


@pytest.mark.parametrize(("case", "change", "expected", "what"), CASES, ids=[case[0] for case in CASES])
def test_what_is_wrong_with_an_acknowledgement(
    case: str, change: tuple[str, str], expected: Seen, what: str, tmp_path: Path
) -> None:
    assert seen(tmp_path, change) == [expected]
    assert findings(tmp_path, change)[0].what == what


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2026-11-22", ["acknowledge-expiring"]),
        ("2026-12-22", ["acknowledge-expiring"]),
        ("2026-12-23", []),
        ("2027-12-27", []),
    ],
)
def test_it_holds_on_its_last_day_and_for_400_days(day: str, codes: list[str], tmp_path: Path) -> None:
    change = (DPO, DPO.replace("2027-05-31", day))
    assert [one.code for one in seen(tmp_path, change)] == codes
    assert len(checked(tmp_path, edited(change)).acknowledged) == 3


def test_its_end_is_said_before_it_comes(tmp_path: Path) -> None:
    (one,) = findings(tmp_path, (DPO, DPO.replace("2027-05-31", "2026-12-01")))
    assert one.what == "recovery-none at `regions.ap-southeast-1.recovery` is accepted until 2026-12-01, 9 days ahead."
    assert one.why.startswith("dpo accepted it: Singapore has one AWS region.")
    assert (one.code.severity, one.path) == (Severity.WARNING, ("acknowledge", 0, "expires"))


@pytest.mark.parametrize("value", ["TLS1.1", "TLS1.0", "none"])
def test_a_better_value_than_accepted_is_accepted(value: str, tmp_path: Path) -> None:
    assert seen(tmp_path, (CACHE, CACHE.replace("TLS1.2", value))) == []


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
FALLING = Code("gap-deep", "A gap", acknowledgeable=True, less_is_worse=True)
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


def test_a_note_is_nothing_to_answer_for() -> None:
    """The entry would outlive its gap, and hide the next one where promises are enforced."""
    note = found(Code("gap-wide", "A gap", Severity.NOTE, acknowledgeable=True))
    settled = settle([note], [entry()], KNOWN, AS_OF)
    assert [one.code.id for one in settled.findings] == [note.code.id, "acknowledge-unused"]
    assert settled.acknowledged == ()


def test_the_same_gap_in_two_environments_is_accepted_once() -> None:
    gaps = [found(GAP, value="5%"), found(GAP, value="5%")]
    settled = settle(gaps, [entry(accepts="5%")], KNOWN, AS_OF)
    assert (settled.findings, settled.acknowledged) == ((), tuple(gaps))


def test_of_two_values_at_one_place_only_those_up_to_the_accepted_one_are() -> None:
    small, wide, widest = found(GAP, value="5%"), found(GAP, value="50%"), found(GAP, value="60%")
    settled = settle([small, wide, widest], [entry(accepts="5%")], KNOWN, AS_OF)
    assert [(one.code.id, one.do) for one in settled.findings] == [
        ("acknowledge-value", "Write `accepts: 60%`, if dpo accepts that.")
    ]
    assert settled.acknowledged == (small,)
    assert settle([small, wide], [entry(accepts="60%")], KNOWN, AS_OF).acknowledged == (small, wide)


def test_what_is_only_reported_elsewhere_may_be_worse() -> None:
    note = found(Code("gap-wide", "A gap", Severity.NOTE, acknowledgeable=True), value="60%")
    small = found(GAP, value="5%")
    settled = settle([small, note], [entry(accepts="5%")], KNOWN, AS_OF)
    assert (settled.findings, settled.acknowledged) == ((note,), (small,))


def test_a_second_entry_hides_nothing_and_is_hidden_by_nothing() -> None:
    wide = found(GAP, value="50%")
    settled = settle([wide], [entry(accepts="5%"), entry(accepts="50%")], KNOWN, AS_OF)
    assert [one.code.id for one in settled.findings] == ["acknowledge-value", "acknowledge-twice"]
    assert settle([wide], [entry(accepts="50%"), entry(path="a.c")], KNOWN, AS_OF).acknowledged == (wide,)


def settled_codes(*waived: Acknowledgement, whole: bool) -> list[str]:
    return [one.code.id for one in settle([], waived, KNOWN, AS_OF, whole=whole).findings]


def test_where_not_all_was_found_nothing_is_unused() -> None:
    assert settled_codes(entry(), whole=True) == ["acknowledge-unused"]
    assert settled_codes(entry(), whole=False) == []
    assert settled_codes(entry("law-broken"), whole=False) == ["acknowledge-code"]


LOST = {"since": "2026-11-01", "until": "2026-11-22", "reference": "INC-1"}
LOSSES = [
    ("lost until today", "lost", {}, True),
    ("on its way back until today", "joining", {}, True),
    ("lost for longer than was said", "lost", {"until": "2026-11-21"}, False),
    ("there", "active", {}, False),
]


@pytest.mark.parametrize(("case", "state", "days", "expected"), LOSSES, ids=[case[0] for case in LOSSES])
def test_while_a_loss_is_declared_promises_are_suspended(
    case: str, state: str, days: dict[str, str], expected: bool
) -> None:
    row = {"place": "Ireland", "jurisdiction": "EU", "recovery": "eu-central-1", "wave": "3", "state": state}
    staging = model(environment="staging")
    assert at_loss([staging, model({"regions.eu-west-1": {**row, **LOST, **days}})], AS_OF) is expected


def test_a_lost_recovery_region_suspends_nothing() -> None:
    row = {"place": "Frankfurt", "jurisdiction": "EU", "role": "recovery", "state": "lost"}
    assert not at_loss([model({"regions.eu-central-1": {**row, **LOST}})], AS_OF)


def test_of_a_suspended_promise_the_acknowledgement_stays(tmp_path: Path) -> None:
    unused = (DPO, f"{DPO}\n  - {CLOSED}")
    lost = "recovery: none, state: lost, since: 2026-11-20, until: 2026-12-04, reference: INC-7,"
    assert "acknowledge-unused" in {one.code for one in seen(tmp_path, unused)}
    assert "acknowledge-unused" not in {one.code for one in seen(tmp_path, unused, ("recovery: none,        ", lost))}


AMOUNTS = [
    ("4m", "300s", "5m", "6m"),
    ("4.9%", "5.0%", "5%", "100%"),
    ("19.50 USD", "20 USD", "20.00 USD", "100 USD"),
    ("1GB", "4096MB", "4GB", "1TB"),
    ("9", "12", "12", "100"),
    ("TLS1.1", "TLS1.2", "TLS1.2", "TLS1.3"),
]


@pytest.mark.parametrize(("less", "value", "same", "more"), AMOUNTS)
def test_more_is_worse_or_less_is(less: str, value: str, same: str, more: str) -> None:
    rising = [accepted(found(GAP, value=value), worst) for worst in (less, same, more)]
    falling = [accepted(found(FALLING, value=value), worst) for worst in (less, same, more)]
    assert (rising, falling) == ([False, True, True], [True, True, False])


@pytest.mark.parametrize(("value", "worst"), [("5m", "5%"), ("5m", "5GB"), ("12", "TLS1.2"), ("10", "10s"), ("a", "b")])
def test_what_can_not_be_compared_has_to_be_the_same(value: str, worst: str) -> None:
    assert accepted(found(GAP, value=value), value)
    assert not accepted(found(GAP, value=value), worst)
    assert not accepted(found(GAP, value=worst), value)


def test_a_gap_without_a_bound_is_the_worst() -> None:
    assert accepted(found(GAP, value="5m"), "none")
    assert accepted(found(GAP, value="none"), "none")
    assert not accepted(found(GAP, value="none"), "1000y")
    assert not accepted(found(GAP), "none")
    assert not accepted(found(GAP, value="5m"), None)
    assert accepted(found(GAP), None)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_what_is_accepted_follows_the_order_of_amounts(value: int, worst: int) -> None:
    for form in ("{}", "{}s", "{}GB", "{} USD"):
        assert accepted(found(GAP, value=form.format(value)), form.format(worst)) is (value <= worst)
        assert accepted(found(FALLING, value=form.format(value)), form.format(worst)) is (value >= worst)
