"""Word tables of the user's own, from the gate's side."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.app.support import gate
from tidegate.app.gate import Gate, open_gate
from tidegate.app.names import compare, lexicon
from tidegate.model.errors import DataError
from tidegate.model.results import Outcome


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one word that the package does not know."""
    path = tmp_path / "own"
    path.mkdir()
    (path / "words.tsv").write_text("word\tcanonical\tkind\nkamerawerk\tcameras\tactivity\n")
    return path


def with_words(store: Path, folder: Path) -> Gate:
    return open_gate(store, names=folder)


def test_own_words_shape_the_score_and_are_named_in_the_answer(
    tmp_path: Path, folder: Path
) -> None:
    with gate(tmp_path / "store") as it:
        package = it.context()
    with with_words(tmp_path / "store", folder) as it:
        context = it.context()
    assert (package.own_tables, context.own_tables) == ((), ("words.tsv",))
    assert package.configuration != context.configuration
    alone = compare("Kamerawerk", "Cameras")
    known = compare("Kamerawerk", "Cameras", words=lexicon(str(folder)))
    assert alone.score < known.score


def test_both_indexes_stand_beside_each_other(tmp_path: Path, folder: Path) -> None:
    for names in (None, folder, None):
        with open_gate(tmp_path / "store", names=names) as it:
            assert it.screen("Hikvision").outcome is Outcome.ALERT
    stems = {path.name.split(".")[0] for path in (tmp_path / "store" / "index").iterdir()}
    assert len(stems) == 2


def test_the_environment_names_the_folder(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDEGATE_NAMES", str(folder))
    assert lexicon().tables.own == ("words.tsv",)
    with open_gate(tmp_path / "store") as it:
        assert it.context().own_tables == ("words.tsv",)
    monkeypatch.setenv("TIDEGATE_NAMES", str(tmp_path / "nowhere"))
    with pytest.raises(DataError, match="no folder of word tables"):
        lexicon()


def test_names_that_would_be_lost_are_named(tmp_path: Path, folder: Path) -> None:
    with gate(tmp_path / "store") as it:
        found = it.check_names(folder)
        assert [(table.file, table.added, table.changed) for table in found.tables] == [
            ("words.tsv", 1, ())
        ]
        assert found.unidentified == ()
        harmful = tmp_path / "harmful"
        harmful.mkdir()
        (harmful / "words.tsv").write_text(
            "word\tcanonical\tkind\nhikvision\tvision\tgeneric\nbank\tbank\tgeneric\n"
        )
        found = it.check_names(harmful)
    assert found.tables[0].changed == ("bank",)
    assert "Hikvision" in {item.name for item in found.unidentified}


def test_a_mistake_in_a_table_that_is_read_late_is_found(tmp_path: Path, folder: Path) -> None:
    (folder / "han_pinyin.tsv").write_text("reading\tusual\n")
    with gate(tmp_path / "store") as it, pytest.raises(DataError, match="header"):
        it.check_names(folder)
