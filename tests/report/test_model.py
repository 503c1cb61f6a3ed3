"""`atlas model`: every value with where it comes from."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from systems import model

from compiler.diagnostic import Path, dotted
from compiler.language.schema import FILE
from compiler.model.deployment import Deployment
from compiler.model.source import Computed, Fact, Filled
from compiler.report.explain import everything, find
from compiler.report.model import as_json, as_text, below, lines

SCHEMA: dict[str, Any] = json.loads(FILE.read_bytes())
SHIPPED = model()


def written(*paths: str) -> Any:
    """These paths are written in line 7 of a file, at columns that count up from 1."""
    places = {path: f"atlas.yaml:7:{column}" for column, path in enumerate(paths, 1)}
    return lambda path: places.get(".".join(map(str, path)))


def path(dotted: str) -> Path:
    return tuple(dotted.split("."))


def origin(dotted: str, *known: str) -> str:
    [line] = lines(SHIPPED, written(*known), path(dotted))
    return line.origin


def test_the_text_of_a_part() -> None:
    shown = lines(SHIPPED, written("release.repository", "release.bake"), path("release"))
    assert as_text(shown) == (
        "release.repository    atlas-crm/platform         atlas.yaml:7:1\n"
        "release.state         eu-central-1               default of edition 1\n"
        "release.bake          10m                        atlas.yaml:7:2\n"
        "release.errors_below  1%                         default of edition 1\n"
        "release.waves.0       [ap-southeast-1]           computed from regions.*.wave\n"
        "release.waves.1       [us-east-1, us-west-2]     computed from regions.*.wave\n"
        "release.waves.2       [eu-central-1, eu-west-1]  computed from regions.*.wave\n"
    )


def test_the_json_of_a_part() -> None:
    assert json.loads(as_json(SHIPPED, written("failover.health.every"), path("failover.health"))) == {
        "path": "failover.health",
        "environment": "production",
        "value": {"path": "/health", "every": "10s", "failures": 3},
        "origins": {
            "failover.health.path": "default of edition 1",
            "failover.health.every": "atlas.yaml:7:1",
            "failover.health.failures": "default of edition 1",
        },
    }


HOME, CACHE_HOP = "entities.dossier.home_column", "security.tls.app_to_cache"
ORIGINS = [
    ("what is written", "database.main.engine", ("database.main.engine",), "atlas.yaml:7:1"),
    ("what has its default", "compute.api.port", (), "default of edition 1"),
    ("what is computed", "regions.eu-west-1.seat", (), "computed from regions.*.state and regions.*.recovery"),
    ("what is below something computed", "entities.dossier.columns.id.kind", (), "computed from key, home_column, "),
    ("a fact", "regions.eu-west-1.country", (), "fact: regions/eu-west-1.yaml"),
    ("what follows because it isn't written", "security.tls.alb_to_app", (), "computed from security.tls.minimum"),
    ("what might have followed and is written", CACHE_HOP, (CACHE_HOP,), "atlas.yaml:7:1"),
    ("what is computed although its key is written", HOME, (HOME,), "computed from home_column, where its class"),
]


@pytest.mark.parametrize(("at", "known", "said"), [row[1:] for row in ORIGINS], ids=[row[0] for row in ORIGINS])
def test_origins(at: str, known: tuple[str, ...], said: str) -> None:
    assert origin(at, *known).startswith(said)


def test_every_value_of_the_model_is_shown_once() -> None:
    paths = [line.path for line in lines(SHIPPED, written())]
    assert len(set(paths)) == len(paths) > 600
    assert {str(line[0]) for line in paths} == {field.name for field in fields(Deployment)}


def test_deliberate_absence_and_emptiness_are_written_as_in_the_file() -> None:
    shown = {line.path: line.value for line in lines(SHIPPED, written())}
    assert shown["jurisdictions",] == "{}"
    assert shown["cdn", "metadata_boundary"] == "none"
    assert shown["network", "reserved"] == "[]"
    assert shown["database", "main", "multi_az"] == "true"
    assert shown["entities", "dossier", "class"] == "regional"


@pytest.mark.parametrize(
    ("wrong", "as_far_as"), [("regions.eu-west-9.seat", "regions.eu-west-9"), ("domain.com", "domain.com")]
)
def test_a_path_that_leads_nowhere_is_said_as_far_as_it_leads(wrong: str, as_far_as: str) -> None:
    with pytest.raises(KeyError) as error:
        lines(SHIPPED, written(), path(wrong))
    assert error.value.args[0] == path(as_far_as)


def test_the_words_that_may_follow() -> None:
    assert below(SHIPPED, path("failover")) == ("health", "settle", "decide", "promote", "rehearsal")
    assert below(SHIPPED, path("regions"))[0] == "ap-southeast-1"
    assert below(SHIPPED, path("domain")) == ()


def declared(kind: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every field of the model without a marker, with its path in the file; what is below a marked one is left out."""
    for field in fields(kind):
        hint = get_type_hints(kind, include_extras=True)[field.name]
        markers = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
        here = (*at, field.name.rstrip("_"))
        yield ".".join(here), next((one for one in markers if isinstance(one, Computed | Fact | Filled)), None)
        if not any(isinstance(one, Computed | Fact) for one in markers):
            yield from _inside(get_args(hint)[0] if markers else hint, here)


