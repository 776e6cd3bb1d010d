"""A name as scoring sees it: units with keys and weights, from an analysis or from an index."""

from __future__ import annotations

from collections.abc import Iterable

from tidegate.text import RESPELT, SYLLABIC, TRANSLATED, Kind, Scoring, Token
from tidegate.text.sound import (
    ABROAD,
    GIVEN,
    KOREAN,
    VOWELLESS,
    WRITTEN,
    is_chinese,
    is_pinyin,
    skeleton,
)

UNMET_KINDS = frozenset({Kind.FORM, Kind.FUNCTION, Kind.TITLE, Kind.PATRONYM, Kind.PARTICLE})
"""Kinds of words that a match does not need."""

JOINABLE = frozenset({Kind.DISTINCTIVE, Kind.PARTICLE, Kind.PLACE, Kind.INITIAL, Kind.ACTIVITY,
                      Kind.GENERIC, Kind.PATRONYM, Kind.NUMBER, Kind.ORGAN, Kind.FUNCTION,
                      Kind.FORM, Kind.FATHER})  # fmt: skip
"""Kinds of words that may be part of a word written together."""

# Marks that stand behind the father's name: nobody's own name stands before it for that.
_BEHIND = frozenset({"oglu", "kyzy"})

LEAST_JOINED = 4
"""Letters of the shortest word that two are joined to."""

Joins = tuple[tuple[tuple[int, ...], str], ...]


class Units:
    """One reading of a name. `tokens` as analysed; `places` maps a key to the positions that
    bear it; `bearing` are the positions that matter (no forms, titles, particles); `forms` those
    of legal forms; `patronym` is the place of the first `bin`, or -1.

    Never changed once made. What only some comparisons ask for is worked out when first asked.
    """

    __slots__ = (
        "_beginnings", "_chinese", "_initial_letters", "_joins", "_spelling",
        "bearing", "forms", "initialled", "patronym", "places", "tokens", "total",
    )  # fmt: skip

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.places: dict[str, list[int]] = {}
        self.bearing: list[int] = []
        self.forms: list[int] = []
        self.total = 0
        self.patronym = -1
        self.initialled = False
        self._beginnings: frozenset[str] | None = None
        self._chinese: bool | None = None
        self._initial_letters: frozenset[str] | None = None
        self._joins: tuple[Joins, Joins] | None = None
        self._spelling: tuple[str, ...] | None = None
        places = self.places
        for at, (_, _, keys, _, kind, weight, _) in enumerate(tokens):
            for key in keys:
                if key in places:
                    places[key].append(at)
                else:
                    places[key] = [at]
            self.total += weight
            if kind not in UNMET_KINDS:
                self.bearing.append(at)
                self.initialled = self.initialled or kind is Kind.INITIAL
            elif kind is Kind.FORM:
                self.forms.append(at)
            elif kind is Kind.PATRONYM and self.patronym < 0 and keys[0] not in _BEHIND:
                self.patronym = at

    @property
    def initials(self) -> str:
        """First letters of the words that matter."""
        return "".join(self.tokens[i].initial for i in self.bearing)

    @property
    def chinese(self) -> bool:
        """Whether every distinctive word reads as pinyin."""
        if self._chinese is None:
            self._chinese = all(
                _reads_as_pinyin(token) for token in self.tokens if token.kind is Kind.DISTINCTIVE
            )
        return self._chinese

    def syllabic(self, places: Iterable[int]) -> bool:
        """Whether any word at some places is a reading that leaves no room for errors."""
        return any(self.tokens[at].routes[0] == SYLLABIC for at in places)

    @property
    def initial_letters(self) -> frozenset[str]:
        """Every letter that an acronym may take of the name."""
        if self._initial_letters is None:
            self._initial_letters = frozenset(token.initial for token in self.tokens)
        return self._initial_letters

    @property
    def spelling(self) -> tuple[str, ...]:
        """Each word as it is written."""
        if self._spelling is None:
            self._spelling = tuple(map(spelt, self.tokens))
        return self._spelling

    @property
    def beginnings(self) -> frozenset[str]:
        """The first letters, or marks, of all keys."""
        if self._beginnings is None:
            self._beginnings = frozenset([key[0] for key in self.places])
        return self._beginnings

    @property
    def joins(self) -> tuple[Joins, Joins]:
        """Two, and three, neighbours that may be one word: their positions and that word."""
        if self._joins is None:
            self._joins = (self._joined(2), self._joined(3))
        return self._joins

    def _joined(self, size: int) -> Joins:
        found = []
        tokens, spelling = self.tokens, self.spelling
        for first in range(len(tokens) - size + 1):
            part = tuple(range(first, first + size))
            if all(tokens[at].kind in JOINABLE for at in part):
                text = _written_together(spelling[first : first + size])
                if any(tokens[at].routes[0] for at in part):
                    text = _signs_together([tokens[at] for at in part]) or text
                if len(text) >= LEAST_JOINED or all(tokens[at].kind is Kind.INITIAL for at in part):
                    found.append((part, text))
        return tuple(found)


