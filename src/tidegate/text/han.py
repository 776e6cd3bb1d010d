"""Names in Han, kana and Hangul: words by a glossary, what is left by its sound."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tidegate.text import japanese, korean, korean_names, spellings
from tidegate.text.lexicon import Lexicon
from tidegate.text.sound import VOWELLESS, skeleton
from tidegate.text.tokens import RESPELT, ROMANISED

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "〇": 0,
    "○": 0,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "零〇○一二三四五六七八九十百千两"
# A number stands behind 第, or before the word for what is numbered.
_ORDINAL = re.compile(
    rf"第\s*([{_NUMERAL}]+|[0-9]+)|([{_NUMERAL}]{{2,}}|[0-9]+)(?=[所院局厂部室号团师]|研究)"
)
_KNOWN_COST = 10
_UNKNOWN_COST = 11
_UNDOTTED = re.compile(r"[^·・‧•]+")
_VARIANTS = 3
# Characters behind the number of the longest name that begins with one.
_LONGEST_NUMBERED = 6
# Characters of the longest word of a body's name; other spellings of a firm's word.
_LONGEST_WORD = 4
_FIRM_SPELLINGS = 3
_LONGEST_MEANT = 3
_FOREIGN_READINGS = 4
_FOREIGN_LEAST = 3
# Characters that close a word: what stands before them is a word without them.
# Kinds of words that are part of a name where they stand beside it as one character.
_LOOSE = frozenset({"generic", "activity", "organ", "function"})
_TAILS = "市省县区镇州厂所院局站园部厅"


class Piece(NamedTuple):
    """One word of a run: what it is (`kind` of the glossary, `sound` or `number`), what it says
    in Latin (alternatives, each one or more words), and its span in the run. `further` are other
    keys of it with their routes: its sound in other systems of romanisation; `apart` how each of
    its characters sounds and is spelt elsewhere, in a given name."""

    start: int
    end: int
    kind: str
    latin: tuple[str, ...]
    common: bool = False
    further: tuple[tuple[str, int], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()


def han_number(text: str) -> int | None:
    """A number in Han numerals or ASCII digits: 三十八 is 38, 五二 is 52."""
    if text.isascii() and text.isdecimal():
        return int(text)
    if not any(char in _UNITS for char in text):
        digits = [_DIGITS.get(char) for char in text]
        return None if None in digits else int("".join(map(str, digits)))
    total = 0
    digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS[char]
        else:
            return None
    return total + digit


def simplify(text: str, lexicon: Lexicon) -> str:
    """Traditional and Japanese characters as simplified ones, position by position."""
    return text.translate(lexicon.han.simplified)


_Known = Mapping[str, tuple[str, tuple[str, ...], bool]]


class _Tongue(NamedTuple):
    """What words are looked for in a run: its script, and the words known in its language."""

    script: str
    known: _Known


def segment(run: str, script: str, lexicon: Lexicon, native: bool = False) -> list[Piece]:
    """The words of a run of one script (`han`, `kana` or `hangul`), in order, without gaps. In a
    Japanese name (`native`) characters mean what they do in Japanese."""
    tongue = _Tongue(script, lexicon.japanese_words if native else lexicon.han_words)
    pieces = _segment(run, tongue, lexicon)
    return _in_japanese(pieces, run, lexicon) if native else pieces


def _in_japanese(pieces: list[Piece], run: str, lexicon: Lexicon) -> list[Piece]:
    """Words that no table knows in their Japanese readings, cut where a known name ends; their
    Chinese sound behind them."""
    found: list[Piece] = []
    for piece in pieces:
        written = simplify(run[piece.start : piece.end], lexicon)
        cuts = japanese.cuts(written, lexicon) if piece.kind == "sound" else []
        for cut in cuts:
            chinese = sounds(written[cut.start : cut.end], "han", lexicon)[:1]
            span = piece.start + cut.start, piece.start + cut.end
            found.append(Piece(*span, "sound", (*cut.readings, *chinese)))
        if not cuts:
            found.append(piece)
    return found


def _segment(run: str, tongue: _Tongue, lexicon: Lexicon) -> list[Piece]:
    plain = simplify(run, lexicon)
    pieces: list[Piece] = []
    at = 0
    if tongue.script == "han":
        for found in _ORDINAL.finditer(plain):
            number = han_number(found.group(1) or found.group(2))
            if number is None or _of_a_name(plain, *found.span(), tongue.known):
                continue
            pieces += _words(plain, at, found.start(), tongue, lexicon)
            pieces.append(Piece(found.start(), found.end(), "number", (str(number),)))
            at = found.end()
    return pieces + _words(plain, at, len(plain), tongue, lexicon)


def _of_a_name(plain: str, first: int, last: int, known: _Known) -> bool:
    """Whether a known name begins with a number: 第四范式, Fourth Paradigm."""
    words = (known.get(plain[first:end]) for end in range(last + 1, last + _LONGEST_NUMBERED))
    return any(word is not None and word[0] in ("brand", "body") for word in words)


def _words(plain: str, first: int, last: int, tongue: _Tongue, lexicon: Lexicon) -> list[Piece]:
    """The cheapest cover of a stretch by known words; neighbours that no word covers are one."""
    size = last - first
    if size <= 0:
        return []
    known, longest = tongue.known, lexicon.longest_han_word
    cost = [0] + [_UNKNOWN_COST * 1000] * size
    step = [0] * (size + 1)
    for end in range(1, size + 1):
        cost[end] = cost[end - 1] + _UNKNOWN_COST
        step[end] = 1
        for length in range(1, min(longest, end) + 1):
            if plain[first + end - length : first + end] in known:
                price = cost[end - length] + _KNOWN_COST
                # Of two covers that cost the same, the one whose first words are known.
                if price < cost[end] or (price == cost[end] and step[end] != 1):
                    cost[end], step[end] = price, -length
    cuts = []
    end = size
    while end > 0:
        length = abs(step[end])
        cuts.append((first + end - length, first + end, step[end] < 0))
        end -= length
    cuts.reverse()
    _shift(plain, cuts, known)
    if tongue.script in ("han", "hangul"):
        _absorb(plain, cuts, tongue)
    return _joined(plain, cuts, tongue, lexicon)


def _shift(plain: str, cuts: list[tuple[int, int, bool]], known: _Known) -> None:
    """A character alone before a known word takes the first one of that word where the rest is
    known as well: 亚光电子 is Yaguang Electronics and not 光电子, optoelectronics."""
    for at in range(len(cuts) - 1):
        (first, last, _), (_, end, told) = cuts[at], cuts[at + 1]
        before = at == 0 or cuts[at - 1][2]
        if last - first != 1 or not told or not before or plain[first] in _TAILS:
            continue
        if end - last > 2 and plain[last + 1 : end] in known and plain[last:end] in known:
            kind = known[plain[last:end]][0]
            if kind == "activity":
                cuts[at], cuts[at + 1] = (first, last + 1, False), (last + 1, end, True)


def _absorb(plain: str, cuts: list[tuple[int, int, bool]], tongue: _Tongue) -> None:
    """Known words of one character beside an unknown one are part of the unknown word: 新力 is
    Xinli and not "new" and Li."""
    loose = [
        known and last - first == 1 and tongue.known[plain[first]][0] in _LOOSE
        for first, last, known in cuts
    ]
    for at, (first, last, _) in enumerate(cuts):
        before = at > 0 and not cuts[at - 1][2]
        after = at + 1 < len(cuts) and not cuts[at + 1][2]
        if plain[first] in _TAILS:
            before, after = False, after and at == 0
        if loose[at] and (before or after):
            cuts[at] = (first, last, False)


def _joined(
    plain: str, cuts: list[tuple[int, int, bool]], tongue: _Tongue, lexicon: Lexicon
) -> list[Piece]:
    pieces: list[Piece] = []
    start = -1
    for first, last, known in [*cuts, (cuts[-1][1], cuts[-1][1], True)]:
        if not known:
            start = first if start < 0 else start
            continue
        if start >= 0:
            pieces += _spoken(plain, start, first, tongue.script, lexicon)
            start = -1
        if last > first:
            kind, latin, common = tongue.known[plain[first:last]]
            pieces.append(Piece(first, last, kind, latin, common))
    return pieces


def _spoken(plain: str, first: int, last: int, script: str, lexicon: Lexicon) -> list[Piece]:
    """A stretch of unknown characters as one word, or as the words that dots part in it."""
    return [
        Piece(
            *part.span(),
            "sound",
            sounds(part.group(), script, lexicon),
            further=_by(RESPELT, *spellings.respelt(part.group(), lexicon)[:_FIRM_SPELLINGS])
            if script == "han"
            else (),
        )
        for part in _UNDOTTED.finditer(plain, first, last)
    ]


def sounds(text: str, script: str, lexicon: Lexicon) -> tuple[str, ...]:
    """How a stretch sounds in Latin letters: the usual reading first, a few others behind."""
    if script == "kana":
        return japanese.kana(text, lexicon.letters)
    if script == "hangul":
        return korean.hangul(text)
    reading, others = lexicon.han.reading, lexicon.han.other_readings
    usual = [reading.get(char, "") for char in text]
    found = ["".join(usual)]
    for place, char in enumerate(text):
        for other in others.get(char, ())[:2]:
            if len(found) < _VARIANTS:
                found.append("".join((*usual[:place], other, *usual[place + 1 :])))
    return tuple(dict.fromkeys((*found, *foreign_sounds(text, lexicon))))


def pinyin(text: str, lexicon: Lexicon) -> str:
    """The usual reading of a stretch of Han characters."""
    reading = lexicon.han.reading
    return "".join(reading.get(char, "") for char in simplify(text, lexicon))


def spoken_words(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The long name of a body as registers print it in pinyin, word by word: Zhongguo Gongshang
    Yinhang."""
    size = len(text)
    words = []
    at = 0
    while at < size:
        ends = range(min(size, at + _LONGEST_WORD), at, -1)
        end = next((end for end in ends if _is_word(text[at:end], lexicon)), at + 1)
        words.append(pinyin(text[at:end], lexicon))
        at = end
    return tuple(words)


