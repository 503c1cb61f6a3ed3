"""Two other companies say what they are in the same language, and get what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from shipped import checked
from systems import ALL, ONE_REGION, THREE_LAWS, model

from compiler.cli import atlas
from compiler.diagnostic import Diagnostic, Severity, exit_code
from compiler.model.deployment import Deployment
from compiler.pipeline import Checked, emit

COMPANIES = (ONE_REGION, THREE_LAWS)
GAPS = {ONE_REGION: "1 known gap", THREE_LAWS: "2 known gaps"}


def edited(file: Path, *changes: tuple[str, str]) -> str:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def but_notes(judged: Checked) -> list[Diagnostic]:
    return [one for one in judged.diagnostics if one.code.severity is not Severity.NOTE]


@pytest.mark.parametrize("file", COMPANIES, ids=lambda file: file.stem)
def test_a_page_that_fits_on_the_desk(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 160
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize("file", COMPANIES, ids=lambda file: file.stem)
def test_atlas_validate_finds_them_sound(file: Path) -> None:
    run = CliRunner().invoke(atlas, ["validate", "--file", str(file), "--as-of", "2026-11-22"], standalone_mode=False)
    assert run.return_value == 0, run.output
    assert "is sound: production" in run.stdout
    assert f"{GAPS[file]} acknowledged" in run.stdout


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_every_environment_compiles(file: Path, tmp_path: Path) -> None:
    understood = checked(tmp_path, file.read_bytes()).understood
    assert {one.path.split("/")[0] for one in emit(understood.models)} == set(understood.effective)


class TestOneRegion:
    """A second region is planned: it has its place in the plan, and nothing in the world."""

    def test_what_is_planned_has_its_range_and_takes_no_part(self) -> None:
        deployment = model(of=ONE_REGION)
        stockholm = deployment.regions["eu-north-1"]
        assert (stockholm.state, stockholm.recovers) == ("planned", ("eu-central-1",))
        assert not stockholm.network.cidr.overlaps(deployment.regions["eu-central-1"].network.cidr)
        assert deployment.release.waves == (("eu-central-1",),)
        assert deployment.replication is None

    def test_a_firm_without_cache_cdn_or_other_laws_says_so_in_a_word_each(self) -> None:
        deployment = model(of=ONE_REGION)
        assert (deployment.cache, deployment.cdn, deployment.privacy.transfers) == ({}, None, {})
        assert list(deployment.regions["eu-central-1"].hosts) == ["origin_app"]

    def test_its_loss_is_a_known_gap_until_the_second_region_stands(self, tmp_path: Path) -> None:
        gap = edited(ONE_REGION).partition("acknowledge:\n")[2].partition("# ──")[0]
        unsaid = checked(tmp_path, edited(ONE_REGION, ("acknowledge:\n" + gap, "")))
        (one,) = but_notes(unsaid)
        assert one.code.id == "recovery-none"
        assert "eu-north-1 is planned" in one.what

    def test_on_the_day_that_it_stands_the_gap_closes_by_itself(self, tmp_path: Path) -> None:
        stands = edited(ONE_REGION, ("    state: planned\n", ""))
        found = checked(tmp_path, stands)
        assert {one.code.id for one in but_notes(found)} == {"acknowledge-unused", "instance-unknown"}
        assert found.understood.models["production"].release.waves == (("eu-central-1", "eu-north-1"),)

    def test_it_joins_before_it_is_active(self, tmp_path: Path) -> None:
        joining = checked(tmp_path, edited(ONE_REGION, ("state: planned", "state: joining")))
        assert exit_code(joining.diagnostics) == 0
        assert len(joining.acknowledged) == 1

    def test_after_a_loss_frankfurt_s_home_is_seated_in_stockholm(self, tmp_path: Path) -> None:
        lost = "state: lost, since: 2026-12-01, until: 2026-12-20, reference: INC-1"
        deployment = model(
            {
                "regions.eu-north-1.state": "active",
                "regions.eu-central-1": {
                    "place": "Frankfurt",
                    "jurisdiction": "EU",
                    "recovery": "eu-north-1",
                    "wave": "1",
                    **dict(fact.split(": ") for fact in lost.split(", ")),
                },
            },
            of=ONE_REGION,
        )
        assert deployment.regions["eu-central-1"].seat == "eu-north-1"


def published(deployment: Deployment) -> Mapping[str, tuple[str, ...]]:
    assert deployment.replication is not None
    names = [name for row in deployment.replication.publications for name in row.entities]
    return {name: deployment.entities[name].published for name in names}


class TestThreeLaws:
    """Rows pinned to a country, a directory that others know by pseudonyms, and rates that anybody may add to."""

    def test_books_are_in_one_database_alone_and_never_published(self) -> None:
        deployment = model(of=THREE_LAWS)
        books = [name for name, entity in deployment.entities.items() if entity.class_ == "books"]
        assert books == ["ledger_entry", "statement"]
        assert {deployment.entities[name].database for name in books} == {"ledger"}
        assert deployment.database["ledger"].classes == ("books",)
        assert deployment.database["ledger"].recovers_by == "none"
        assert set(published(deployment)).isdisjoint(books)
        assert deployment.classes["books"].stays_in == "country"

    def test_of_a_shop_only_its_pseudonym_travels(self) -> None:
        assert published(model(of=THREE_LAWS))["shop"] == ("id", "home_region", "alias", "state")

    @pytest.mark.parametrize("environment", ["production", "trial"])
    def test_who_writes_at_home_sends_to_all_others(self, environment: str) -> None:
        deployment = model(of=THREE_LAWS, environment=environment)
        homes = [region.id for region in deployment.homes]
        assert deployment.replication is not None
        ways = {
            row.class_: {(stream.publisher, stream.subscriber) for stream in row.streams}
            for row in deployment.replication.publications
        }
        assert ways["directory"] == ways["published"] == set(permutations(homes, 2))
        assert ways["global"] == {("eu-central-1", home) for home in homes if home != "eu-central-1"}
        assert len(homes) == (3 if environment == "production" else 2)

    def test_each_law_has_its_own_paper_for_one_destination(self) -> None:
        transfers = model(of=THREE_LAWS).privacy.transfers
        assert {leaves: paper["IN"].document for leaves, paper in transfers.items()} == {
            "EU": "SCC-IN",
            "GB": "IDTA-IN",
        }

    def test_the_enterprise_plan_keeps_tls_in_a_jurisdiction_and_says_where_its_logs_are(self) -> None:
        cdn = model(of=THREE_LAWS).cdn
        assert cdn is not None
        assert (cdn.plan, cdn.regional_services, cdn.metadata_boundary) == ("enterprise", ("EU", "GB", "IN"), "EU")

    def test_books_that_stay_in_germany_keep_its_home_off_a_cdn_that_stays_in_the_eu(self, tmp_path: Path) -> None:
        assert model(of=THREE_LAWS).routing["home"].through == "direct"
        through = checked(tmp_path, edited(THREE_LAWS, ("steer: home }   ", "steer: home, through: cdn }"))).diagnostics
        [found] = [one for one in through if one.code.id == "residency-crossed" and one.environment is None]
        assert found.path == ("routing", "home", "through")
        assert "answers of eu-central-1 (DE) anywhere in EU" in found.what

    def test_ranges_keep_away_from_the_networks_that_will_be_connected(self, tmp_path: Path) -> None:
        deployment = model(of=THREE_LAWS)
        [reserved] = deployment.network.reserved
        assert not any(region.network.cidr.overlaps(reserved) for region in deployment.regions.values())
        moved = checked(tmp_path, edited(THREE_LAWS, ("reserved: [10.60.0.0/14]", "reserved: [10.16.0.0/14]")))
        assert "network-overlap" in {one.code.id for one in moved.diagnostics}

    def test_london_alone_has_nobody_to_take_over(self, tmp_path: Path) -> None:
        known = checked(tmp_path, THREE_LAWS.read_bytes()).acknowledged
        assert {".".join(map(str, one.path)) for one in known} == {
            "regions.eu-west-2.recovery",
            "objectives.directory.region_lost.rto",
        }

    def test_several_services_must_say_which_of_them_a_name_leads_to(self, tmp_path: Path) -> None:
        unsaid = edited(THREE_LAWS, ("find: { to: compute.api, ", "find: { "))
        [found] = [one for one in checked(tmp_path, unsaid).diagnostics if one.code.id == "key-missing"]
        assert found.what == "`routing.find` has no `to`."
        assert "There are 2 services." in found.why
