import json

import pytest

from compiler.report.facts import facts_json, limit_text, limits_text, regions_in_full, regions_text
from compiler.world.limits import name_limit, name_limits
from compiler.world.regions import region, regions, sources

TABLE = """\
2 regions of AWS, facts as of 2026-05-20

region        place      country  jurisdiction  zones  opt-in        adequacy    as of
eu-central-1  Frankfurt  Germany  EU            3      not required  not needed  2026-05-20
sa-east-1     Sao Paulo  Brazil   BR            3      not required  unknown     2026-05-20

opt-in: whether an account must enable the region first. adequacy: whether the European Commission decided
that the country protects personal data as the GDPR does (Art. 45).
Everything about one region, with sources: atlas facts regions eu-west-1"""

IRELAND = """\
eu-west-1: Europe (Ireland), facts as of 2026-05-20

fact          value                             source
name          Europe (Ireland)                  botocore
number        22                                Atlas: regions/README.md
short name    euw1                              Atlas: regions/README.md
country       Ireland (IE)                      aws-parameters
part of it    IE-D                              aws-parameters
jurisdiction  EU                                jurisdiction-rule
adequacy      not needed (in the EEA)           adequacy-list
city          Dublin                            cloud-regions-info
coordinates   53.3501, -6.2662 (within 100 km)  cloud-regions-info
places        Ireland, Dublin                   Atlas: regions/README.md
zones         euw1-az1, euw1-az2, euw1-az3      aws-parameters
opt-in        not required                      aws-account-guide

Note: Not Paris, as is often written: Paris is eu-west-3.


Sources:
"""

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


def test_regions_are_a_table_with_a_line_each() -> None:
    assert regions_text([region("eu-central-1"), region("sa-east-1")]) == TABLE


def test_one_region_is_shown_with_the_source_of_each_fact() -> None:
    assert regions_in_full([region("eu-west-1")], sources()).startswith(IRELAND)


def test_sources_are_explained_once_and_only_those_used() -> None:
    text = regions_in_full([region("eu-west-1"), region("us-west-2")], sources())
    explained = text.partition("Sources:\n")[2]
    used = {origin.source for facts in (region("eu-west-1"), region("us-west-2")) for origin in facts.origins}
    assert {line.strip().partition(":")[0] for line in explained.splitlines() if line[2] != " "} == used
    assert text.count("Sources:") == 1


def test_one_limit_is_shown_with_its_source() -> None:
    assert limit_text(name_limit("alb")) == ALB


def test_limits_are_a_table_with_a_line_each() -> None:
    text = limits_text([name_limit("postgres-slot"), name_limit("s3-bucket")])
    assert text.startswith("2 kinds of names and their limits, facts as of 2023-06-15 to 2026-11-22\n\nname of ")
    assert "\npostgres-slot  1-63 bytes  a-z 0-9 _    kept      PostgreSQL server  2026-11-22\n" in text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(regions_text(regions()), id="the table of regions"),
        pytest.param(regions_in_full(regions(), sources()), id="all regions in full"),
        pytest.param(limits_text(name_limits()), id="the table of limits"),
        pytest.param("\n".join(map(limit_text, name_limits())), id="all limits in full"),
    ],
)
def test_everything_fits_120_columns(text: str) -> None:
    assert [line for line in text.splitlines() if len(line) > 120 or line != line.rstrip()] == []


def test_json_has_every_fact() -> None:
    data = json.loads(facts_json(regions=[region("eu-west-1")], sources=sources(), limits=[name_limit("alb")]))
    (ireland,), (alb,) = data["regions"], data["limits"]
    assert (ireland["id"], ireland["number"], ireland["opt_in"]) == ("eu-west-1", 22, False)
    assert ireland["adequacy"] == {"answer": "not needed", "note": "in the EEA"}
    assert {"fact": "zones", "source": "aws-parameters"} in ireland["origins"]
    assert (alb["max"], alb["unique_within"], alb["unit"]) == (32, "account and region", "characters")
    assert {source["id"] for source in data["sources"]} >= {"botocore"}
