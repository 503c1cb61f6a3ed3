from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest

from compiler.world.reading import FactsError, Record, read


class Size(Enum):
    SMALL = "small"
    LARGE = "large"


FILE = Path("facts.yaml")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(b"a: [1", "isn't YAML", id="broken YAML"),
        pytest.param(b"a: \xff", "isn't YAML", id="not UTF-8"),
        pytest.param(b"a: 2026-99-99", "isn't YAML", id="a date that doesn't exist"),
        pytest.param(b"- a", "the file should be a mapping", id="a list"),
        pytest.param(b"", "the file should be a mapping", id="an empty file"),
    ],
)
def test_a_file_that_is_no_mapping_is_named(tmp_path: Path, text: bytes, says: str) -> None:
    file = tmp_path / "bad.yaml"
    file.write_bytes(text)
    with pytest.raises(FactsError, match=says) as raised:
        read(file)
    assert raised.value.file == file
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(b'{"a": [1', "the file isn't JSON", id="broken JSON"),
        pytest.param(b'{"a": "\xff"}', "the file isn't JSON", id="not UTF-8"),
        pytest.param(b"a: 1", "the file isn't JSON", id="YAML"),
        pytest.param(b"[]", "the file should be a mapping", id="a list"),
        pytest.param(b"", "the file isn't JSON", id="an empty file"),
    ],
)
def test_a_table_that_is_no_mapping_is_named(tmp_path: Path, text: bytes, says: str) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(text)
    with pytest.raises(FactsError, match=says) as raised:
        read(file)
    assert raised.value.file == file
    assert "\n" not in str(raised.value)


def test_a_number_is_as_exact_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "numbers.json"
    file.write_text('{"a": 0.1, "b": 3, "c": 1.66667e-05}')
    assert dict(read(file).numbers()) == {"a": Decimal("0.1"), "b": Decimal(3), "c": Decimal("0.0000166667")}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="can't be read: No such file"):
        read(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("data", "take", "says"),
    [
        pytest.param({}, lambda r: r.text("a"), "`a` is missing", id="a missing text"),
        pytest.param({"a": ""}, lambda r: r.text("a"), "`a` is empty", id="an empty text"),
        pytest.param({"a": 1}, lambda r: r.text("a"), "should be a text, not 1", id="a number for a text"),
        pytest.param({"a": None}, lambda r: r.text_or_none("a"), "should be a text", id="an empty value"),
        pytest.param({"a": False}, lambda r: r.text("a"), "should be a text, not False", id="an unquoted no"),
        pytest.param({"a": True}, lambda r: r.count("a"), "should be a whole number, not True", id="true for a number"),
        pytest.param({"a": -1}, lambda r: r.count("a"), "should be 0 or more", id="a negative number"),
        pytest.param({"a": 1}, lambda r: r.flag("a"), "should be true or false", id="a number for a flag"),
        pytest.param(
            {"a": "1"}, lambda r: r.number("a"), "should be a number, 0 or more, not '1'", id="a text for a number"
        ),
        pytest.param({"a": True}, lambda r: r.number("a"), "should be a number", id="true for a number with decimals"),
        pytest.param({"a": -0.5}, lambda r: r.number("a"), "should be a number, 0 or more", id="less than nothing"),
        pytest.param({"a": float("inf")}, lambda r: r.number("a"), "should be a number", id="no end"),
        pytest.param({"a": float("nan")}, lambda r: r.number("a"), "should be a number", id="not a number"),
        pytest.param({"a": 91.0}, lambda r: r.degrees("a", 90), "between -90 and 90", id="beyond the pole"),
        pytest.param({"a": ["x", 1]}, lambda r: r.texts("a"), "texts only, not 1", id="a number among texts"),
        pytest.param({"a": "x"}, lambda r: r.texts("a"), "a list of texts", id="a text for a list"),
        pytest.param({"a": "big"}, lambda r: r.choice("a", Size), "one of `small`, `large`", id="no option"),
        pytest.param({"a": "soon"}, lambda r: r.as_of("a"), "should be a date", id="no date"),
        pytest.param({"a": {"b": 1}}, lambda r: r.record("a").text("b"), "`a.b` should be", id="a nested text"),
        pytest.param({"a": ["x"]}, lambda r: r.listed("a"), "`a.0` should be a mapping", id="a text among mappings"),
        pytest.param({"a": 1}, lambda r: r.close(), "`a` isn't a fact", id="a fact that nobody knows"),
    ],
)
def test_what_is_wrong_is_said_with_its_path(data: object, take: object, says: str) -> None:
    with pytest.raises(FactsError, match=says):
        take(Record(FILE, data))


def test_what_may_be_left_out_is_absent() -> None:
    record = Record(FILE, {})
    assert (record.text_or_none("a"), record.texts("b"), record.listed("c")) == (None, (), ())


def test_a_date_is_as_precise_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "dates.yaml"
    file.write_text("day: 2026-05-20\nmonth: 2026-05\nyear: 2026\n")
    record = read(file)
    assert [record.as_of(key) for key in ("day", "month", "year")] == ["2026-05-20", "2026-05", "2026"]
