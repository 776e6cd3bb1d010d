"""Words of alphabets other than Latin: what they mean, or what they sound like."""

from __future__ import annotations

from tidegate.text import romanise
from tidegate.text.cyrillic import Meaning, plain
from tidegate.text.declension import after_whom, nominatives, setting
from tidegate.text.glossing import brand_options
from tidegate.text.kinds import Kind
from tidegate.text.lexicon import Lexicon
from tidegate.text.normal import fold_latin
from tidegate.text.tokens import ROMANISED, SAME, TRANSLATED, Token, Word

# Kinds of known words that the name of a person may hold.
_OF_PEOPLE = frozenset({Kind.TITLE, Kind.FORM, Kind.FUNCTION, Kind.PARTICLE, Kind.PATRONYM})
# Last letters of romanised Russian adjectives and nouns: hardly any other word is looked up.
_TAIL = 2
_TAIL_TABLE = """
    ky ii ij ki oy oi oj oe ye je ya ia ja go yy yi iy ny vo va ie od dy at ty ut tr ro ka rn pa
    ko uk hi no ho yu
"""
_TAILS = frozenset(_TAIL_TABLE.split())
_WITHOUT_TRADE = ("person", "address")
_TELLING = frozenset({Kind.ORGAN, Kind.FORM, Kind.GENERIC, Kind.ACTIVITY})
_QUOTES = '«»"“”„'


def alphabetic(
    run: str, start: int, script: str, lexicon: Lexicon, kind: str | None, text: str
) -> list[Word]:
    """The words of a run of one alphabet: translated where it is known, else romanised."""
    end = start + len(run)
    if script == "cyrillic":
        return _cyrillic(run, start, lexicon, kind, text)
    known = lexicon.sense(run.casefold(), kind == "address")
    if known is not None:
        return [_meant(run, start, Meaning((known.canonical,), known.kind), "", lexicon)]
    if script == "greek":
        keys: tuple[str, ...] = romanise.greek(run, lexicon.letters)
    elif script == "hebrew":
        keys = (romanise.hebrew(run, lexicon.letters),)
    else:
        keys = (fold_latin(run),)
    return [Word(start, end, tuple(key for key in keys if key), ROMANISED)] if keys[0] else []


def with_russian(words: list[Word], lexicon: Lexicon, kind: str | None) -> list[Word]:
    """The words with those read that are Russian words in Latin letters (Zavod, Uralskiy). An
    adjective of a place alone is sooner a surname."""
    if kind in _WITHOUT_TRADE or not any(word.keys[0][-_TAIL:] in _TAILS for word in words):
        return words
    found: list[Word] = []
    told = False
    for word in words:
        folded = word.keys[0]
        russian = None
        if word.token is None and word.route == SAME and folded[-_TAIL:] in _TAILS:
            russian = lexicon.cyrillic.romanised(folded)
        if russian is None:
            sense = None if word.token else lexicon.sense(folded, False)
            told = told or (sense is not None and sense.kind in _TELLING)
            found.append(word)
            continue
        told = told or russian.kind in _TELLING
        keys = (*russian.keys, *(() if folded in russian.keys else (folded,)))
        routes = (*(TRANSLATED,) * len(russian.keys), SAME)[: len(keys)]
        weight = lexicon.weight(keys[0], russian.kind)
        token = Token(word.start, word.end, keys, routes, russian.kind, weight, folded[0])
        found.append(word._replace(keys=keys, token=token, phrased=True))
    return found if told else words


def _meant(run: str, start: int, meaning: Meaning, spoken: str, lexicon: Lexicon) -> Word:
    """A translated word: what it means and, behind that, what it sounds like."""
    keys, kind = meaning
    weight = lexicon.weight(keys[0], kind)
    initial = keys[0][0]
    routes = (TRANSLATED,) * len(keys)
    if spoken and spoken not in keys:
        keys, routes = (*keys, spoken), (*routes, ROMANISED)
    end = start + len(run)
    token = Token(start, end, keys, routes, kind, weight, initial)
    return Word(start, end, keys, TRANSLATED, token=token, phrased=True)


def _capitals(run: str) -> bool:
    """Whether a word is written as an acronym: РЖД, ГосНИИАС."""
    return sum(char.isupper() for char in run) > 1


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether a word stands alone between quotation marks: it is a name, whatever it means."""
    return start > 0 and text[start - 1] in _QUOTES and text[end : end + 1] in _QUOTES


def _cyrillic(run: str, start: int, lexicon: Lexicon, kind: str | None, text: str) -> list[Word]:
    """A Cyrillic word: what it means, or what it sounds like in the nominative."""
    end = start + len(run)
    folded = plain(run)
    told = setting(text, kind, lexicon)
    known = lexicon.sense(folded, kind == "address")
    meaning = Meaning((known.canonical,), known.kind) if known else lexicon.cyrillic.known(folded)
    keys = romanise.cyrillic(run, lexicon.letters, lexicon.tables.palladius)
    if told.chinese:
        keys = keys[::-1]
    if meaning and _quoted(text, start, end) and meaning.kind is not Kind.FORM:
        keys = (*keys, *meaning.keys)
    elif meaning and meaning.kind is Kind.ORGAN and " " in meaning.keys[0]:
        words = tuple(tuple(key.split(" ")) for key in meaning.keys)
        return [Word(start, end, keys, ROMANISED, expansions=words)]
    elif meaning and (not told.personal or meaning.kind in _OF_PEOPLE):
        return [_meant(run, start, meaning, keys[0], lexicon)]
    name = nominatives(folded, start >= told.declined_from)
    forms = sorted(name.forms, key=lambda one: one not in lexicon.given)
    if not forms:
        # Александра may be Aleksandr's.
        may_be = nominatives(folded, declined=True).forms
        forms = [one for one in may_be if one in lexicon.given and folded in lexicon.given]
    spoken = [romanise.spell(one, lexicon.letters) for one in forms]
    if name.sure or (name.forms and forms[0] in lexicon.given):
        keys = (*spoken, *keys)
    else:
        keys = (*keys, *spoken)
    keys = tuple(dict.fromkeys(filter(None, keys)))
    if not keys:
        return []
    others = [key for one in (folded, *forms) for key in lexicon.given.get(one, ())]
    others += [
        key for one in (folded, *forms) for key in romanise.other_spellings(one, lexicon.letters)
    ]
    others += romanise.other_spellings(run.casefold(), lexicon.letters)
    if not told.personal and (founder := after_whom(folded)):
        others.append(romanise.spell(founder, lexicon.letters))
    further = tuple((key, ROMANISED) for key in dict.fromkeys(others) if key not in keys)
    asked = (run.casefold(), *forms, *(keys[:1] if _capitals(run) else ()))
    brand = next(filter(None, map(lexicon.brands.get, asked)), None)
    options = brand_options(brand.latin, brand.kind) if brand else ()
    return [Word(start, end, keys, ROMANISED, expansions=options, further=further)]
