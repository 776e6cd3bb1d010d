"""The ways to read a name: what its brands are called, what the characters of its words mean."""

from __future__ import annotations

from tidegate.text.glossing import brand_options
from tidegate.text.lexicon import Kind, Lexicon
from tidegate.text.tokens import RESPELT, ROMANISED, SAME, TRANSLATED, Token, Word
from tidegate.text.words import TOKEN_LIMIT

READING_LIMIT = 4
_COMMON_BRAND = 75
_MEANT_WEIGHT = 60
# What may stand beside an acronym that others bear too, where it still means the body.
_BESIDE_ACRONYM = frozenset({Kind.FORM, Kind.FUNCTION, Kind.PLACE, Kind.NUMBER, Kind.ORGAN,
                             Kind.TITLE})  # fmt: skip


def readings_of(
    tokens: list[tuple[Token, Word]], lexicon: Lexicon
) -> tuple[tuple[Token, ...], ...]:
    """One sequence of tokens for each way to read the brands in a name."""
    readings: list[list[Token]] = [[]]
    bare = sum(token.kind not in _BESIDE_ACRONYM for token, _ in tokens) < 2
    for token, word in tokens:
        expansions = word.expansions
        if not expansions and token.kind is Kind.DISTINCTIVE and token.routes[0] == SAME:
            brand = lexicon.brands.get(token.keys[0])
            if brand and not (brand.kind == "body" and brand.common and not bare):
                expansions = brand_options(brand.latin, brand.kind)
        if word.meant or word.apart:
            apart = [_character(token, keys, lexicon) for keys in word.apart if keys[0]]
            meant = [_meaning(token, options, lexicon) for options in word.meant]
            ways = [way for way in ([token], apart, meant) if way]
            readings = [[*reading, *way] for way in ways for reading in readings][:READING_LIMIT]
            continue
        if not expansions:
            for reading in readings:
                reading.append(token)
            continue
        options = _options(token, expansions, lexicon, word.common)
        readings = [[*reading, *option] for option in options for reading in readings][
            :READING_LIMIT
        ]
    return tuple(tuple(reading[:TOKEN_LIMIT]) for reading in readings)


def _character(token: Token, keys: tuple[str, ...], lexicon: Lexicon) -> Token:
    """One character of a given name by its sound and its spellings: 栋, dong, Tung, Tong."""
    weight = lexicon.weight(keys[0], Kind.DISTINCTIVE)
    routes = (ROMANISED, *(RESPELT,) * (len(keys) - 1))
    return Token(token.start, token.end, keys, routes, Kind.DISTINCTIVE, weight, keys[0][:1])


def _meaning(token: Token, options: tuple[str, ...], lexicon: Lexicon) -> Token:
    """One character of a word as the English words that it may stand for."""
    senses = [lexicon.sense(option, False) for option in options]
    keys = [sense.canonical if sense else one for one, sense in zip(options, senses, strict=True)]
    kind = senses[0].kind if senses[0] else Kind.DISTINCTIVE
    unique = tuple(dict.fromkeys(keys))
    weight = min(lexicon.weight(unique[0], kind), _MEANT_WEIGHT)
    routes = (TRANSLATED,) * len(unique)
    return Token(token.start, token.end, unique, routes, kind, weight, options[0][0])


def _options(
    token: Token, expansions: tuple[tuple[str, ...], ...], lexicon: Lexicon, common: bool
) -> list[list[Token]]:
    """The readings of a brand: its one-word names together with its own sound, then each of its
    longer names."""
    singles = [option[0] for option in expansions if len(option) == 1]
    keys = tuple(dict.fromkeys((*singles, *token.keys)))
    own = dict(zip(token.keys, token.routes, strict=True))
    routes = tuple(own.get(key, TRANSLATED) for key in keys)
    weight = lexicon.weight(keys[0], Kind.DISTINCTIVE)
    if common:
        weight = min(weight, _COMMON_BRAND)
    if token.routes[0] == SAME:
        # Written in Latin already: the word itself stays the first key.
        keys = tuple(dict.fromkeys((*token.keys, *singles)))
        routes = tuple(SAME if key in token.keys else TRANSLATED for key in keys)
        weight = token.weight
    options = [[Token(token.start, token.end, keys, routes, Kind.DISTINCTIVE, weight)]]
    for option in expansions:
        if len(option) == 1:
            continue
        longer = []
        # What a body is called in pinyin is told apart in Latin letters alone: see RESPELT.
        route = RESPELT if "".join(option) in token.keys else TRANSLATED
        for key, kind in lexicon.senses_of(" ".join(option)):
            span, weight = (token.start, token.end), lexicon.weight(key, kind)
            longer.append(Token(*span, (key,), (route,), kind, weight, key[0]))
        options.append(longer)
    return options
