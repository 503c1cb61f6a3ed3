from pathlib import Path

import pytest

from compiler.world import prices, quotas
from compiler.world.reading import FactsError, Record, read
from compiler.world.sources import Confidence, parse_sources, parse_table

FILE = Path("facts.json")
BOOKS = {"book": "A book", "paper": "A paper"}


def test_sources_are_listed_by_id() -> None:
    entry = {"title": "A book", "confidence": "low"}
    found = parse_sources(Record(FILE, {"b": entry, "a": entry | {"note": "Old."}}))
    assert [(one.id, one.title, one.confidence, one.note) for one in found] == [
        ("a", "A book", Confidence.LOW, "Old."),
        ("b", "A book", Confidence.LOW, None),
    ]


def test_a_row_is_read_when_it_is_asked_for_and_as_often() -> None:
    table = parse_table(Record(FILE, {"sources": BOOKS, "rows": {"a": {"source": ["book"]}, "b": "broken"}}), "rows")
    for _ in range(2):
        row = table.row("a")
        assert row is not None
        assert table.cited(row) == "A book"
    assert table.row("c") is None
    with pytest.raises(FactsError, match="`b` should be a mapping"):
        table.row("b")


def test_sources_are_cited_in_the_order_of_the_row() -> None:
    table = parse_table(Record(FILE, {"sources": BOOKS, "rows": {}}), "rows")
    assert table.cited(Record(FILE, {"source": ["paper", "book"]})) == "A paper; A book"


@pytest.mark.parametrize("source", [[], ["web"], ["book", "web"], None])
def test_a_source_that_is_not_explained_is_refused(source: list[str] | None) -> None:
    table = parse_table(Record(FILE, {"sources": BOOKS, "rows": {}}), "rows")
    with pytest.raises(FactsError, match="`source` should"):
        table.cited(Record(FILE, {"source": source}))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param({"sources": {}}, "`rows` is missing", id="no rows"),
        pytest.param({"rows": {}}, "`sources` is missing", id="no sources"),
        pytest.param({"sources": {"a": 1}, "rows": {}}, "`sources.a` should be a text", id="a number for a source"),
        pytest.param({"sources": {}, "rows": []}, "`rows` should be a mapping", id="a list of rows"),
        pytest.param({"sources": {}, "rows": {}, "more": 1}, "`more` isn't a fact", id="a fact that nobody reads"),
    ],
)
def test_a_bad_table_is_told_what_is_wrong(data: object, says: str) -> None:
    with pytest.raises(FactsError, match=says):
        parse_table(Record(FILE, data), "rows")


@pytest.mark.parametrize("file", [quotas.FILE, prices.FILE], ids=lambda file: file.stem)
def test_a_file_that_is_cut_off_is_told_so(file: Path, tmp_path: Path) -> None:
    cut = tmp_path / file.name
    cut.write_bytes(file.read_bytes()[:5000])
    with pytest.raises(FactsError, match="isn't JSON"):
        read(cut)