def units_of(tokens: tuple[Token, ...]) -> Units:
    """The units of one reading."""
    return Units(tokens)


def _reads_as_pinyin(token: Token) -> bool:
    """Whether a word is pinyin, or a translation beside its sound in pinyin (长城, Great Wall)."""
    keys = token.keys if token.routes[0] == TRANSLATED else token.keys[:1]
    return any(map(is_pinyin, keys))


def spelt(token: Token) -> str:
    """A word as it is written: a known word bears its own spelling behind the shared form, a
    translated one its sound."""
    own = token.kind is Kind.DISTINCTIVE and token.routes[0] != TRANSLATED
    return token.keys[0] if own or token.kind is Kind.FATHER else token.keys[-1]


def is_written(token: Token) -> bool:
    """Whether a word is one of Arabic script, whose letters say how it may be spelt."""
    return token.routes[0] != 0 and any(key[0] == WRITTEN for key in token.keys)


def is_korean(token: Token) -> bool:
    """Whether a word is part of a Korean name that is read syllable by syllable."""
    return any(key[0] == KOREAN for key in token.keys) and RESPELT not in token.routes


def real_words(side: Units, places: list[int], scoring: Scoring) -> bool:
    """Whether a typing error is unlikely: every word is known (it weighs less than a rare one of
    its length), a given name, a number, or Chinese."""
    return all(
        token.kind is not Kind.DISTINCTIVE
        or is_known(token, scoring)
        or token.keys[-1][0] in (GIVEN, ABROAD)
        or is_chinese(token.keys[0])
        for token in (side.tokens[at] for at in places)
    )


def is_known(token: Token, scoring: Scoring) -> bool:
    """Whether a word weighs less than a rare one of as many letters."""
    most = scoring.letters_base_weight + scoring.letter_weight * len(token.keys[0])
    return token.weight < min(scoring.known_weight, most)


def two_known(a: Token, b: Token, scoring: Scoring) -> bool:
    """Whether two words are names of two families: both known, and not the same consonants in
    another romanisation (Chen, Cheng; but not Hassan, Hassen)."""
    if a.kind is not b.kind or a.routes[0] or b.routes[0]:
        return False
    if not (is_known(a, scoring) and is_known(b, scoring)):
        return False
    return skeleton(a.keys[0]) != skeleton(b.keys[0])


_SIGNS = {"al": "+", "bin": "bn", "abu": "AbW", "abdul": "Ebd+"}


def _signs_together(tokens: list[Token]) -> str:
    """Words of Arabic script joined, nothing where one is none or an article ends them."""
    found: list[str] = []
    if tokens[-1].keys[0] == "al":
        return ""
    for token in tokens:
        own = next((key[1:] for key in token.keys if key[0] == WRITTEN), _SIGNS.get(token.keys[0]))
        if own is None:
            return ""
        found.append(own)
    return WRITTEN + "".join(found)


def _written_together(keys: tuple[str, ...]) -> str:
    """Words joined; without short vowels if one of them is."""
    text = "".join(keys)
    return VOWELLESS + text.replace(VOWELLESS, "") if VOWELLESS in text else text
