"""The father's name in a Slavic one: Sergei Kuzhugetovich Shoigu, Shoigu Sergei Kuzhugetovich."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tidegate.text.kinds import Kind
from tidegate.text.lexicon import Lexicon
from tidegate.text.romanise import root
from tidegate.text.sound import GIVEN
from tidegate.text.tokens import Token

ENDINGS = ("ich", "ych", "itch", "itsch", "vna", "wna", "chna", "auna")
_MAN = re.compile(r"(.{2,}?)(?:y?[aeiouyj]*[vw][iy]t?s?ch|(?<=[lmtkyn])ich)$")
_WOMAN = re.compile(r"(.{2,}?)(?:y?[aeiouyj]*[vw]na|auna|inichna|(?<=[lmtkyi])i?chna)$")
_NAMES = frozenset({Kind.DISTINCTIVE, Kind.INITIAL})
_BESIDE = frozenset({Kind.TITLE, Kind.FORM, Kind.FUNCTION, Kind.PARTICLE})
_FEWEST, _MOST = 3, 4


def place(tokens: Sequence[Token]) -> int:
    """The place of the patronymic among the words of a person's name, -1 if it has none: behind
    another name, and the first such word where the surname ends alike (Roman Arkadyevich
    Abramovich)."""
    names = []
    for at, token in enumerate(tokens):
        if token.kind in _NAMES:
            names.append(at)
        elif token.kind not in _BESIDE:
            return -1
    if not _FEWEST <= len(names) <= _MOST:
        return -1
    ends = (at for at in names[1:] if _ends(tokens[at].keys[0]))
    return next(ends, -1)


def _ends(word: str) -> bool:
    return word.endswith(ENDINGS) and bool(_MAN.search(word) or _WOMAN.search(word))


def as_patronymic(token: Token, lexicon: Lexicon) -> Token:
    """The token as a patronymic, with a key that it shares with other forms of it (Volodymyrovych,
    Vladimirovich)."""
    shared = dict.fromkeys(filter(None, (_shared(key, lexicon) for key in token.keys)))
    keys = (*token.keys, *shared)
    routes = (*token.routes, *(token.routes[:1] * len(shared)))
    weight = lexicon.weight(token.keys[0], Kind.FATHER)
    return token._replace(keys=keys, routes=routes, kind=Kind.FATHER, weight=weight)


def _shared(word: str, lexicon: Lexicon) -> str:
    for ending, sex in ((_MAN, "ovich"), (_WOMAN, "ovna")):
        found = ending.search(word)
        if found:
            father = lexicon.fathers.get(root(found.group(1)))
            return f"{GIVEN}{father} {sex}" if father else ""
    return ""
