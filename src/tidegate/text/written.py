"""Words of Arabic script, which leaves short vowels out: what they write, letter by letter, and
which Latin spellings can be read as that.

A written word is a string of signs behind `sound.WRITTEN`, one for each letter, and `a`, `i`, `u`
for the short vowels where they are known. So كريم is `krYm`: it reads as Karim, Kareem and Krim,
but neither as Karam (no long i) nor as Akram.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Mapping
from typing import TypeVar

from tidegate.text.sound import skeleton

Spellings = Mapping[str, int]
"""Latin spellings of a sign, and whether each is a rarer one (1) or not (0)."""

_Heard = dict[tuple[str, str], tuple[str, ...]]
_FIRST, _LAST, _ANY = "first", "last", "any"
ARTICLE = "+"
"""The sign of the article inside a name that is written together."""
_KNOWN_VOWELS = "aiu"
_VOICE = frozenset(_KNOWN_VOWELS)
_TELL_NOTHING = frozenset("EXON+" + _KNOWN_VOWELS)
_Row = TypeVar("_Row")
# Signs beside which no short vowel is written: they are vowels, or bring their own.
_VOWELS = frozenset("AWYEXONFIL+" + _KNOWN_VOWELS)
_SHORT: Spellings = dict.fromkeys(("", "a", "e", "i", "o", "u"), 0) | dict.fromkeys(
    ("ou", "oo", "ee", "y", "eu", "ea", "aa"), 1
)
_AS_KNOWN = str.maketrans("eoy", "iui")
_LONG_END = re.compile(r"(?<=[AW])YI$")
_MOST_RARE = 3
_MOST_HEARD = 12
# An h that a reader of Latin letters takes for one letter with the consonant before it: Adham.
_WITH_LAST = "-"
_DOUBTFUL_H = frozenset("sSkKtdgC")
_EVEN = {"F": "h", "I": "Y", "L": "Y"}
# One writing for what differs in hamza, the form of a letter or its dots alone.
_ALIKE = zip("أإآٱىیېئےؤکگھہةۀ", "اااايييييوكگهههه", strict=True)
_PLAIN = str.maketrans(dict(_ALIKE) | {"ـ": "", "ء": ""})


# What letters are spelt as in Latin ones, from general knowledge of how names are romanised
# (library, passport and press spellings; English, French, Persian and Turkish habits): the letters,
# the sign that stands for them, their place in a word, the usual spellings, the rarer ones (`.` a
# short vowel or none, `-` silent, `=` none) and the consonants that a listener may hear.
_TABLE = """
    ب b any b|bb p b
    پ p any p|pp b p
    تټٹط t any t|tt th|d t
    ث T any th|s|t|ss tt t|s
    ج j any j|dj|g|jj|gg dg|jh|gh|z|zh|dzh|y j
    چ C any ch|tch c|j|tsh|sh ch
    ح h any h|hh - h
    هہھ h any h|hh - h
    ةۀە F any a|ah|e|eh|at|h et|ath|.h|o|u|ou|i|ih -|t
    هہةۀە F last a|ah|e|eh|at|h t|et|ath|.h|o|u|ou|i|ih -|t
    خ x any kh|x|k h|kk|hk kh|k
    دډڈ d any d|dd t d
    ذ D any dh|z|d|th zz|dd|dz d|z|t
    رړڑڕ r any r|rr = r
    ځ K any z|dz|zh|j zz|dj z|j
    څ c any ts|s|c|tz cs|z s
    ښ B any kh|sh|x|kh ch|h sh|kh
    ز z any z|zz s z
    ژږ J any zh|j|z jh|g z|j
    سص s any s|ss c|z s
    ش S any sh|ch|sch s|ssh|sz sh|ch
    ضظ Z any d|dh|z|th dd|zz|dz|ddh d|z|t
    ع E any -|a|e|i|o|u|aa|ou|oo|ee ia|ea|ae|ai|ie|ei|ah|ua|oa|eh|y|aw -
    ع E first a|e|i|o|u|aa|ou|oo|ee ai|ei|ae|y|ya|eu|ea a
    ع E last -|a|e|aa|ah|i|eh = -
    غ G any gh|g q|k|rh|r gh|k
    ف f any f|ff|ph v f
    ڤ v any v|w|f = f|-
    ق q any q|k|gh|g|c|qq|gg kk|kh|ck|ch|j k|g
    کكګ k any k|c|kk|ck|q g|ch|kh k
    گ g any g|gg|gu k|gh g|k
    لڵ l any l|ll = l
    م m any m|mm = m
    نںڼ n any n|nn m n
    اآأإٱ A any a|aa e|o|ah|ae|ea -
    اآأإٱ A first a|e|i|o|u|aa ou|oo|ee|ai|ei|eu|ae|ea|y|ya a
    اآأإٱ A last a|ah|aa e|o -
    وۆۇ W any u|o|ou|oo|aw|au|ow|ew|aou|.w.|.v.|.ww. woo|wou|vou|voo|eu|eo|oe|uw|ouw|uo|ua|oua|oue -
    وۆۇ W first w.|v.|u|o|ou|oo ow|ew|aw|ou.|vu w|a
    وۆۇ W last u|o|ou|oo|aw|ow|w|v|.w|.v uh|oe|oh|eu|au|ew -
    يیېۍێےى Y any i|e|ee|y|ay|ai|ei|ey|iy|.y.|.yy. ie|ij|ii|ea|ae|yi|iye|aya|eye|.j.|.i.|ia -
    يیېۍێے Y first y.|i|e|ee|yi|yo j.|ie|ye.|ia|iou|io a
    يیېۍێے I last i|y|ee|ie|ey|ei|ai|ay iy|yy|iyy|ii|e|ij|yi|aye|iye|ih|eh|ia|ae -
    ى L last a|aa|ah|i|y e|ee|ey|ay -
    ء X any -|a|e|i o|u|y|ye|ee -
    ؤ O any -|a|o|u|ou|oo|w|.w. e|i|ua|oa -
    ئ N any -|a|e|i|y|.y.|ee|ei ae|ie|ye|yi|eye -
    + + any .l|.r|.d|.n|.s|.z|.t|.sh|ou|oul|our|oud|ous|oun|ousse|. .ll|.th|.dh|.ch|. l|r|d|n|s|t
    a a any a|e|aa o|ae|ea|- -
    i i any i|e|y ee|ie|ei|- -
    u u any u|o|ou|oo eu|eo|- -
