"""Names that several words make together, and that are written as one as well: Abd al-Rahman and
Abdurrahman, Salah al-Din and Salaheddine, Nasr Allah and Nasrallah."""

from __future__ import annotations

import re

from tidegate.text import written
from tidegate.text.lexicon import Kind, Lexicon
from tidegate.text.sound import ABROAD, GIVEN, WRITTEN
from tidegate.text.tokens import Token

_ABD = re.compile(r"abd(?:[uaeo]|ou)?([lrsnztd])(?=[a-z]{4})")
_FAITH = re.compile(
    r"([a-z]{2,}?)(?:(?:[aeiou]|ou)?(?:d|l|l-)?d(?:d?i|ee|ie)n|(?:oud|ud)(?:i|ee|ie)n)e?"
)
_SURELY_FAITH = re.compile(r"(?:[aeou]d|l|d)d(?:i|ee|ie)ne?$|(?<=[a-z]{4})o?ud(?:i|ee|ie)ne?$")
_GOD = re.compile(r"([a-z]{3,}?)[aeiou]?ll?ah?")
_SURELY_GOD = re.compile(r"[aeiou]lla[h]?$")
_FAITH_WORDS = frozenset({"din", "deen", "dine", "eddin", "eddine", "uddin", "uddine", "addin",
                          "addine", "aldin", "aldeen", "eldin", "eldeen", "eldine",
                          "udin"})  # fmt: skip
_GOD_WORDS = frozenset({"allah", "ullah", "ollah", "ellah"})
_FATHER = re.compile(r"ab(?:ou|u|o)(?:l(?=[a-z]{4})|(?=[a-z]{4}))")
# What stands before a name, and the signs of it.
_BEFORE = {"abdul": "abd", "abu": "abu", "umm": "umm"}
_BEFORE_SIGNS = {"abdul": "Ebd+", "abu": "AbW", "umm": "Am"}
_ARTICLES = frozenset({"al", "el", "ed", "id"})
_DIN, _ALLAH = "din", "allah"
_SIGNS = {_DIN: "+dYn", _ALLAH: "+lah"}
_MARKS = (GIVEN, ABROAD)


def glued(word: str) -> tuple[str, str]:
    """A Latin word in the one spelling that all spellings of a compound share, and the word in it
    that tells how common it is; the word itself and nothing where it is none."""
    if len(word) < 7:
        return word, ""
    servant = _ABD.match(word)
    if servant and len(word) > 7:
        rest = word[servant.end() :]
        if rest.startswith(_ALLAH[2:]):
            return word, ""  # Abdollahian: the servant of God
        if servant.group(1) == "l" or rest.startswith(servant.group(1)):
            return "abd" + rest, rest
        return word, ""
    father = _FATHER.match(word)
    if father:
        return "abu" + word[father.end() :], word[father.end() :]
    if _SURELY_FAITH.search(word):
        found = _FAITH.fullmatch(word)
        if found:
            return found.group(1) + _DIN, found.group(1)
    if _SURELY_GOD.search(word) and not word.startswith("abd"):
        found = _GOD.fullmatch(word)
        if found:
            return found.group(1) + _ALLAH, found.group(1)
    return word, ""


def given(key: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The keys that a given name shares with its other forms. The servant of the Merciful is
    another than that of the Generous: Abdulrahim, Abdulkarim."""
    known = lexicon.given
    own = known.get(key, ())
    if not own and key.endswith("e"):
        key = key[:-1]  # French spellings: Yassine, Noureddine
        own = known.get(key, ())
    for first, short in _BEFORE.items():
        if key.startswith(short) and not own:
            found = known.get(key.removeprefix(first).removeprefix(short), ())
            return tuple(form[0] + short + form[1:] for form in found)
    for tail in (_DIN, _ALLAH):
        if key.endswith(tail) and len(key) > len(tail) + 1:
            stem = key.removesuffix(tail)
            found = known.get(stem, ()) + known.get(stem.removesuffix("t"), ())  # Hiba, Hibatullah
            return own + tuple(form + tail for form in dict.fromkeys(found))
    return own


def joined(tokens: list[Token], token: Token, lexicon: Lexicon) -> tuple[Token, int]:
    """A word with the words before it that it is one name with, and how many these are."""
    if not tokens or token.kind is not Kind.DISTINCTIVE:
        return token, 0
    back = 1
    if tokens[-1].keys[0] in _ARTICLES and len(tokens) > 1:
        back = 2
    first = tokens[-back]
    if first.kind is Kind.PARTICLE and first.keys[0] in _BEFORE:
        return _with_head(first, token, lexicon), back
    tail = _tail(token, back)
    if tail and first.kind is Kind.DISTINCTIVE:
        return _with_tail(first, token, tail, lexicon), back
    return token, 0


def _tail(token: Token, back: int) -> str:
    key = token.keys[0]
    if key in _GOD_WORDS and back == 1:
        return _ALLAH
    return _DIN if key in _FAITH_WORDS else ""


def _with_head(first: Token, token: Token, lexicon: Lexicon) -> Token:
    """Abd al-Rahman and Abdul Rahman as the one name that Abdulrahman is; Abu Bakr, Abubakar."""
    long, short = first.keys[0], _BEFORE[first.keys[0]]
    keys: list[str] = []
    for key in token.keys:
        if key[0] == WRITTEN:
            keys.append(WRITTEN + _BEFORE_SIGNS[long] + key[1:].removeprefix(written.ARTICLE))
        elif key == _ALLAH and short == "abd":
            keys += ("abdullah", "abdallah")
        elif key[0] not in _MARKS:
            keys += (short + key, long + key)
    keys += given(keys[0], lexicon)
    keys += (key[0] + short + key[1:] for key in token.keys if key[0] in _MARKS)
    if token.keys[0] == _ALLAH:
        token = token._replace(weight=lexicon.weight(keys[0], Kind.DISTINCTIVE))
    return _made(first, token, keys, "a")


def _with_tail(first: Token, token: Token, tail: str, lexicon: Lexicon) -> Token:
    """Salah al-Din, Nasr Allah as one name, as common as its first word."""
    keys: list[str] = []
    for key in first.keys:
        if key[0] == WRITTEN:
            keys.append(key + _SIGNS[tail])
        elif key[0] not in _MARKS:
            keys.append(key + tail)
    keys += (key + tail for key in first.keys if key[0] in _MARKS)
    return _made(first, token._replace(weight=first.weight), keys, first.initial)


def _made(first: Token, token: Token, keys: list[str], initial: str) -> Token:
    unique = tuple(dict.fromkeys(keys))
    routes = (token.routes[0],) * len(unique)
    return token._replace(start=first.start, keys=unique, routes=routes, initial=initial)
