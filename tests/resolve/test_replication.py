"""Who publishes what to whom: every topology that a class may have, on homes that come and go."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from systems import GONE, ONE_REGION, THREE_LAWS, model

from compiler.model.deployment import Deployment
from compiler.model.replication import Publication, Sizing
from compiler.resolve import sizing
from compiler.units import Duration, Size
from compiler.world.limits import check_name, name_limit
from compiler.world.regions import regions

LOST = {"state": "lost", "since": "2026-11-20", "until": "2026-12-20", "reference": "INC-142"}
HOMES = ("ap-southeast-1", "eu-west-1", "us-east-1")


def with_state(region: str, **said: str) -> dict[str, object]:
    return {f"regions.{region}.{key}": value for key, value in said.items()}


def ways(publication: Publication) -> set[tuple[str, str]]:
    return {(stream.publisher, stream.subscriber) for stream in publication.streams}


def of_class(deployment: Deployment, name: str) -> Publication:
    assert deployment.replication is not None
    [found] = [publication for publication in deployment.replication.publications if publication.class_ == name]
    return found


def test_one_writer_publishes_to_every_other_home() -> None:
    publication = of_class(model(), "global")
    assert publication.name == "atlas_global"
    assert publication.database == "main"
    assert publication.homes == HOMES
    assert publication.writers == ("eu-west-1",)
    assert [stream.name for stream in publication.streams] == [
        "atlas_global_eu_west_1_to_ap_southeast_1",
        "atlas_global_eu_west_1_to_us_east_1",
    ]


def test_exactly_the_tables_of_the_class_are_published() -> None:
    deployment = model()
    copied = tuple(name for name, entity in deployment.entities.items() if entity.class_ == "global")
    assert of_class(deployment, "global").entities == copied
    assert deployment.replication is not None
    assert [publication.class_ for publication in deployment.replication.publications] == ["global"]


WRITERS = [
    ("the declared one", {}, "eu-west-1", HOMES),
    ("the same home, when it is served where it recovers", with_state("eu-west-1", **LOST), "eu-west-1", HOMES),
    (
        "its successor, when its recovery region is lost as well",
        with_state("eu-west-1", **LOST) | with_state("eu-central-1", **LOST),
        "us-east-1",
        ("ap-southeast-1", "us-east-1"),
    ),
    (
        "the next successor that has a seat",
        with_state("eu-west-1", **LOST)
        | with_state("eu-central-1", **LOST)
        | with_state("us-east-1", state="decommissioning")
        | {"replication.successors": ["us-east-1", "ap-southeast-1"]},
        "ap-southeast-1",
        ("ap-southeast-1",),
    ),
    (
        "nobody, where the last of them is gone",
        with_state("eu-west-1", **LOST) | with_state("eu-central-1", **LOST) | {"replication.successors": []},
        None,
        ("ap-southeast-1", "us-east-1"),
    ),
]


@pytest.mark.parametrize(("changes", "holder", "homes"), [row[1:] for row in WRITERS], ids=[row[0] for row in WRITERS])
def test_who_writes(changes: dict[str, object], holder: str | None, homes: tuple[str, ...]) -> None:
    deployment = model(changes)
    publication = of_class(deployment, "global")
    assert deployment.replication is not None
    assert deployment.replication.holder == holder
    assert publication.writers == ((holder,) if holder else ())
    assert publication.homes == homes
    assert ways(publication) == {(holder, home) for home in homes if holder and home != holder}


@pytest.mark.parametrize("name", ["directory", "published"])
def test_where_every_home_writes_each_sends_to_all_others(name: str) -> None:
    publication = of_class(model(of=THREE_LAWS), name)
    homes = ("ap-south-1", "eu-central-1", "eu-west-2")
    assert publication.writers == homes
    assert ways(publication) == set(permutations(homes, 2))


def test_copies_of_a_jurisdiction_stay_in_it() -> None:
    """Two homes in the EU keep copies of each other's rows; London, alone under its law, has none to send to."""
    changes = {
        "regions.eu-north-1": {"place": "Stockholm", "jurisdiction": "EU", "recovery": "none", "wave": "4"},
        "classes.directory.copies": "jurisdiction",
    }
    publication = of_class(model(changes, of=THREE_LAWS), "directory")
    assert ways(publication) == {("eu-central-1", "eu-north-1"), ("eu-north-1", "eu-central-1")}


