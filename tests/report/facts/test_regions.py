from dataclasses import replace

from report.lines import bad_lines

from compiler.report.facts.regions import regions_in_full, regions_text
from compiler.world.regions import region, regions, sources

TABLE = """\
2 regions of AWS, facts as of 2026-05-20

region        place      country  jurisdiction  zones  opt-in        adequacy
eu-central-1  Frankfurt  Germany  EU            3      not required  not needed
sa-east-1     Sao Paulo  Brazil   BR            3      not required  unknown

opt-in: whether an account must enable the region first. adequacy: whether the European
Commission decided that the country protects personal data as the GDPR does (Art. 45).
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


def test_regions_are_a_table_with_a_line_each() -> None:
    assert regions_text([region("eu-central-1"), region("sa-east-1")]) == TABLE


def test_dates_are_a_column_where_they_differ() -> None:
    text = regions_text([region("eu-central-1"), replace(region("sa-east-1"), as_of="2026-06-01")])
    assert text.startswith("2 regions of AWS, facts as of 2026-05-20 to 2026-06-01\n")
    assert "  not required  unknown     2026-06-01\n" in text


def test_one_region_is_shown_with_the_source_of_each_fact() -> None:
    assert regions_in_full([region("eu-west-1")], sources()).startswith(IRELAND)


def test_sources_are_explained_once_and_only_those_used() -> None:
    text = regions_in_full([region("eu-west-1"), region("us-west-2")], sources())
    explained = text.partition("Sources:\n")[2]
    used = {origin.source for facts in (region("eu-west-1"), region("us-west-2")) for origin in facts.origins}
    assert {line.strip().partition(":")[0] for line in explained.splitlines() if line[2] != " "} == used
    assert text.count("Sources:") == 1


def test_the_table_fits_100_columns_and_the_sheets_120() -> None:
    assert bad_lines(regions_text(regions()), 100) == []
    assert bad_lines(regions_in_full(regions(), sources()), 120) == []