"""


def _expanded(spelling: str) -> tuple[str, ...]:
    """The spellings that one cell stands for: `.` is a short vowel or none."""
    if spelling == "-":
        return ("",)
    parts = [("", "a", "e", "i", "o", "u") if char == "." else (char,) for char in spelling]
    return tuple(map("".join, itertools.product(*parts)))


def _cell(text: str) -> tuple[str, ...]:
    return () if text == "=" else tuple(one for cell in text.split("|") for one in _expanded(cell))


def _read_table() -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], Spellings], _Heard]:
    """Each letter's sign by its place, each sign's spellings by its place, and what it is heard
    as."""
    signs: dict[tuple[str, str], str] = {}
    spellings: dict[tuple[str, str], Spellings] = {}
    heard: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in _TABLE.strip().split("\n"):
        letters, sign, place, usual, rarer, sounds = row.split()
        for letter in letters:
            signs.setdefault((letter, place), sign)
        spellings[sign, place] = dict.fromkeys(_cell(rarer), 1) | dict.fromkeys(_cell(usual), 0)
        heard[sign, place] = _cell(sounds)
    return signs, spellings, heard


_SIGNS, _SPELLINGS, _HEARD = _read_table()


def plain(word: str) -> str:
    """A word as tables are asked for it: hamza, the dots of ya and the form of a letter aside."""
    composed = unicodedata.normalize("NFC", word)
    return "".join(c for c in composed if not unicodedata.combining(c)).translate(_PLAIN)


def write(word: str) -> str:
    """The signs of a word of Arabic letters, without the mark; other characters leave none."""
    known = [char for char in unicodedata.normalize("NFC", word) if (char, _ANY) in _SIGNS]
    last = _SIGNS.get((known[-1], _LAST)) if len(known) > 1 else None
    found = [_SIGNS[char, _ANY] for char in known]
    signs = "".join((*found[:-1], last) if last else found)
    return _LONG_END.sub("NI", signs)  # Rezai, Rezaei, Mehrjui


@functools.lru_cache(maxsize=1 << 15)
def reads(signs: str, latin: str) -> int | None:
    """How many rarer spellings it takes to read a Latin word as these signs, None where it cannot
    be read so."""
    ends = {0: 0}
    for spellings, longest in _steps(signs):
        further: dict[int, int] = {}
        for end, rare in ends.items():
            for stop in range(end, min(len(latin), end + longest) + 1):
                cost = rare + spellings.get(latin[end:stop], _MOST_RARE + 1)
                if cost < further.get(stop, _MOST_RARE + 1):
                    further[stop] = cost
        ends = further
    found = ends.get(len(latin))
    if found is None and latin.endswith("e") and signs[-1] not in _VOWELS:
        mute = ends.get(len(latin) - 1, _MOST_RARE)  # Yassine, Noureddine
        return mute + 1 if mute < _MOST_RARE else None
    return found


@functools.lru_cache(maxsize=1 << 12)
def _steps(signs: str) -> tuple[tuple[Spellings, int], ...]:
    steps = []
    for at in range(len(signs)):
        if _vowel_before(signs, at):
            steps.append(_SHORT)
        steps.append(_spellings(signs, at))
    return tuple((one, max(map(len, one))) for one in steps)


def _vowel_before(signs: str, at: int) -> bool:
    """Whether a short vowel that is not written may stand before a sign: between consonants."""
    return at > 0 and signs[at] not in _VOWELS and signs[at - 1] not in _VOWELS


def _by_place(table: Mapping[tuple[str, str], _Row], signs: str, at: int) -> _Row | None:
    sign = signs[at]
    place = _FIRST if at == 0 else _LAST if at == len(signs) - 1 else _ANY
    for where in (place, _ANY, _LAST):
        if (sign, where) in table:
            return table[sign, where]
    return None


def _spellings(signs: str, at: int) -> Spellings:
    found = _by_place(_SPELLINGS, signs, at) or {signs[at]: 0}
    if at == 0 and signs[0] in "AE" and signs[1:2] in ("A", "W", "Y"):
        return {**found, "": 0}  # the seat of a long vowel: Iran, Omid, Adil
    return found


@functools.lru_cache(maxsize=1 << 13)
def heard(signs: str) -> tuple[str, ...]:
    """The consonants (`sound.skeleton`) of what a written word may be spelt as, the usual ones
    first."""
    choices: list[tuple[str, ...]] = []
    for at, sign in enumerate(signs):
        if sign == "h" and at and signs[at - 1] in _DOUBTFUL_H:
            choices.append(("h", _WITH_LAST + "h"))
        elif sign not in _KNOWN_VOWELS:
            choices.append(_by_place(_HEARD, signs, at) or (sign,))
    spelt = itertools.islice(itertools.product(*choices), _MOST_HEARD)
    tail = "a" if signs[-1] in _VOWELS else ""
    read = ("a".join(part for part in one if part) + tail for one in spelt)
    bones = (skeleton(one.replace("a" + _WITH_LAST, "")) for one in read)
    return tuple(dict.fromkeys(bone for bone in bones if bone))


def voiced(signs: str, latin: str) -> str | None:
    """The signs with the short vowels that a spelling of the word shows, in a, i and u; None where
    it is no spelling of it."""
    states = {0: (0, "")}
    for at, sign in enumerate(signs):
        if _vowel_before(signs, at):
            states = _extended(states, latin, _SHORT, "")
        states = _extended(states, latin, _spellings(signs, at), sign)
    found = states.get(len(latin))
    return found[1] if found else None


def _extended(
    states: dict[int, tuple[int, str]], latin: str, spellings: Spellings, sign: str
) -> dict[int, tuple[int, str]]:
    """Where each state may go by one sign, or by a short vowel where there is none."""
    further: dict[int, tuple[int, str]] = {}
    for end, (rare, done) in states.items():
        for text, cost in spellings.items():
            if not latin.startswith(text, end):
                continue
            state = (rare + cost, done + (sign or text[:1].translate(_AS_KNOWN)))
            stop = end + len(text)
            if stop not in further or state < further[stop]:
                further[stop] = state
    return further


def silent(signs: str) -> str:
    """Signs without the short vowels that are known, and without differences in writing that mean
    nothing."""
    return "".join(_EVEN.get(sign, sign) for sign in unvoiced(signs))


def unvoiced(signs: str) -> str:
    """Signs without the short vowels that are known."""
    return "".join(sign for sign in signs if sign not in _VOICE)


def is_voiced(signs: str) -> bool:
    """Whether short vowels of a written word are known."""
    return not _VOICE.isdisjoint(signs)


def letters_told(signs: str) -> int:
    """How many letters of a written word tell it from others: consonants and long vowels."""
    return sum(sign not in _TELL_NOTHING for sign in signs)
