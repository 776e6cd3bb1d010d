"""Korean names of persons, syllable by syllable.

The Latin spellings of a syllable are many and shared: Jong, Jung and Chong are 정 or 종, Sun is 선
or 순. So a name bears behind `sound.KOREAN` every Hangul that it may be, and meets another that
shares one of them: Choe Son Hui and Choi Sun-hee, both 최선희.
"""

from __future__ import annotations

import functools
import re
from itertools import pairwise, product
from typing import NamedTuple

from tidegate.text.kinds import Kind
from tidegate.text.korean import FINALS, INITIALS, VOWELS, hangul
from tidegate.text.lexicon import Lexicon
from tidegate.text.normal import fold_latin
from tidegate.text.sound import KOREAN, is_pinyin
from tidegate.text.tokens import ROMANISED, SAME, Token

_FIRST, _LAST = 0xAC00, 0xD7A3
_LONGEST = 40
_MOST_OPTIONS = 24
# How much rarer a surname at the end must be to stand there.
_SURNAME_LAST = 4
_LONGEST_SYLLABLE = 7
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u2018\u02bc`][^\W\d_]+)*")
_BETWEEN = re.compile(r"[ ,-]+")
_HANGUL = re.compile("([가-힣]{1,2})[ ,]{1,2}([가-힣])[ -]?([가-힣]?)|([가-힣]{2,4})")
# How initials, vowels and finals are spelt besides the revised romanisation.
_INITIALS = {"g": "k", "d": "t", "r": "l", "b": "p", "j": "ch", "k": "kh", "t": "th", "p": "ph"}
_VOWELS = {
    "ae": ("ai",), "eo": ("o", "u"), "yeo": ("yo", "you", "yu"), "ye": ("e",), "wae": ("wai",),
    "oe": ("oi",), "u": ("oo",), "wo": ("weo",), "wi": ("ui",), "yu": ("yoo",), "eu": ("u",),
    "ui": ("eui", "ee", "i"), "i": ("ee",),
}  # fmt: skip
_FINALS = {"k": ("g",), "t": ("d", "s"), "l": ("r",), "p": ("b",)}
_R, _N, _SILENT = INITIALS.index("r"), INITIALS.index("n"), INITIALS.index("")
_SOFT = frozenset("iy")


class Person(NamedTuple):
    """A name in its Korean readings, the likelier first, and whether it is surely Korean."""

    readings: tuple[tuple[Token, ...], ...]
    sure: bool


def person(text: str, lexicon: Lexicon, kind: str | None) -> Person | None:
    """A person's name in Hangul, or in Latin letters under any romanisation; None where it cannot
    be one."""
    if len(text) > _LONGEST:
        return None
    if text[:1] >= "가":
        return _in_hangul(text, lexicon, kind)
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    if not 1 < len(words) < 4 or len(text) != words[-1][1] or words[0][0]:
        return None
    if not all(_BETWEEN.fullmatch(text[a[1] : b[0]]) for a, b in pairwise(words)):
        return None
    return _Latin(text, words, lexicon).person()


def _in_hangul(text: str, lexicon: Lexicon, kind: str | None) -> Person | None:
    found = _HANGUL.fullmatch(text.strip())
    if not found:
        return None
    surnames, offset = lexicon.korean.surnames, len(text) - len(text.lstrip())
    if found.group(1):
        cut, last = found.end(1), found.end()
        start = found.start(2)
    else:
        last = found.end()
        start = cut = 2 if last > 2 and text[offset : offset + 2] in surnames else 1
    family, given = text[offset : offset + cut], text[offset + start : offset + last]
    given = given.replace(" ", "").replace("-", "")
    if family not in surnames or len(given) > 2:
        return None
    known = all(char in lexicon.korean.syllables for char in given)
    if kind is None and not known:
        return None
    spelt = (*surnames[family], *hangul(family))
    spans = (offset, offset + cut), (offset + start, offset + last)
    keys = (*spelt, KOREAN + family), (*hangul(given), KOREAN + given)
    tokens = tuple(
        _token(span, one, ROMANISED, lexicon) for span, one in zip(spans, keys, strict=True)
    )
    return Person((tokens,), kind == "person" or found.group(1) is not None)


def _token(span: tuple[int, int], keys: tuple[str, ...], route: int, lexicon: Lexicon) -> Token:
    unique = tuple(dict.fromkeys(sorted(keys, key=lambda key: len(key) < 2)))
    weight = lexicon.weight(unique[0], Kind.DISTINCTIVE)
    routes = (route, *(ROMANISED if key[0] == KOREAN else route for key in unique[1:]))
    return Token(*span, unique, routes, Kind.DISTINCTIVE, weight, unique[0][0])


class _Latin:
    """A name of two or three words in Latin letters being read."""

    def __init__(self, text: str, spans: list[tuple[int, int]], lexicon: Lexicon) -> None:
        self.text, self.spans, self.lexicon = text, spans, lexicon
        self.words = [fold_latin(text[first:last]) for first, last in spans]

    def person(self) -> Person | None:
        """The name with its surname, and the one or two other words as the given name, in each
        order that it can stand in."""
        found = [made for at in self._places() if (made := self._as_person(at))]
        if not found:
            return None
        return Person(tuple(tokens for tokens, _ in found), found[0][1])

    def _as_person(self, at: int) -> tuple[tuple[Token, ...], bool] | None:
        """The name with its surname at a place, and whether it is surely Korean."""
        family = self.lexicon.korean_heads[self.words[at]]
        last = len(self.words) - 1
        others = range(1, last + 1) if at == 0 else range(last)
        given = self._given([self.words[place] for place in others])
        if not given:
            return None
        span = self.spans[others[0]][0], self.spans[others[-1]][1]
        joined = "".join(self.words[place] for place in others)
        tokens = (
            _token(self.spans[at], (self.words[at], _key(family)), SAME, self.lexicon),
            _token(span, (joined, _key(given)), SAME, self.lexicon),
        )
        chinese = self.words[at] in self.lexicon.chinese_heads.plain
        sure = len(given[0]) > 1 and not (chinese and all(map(is_pinyin, self.words)))
        return tokens if at == 0 else tokens[::-1], sure

    def _places(self) -> list[int]:
        """Where the surname may stand, the likelier place first."""
        last = len(self.words) - 1
        known = [at for at in (0, last) if self.words[at] in self.lexicon.korean_heads]
        hyphens = ["-" in self.text[a[1] : b[0]] for a, b in pairwise(self.spans)]
        if any(hyphens):
            known = [at for at in known if len(hyphens) > 1 and not hyphens[min(at, 1)]]
        return sorted(known, key=lambda at: self._rarity(at) * (_SURNAME_LAST if at else 1))

    def _rarity(self, at: int) -> int:
        """How rare a surname is, and how seldom it is spelt so."""
        word, tables = self.words[at], self.lexicon.korean
        surname = self.lexicon.korean_heads[word][0]
        return self.lexicon.korean_ranks[surname] * (1 + tables.surnames[surname].index(word))

    def _given(self, words: list[str]) -> tuple[str, ...]:
        spelt = _spellings(self.lexicon)
        if len(words) == 2:
            first, second = (spelt.get(word, ()) for word in words)
            return _joined(first, second)
        word = words[0]
        found = list(spelt.get(word, ()))
        for cut in range(1, len(word)):
            if cut <= _LONGEST_SYLLABLE and len(word) - cut <= _LONGEST_SYLLABLE:
                found += _joined(spelt.get(word[:cut], ()), spelt.get(word[cut:], ()))
        two = [one for one in found if len(one) > 1]
        return tuple(dict.fromkeys(two or found))[:_MOST_OPTIONS]


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one + other for one, other in product(first, second))[:_MOST_OPTIONS]


def _key(options: tuple[str, ...]) -> str:
    return KOREAN + "|".join(options)


@functools.lru_cache(maxsize=4)
def _spellings(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Latin spellings of one syllable with the syllables of given names that they may stand for."""
    table: dict[str, dict[str, None]] = {}
    for syllable, others in lexicon.korean.syllables.items():
        for spelt in (*_systems(syllable), *others):
            table.setdefault(spelt, {})[syllable] = None
    return {spelt: tuple(found) for spelt, found in table.items()}


def _systems(syllable: str) -> list[str]:
    """A syllable in the systems of romanisation, North and South."""
    initial, vowel, final = (part[at] for part, at in zip(_PARTS, _jamo(syllable), strict=True))
    initials = (initial, *filter(None, (_INITIALS.get(initial),)))
    if initial == "s" and vowel[:1] in "iwy":
        initials = ("s", "sh")
    vowels = (vowel, *_VOWELS.get(vowel, ()))
    finals = (final, *_FINALS.get(final, ()))
    return ["".join(parts) for parts in product(initials, vowels, finals)]


_PARTS = (INITIALS, VOWELS, FINALS)


def _jamo(syllable: str) -> tuple[int, int, int]:
    initial, rest = divmod(ord(syllable) - _FIRST, 588)
    vowel, final = divmod(rest, 28)
    return initial, vowel, final


def in_hanja(family: str, given: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The keys of a surname and a given name in simplified Han characters, as Koreans read them;
    none where they hardly are Korean."""
    surname = lexicon.korean.surname_hanja.get(family)
    sounds = _by_sound(lexicon)
    read = [sounds.get(lexicon.korean.hanja.get(char, ""), "") for char in given]
    return (KOREAN + surname, KOREAN + "".join(read)) if surname and all(read) else ()


@functools.lru_cache(maxsize=4)
def _by_sound(lexicon: Lexicon) -> dict[str, str]:
    """Syllables of given names by their revised romanisation."""
    return {hangul(syllable)[0]: syllable for syllable in lexicon.korean.syllables}


def options(key: str) -> frozenset[str]:
    """The Hangul that a key may be, with what the South writes for the North's first r and n."""
    found = set(key.removeprefix(KOREAN).split("|"))
    for name in tuple(found):
        found.add("".join(map(_southern, name)))
        found.add(_southern(name[0]) + name[1:])
    return frozenset(found)


def _southern(syllable: str) -> str:
    if not _FIRST <= ord(syllable) <= _LAST:
        return syllable
    initial, vowel, final = _jamo(syllable)
    if initial not in (_R, _N):
        return syllable
    soft = VOWELS[vowel][:1] in _SOFT
    if initial == _N and not soft:
        return syllable
    return chr(_FIRST + (_SILENT if soft else _N) * 588 + vowel * 28 + final)
