"""How alike two words are, 0–1: spelling, sound, and what two Chinese words must not share."""

from __future__ import annotations

import functools

from rapidfuzz.distance import OSA

from tidegate.text.sound import VOWELLESS, is_pinyin, skeleton, sound

# One and two typing errors by the length of the longer word.
_ONE_ERROR = {4: 0.70, 5: 0.80, 6: 0.87, 7: 0.88, 8: 0.92, 9: 0.93}
_TWO_ERRORS = {7: 0.66, 8: 0.78, 9: 0.82, 10: 0.84, 11: 0.86}
_OTHER_FIRST_LETTER = 0.06
_SWAPPED = 0.95
_SWAPPED_SHORT = 0.75
_SAME_SOUND = 0.95
_SAME_SHORT_SOUND = 0.82
_SAME_SKELETON = 0.74
LEAST = 0.55


@functools.lru_cache(maxsize=1 << 16)
def word_similarity(ours: str, theirs: str, chinese: bool = False) -> float:
    """How alike two words of a name are; 0 below what could be the same word.

    In a Chinese name (`chinese`) two words that both read as whole pinyin and differ are different
    names (Haikang, Huakang; Weiming, Weimin), whatever their spelling shares.
    """
    if ours == theirs:
        return 1.0
    if VOWELLESS in (ours[0], theirs[0]):
        return _vowelless(ours.removeprefix(VOWELLESS), theirs.removeprefix(VOWELLESS))
    longer = max(len(ours), len(theirs))
    if longer == 3 and ours[0] == theirs[0] and ours[:0:-1] == theirs[1:] and ours.isalpha():
        return 0.0 if chinese else _SWAPPED_SHORT
    if longer < 4 or _digits(ours) != _digits(theirs):
        return 0.0
    if chinese and is_pinyin(ours) and is_pinyin(theirs):
        return 0.0
    alike = _spelt_or_spoken(ours, theirs, longer)
    # Words that share no letter are two words, whatever they sound like.
    return alike if alike and not set(ours).isdisjoint(theirs) else 0.0


def _spelt_or_spoken(ours: str, theirs: str, longer: int) -> float:
    sound_ours, sound_theirs = sound(ours), sound(theirs)
    if sound_ours == sound_theirs and len(sound_ours) > 2:
        return _SAME_SOUND if longer > 4 else _SAME_SHORT_SOUND
    alike = max(
        _spelling(ours, theirs, longer),
        0.97 * _spelling(sound_ours, sound_theirs, max(len(sound_ours), len(sound_theirs))),
    )
    if alike < _SAME_SKELETON:
        alike = max(alike, _consonants(ours, theirs))
    return alike if alike >= LEAST else 0.0


def _digits(word: str) -> str:
    return "" if word.isalpha() else "".join(char for char in word if char.isdigit())


def _spelling(ours: str, theirs: str, longer: int) -> float:
    if longer < 4 or abs(len(ours) - len(theirs)) > 3:
        return 0.0
    most = 1 if longer < 7 else 2 if longer < 14 else 3
    errors = OSA.distance(ours, theirs, score_cutoff=most)
    if errors > most:
        return 0.0
    if errors == 0:
        return 1.0
    if errors == 1:
        alike = _ONE_ERROR.get(longer, 0.94)
        if len(ours) == len(theirs) and longer > 4 and sorted(ours) == sorted(theirs):
            alike = _SWAPPED
    elif errors == 2:
        alike = _TWO_ERRORS.get(longer, 0.88)
    else:
        alike = 0.84
    return alike - _OTHER_FIRST_LETTER if ours[0] != theirs[0] else alike


def _consonants(ours: str, theirs: str) -> float:
    """Words of equal consonants and first letter that differ in a few vowels alone."""
    if ours[0] != theirs[0] or min(len(ours), len(theirs)) < 6 or abs(len(ours) - len(theirs)) > 2:
        return 0.0
    bones = skeleton(ours)
    return _SAME_SKELETON if len(bones) > 3 and bones == skeleton(theirs) else 0.0


def _vowelless(written: str, spoken: str) -> float:
    """A word of Arabic or Hebrew script, which leaves short vowels out, against a full one."""
    bones, other = skeleton(written), skeleton(spoken)
    if not bones or not other:
        return 0.0
    if bones == other:
        return 0.92 if len(bones) > 2 else 0.86
    longer = max(len(bones), len(other))
    if longer > 3 and OSA.distance(bones, other, score_cutoff=1) <= 1:
        return 0.75
    return 0.0