def test_each_jurisdiction_has_a_writer_of_its_own_where_the_succession_names_one() -> None:
    changes = {
        "regions.eu-north-1": {"place": "Stockholm", "jurisdiction": "EU", "recovery": "none", "wave": "4"},
        "regions.ap-south-2": {"place": "Hyderabad", "jurisdiction": "IN", "recovery": "none", "wave": "5"},
        "regions.ap-south-1.recovery": "none",
        "classes.directory.copies": "jurisdiction",
        "classes.directory.writes": "single",
        "replication.successors": ["eu-west-2", "ap-south-2", "ap-south-1"],
    }
    publication = of_class(model(changes, of=THREE_LAWS), "directory")
    assert publication.writers == ("ap-south-2", "eu-central-1", "eu-west-2")
    assert ways(publication) == {("ap-south-2", "ap-south-1"), ("eu-central-1", "eu-north-1")}


def test_a_class_in_two_databases_has_a_publication_in_each() -> None:
    deployment = model(
        {"entities.fee.stores": ["database.ledger"], "entities.exchange_rate.class": "global"}, of=THREE_LAWS
    )
    assert deployment.replication is not None
    found = [row for row in deployment.replication.publications if row.class_ == "global"]
    assert [(row.database, row.entities) for row in found] == [("ledger", ("fee",)), ("main", ("exchange_rate",))]


def test_a_class_that_stays_at_home_is_never_published() -> None:
    deployment = model(of=THREE_LAWS)
    assert deployment.replication is not None
    published = {name for row in deployment.replication.publications for name in row.entities}
    assert published == {"exchange_rate", "fee", "shop"}
    assert {row.database for row in deployment.replication.publications} == {"main"}


def test_without_replication_there_is_none() -> None:
    assert model(of=ONE_REGION).replication is None


def test_a_planned_home_has_no_stream_and_one_that_joins_has() -> None:
    def subscribers(state: str) -> set[str]:
        return {way[1] for way in ways(of_class(model(with_state("ap-southeast-1", state=state)), "global"))}

    assert subscribers("planned") == {"us-east-1"}
    assert subscribers("joining") == {"us-east-1", "ap-southeast-1"}


def test_an_environment_without_a_successor_leaves_it_out() -> None:
    staging = model(of=THREE_LAWS, environment="trial").replication
    assert staging is not None
    assert staging.successors == ("eu-west-2",)


def test_a_home_that_joins_gets_copies_and_writes_nothing_yet() -> None:
    deployment = model(with_state("eu-west-1", state="joining"))
    assert deployment.replication is not None
    assert deployment.replication.holder == "us-east-1"
    publication = of_class(deployment, "global")
    assert publication.writers == ("us-east-1",)
    assert ("us-east-1", "eu-west-1") in {(stream.publisher, stream.subscriber) for stream in publication.streams}


@pytest.mark.parametrize("state", ["decommissioning", "retired"])
def test_a_table_on_its_way_out_is_published_no_more(state: str) -> None:
    publication = of_class(model({"entities.referential.state": state}), "global")
    assert "referential" not in publication.entities
    assert "organization" in publication.entities


def test_a_planned_move_is_remembered() -> None:
    moved = {"replication.was": {"writer": "us-east-1", "since": "2026-11-01", "reference": "CHG-31"}}
    replication = model(moved).replication
    assert replication is not None
    assert replication.was is not None
    assert replication.was.writer == "us-east-1"


