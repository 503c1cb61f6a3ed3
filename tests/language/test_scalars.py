"""Single values: what is wrong with one, why that matters, and the line to write. One table for each kind of value."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import findings

LAG = "replication_lag: { above: {}, for: 30s"


def said(folder: Path, old: str, new: str) -> tuple[str, str, str]:
    (found,) = findings(folder, (old, new))
    return found.code.id, found.what, found.do


@pytest.mark.parametrize(
    ("written", "code", "what", "do"),
    [
        ("10", "unit-missing", "`above: 10` has no unit.", "Write `above: 10s` or `above: 10m`."),
        ("500", "unit-missing", "`above: 500` has no unit.", "Write `above: 500ms` or `above: 500s`."),
        (
            "99999999",
            "unit-missing",
            "`above: 99999999` has no unit.",
            "Write an amount from 100ms to 1h, as in `above: 100ms`.",
        ),
        ("10sec", "unit-wrong", "`10sec` isn't a duration.", "Write `above: 10s`."),
        ("10 minutes", "unit-wrong", "`10 minutes` isn't a duration.", "Write `above: 10m`."),
        ("10S", "unit-wrong", "`10S` isn't a duration.", "Write `above: 10s`."),
        ("10 s", "unit-wrong", "`10 s` isn't a duration.", "Write `above: 10s`."),
        ("soon", "unit-wrong", "`soon` isn't a duration.", "Write an amount from 100ms to 1h, as in `above: 100ms`."),
        ("-10s", "unit-wrong", "`-10s` isn't a duration.", "Write an amount from 100ms to 1h, as in `above: 100ms`."),
        (
            "10d",
            "unit-implausible",
            "`above: 10d`, which is 10 days, is above anything plausible.",
            "Write `above: 10s` or `above: 10m`, or another amount from 100ms to 1h.",
        ),
        (
            "0s",
            "unit-implausible",
            "`above: 0s`, which is 0 seconds, is below anything plausible.",
            "Write an amount from 100ms to 1h, as in `above: 100ms`.",
        ),
        ("5%", "unit-wrong", "`5%` isn't a duration.", "Write an amount from 100ms to 1h, as in `above: 100ms`."),
    ],
)
def test_a_duration(written: str, code: str, what: str, do: str, tmp_path: Path) -> None:
    assert said(tmp_path, "above: 10s", f"above: {written}") == (code, what, do)


@pytest.mark.parametrize(
    ("written", "code", "what", "do"),
    [
        ("4", "unit-missing", "`memory: 4` has no unit.", "Write `memory: 4GB`."),
        ("4096", "unit-missing", "`memory: 4096` has no unit.", "Write `memory: 4096MB`."),
        ("4GiB", "unit-wrong", "`4GiB` isn't a size.", "Write `memory: 4GB`."),
        ("4 gigabytes", "unit-wrong", "`4 gigabytes` isn't a size.", "Write `memory: 4GB`."),
        ("4g", "unit-wrong", "`4g` isn't a size.", "Write `memory: 4GB`."),
        ("big", "unit-wrong", "`big` isn't a size.", "Write an amount from 512MB to 120GB, as in `memory: 512MB`."),
        (
            "4MB",
            "unit-implausible",
            "`memory: 4MB` is below anything plausible.",
            "Write `memory: 4GB`, or another amount from 512MB to 120GB.",
        ),
        (
            "4TB",
            "unit-implausible",
            "`memory: 4TB` is above anything plausible.",
            "Write `memory: 4GB`, or another amount from 512MB to 120GB.",
        ),
    ],
)
def test_a_size(written: str, code: str, what: str, do: str, tmp_path: Path) -> None:
    assert said(tmp_path, "memory: 4GB", f"memory: {written}") == (code, what, do)


RANGE = "a size, or a range from a smaller to a larger one"


@pytest.mark.parametrize(
    ("written", "code", "what", "do"),
    [
        ("100", "unit-missing", "`files: 100` has no unit.", "Write `files: 100MB`, `files: 100GB` or `files: 100TB`."),
        (
            "100..300",
            "unit-missing",
            "`files: 100..300` has no unit.",
            "Write an amount from 0MB to 100000TB, as in `files: 0MB`.",
        ),
        (
            "300GB..100GB",
            "unit-wrong",
            f"`300GB..100GB` isn't {RANGE}.",
            "Write an amount from 0MB to 100000TB, as in `files: 0MB`.",
        ),
        ("1PB", "unit-wrong", f"`1PB` isn't {RANGE}.", "Write an amount from 0MB to 100000TB, as in `files: 0MB`."),
        ("1 terabyte", "unit-wrong", f"`1 terabyte` isn't {RANGE}.", "Write `files: 1TB`."),
        (
            "200000TB",
            "unit-implausible",
            "`files: 200000TB` is above anything plausible.",
            "Write `files: 200000MB` or `files: 200000GB`, or another amount from 0MB to 100000TB.",
        ),
    ],
)
def test_a_range_of_sizes(written: str, code: str, what: str, do: str, tmp_path: Path) -> None:
    assert said(tmp_path, "files: 100GB..300GB", f"files: {written}") == (code, what, do)


@pytest.mark.parametrize(
    ("written", "code", "what", "do"),
    [
        ("5", "unit-missing", "`above: 5` has no unit.", "Write `above: 5%`."),
        ("0.05", "unit-missing", "`above: 0.05` has no unit.", "Write `above: 0.05%`."),
        ("5 percent", "unit-wrong", "`5 percent` isn't a share.", "Write `above: 5%`."),
        ("105%", "unit-wrong", "`105%` isn't a share.", "Write an amount from 0.01% to 100%, as in `above: 0.01%`."),
        (
            "0%",
            "unit-implausible",
            "`above: 0%` is below anything plausible.",
            "Write an amount from 0.01% to 100%, as in `above: 0.01%`.",
        ),
    ],
)
def test_a_share(written: str, code: str, what: str, do: str, tmp_path: Path) -> None:
    assert said(tmp_path, "above: 5%", f"above: {written}") == (code, what, do)


MONEY = "Write an amount from 1 USD to 100000000 USD, as in `warn: 1 USD`."


@pytest.mark.parametrize(
    ("written", "code", "what", "do"),
    [
        ("7800", "unit-missing", "`warn: 7800` has no unit.", "Write `warn: 7800 USD`."),
        (
            "7800 usd",
            "unit-wrong",
            "`7800 usd` isn't an amount of money in US dollars a month.",
            "Write `warn: 7800 USD`.",
        ),
        ("7800$", "unit-wrong", "`7800$` isn't an amount of money in US dollars a month.", "Write `warn: 7800 USD`."),
        ("7800 EUR", "unit-wrong", "`7800 EUR` isn't an amount of money in US dollars a month.", MONEY),
        ("0.50 USD", "unit-implausible", "`warn: 0.50 USD` is below anything plausible.", MONEY),
    ],
)
def test_money(written: str, code: str, what: str, do: str, tmp_path: Path) -> None:
    assert said(tmp_path, "warn: 7800 USD", f"warn: {written}") == (code, what, do)


@pytest.mark.parametrize(
    ("written", "code", "what", "do"),
    [
        ("2", "unit-missing", "`cpu: 2` has no unit.", "Write `cpu: 2 vCPU`."),
        (
            "2048",
            "unit-missing",
            "`cpu: 2048` has no unit.",
            "Write an amount from 0.25 vCPU to 16 vCPU, as in `cpu: 0.25 vCPU`.",
        ),
        ("2 cores", "unit-wrong", "`2 cores` isn't an amount of processing power.", "Write `cpu: 2 vCPU`."),
        (
            "64 vCPU",
            "unit-implausible",
            "`cpu: 64 vCPU` is above anything plausible.",
            "Write an amount from 0.25 vCPU to 16 vCPU, as in `cpu: 0.25 vCPU`.",
        ),
    ],
)
def test_processing_power(written: str, code: str, what: str, do: str, tmp_path: Path) -> None:
    assert said(tmp_path, "cpu: 2 vCPU", f"cpu: {written}") == (code, what, do)


@pytest.mark.parametrize(
    ("written", "code", "what", "do"),
    [
        ("three", "number-wrong", "`three` isn't a whole number.", "Write a number from 1 to 6, as in `zones: 1`."),
        ("3.0", "number-wrong", "`3.0` isn't a whole number.", "Write `zones: 3`."),
        ("3 zones", "number-wrong", "`3 zones` isn't a whole number.", "Write `zones: 3`."),
        ("-3", "number-wrong", "`-3` isn't a whole number.", "Write a number from 1 to 6, as in `zones: 1`."),
        ("٣", "number-wrong", "`٣` isn't a whole number.", "Write a number from 1 to 6, as in `zones: 1`."),
        (
            "0",
            "number-implausible",
            "`zones: 0` is below anything plausible.",
            "Write a number from 1 to 6, as in `zones: 1`.",
        ),
        (
            "30",
            "number-implausible",
            "`zones: 30` is above anything plausible.",
            "Write a number from 1 to 6, as in `zones: 1`.",
        ),
    ],
)
def test_a_count(written: str, code: str, what: str, do: str, tmp_path: Path) -> None:
    assert said(tmp_path, "zones: 3", f"zones: {written}") == (code, what, do)


def test_an_edition_that_is_not_known(tmp_path: Path) -> None:
    expected = ("number-implausible", "`atlas: 2` isn't known here.", "Write `atlas: 1`.")
    assert said(tmp_path, "atlas: 1 ", "atlas: 2 ") == expected


@pytest.mark.parametrize(
    ("written", "do"),
    [
        ("True", "Write `multi_az: true`."),
        ("FALSE", "Write `multi_az: false`."),
        ('"yes"', "Write `multi_az: true` or `multi_az: false`."),
        ("1", "Write `multi_az: true` or `multi_az: false`."),
    ],
)
def test_yes_or_no(written: str, do: str, tmp_path: Path) -> None:
    code, what, done = said(tmp_path, "multi_az: true", f"multi_az: {written}")
    assert (code, what, done) == ("word-unknown", f"`{written.strip(chr(34))}` is neither `true` nor `false`.", do)


@pytest.mark.parametrize("written", ["31.05.2027", "2027-5-31", "2027-02-30", "tomorrow", "2027", "20270531"])
def test_a_day(written: str, tmp_path: Path) -> None:
    code, what, do = said(tmp_path, "last: none", f"last: {written}")
    assert (code, what) == ("date-wrong", f"`{written}` isn't a day of the calendar.")
    assert do == "Write it like `last: 2027-05-31`."


@pytest.mark.parametrize(
    ("written", "do"),
    [
        ("203.0.113.7/24", "Write `203.0.113.0/24`."),
        ("203.0.113.7", "Write it like `10.0.0.0/10`."),
        ("203.0.113.0/40", "Write it like `10.0.0.0/10`."),
        ("203.0.113.300/24", "Write it like `10.0.0.0/10`."),
        ("office", "Write it like `10.0.0.0/10`."),
        ('"fd00::/8"', "Write it like `10.0.0.0/10`."),
    ],
)
def test_a_network(written: str, do: str, tmp_path: Path) -> None:
    code, what, done = said(tmp_path, "admin: [203.0.113.0/24]", f"admin: [{written}]")
    assert (code, what, done) == (
        "network-wrong",
        f"`{written.strip(chr(34))}` isn't an IPv4 network in CIDR form.",
        do,
    )


@pytest.mark.parametrize(
    ("case", "old", "new", "what", "why"),
    [
        (
            "a form that is told in words",
            "  main: { engine: redis7",
            "  Main: { engine: redis7",
            "`Main` isn't a name.",
            "A name is made of lower-case letters, digits and single underscores, beginning with a letter.",
        ),
        (
            "a form that is told by an example",
            "domain: atlas-crm.com\n",
            "domain: Atlas-CRM.com\n",
            "`Atlas-CRM.com` isn't a domain name in lower case.",
            "It is taken over as it stands, into names, addresses and pages, so its form is fixed.",
        ),
        (
            "too long",
            "system: atlas-crm ",
            "system: atlas-crm-of-the-north ",
            "`atlas-crm-of-the-north` is longer than 16 characters.",
            "A system's name is made of lower-case letters, digits and single dashes.",
        ),
        (
            "far too long: it is cut where it is shown",
            "controller: Atlas CRM",
            f"controller: {'A' * 600}",
            f"`{'A' * 59}…` is longer than 500 characters.",
            "It is taken over as it stands, into names, addresses and pages, so its form is fixed.",
        ),
        (
            "an account without its quotes is the same text",
            'account: "222222222222"',
            "account: 2222222",
            "`2222222` isn't an AWS account id.",
            "An AWS account id is made of 12 digits, quoted.",
        ),
    ],
)
def test_text_of_a_form(case: str, old: str, new: str, what: str, why: str, tmp_path: Path) -> None:
    found = findings(tmp_path, (old, new))[0]
    assert (found.code.id, found.what, found.why) == ("text-wrong", what, why)
