"""Japanese names: kana by its letters, Han characters by their Japanese readings."""

from __future__ import annotations

from tidegate.text.lexicon import Lexicon
from tidegate.text.romanise import Letters

_VARIANTS = 3
LONGEST_NAME = 16
"""Characters of the longest word that is read as a name."""


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


def readings(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The Japanese readings of a simplified word, longest known parts first; none where a
    character has no known one."""
    if len(text) > LONGEST_NAME:
        return ()
    table = lexicon.japanese.readings
    found = [""]
    at = 0
    while at < len(text):
        size = next((n for n in (4, 3, 2, 1) if text[at : at + n] in table), 0)
        if not size:
            return ()
        options = table[text[at : at + size]]
        found = [before + one for one in options for before in found][:_VARIANTS]
        at += size
    return tuple(reading for reading in found if reading)


def person(plain: str, lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The readings of surname and given name of a simplified name whose first two characters are
    a Japanese surname."""
    surname = lexicon.japanese.readings.get(plain[:2])
    given = readings(plain[2:], lexicon)
    return (surname, given) if surname and given else None
