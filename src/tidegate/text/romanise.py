"""Other alphabets in Latin letters: one usual spelling and, where they differ, a few variants."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from tidegate.text.sound import VOWELLESS

Letters = Mapping[str, tuple[str, ...]]


_LONGEST_SYLLABLE = 6
# Sounds that another language or another reader spells otherwise, each group on its own.
_OTHER_SOUNDS = (
    (("дзі", "ді"), ("дзе", "де"), ("дзё", "дё"), ("дзь", "дь"), ("дзя", "дя"), ("ці", "ті"),
     ("цё", "тё"), ("ць", "ть"), ("цю", "тю"), ("ця", "тя"), ("ў", "в")),
    (("дж", "j"),),
    (("ё", "yo"),),
    (("ти", "тси"), ("те", "тсе"), ("вск", "уск")),
    (("жа", "ja"), ("жо", "jo"), ("жу", "ju"), ("жэ", "je"), ("же", "je")),
    (("х", "ch"),),
)  # fmt: skip


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
    plain = spell(word, letters)
    chinese = palladius(word, syllables)
    return (plain, chinese) if chinese and chinese != plain else (plain,)


def spell(word: str, letters: Letters) -> str:
    """A word letter by letter, each in its usual Latin spelling."""
    out = []
    for char in word:
        latin = letters.get(char)
        if latin is None and char.isascii():
            out.append(char)
            continue
        if latin is None:
            base = unicodedata.normalize("NFD", char)[0]
            latin = letters.get(base, (base if base.isascii() and base.isalnum() else "",))
        out.append(latin[0])
    return "".join(out)


def root(name: str) -> str:
    """What a romanised given name and the patronymic made of it share."""
    return name.rstrip("aeijoy")


def other_spellings(word: str, letters: Letters) -> tuple[str, ...]:
    """How a small Cyrillic word is spelt in Latin letters where its language or the reader's is
    another: г as Ukrainians speak it, ё as o, Belarusian ць as t, дж as an English j."""
    found = []
    if "г" in word:
        found.append(spell(word.replace("г", "h"), letters))
    for sounds in _OTHER_SOUNDS:
        other = word
        for old, new in sounds:
            other = other.replace(old, new)
        if other != word:
            found.append(spell(other, letters))
    return tuple(found)


def greek(word: str, letters: Letters) -> tuple[str, ...]:
    """A Greek word in Latin letters."""
    stripped = "".join(
        c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c)
    )
    latin = spell(stripped, letters)
    return (latin.replace("oy", "ou").replace("gg", "ng").replace("mp", "b"),)


def hebrew(word: str, letters: Letters) -> str:
    """A Hebrew word in Latin letters, as far as it is written: without short vowels.

    Met by its consonants (`sound.skeleton`), never letter by letter.
    """
    plain = unicodedata.normalize("NFC", word)
    latin = spell("".join(c for c in plain if not unicodedata.combining(c)), letters)
    return VOWELLESS + latin if latin else ""
