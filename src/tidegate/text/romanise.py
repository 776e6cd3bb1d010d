"""Other alphabets in Latin letters: one usual spelling and, where they differ, a few variants."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

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

# Initials of the older romanisation; between voiced sounds they soften again.
_OLDER = {"g": "k", "d": "t", "b": "p", "j": "ch"}
_VOICED = {"k": "g", "t": "d", "p": "b", "ch": "j"}

# Korean surnames as passports spell them, beside the revised romanisation.
_KOREAN_SURNAMES = {
    "gim": ("kim",), "i": ("lee", "yi", "rhee"), "bak": ("park", "pak"), "choe": ("choi",),
    "jeong": ("jung", "chung", "jong"), "gang": ("kang",), "jo": ("cho",), "yun": ("yoon",),
    "im": ("lim", "rim"), "sin": ("shin",), "o": ("oh",), "seo": ("suh", "so"),
    "gwon": ("kwon",), "an": ("ahn",), "ryu": ("yoo", "yu"), "yu": ("yoo", "ryu"),
    "no": ("roh", "noh"), "u": ("woo",), "gu": ("koo", "ku"), "mun": ("moon",),
    "baek": ("paek",), "jang": ("chang",), "ri": ("lee",),
}  # fmt: skip

# Palladius's Cyrillic syllables of Chinese, taken apart: initials and finals to pinyin.
_PAL_INITIALS = (
    ("чж", "zh"), ("ч", "ch"), ("ш", "sh"), ("ж", "r"), ("цз", "z"), ("дз", "z"), ("ц", "c"),
    ("с", "s"), ("б", "b"), ("п", "p"), ("м", "m"), ("ф", "f"), ("д", "d"), ("т", "t"),
    ("н", "n"), ("л", "l"), ("г", "g"), ("к", "k"), ("х", "h"),
)  # fmt: skip
_PAL_FINALS = {
    "а": "a", "ай": "ai", "ань": "an", "ан": "ang", "ао": "ao", "э": "e", "эй": "ei",
    "энь": "en", "эн": "eng", "и": "i", "инь": "in", "ин": "ing", "ия": "ia", "я": "ia",
    "янь": "ian", "ян": "iang", "яо": "iao", "е": "ie", "ю": "iu", "юн": "iong", "о": "o",
    "оу": "ou", "у": "u", "уа": "ua", "уай": "uai", "уань": "uan", "уан": "uang", "уй": "ui",
    "уэй": "ui", "унь": "un", "ун": "ong", "уо": "uo", "юй": "u", "юэ": "ue", "юань": "uan",
    "юнь": "un", "ы": "i", "эр": "er", "вэй": "wei", "уя": "ua",
}  # fmt: skip
_PAL_WHOLE = {
    "хуа": "hua", "вэй": "wei", "вей": "wei", "ва": "wa", "вай": "wai", "вань": "wan",
    "ван": "wang", "вэнь": "wen", "вэн": "weng", "во": "wo", "у": "wu", "я": "ya", "янь": "yan",
    "ян": "yang", "яо": "yao", "е": "ye", "и": "yi", "инь": "yin", "ин": "ying", "юн": "yong",
    "ю": "you", "юй": "yu", "юэ": "yue", "юань": "yuan", "юнь": "yun", "а": "a", "ай": "ai",
    "ань": "an", "ао": "ao", "эр": "er", "оу": "ou", "жэнь": "ren", "хой": "hui", "хуэй": "hui",
    "чжу": "zhu", "цзы": "zi", "цы": "ci", "сы": "si", "чжи": "zhi", "чи": "chi", "ши": "shi",
    "жи": "ri",
}  # fmt: skip
_PAL_J = {"z": "j", "c": "q", "s": "x"}


def _palladius_table() -> dict[str, str]:
    table = {}
    for cyrillic, initial in _PAL_INITIALS:
        for final_cyrillic, final in _PAL_FINALS.items():
            head = initial
            if final[0] in "iu" and final_cyrillic[0] in "иеюя" and initial in _PAL_J:
                head = _PAL_J[initial]
            table[cyrillic + final_cyrillic] = head + final
    table.update(_PAL_WHOLE)
    return table


_PALLADIUS = _palladius_table()
_PAL_LONGEST = max(map(len, _PALLADIUS))


def palladius(word: str) -> str | None:
    """A Cyrillic word as pinyin if the whole of it is Chinese syllables in Palladius's system."""
    if not 2 <= len(word) <= 24:
        return None
    best: list[str | None] = [""] + [None] * len(word)
    for start in range(len(word)):
        before = best[start]
        if before is None:
            continue
        for end in range(start + 1, min(len(word), start + _PAL_LONGEST) + 1):
            syllable = _PALLADIUS.get(word[start:end])
            if syllable is not None:
                best[end] = before + syllable
    return best[-1]


def cyrillic(word: str, letters: Letters) -> tuple[str, ...]:
    """A Cyrillic word in Latin letters: the usual spelling first, Chinese reading second."""
    word = word.lower()
    plain = _spell(word, letters)
    chinese = palladius(word)
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
        return ("al", VOWELLESS + _spell(word[2:], letters))
    return (VOWELLESS + _spell(word, letters),)


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
    return ("".join(out),)


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
    return tuple(dict.fromkeys(("".join(revised), "".join(older)))) if revised else ()


def korean_surname(reading: str) -> tuple[str, ...]:
    """Other spellings of a Korean surname in the revised romanisation."""
    return _KOREAN_SURNAMES.get(reading, ())
