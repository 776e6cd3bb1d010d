"""Other alphabets in Latin letters: one usual spelling and, where they differ, a few variants."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from tidegate.text.sound import VOWELLESS

Letters = Mapping[str, tuple[str, ...]]


def _latin(table: str) -> tuple[str, ...]:
    """The Latin letters of a jamo table, in the order of Unicode; `-` is silent."""
    return tuple("" if one == "-" else one for one in table.split())


_INITIALS = _latin(
    """
    g kk n d tt r m b pp s ss - j jj ch k t p h
    """
)
_VOWELS = _latin(
    """
    a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i
    """
)
_FINALS = _latin(
    """
    - k k ks n nj nh t l lk lm lb ls lt lp lh m p ps t t ng t t k t p h
    """
)

# What people change in the revised romanisation of their names: North; South; South of old.
_KOREAN_HABITS = (
    (("eo", "o"), ("eu", "u"), ("ui", "ui")),
    (("yeo", "yu"), ("eo", "u"), ("ui", "ee")),
    (("yeo", "y_"), ("eo", "u"), ("y_", "yeo"), ("ui", "ee")),
    (("yeo", "yu"), ("eo", "u"), ("ui", "ee"), ("j", "ch")),
)
# Initials of the older romanisation; between voiced sounds they soften again.
_OLDER = {"g": "k", "d": "t", "b": "p", "j": "ch"}
_VOICED = {"k": "g", "t": "d", "p": "b", "ch": "j"}

_LONGEST_SYLLABLE = 6
_OPEN = frozenset("aeiou")


def palladius(word: str, syllables: Mapping[str, str]) -> str | None:
    """A Cyrillic word as pinyin if the whole of it is Chinese syllables in Palladius's system
    (`syllables`: from its spelling to pinyin)."""
    if not 2 <= len(word) <= 24:
        return None
    best: list[str | None] = [""] + [None] * len(word)
    for start in range(len(word)):
        before = best[start]
        if before is None:
            continue
        for end in range(start + 1, min(len(word), start + _LONGEST_SYLLABLE) + 1):
            syllable = syllables.get(word[start:end])
            if syllable is not None:
                best[end] = before + syllable
    return best[-1]


def cyrillic(word: str, letters: Letters, syllables: Mapping[str, str]) -> tuple[str, ...]:
    """A Cyrillic word in Latin letters: the usual spelling first, Chinese reading second."""
    word = word.lower()
    plain = _spell(word, letters)
    chinese = palladius(word, syllables)
    return (plain, chinese) if chinese and chinese != plain else (plain,)


def _spell(word: str, letters: Letters) -> str:
    out = []
    for char in word:
        latin = letters.get(char)
        if latin is None:
            base = unicodedata.normalize("NFD", char)[0]
            latin = letters.get(base, (base if base.isascii() and base.isalnum() else "",))
        out.append(latin[0])
    return "".join(out)


def greek(word: str, letters: Letters) -> tuple[str, ...]:
    """A Greek word in Latin letters."""
    stripped = "".join(
        c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c)
    )
    latin = _spell(stripped, letters)
    return (latin.replace("oy", "ou").replace("gg", "ng").replace("mp", "b"),)


def arabic(word: str, letters: Letters) -> tuple[str, ...]:
    """An Arabic or Persian word in Latin letters, as far as it is written: without short vowels.

    Met by its consonants (`sound.skeleton`), never letter by letter.
    """
    word = "".join(c for c in unicodedata.normalize("NFC", word) if not unicodedata.combining(c))
    if word.startswith("ال") and len(word) > 3:
        return ("al", VOWELLESS + _opened(word[2:], letters))
    return (VOWELLESS + _opened(word, letters),)


def _opened(word: str, letters: Letters) -> str:
    """A word that begins with ain begins with a vowel in Latin: Ali, Omar, Abd."""
    latin = _spell(word, letters)
    return "a" + latin if word[0] == "ع" and latin[:1] not in _OPEN else latin


def kana(word: str, letters: Letters) -> tuple[str, ...]:
    """A word in kana, Hepburn, long vowels not marked."""
    text = "".join(chr(ord(c) - 0x60) if 0x30A1 <= ord(c) <= 0x30F6 else c for c in word)
    out: list[str] = []
    i = 0
    double = False
    while i < len(text):
        pair = letters.get(text[i : i + 2]) if i + 1 < len(text) else None
        latin = (pair or letters.get(text[i], ("",)))[0]
        if latin == "*":
            double = True
        elif latin:
            out.append((latin[0] if double else "") + latin)
            double = False
        i += 2 if pair else 1
    spelt = "".join(out)
    short = spelt.replace("ou", "o").replace("oo", "o").replace("uu", "u")
    return tuple(dict.fromkeys((spelt, short)))


def hangul(word: str) -> tuple[str, ...]:
    """Hangul by arithmetic: the revised romanisation, and the older one without its marks (as
    northern names print it)."""
    revised: list[str] = []
    older: list[str] = []
    for char in word:
        code = ord(char) - 0xAC00
        if 0 <= code < 11172:
            initial, rest = divmod(code, 588)
            vowel, final = divmod(rest, 28)
            revised.append(_INITIALS[initial] + _VOWELS[vowel] + _FINALS[final])
            first = _OLDER.get(_INITIALS[initial], _INITIALS[initial])
            if older and older[-1][-1:] in "aeioumnlg" and first in _VOICED:
                first = _VOICED[first]
            sound = _VOWELS[vowel].replace("eo", "o").replace("eu", "u")
            older.append(first + sound + _FINALS[final])
    if not revised:
        return ()
    return tuple(dict.fromkeys(("".join(revised), "".join(older), *korean_spellings(revised))))


def korean_spellings(revised: Sequence[str]) -> tuple[str, ...]:
    """Syllables of the revised romanisation as passports of the South and lists of the North
    join them: 정은 is jungeun and jongun."""
    found = []
    for changes in _KOREAN_HABITS:
        spelt = list(revised)
        for old, new in changes:
            spelt = [one.replace(old, new) for one in spelt]
        found.append("".join(spelt))
    return tuple(found)
