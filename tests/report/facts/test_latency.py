from report.lines import bad_lines

from compiler.report.facts.latency import latency_json, nearest_text, pair_text, pairs_text, region_text
from compiler.world.latency import Latency, latency, medians
from compiler.world.regions import region_ids

SINGAPORE = """\
eu-west-1 and ap-southeast-1, 11200 km apart

measures  round trips  lower bound  median    alarm from
rtt       1            110.0 ms     182.5 ms  219 ms
warm      1            110.0 ms     182.5 ms  219 ms
cold      3            330.0 ms     547.5 ms  657 ms

A round trip from eu-west-1 to ap-southeast-1 takes 182.0 ms, and from
ap-southeast-1 to eu-west-1 182.5 ms. The higher counts.

alarm from: 1.2 medians, as Atlas decides. An alarm below that would flap, and
one at the median or below it would always ring.

Sources:
  lower bound: Computed: the great circle between the coordinates of both
    regions (regions/), less the uncertainty of both, there and back at 200 km
    per millisecond, the speed of light in fibre (as of 2026-05-20,
    confidence: high)
  median: https://www.cloudping.co/api/latencies?percentile=p_50&timeframe=1Y,
    as copied in github.com/oaustegard/oaustegard.github.io,
    web-utilities/aws-ping-p50-1y.json (as of 2025-05-29, confidence: medium)
"""

UNMEASURED = """\
eu-west-1 and ap-southeast-6, 18178 km apart

measures  round trips  lower bound  median   alarm from
rtt       1            179.7 ms     unknown  unknown
warm      1            179.7 ms     unknown  unknown
cold      3            539.1 ms     unknown  unknown

Nobody measured this pair: its median is unknown. Atlas judges the lower bound
alone, and warns that it can't judge more. Typical of the distance would be
318.1 ms, an estimate that no rule relies on.

Sources:
  lower bound: Computed"""

NEAR = """\
eu-west-1 and 3 other regions, the nearest first

region          km     lower bound  median    cold
eu-central-1    1088   8.8 ms       27.3 ms   81.9 ms
ap-southeast-1  11200  110.0 ms     182.5 ms  547.5 ms
ap-southeast-6  18178  179.7 ms     unknown   unknown

"""


def known(a: str, b: str) -> Latency:
    found = latency(a, b)
    assert found is not None
    return found


def test_a_pair_is_shown_in_full_in_the_order_asked_for() -> None:
    assert pair_text("eu-west-1", "ap-southeast-1", known("eu-west-1", "ap-southeast-1")).startswith(SINGAPORE)
    turned = pair_text("ap-southeast-1", "eu-west-1", known("eu-west-1", "ap-southeast-1"))
    assert turned.startswith("ap-southeast-1 and eu-west-1")
    assert "from ap-southeast-1 to eu-west-1 takes 182.5 ms" in turned


def test_an_alarm_is_advised_in_whole_milliseconds_that_hold() -> None:
    """1.2 times 118.4 ms are 142.08 ms, so that 142 ms would flap."""
    text = pair_text("eu-west-1", "us-west-2", known("eu-west-1", "us-west-2"))
    assert "\nrtt       1            69.9 ms      118.4 ms  143 ms\n" in text


def test_a_pair_that_nobody_measured_is_said_to_be_unknown() -> None:
    text = pair_text("eu-west-1", "ap-southeast-6", known("eu-west-1", "ap-southeast-6"))
    assert text.startswith(UNMEASURED)
    assert "cloudping" not in text
    assert "alarm from:" not in text


def test_the_other_regions_are_listed_by_nearness_and_unknown_ones_last() -> None:
    pairs = [known("eu-west-1", other) for other in ("ap-southeast-6", "ap-southeast-1", "eu-central-1")]
    assert region_text("eu-west-1", pairs).startswith(NEAR)


def test_pairs_are_a_table_with_a_line_each() -> None:
    text = pairs_text([known("eu-west-1", "us-east-1"), known("eu-west-1", "ap-southeast-6")])
    assert text.startswith("2 pairs of regions\n\nregion          and        km ")
    assert "\neu-west-1       us-east-1  5460   52.6 ms      69.6 ms  208.8 ms\n" in text
    assert "\nap-southeast-6  eu-west-1  18178  179.7 ms     unknown  unknown\n" in text


def test_every_region_has_its_nearest_and_farthest() -> None:
    regions = ("eu-west-1", "eu-central-1", "ap-southeast-1", "ap-southeast-6")
    pairs = [known(a, b) for a in regions for b in regions if a < b]
    text = nearest_text(pairs, medians())
    assert text.startswith("3 of 6 pairs of regions are measured, as of 2025-05-29\n")
    assert "\neu-west-1       eu-central-1, 27.3 ms   ap-southeast-1, 182.5 ms\n" in text
    assert "\nap-southeast-6  unknown                 unknown\n" in text


def test_everything_fits_80_columns() -> None:
    pairs = [known(a, b) for a in region_ids() for b in region_ids() if a < b]
    texts = [nearest_text(pairs, medians()), region_text("eu-west-1", pairs[:33]), pairs_text(pairs)]
    texts += [pair_text(pair.a, pair.b, pair) for pair in pairs]
    example = "Everything about one pair, with sources: atlas facts latency eu-west-1 ap-southeast-1"
    assert set(bad_lines("\n".join(texts), 80)) == {example}


def test_json_has_what_follows_too() -> None:
    found = latency_json(known("eu-west-1", "us-east-1"))
    assert {name: str(found[name]) for name in ("a", "b", "floor", "median", "measured")} == {
        "a": "eu-west-1",
        "b": "us-east-1",
        "floor": "52.6",
        "median": "69.6",
        "measured": "True",
    }
    assert latency_json(known("eu-west-1", "ap-east-2"))["median"] is None
