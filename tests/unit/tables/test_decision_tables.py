"""A mistake in a table of law, lists or ownership says file, line and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tidegate.model.errors import DataError
from tidegate.tables import ear, ownership
from tidegate.tables.values import DATA

BROKEN = [
    ("ear/controls.tsv", "NS1\t742.4", "NS9x\t742.4", "rule", "neither columns"),
    ("ear/controls.tsv", "\tnot y\t", "\tsome y\t", "scope", "no scope"),
    ("ear/controls.tsv", "0A501\tNS", "0Z501\tNS", "eccn", "no ECCN"),
    ("ear/entries.tsv", "only c d x:500", "only c d x:some", "lvs", "limit in dollars"),
    ("ear/entries.tsv", "GBS=all", "GBS=perhaps", "exceptions", "no scope"),
    ("ear/countries.tsv", "AL\tAlbania", "AF\tAlbania", "iso2", "stands twice"),
    ("ear/changes.tsv", "+D:5\tfinal", "D:5\tfinal", "otherwise", "+D:5 or -A:5"),
    ("ear/changes.tsv", "2026-02-03", "2026-02-30", "before", "no such date"),
    ("ear/embargo.yaml", "covers: all", "covers: some", "covers", "one of all, ccl"),
    ("ear/embargo.yaml", "eased: [food, medicine]", "eased: [bread]", "eased", "one of"),
    ("ear/exceptions.yaml", "kind: list", "kind: lists", "kind", "one of list, transaction"),
    ("ear/restrictions.yaml", "only: [GOV]}", "alone: [GOV]}", "alone", "unknown key"),
    ("ear/uses.yaml", "use: nuclear", "use: nuklear", "use", "one of civil"),
    ("ear/chips.yaml", "tpp_below: 21000", "tpp_below: many", "tpp_below", "a number"),
    ("ear/deminimis.yaml", "above: 25", "over: 25", "over", "unknown key"),
    ("ear/places.yaml", "grade: V}", "grad: V}", "grad", "unknown key"),
    ("ear/read.yaml", "2026-01-01", "2026-13-01", "from", "no such date"),
    ("effects/lists.yaml", "does: entry", "does: forbid", "does", "one of entry"),
    ("effects/lists.yaml", "askers: [contractor]", "askers: [smith]", "askers", "one of exporter"),
    ("effects/lists.yaml", "acts: [invest]", "acts: [hold]", "acts", "one of export"),
    ("effects/lists.yaml", "tag: MEU", "tag: MEUX", "tag", "no such list"),
    ("effects/embargoes.yaml", "countries: [IR]", "countries: [XX]", "countries", "no such place"),
]  # fmt: skip


def _copy(folder: Path) -> Path:
    for name in ("ear", "effects", "ownership"):
        shutil.copytree(DATA / name, folder / name)
    return folder


def test_the_tables_as_packaged_are_whole(tmp_path: Path) -> None:
    tables = ear.load(_copy(tmp_path))
    assert len(tables.entries) == len(ear.ear().entries) > 600
    assert set(tables.controls) <= set(tables.entries)


@pytest.mark.parametrize(("name", "right", "wrong", "key", "words"), BROKEN)
def test_a_mistake_says_where(
    tmp_path: Path, name: str, right: str, wrong: str, key: str, words: str
) -> None:
    file = _copy(tmp_path) / name
    text = file.read_text(encoding="utf-8")
    assert right in text, "the case no longer breaks anything"
    line = text[: text.index(right)].count("\n") + 1
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        ear.load(tmp_path)
    error = caught.value
    assert error.file is not None
    assert Path(error.file).name == file.name
    assert error.line is not None
    assert abs(error.line - line) <= 1
    assert key in (error.field or "")
    assert words in str(error)


@pytest.mark.parametrize(
    ("right", "wrong", "key", "words"),
    [
        ("id: bis", "id: bis2", "id", "its file"),
        ("law: us.ear.part744", "law: us.ear.part799", "law", "no such parameter"),
        ("{law: us.ear.part736", "{law: us.ear.part799", "relief", "no such parameter"),
        ("tag: EL", "tag: ELX", "owners", "no such tag"),
        ("  minority:", "  minor:", "flags", "missing or unknown"),
        ("targets: foreign", "targets: few", "targets", "one of all, foreign"),
    ],
)
def test_a_mistake_in_an_ownership_test(
    tmp_path: Path, right: str, wrong: str, key: str, words: str
) -> None:
    file = _copy(tmp_path) / "ownership" / "bis.yaml"
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        ownership.load(tmp_path / "ownership")
    assert key in (caught.value.field or "")
    assert caught.value.line is not None
    assert words in str(caught.value)
