"""The word tables: that the committed ones are current, and what a broken one says."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tidegate.model.errors import DataError
from tidegate.tables.names import FOLDER, lexicon_data

GENERATOR = ROOT / "scripts" / "generate_tables.py"


def test_the_generated_tables_are_current() -> None:
    pytest.importorskip("pypinyin")
    pytest.importorskip("opencc")
    spec = importlib.util.spec_from_file_location("generate_tables", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, text in module.tables().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name}: run make generate"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.name)
def test_every_table_says_whence_it_is(path: Path) -> None:
    head = [line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("#")]
    text = " ".join(head).lower()
    assert any(word in text for word in ("source", "counted", "chosen", "reason"))


def test_the_tables_are_read() -> None:
    tables = lexicon_data()
    assert tables.forms["doo"] == "limited"
    assert tables.places["peking"] == ("beijing", "city")
    assert ("technology", "activity tech") in tables.words["tech"]
    assert tables.han.reading["海"] == "hai"
    assert "為".translate(tables.han.simplified) == "为"
    assert tables.han.foreign["克"][0] == "k"
    assert "克" in tables.han.marked
    assert tables.japanese.readings["电机"] == ("denki",)
    assert tables.japanese.surnames["田中"] == ("tanaka",)
    assert tables.japanese.surnames["中岛"] == ("nakajima", "nakashima")
    assert tables.japanese.given["一郎"] == ("ichiro",)
    assert "ka" in tables.japanese.in_firm["化"]
    assert tables.han.wade["ze"] == ("tse",)
    assert "chan" in tables.han.elsewhere["陈"][0]
    assert "lee" in tables.korean.surnames["이"]
    assert "hee" in tables.korean.syllables["희"]
    assert tables.korean.surname_hanja["崔"] == "최"
    assert tables.korean.hanja["恩"] == "eun"
    assert tables.palladius["чжан"] == "zhang"
    assert "no" in tables.number_marks
    assert 0 < tables.parameters["floor"] < tables.parameters["alert_threshold"] < 1
    assert lexicon_data() is tables


def test_the_digest_follows_the_bytes(tmp_path: Path) -> None:
    copy = _copy(tmp_path)
    assert lexicon_data(copy).digest == lexicon_data().digest
    other = _copy(tmp_path / "other")
    with (other / "forms.tsv").open("a", encoding="utf-8") as file:
        file.write("zzz\tother\n")
    assert lexicon_data(other).digest != lexicon_data().digest


@pytest.mark.parametrize(
    ("table", "row", "line"),
    [
        ("forms.tsv", "a\tb\tc", True),
        ("numbers.tsv", "eleventeen\tmany", True),
        ("brands.tsv", "海康威视\thikvision\tlogo\tnowhere", True),
        ("parameters.tsv", "floor\tlow\tbecause", True),
        ("words.tsv", "\tcanonical\tgeneric", True),
        ("words.tsv", "word\tcanonical\tgenric", True),
        ("acronyms.tsv", "abcd\talpha beta\trare", True),
    ],
)
def test_a_broken_row_says_where(tmp_path: Path, table: str, row: str, line: bool) -> None:
    folder = _copy(tmp_path)
    with (folder / table).open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(DataError) as caught:
        lexicon_data(folder)
    assert caught.value.file is not None
    assert caught.value.file.endswith(table)
    assert (caught.value.line is not None) == line


def test_a_missing_and_an_unreadable_table_say_so(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "a")
    (folder / "places.tsv").unlink()
    with pytest.raises(DataError, match="cannot be read"):
        lexicon_data(folder)
    folder = _copy(tmp_path / "b")
    (folder / "places.tsv").write_bytes(b"place\tcanonical\tlevel\n\xff\tx\ty\n")
    with pytest.raises(DataError, match="UTF-8"):
        lexicon_data(folder)


def _copy(folder: Path) -> Path:
    target = folder / "names"
    shutil.copytree(FOLDER, target)
    return target
