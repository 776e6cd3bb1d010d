"""What parts two people's names that are spelt alike: Kuznetsov, Kuznetsky; Mario, Maria."""

from __future__ import annotations

import functools
import re

from rapidfuzz.distance import OSA

from tidegate.text import ROMANISED, Kind, Scoring, Token
from tidegate.text.sound import GIVEN, skeleton, sound

# By sound; the first is one that hardly any other language has.
_ENDINGS = tuple(
    re.compile(ending)
    for ending in (
        r"enk[oa]$",
        r"[sc]k(?:i|ai?a|oi)$",
        r"[oei]v(?:a|oi)?$",
        r"(?<=...)in(?:a|oi)?$",
        r"(?:[oe]v)?ich$",
        r"(?:ch)?uk$",
    )
)
_SHORTEST_STEM = 4
# What kana write is syllables with a vowel: too far from a Slavic spelling to tell by consonants.
_KANA = re.compile(r"(?:(?:[bcdfghjkmnprstvwyz]|[kgsztdnhbpmrj]y|[sc]h|ts|([kstpz])\1)?[aeiou]|n)+")


def most_alike(a: Token, i: int, b: Token, j: int, scoring: Scoring) -> float:
    """How alike two keys may be at most: less than 1 where one was romanised and both end as
    surnames do."""
    if a.routes[i] == ROMANISED:
        return _most_alike(a.keys[i], b.keys[j], scoring)
    return _most_alike(b.keys[j], a.keys[i], scoring) if b.routes[j] == ROMANISED else 1.0


def are_two(a: Token, b: Token, scoring: Scoring) -> bool:
    """Whether two words as they are usually spelt are two surnames."""
    return most_alike(a, 0, b, 0, scoring) < scoring.least_alike


def two_names(a: Token, b: Token) -> bool:
    """Whether two words are given names that no form joins: Mario, Maria; or patronymics of two
    fathers, of a son and a daughter."""
    if (a.kind is Kind.FATHER) != (b.kind is Kind.FATHER):
        return False
    mine = {key for key in a.keys if key[0] == GIVEN}
    return bool(mine) and mine.isdisjoint(b.keys) and any(key[0] == GIVEN for key in b.keys)


@functools.lru_cache(maxsize=1 << 14)
def _most_alike(ours: str, theirs: str, scoring: Scoring) -> float:
    """How alike a romanised surname and another may be at most: 1 where an ending does not tell or
    only vowels differ, 0 for Kuznetsov and Kuznetsky, Durov and Gurov."""
    mine, their = _parted(sound(ours)), _parted(sound(theirs))
    if mine is None or their is None or (mine[1] == their[1] and mine[0] == their[0]):
        return 1.0
    if mine[1] != their[1]:
        return 1.0 if mine[1] and _KANA.fullmatch(ours) else 0.0
    if skeleton(mine[0]) == skeleton(their[0]) or (mine[1] and _KANA.fullmatch(ours)):
        return 1.0
    longer = max(len(mine[0]), len(their[0]))
    errors = OSA.distance(mine[0], their[0], score_cutoff=2)
    if longer < _SHORTEST_STEM or errors > 2:
        return 0.0
    table = scoring.one_error if errors == 1 else scoring.two_errors
    alike = table[min(longer, len(table) - 1)] - scoring.other_consonant
    return alike if alike >= scoring.least_alike else 0.0


def _parted(word: str) -> tuple[str, int] | None:
    """What stands before the ending, and which ending it is."""
    for kind, ending in enumerate(_ENDINGS):
        found = ending.search(word)
        if found and found.start():
            return word[: found.start()], kind
    return None
