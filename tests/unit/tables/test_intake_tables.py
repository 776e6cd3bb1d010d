"""The tables of the intake: headings, kinds, limits and encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidegate.model.errors import DataError
from tidegate.model.listing import IDENTIFIER_KINDS, PartyKind
from tidegate.tables.intake import intake, load
from tidegate.tables.values import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("columns.yaml", "encodings.yaml"):
        (tmp_path / name).write_text(
            (DATA / "intake" / name).read_text(encoding="utf-8"), encoding="utf-8"
        )
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_headings_are_known_in_many_languages() -> None:
    headings = intake().headings
    for heading, field in {
        "companyname": "name", "firma": "name", "公司名称": "name", "контрагент": "name",
        "会社名": "name", "alsoknownas": "alias", "地址": "address", "land": "country",
        "dateofbirth": "birth_date", "kundennummer": "id", "#": "id",
    }.items():  # fmt: skip
        assert headings[heading] == field


def test_identifier_columns_name_kinds_that_the_model_knows() -> None:
    kinds = {field.identifier for field in intake().fields.values() if field.identifier}
    assert kinds
    assert kinds <= set(IDENTIFIER_KINDS)


def test_kinds_are_those_of_parties() -> None:
    assert intake().kinds["公司"] is PartyKind.ORGANIZATION
    assert PartyKind.ADDRESS not in intake().kinds.values()


def test_every_encoding_is_one_that_python_knows() -> None:
    import codecs

    for encoding in intake().encodings.encodings:
        assert codecs.lookup(encoding.codec)
        assert bool(encoding.ranges) == (encoding.judged == "pairs")
        assert bool(encoding.script) == (encoding.judged == "words")


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("columns.yaml", "headings: [alias,", "headings: [name, alias,", "'name' belongs to name"),
        ("columns.yaml", "person: [person,", "person: [person, ship,", "'ship' belongs to person"),
        ("columns.yaml", "  person: [", "  robot: [", "no such kind 'robot'"),
        ("columns.yaml", "several: true", "several: yes", "would be read as a bool"),
        ("columns.yaml", "what: the name of", "wat: the name of", "unknown key"),
        ("encodings.yaml", "judged: pairs", "judged: guessed", "one of pairs, words"),
    ],
)
def test_a_table_that_breaks_its_schema_says_where(
    folder: Path, name: str, old: str, new: str, words: str
) -> None:
    change(folder, name, old, new)
    with pytest.raises(DataError) as caught:
        load(folder)
    assert words in str(caught.value)
    assert name in str(caught.value)
