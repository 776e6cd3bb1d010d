"""The tables of Korean names: surnames, syllables of given names, Chinese characters."""

from __future__ import annotations

from typing import NamedTuple

from tidegate.tables.layers import Folder, rows


class KoreanTables(NamedTuple):
    """What is known of Korean names.

    `surnames` are Hangul surnames with their Latin spellings, the commonest surname first;
    `syllables` those of given names with spellings beyond what the systems of romanisation give;
    `hanja` a simplified character to its reading in a given name (revised romanisation),
    `surname_hanja` one or two to the surname that they write.
    """

    surnames: dict[str, tuple[str, ...]]
    syllables: dict[str, tuple[str, ...]]
    hanja: dict[str, str]
    surname_hanja: dict[str, str]


def read_korean(folder: Folder) -> KoreanTables:
    """The tables of a folder."""
    surnames: dict[str, tuple[str, ...]] = {}
    surname_hanja: dict[str, str] = {}
    for (name, spelt, hanja), _ in rows(folder / "korean_surnames.tsv", 3):
        surnames[name] = tuple(spelt.split("|"))
        for char in [hanja] if len(name) > 1 else hanja:
            surname_hanja.setdefault(char, name)
    syllables = {
        syllable: tuple(spelt.split("|")) if spelt else ()
        for (syllable, spelt), _ in rows(folder / "korean_syllables.tsv", 2)
    }
    given = {
        char: reading
        for (reading, chars), _ in rows(folder / "korean_hanja.tsv", 2)
        for char in chars
    }
    surname_hanja.pop("", None)
    return KoreanTables(surnames, syllables, given, surname_hanja)
