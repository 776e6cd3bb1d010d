"""How alike two words are, 0–1: spelling, sound, and what two Chinese words must not share."""

from __future__ import annotations

import functools
from typing import NamedTuple

from rapidfuzz.distance import OSA

from tidegate.text import Scoring, written
from tidegate.text.korean_names import options
from tidegate.text.sound import (
    ABROAD,
    GIVEN,
    KOREAN,
    VOWELLESS,
    WRITTEN,
    is_pinyin,
    romaji,
    skeleton,
    sound,
)

_GIVEN_MARKS = (GIVEN, ABROAD)


def word_similarity(
    ours: str, theirs: str, scoring: Scoring, chinese: bool = False, typed: bool = False
) -> float:
    """How alike two words of a name are; 0 below what could be the same word.

    In a Chinese name (`chinese`) two words that both read as whole pinyin and differ are different
    names (Haikang, Huakang; Weiming, Weimin), whatever their spelling shares. Where both words
    were `typed` as they stand, no romanisation explains a second error or another ending.
    """
    if ours == theirs:
        return 1.0
    if ours[0] in _GIVEN_MARKS or theirs[0] in _GIVEN_MARKS:
        return 0.0
    if KOREAN in (ours[0], theirs[0]):
        both = ours[0] == theirs[0] and not options(ours).isdisjoint(options(theirs))
        return scoring.same_sound if both else 0.0
    if WRITTEN in (ours[0], theirs[0]):
        return _read(ours, theirs, scoring)
    if VOWELLESS in (ours[0], theirs[0]):
        return _vowelless(ours.removeprefix(VOWELLESS), theirs.removeprefix(VOWELLESS), scoring)
    longer = max(len(ours), len(theirs))
    if longer == 3 and ours[0] == theirs[0] and ours[:0:-1] == theirs[1:] and ours.isalpha():
        return 0.0 if chinese else scoring.swapped_short
    if longer < 4 or _digits(ours) != _digits(theirs):
        return 0.0
    if chinese and is_pinyin(ours) and is_pinyin(theirs):
        return 0.0
    if romaji(ours) == romaji(theirs) != "":
        return scoring.same_sound
    if not may_be_alike(traits(ours), traits(theirs)):
        return 0.0
    alike = _spelt_or_spoken(ours, theirs, scoring, typed)
    if typed and alike > scoring.other_gender and _other_gender(ours, theirs):
        alike = scoring.other_gender
    # Words that share no letter are two words, whatever they sound like.
    return alike if alike and not set(ours).isdisjoint(theirs) else 0.0


class Traits(NamedTuple):
    """What tells cheaply that two words are not alike: the length and the letters of a word and
    of its sound, each letter as a bit, a letter that it has twice as two."""

    size: int
    letters: int
    sound_size: int
    sound_letters: int
    first: str


@functools.lru_cache(maxsize=1 << 16)
def traits(word: str) -> Traits:
    """The traits of a word."""
    spoken = sound(word)
    return Traits(len(word), _letters(word), len(spoken), _letters(spoken), word[0])


def _letters(word: str) -> int:
    once = twice = 0
    for char in word:
        bit = 1 << (ord(char) & 31)
        twice |= once & bit
        once |= bit
    return twice << 32 | once


def may_be_alike(ours: Traits, theirs: Traits) -> bool:
    """False only for words that no error, sound or skeleton can join: an error changes two letters
    at most (a letter for another)."""
    size, letters, sound_size, sound_letters, first = ours
    other_size, other_letters, other_sound_size, other_sound_letters, other_first = theirs
    longer = size if size > other_size else other_size
    most = 2 if longer < 7 else 4 if longer < 14 else 6
    if (letters ^ other_letters).bit_count() <= most:
        return True
    longer = sound_size if sound_size > other_sound_size else other_sound_size
    most = 2 if longer < 7 else 4 if longer < 14 else 6
    if (sound_letters ^ other_sound_letters).bit_count() <= most:
        return True
    if first == other_first:
        # Perhaps the same consonants with other vowels.
        return size > 5 and other_size > 5 and -3 < size - other_size < 3
    return False


@functools.lru_cache(maxsize=1 << 15)
def _spelt_or_spoken(ours: str, theirs: str, scoring: Scoring, typed: bool) -> float:
    longer = max(len(ours), len(theirs))
    sound_ours, sound_theirs = sound(ours), sound(theirs)
    if sound_ours == sound_theirs and len(sound_ours) > 2:
        return scoring.same_sound if longer > 4 else scoring.same_short_sound
    heard = scoring.sound_spelling if typed else scoring.sound_spelling_heard
    alike = max(
        _spelling(ours, theirs, scoring, typed),
        heard * _spelling(sound_ours, sound_theirs, scoring, typed),
    )
    if alike < scoring.same_skeleton and _same_consonants(ours, theirs):
        alike = scoring.same_skeleton
    return alike if alike >= scoring.least_alike else 0.0


def _digits(word: str) -> str:
    return "" if word.isalpha() else "".join(char for char in word if char.isdigit())


def _other_gender(ours: str, theirs: str) -> bool:
    """Whether two words differ in what parts a man's name from a woman's alone."""
    short, long = sorted((ours, theirs), key=len)
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} == {"a", "o"}
    return len(short) > 4 and long == short + "a" and short[-1] not in "aeiou"


def _spelling(ours: str, theirs: str, scoring: Scoring, typed: bool) -> float:
    longer = max(len(ours), len(theirs))
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
        table = scoring.two_errors if typed else scoring.two_errors_heard
        alike = table[min(longer, len(table) - 1)]
    else:
        alike = scoring.three_errors
    return alike - scoring.other_first_letter if ours[0] != theirs[0] else alike


def _same_consonants(ours: str, theirs: str) -> bool:
    """Words of equal consonants and first letter that differ in a few vowels alone."""
    if ours[0] != theirs[0] or min(len(ours), len(theirs)) < 6 or abs(len(ours) - len(theirs)) > 2:
        return False
    bones = skeleton(ours)
    return len(bones) > 3 and bones == skeleton(theirs)


def _read(ours: str, theirs: str, scoring: Scoring) -> float:
    """A word of Arabic script against another, or against a Latin one that may be read as it: the
    more letters tell it and the more usual the spelling, the surer."""
    signs, latin = (ours[1:], theirs) if ours[0] == WRITTEN else (theirs[1:], ours)
    if latin[0] == WRITTEN:
        same = written.silent(signs) == written.silent(latin[1:])
        return scoring.same_written if same else 0.0
    told = min(written.letters_told(signs), len(scoring.written) - 1)
    rarer = written.reads(signs, latin) if latin.isalpha() else None
    if rarer is not None:
        proved = scoring.written_voiced if written.is_voiced(signs) else scoring.written
        return max(0.0, proved[told] - scoring.rarer_spelling * rarer)
    if not written.is_voiced(signs) or not latin.isalpha():
        return 0.0
    rarer = written.reads(written.unvoiced(signs), latin)
    other = scoring.written[told] - scoring.other_vowels
    return 0.0 if rarer is None else max(0.0, other - scoring.rarer_spelling * rarer)


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


def two_japanese(ours: str, theirs: str) -> bool:
    """Whether two words that can be Japanese are two whatever their spelling shares, where one is
    what Han characters are read as: 佐藤 is Sato and no misspelt Saito."""
    mine, their = romaji(ours), romaji(theirs)
    return "" not in (mine, their) and mine != their