def _is_word(text: str, lexicon: Lexicon) -> bool:
    kind = lexicon.han_words.get(text, ("",))[0]
    return len(text) > 1 and kind not in ("", "brand", "body")


def foreign_sounds(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A foreign name that Han characters write by sound, as keys that meet by their consonants:
    安杜里尔 is anduril. Nothing where the characters may be words."""
    table = lexicon.han.foreign
    if len(text) > japanese.LONGEST_NAME or not any(char in lexicon.han.marked for char in text):
        return ()
    readings = [""]
    for char in text:
        options = table.get(char)
        if options is None:
            return ()
        plain = [one for option in options for one in _either(option)]
        readings = [before + one for one in plain for before in readings][: 4 * _FOREIGN_READINGS]
    bones: dict[str, str] = {}
    for reading in readings:
        bones.setdefault(skeleton(reading), reading)
    kept = [one for bone, one in bones.items() if len(bone) >= _FOREIGN_LEAST]
    return tuple(VOWELLESS + one for one in kept[:_FOREIGN_READINGS])


def _either(option: str) -> tuple[str, ...]:
    if option[0] != "L":
        return (option,)
    return ("l" + option[1:], "r" + option[1:])


def person(run: str, script: str, lexicon: Lexicon) -> list[Piece] | None:
    """A short run taken as a person's name, surname first; None where it cannot be one."""
    if not 2 <= len(run) <= 4:
        return None
    if script == "hangul":
        return None
    plain = simplify(run, lexicon)
    surnames = lexicon.han.surnames
    for length in (2, 1):
        name = surnames.get(plain[:length])
        if name is not None and 1 <= len(plain) - length <= 2:
            family = _by(RESPELT, *spellings.family(plain[:length], name, lexicon))
            given = plain[length:]
            spelt = (*spellings.respelt(given, lexicon), *korean.hanja(given, lexicon))
            others = _by(RESPELT, *spelt)
            hangul = _by(ROMANISED, *korean_names.in_hanja(plain[:length], given, lexicon))
            family, others = family + hangul[:1], others + hangul[1:]
            keys = sounds(given, "han", lexicon)
            apart = (
                tuple(spellings.spelt(char, lexicon) for char in given) if len(given) > 1 else ()
            )
            return [
                Piece(0, length, "sound", (name,), further=family),
                Piece(length, len(plain), "sound", keys, further=others, apart=apart),
            ]
    if len(plain) == 4 and plain[0] in surnames:
        # A married woman's two surnames: 林郑月娥.
        born = person(plain[1:], script, lexicon)
        if born and born[0].end == 1:
            moved = [one._replace(start=one.start + 1, end=one.end + 1) for one in born]
            taken = _by(RESPELT, *spellings.family(plain[0], surnames[plain[0]], lexicon))
            return [Piece(0, 1, "sound", (surnames[plain[0]],), further=taken), *moved]
    return None


def _by(route: int, *keys: str) -> tuple[tuple[str, int], ...]:
    return tuple((key, route) for key in keys)


def meanings(text: str, lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """What each character of a short unknown word means in English (天升 is Sky Rise); nothing
    where one of them is not known to mean anything."""
    if not 1 < len(text) <= _LONGEST_MEANT:
        return ()
    meant = tuple(lexicon.han.meanings.get(char, ()) for char in simplify(text, lexicon))
    return meant if all(meant) else ()
