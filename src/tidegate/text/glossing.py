"""Words of Han, kana and Hangul on their way: glossed by what they mean, or by how they sound."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from tidegate.text import han, japanese
from tidegate.text.lexicon import Kind, Lexicon, kind_of
from tidegate.text.sound import VOWELLESS
from tidegate.text.tokens import ROMANISED, TRANSLATED, Token, Word

_TRANSLATED_WEIGHT = 60
_OPTIONAL_WEIGHT = 2


def brand_options(options: Sequence[str], kind: str) -> tuple[tuple[str, ...], ...]:
    """What a brand is called in Latin letters: a brand of several words stays one word, the
    long name of a body (an institute, a state group) is its words, and one word as well."""
    if kind == "brand":
        return tuple((option.replace(" ", ""),) for option in options)
    words = tuple(tuple(option.split(" ")) for option in options)
    if all(len(option) > 1 for option in words):
        return (*words, (options[0].replace(" ", ""),))
    return words


# Legal forms that one character in brackets stands for.
_BRACKETED = {"주": "co ltd", "株": "co ltd", "유": "co ltd", "有": "co ltd"}


def glossed(
    run: str, start: int, script: str, lexicon: Lexicon, kind: str | None, text: str
) -> list[Word]:
    """The words of a run of one script that stands at `start` of a text."""
    if run in _BRACKETED and text[start - 1 : start + 2] == f"({run})":
        form = han.Piece(0, 1, "form", (_BRACKETED[run],))
        return _piece_words(form, start, script, lexicon, run)
    pieces = None
    if kind in (None, "person") and run == text.strip():
        whole = han.segment(run, script, lexicon)
        if all(piece.kind == "sound" for piece in whole) or kind == "person":
            pieces = han.person(run, script, lexicon)
        pieces = pieces or whole
    native = script == "han" and japanese.tells(run, text, lexicon)
    words: list[Word] = []
    for piece in pieces or han.segment(run, script, lexicon, native):
        found = _piece_words(piece, start, script, lexicon, run)
        if piece.kind == "sound" and script == "han" and kind != "person" and found:
            meant = han.meanings(run[piece.start : piece.end], lexicon)
            found[0] = found[0]._replace(meant=meant)
        if script == "han" and found:
            spoken = not native and found[-1].token is None
            found[-1] = found[-1]._replace(spoken=spoken)
            found[-1] = _with_japanese(found[-1], piece, run, lexicon, native)
        words += found
    return words


def _with_japanese(word: Word, piece: han.Piece, run: str, lexicon: Lexicon, native: bool) -> Word:
    """The word with its Japanese readings behind its other keys: in a Japanese name of any known
    word, elsewhere of one that is a Japanese name as a whole."""
    written = han.simplify(run[piece.start : piece.end], lexicon)
    if word.token is None:
        keys = () if native else japanese.whole(written, lexicon)
        return word._replace(keys=tuple(dict.fromkeys((*word.keys, *keys))))
    if not native or word.token.kind in (Kind.FORM, Kind.NUMBER):
        return word
    keys = tuple(dict.fromkeys((*word.keys, *japanese.readings(written, lexicon))))
    routes = word.token.routes + (ROMANISED,) * (len(keys) - len(word.token.keys))
    return word._replace(keys=keys, token=word.token._replace(keys=keys, routes=routes))


def _piece_words(
    piece: han.Piece, offset: int, script: str, lexicon: Lexicon, run: str
) -> list[Word]:
    start, end = offset + piece.start, offset + piece.end
    if piece.kind == "number":
        weight = lexicon.weight(piece.latin[0], Kind.NUMBER)
        token = Token(start, end, piece.latin, (TRANSLATED,), Kind.NUMBER, weight)
        return [Word(start, end, piece.latin, TRANSLATED, token=token)]
    if piece.kind == "sound":
        keys = tuple(key for key in piece.latin if key)
        word = Word(start, end, keys, ROMANISED, further=piece.further, apart=piece.apart)
        return [word] if keys else []
    if piece.kind in ("brand", "body"):
        written = han.simplify(run[piece.start : piece.end], lexicon)
        sound = tuple(
            key for key in han.sounds(written, script, lexicon) if not key.startswith(VOWELLESS)
        )
        options = brand_options(piece.latin, piece.kind)
        if script == "han" and piece.kind == "body":
            options += (han.spoken_words(written, lexicon),)
        return [Word(start, end, sound, ROMANISED, expansions=options, common=piece.common)]
    if piece.kind == "function":
        return []
    words = _translated(piece, start, end, lexicon)
    if script == "han" and words:
        words[-1] = _with_pinyin(words[-1], han.pinyin(run[piece.start : piece.end], lexicon))
    return words


def _with_pinyin(word: Word, spoken: str) -> Word:
    """A translated word that meets its own sound too: registers print Jishu for technology."""
    token = word.token
    if token is None or not spoken or spoken in token.keys:
        return word
    keys, routes = (*token.keys, spoken), (*token.routes, ROMANISED)
    return word._replace(keys=keys, token=token._replace(keys=keys, routes=routes))


def _unlisted(kind: Kind) -> Kind:
    """The kind of a translation that no word table holds: where a Latin name prints it, the word
    is a distinctive one there, and so it is here."""
    return Kind.DISTINCTIVE if kind in (Kind.ACTIVITY, Kind.GENERIC, Kind.ORGAN) else kind


def _translated(piece: han.Piece, start: int, end: int, lexicon: Lexicon) -> list[Word]:
    """A glossed word where it stands."""
    known = _translation(piece.kind, piece.latin, lexicon)
    tokens = [Token(start, end, *token[2:]) for token in known]
    return [Word(start, end, token.keys, TRANSLATED, token=token) for token in tokens]


@functools.lru_cache(maxsize=1 << 13)
def _translation(kind_name: str, latin: tuple[str, ...], lexicon: Lexicon) -> tuple[Token, ...]:
    """One token for each word of the first translation; translations of one word stand beside
    the last of them."""
    kind = kind_of(kind_name)
    parts = [lexicon.phrases(option) for option in latin]
    first = [latin[0]] if kind is Kind.FORM else parts[0]
    others = tuple(part[0] for part in parts[1:] if len(part) == 1)
    tokens = []
    for at, word in enumerate(first):
        last = at == len(first) - 1
        options = (word, *others) if last else (word,)
        keys, kinds = [], []
        for option in options:
            sense = lexicon.sense(option, False)
            keys.append(sense.canonical if sense else option)
            kinds.append(sense.kind if sense else _unlisted(kind))
        shown = Kind.FORM if kind is Kind.FORM else kinds[0]
        weight = min(lexicon.weight(keys[0], shown), _TRANSLATED_WEIGHT)
        # The helping words of one Han word must not outweigh it, and are hardly missed where it
        # is translated without them as well: 研究所 is a Research Institute, or an Institute.
        if not last:
            spared = any(part[-1] == first[-1] and word not in part for part in parts[1:])
            weight = _OPTIONAL_WEIGHT if spared else (weight + 1) // 2
        unique = tuple(dict.fromkeys(keys))
        routes = (TRANSLATED,) * len(unique)
        tokens.append(Token(0, 0, unique, routes, shown, weight, word[0]))
    return tuple(tokens)
