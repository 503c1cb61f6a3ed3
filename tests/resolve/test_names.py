"""Names, for every system, environment and thing that the language allows, in every region that Atlas knows."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.language import names as forms
from compiler.resolve.names import OF_A_REGION, OF_A_THING, fitting, names
from compiler.world.limits import Scope, check_name, name_limit
from compiler.world.regions import regions

ACCOUNT = "222222222222"
SECTIONS = {"compute": ["api"], "database": ["main"], "cache": ["main"], "storage": ["documents"], "contacts": ["ops"]}


def words(form: object, alphabet: str) -> st.SearchStrategy[str]:
    """Any text of a form of the language, up to its longest; `alphabet` is what it is made of."""
    [matching] = form.__metadata__  # type: ignore[attr-defined]
    allowed = re.compile(matching.pattern)
    made = st.text(alphabet, max_size=matching.longest - 1).map(lambda text: re.sub(r"([_-])[_-]*", r"\1", f"a{text}"))
    return made.map(lambda text: text.rstrip("_-")).filter(allowed.fullmatch)


SYSTEM = words(forms.System, "abz019-") | st.sampled_from(["a", "abcdefghijklmnop", "a-b-c-d-e-f-g-hi"])
ENVIRONMENT = words(forms.EnvironmentName, "abz019") | st.sampled_from(["production", "abcdefghijkl"])
THING = words(forms.Thing, "abz019_") | st.sampled_from(
    ["state", "key", "backup", "alb", "a_b", "abcdefghijklmnop", "a_b_c_d_e_f_g_h1"]
)
THINGS = st.lists(THING, max_size=4, unique=True)
REGION = st.sampled_from(regions())


def limit_of(key: str) -> str:
    """The kind of name that a key of the model has."""
    if key in OF_A_REGION:
        return OF_A_REGION[key][1]
    kinds = {kind: limit for section in OF_A_THING.values() for kind, _, limit in section}
    return kinds[max((kind for kind in kinds if key.startswith(f"{kind}_")), key=len)]


def everywhere(system: str, environment: str, sections: Mapping[str, list[str]]) -> dict[str, dict[str, str]]:
    """The names of one system in every region that there is."""
    stem = f"{system}-{environment}"
    return {region.id: names(stem, ACCOUNT, region.id, region.short, sections) for region in regions()}


@given(SYSTEM, ENVIRONMENT, st.fixed_dictionaries(dict.fromkeys(SECTIONS, THINGS)), REGION)
def test_every_name_fits_its_limit(system, environment, sections, region) -> None:
    made = names(f"{system}-{environment}", ACCOUNT, region.id, region.short, sections)
    wrong = [said for key, name in made.items() if (said := check_name(name_limit(limit_of(key)), name))]
    assert wrong == []


@settings(max_examples=40, deadline=None)
@given(SYSTEM, ENVIRONMENT, st.fixed_dictionaries(dict.fromkeys(SECTIONS, THINGS)))
def test_no_two_things_of_a_kind_share_a_name_where_it_must_be_unique(system, environment, sections) -> None:
    owners: dict[tuple[str, str, str], tuple[str, str]] = {}
    for region, made in everywhere(system, environment, sections).items():
        for key, name in made.items():
            limit = name_limit(limit_of(key))
            within = region if limit.unique_within in (Scope.REGION, Scope.CLUSTER) else ""
            assert owners.setdefault((limit.id, within, name.lower()), (region, key)) == (region, key)


@given(SYSTEM, ENVIRONMENT, st.permutations(["api", "web", "jobs"]), REGION)
def test_names_depend_on_nothing_else(system, environment, things, region) -> None:
    """Not on the order of the file, and not on what else there is: a new service renames none."""
    stem = f"{system}-{environment}"
    made = names(stem, ACCOUNT, region.id, region.short, {**SECTIONS, "compute": things})
    assert list(made) == sorted(made)
    alone = names(stem, ACCOUNT, region.id, region.short, {**SECTIONS, "compute": ["api"]})
    assert alone.items() <= made.items()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("dashboard", "atlas-crm-production-ap-southeast-1"),
        ("cluster", "atlas-crm-production-cluster-ap-southeast-1"),
        ("alb", "atlas-crm-production-alb-apse1"),
        ("service_api", "atlas-crm-production-service-api-ap-southeast-1"),
        ("key", "alias/atlas-crm-production-key-ap-southeast-1"),
        ("bucket_documents", "atlas-crm-production-files-documents-apse1-222222222222"),
        ("state_bucket", "atlas-crm-production-state-ap-southeast-1-222222222222"),
    ],
)
def test_the_first_user_finds_the_names_that_are_known_there(key: str, name: str) -> None:
    made = names("atlas-crm-production", ACCOUNT, "ap-southeast-1", "apse1", SECTIONS)
    assert made[key] == name


def test_where_even_the_short_form_is_too_long_its_middle_is_a_hash_that_tells_names_apart() -> None:
    limit = name_limit("alb")
    made = [
        fitting(["abcdefghijklmnop-production", kind, "a-long-thing"], "ap-southeast-1", "apse1", "", limit)
        for kind in ("one", "two")
    ]
    assert made == ["abcdefghijklmnop-pr-apse1-6268ea", "abcdefghijklmnop-pr-apse1-47fbff"]
    assert all(check_name(limit, name) is None for name in made)
