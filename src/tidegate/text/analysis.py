"""A name taken apart once: its words with kind, keys and weight, in one or a few readings."""

from __future__ import annotations

import re

from tidegate.text import chinese, compounds, japanese, korean_names, patronymic
from tidegate.text.lexicon import Kind, Lexicon, Sense, body_key
from tidegate.text.normal import plain_text
from tidegate.text.parts import spliced
from tidegate.text.readings import READING_LIMIT, readings_of
from tidegate.text.sound import is_pinyin
from tidegate.text.tokens import SAME, TRANSLATED, Analysis, Token, Word
from tidegate.text.words import TOKEN_LIMIT, raw_words

TEXT_LIMIT = 600
_NO_NAME_OF_A_PARTY = frozenset({"address", "vessel", "aircraft"})
_NAMES_A_PERSON = frozenset({None, "person"})
_AREAS = frozenset({"district", "county", "province", "city", "town", "village", "township"})
_ORDINAL = re.compile(r"0*([0-9]+)(?:st|nd|rd|th)?")
_TENS_LAST = 100
_FIRST_TENS = 20
_ORDINAL_ENDINGS = ("th", "first", "second", "third")
# Words that are no name where no other stands beside them.
_BARE = frozenset({Kind.FORM, Kind.FUNCTION, Kind.TITLE, Kind.PARTICLE, Kind.PATRONYM,
                   Kind.GENERIC, Kind.PLACE, Kind.NUMBER})  # fmt: skip
_LONGEST_EPONYM = 6
_NAMED_AFTER = "imeni"
_SHORTEST_TORN = 7
_SURELY_MISSPELT = 8
_SURELY_A_FORM = 6
_TEARABLE = frozenset({Kind.GENERIC, Kind.ACTIVITY, Kind.ORGAN, Kind.FORM, Kind.PLACE})
_EPONYM_KINDS = frozenset({Kind.DISTINCTIVE, Kind.INITIAL, Kind.TITLE, Kind.FORM, Kind.FUNCTION,
                           Kind.PARTICLE})  # fmt: skip


def analyse(name: str, lexicon: Lexicon, kind: str | None = None) -> Analysis:
    """The words of a name. `kind` matters where a word means something else in an address.

    Never raises: what is no word of any script leaves no token. Deterministic and pure.
    """
    cut = len(name) > TEXT_LIMIT
    text = plain_text(name[:TEXT_LIMIT])[: 2 * TEXT_LIMIT]
    words = raw_words(text, lexicon, kind)
    tokens = _tokens(words, lexicon, kind == "address")
    _tell_father(tokens, lexicon)
    cut = cut or len(tokens) > TOKEN_LIMIT
    names = _names_of_one_party(text, tokens[:TOKEN_LIMIT], lexicon.scoring.spliced_least)
    readings: list[tuple[Token, ...]] = []
    for part in names:
        own = readings_of(part, lexicon)
        readings += own
        heads = lexicon.bodies
        keys = {_body_key(token) for token in own[0]}
        if not keys.isdisjoint(heads):
            readings += _as_body(own[0], lexicon)
        if any(token.keys[0] == _NAMED_AFTER for token in own[0]):
            readings += _without_eponym(own[0])
        if kind not in _NO_NAME_OF_A_PARTY:
            readings += chinese.respelt(text, own[0], lexicon, kind)
    if kind in _NAMES_A_PERSON and readings:
        _read_a_person(text, readings, lexicon, kind)
    if len(readings) > 1:
        limit = READING_LIMIT + len(names) - 1
        readings = list(dict.fromkeys(readings))[:limit]
    return Analysis(text, tuple(readings), cut)


def _read_a_person(
    text: str, readings: list[tuple[Token, ...]], lexicon: Lexicon, kind: str | None
) -> None:
    """Put in the reading as a Japanese or Korean person, in the place of the first one where it is
    surely that."""
    if not text.isascii():
        # First where Chinese reads the whole as one word.
        at = 0 if len(readings[0]) == 1 else 1
        readings[at:at] = japanese.person(text, lexicon, kind)
    heads = lexicon.korean_heads
    known = not text.isascii() or any(token.keys[-1] in heads for token in readings[0])
    known = known and all(token.kind is not Kind.FORM for token in readings[0])
    korean = korean_names.person(text, lexicon, kind) if known else None
    if korean is not None:
        at = 0 if korean.sure else 1
        readings[at:1] = korean.readings


def _names_of_one_party(
    text: str, tokens: list[tuple[Token, Word]], least: int
) -> list[list[tuple[Token, Word]]]:
    """The name, and each of the names that it says to be of one party or to act for each other, if
    its words weigh enough to be a name."""
    names = _without_acronym(text, tokens)
    for start, end in spliced(text):
        part = [one for one in tokens if start <= one[0].start and one[0].end <= end]
        told = any(token.kind not in _BARE for token, _ in part)
        if told and sum(token.weight for token, _ in part) >= least:
            names.append(part)
    return names


