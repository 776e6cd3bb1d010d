"""YAML and TSV read into structs: what is accepted, and exactly how it is understood."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.model.errors import DataError
from tidegate.tables.reading import digest_of, read_rows, read_tsv, read_yaml
from tidegate.tables.values import DATA, shown


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    weight: float | None = None


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    count: int = 0
    on: date | None = None
    colour: Colour | None = None
    size: Literal["small", "large"] = "small"
    live: bool = False
    value: int | float | None = None
    parts: tuple[Part, ...] = ()
    by_name: dict[str, tuple[int, ...]] = msgspec.field(default_factory=dict)
    from_: date | None = msgspec.field(name="from", default=None)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    count: int | None = None
    on: date | None = None
    share: float = 0.0
    live: bool = False
    names: tuple[str, ...] = ()
    size: Literal["small", "large"] | None = None


def yaml(tmp_path: Path, text: str) -> Thing:
    path = tmp_path / "thing.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path, Thing)


def test_a_file_becomes_its_struct(tmp_path: Path) -> None:
    text = """\
name: 海康威視
count: 3
on: 2019-10-09
colour: blue
size: large
live: true
value: 0.10
parts: [{name: one}, {name: two, weight: 1.5}]
by_name: {a: [1, 2], b: []}
from: null
"""
    assert yaml(tmp_path, text) == Thing(
        name="海康威視",
        count=3,
        on=date(2019, 10, 9),
        colour=Colour.BLUE,
        size="large",
        live=True,
        value=0.10,
        parts=(Part(name="one"), Part(name="two", weight=1.5)),
        by_name={"a": (1, 2), "b": ()},
    )


@pytest.mark.parametrize("text", ["yes", "No", "on", "ON", "True", "FALSE", "~", "Null", "=", ".5"])
def test_words_that_yaml_would_interpret_need_quotes(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataError, match=r"thing\.yaml:1: name: "):
        yaml(tmp_path, f"name: {text}\n")
    assert yaml(tmp_path, f'name: "{text}"\n').name == text


@pytest.mark.parametrize("text", ["010", "0x10", "0o17", "0b11", "1_000", "1:30", "+1", "1e3", "٣"])
def test_numbers_are_plain_decimal(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataError, match=r"thing\.yaml:2: count: "):
        yaml(tmp_path, f"name: a\ncount: {text}\n")


@pytest.mark.parametrize(
    "text", ["2026-13-45", "2019-02-29", "2019-1-9", "2019-10-09 10:00:00", "9 Oct"]
)
def test_dates_are_days_that_exist(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataError, match=r"thing\.yaml:2: on: "):
        yaml(tmp_path, f"name: a\non: {text}\n")


def test_a_whole_number_serves_where_a_number_may_have_decimals(tmp_path: Path) -> None:
    assert yaml(tmp_path, "name: a\nvalue: 50\n").value == 50
    assert yaml(tmp_path, "name: a\nparts: [{name: b, weight: 2}]\n").parts[0].weight == 2.0


def test_the_place_of_a_fault_deep_inside(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        yaml(tmp_path, "name: a\nparts:\n  - name: b\n  - name: c\n    wieght: 1\n")
    error = caught.value
    assert (error.line, error.field) == (5, "parts[1].wieght")
    assert "name, weight" in str(error)


def test_merge_keys_and_nested_values_are_no_words(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="a key that is not a word"):
        yaml(tmp_path, "base: &b {name: a}\n<<: *b\n")


def rows(tmp_path: Path, text: str) -> list[Row]:
    path = tmp_path / "rows.tsv"
    path.write_text(text, encoding="utf-8")
    return [row for _, row in read_tsv(path, Row)]


HEAD = "name\tcount\ton\tshare\tlive\tnames\tsize\n"


def test_a_table_becomes_its_rows(tmp_path: Path) -> None:
    text = (
        "# a note for the reader\n"
        + HEAD
        + "a\t3\t2019-10-09\t0.5\ttrue\tb | c\tlarge\n"
        + "# no note but a name\t\t\t2\t\tone\t\n"
    )
    assert rows(tmp_path, text) == [
        Row(
            name="a",
            count=3,
            on=date(2019, 10, 9),
            share=0.5,
            live=True,
            names=("b", "c"),
            size="large",
        ),
        Row(name="# no note but a name", share=2.0, names=("one",)),
    ]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("a\t3.0\t\t\t\t\t\n", "count"),
        ("a\t\t2019-10-9\t\t\t\t\n", "on"),
        ("a\t\t\tnan\t\t\t\n", "share"),
        ("a\t\t\t\tyes\t\t\n", "live"),
        ("a\t\t\t\t\tb |  | c\t\n", "names"),
        ("a\t\t\t\t\t\tmedium\n", "size"),
        ("\t\t\t\t\t\t\n", "name"),
        ("a\t\t\t\t\t\tlarge \n", "size"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(tmp_path: Path, line: str, column: str) -> None:
    with pytest.raises(DataError) as caught:
        rows(tmp_path, HEAD + "ok\t\t\t\t\t\t\n" + line)
    assert (caught.value.line, caught.value.field) == (3, column)


CELLS = st.text(
    st.characters(exclude_characters="\t\n\r", exclude_categories=["Cs"]), max_size=8
).filter(lambda cell: cell == cell.strip())


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6))
@settings(max_examples=60, deadline=None)
def test_rows_come_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, str, str]]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "rows.tsv"
    text = "a\tb\tc\n" + "".join("\t".join(row) + "\n" for row in table)
    path.write_bytes(text.encode())
    found = list(read_rows(path, ("a", "b", "c")))
    assert found == [(line, list(row)) for line, row in enumerate(table, start=2)]


def test_the_digest_changes_with_any_value_and_with_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n")
    first = digest_of(tmp_path)
    (tmp_path / "README.md").write_text("words for people\n")
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "a.json").write_text("{}")
    assert digest_of(tmp_path) == first
    (tmp_path / "a.yaml").write_text("a: 2\n")
    changed = digest_of(tmp_path)
    assert changed != first
    (tmp_path / "a.yaml").rename(tmp_path / "b.yaml")
    assert digest_of(tmp_path) not in (first, changed)


def test_packaged_files_are_shown_from_the_data_folder_on() -> None:
    assert shown(DATA / "notices" / "removals.tsv") == "data/notices/removals.tsv"
