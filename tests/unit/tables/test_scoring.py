"""The numbers of the scoring path as data: what a score rests on, and what a broken table says."""

from __future__ import annotations

from dataclasses import fields

import pytest

from tidegate.model.errors import DataError
from tidegate.tables.names import FOLDER, lexicon_data
from tidegate.tables.scoring import KINDS, LEVELS, Scoring, read_scoring
from tidegate.text import Kind

PATH = FOLDER / "scoring.tsv"
ROWS = [
    (line.split("\t"), number)
    for number, line in enumerate(PATH.read_text(encoding="utf-8").splitlines(), 1)
    if line and not line.startswith("#")
][1:]


def changed(name: str, value: str) -> list[tuple[list[str], int]]:
    return [([cells[0], value if cells[0] == name else cells[1], ""], line) for cells, line in ROWS]


def test_the_kinds_are_those_of_words() -> None:
    assert tuple(kind.name.lower() for kind in sorted(Kind)) == KINDS
    assert {level for _, level in lexicon_data().places.values()} <= {*LEVELS, ""}


def test_every_number_stands_where_it_is_asked_for() -> None:
    found = read_scoring(PATH, changed("conflict.number", "2.75"))
    assert found.conflict[Kind.NUMBER] == 2.75
    assert found.one_sided[Kind.NUMBER] == lexicon_data().scoring.one_sided[Kind.NUMBER]
    found = read_scoring(PATH, changed("one_error.4", "0.11"))
    assert found.one_error[4] == 0.11
    found = read_scoring(PATH, changed("kind_weight.place", "23"))
    assert found.kind_weight[Kind.PLACE] == 23
    assert isinstance(found.kind_weight[Kind.PLACE], int)


def test_every_row_says_why_and_none_is_idle() -> None:
    assert all(len(cells) == 3 and cells[2] for cells, _ in ROWS)
    assert {cells[0].partition(".")[0] for cells, _ in ROWS} == {
        field.name for field in fields(Scoring)
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("joined", "1.5"),
        ("joined", "-0.1"),
        ("joined", "nan"),
        ("joined", "much"),
        ("joined", ""),
        ("kind_weight.place", "20.5"),
        ("kind_weight.place", "101"),
        ("scarcity", "0"),
        ("enough", "inf"),
    ],
)
def test_a_number_that_may_not_be_says_where(name: str, value: str) -> None:
    line = next(line for cells, line in ROWS if cells[0] == name)
    with pytest.raises(DataError, match="number from") as caught:
        read_scoring(PATH, changed(name, value))
    assert caught.value.file is not None
    assert caught.value.file.endswith("scoring.tsv")
    assert (caught.value.line, caught.value.field) == (line, name)


def test_an_unknown_a_doubled_and_a_missing_name_say_so() -> None:
    with pytest.raises(DataError, match="no number of the scoring path") as caught:
        read_scoring(PATH, [*ROWS, (["conflict.form", "1", ""], 999)])
    assert (caught.value.line, caught.value.field) == (999, "conflict.form")
    with pytest.raises(DataError, match="named twice"):
        read_scoring(PATH, [*ROWS, (["joined", "1", ""], 999)])
    with pytest.raises(DataError, match="missing") as caught:
        read_scoring(PATH, ROWS[:-1])
    assert caught.value.field == ROWS[-1][0][0]
