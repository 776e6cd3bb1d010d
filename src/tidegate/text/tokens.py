"""The words of a name as analysis leaves them."""

from __future__ import annotations

from typing import NamedTuple

from tidegate.text.lexicon import Kind

# How a key was got from what is written. The numbers stand in index files: never renumber.
# RESPELT is another system of romanisation than the usual one (Wade-Giles, Cantonese): it merges
# sounds that differ, so two keys that are both got so never meet.
SAME, ROMANISED, TRANSLATED, RESPELT = 0, 1, 2, 3


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
