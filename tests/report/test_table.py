from compiler.report.table import folded, sheet, table


def test_columns_are_as_wide_as_their_longest_line() -> None:
    assert table(("a", "name"), [("long one", "x"), ("b", "y")]) == "a         name\nlong one  x\nb         y"


def test_a_cell_of_several_lines_stays_in_its_column() -> None:
    assert table(("a", "b"), [("x", "one\ntwo"), ("y", "three")]) == "a  b\nx  one\n   two\ny  three"


def test_without_rows_there_are_the_headings() -> None:
    assert table(("a", "b"), []) == "a  b"


def test_folding_never_breaks_a_word() -> None:
    assert folded("see https://example.com/a-long-address now", 12, "  ") == (
        "see\n  https://example.com/a-long-address\n  now"
    )


def test_a_sheet_folds_what_is_said_beside_the_names() -> None:
    rows = [("a", "one two three"), ("longer", "four\nfive six seven")]
    assert sheet(rows, 16) == (
        "fact    value\na       one two\n        three\nlonger  four\n        five six\n        seven"
    )


def test_a_sheet_is_as_narrow_where_the_heading_is_the_longest_name() -> None:
    assert sheet([("a", "one two")], 14, ("argument", "x")) == "argument  x\na         one\n          two"