@settings(deadline=None, max_examples=25)
@given(
    st.sampled_from(["a", "global_ledger_abc", "abcdefghijklmnop"]),
    st.lists(st.sampled_from(regions()), min_size=2, max_size=5, unique=True),
    st.sampled_from(["single", "home", "append"]),
    st.sampled_from(["everywhere", "jurisdiction"]),
)
def test_names_fit_postgresql_whatever_the_class_and_the_homes(name, homes, writes, copies) -> None:
    name = name[:16]
    rows = {
        home.id: {"place": home.place, "jurisdiction": home.jurisdiction, "recovery": "none", "wave": "1"}
        for home in homes
    }
    changes = {
        "regions": rows,
        "release.state": homes[0].id,
        "environments.staging": GONE,
        "environments.production.after": "none",
        "observability.alarms.cross_region_latency": GONE,
        "acknowledge": [],
        "replication.writer": homes[0].id,
        "replication.successors": [home.id for home in homes[1:]],
        "classes": {name: {"copies": copies, "stays_in": "world", "writes": writes, "holds": "none"}},
        "entities.referential.class": name,
        "objectives": {key: {"zone_lost": "none", "region_lost": "none"} for key in (name, "global", "regional")},
    }
    publication = of_class(model(changes), name)
    slots = [stream.name for stream in publication.streams]
    assert len(set(slots)) == len(slots)
    assert [said for slot in slots if (said := check_name(name_limit("postgres-slot"), slot))] == []
    words = (publication.name, publication.heartbeat, publication.writer_role, *slots)
    assert [said for word in words if (said := check_name(name_limit("postgres-identifier"), word))] == []
    assert all(stream.publisher in publication.writers for stream in publication.streams)
    assert set(publication.writers) <= set(publication.homes)


@pytest.mark.parametrize(
    ("case", "changes", "slots"),
    [
        ("a stream to each of three homes and a replica", {}, 3 * 3 + 2 + 1),
        ("whoever writes", {"replication.writer": "us-east-1", "replication.successors": []}, 3 * 3 + 2 + 1),
        ("no replica", {"database.main.recovers_by": "backup"}, 3 * 3 + 2),
        ("a home that is planned will have copies", with_state("ap-southeast-1", state="planned"), 3 * 3 + 2 + 1),
        ("a retired one won't", with_state("ap-southeast-1", state="retired"), 2 * 3 + 2 + 1),
    ],
)
def test_every_server_is_sized_as_if_it_wrote(
    case: str, changes: dict[str, object], slots: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sizing, "_LEAST", Sizing(0, 0, 0, 0, 0, Size(0)))
    fourth = {"place": "Tokyo", "jurisdiction": "JP", "recovery": "none", "wave": "4"}
    replication = model({"regions.ap-northeast-1": fourth, **changes}).replication
    assert replication is not None
    found = replication.sizing["main"]
    assert found.slots == slots
    assert found.workers == 5, "one writer, so one stream arrives"
    assert str(found.wal_kept) == "2525MB"


def test_where_every_home_writes_as_many_streams_arrive_as_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizing, "_LEAST", Sizing(0, 0, 0, 0, 0, Size(0)))
    replication = model(of=THREE_LAWS).replication
    assert replication is not None
    assert set(replication.sizing) == {"main"}, "nothing is copied from the other database"
    found = replication.sizing["main"]
    leaving = arriving = 2 + 2
    assert found.slots == (leaving + 2) * 3 + 2 + 1, "directory, published, and global of one writer"
    assert found.workers == (arriving + 1) * 5


def test_an_estimate_is_of_the_regions_that_serve_both_homes() -> None:
    def first_copy(changes: dict[str, object], stream: str) -> object:
        replication = model(changes).replication
        assert replication is not None
        return replication.estimates["main"][stream].first_copy

    stream = "atlas_global_eu_west_1_to_us_east_1"
    ireland, frankfurt = first_copy({}, stream), first_copy(with_state("eu-west-1", **LOST), stream)
    assert isinstance(ireland, Duration)
    assert isinstance(frankfurt, Duration)
    assert ireland < frankfurt
    auckland = {"place": "Auckland", "jurisdiction": "NZ", "recovery": "none", "wave": "4"}
    assert first_copy({"regions.ap-southeast-6": auckland}, "atlas_global_eu_west_1_to_ap_southeast_6") == "unknown"
