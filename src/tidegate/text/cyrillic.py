"""Cyrillic names: words by their meaning in whatever case they stand, and what they sound like."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from tidegate.text.kinds import KINDS, Kind, Sense
from tidegate.text.romanise import Letters, spell
from tidegate.text.sound import sound

_SHORTEST_STEM = 4
_SHORTEST_ADJECTIVE = 3
# Endings of Russian, Ukrainian and Belarusian nouns and adjectives, the longest first.
_ENDING_TABLE = """
    иями ого ега ого ему ому ыми ими иях ией иям ями ами ага ого ами
    ія ії іє ію ій ої ою ею
    ия ии ие ий ию ая яя ое ее ые ый ой ей их ых ым им ом ем ую юю ов ев ам ям ах ях ае ік
    ы и а я у ю о е ь й і є
"""
_ENDINGS = tuple(dict.fromkeys(_ENDING_TABLE.split()))
_LATIN_ENDING = re.compile(r"(?:ogo|ego|omu|emu|imi|ih|im|om|oi|ei|ov|ev|ami|ah|am|[aeiou]+)$")


class Meaning(NamedTuple):
    """What a Cyrillic word means: the words that English names print for it (as the word tables
    know them, the usual one first), and its kind."""

    keys: tuple[str, ...]
    kind: Kind


class Vocabulary:
    """The table of Cyrillic words made ready: by the word, by its stem, by its romanised stem."""

    def __init__(
        self,
        table: Mapping[str, tuple[tuple[str, ...], str]],
        sense: Callable[[str], Sense | None],
        letters: Letters,
    ) -> None:
        self.words = {word: _meaning(*row, sense) for word, row in table.items()}
        self._stems = _first((stem(word), meaning) for word, meaning in self.words.items())
        self._letters = letters

    def known(self, word: str) -> Meaning | None:
        """The meaning of a word in any case, number and gender."""
        word = plain(word)
        return self.words.get(word) or self._stems.get(stem(word))

    def romanised(self, word: str) -> Meaning | None:
        """The meaning of a Cyrillic word that stands in Latin letters, by whatever system."""
        return self._romanised.get(_latin_stem(word))

    @functools.cached_property
    def _romanised(self) -> dict[str, Meaning]:
        return _first(
            (_latin_stem(spell(word, self._letters)), meaning)
            for word, meaning in self.words.items()
        )


def _meaning(words: tuple[str, ...], kind: str, sense: Callable[[str], Sense | None]) -> Meaning:
    senses = [sense(word) for word in words]
    keys = [known.canonical if known else word for known, word in zip(senses, words, strict=True)]
    first = senses[0]
    own = KINDS.get(kind, Kind.DISTINCTIVE) if kind or first is None else first.kind
    return Meaning(tuple(dict.fromkeys(keys)), own)


def _first(pairs: Iterable[tuple[str, Meaning]]) -> dict[str, Meaning]:
    """A table of stems; one of two words is the first of them."""
    table: dict[str, Meaning] = {}
    for key, meaning in pairs:
        if key:
            table.setdefault(key, meaning)
    return table


def plain(word: str) -> str:
    """A word in small letters, ё as е, with one kind of apostrophe."""
    return word.casefold().replace("ё", "е").replace("’", "'").replace("ʼ", "'")


def stem(word: str) -> str:
    """A word without the ending that it is declined by; nothing where too little is left."""
    for ending in _ENDINGS:
        least = _SHORTEST_ADJECTIVE if len(ending) > 1 else _SHORTEST_STEM
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word if len(word) >= _SHORTEST_STEM else ""


def _latin_stem(word: str) -> str:
    spoken = sound(word).replace("ie", "e")
    found = _LATIN_ENDING.search(spoken)
    root = spoken[: found.start()] if found else spoken
    return root if len(root) >= _SHORTEST_STEM else ""
