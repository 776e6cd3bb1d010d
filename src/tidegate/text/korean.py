"""Korean names: Hangul by arithmetic, and the ways in which Koreans spell themselves."""

from __future__ import annotations

from collections.abc import Sequence

from tidegate.text.lexicon import Lexicon


def _latin(table: str) -> tuple[str, ...]:
    """The Latin letters of a jamo table, in the order of Unicode; `-` is silent."""
    return tuple("" if one == "-" else one for one in table.split())


INITIALS = _latin(
    """
    g kk n d tt r m b pp s ss - j jj ch k t p h
    """
)
VOWELS = _latin(
    """
    a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i
    """
)
FINALS = _latin(
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
            revised.append(INITIALS[initial] + VOWELS[vowel] + FINALS[final])
            first = _OLDER.get(INITIALS[initial], INITIALS[initial])
            if older and older[-1][-1:] in "aeioumnlg" and first in _VOICED:
                first = _VOICED[first]
            sound = VOWELS[vowel].replace("eo", "o").replace("eu", "u")
            older.append(first + sound + FINALS[final])
    if not revised:
        return ()
    return tuple(dict.fromkeys(("".join(revised), "".join(older), *spellings(revised))))


def spellings(revised: Sequence[str]) -> tuple[str, ...]:
    """Syllables of the revised romanisation as passports of the South and lists of the North
    join them: 정은 is jungeun and jongun."""
    found = []
    for changes in _KOREAN_HABITS:
        spelt = list(revised)
        for old, new in changes:
            spelt = [one.replace(old, new) for one in spelt]
        found.append("".join(spelt))
    return tuple(found)


def hanja(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A given name in simplified Han characters as Koreans read and spell it."""
    read = [lexicon.korean.hanja.get(char, "") for char in text]
    if not all(read):
        return ()
    return ("".join(read), *spellings(read)[:1])
