"""Names in Arabic script: people by how their names are spoken, bodies by what their words mean.

What is read here are the words of one name in order, so that words that belong together (a body
known by an acronym, Haji Zadeh, Abd al-Rahman) are read together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tidegate.text import written
from tidegate.text.arabic_lexicon import ARTICLE, BODIES, GOD, Meaning, Name, bare
from tidegate.text.lexicon import Kind, Lexicon, Sense, kind_of
from tidegate.text.normal import script_of
from tidegate.text.sound import GIVEN, WRITTEN
from tidegate.text.tokens import ROMANISED, TRANSLATED, Token

_FAITH = "الدين"
# Heads of a name that is written together: the servant of, the father of.
_HEADS = ("عبدال", "ابوال")
_SHORTEST_SPLIT = 6
# Prepositions and the article glued before a word, and what may be left of the word.
_PREFIXES = ("وال", "بال", "كال", "لل", ARTICLE)
_AND, _TO, _IN = "و", "ل", "ب"
_SHORTEST_REST = 3
# Words of Persian that end a name (Hajizadeh, Ahmadinejad), and endings that are written apart.
_TAILS = frozenset(
    ("زاده", "پور", "نژاد", "نيا", "فر", "پناه", "منش", "خواه", "كيا", "وند", "يان")
) | {"اي", "ها", "هاي", "يي", "لو", "چي"}
_EZAFE_END = "اي"
# What makes one name with the word behind it: Dhu al-Fiqar.
_OWNERS = frozenset(("ذو", "ذي"))
# Letters whose sign is not the Latin letter that they begin with.
_LATIN = {"خ": "k", "غ": "g", "ع": "a", "ا": "a", "ش": "s", "ق": "q", "ض": "d", "ث": "t", "ظ": "z"}
_SILENT, _SILENT_INSIDE = "ه", "ۀ"
_PLURALS = frozenset(("ها", "هاي"))
_NISBA, _FEMININE = "ي", "ه"
# Endings that make a name of a name, their signs and their spelling.
_ENDINGS = (
    ("يان", "YAn", "ian"), ("زي", "zI", "zai"), ("زيي", "zI", "zai"), ("زايي", "zAI", "zai"),
    (_NISBA, "I", "i"),
)  # fmt: skip
_SHORTEST_PART = 3
_LONGEST_PHRASE = 7
_MOST_WEIGHT = 60
_SIDE_KINDS = frozenset({Kind.TITLE, Kind.PATRONYM, Kind.PARTICLE, Kind.FUNCTION})
_OF_TRADE = frozenset({Kind.ACTIVITY, Kind.GENERIC, Kind.ORGAN})
_OF_A_PERSON = _SIDE_KINDS | {Kind.PLACE}


class Run(NamedTuple):
    """A written word, where it stands, and the same in the one writing that tables know."""

    start: int
    end: int
    text: str
    plain: str


class Found(NamedTuple):
    """What is read at one place: a token, or the names of a body, with the sound of its words."""

    token: Token
    names: tuple[str, ...] = ()
    kind: str = ""


def is_arabic(text: str) -> bool:
    """Whether a word is in Arabic script."""
    return script_of(text[0]) == "arabic"


def read(words: Sequence[tuple[int, int, str]], lexicon: Lexicon, kind: str | None) -> list[Found]:
    """The tokens of consecutive words (start, end, text) of a name."""
    runs = _apart([Run(start, end, text, written.plain(text)) for start, end, text in words])
    body = kind != "person" and (kind is not None or _tells_a_body(runs, lexicon))
    found: list[Found] = []
    at = 0
    while at < len(runs):
        phrase = None if kind == "person" else _phrase(runs[at:], lexicon)
        if phrase:
            meaning, taken = phrase
            found += _of_phrase(runs[at : at + taken], meaning, lexicon)
        elif body:
            taken = 1
            found += (Found(token) for token in _word_of_a_body(runs, at, lexicon))
        else:
            taken = 1
            found += (Found(token) for token in _word_of_a_person(runs[at], at, lexicon))
        at += taken
    return found


def _apart(runs: list[Run]) -> list[Run]:
    """Words that are written together taken apart (Abdalrahman, Nasrallah), and what is written
    apart put to its word."""
    found: list[Run] = []
    for run in runs:
        if not run.plain:
            continue
        if found and (run.plain in _TAILS or found[-1].plain in _OWNERS):
            found[-1] = _together(found[-1], run)
            continue
        size = next((len(tail) for tail in (GOD, _FAITH) if run.plain.endswith(tail)), 0)
        if size and len(run.plain) > size + 1:
            found += _split(run, len(run.text) - _written_length(run, run.plain[-size:]))
        elif run.plain.startswith(_HEADS) and len(run.plain) > _SHORTEST_SPLIT:
            found += _split(run, 3)
        else:
            found.append(run)
    return found


def _together(first: Run, second: Run) -> Run:
    """Two words as the one that they are: Hajizadeh, Khamenei, Dhu al-Fiqar."""
    head, tail = first.text, second.text
    if first.plain in _OWNERS and second.plain.startswith(ARTICLE):
        tail = written.ARTICLE + tail[2:]
    elif second.plain == _EZAFE_END:
        tail = tail[1:]
    if head.endswith(_SILENT):
        head = head[:-1] + _SILENT_INSIDE  # khamene-i, not khamenehi
    return Run(first.start, second.end, head + tail, first.plain + second.plain)


def _written_length(run: Run, tail: str) -> int:
    """How many letters of a word, as it is written, are its last letters in plain writing."""
    for size in range(len(tail), len(run.text)):
        if written.plain(run.text[-size:]) == tail:
            return size
    return len(tail)


def _split(run: Run, size: int) -> list[Run]:
    head, tail = run.text[:size], run.text[size:]
    middle = run.start + size
    return [
        Run(run.start, middle, head, written.plain(head)),
        Run(middle, run.end, tail, written.plain(tail)),
    ]


def _tells_a_body(runs: list[Run], lexicon: Lexicon) -> bool:
    """Whether a name of a kind not said is that of a body: a word of it is a word of business or
    of institutions and no person's name."""
    for run in runs:
        known = _meaning(run.plain, lexicon)
        if known is None or _name(run.plain, lexicon) or _name(bare(run.plain), lexicon):
            continue
        if kind_of(known.kind) not in _OF_A_PERSON:
            return True
    return False


