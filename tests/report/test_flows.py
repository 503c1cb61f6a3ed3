"""The flow graph as people see it: what leads farthest first, and no line too long for a terminal."""

from __future__ import annotations

import re

import pytest
from systems import ALL, ONE_REGION, SHIPPED, THREE_LAWS, model

from compiler.model.deployment import Deployment
from compiler.model.flows import Flows
from compiler.report.flows.mermaid import as_mermaid
from compiler.report.flows.table import as_table
from compiler.report.flows.ways import Reach, ways_of
from compiler.report.table import WIDTH


def about(entity: str, deployment: Deployment) -> Flows:
    row = deployment.entities[entity]
    return deployment.flows.about(entity, row.class_, row.stores)


def groups(text: str) -> dict[str, list[str]]:
    """The title of each group, and its lines without the headings."""
    parts = [part.splitlines() for part in text.split("\n\n")]
    return {title[0]: body[1:] for title, body in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_a_table_fits_a_wide_terminal(file: object) -> None:
    deployment = model(of=file)  # type: ignore[arg-type]
    assert max(map(len, as_table(deployment, deployment.flows, None).splitlines())) <= WIDTH
    for name in deployment.entities:
        assert max(map(len, as_table(deployment, about(name, deployment), name).splitlines())) <= WIDTH


def test_every_edge_is_in_one_way() -> None:
    flows = model().flows
    ways = ways_of(flows)
    assert {way.mechanism for way in ways} == {flow.mechanism for flow in flows.edges}
    assert [way.reach for way in ways] == sorted(way.reach for way in ways)
    assert len(ways) < len(flows.edges) / 2


def test_what_leaves_with_people_comes_first_with_its_basis() -> None:
    deployment = model()
    (title, lines), *others = groups(as_table(deployment, deployment.flows, None)).items()
    assert title == "Leaves its jurisdiction, and may tell of people"
    assert [re.split(" {2,}", line) for line in lines] == [
        ["stream", "eu-west-1/database.main", "ap-southeast-1", "EU > SG", "global", "standard_clauses SCC-SG"],
        ["stream", "eu-west-1/database.main", "us-east-1", "EU > US", "global", "standard_clauses SCC-US"],
        ["remote-write", "ap-southeast-1/compute", "eu-west-1/database.main", "SG > EU", "global", "-"],
        ["remote-write", "us-east-1/compute", "eu-west-1/database.main", "US > EU", "global", "-"],
        ["edge-logs", "compute of every region", "cloudflare", "anywhere", "edge logs", "agreement DPA-CF"],
    ]
    assert [title for title, _ in others] == [
        "Leaves its jurisdiction, and tells of nobody",
        "Leaves its region, and stays in its jurisdiction",
        "Stays in its region",
    ]


def test_an_entity_is_introduced_with_what_moves_with_it() -> None:
    deployment = model()
    text = as_table(deployment, about("dossier", deployment), "dossier")
    assert " ".join(text.partition("\n\n")[0].split()) == (
        "production: `dossier` is of class `regional`, which stays in its jurisdiction. It is kept 5y after "
        "`closed_at`. It moves together with `annonce`. Nothing of it leaves its jurisdiction."
    )
    assert list(groups(text)) == ["Leaves its region, and stays in its jurisdiction", "Stays in its region"]
    assert "Nothing of it leaves" not in as_table(deployment, about("app_user", deployment), "app_user")


def test_a_limit_that_counts_from_another_table_says_from_which() -> None:
    deployment = model()
    text = as_table(deployment, about("annonce", deployment), "annonce")
    assert "It is kept 5y after `closed_at` of `dossier`." in " ".join(text.split())


def test_what_has_no_paper_is_explained_where_there_is_any() -> None:
    deployment = model()
    assert as_table(deployment, deployment.flows, None).count("- under basis") == 1
    alone = model(of=ONE_REGION)
    assert "under basis" not in as_table(alone, alone.flows, None)


def test_after_a_loss_a_place_has_one_name_at_both_ends_of_an_edge() -> None:
    row = {"place": "Ireland", "jurisdiction": "EU", "recovery": "eu-central-1", "wave": "3", "state": "lost"}
    lost = {"since": "2026-11-01", "until": "2026-12-01", "reference": "INC-1"}
    deployment = model({"regions.eu-west-1": row | lost})
    lines = groups(as_table(deployment, deployment.flows, None))["Leaves its jurisdiction, and may tell of people"]
    ends = {tuple(line.split()[:3]) for line in lines}
    assert ("stream", "eu-central-1/database.main:eu-west-1", "us-east-1") in ends
    assert ("remote-write", "us-east-1/compute", "eu-central-1/database.main:eu-west-1") in ends


def test_the_first_line_counts_edges() -> None:
    flows = model().flows
    head = as_table(model(), flows, None).splitlines()[0]
    assert f"{len(flows.data)} data sets, {len(flows.edges)} edges between {len(flows.places)} places." in head


def test_a_table_alone_and_kept_for_ever_says_no_more() -> None:
    deployment = model(of=THREE_LAWS)
    head = as_table(deployment, about("fee", deployment), "fee").partition("\n\n")[0]
    assert head == "production: `fee` is of class `global`, which stays where the system has homes."


def test_what_crosses_its_line_is_shown_before_all_else() -> None:
    deployment = model({"routing.home.through": "cdn"})
    title, lines = next(iter(groups(as_table(deployment, deployment.flows, None)).items()))
    assert title == "Crosses the line where it has to stay (`atlas validate` says more)"
    assert [line.split()[0] for line in lines] == ["edge"]
    assert lines[0].endswith("routing.home.through")


@pytest.mark.parametrize(("mechanism", "where"), [("cache", "every region"), ("rows", "serving regions")])
def test_many_regions_are_called_by_what_they_have_in_common(mechanism: str, where: str) -> None:
    deployment = model()
    lines = groups(as_table(deployment, deployment.flows, None))["Stays in its region"]
    assert [where in line for line in lines if line.startswith(f"{mechanism} ")] == [True]


NODE = re.compile(r'^    (\w+)\["([^"]*)"\]$', re.MULTILINE)
LINK = re.compile(r'^  (\w+) (==>|-->|-\.->)\|"([^"]*)"\| (\w+)$', re.MULTILINE)


def test_a_diagram_has_jurisdictions_regions_and_what_leads_out() -> None:
    text = as_mermaid(model().flows)
    assert text.startswith("flowchart LR\n")
    assert re.findall(r'^  subgraph \w+\["(\w+)"\]$', text, re.MULTILINE) == ["EU", "SG", "US", "anywhere"]
    links = {(a, b): (arrow, label) for a, arrow, label, b in LINK.findall(text)}
    assert links["eu_west_1", "us_east_1"] == ("==>", "stream<br>standard_clauses SCC-US")
    assert links["eu_west_1", "eu_central_1"][0] == "-->"
    assert links["us_east_1", "cloudflare"] == ("==>", "edge-logs<br>agreement DPA-CF")
    assert "linkStyle" not in text


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_a_diagram_has_every_node_once_and_no_line_that_isn_t_understood(file: object) -> None:
    deployment = model(of=file)  # type: ignore[arg-type]
    for flows in (deployment.flows, *(about(name, deployment) for name in deployment.entities)):
        text = as_mermaid(flows)
        nodes = [node for node, _ in NODE.findall(text)]
        assert len(nodes) == len(set(nodes))
        ends = {end for a, _, _, b in LINK.findall(text) for end in (a, b)}
        assert ends <= set(nodes)
        rest = LINK.sub("", NODE.sub("", text)).split("\n")
        assert {line for line in rest if line} <= {"flowchart LR", "  end"} | {
            line for line in rest if line.startswith("  subgraph law_")
        }


def test_what_crosses_its_line_is_red() -> None:
    text = as_mermaid(model({"routing.home.through": "cdn"}).flows)
    (marked,) = re.findall(r"^  linkStyle ([\d,]+) stroke:", text, re.MULTILINE)
    links = LINK.findall(text)
    red = {links[int(number)][2].partition("<br>")[0] for number in marked.split(",")}
    assert red == {"edge"}
    assert len(marked.split(",")) == 5


def test_rows_without_people_are_in_the_diagram_of_their_table() -> None:
    deployment = model()
    links = LINK.findall(as_mermaid(about("referential", deployment)))
    assert ("eu_west_1", "-.->", "stream", "us_east_1") in links


def test_a_firm_in_one_region_has_one_node() -> None:
    text = as_mermaid(model(of=ONE_REGION).flows)
    assert [node for node, _ in NODE.findall(text)] == ["eu_central_1"]
    assert LINK.findall(text) == []


def test_the_worst_comes_first() -> None:
    assert list(Reach) == sorted(Reach)
    assert model(of=SHIPPED).flows.system == ("EU", "SG", "US")
