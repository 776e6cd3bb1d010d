"""A name taken apart once: its words with kind, keys and weight, in one or a few readings."""

from __future__ import annotations

import re

from tidegate.text.lexicon import Kind, Lexicon
from tidegate.text.normal import plain_text
from tidegate.text.sound import VOWELLESS
from tidegate.text.tokens import SAME, TRANSLATED, Analysis, Token
from tidegate.text.words import TOKEN_LIMIT, Word, brand_options, raw_words

TEXT_LIMIT = 600
READING_LIMIT = 4
_COMMON_BRAND = 75
_AREAS = frozenset({"district", "county", "province", "city", "town", "village", "township"})
_ORDINAL = re.compile(r"0*([0-9]+)(?:st|nd|rd|th)?")
_NUMBER_MARKS = frozenset({"no", "nos", "№", "number", "nr", "num"})
_TENS_LAST = 100


def analyse(name: str, lexicon: Lexicon, kind: str | None = None) -> Analysis:
    """The words of a name. `kind` matters where a word means something else in an address.

    Never raises: what is no word of any script leaves no token. Deterministic and pure.
    """
    cut = len(name) > TEXT_LIMIT
    text = plain_text(name[:TEXT_LIMIT])[: 2 * TEXT_LIMIT]
    words = raw_words(text, lexicon, kind)
    tokens = _tokens(words, lexicon, kind == "address")
    cut = cut or len(tokens) > TOKEN_LIMIT
    readings: list[tuple[Token, ...]] = []
    for part in _without_acronym(text, tokens[:TOKEN_LIMIT]):
        readings += _readings(part, lexicon)
    return Analysis(text, tuple(readings[:READING_LIMIT]), cut)


def _without_acronym(text: str, tokens: list[tuple[Token, Word]]) -> list[list[tuple[Token, Word]]]:
    """A name that prints its own acronym in brackets is two names: `Beijing University of
    Aeronautics and Astronautics (BUAA)`."""
    for at, (token, word) in enumerate(tokens):
        bracketed = text[token.start - 1 : token.start] == "(" and text[token.end :][:1] == ")"
        if not (bracketed and word.upper and token.kind is Kind.DISTINCTIVE and at > 0):
            continue
        letters = {other.initial for other, _ in tokens[:at]}
        key = token.keys[0]
        if 2 < len(key) < 9 and key[0] in letters and key[-1] in letters:
            return [tokens[:at] + tokens[at + 1 :], [(token, word)]]
    return [tokens]


def _tokens(words: list[Word], lexicon: Lexicon, address: bool) -> list[tuple[Token, Word]]:
    """Phrases joined, numbers read, kinds told."""
    tokens: list[tuple[Token, Word]] = []
    i = 0
    while i < len(words):
        word = words[i]
        taken = 1
        if word.token is not None:
            tokens.append((word.token, word))
        else:
            phrase = _phrase(words, i, lexicon, address)
            number = None if phrase else _number(words, i, lexicon, address)
            if phrase:
                token, taken = phrase
            elif number:
                token, taken = number
            else:
                token = _single(word, i, lexicon, address)
            if token.kind is Kind.DISTINCTIVE and tokens:
                token = _servant(tokens, token)
            elif address and token.keys[0] in _AREAS and tokens:
                _name_area(tokens, lexicon)
            tokens.append((token, word))
        i += taken
    return tokens


def _servant(tokens: list[tuple[Token, Word]], token: Token) -> Token:
    """Abd al-Rahman and Abdul Rahman as the one name that Abdulrahman is. The particles before
    it are taken from `tokens`."""
    back = 1
    if tokens[-1][0].keys[0] == "al" and len(tokens) > 1:
        back = 2
    first = tokens[-back][0]
    if first.kind is not Kind.PARTICLE or first.keys[0] != "abdul":
        return token
    del tokens[-back:]
    keys: list[str] = []
    for key in token.keys:
        mark = VOWELLESS if key.startswith(VOWELLESS) else ""
        plain = key.removeprefix(VOWELLESS)
        keys += (mark + "abd" + plain, mark + "abdul" + plain)
    routes = (token.routes[0],) * len(keys)
    return token._replace(start=first.start, keys=tuple(keys), routes=routes, initial="a")


def _name_area(tokens: list[tuple[Token, Word]], lexicon: Lexicon) -> None:
    """The word before `district` or `province` names a place."""
    token, word = tokens[-1]
    if token.kind is Kind.DISTINCTIVE:
        weight = lexicon.weight(token.keys[0], Kind.PLACE)
        tokens[-1] = (token._replace(kind=Kind.PLACE, weight=weight), word)