def _without_acronym(text: str, tokens: list[tuple[Token, Word]]) -> list[list[tuple[Token, Word]]]:
    """A name that prints its own acronym in brackets is two names: `Beijing University of
    Aeronautics and Astronautics (BUAA)`. A number that the acronym repeats goes with it:
    `China Electronics Technology Group Corporation 14th Research Institute (CETC 14)`."""
    if "(" not in text:
        return [tokens]
    for at, (token, word) in enumerate(tokens):
        if at == 0 or text[token.start - 1 : token.start] != "(":
            continue
        own = word.upper and token.kind is Kind.DISTINCTIVE
        if not own:
            continue
        end = at + 1
        numbers = {other.keys[0] for other, _ in tokens[:at] if other.kind is Kind.NUMBER}
        while end < len(tokens) and tokens[end][0].keys[0] in numbers:
            end += 1
        if text[tokens[end - 1][0].end :][:1] != ")":
            continue
        letters = {other.initial for other, _ in tokens[:at]}
        key = token.keys[0]
        last = end == len(tokens) and len(key) > 3
        if 2 < len(key) < 9 and key[0] in letters and (last or key[-1] in letters):
            # What stands behind the brackets belongs to both: `(CSSC) 714th Research Institute`.
            return [tokens[:at] + tokens[end:], tokens[at:]]
    return [tokens]


def _without_eponym(reading: tuple[Token, ...]) -> tuple[tuple[Token, ...], ...]:
    """The reading without the person that a body is named after at its end: NPP Istok imeni
    A. I. Shokina is NPP Istok."""
    at = next((at for at, token in enumerate(reading) if token.keys[0] == _NAMED_AFTER), 0)
    rest = reading[at + 1 :]
    if not at or not 0 < len(rest) < _LONGEST_EPONYM:
        return ()
    named = all(token.kind in _EPONYM_KINDS for token in rest)
    kinds = {token.kind for token in reading[:at]}
    told = Kind.DISTINCTIVE in kinds or kinds >= {Kind.ORGAN, Kind.PLACE}
    return (reading[:at],) if named and told else ()


def _as_body(reading: tuple[Token, ...], lexicon: Lexicon) -> tuple[tuple[Token, ...], ...]:
    """The reading with the full name of a known body as the one word that its acronym is:
    `China Electronics Technology Group Corporation 38th Research Institute` is CETC's."""
    words = [(at, key) for at, key in enumerate(map(_body_key, reading)) if key]
    for first in range(len(words) - 1):
        for names, acronyms in lexicon.bodies.get(words[first][1], ()):
            part = words[first : first + len(names)]
            if tuple(key for _, key in part) != names:
                continue
            start, end = part[0][0], part[-1][0]
            if reading[start][:2] == reading[end][:2]:
                # Words that one brand stands for: that one is the acronym already.
                return ()
            weight = lexicon.weight(acronyms[0], Kind.DISTINCTIVE)
            span = reading[start].start, reading[end].end
            routes = (reading[start].routes[0],) * len(acronyms)
            whole = Token(*span, acronyms, routes, Kind.DISTINCTIVE, weight, acronyms[0][0])
            return ((*reading[:start], whole, *reading[end + 1 :]),)
    return ()


def _body_key(token: Token) -> str:
    return body_key(token.keys[0], token.kind)


def _tokens(words: list[Word], lexicon: Lexicon, address: bool) -> list[tuple[Token, Word]]:
    """Phrases joined, numbers read, kinds told."""
    tokens: list[tuple[Token, Word]] = []
    i = 0
    while i < len(words):
        word = words[i]
        taken = 1
        if word.token is not None:
            phrase = _phrase(words, i, lexicon, address) if word.phrased else None
            token, taken = phrase or (word.token, 1)
            tokens.append((_compound(tokens, token, lexicon), word))
        else:
            phrase = _phrase(words, i, lexicon, address)
            number = None if phrase else _number(words, i, lexicon, address)
            if phrase:
                token, taken = phrase
            elif number:
                token, taken = number
            else:
                token = _single(word, i, lexicon, address)
            token = _compound(tokens, token, lexicon)
            if address and token.keys[0] in _AREAS and tokens:
                _name_area(tokens, lexicon)
            tokens.append((token, word))
        i += taken
    if not address:
        _father_behind(tokens, lexicon)
    return tokens


