"""The tables of Japanese names: words of firms, names of persons, single characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tidegate.tables.layers import Folder, rows

_OTHER = "*"


class JapaneseTables(NamedTuple):
    """What is known of Japanese names, by simplified words and characters.

    `readings` are those of words in names of firms and bodies; `telling` the words that show a
    name to be Japanese; `glossary` what words mean that mean something else in Chinese, as in the
    tables of Han. `surnames` and `given` are whole names, the three others single characters as
    surnames, given names and firms read them.
    """

    readings: dict[str, tuple[str, ...]]
    telling: frozenset[str]
    glossary: dict[str, tuple[str, tuple[str, ...]]]
    surnames: dict[str, tuple[str, ...]]
    given: dict[str, tuple[str, ...]]
    in_surname: dict[str, tuple[str, ...]]
    in_given: dict[str, tuple[str, ...]]
    in_firm: dict[str, tuple[str, ...]]


def read_japanese(folder: Folder, simplified: dict[int, str]) -> JapaneseTables:
    """The tables of a folder; `simplified` maps Japanese characters to those of the tables."""
    readings: dict[str, tuple[str, ...]] = {}
    telling = set()
    glossary = {}
    for (word, spoken, mark, kind, english), _ in rows(folder / "japanese.tsv", 5):
        plain = word.translate(simplified)
        if spoken:
            readings[plain] = tuple(spoken.split("|"))
        if mark:
            telling.add(plain)
        if english:
            glossary[plain] = (kind, tuple(english.split("|")))
    surnames, given = _Usual(simplified), _Usual(simplified)
    for (spoken, families, persons), _ in rows(folder / "japanese_names.tsv", 3):
        surnames.add(spoken, families.split("|"))
        given.add(spoken, persons.split("|"))
    parts = _Usual(simplified), _Usual(simplified), _Usual(simplified)
    for (spoken, *cells), _ in rows(folder / "japanese_characters.tsv", 4):
        for part, cell in zip(parts, cells, strict=True):
            part.add(spoken, cell)
    return JapaneseTables(
        readings,
        frozenset(telling),
        glossary,
        surnames.table(),
        given.table(),
        *(part.table() for part in parts),
    )


class _Usual:
    """What is written so or so by its readings, the usual one first."""

    def __init__(self, simplified: dict[int, str]) -> None:
        self._simplified = simplified
        self._usual: dict[str, list[str]] = {}
        self._others: dict[str, list[str]] = {}

    def add(self, spoken: str, written: Iterable[str]) -> None:
        """A reading and what bears it, with * behind what is usually read otherwise."""
        for one in written:
            table = self._others if one.endswith(_OTHER) else self._usual
            plain = one.removesuffix(_OTHER).translate(self._simplified)
            if plain:
                table.setdefault(plain, []).append(spoken)

    def table(self) -> dict[str, tuple[str, ...]]:
        """Each writing with its readings."""
        every = dict.fromkeys((*self._usual, *self._others))
        return {
            one: tuple(dict.fromkeys((*self._usual.get(one, ()), *self._others.get(one, ()))))
            for one in every
        }
