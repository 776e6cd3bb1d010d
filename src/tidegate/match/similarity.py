"""How alike two words are, 0–1: spelling, sound, and what two Chinese words must not share."""

from __future__ import annotations

import functools

from rapidfuzz.distance import OSA

from tidegate.text import Scoring
from tidegate.text.sound import VOWELLESS, is_pinyin, skeleton, sound


@functools.lru_cache(maxsize=1 << 16)
def word_similarity(ours: str, theirs: str, scoring: Scoring, chinese: bool = False) -> float:
    """How alike two words of a name are; 0 below what could be the same word.

    In a Chinese name (`chinese`) two words that both read as whole pinyin and differ are different
    names (Haikang, Huakang; Weiming, Weimin), whatever their spelling shares.
    """
    if ours == theirs:
        return 1.0
    if VOWELLESS in (ours[0], theirs[0]):
        return _vowelless(ours.removeprefix(VOWELLESS), theirs.removeprefix(VOWELLESS), scoring)
    longer = max(len(ours), len(theirs))
    if longer == 3 and ours[0] == theirs[0] and ours[:0:-1] == theirs[1:] and ours.isalpha():
        return 0.0 if chinese else scoring.swapped_short
    if longer < 4 or _digits(ours) != _digits(theirs):
        return 0.0
    if chinese and is_pinyin(ours) and is_pinyin(theirs):
        return 0.0
    alike = _spelt_or_spoken(ours, theirs, longer, scoring)
    # Words that share no letter are two words, whatever they sound like.
    return alike if alike and not set(ours).isdisjoint(theirs) else 0.0


def _spelt_or_spoken(ours: str, theirs: str, longer: int, scoring: Scoring) -> float:
    sound_ours, sound_theirs = sound(ours), sound(theirs)
    if sound_ours == sound_theirs and len(sound_ours) > 2:
        return scoring.same_sound if longer > 4 else scoring.same_short_sound
    spoken = max(len(sound_ours), len(sound_theirs))
    alike = max(
        _spelling(ours, theirs, longer, scoring),
        scoring.sound_spelling * _spelling(sound_ours, sound_theirs, spoken, scoring),
    )
    if alike < scoring.same_skeleton and _same_consonants(ours, theirs):
        alike = scoring.same_skeleton
    return alike if alike >= scoring.least_alike else 0.0


def _digits(word: str) -> str:
    return "" if word.isalpha() else "".join(char for char in word if char.isdigit())


def _spelling(ours: str, theirs: str, longer: int, scoring: Scoring) -> float:
    if longer < 4 or abs(len(ours) - len(theirs)) > 3:
        return 0.0
    most = 1 if longer < 7 else 2 if longer < 14 else 3
    errors = OSA.distance(ours, theirs, score_cutoff=most)
    if errors > most:
        return 0.0
    if errors == 0:
        return 1.0
    if errors == 1:
        alike = scoring.one_error[min(longer, len(scoring.one_error) - 1)]
        if len(ours) == len(theirs) and longer > 4 and sorted(ours) == sorted(theirs):
            alike = scoring.swapped
    elif errors == 2:
        alike = scoring.two_errors[min(longer, len(scoring.two_errors) - 1)]
    else:
        alike = scoring.three_errors
    return alike - scoring.other_first_letter if ours[0] != theirs[0] else alike


def _same_consonants(ours: str, theirs: str) -> bool:
    """Words of equal consonants and first letter that differ in a few vowels alone."""
    if ours[0] != theirs[0] or min(len(ours), len(theirs)) < 6 or abs(len(ours) - len(theirs)) > 2:
        return False
    bones = skeleton(ours)
    return len(bones) > 3 and bones == skeleton(theirs)


def _vowelless(written: str, spoken: str, scoring: Scoring) -> float:
    """A word of Arabic or Hebrew script, which leaves short vowels out, against a full one."""
    bones, other = skeleton(written), skeleton(spoken)
    if not bones or not other:
        return 0.0
    if bones == other:
        return scoring.vowelless if len(bones) > 2 else scoring.vowelless_short
    longer = max(len(bones), len(other))
    if longer > 3 and OSA.distance(bones, other, score_cutoff=1) <= 1:
        return scoring.vowelless_near
    return 0.0
