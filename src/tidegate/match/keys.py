"""Which keys of two words meet, and how alike they are."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from tidegate.match import surnames
from tidegate.match.similarity import two_japanese, word_similarity
from tidegate.match.units import is_korean, is_written
from tidegate.text import RESPELT, ROMANISED, SYLLABIC, TRANSLATED, Kind, Scoring, Token
from tidegate.text.sound import KOREAN, VOWELLESS, WRITTEN, is_pinyin

_LONGEST_SYLLABLE = 6
_READ_MARKS = frozenset((VOWELLESS, WRITTEN))
_MARKS = _READ_MARKS | {KOREAN}


def is_guessed(token: Token, number: int) -> bool:
    """Whether a key of an unknown word is what the word may be a misspelling of."""
    return token.kind is Kind.DISTINCTIVE and number > 0 and not token.routes[number]


def joined_alike(text: str, token: Token, scoring: Scoring, chinese: bool) -> float:
    """How alike joined words and one word are; 0 where first letters differ, or lengths do by
    more than one."""
    best = 0.0
    for key, route in zip(token.keys, token.routes, strict=True):
        if route == RESPELT and key != text:
            continue
        near = key[0] == text[0] and -2 < len(key) - len(text) < 2
        if near or not _READ_MARKS.isdisjoint((key[0], text[0])):
            # A key that nobody wrote is as strict as a Chinese name.
            strict = chinese or route != 0
            best = max(best, word_similarity(text, key, scoring, strict))
    return best


def closest(a: Token, b: Token, scoring: Scoring, chinese: bool) -> tuple[float, int, int]:
    """How alike two words are at best, and by which key of each."""
    best = (0.0, 0, 0)
    read_ours, read_theirs = is_written(a), is_written(b)
    korean = is_korean(a), is_korean(b)
    for i, key in enumerate(a.keys):
        first, size = key[0], len(key)
        for j, other in enumerate(b.keys):
            if i and j and is_guessed(a, i) and is_guessed(b, j):
                continue
            if (read_ours and first != WRITTEN) or (read_theirs and other[0] != WRITTEN):
                continue  # the usual spelling of a name, equal or nothing
            if any(korean) and KOREAN not in (first, other[0]):
                typed_both = not (a.routes[0] or b.routes[0])
                if _two_korean(key, other, korean, typed_both):
                    continue
            apart = abs(size - len(other))
            if (
                apart > 1
                and (apart > 3 or first != other[0])
                and _MARKS.isdisjoint((first, other[0]))
            ):
                continue
            if RESPELT in (a.routes[i], b.routes[j]) or _sounds(a, i) or _sounds(b, j):
                continue
            if SYLLABIC in (a.routes[i], b.routes[j]) and two_japanese(key, other):
                continue
            # Two keys that nobody wrote, both pinyin, are as strict as a Chinese name: ZTE stands
            # for zhongxing, which is no misspelling of the zhongxin that 中芯 is read as.
            derived = a.routes[i] != 0 and b.routes[j] != 0
            typed = not (a.routes[i] or b.routes[j])
            alike = word_similarity(key, other, scoring, derived or chinese, typed)
            if alike > best[0] and not (read_ours or read_theirs):
                alike = min(alike, surnames.most_alike(a, i, b, j, scoring))
            if alike > best[0]:
                best = (alike, i, j)
    return best


def _two_korean(ours: str, theirs: str, korean: tuple[bool, bool], typed: bool) -> bool:
    """Whether two words are two names whatever their spelling shares, one of them or both read as
    Korean: only one typing error parts two that both were `typed`."""
    if all(korean):
        return not typed or OSA.distance(ours, theirs, score_cutoff=1) > 1
    return is_pinyin(theirs if korean[0] else ours)


def _sounds(token: Token, number: int) -> bool:
    """Whether a key is how the characters of a word sound of which it is known what it is called,
    or a syllable alone: it is equal or nothing (保利 is Poly, and no misspelling of Boali)."""
    key = token.keys[number]
    syllable = RESPELT in token.routes and len(key) <= _LONGEST_SYLLABLE
    known = token.routes[0] == TRANSLATED or syllable
    return known and token.routes[number] == ROMANISED and is_pinyin(key)


def are_apart(a: Token, i: int, b: Token, j: int) -> bool:
    """Whether a key by another system of romanisation must not meet another key: two such never
    do, and what Han characters may be spelt as proves nothing about other Han characters (张 is
    Chang in Wade-Giles, 常 in pinyin)."""
    if a.routes[i] == RESPELT == b.routes[j]:
        return True
    one, other = (a, b) if a.routes[i] == RESPELT else (b, a)
    return one.routes[0] != RESPELT and RESPELT in other.routes
