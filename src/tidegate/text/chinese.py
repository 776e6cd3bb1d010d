"""Chinese names in Latin letters that are not pinyin: Wade-Giles, Hong Kong, Taiwan, Singapore.

Such a name has one more reading: its surname and given name in pinyin. The systems merge sounds
that pinyin tells apart, so a word has several pinyin keys there, all of the route RESPELT: they
meet pinyin (and Han characters), never each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, product
from typing import NamedTuple

from tidegate.text.lexicon import Kind, Lexicon
from tidegate.text.normal import fold_latin
from tidegate.text.sound import is_pinyin
from tidegate.text.tokens import RESPELT, SAME, Token

_SURNAMES = 4
_GIVEN = 12
_LONGEST_SYLLABLE = 6
_LONGEST_NAME = 5
_APOSTROPHES = frozenset("'’‘ʼʻ`´ʿ")
# Initials of pinyin that Wade-Giles marks by an apostrophe: q and c, ch as well.
_ASPIRATED = frozenset("ptkqc")
_MARKED = frozenset("bdgzjptkqc")
# Syllables of pinyin that given names hardly have: where one stands, the name is no pinyin.
_NO_GIVEN = frozenset({"te", "piao", "wai", "sai", "ka", "pi", "pu", "ha", "lo"})
# What only Wade-Giles spells so: a firm's word is read by it where one of these stands.
_TELLING = re.compile(r"hs|tz|ssu|szu|ieh|ien|ueh|uei|kuo|tung|chung|jung|jen|hwa|kwang|chih|shih")
_SHORTEST_TELLING = 6
_SHORTEST_SYLLABLE = 2
_NO_PERSON = frozenset({Kind.FORM, Kind.ORGAN, Kind.ACTIVITY, Kind.NUMBER, Kind.STREET})


class _Shape(NamedTuple):
    """Where a surname and a given name may stand; `hyphened` if a hyphen joins the latter."""

    surname: tuple[int, ...]
    given: tuple[int, ...]
    hyphened: bool


def respelt(
    text: str, tokens: tuple[Token, ...], lexicon: Lexicon, kind: str | None
) -> tuple[tuple[Token, ...], ...]:
    """The reading of a name in pinyin if it is Chinese by another romanisation, else nothing."""
    if not 1 < len(tokens) <= _LONGEST_NAME and (kind == "person" or len(tokens) < 2):
        return ()
    if any(token.routes[0] != SAME for token in tokens):
        return ()
    heads = lexicon.chinese_heads
    keys = [key for token in tokens for key in token.keys]
    person = kind != "organization" and len(tokens) <= _LONGEST_NAME
    person = person and not heads.surnames.isdisjoint(keys)
    firm = kind != "person" and (
        not heads.syllables.isdisjoint(keys) or _TELLING.search(text.lower()) is not None
    )
    if not (person or firm):
        return ()
    words = [fold_latin(text[token.start : token.end]) for token in tokens]
    name = _Name(text, tokens, words, lexicon)
    found = name.person() if person else None
    if found is None and firm:
        found = name.firm()
    return (found,) if found else ()


class _Name:
    """A name being read: its tokens, and each word as written and folded."""

    def __init__(
        self, text: str, tokens: tuple[Token, ...], words: list[str], lexicon: Lexicon
    ) -> None:
        self.text, self.tokens, self.words, self.lexicon = text, tokens, words, lexicon
        self.wade, self.dialect = lexicon.chinese["wade"], lexicon.chinese["dialect"]
        self.marked = any(char in _APOSTROPHES for char in text)

    def person(self) -> tuple[Token, ...] | None:
        """The name with surname and given name in pinyin."""
        barred = {at for at, token in enumerate(self.tokens) if token.kind in _NO_PERSON}
        for shape in self._shapes():
            if barred.difference(shape.surname, shape.given):
                continue
            surname = "".join(self.words[at] for at in shape.surname)
            keys = self._surname_and_given(surname, shape)
            if keys:
                own = [(shape.surname, keys[0]), (shape.given, keys[1])]
                return self._with([*own, *self._husband(shape)])
        return None

    def _husband(self, shape: _Shape) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
        """The surname before a surname: Lam Cheng Yuet-ngor was born Cheng."""
        at = shape.surname[0] - 1
        if at < 0 or at in shape.given or not shape.hyphened:
            return []
        keys = self.dialect.surnames.get(self.words[at])
        return [((at,), keys)] if keys else []

    def _shapes(self) -> Iterator[_Shape]:
        names = [at for at, token in enumerate(self.tokens) if token.kind is not Kind.TITLE]
        comma = "," in self.text[: self.tokens[names[1]].start] if len(names) > 1 else False
        hyphened = False
        for first, second in reversed(list(pairwise(names))):
            if not self._hyphen(first, second):
                continue
            hyphened = True
            if first > 1:
                yield _Shape((first - 2, first - 1), (first, second), True)
            if first > 0:
                yield _Shape((first - 1,), (first, second), True)
            elif second + 1 < len(self.tokens):
                yield _Shape((second + 1,), (first, second), True)
        if hyphened:
            return
        if len(names) == 4:
            yield _Shape((names[0], names[1]), (names[2], names[3]), False)
        elif len(names) == 3:
            yield _Shape((names[0],), (names[1], names[2]), False)
            yield _Shape((names[0], names[1]), (names[2],), False)
            if not comma:
                yield _Shape((names[2],), (names[0], names[1]), False)
        elif len(names) == 2:
            yield _Shape((names[0],), (names[1],), False)
            if not comma and len(self.words[names[0]]) >= _SHORTEST_TELLING:
                yield _Shape((names[1],), (names[0],), False)

    def _hyphen(self, first: int, second: int) -> bool:
        between = self.text[self.tokens[first].end : self.tokens[second].start]
        return second == first + 1 and between in ("-", "‐", "‑", "–")

    def _surname_and_given(
        self, surname: str, shape: _Shape
    ) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The pinyin keys of both, where both are spelt in one system. A surname of Hong Kong or
        Singapore goes with given names in Mandarin too (Lee Hsien Loong)."""
        plain = self.lexicon.chinese_heads.plain
        if surname in plain and not shape.hyphened and self._plain_given(shape):
            return None
        families: list[str] = []
        given: list[str] = []
        by_wade = self.wade.surnames.get(surname, ())
        if by_wade and len(shape.surname) == 1:
            by_wade = self._aspirated(shape.surname, (surname,), [by_wade])[0]
        by_dialect = () if self.marked else self.dialect.surnames.get(surname, ())
        if surname in plain and not (self.marked and by_wade):
            by_wade = (*by_wade, surname)
        if by_wade:
            options = self._given(shape, (self.wade.syllables,))
            families += by_wade if options else ()
            given += options
        if by_dialect or (surname in plain and shape.hyphened and not self.marked):
            options = self._given(shape, (self.dialect.syllables, self.wade.syllables))
            if options:
                families += by_dialect or (surname,)
                given += options
        joined = "".join(self.words[at] for at in shape.given)
        if not given or (set(given) == {joined} and set(families) == {surname}):
            return None
        return tuple(dict.fromkeys(families))[:_SURNAMES], tuple(dict.fromkeys(given))[:_GIVEN]

    def _plain_given(self, shape: _Shape) -> bool:
        words = [self.words[at] for at in shape.given]
        return all(is_pinyin(word) and word not in _NO_GIVEN for word in words)

    def _given(self, shape: _Shape, tables: Iterable[Mapping[str, tuple[str, ...]]]) -> list[str]:
        """The given name in pinyin: its first word or words each one syllable, or one word of
        two syllables."""
        for syllables in _splits([self.words[at] for at in shape.given]):
            choices = [
                tuple(dict.fromkeys(one for table in tables for one in table.get(syllable, ())))
                or ((syllable,) if shape.hyphened and is_pinyin(syllable) else ())
                for syllable in syllables
            ]
            if all(choices):
                return _combined(self._aspirated(shape.given, syllables, choices))
        return []

    def _aspirated(
        self, places: tuple[int, ...], syllables: Iterable[str], choices: list[tuple[str, ...]]
    ) -> list[tuple[str, ...]]:
        """The choices that agree with the apostrophes of a name that is spelt with them."""
        if not self.marked:
            return choices
        written = "".join(self.text[self.tokens[at].start : self.tokens[at].end] for at in places)
        kept = []
        for syllable, options in zip(syllables, choices, strict=True):
            own, written = _first_letters(written, len(syllable))
            breath = any(char in _APOSTROPHES for char in own)
            agreed = tuple(
                one for one in options if one[0] not in _MARKED or (one[0] in _ASPIRATED) == breath
            )
            kept.append(agreed or options)
        return kept

    def firm(self) -> tuple[Token, ...] | None:
        """The name with neighbours, or one word, in pinyin that only Wade-Giles spells so."""
        for first, token in enumerate(self.tokens):
            if token.kind is not Kind.DISTINCTIVE:
                continue
            last = first
            while last < len(self.tokens) and self._syllable(last):
                last += 1
            part = tuple(range(first, last))
            words = self.words[first:last]
            if 1 < len(part) < 4 and not all(is_pinyin(word) for word in words):
                choices = [self.wade.syllables[word] for word in words]
                return self._with(((part, tuple(_combined(choices)[:_GIVEN])),))
            word = self.words[first]
            telling = len(word) >= _SHORTEST_TELLING and _TELLING.search(word)
            if telling and not is_pinyin(word):
                keys = self._given(_Shape((), (first,), False), (self.wade.syllables,))
                if keys:
                    return self._with((((first,), tuple(keys[:_GIVEN])),))
        return None

    def _syllable(self, at: int) -> bool:
        distinctive = self.tokens[at].kind is Kind.DISTINCTIVE
        return distinctive and self.words[at] in self.wade.syllables

    def _with(self, parts: Iterable[tuple[tuple[int, ...], tuple[str, ...]]]) -> tuple[Token, ...]:
        """The tokens with some replaced by one word each."""
        made = dict(enumerate(self.tokens))
        for places, keys in parts:
            weight = self.lexicon.weight(keys[0], Kind.DISTINCTIVE)
            span = self.tokens[places[0]].start, self.tokens[places[-1]].end
            for at in places:
                del made[at]
            routes = (RESPELT,) * len(keys)
            made[places[0]] = Token(*span, keys, routes, Kind.DISTINCTIVE, weight, keys[0][0])
        return tuple(made[at] for at in sorted(made))


def _first_letters(written: str, size: int) -> tuple[str, str]:
    """A word cut behind its first letters, apostrophes not counted."""
    at = 0
    while at < len(written) and size:
        size -= written[at] not in _APOSTROPHES
        at += 1
    return written[:at], written[at:]


def _splits(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Words as syllables: as they stand, and a single one cut in two."""
    yield tuple(words)
    if len(words) == 1:
        word = words[0]
        longest = min(_LONGEST_SYLLABLE, len(word) - _SHORTEST_SYLLABLE)
        for cut in range(longest, _SHORTEST_SYLLABLE - 1, -1):
            yield word[:cut], word[cut:]


def _combined(choices: Iterable[Iterable[str]]) -> list[str]:
    """Every choice of syllables joined, the usual ones first."""
    ranked = product(*(list(enumerate(options)) for options in choices))
    return ["".join(one for _, one in combination) for combination in sorted(ranked, key=_rank)]


def _rank(combination: tuple[tuple[int, str], ...]) -> int:
    return sum(rank for rank, _ in combination)
