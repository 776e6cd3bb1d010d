"""Words of alphabets other than Latin: what they mean, or what they sound like."""

from __future__ import annotations

from tidegate.text import romanise
from tidegate.text.cyrillic import Meaning, plain
from tidegate.text.glossing import brand_options
from tidegate.text.kinds import Kind
from tidegate.text.lexicon import Lexicon
from tidegate.text.normal import fold_latin
from tidegate.text.tokens import ROMANISED, TRANSLATED, Token, Word

# Kinds of known words that the name of a person may hold.
_OF_PEOPLE = frozenset({Kind.TITLE, Kind.FORM, Kind.FUNCTION, Kind.PARTICLE, Kind.PATRONYM})
_QUOTES = '«»"“”„'


def alphabetic(
    run: str, start: int, script: str, lexicon: Lexicon, kind: str | None, text: str
) -> list[Word]:
    """The words of a run of one alphabet: translated where it is known, else romanised."""
    end = start + len(run)
    if script == "cyrillic":
        return _cyrillic(run, start, lexicon, kind, _quoted(text, start, end))
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


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether a word stands alone between quotation marks: it is a name, whatever it means."""
    return start > 0 and text[start - 1] in _QUOTES and text[end : end + 1] in _QUOTES


def _cyrillic(run: str, start: int, lexicon: Lexicon, kind: str | None, quoted: bool) -> list[Word]:
    """A Cyrillic word: what it means, or what it sounds like."""
    folded = plain(run)
    keys = romanise.cyrillic(run, lexicon.letters, lexicon.tables.palladius)
    known = lexicon.sense(folded, kind == "address")
    meaning = Meaning((known.canonical,), known.kind) if known else lexicon.cyrillic.known(folded)
    if meaning and quoted and meaning.kind is not Kind.FORM:
        keys = (*keys, *meaning.keys)
    elif meaning and (kind != "person" or meaning.kind in _OF_PEOPLE):
        return [_meant(run, start, meaning, keys[0], lexicon)]
    brand = lexicon.brands.get(run.casefold())
    options = brand_options(brand.latin, brand.kind) if brand else ()
    keys = tuple(key for key in keys if key)
    return [Word(start, start + len(run), keys, ROMANISED, expansions=options)] if keys else []
