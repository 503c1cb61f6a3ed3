from report.lines import bad_lines

from compiler.report.facts.prices import item_text, prices_text
from compiler.world.prices import item, item_ids

VCPU = """\
fargate.x86.vcpu, per vCPU-hour

region          USD      as of       confidence
ap-southeast-1  0.05056  2026-09-11  medium
eu-west-1       0.04048  2026-09-11  high
us-east-1       0.04048  2026-10-08  high

Unknown in all other regions.

Sources:
  ap-southeast-1: Derived from another row, as the note says. ARM, 0.04045,
    divided by 0.8; agrees with a public note.
  eu-west-1: github.com/henderjm/world-cup-sweepstake
"""

BALANCING = """\
cloudflare.load_balancing, per month

Its price is unknown: no source was found.

Note: Commonly 5 USD for 2 endpoints and 0.50 per 500,000 DNS queries; no source
      confirms it."""


def test_one_item_is_shown_with_the_source_of_each_price() -> None:
    assert item_text(item("fargate.x86.vcpu")).startswith(VCPU)


def test_an_item_that_nobody_prices_is_unknown_and_not_free() -> None:
    assert item_text(item("cloudflare.load_balancing")) == BALANCING
    assert "\ncloudflare.load_balancing  unknown\n" in prices_text([item("cloudflare.load_balancing")])


def test_what_every_region_pays_and_what_is_paid_once_are_told_apart() -> None:
    assert "\nevery region  0    2023-06-15  high\n" in item_text(item("vpc.peering"))
    assert "\nonce    25   2026   medium\n" in item_text(item("cloudflare.pro"))
    assert "Unknown in all other regions" not in item_text(item("vpc.peering")) + item_text(item("cloudflare.pro"))


def test_items_are_a_table_with_their_lowest_and_highest_price() -> None:
    text = prices_text([item(name) for name in ("kms.key", "fargate.x86.vcpu", "lambda.x86.gb_second", "fargate.spot")])
    assert text.startswith("4 items and their list prices, facts as of 2019-12-03 to 2026-10-08\n\nitem ")
    assert text.endswith("\nAll regions, with source and date: atlas facts prices kms.key")
    assert "\nkms.key               1 per key-month\n" in text
    assert "\nfargate.x86.vcpu      0.04048 to 0.05056 per vCPU-hour\n" in text
    assert "\nlambda.x86.gb_second  0.0000166667 per GB-second\n" in text
    assert "\nfargate.spot          up to 70 % less; the price floats, and a task is stopped\n" in text


def test_everything_fits_80_columns() -> None:
    items = [item(item_id) for item_id in item_ids()]
    assert bad_lines("\n".join((prices_text(items), *map(item_text, items))), 80) == []