def _phrase(runs: list[Run], lexicon: Lexicon) -> tuple[Meaning, int] | None:
    """The longest phrase of the tables that the words begin with."""
    words = [bare(run.plain) for run in runs[:_LONGEST_PHRASE]]
    longest = lexicon.arabic.heads.get(words[0], 0)
    for size in range(min(longest, len(words)), 0, -1):
        known = lexicon.arabic.phrases.get(" ".join(words[:size]))
        if known is not None:
            return known, size
    return None


def _of_phrase(runs: list[Run], meaning: Meaning, lexicon: Lexicon) -> list[Found]:
    """A phrase: the names of a body, or what its words mean together."""
    text = "".join(map(_shorn, (run.text for run in runs)))
    whole = Run(runs[0].start, runs[-1].end, text, "".join(run.plain for run in runs))
    if meaning.kind not in BODIES:
        return [Found(token) for token in _translated(whole, meaning, lexicon)]
    key = (WRITTEN + written.write(text),)
    own = Token(whole.start, whole.end, key, (ROMANISED,), Kind.DISTINCTIVE, _MOST_WEIGHT)
    return [Found(own, meaning.options, meaning.kind)]


def _word_of_a_body(runs: list[Run], at: int, lexicon: Lexicon) -> list[Token]:
    run = runs[at]
    if run.plain in _PLURALS:
        return []
    own = lexicon.sense(run.text, False) or lexicon.sense(_shorn(run.text), False)
    if own is not None:
        return [_side(run, own, lexicon)]
    known = _meaning(run.plain, lexicon)
    if known is None:
        return _word_of_a_person(run, at, lexicon)
    return _translated(run, known, lexicon)


def _meaning(plain: str, lexicon: Lexicon) -> Meaning | None:
    """What a word means, glued prepositions and endings aside."""
    words = lexicon.arabic.words
    for word in _without_prefix(plain):
        for form in _without_ending(word):
            if form in words:
                return words[form]
    return None


def _without_prefix(word: str) -> list[str]:
    found = [word]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_REST - 1:
            found.append(word[len(prefix) :])
            break
    else:
        if word[0] in (_AND, _TO, _IN) and len(word) > _SHORTEST_REST:
            found.append(word[1:])
    return found


def _without_ending(word: str) -> list[str]:
    """The word, and without the endings that tell its gender or that it goes with the next."""
    found = [word]
    if len(word) > _SHORTEST_REST:
        if word[-1] in (_FEMININE, _NISBA):
            found.append(word[:-1])
        elif word.endswith("هاي"):
            found.append(word[:-3])
        found.append(word + _FEMININE)
    return found


