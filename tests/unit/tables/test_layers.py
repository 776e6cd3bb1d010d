"""A user's own word tables over those of the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidegate.model.errors import DataError
from tidegate.tables.names import FOLDER, lexicon_data


def own(folder: Path, **tables: str) -> Path:
    """A folder of word tables, each given by its rows."""
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


def test_own_rows_add_and_replace(tmp_path: Path) -> None:
    folder = own(
        tmp_path / "own",
        places="# ours\nplace\tcanonical\tlevel\natlantis\tatlantis\tcity\n",
        words="word\tcanonical\tkind\r\nbank\tbench\tgeneric\r\n",
        glossary="han\tkind\ttranslations\n海康\tbrand\tseahealth\n",
    )
    package, tables = lexicon_data(), lexicon_data(FOLDER, folder)
    assert tables.own == ("glossary.tsv", "places.tsv", "words.tsv")
    assert tables.places["atlantis"] == ("atlantis", "city")
    assert tables.places["china"] == package.places["china"]
    assert tables.words["bank"] == (("bench", "generic"),)
    assert package.words["bank"] != tables.words["bank"]
    assert tables.han.glossary["海康"] == ("brand", ("seahealth",))
    assert tables.digest != package.digest
    assert (package.own, package.own_digest) == ((), "")
    tables.read_all()


def test_the_same_rows_in_another_folder_have_the_same_digest(tmp_path: Path) -> None:
    text = "form\tclass\nzzz\tlimited\n"
    first = lexicon_data(FOLDER, own(tmp_path / "a", forms=text))
    second = lexicon_data(FOLDER, own(tmp_path / "b", forms=text))
    assert first.digest == second.digest
    assert first.own_digest == second.own_digest != ""


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("forms", "form\tkind\nzzz\tlimited\n", ":1: the header is 'form"),
        ("forms", "form\tclass\nzzz\tlimited\tand more\n", ":2: a row with 3 cells"),
        ("places", "place\tcanonical\tlevel\n\tatlantis\tcity\n", ":2: a row without its first"),
        ("han_surnames", "a\tb\n", "no word table of this name"),
        ("scoring", "name\tvalue\twhy\n", "part of the engine"),
        ("korean_hanja", "reading\n", ":1: the header is 'reading'"),
    ],
)
def test_a_mistake_says_file_and_line(tmp_path: Path, name: str, text: str, words: str) -> None:
    folder = own(tmp_path / "own", **{name: text})
    with pytest.raises(DataError) as caught:
        lexicon_data(FOLDER, folder)
    assert f"{name}.tsv" in str(caught.value)
    assert words in str(caught.value)


def test_what_is_no_folder_or_empty_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no folder of word tables"):
        lexicon_data(FOLDER, tmp_path / "nowhere")
    with pytest.raises(DataError, match="no word table in this folder"):
        lexicon_data(FOLDER, own(tmp_path / "empty"))
    folder = own(tmp_path / "latin1")
    (folder / "forms.tsv").write_bytes(b"form\tclass\nsoci\xe9t\xe9\tlimited\n")
    with pytest.raises(DataError, match="not UTF-8"):
        lexicon_data(FOLDER, folder)