def _phrase(words: list[Word], i: int, lexicon: Lexicon, address: bool) -> tuple[Token, int] | None:
    head = words[i].keys[0]
    longest = lexicon.phrase_heads.get(head, 0)
    if not longest and i + 2 < len(words) and words[i].token is None and not address:
        longest = lexicon.phrase_heads.get(lexicon.corrected(head) or "", 0)
    for size in range(min(longest, len(words) - i), 1, -1):
        part = words[i : i + size]
        if any(word.token is not None for word in part):
            continue
        written = [word.keys[0] for word in part]
        sense = lexicon.sense(" ".join(written), address)
        if sense is None and size > 2 and not address:
            meant = [lexicon.corrected(word) or word for word in written]
            sense = lexicon.sense(" ".join(meant), address) if meant != written else None
        if sense is not None:
            weight = lexicon.weight(sense.canonical, sense.kind)
            span = (part[0].start, part[-1].end)
            keys = tuple(dict.fromkeys((sense.canonical, "".join(written))))
            routes = (SAME,) * len(keys)
            return Token(*span, keys, routes, sense.kind, weight, written[0][0]), size
    return None


def _number(words: list[Word], i: int, lexicon: Lexicon, address: bool) -> tuple[Token, int] | None:
    word = words[i]
    key = word.keys[0]
    if key in _NUMBER_MARKS and i + 1 < len(words):
        following = words[i + 1].keys[0]
        if following[0].isdigit():
            found = _number(words, i + 1, lexicon, address)
            if found:
                return found[0]._replace(start=word.start), found[1] + 1
        return None
    taken = 1
    digits = _ORDINAL.fullmatch(key)
    if digits:
        value = digits.group(1)
    elif key[0].isdigit() and address:
        value = key
    elif key in lexicon.numbers and (
        len(key) > 4 or key in ("first", "fifth", "third") or (word.upper and i > 0)
    ):
        count = lexicon.numbers[key]
        if 20 <= count < _TENS_LAST and count % 10 == 0 and i + 1 < len(words):
            ones = lexicon.numbers.get(words[i + 1].keys[0], 0)
            if 0 < ones < 10 and len(words[i + 1].keys[0]) > 3:
                count, taken = count + ones, 2
        value = str(count)
    else:
        return None
    end = words[i + taken - 1].end
    weight = lexicon.weight(value, Kind.NUMBER)
    return Token(word.start, end, (value,), (word.route,), Kind.NUMBER, weight), taken


def _single(word: Word, i: int, lexicon: Lexicon, address: bool) -> Token:
    """One word. A known word bears the form that it shares with its variants and, behind it, its
    own spelling; an unknown one its spelling and what it may be a misspelling of."""
    keys: list[str] = []
    kind = Kind.DISTINCTIVE
    if len(word.keys[0]) == 1 and not (address and lexicon.sense(word.keys[0], True)):
        kind = Kind.INITIAL
        keys.append(word.keys[0])
    else:
        for place, key in enumerate(word.keys):
            sense = lexicon.sense(key, address)
            if sense is not None and (i > 0 or sense.kind is not Kind.PATRONYM):
                keys += (sense.canonical, key)
                kind = sense.kind if place == 0 else kind
            else:
                keys.append(key)
                meant = lexicon.corrected(key) if word.route == SAME and not address else None
                known = lexicon.sense(meant, False) if meant else None
                if meant is not None and known is not None:
                    keys += (known.canonical, meant)
    unique = tuple(dict.fromkeys(keys))
    weight = lexicon.weight(unique[0], kind)
    routes = (word.route,) * len(unique)
    return Token(word.start, word.end, unique, routes, kind, weight, word.keys[0][0])


def _readings(tokens: list[tuple[Token, Word]], lexicon: Lexicon) -> tuple[tuple[Token, ...], ...]:
    """One sequence of tokens for each way to read the brands in a name."""
    readings: list[list[Token]] = [[]]
    for token, word in tokens:
        expansions = word.expansions
        if not expansions and token.kind is Kind.DISTINCTIVE:
            brand = lexicon.brands.get(token.keys[0])
            expansions = brand_options(brand.latin, brand.kind) if brand else ()
        if not expansions:
            for reading in readings:
                reading.append(token)
            continue
        options = _options(token, expansions, lexicon, word.common)
        readings = [[*reading, *option] for option in options for reading in readings][
            :READING_LIMIT
        ]
    return tuple(tuple(reading[:TOKEN_LIMIT]) for reading in readings)


def _options(
    token: Token, expansions: tuple[tuple[str, ...], ...], lexicon: Lexicon, common: bool
) -> list[list[Token]]:
    """The readings of a brand: its one-word names together with its own sound, then each of its
    longer names."""
    singles = [option[0] for option in expansions if len(option) == 1]
    keys = tuple(dict.fromkeys((*singles, *token.keys)))
    routes = tuple(TRANSLATED if key in singles else token.routes[0] for key in keys)
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
        for word in option:
            sense = lexicon.sense(word, False)
            key, kind = sense if sense else (word, Kind.DISTINCTIVE)
            longer.append(
                Token(
                    token.start,
                    token.end,
                    (key,),
                    (TRANSLATED,),
                    kind,
                    lexicon.weight(key, kind),
                    word[0],
                )
            )
        options.append(longer)
    return options