def _translated(run: Run, meaning: Meaning, lexicon: Lexicon) -> list[Token]:
    """A word by what it means and, behind that, by what it sounds like: one token for each word of
    its first translation, others of one word beside the last of them."""
    own = kind_of(meaning.kind)
    first, *others = meaning.options
    words = [first] if lexicon.sense(first, False) else first.split(" ")
    tokens = [_token(run, (word,), own, lexicon) for word in words[:-1]]
    # The helping words of one word must not outweigh it.
    tokens = [token._replace(weight=(token.weight + 1) // 2) for token in tokens]
    last = _token(run, (words[-1], *others), own, lexicon)
    if last.kind in (Kind.FORM, Kind.FUNCTION, Kind.PATRONYM, Kind.PARTICLE):
        return [*tokens, last]
    name = _name(run.plain, lexicon)
    spoken = name.signs if name else written.write(_shorn(run.text))
    keys, routes = (*last.keys, WRITTEN + spoken), (*last.routes, ROMANISED)
    return [*tokens, last._replace(keys=keys, routes=routes)]


def _token(run: Run, options: tuple[str, ...], own: Kind, lexicon: Lexicon) -> Token:
    """A translation. A word that no table of Latin words holds is a distinctive one in a Latin
    name, and so it is here."""
    senses = [lexicon.sense(option, False) for option in options]
    keys = [sense.canonical if sense else one for one, sense in zip(options, senses, strict=True)]
    unlisted = Kind.DISTINCTIVE if own in _OF_TRADE else own
    kind = senses[0].kind if senses[0] else unlisted
    unique = tuple(dict.fromkeys(keys))
    weight = min(lexicon.weight(unique[0], kind), _MOST_WEIGHT)
    routes = (TRANSLATED,) * len(unique)
    return Token(run.start, run.end, unique, routes, kind, weight, options[0][0])


def _shorn(text: str) -> str:
    return text[2:] if text.startswith(ARTICLE) and len(text) > _SHORTEST_REST + 1 else text


def _word_of_a_person(run: Run, at: int, lexicon: Lexicon) -> list[Token]:
    """A word by its sound: the name of the tables that it is, or what its letters say."""
    known = lexicon.arabic.words.get(run.plain)
    if known and kind_of(known.kind) in _SIDE_KINDS:
        return [_side(run, Sense(known.options[0], kind_of(known.kind)), lexicon)]
    if len(run.plain) == 1:
        return [_initial(run, lexicon)]
    name = _name(run.plain, lexicon)
    start, text, tokens = run.start, run.text, []
    if name is None and run.plain.startswith(ARTICLE) and len(run.plain) > _SHORTEST_REST:
        tokens = [_side(run._replace(end=run.start + 2), Sense("al", Kind.PARTICLE), lexicon)]
        start, text = run.start + 2, run.text[2:]
        name = _name(written.plain(text), lexicon)
    if name is None:
        signs = written.write(text)
        return [*tokens, _heard(start, run.end, signs, lexicon)] if signs else tokens
    signs, spellings, entry = name
    sense = next(filter(None, (lexicon.sense(one, False) for one in spellings)), None)
    if sense and sense.kind is Kind.TITLE and not (tokens and at):
        return [*tokens, _side(run._replace(start=start), sense, lexicon)]
    forms = [form for form in lexicon.given.get(spellings[0], ()) if form.isascii()]
    forms += [GIVEN + entry] if entry else []
    title = (sense.canonical,) if sense and sense.kind is Kind.TITLE else ()
    keys = tuple(dict.fromkeys((spellings[0], WRITTEN + signs, *title, *forms)))
    weight = lexicon.weight_together(spellings)
    routes = (ROMANISED,) * len(keys)
    token = Token(start, run.end, keys, routes, Kind.DISTINCTIVE, weight, spellings[0][0])
    return [*tokens, token]


def _initial(run: Run, lexicon: Lexicon) -> Token:
    """A letter that stands for a name."""
    letter = _LATIN.get(run.plain, written.write(run.text)[:1].lower() or run.plain)
    weight = lexicon.weight(letter, Kind.INITIAL)
    return Token(run.start, run.end, (letter,), (ROMANISED,), Kind.INITIAL, weight, letter)


def _side(run: Run, sense: Sense, lexicon: Lexicon) -> Token:
    weight = lexicon.weight(sense.canonical, sense.kind)
    key = sense.canonical
    return Token(run.start, run.end, (key,), (TRANSLATED,), sense.kind, weight, key[0])


def _heard(start: int, end: int, signs: str, lexicon: Lexicon) -> Token:
    """A word of which nothing is known but its letters."""
    weight = lexicon.weight("x" * written.letters_told(signs), Kind.DISTINCTIVE)
    return Token(start, end, (WRITTEN + signs,), (ROMANISED,), Kind.DISTINCTIVE, weight)


def _name(plain: str, lexicon: Lexicon) -> Name | None:
    """A name of the tables, or one made of them: Rahmani, Hashemian, Alireza."""
    names = lexicon.arabic.name
    known = names(plain)
    if known:
        return known
    for ending, signs, spelt in _ENDINGS:
        stem = names(plain.removesuffix(ending)) if plain.endswith(ending) else None
        if stem and len(plain) > _SHORTEST_REST + 1:
            return Name(stem.signs + signs, tuple(one + spelt for one in stem.spellings))
    for size in range(_SHORTEST_PART, len(plain) - _SHORTEST_PART + 1):
        first, second = names(plain[:size]), names(plain[size:])
        if first and second:
            spelling = first.spellings[0] + second.spellings[0]
            return Name(first.signs + second.signs, (spelling,))
    return None
