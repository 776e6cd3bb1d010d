"""What a few letters stand for: acronyms, syllables of words, abbreviations, broken forms."""

from __future__ import annotations

import functools
import itertools
import operator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from tidegate.match.units import UNMET_KINDS, Units, spelt
from tidegate.text import Kind, Token

SHORTEST_ACRONYM = 3
LONGEST_ACRONYM = 10
_SHORTEST_SYLLABIC = 5
_SHORTEST_LONG = 5
_SHORTEST_PREFIX = 3
_LOOSE = 6
_LONGEST_BROKEN_FORM = 4
_FREE = UNMET_KINDS | {Kind.GENERIC}
_TRADE = frozenset({Kind.ACTIVITY, Kind.GENERIC, Kind.ORGAN})
_SHORT = _TRADE | {Kind.DISTINCTIVE}
_VOWELS = frozenset("aeiou")


class Spelled(NamedTuple):
    """The words that an acronym spells, and whether by a letter of each or by syllables."""

    words: tuple[int, ...]
    by_letters: bool


def spelled_by(word: str, full: Units, free: dict[int, None]) -> Spelled | None:
    """The words of a name that an acronym spells: a letter of each (CETC), or the beginnings of
    all from the first on (Corefco, Cobalt Refinery Company); None if it spells none."""
    if full.initial_letters.issuperset(word):
        found = _by_letters(word, full, free)
        if _of_a_body(found, full):
            return Spelled(found, True)
    if len(word) >= _SHORTEST_SYLLABIC:
        found = _by_syllables(word, full, free)
        if _of_a_body(found, full):
            return Spelled(found, False)
    return None


def _of_a_body(found: tuple[int, ...], full: Units) -> bool:
    """Whether words are part of a body's name: nobody makes an acronym of a person's."""
    return any(full.tokens[at].kind is not Kind.DISTINCTIVE for at in found)


def _by_letters(word: str, full: Units, free: dict[int, None]) -> tuple[int, ...]:
    """Consecutive words (forms and little words may be passed over) whose first letters the
    acronym spells, all of the word and at least as many words as letters."""
    tokens = full.tokens
    for start in range(len(tokens)):
        taken: list[int] = []
        at = start
        for letter in word:
            while at < len(tokens) and not (at in free and tokens[at].initial == letter):
                if not (taken and tokens[at].kind in _FREE):
                    break
                at += 1
            if at >= len(tokens) or at not in free or tokens[at].initial != letter:
                break
            taken.append(at)
            at += 1
        if len(taken) == len(word):
            return tuple(taken)
    return ()


def _by_syllables(word: str, full: Units, free: dict[int, None]) -> tuple[int, ...]:
    """The words from the first that matters on of which the acronym is the beginnings: three or
    more, two of them with more than a letter, or two with three letters or more each."""
    start = next((at for at in full.bearing if at in free), -1)
    if start < 0 or start != full.bearing[0] or full.spelling[start][:1] != word[0]:
        return ()
    dead: set[tuple[int, int]] = set()
    sizes = _cut(word, 0, start, full, free, dead)
    if sizes is None or len(sizes) < 2:
        return ()
    least = sorted(sizes.values())
    told = least[0] > 2 if len(least) == 2 else least[-2] > 1
    return tuple(sizes) if told else ()


def _cut(
    word: str, done: int, at: int, full: Units, free: dict[int, None], dead: set[tuple[int, int]]
) -> dict[int, int] | None:
    """Letters that each word from `at` on gives to the rest of an acronym, longest first."""
    if done == len(word):
        return {}
    if at >= len(full.tokens) or (done, at) in dead:
        return None
    rest = word[done:]
    text = full.spelling[at] if at in free else ""
    for size in range(_common(rest, text), 0, -1):
        further = _cut(word, done + size, at + 1, full, free, dead)
        if further is not None:
            return {at: size, **further}
    if done and full.tokens[at].kind in _FREE:
        passed = _cut(word, done, at + 1, full, free, dead)
        if passed is not None:
            return passed
    dead.add((done, at))
    return None


def _common(a: str, b: str) -> int:
    """Letters that two words begin with alike."""
    return sum(1 for _ in itertools.takewhile(bool, map(operator.eq, a, b)))


def is_abbreviation(a: Token, b: Token) -> bool:
    """Whether one of two words shortens the other, a known word of trade (Mfg, Technol, Shpg)."""
    if a.kind in _SHORT and b.kind in _TRADE and abbreviates(spelt(a), spelt(b)):
        return True
    return b.kind in _SHORT and a.kind in _TRADE and abbreviates(spelt(b), spelt(a))


@functools.lru_cache(maxsize=1 << 14)
def abbreviates(short: str, whole: str) -> bool:
    """Whether a word is the beginning of another, or its beginning and then consonants of it."""
    if not 1 < len(short) < len(whole) or len(whole) < _SHORTEST_LONG or short[0] != whole[0]:
        return False
    if short[-1] == "s" and len(short) > _SHORTEST_PREFIX and abbreviates(short[:-1], whole):
        return True
    begun = _common(short, whole)
    if begun == len(short):
        return len(short) >= _SHORTEST_PREFIX
    rest = iter(whole[begun:])
    if not all(letter in rest for letter in short[begun:]):
        return False
    # Vowels stay in the beginning alone, but in a long abbreviation (petchem).
    return _VOWELS.isdisjoint(short[begun:]) or (
        len(short) >= _LOOSE and 2 * len(short) >= len(whole)
    )


def may_be_form(token: Token) -> bool:
    """Whether a word is short and unknown."""
    return token.kind is Kind.DISTINCTIVE and 2 < len(token.keys[0]) <= _LONGEST_BROKEN_FORM


def near_form(token: Token, side: Units) -> int:
    """The place of a form or little word of which an unknown short word is a misspelling, -1 if
    there is none."""
    word = token.keys[0]
    for at, other in enumerate(side.tokens):
        if other.kind not in UNMET_KINDS or other.kind is Kind.PATRONYM:
            continue
        form = spelt(other)
        for part in {form, form[-len(word) - 1 :], form[: len(word)], form[-len(word) :]}:
            if len(part) > 1 and OSA.distance(word, part, score_cutoff=1) <= 1:
                return at
    return -1
