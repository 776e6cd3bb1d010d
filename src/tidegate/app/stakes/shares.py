"""Percentages of ownership as registers print them."""

from __future__ import annotations

import re
from fractions import Fraction

from tidegate.model.errors import InputError
from tidegate.model.ownership import UNKNOWN_SHARE, Share

_NUMBER = r"([0-9]{1,3}(?:[.,][0-9]{1,12})?)"
_EXACT = re.compile(rf"{_NUMBER}\s*%?")
_BETWEEN = re.compile(rf"{_NUMBER}\s*%?\s*(?:-|–|to|\.\.)\s*{_NUMBER}\s*%?")
_BOUND = re.compile(rf"(>=|≥|>|<=|≤|<|more than|at least|less than|at most|up to)\s*{_NUMBER}\s*%?")
_FRACTION = re.compile(r"([0-9]{1,9})\s*/\s*([1-9][0-9]{0,8})")
_UNKNOWN = frozenset({"", "unknown", "?", "n/a", "na", "-"})


def share_of(text: str, field: str = "pct") -> Share:
    """The share that a text states, in exact fractions: `50`, `33.33 %`, `1/3`, `25-50`, `>50`,
    `unknown`. Raises InputError for what is no share of a whole."""
    plain = text.strip().casefold()
    if plain in _UNKNOWN:
        return UNKNOWN_SHARE
    share = _share(plain)
    if share is None or not 0 <= share.low <= share.high <= 1:
        raise InputError(
            f"{text!r} is no share",
            field=field,
            expected="a percentage such as 50, 33.33 %, 1/3, 25-50, >50, or unknown",
        )
    return share


def _share(text: str) -> Share | None:
    if found := _EXACT.fullmatch(text):
        part = _percent(found[1])
        return Share(low=part, high=part)
    if found := _FRACTION.fullmatch(text):
        part = Fraction(int(found[1]), int(found[2]))
        return Share(low=part, high=part)
    if found := _BETWEEN.fullmatch(text):
        return Share(low=_percent(found[1]), high=_percent(found[2]))
    if found := _BOUND.fullmatch(text):
        return _bounded(found[1], _percent(found[2]))
    return None


def _bounded(sign: str, part: Fraction) -> Share:
    if sign in (">", "more than"):
        return Share(low=part, high=Fraction(1), low_open=True)
    if sign in (">=", "≥", "at least"):
        return Share(low=part, high=Fraction(1))
    if sign in ("<", "less than"):
        return Share(low=Fraction(0), high=part, high_open=True)
    return Share(low=Fraction(0), high=part)


def _percent(text: str) -> Fraction:
    return Fraction(text.replace(",", ".")) / 100
