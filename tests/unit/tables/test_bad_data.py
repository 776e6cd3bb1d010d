"""Every way in which a data file can be wrong is itself a file, with the words of its error."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from tests.conftest import ROOT
from tidegate.model.errors import DataError
from tidegate.tables import additions, dated, descriptors, notices, regulations, starting, weighing
from tidegate.tables.reading import read_tsv

FOLDER = ROOT / "tests" / "bad_data" / "tables"
# The kind of file, and the name it must have where the folder is read as a whole.
NAMES = {
    "sources": "us_test.yaml",
    "starter": "us_test_list.yaml",
    "supplement": "names.tsv",
    "regulations": "test.yaml",
}
LOADERS = {
    "sources": descriptors.load,
    "starter": starting.load,
    "supplement": additions.load,
    "rules": notices.load_rules,
    "removals": notices.load_removals,
    "parameters": dated.load,
    "regulations": regulations.load,
    "weights": weighing.load_weights,
    "countries": weighing.load_countries,
}


class Words(msgspec.Struct, frozen=True):
    file: str
    words: tuple[str, ...]


CASES = [row for _, row in read_tsv(FOLDER / "words.tsv", Words)]


def load_of(file: Path, tmp_path: Path) -> None:
    kind = file.parent.name
    path = tmp_path / NAMES.get(kind, file.name)
    shutil.copyfile(file, path)
    LOADERS[kind](tmp_path if kind in NAMES else path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_the_error_of_a_bad_file_says_what_and_where(case: Words, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        load_of(FOLDER / case.file, tmp_path)
    message = str(caught.value)
    assert "\n" not in message
    assert [word for word in case.words if word not in message] == [], message
    assert caught.value.file is not None


def test_every_bad_file_has_its_words() -> None:
    files = {f"{path.parent.name}/{path.name}" for path in FOLDER.glob("*/*")}
    assert files == {case.file for case in CASES}


@pytest.mark.parametrize("kind", sorted(LOADERS))
def test_what_is_not_there_is_named(kind: str, tmp_path: Path) -> None:
    path = tmp_path if kind in NAMES else tmp_path / "gone.tsv"
    with pytest.raises(DataError, match=r"in this folder|the file is missing") as caught:
        LOADERS[kind](path)
    assert caught.value.file == path.as_posix()