def _inside(hint: Any, at: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    if is_dataclass(hint) and hint.__module__.startswith("compiler.model."):  # type: ignore[union-attr]
        yield from declared(hint, at)
    elif get_origin(hint) in (Union, types.UnionType):
        yield from (row for option in get_args(hint) for row in _inside(option, at))
    elif get_origin(hint) in (Mapping, tuple):
        inner = [option for option in get_args(hint) if option is not Ellipsis]
        yield from _inside(inner[-1], (*at, "*"))


FIELDS = dict(declared(Deployment))


@pytest.mark.parametrize(
    "field", [field for field, marker in FIELDS.items() if not isinstance(marker, Computed | Fact)]
)
def test_a_value_of_the_model_is_computed_a_fact_or_a_key_of_the_language(field: str) -> None:
    assert find(SCHEMA, path(field)) is not None


LEFT_OUT = {
    "the model is of one environment": (
        "environments", "environments.*.account", "environments.*.after", "environments.*.approval",
        "environments.*.data", "environments.*.regions", "environments.*.promises", "environments.*.override",
    ),
    "the columns of an entity say it of each of them": (
        "entities.*.personal", "entities.*.references", "entities.*.withheld", "entities.*.unique",
    ),
}  # fmt: skip


@pytest.mark.parametrize("key", [".".join(key.path) for key in everything(SCHEMA)])
def test_a_key_of_the_language_is_in_the_model(key: str) -> None:
    left_out = key in {key for keys in LEFT_OUT.values() for key in keys}
    assert (key in FIELDS) != left_out


def test_what_may_follow_where_it_is_not_written_is_a_key_that_may_be_left_out() -> None:
    filled = [field for field, marker in FIELDS.items() if isinstance(marker, Filled)]
    assert "routing.*.to" in filled
    required = [field for field in filled if (key := find(SCHEMA, path(field))) and key.required]
    assert required == ["regions.*.recovery", "regions.*.wave"], "which only a serving region has"


@pytest.mark.parametrize("path", ["acknowledge.0.owner", "cdn.rules.0.edge"])
def test_a_value_in_a_list_of_rows_is_said_to_stand_in_the_file(path: str) -> None:
    asked: list[object] = []

    def written(at: Path) -> str:
        asked.append(at)
        return "atlas.yaml:1:1"

    (line,) = lines(model(), written, tuple(path.split(".")))
    assert line.origin == "atlas.yaml:1:1"
    assert asked == [tuple(int(word) if word.isdigit() else word for word in path.split("."))]


def test_what_a_command_shows_better_is_one_line_of_the_whole() -> None:
    whole = {dotted(line.path): line.value for line in lines(model(), lambda _: None)}
    assert (whole["flows"], whole["survival"]) == ("see `atlas flows`", "see `atlas survive`")
    assert len(lines(model(), lambda _: None, ("flows",))) > 100


def test_a_name_with_dots_can_be_asked_for() -> None:
    path = ("survival", "data", "global in database", "main", "class")
    (line,) = lines(model(), lambda _: None, path)
    assert (line.path, line.value) == (("survival", "data", "global in database.main", "class"), "global")
