"""Japanese names: kana by its letters, Han characters by their Japanese readings."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from tidegate.text.lexicon import Kind, Lexicon
from tidegate.text.normal import script_of
from tidegate.text.romanise import Letters
from tidegate.text.tokens import SYLLABIC, Token

_VARIANTS = 3
_NAME_VARIANTS = 6
LONGEST_NAME = 16
"""Characters of the longest word that is read as a name."""
_LONGEST_PART = 4
_LONGEST_WORD = 4
# A surname and a given name: Han characters or kana, a space or a dot between them or not.
_CHARS = "\u3005\u4e00-\u9fff\uf900-\ufaff\u3041-\u3096\u30a1-\u30fa\u30fc"
_PERSON = re.compile(rf"([{_CHARS}]{{1,5}})[ ・,、]{{1,2}}([{_CHARS}]{{1,6}})|([{_CHARS}]{{2,7}})")
# What Japanese alone writes so: neither the traditional nor the simplified form of Chinese.
_OWN = frozenset(
    "々〆亜悪圧囲壱栄営駅円塩応桜価仮拡覚関歓観帰気亀偽戯拠挙暁駆勲薫恵渓経軽継鶏撃剣検険圏権顕験厳効広鉱砕"
    "剤雑実釈収従渋獣縦粛処奨焼乗浄剰畳縄壌嬢譲醸図粋酔穂髄瀬摂専戦銭繊総蔵巣捜騒増臓続対帯択沢滝単団弾"
    "遅鋳庁徴聴逓鉄転伝稲闘徳読弐悩脳覇拝廃売発髪抜浜仏払辺弁変豊毎満黙訳薬揺様謡覧竜猟緑塁涙霊齢歴錬労"
    "畑峠込働栃榊辻笹枠雫凪糀桝"
)


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


def tells(run: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a name in Han characters shows that it is Japanese: by a word or a character that
    Chinese does not use, or by kana."""
    if "会社" in run or "會社" in run or not _OWN.isdisjoint(run):
        return True
    if any(script_of(char) == "kana" for char in text):
        return True
    plain = run.translate(lexicon.han.simplified)
    return _any_of(lexicon.japanese.telling).search(plain) is not None


@functools.cache
def _any_of(words: Collection[str]) -> re.Pattern[str]:
    """One pattern for many words."""
    return re.compile("|".join(map(re.escape, sorted(words))) or "(?!)")


def readings(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The Japanese readings of a simplified word of a firm's name, longest known parts first;
    none where a character has no known one."""
    if len(text) > LONGEST_NAME:
        return ()
    found = [""]
    at = 0
    while at < len(text):
        size, options = _known(text, at, lexicon)
        found = [before + one for one in options for before in found][:_VARIANTS]
        at += size
    return tuple(reading for reading in found if reading)


def _known(text: str, at: int, lexicon: Lexicon) -> tuple[int, tuple[str, ...]]:
    """The longest known word at a place, and its readings."""
    tables = lexicon.japanese
    for size in range(_LONGEST_WORD, 1, -1):
        word = text[at : at + size]
        found = tables.readings.get(word) or tables.surnames.get(word)
        if found and len(word) == size:
            return size, found
    char = text[at]
    return 1, tables.in_firm.get(char) or tables.readings.get(char, ())


class Cut(NamedTuple):
    """A word of a stretch and its readings."""

    start: int
    end: int
    readings: tuple[str, ...]


def cuts(text: str, lexicon: Lexicon) -> list[Cut]:
    """A simplified stretch of a firm's name as Japanese words: known ones, and what stands
    between them. Empty where a character has no known reading."""
    found: list[Cut] = []
    at = loose = 0
    while at < len(text):
        size, options = _known(text, at, lexicon)
        if not options:
            return []
        if size > 1:
            found += _loose(text, loose, at, lexicon)
            found.append(Cut(at, at + size, options))
            loose = at + size
        at += size
    return found + _loose(text, loose, at, lexicon)


def _loose(text: str, first: int, last: int, lexicon: Lexicon) -> list[Cut]:
    spoken = readings(text[first:last], lexicon) if first < last else ()
    return [Cut(first, last, spoken)] if spoken else []


def whole(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The readings of a simplified word that is one Japanese surname or word as a whole."""
    tables = lexicon.japanese
    if len(text) < 2:
        return ()
    return tables.readings.get(text) or tables.surnames.get(text, ())


def person(text: str, lexicon: Lexicon, kind: str | None) -> tuple[tuple[Token, ...], ...]:
    """The reading of a person's name in Han characters, or in these and kana, as Japanese."""
    found = _PERSON.fullmatch(text.strip())
    if not found or not any("\u4e00" <= char <= "\u9fff" for char in text):
        return ()
    offset = len(text) - len(text.lstrip())
    name = _Name(text.strip().translate(lexicon.han.simplified), lexicon, kind == "person")
    parts = name.parted(found.span(1), found.span(2)) if found.group(1) else name.joined()
    tokens = []
    for first, last, spoken in parts:
        keys = tuple(dict.fromkeys(spoken))
        weight = lexicon.weight(keys[0], Kind.DISTINCTIVE)
        span, routes = (offset + first, offset + last), (SYLLABIC,) * len(keys)
        tokens.append(Token(*span, keys, routes, Kind.DISTINCTIVE, weight, keys[0][0]))
    return (tuple(tokens),) if tokens else ()


_Parts = list[tuple[int, int, tuple[str, ...]]]


class _Name:
    """A person's name being read; `person` if it is known to be one."""

    def __init__(self, plain: str, lexicon: Lexicon, person: bool) -> None:
        self.plain, self.lexicon, self.person = plain, lexicon, person
        self.tables = lexicon.japanese

    def parted(self, first: tuple[int, int], second: tuple[int, int]) -> _Parts:
        """A surname and a given name that a space parts."""
        family, given = self.plain[slice(*first)], self.plain[slice(*second)]
        surname = self.tables.surnames.get(family, ())
        if not surname and self.person:
            surname = self._spoken(family, self.tables.in_surname)
        spoken = self._given(given) if surname else ()
        return [(*first, surname), (*second, spoken)] if spoken else []

    def joined(self) -> _Parts:
        """A name without a space: the longest surname that leaves a known given name, else one
        that leaves a readable one."""
        size = len(self.plain)
        ends = range(min(size - 1, _LONGEST_PART), 0, -1)
        for known in (True, False):
            for at in ends:
                surname = self.tables.surnames.get(self.plain[:at])
                given = self.plain[at:]
                if not surname or (at == 1 and not known):
                    continue
                spoken = self.tables.given.get(given, ()) if known else self._given(given)
                if spoken:
                    return [(0, at, surname), (at, size, spoken)]
        if not self.person or size not in (4, 5):
            return []
        return self.parted((0, 2), (2, size))

    def _given(self, given: str) -> tuple[str, ...]:
        if any("\u4e00" <= char <= "\u9fff" for char in given):
            return self.tables.given.get(given) or self._spoken(given, self.tables.in_given)
        return kana(given, self.lexicon.letters)

    def _spoken(self, part: str, table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """A part read character by character, known endings (太郎) as one."""
        found = [""]
        at = 0
        while at < len(part):
            ending = self.tables.given.get(part[at:], ()) if 0 < at < len(part) - 1 else ()
            options = ending or table.get(part[at], ())
            if not options:
                options = tuple(filter(None, kana(part[at], self.lexicon.letters)[:1]))
            found = [before + one for one in options for before in found][:_NAME_VARIANTS]
            at = len(part) if ending else at + 1
        return tuple(found)
