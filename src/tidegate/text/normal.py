"""Writing made plain: one form for what differs only in case, width, accents or look-alikes."""

from __future__ import annotations

import functools
import re
import unicodedata

# Latin letters that decompose to nothing simpler, after case folding.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ı": "i", "ħ": "h", "ŋ": "n", "ə": "a", "ĸ": "k", "ſ": "s", "ƒ": "f", "ɓ": "b",
        "ɗ": "d", "ƙ": "k", "ƴ": "y", "ŧ": "t", "ɛ": "e", "ɔ": "o",
    }
)  # fmt: skip
_APOSTROPHES = "'’‘ʼʻ`´ʿʾʹ′＇"
_DROP = {ord(char): None for char in _APOSTROPHES}

# Letters of other alphabets that look like Latin ones (upper and lower case).
_LOOKALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρ",
    "ABESIJKMHOPCTYXaesijopcyxdhqwABEZHIKMNOPTYXoavp",
)
_LOOKALIKE_CHARS = frozenset(map(chr, _LOOKALIKE))

_RANGES = (
    (0x0041, 0x024F, "latin"),
    (0x0250, 0x02AF, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0530, 0x058F, "armenian"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0x08A0, 0x08FF, "arabic"),
    (0x1100, 0x11FF, "hangul"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "greek"),
    (0x3005, 0x3007, "han"),
    (0x3040, 0x30FF, "kana"),
    (0x3130, 0x318F, "hangul"),
    (0x31F0, 0x31FF, "kana"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xAC00, 0xD7AF, "hangul"),
    (0xF900, 0xFAFF, "han"),
    (0x20000, 0x3FFFF, "han"),
)


@functools.lru_cache(maxsize=8192)
def script_of(char: str) -> str:
    """The script of one character: `latin`, `han`, `cyrillic`…, `digit`, or `other`."""
    if char.isdigit():
        return "digit"
    code = ord(char)
    for first, last, name in _RANGES:
        if first <= code <= last:
            return name
    return "other"


def plain_text(text: str) -> str:
    """Compatibility forms (full width, ligatures, enclosed) made ordinary; lone surrogates and
    control characters become spaces. The spans of tokens are positions in this text."""
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _CONTROL.sub(" ", text)


_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)


def fold_latin(word: str) -> str:
    """A Latin word in lower-case ASCII without accents and apostrophes; other letters stay."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "")
    word = word.casefold().translate(_DROP).translate(_LETTERS)
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(
        _LETTERS
    )


def lookalike_to_latin(word: str) -> str | None:
    """The word in Latin letters if every foreign letter in it looks like a Latin one."""
    for char in word:
        known = char in _LOOKALIKE_CHARS or char in _APOSTROPHES
        if not known and script_of(char) not in ("latin", "digit"):
            return None
    return word.translate(_LOOKALIKE)
