"""The tables of Arabic script as `text/arabic.py` asks them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from tidegate.tables.names import ArabicTables, Brand
from tidegate.text import written

ARTICLE, GOD = "ال", "الله"
BODIES = frozenset(("brand", "body"))
"""Kinds of phrases that name a party."""

_SHORTEST_BARE = 2
# The space without width of Persian, and the ending that a reader of names puts to its word.
_NARROW, _EZAFE = "\u200c", re.compile(r" (ای)(?= |$)")


class Name(NamedTuple):
    """A name: its signs, with the short vowels of its usual spelling, its spellings, and as what it
    stands in the table."""

    signs: str
    spellings: tuple[str, ...]
    entry: str = ""


class Meaning(NamedTuple):
    """What a word or phrase means: its kind as the tables name it (`brand` and `body` too) and its
    translations, the usual one first."""

    kind: str
    options: tuple[str, ...]


def bare(word: str) -> str:
    """A plain word without its article."""
    if word == GOD or not word.startswith(ARTICLE) or len(word) - 2 < _SHORTEST_BARE:
        return word
    return word[2:]


class ArabicLexicon:
    """Names and words of Arabic script by their plain writing, and phrases by their words."""

    def __init__(self, tables: ArabicTables, brands: Iterable[Brand]) -> None:
        self._spellings = {
            written.plain(name.replace(written.ARTICLE, ARTICLE)): (name, spellings)
            for name, spellings in tables.names
        }
        self._names: dict[str, Name] = {}
        self.words: dict[str, Meaning] = {}
        self.phrases: dict[str, Meaning] = {}
        self.heads: dict[str, int] = {}
        for word, kind, options in tables.words:
            self._add(word, Meaning(kind, options))
        for brand in brands:
            for form in brand.forms:
                if any("؀" <= char <= "ۿ" for char in form):
                    self._add(form, Meaning(brand.kind, brand.latin))

    def _add(self, form: str, meaning: Meaning) -> None:
        joined = _EZAFE.sub(r"\1", form.replace(_NARROW, ""))
        words = [bare(word) for word in written.plain(joined).split()]
        if len(words) == 1 and meaning.kind not in BODIES:
            self.words.setdefault(words[0], meaning)
            return
        self.phrases.setdefault(" ".join(words), meaning)
        self.heads[words[0]] = max(self.heads.get(words[0], 0), len(words))

    def name(self, plain: str) -> Name | None:
        """A name by its plain writing."""
        found = self._names.get(plain)
        if found is None and plain in self._spellings:
            text, spellings = self._spellings[plain]
            signs = written.write(text)
            found = Name(written.voiced(signs, spellings[0]) or signs, spellings, text)
            self._names[plain] = found
        return found
