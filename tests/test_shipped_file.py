"""The shipped `atlas.yaml`, as those see it who sign it, change it, review a change of it, or read it for the first
time."""

from __future__ import annotations

import re
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from shipped import TEXT, UNKNOWN, checked, edited
from systems import SHIPPED, changed

from compiler.cli import atlas
from compiler.cli.judging import strictly
from compiler.diagnostic import exit_code

LINES = TEXT.splitlines()
DATA: Any = changed(SHIPPED, {})
COMMENTS = [line[line.index("#") :] for line in LINES if re.search(r"(?:^|\s)#", line)]


def test_it_fits_in_the_hand() -> None:
    assert len(LINES) <= 300
    assert max(map(len, LINES)) <= 120, "two of them side by side on a screen"
    assert [line for line in LINES if line != line.rstrip()] == []


def test_it_is_sound_and_its_gaps_are_the_known_ones(tmp_path: Path) -> None:
    found = checked(tmp_path, TEXT)
    assert exit_code(strictly(found.diagnostics, strict=True)) == 0
    assert {".".join(map(str, one.path)) for one in found.acknowledged} == {
        "regions.ap-southeast-1.recovery",
        "security.tls.app_to_cache",
        "security.tls.health_checker_to_alb",
    }


def test_what_is_signed_comes_before_what_is_built() -> None:
    parts = re.findall(r"^# ── (\d) (.+?) ─*$", TEXT, re.MULTILINE)
    assert [number for number, _ in parts] == ["1", "2", "3", "4", "5", "6"]
    assert list(DATA) == [
        *("atlas", "system", "domain", "contacts", "regions", "entities", "privacy"),
        *("objectives", "backup", "observability", "cost", "acknowledge"),
        *("network", "release", "storage", "cache", "compute", "database", "replication", "routing", "failover"),
        *("cdn", "security", "environments"),
    ]


def test_the_dangerous_word_stands_where_three_lines_of_a_diff_show_it() -> None:
    for name, entity in DATA["entities"].items():
        assert next(iter(entity)) == "class", name
    assert [list(row)[-1] for row in DATA["regions"].values()] == ["wave", "wave", "wave", "role", "role"]


def test_a_comment_repeats_no_amount_that_is_written_beside_it() -> None:
    amount = re.compile(r"\b\d+(?:\.\d+)?(?:ms|s|m|h|d|y|GB|TB|MB|%| USD)(?![\w-])")
    assert [comment for comment in COMMENTS if amount.search(comment)] == []


def test_a_comment_names_only_regions_and_entities_that_are_there() -> None:
    said = {word for comment in COMMENTS for word in re.findall(r"\b[a-z]{2}-[a-z]+-\d\b", comment)}
    assert said <= set(DATA["regions"])


EXPLAINED = [word for comment in COMMENTS for word in re.findall(r"`atlas explain ([^`]+)`", comment)]


@pytest.mark.parametrize("word", EXPLAINED)
def test_what_a_comment_asks_to_explain_can_be(word: str) -> None:
    run = CliRunner().invoke(atlas, ["explain", word, "--file", str(SHIPPED)], standalone_mode=False)
    assert run.exit_code == 0, run.output


PATHS = {word for comment in COMMENTS[1:] for word in re.findall(r"\b[a-z_]+(?:\.(?:\*|[a-z_]+))+", comment)}


@pytest.mark.parametrize("path", sorted(path for path in PATHS if not path.endswith((".com", ".yaml"))))
def test_a_path_in_a_comment_is_in_the_file(path: str) -> None:
    found = [DATA]
    for word in path.split("."):
        found = [
            below for here in found if isinstance(here, dict) for name, below in here.items() if word in ("*", name)
        ]
    assert found, path


def test_an_editor_finds_the_schema() -> None:
    schema = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", COMMENTS[0])
    assert schema is not None
    assert (SHIPPED.parent / schema[1]).is_file()


def touched(text: str) -> tuple[int, int]:
    """The lines that a diff shows as added and as removed."""
    marks = [line[0] for line in ndiff(LINES, text.splitlines())]
    return marks.count("+"), marks.count("-")


