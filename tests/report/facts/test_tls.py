from report.lines import bad_lines

from compiler.report.facts.tls import hop_text, hops_text
from compiler.world.tls import BEST

CACHE = """\
app_to_cache

fact          value
best minimum  TLS1.2
by            ElastiCache refuses less by itself
source        https://aws.amazon.com/about-aws/whats-new/2024/05/amazon-elasticache-minimum-tls-version-1-2
as of         2024-05-08
confidence    high
note          Redis 6 and newer. ElastiCache speaks 1.3 too, but has no setting
              that refuses 1.2."""


def test_one_hop_is_shown_with_its_source() -> None:
    assert hop_text(BEST["app_to_cache"]) == CACHE


def test_a_hop_without_a_note_says_so() -> None:
    assert hop_text(BEST["visitor_to_cdn"]).endswith("\nnote          -")


def test_hops_are_a_table_in_the_order_of_a_request() -> None:
    text = hops_text(list(BEST.values()))
    assert text.startswith("8 hops and the best TLS minimum of each, facts as of 2024-05-08 to 2026-11\n\nhop ")
    hops = [line.split()[0] for line in text.split("\n\n")[1].splitlines()[1:] if line[0] != " "]
    assert hops == list(BEST)


def test_everything_fits_80_columns() -> None:
    assert bad_lines("\n".join((hops_text(list(BEST.values())), *map(hop_text, BEST.values()))), 80) == []
