"""Names as hurried hands, spreadsheets and scanners leave them: deterministic alterations.

Every alteration is a function of the name alone: the same name gives the same result on every
machine. An alteration never touches a figure, and never makes another well-formed legal form.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Container

# Letters beside each other on a QWERTY keyboard.
_NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip
# Cyrillic and Greek letters that look like Latin ones in most fonts (Unicode confusables, UTS 39).
_LOOKALIKE = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_FORMS = frozenset(
    (
        "ag", "sa", "gmbh", "llc", "ltd", "inc", "jsc", "fze", "co", "limited", "company",
        "corporation", "corp", "ltd.", "inc.", "co.", "s.a.", "d.o.o.",
    )
)  # fmt: skip
_SHORT = {
    "company": "Co", "corporation": "Corp", "limited": "Ltd", "technology": "Tech",
    "technologies": "Techs", "international": "Intl", "industries": "Inds", "group": "Grp",
    "industrial": "Indl", "manufacturing": "Mfg", "services": "Svcs", "national": "Natl",
    "engineering": "Eng", "university": "Univ", "institute": "Inst", "equipment": "Eqpt",
    "trading": "Trdg", "shipping": "Shpg", "association": "Assn", "systems": "Sys",
    "laboratories": "Labs", "exploration": "Expl", "department": "Dept", "general": "Genl",
    "management": "Mgmt", "research": "Res", "center": "Ctr", "electric": "Elec",
}  # fmt: skip


def _chance(name: str, how: str) -> random.Random:
    return random.Random(hashlib.sha256(f"{how}\0{name}".encode()).digest())


def _one_error(letters: list[str], place: int, chance: random.Random) -> None:
    letter = letters[place]
    match chance.randrange(4):
        case 0:
            del letters[place]
        case 1:
            letters.insert(place, letter)
        case 2 if letters[place - 1] != letter and letters[place - 1].isalpha():
            letters[place - 1], letters[place] = letter, letters[place - 1]
        case _:
            options = _NEIGHBOURS.get(letter.casefold())
            if options is None:
                del letters[place]
            else:
                other = chance.choice(options)
                letters[place] = other.upper() if letter.isupper() else other


def typing(name: str, errors: int = 1) -> str:
    """`errors` slips of the keyboard (lost, doubled, swapped or neighbouring letter), never at the
    first letter of a word. A word of five to nine letters takes one, a longer one two; a name that
    has no room for all of them is left unchanged."""
    chance = _chance(name, f"typing {errors}")
    words = re.split(r"([^\W\d_]+)", name)
    room = [n for n, word in enumerate(words) if n % 2 for _ in range(min(2, len(word) // 5))]
    if len(room) < errors:
        return name
    for place in chance.sample(room, errors):
        letters = list(words[place])
        _one_error(letters, chance.randrange(2, len(letters)), chance)
        words[place] = "".join(letters)
    return "".join(words)


def two_errors(name: str) -> str:
    """Two slips of the keyboard."""
    return typing(name, 2)


def homoglyphs(name: str) -> str:
    """Letters of one word in a Cyrillic that looks the same."""
    words = name.split(" ")
    places = [n for n, word in enumerate(words) if word.translate(_LOOKALIKE) != word]
    if places:
        place = _chance(name, "homoglyphs").choice(places)
        words[place] = words[place].translate(_LOOKALIKE)
    return " ".join(words)


def glued(name: str) -> str:
    """Two neighbouring words written as one."""
    words = name.split(" ")
    if len(words) > 1:
        place = _chance(name, "glued").randrange(len(words) - 1)
        words[place : place + 2] = [words[place] + words[place + 1]]
    return " ".join(words)


def split(name: str) -> str:
    """The longest word written as two."""
    words = name.split(" ")
    place = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[place]
    if len(word) < 7:
        return name
    cut = _chance(name, "split").randrange(3, len(word) - 2)
    words[place : place + 1] = [word[:cut], word[cut:]]
    return " ".join(words)


def turned(name: str) -> str:
    """The words in another order: the last ones first."""
    words = name.split(" ")
    cut = _chance(name, "turned").randrange(1, len(words)) if len(words) > 1 else 0
    return " ".join(words[cut:] + words[:cut])


def shortened(name: str) -> str:
    """Trade words abbreviated, as invoices and bank files have them."""
    return " ".join(_SHORT.get(word.strip(".,").casefold(), word) for word in name.split(" "))


def formless(name: str) -> str:
    """The legal form left off the end."""
    words = name.split(" ")
    while len(words) > 1 and words[-1].strip(",").casefold() in _FORMS:
        words.pop()
    return " ".join(words).rstrip(",")


def shouted(name: str) -> str:
    """Upper case without punctuation."""
    return " ".join(re.sub(r"[^\w\s]", " ", name).upper().split())


def dropped(name: str, common: Container[str] | None = None) -> str:
    """One word of three or more left out, never the first or the longest, which tell the name.

    With `common`, only a word that is in it: a word that many names of a list share.
    """
    words = name.split(" ")
    if len(words) < 3:
        return name
    longest = max(range(len(words)), key=lambda n: len(words[n]))
    places = [
        n
        for n in range(1, len(words))
        if n != longest and (common is None or words[n].casefold() in common)
    ]
    if not places:
        return name
    del words[_chance(name, "dropped").choice(places)]
    return " ".join(words)


QUERY_KINDS: dict[str, Callable[[str], str]] = {
    "one error": typing,
    "two errors": two_errors,
    "look-alike letters": homoglyphs,
    "words glued": glued,
    "word split": split,
    "words turned": turned,
    "trade words shortened": shortened,
    "form left off": formless,
    "upper case, no points": shouted,
    "word left out": dropped,
}


def altered_query(name: str, common: Container[str]) -> tuple[str, str]:
    """One alteration of a list name that changes it, and its kind; the name's own hash chooses.

    `common` are the words that many names of the list share: no other word is left out.
    """
    kinds = list(QUERY_KINDS)
    start = _chance(name, "query").randrange(len(kinds))
    for kind in kinds[start:] + kinds[:start]:
        way = QUERY_KINDS[kind]
        changed = dropped(name, common) if way is dropped else way(name)
        if changed.casefold() != name.casefold() and len(changed) > 3:
            return changed, kind
    return shouted(name), "upper case, no points"
