"""What a few letters stand for: acronyms, syllables of words, abbreviations, broken forms."""

from __future__ import annotations

import functools
import itertools
import operator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from tidegate.match.units import UNMET_KINDS, Units, is_written, spelt
from tidegate.text import Kind, Scoring, Token

SHORTEST_ACRONYM = 3
LONGEST_ACRONYM = 10
_SHORTEST_SYLLABIC = 5
_SHORTEST_LONG = 5
_SHORTEST_PREFIX = 3
_LOOSE = 6
_LONGEST_BROKEN_FORM = 4
_FREE = UNMET_KINDS | {Kind.GENERIC}
_TRADE = frozenset({Kind.ACTIVITY, Kind.GENERIC, Kind.ORGAN})
_BODILY = _TRADE | {Kind.PLACE, Kind.FORM, Kind.NUMBER}
_SHORT = _TRADE | {Kind.DISTINCTIVE}
_VOWELS = frozenset("aeiou")


class Spelled(NamedTuple):
    """The words that an acronym spells and what that proves: beside other words that met, and by
    itself."""

    words: tuple[int, ...]
    proves: float
    alone: float


def spelled_by(word: str, full: Units, free: dict[int, None], scoring: Scoring) -> Spelled | None:
    """The words of a name that an acronym spells: a letter of each (CETC), or the beginnings of
    all from the first on (Corefco, Cobalt Refinery Company); None if it spells none."""
    if full.initial_letters.issuperset(word):
        found = _by_letters(word, full, free)
        if found and _of_a_body(found, full):
            proves = scoring.acronym[min(len(word), len(scoring.acronym) - 1)]
            return Spelled(found, proves, _alone(word, found, full, proves, scoring))
    if len(word) >= _SHORTEST_SYLLABIC:
        found = _by_syllables(word, full, free)
        if found and _of_a_body(found, full):
            proves = scoring.syllables[min(len(word), len(scoring.syllables) - 1)]
            return Spelled(found, proves, proves)
    return None


def _of_a_body(found: tuple[int, ...], full: Units) -> bool:
    """Whether words are part of a body's name: nobody makes an acronym of a person's."""
    return any(full.tokens[at].kind in _BODILY for at in found)


def _alone(
    word: str, found: tuple[int, ...], full: Units, proves: float, scoring: Scoring
) -> float:
    """What an acronym proves by itself: few letters of words that any firm may bear fit too many
    names, and so do those that read as a word of their own (Pera, Tyra)."""
    if len(word) > scoring.acronym_few:
        return proves
    rare = any(full.tokens[at].kind is Kind.DISTINCTIVE for at in found)
    if rare and not _is_spoken(word):
        return proves
    return min(proves, scoring.acronym_ordinary)


def _is_spoken(word: str) -> bool:
    """Whether vowels and consonants take turns in a word."""
    vowels = [letter in _VOWELS or letter == "y" for letter in word]
    return all(a != b for a, b in itertools.pairwise(vowels))


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
    start = full.bearing[0] if full.bearing else -1
    if start not in free or full.spelling[start][0] != word[0]:
        return ()
    dead: set[tuple[int, int]] = set()
    sizes = _cut(word, 0, start, full, free, dead)
    if sizes is None or len(sizes) < 2:
        return ()
    # The end of a legal form is no syllable of a name (Flame Acquisition Corp, Flaco).
    least = sorted(1 if full.tokens[at].kind is Kind.FORM else size for at, size in sizes.items())
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
    short = token.kind is Kind.DISTINCTIVE and 1 < len(token.keys[0]) <= _LONGEST_BROKEN_FORM
    return short and not is_written(token)


def near_form(token: Token, side: Units) -> int:
    """The place of a form or little word of which an unknown short word is a misspelling, -1 if
    there is none."""
    word = token.keys[0]
    for at, other in enumerate(side.tokens):
        if other.kind not in UNMET_KINDS or other.kind is Kind.PATRONYM or other.routes[0]:
            continue
        form = spelt(other)
        parts = {form, *(part for part in other.keys[0].split(" ") if len(part) > 2)}
        if len(word) > 2:
            parts |= {form[-len(word) - 1 :], form[: len(word)], form[-len(word) :]}
        # Of two letters one alone may be lost (`Co., td.`): others are a word of their own.
        least = 1 if len(word) > 2 else len(word)
        for part in parts:
            if len(part) > least and OSA.distance(word, part, score_cutoff=1) <= 1:
                return at
    return -1