def _father_behind(tokens: list[tuple[Token, Word]], lexicon: Lexicon) -> None:
    """`ZUBEYR, Abu` is Abu Zubeyr: an Abu that nothing follows belongs to the first word."""
    first, last = tokens[0][0] if tokens else None, tokens[-1][0] if tokens else None
    if first is None or last is None or last.kind is not Kind.PARTICLE or last.keys[0] != "abu":
        return
    whole, back = compounds.joined([last], first, lexicon)
    if back:
        tokens[0] = (whole._replace(start=first.start), tokens[0][1])
        tokens.pop()


def _compound(tokens: list[tuple[Token, Word]], token: Token, lexicon: Lexicon) -> Token:
    """A word with those before it that it is one name with, which are taken from `tokens`."""
    whole, back = compounds.joined([one for one, _ in tokens[-2:]], token, lexicon)
    del tokens[len(tokens) - back :]
    return whole


def _tell_father(tokens: list[tuple[Token, Word]], lexicon: Lexicon) -> None:
    """Mark the patronymic among the words of a person's name."""
    if any(token.keys[0].endswith(patronymic.ENDINGS) for token, _ in tokens):
        at = patronymic.place([token for token, _ in tokens])
        if at >= 0:
            token, word = tokens[at]
            tokens[at] = (patronymic.as_patronymic(token, lexicon), word)


def _name_area(tokens: list[tuple[Token, Word]], lexicon: Lexicon) -> None:
    """The word before `district` or `province` names a place."""
    token, word = tokens[-1]
    if token.kind is Kind.DISTINCTIVE:
        weight = lexicon.weight(token.keys[0], Kind.PLACE)
        tokens[-1] = (token._replace(kind=Kind.PLACE, weight=weight), word)


def _phrase(words: list[Word], i: int, lexicon: Lexicon, address: bool) -> tuple[Token, int] | None:
    head = words[i].keys[0]
    longest = lexicon.phrase_heads.get(head, 0)
    if not longest and i + 1 < len(words) and words[i].token is None and not address:
        longest = lexicon.phrase_heads.get(lexicon.corrected(head) or "", 0)
    for size in range(min(longest, len(words) - i), 1, -1):
        part = words[i : i + size]
        if any(word.token is not None and not word.phrased for word in part):
            continue
        written = [word.keys[0] for word in part]
        sense = lexicon.sense(" ".join(written), address)
        if sense is None and not address:
            meant = [lexicon.corrected(word) or word for word in written]
            sense = lexicon.sense(" ".join(meant), address) if meant != written else None
            if size == 2 and sense is not None and sense.kind is not Kind.FORM:
                sense = None  # two words misspelt are not so surely a phrase
        if sense is not None:
            weight = lexicon.weight(sense.canonical, sense.kind)
            span = (part[0].start, part[-1].end)
            keys = tuple(dict.fromkeys((sense.canonical, "".join(written))))
            routes = (TRANSLATED if any(word.token for word in part) else SAME,) * len(keys)
            return Token(*span, keys, routes, sense.kind, weight, written[0][0]), size
    return None if address else _torn(words, i, lexicon)


def _torn(words: list[Word], i: int, lexicon: Lexicon) -> tuple[Token, int] | None:
    """A known word that was written in two or three pieces: `Technol ogy`, `Electro technical`."""
    for size in (2, 3):
        part = words[i : i + size]
        if len(part) < size or any(word.token or word.route != SAME for word in part):
            return None
        text = "".join(word.keys[0] for word in part)
        sense = lexicon.sense(text, False) if len(text) >= _SHORTEST_TORN else None
        if sense is None or sense.kind not in _TEARABLE:
            continue
        pinyin = sense.kind is Kind.PLACE and all(is_pinyin(word.keys[0]) for word in part)
        if not pinyin and not any(_stands_alone(word.keys[0], lexicon) for word in part):
            weight = lexicon.weight(sense.canonical, sense.kind)
            keys = tuple(dict.fromkeys((sense.canonical, text)))
            span = (part[0].start, part[-1].end)
            return Token(*span, keys, (SAME,) * len(keys), sense.kind, weight, text[0]), size
    return None


