"""The words of a name as analysis leaves them."""

from __future__ import annotations

from typing import NamedTuple

from tidegate.text.lexicon import Kind

# How a key was got from what is written. The numbers stand in index files: never renumber.
# RESPELT is another system of romanisation than the usual one (Wade-Giles, Cantonese): it merges
# sounds that differ, so two keys that are both got so never meet.
# SYLLABIC is a romanisation that leaves no room for errors: Han characters as Japanese reads them.
SAME, ROMANISED, TRANSLATED, RESPELT, SYLLABIC = 0, 1, 2, 3, 4


class Token(NamedTuple):
    """One word: its span in the plain text, the keys under which it can meet another word (the
    usual one first), how each key was got, its kind, its weight (0–100) and the Latin letter that
    an acronym takes of it."""

    start: int
    end: int
    keys: tuple[str, ...]
    routes: tuple[int, ...]
    kind: Kind
    weight: int
    initial: str = ""


class Analysis(NamedTuple):
    """A name and its readings, the most literal first. `text` is the plain text that spans are
    positions in; `cut` tells that the name was longer than what is read of one."""

    text: str
    readings: tuple[tuple[Token, ...], ...]
    cut: bool


class Word(NamedTuple):
    """A raw word on its way: span, folded keys and route, or a finished token.

    `expansions` are the names of a brand; `common` marks one that unrelated parties bear too;
    `phrased` a finished token that may be part of a phrase (конструкторское бюро, design bureau);
    `further` are other keys with routes of their own; `meant` is what each of its characters may
    mean, where a firm may have put them into English; `apart` is each character of a given name in
    pinyin and in the spellings of other places; `spoken` tells that the keys are how Chinese
    characters sound, which are no words of the tables: 众信 is no Zhongxin that is a center.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    route: int
    upper: bool = False
    token: Token | None = None
    expansions: tuple[tuple[str, ...], ...] = ()
    common: bool = False
    phrased: bool = False
    further: tuple[tuple[str, int], ...] = ()
    meant: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    spoken: bool = False
