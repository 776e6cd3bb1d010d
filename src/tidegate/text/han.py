"""Names in Han, kana and Hangul: words by a glossary, what is left by its sound."""

from __future__ import annotations

import re
from typing import NamedTuple

from tidegate.text import romanise
from tidegate.text.lexicon import Lexicon

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "〇": 0,
    "○": 0,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "零〇○一二三四五六七八九十百千两"
# A number stands behind 第, or before the word for what is numbered.
_ORDINAL = re.compile(
    rf"第\s*([{_NUMERAL}]+|[0-9]+)|([{_NUMERAL}]{{2,}}|[0-9]+)(?=[所院局厂部室号团师]|研究)"
)
_KNOWN_COST = 10
_UNKNOWN_COST = 11
_VARIANTS = 3


class Piece(NamedTuple):
    """One word of a run: what it is (`kind` of the glossary, `sound` or `number`), what it says
    in Latin (alternatives, each one or more words), and its span in the run."""

    start: int
    end: int
    kind: str
    latin: tuple[str, ...]
    common: bool = False


def han_number(text: str) -> int | None:
    """A number in Han numerals or ASCII digits: 三十八 is 38, 五二 is 52."""
    if text.isascii() and text.isdecimal():
        return int(text)
    if not any(char in _UNITS for char in text):
        digits = [_DIGITS.get(char) for char in text]
        return None if None in digits else int("".join(map(str, digits)))
    total = 0
    digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS[char]
        else:
            return None
    return total + digit


def simplify(text: str, lexicon: Lexicon) -> str:
    """Traditional and Japanese characters as simplified ones, position by position."""
    return text.translate(lexicon.han.simplified)


def segment(run: str, script: str, lexicon: Lexicon) -> list[Piece]:
    """The words of a run of one script (`han`, `kana` or `hangul`), in order, without gaps."""
    plain = simplify(run, lexicon)
    pieces: list[Piece] = []
    at = 0
    if script == "han":
        for found in _ORDINAL.finditer(plain):
            number = han_number(found.group(1) or found.group(2))
            if number is None:
                continue
            pieces += _words(plain, at, found.start(), script, lexicon)
            pieces.append(Piece(found.start(), found.end(), "number", (str(number),)))
            at = found.end()
    return pieces + _words(plain, at, len(plain), script, lexicon)


def _words(plain: str, first: int, last: int, script: str, lexicon: Lexicon) -> list[Piece]:
    """The cheapest cover of a stretch by known words; neighbours that no word covers are one."""
    size = last - first
    if size <= 0:
        return []
    known, longest = lexicon.han_words, lexicon.longest_han_word
    cost = [0] + [_UNKNOWN_COST * 1000] * size
    step = [0] * (size + 1)
    for end in range(1, size + 1):
        cost[end] = cost[end - 1] + _UNKNOWN_COST
        step[end] = 1
        for length in range(1, min(longest, end) + 1):
            if plain[first + end - length : first + end] in known:
                price = cost[end - length] + _KNOWN_COST
                if price <= cost[end]:
                    cost[end], step[end] = price, -length
    cuts = []
    end = size
    while end > 0:
        length = abs(step[end])
        cuts.append((first + end - length, first + end, step[end] < 0))
        end -= length
    return _joined(plain, cuts[::-1], script, lexicon)


def _joined(
    plain: str, cuts: list[tuple[int, int, bool]], script: str, lexicon: Lexicon
) -> list[Piece]:
    pieces: list[Piece] = []
    start = -1
    for first, last, known in [*cuts, (cuts[-1][1], cuts[-1][1], True)]:
        if not known:
            start = first if start < 0 else start
            continue
        if start >= 0:
            pieces.append(Piece(start, first, "sound", sounds(plain[start:first], script, lexicon)))
            start = -1
        if last > first:
            kind, latin, common = lexicon.han_words[plain[first:last]]
            pieces.append(Piece(first, last, kind, latin, common))
    return pieces


def sounds(text: str, script: str, lexicon: Lexicon) -> tuple[str, ...]:
    """How a stretch sounds in Latin letters: the usual reading first, a few others behind."""
    if script == "kana":
        return romanise.kana(text, lexicon.letters)
    if script == "hangul":
        return romanise.hangul(text)
    reading, others = lexicon.han.reading, lexicon.han.other_readings
    usual = [reading.get(char, "") for char in text]
    found = ["".join(usual)]
    for place, char in enumerate(text):
        for other in others.get(char, ())[:2]:
            if len(found) < _VARIANTS:
                found.append("".join((*usual[:place], other, *usual[place + 1 :])))
    return tuple(dict.fromkeys(found))


def person(run: str, script: str, lexicon: Lexicon) -> list[Piece] | None:
    """A short run taken as a person's name, surname first; None where it cannot be one."""
    if not 2 <= len(run) <= 4:
        return None
    if script == "hangul":
        if len(run) > 3:
            return None
        first = romanise.hangul(run[:1])
        surname = (*first, *(s for one in first for s in romanise.korean_surname(one)))
        return [
            Piece(0, 1, "sound", surname),
            Piece(1, len(run), "sound", romanise.hangul(run[1:])),
        ]
    plain = simplify(run, lexicon)
    surnames = lexicon.han.surnames
    for length in (2, 1):
        name = surnames.get(plain[:length])
        if name is not None and 1 <= len(plain) - length <= 2:
            given = sounds(plain[length:], "han", lexicon)
            return [
                Piece(0, length, "sound", (name,)),
                Piece(length, len(plain), "sound", given),
            ]
    return None
