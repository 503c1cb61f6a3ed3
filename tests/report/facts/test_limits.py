from report.lines import bad_lines

from compiler.report.facts.limits import limit_text, limits_text
from compiler.world.limits import name_limit, name_limits

ALB = """\
alb, facts as of 2026-05

fact           value
the name of    a load balancer (ALB)
length         1 to 32 characters
characters     a-z A-Z 0-9 -
the first      a-z A-Z 0-9
the last       a-z A-Z 0-9
capitals       kept
refused if     it begins with `internal-`
unique within  account and region
source         botocore 1.43.11, elbv2 CreateLoadBalancer
of uniqueness  the same
confidence     high
note           -"""


def test_one_limit_is_shown_with_its_source() -> None:
    assert limit_text(name_limit("alb")) == ALB


def test_limits_are_a_table_with_a_line_each() -> None:
    text = limits_text([name_limit("postgres-slot"), name_limit("s3-bucket")])
    assert text.startswith("2 kinds of names and their limits, facts as of 2023-06-15 to 2026-11-22\n\nname of ")
    assert "\npostgres-slot  1-63 bytes  a-z 0-9 _    kept      PostgreSQL server  2026-11-22\n" in text


def test_the_table_fits_120_columns_and_a_sheet_80() -> None:
    assert bad_lines(limits_text(name_limits()), 120) == []
    assert bad_lines("\n".join(map(limit_text, name_limits())), 80) == []
