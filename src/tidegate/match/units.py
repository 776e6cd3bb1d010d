"""A name as scoring sees it: units with keys and weights, from an analysis or from an index."""

from __future__ import annotations

from typing import NamedTuple

from tidegate.text import Kind, Token
from tidegate.text.sound import is_pinyin

UNMET_KINDS = frozenset({Kind.FORM, Kind.FUNCTION, Kind.TITLE, Kind.PATRONYM, Kind.PARTICLE})
"""Kinds of words that a match does not need."""


class Units(NamedTuple):
    """One reading of a name. `tokens` as analysed; `places` maps a key to the positions that
    bear it; `bearing` are the positions that matter (no forms, titles, particles);
    `patronym` is the place of the first `bin`, or -1; `chinese` tells that every distinctive word
    reads as pinyin."""

    tokens: tuple[Token, ...]
    places: dict[str, tuple[int, ...]]
    bearing: tuple[int, ...]
    total: int
    patronym: int
    chinese: bool

    @property
    def initials(self) -> str:
        """First letters of the words that matter."""
        return "".join(self.tokens[i].initial for i in self.bearing)


def units_of(tokens: tuple[Token, ...]) -> Units:
    """The units of one reading."""
    places: dict[str, list[int]] = {}
    bearing = []
    total = 0
    patronym = -1
    chinese = True
    for at, token in enumerate(tokens):
        for key in token.keys:
            places.setdefault(key, []).append(at)
        total += token.weight
        if token.kind is Kind.DISTINCTIVE and chinese:
            chinese = is_pinyin(token.keys[0])
        if token.kind not in UNMET_KINDS:
            bearing.append(at)
        elif token.kind is Kind.PATRONYM and patronym < 0:
            patronym = at
    return Units(
        tokens,
        {key: tuple(found) for key, found in places.items()},
        tuple(bearing),
        total,
        patronym,
        chinese,
    )


def spelt(token: Token) -> str:
    """A word as it is written: a known word bears its own spelling behind the shared form."""
    return token.keys[0] if token.kind is Kind.DISTINCTIVE else token.keys[-1]