JAPAN = (
    (
        "  eu-central-1:   { place: Frankfurt",
        (
            "  ap-northeast-1: { place: Tokyo,     jurisdiction: JP, recovery: ap-northeast-3, wave: 4 }\n"
            "  ap-northeast-3: { place: Osaka,     jurisdiction: JP, role: recovery }\n"
            "  eu-central-1:   { place: Frankfurt"
        ),
    ),
    (
        "      US: { safeguard",
        "      JP: { safeguard: adequacy, document: EU 2019/419 }\n      US: { safeguard",
    ),
    (
        "        ap-southeast-1: { eu-west-1: 240ms",
        "        ap-northeast-1: { eu-west-1: 285ms }\n        ap-southeast-1: { eu-west-1: 240ms",
    ),
    ("    total:      { warn: 7800 USD, fail: 8500 USD }", "    total:      { warn: 10600 USD, fail: 11500 USD }"),
)
VIEWING = (
    "  activity_log:\n",
    (
        "  viewing:                                      # who looks at which property\n"
        "    class: regional\n"
        "    purpose: arrange viewings of a property\n"
        "    personal: { visitor_name: identity, visitor_phone: contact }\n"
        "    legal_basis: contract\n"
        "    subject: dossier_id\n"
        "    references: { dossier_id: dossier, agent_id: app_user }\n"
        "    columns: [starts_at]\n"
        "\n"
        "  activity_log:\n"
    ),
)
EDITS = [
    ("a serving region with its recovery region", JAPAN, (5, 1)),
    ("an entity with two references", (VIEWING,), (9, 0)),
    ("a threshold", (("errors_5xx:      { above: 5%", "errors_5xx:      { above: 3%"),), (1, 1)),
    ("a budget", (("warn: 3100 USD", "warn: 3000 USD"),), (1, 1)),
    (
        "the end of a region begins",
        (("jurisdiction: SG, recovery: none,", "jurisdiction: SG, state: decommissioning, recovery: none,"),),
        (1, 1),
    ),
    (
        "one value of staging",
        (("      cache.main.nodes: 1\n", "      cache.main.nodes: 1\n      failover.health.every: 30s\n"),),
        (1, 0),
    ),
    (
        "a table in another class",
        (
            (
                (
                    "  referential:                                  # countries, property types, tax rates\n"
                    "    class: global\n"
                ),
                (
                    "  referential:                                  # countries, property types, tax rates\n"
                    "    class: regional\n"
                    "    was: { class: global, since: 2026-11-20, reference: DPIA-7 }\n"
                ),
            ),
        ),
        (2, 1),
    ),
    (
        "after Ireland was lost and Frankfurt promoted",
        (
            (
                "recovery: eu-central-1, wave: 3 } # European customers",
                (
                    "recovery: eu-central-1, wave: 3,\n"
                    "                    state: lost, since: 2026-11-20, until: 2026-12-04, reference: INC-7 }"
                ),
            ),
        ),
        (2, 1),
    ),
]


@pytest.mark.parametrize(("changes", "lines"), [row[1:] for row in EDITS], ids=[row[0] for row in EDITS])
def test_a_change_touches_few_lines_and_is_sound(
    changes: tuple[tuple[str, str], ...], lines: tuple[int, int], tmp_path: Path
) -> None:
    text = edited(*changes)
    assert touched(text) == lines
    found = [one for one in checked(tmp_path, text).diagnostics if one.code.severity.value != "note"]
    assert [one.what for one in found if one.code.id != UNKNOWN] == []


PROMISED = {
    "1 infrastructure in three regions": "network compute.api.task database.main.instance cache.main.instance "
    "regions.eu-west-1 regions.us-east-1 regions.ap-southeast-1",
    "2 the nearest region, and a host name each": "domain routing.api.steer routing.home.steer cdn",
    "3 global entities are replicated": "replication.writer entities.organization entities.app_user "
    "entities.user_preferences entities.referential entities.system_configuration",
    "4 regional entities stay": "entities.dossier entities.document entities.annonce entities.activity_log",
    "5 failover": "failover.health.failures compute.api.tasks.standby regions.eu-west-1.recovery failover.settle",
    "6 static assets at the edge": "cdn.plan cdn.rules cdn.origin",
    "7 a dashboard a region": "system environments.production observability.namespace",
    "8 key metrics": "observability.namespace observability.alarms.cross_region_latency.measures",
    "9 alerts": "observability.alarms.region_down observability.alarms.replication_lag "
    "observability.alarms.cross_region_latency observability.alarms.errors_5xx contacts.ops contacts.oncall",
    "10 backups, RTO and RPO": "backup.daily backup.point_in_time objectives.global.region_lost.rto "
    "objectives.regional.region_lost.rpo storage.documents.recovers_by database.main.recovers_by",
    "11 security": "security.tls.minimum security.allow.admin security.allow.database",
    "12 GDPR": "privacy.regimes privacy.transfers privacy.processors entities.dossier.legal_basis "
    "entities.dossier.subject entities.dossier.retention contacts.dpo",
    "13 cost, and the switches that save": "cost.budget.per_region cost.usage.internet_out compute.api.spot "
    "database.main.reserved storage.documents.tiering observability.logs.keep compute.api.tasks.max",
    "14 deploying region by region": "release.bake release.errors_below regions.eu-west-1.wave "
    "environments.production.after",
    "15 runbooks": "contacts.oncall failover.rehearsal acknowledge",
    "16 staging first, with an approval": "environments.staging environments.production.approval release.repository",
    "17 variables": "domain contacts.oncall contacts.ops",
}


@pytest.mark.parametrize("feature", PROMISED)
def test_what_the_product_promises_has_its_place(feature: str) -> None:
    for path in PROMISED[feature].split():
        here = DATA
        for word in path.split("."):
            assert word in here, path
            here = here[word]


def test_all_seventeen_promises_are_listed() -> None:
    assert [int(feature.split()[0]) for feature in PROMISED] == list(range(1, 18))