def _stands_alone(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is none that a longer one is torn into: a legal form, a little word."""
    sense = lexicon.sense(word, False)
    return sense is not None and sense.kind in (Kind.FORM, Kind.FUNCTION, Kind.PARTICLE)


def _number(words: list[Word], i: int, lexicon: Lexicon, address: bool) -> tuple[Token, int] | None:
    word = words[i]
    key = word.keys[0]
    if key in lexicon.tables.number_marks and i + 1 < len(words):
        following = words[i + 1].keys[0]
        if following[0].isdigit():
            found = _number(words, i + 1, lexicon, address)
            if found:
                return found[0]._replace(start=word.start), found[1] + 1
        elif following in lexicon.numbers and len(key) > 1:
            return _counted(word.start, words[i + 1], lexicon.numbers[following], lexicon), 2
        return None
    taken = 1
    digits = _ORDINAL.fullmatch(key)
    if digits:
        value = digits.group(1)
    elif key[0].isdigit() and address:
        value = key
    elif key in lexicon.numbers and _counts(word, i, lexicon.numbers[key]):
        count = lexicon.numbers[key]
        if _FIRST_TENS <= count < _TENS_LAST and count % 10 == 0 and i + 1 < len(words):
            ones = lexicon.numbers.get(words[i + 1].keys[0], 0)
            if 0 < ones < 10 and len(words[i + 1].keys[0]) > 3:
                count, taken = count + ones, 2
        value = str(count)
    else:
        return None
    end = words[i + taken - 1].end
    weight = lexicon.weight(value, Kind.NUMBER)
    return Token(word.start, end, (value,), (word.route,), Kind.NUMBER, weight), taken


def _counts(word: Word, i: int, count: int) -> bool:
    """Whether a number word counts without a mark before it: an ordinal, tens, a Roman number in
    capitals. `Seven` alone may be a name."""
    key = word.keys[0]
    if key.endswith(_ORDINAL_ENDINGS) or count >= _FIRST_TENS:
        return len(key) > 4
    return word.upper and i > 0 and len(key) < 5 and set(key) <= set("ivx")


def _counted(start: int, word: Word, count: int, lexicon: Lexicon) -> Token:
    value = str(count)
    weight = lexicon.weight(value, Kind.NUMBER)
    return Token(start, word.end, (value,), (word.route,), Kind.NUMBER, weight)


def _single(word: Word, i: int, lexicon: Lexicon, address: bool) -> Token:
    """One word. A known word bears the form that it shares with its variants and, behind it, its
    own spelling; an unknown one its spelling and what it may be a misspelling of. A long one a
    letter away from a known word is that word, and tells as little."""
    keys: list[str] = []
    kind, weighed = Kind.DISTINCTIVE, ""
    if len(word.keys[0]) == 1 and not (address and lexicon.sense(word.keys[0], True)):
        kind = Kind.INITIAL
        keys += word.keys
    else:
        for place, key in enumerate(word.keys):
            sense = None if word.spoken else lexicon.sense(key, address)
            if sense is not None and (i > 0 or sense.kind is not Kind.PATRONYM):
                keys += (sense.canonical, key)
                kind = sense.kind if place == 0 else kind
                continue
            keys.append(key)
            known = None if address or word.route != SAME else _misspelt(key, lexicon)
            if known:
                keys += known[1]
                sure = _surely(known[0], key) and not is_pinyin(key)
                if place == 0 and sure and key not in lexicon.brand_words:
                    kind, weighed = known[0].kind, known[0].canonical
        if kind is Kind.DISTINCTIVE and not address:
            keys += [form for key in word.keys for form in compounds.given(key, lexicon)]
    unique = tuple(dict.fromkeys(keys))
    weight = lexicon.weight(weighed or unique[0], kind)
    part = compounds.glued(word.keys[-1])[1] if kind is Kind.DISTINCTIVE else ""
    if part:
        weight = min(weight, lexicon.weight(part, kind))
    routes = (word.route,) * len(unique)
    others = {key: route for key, route in reversed(word.further) if key not in unique}
    keys_and_routes = (*unique, *reversed(others)), routes + tuple(reversed(others.values()))
    return Token(word.start, word.end, *keys_and_routes, kind, weight, word.keys[0][0])


def _surely(sense: Sense, key: str) -> bool:
    """Whether a misspelling is long enough to be sure of the word that was meant."""
    return len(key) >= (_SURELY_A_FORM if sense.kind is Kind.FORM else _SURELY_MISSPELT)


def _misspelt(key: str, lexicon: Lexicon) -> tuple[Sense, tuple[str, str]] | None:
    """The known word of which an unknown one is a misspelling: its sense and keys. Pinyin is no
    misspelling of other pinyin, nor a surname of the place that it was made of (Smolensky)."""
    meant = lexicon.corrected(key)
    sense = lexicon.sense(meant, False) if meant else None
    if not meant or not sense or (is_pinyin(key) and is_pinyin(meant)):
        # But for a long name of a place (Zhejing, Shezhen).
        place = sense is not None and sense.kind is Kind.PLACE
        if not (meant and sense and place and len(meant) >= _SURELY_MISSPELT):
            return None
        if meant[0] != key[0]:
            return None
    if sense.kind is Kind.PLACE and key.startswith(meant):
        return None
    return sense, (sense.canonical, meant)
