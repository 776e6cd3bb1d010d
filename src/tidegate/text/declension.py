"""Slavic names in the case that a sentence puts them in: Грефом is Греф, Сергея Сергей."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from tidegate.text.cyrillic import plain
from tidegate.text.kinds import Kind
from tidegate.text.lexicon import Lexicon
from tidegate.text.romanise import palladius

_WORD = re.compile(r"[Ѐ-ԯ'’ʼ]{2,}")
_INITIAL = re.compile(r"\b[Ѐ-ԯ]\.")
_NAMED_AFTER = re.compile(r"\b(?:имени|імені|имя|імя|им|ім)\b\.?", re.IGNORECASE)
_NAMED = re.compile(r"(.{3,}(?:ов|ев|ин))ск(?:ий|ая|ое|ого|ой|ому|им)")
_MOST_WORDS = 5
_SHORTEST = 3
_NO_PERSON = frozenset({Kind.ORGAN, Kind.FORM, Kind.GENERIC, Kind.ACTIVITY, Kind.PLACE})

# Endings that hardly any name bears in the nominative, and what stands for them there (- nothing).
_SURE_TABLE = """
    ского:ский скому:ский скую:ская цкого:цкий цкому:цкий цкую:цкая ським:ський цьким:цький
    ського:ський ському:ський цького:цький цькому:цький
    ого:ый|ой|ий ому:ый|ой|ий его:ий ему:ий ским:ский цким:цкий
    овым:ов евым:ев иным:ин ыным:ын овой:ова евой:ева иной:ина ыной:ына
    ову:ов|ова еву:ев|ева ове:ов|ова еве:ев|ева овою:ова евою:ева
    енку:енко енком:енко ові:- еві:й|ь|- єві:й вичем:вич вичу:вич вича:вич виче:вич вичеві:вич
    вны:вна вне:вна вной:вна вну:вна вні:вна вною:вна ични:ична ичны:ична ичне:ична
    ичной:ична ичну:ична
"""
# Endings that it may bear as well (Петрова, Дерипаска): they count where other words are declined.
_OTHER_TABLE = """
    ской:ская|ска цкой:цкая|цка ой:а|ая ою:а ей:я ею:я ом:-|о ем:й|ь|- ым:ый им:ий
    ину:ин|ина ыну:ын|ына енка:енко а:-|о я:й|ь у:-|а|о ю:й|ь|я|- е:а|-|я ы:а и:а|я|ь
    і:а|я єю:я єм:й|ь ію:ій|ія ія:ій ії:ія
    ца:ец цу:ец цом:ец цем:ец це:ец вла:вел влу:вел влом:вел вле:вел льва:лев льву:лев львом:лев
"""
_PATRONYMIC = re.compile(
    r"(?:[оеіау]вич|ьич|[ії]ч|[мтк]ич|[оеі]вна|[иї]чна|[аеў]ўна|[ао]віч|евіч)$"
)
_DECLINED_PATRONYMIC = re.compile(
    r"(?:[оеіау]вич(?:а|у|ем|е|еві)|(?:ьич|[мтк]ич)(?:а|у|ом|ем|е)"
    r"|(?:[оеі]вн|[иї]чн)(?:ы|е|ой|у|ою|і|и))$"
)


def _endings(table: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = [entry.partition(":") for entry in table.split()]
    pairs = [(end, tuple(to.replace("-", "") for to in given.split("|"))) for end, _, given in rows]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


_SURE = _endings(_SURE_TABLE)
_OTHER = _endings(_OTHER_TABLE)


class Setting(NamedTuple):
    """How a text is to be read: as the name of a person, from where on its words are declined (its
    length where they are not), and whether all of them are Chinese syllables."""

    personal: bool
    declined_from: int
    chinese: bool = False


class Name(NamedTuple):
    """What a word may be in the nominative, the likeliest first, and whether that is sure."""

    forms: tuple[str, ...]
    sure: bool


def nominatives(word: str, declined: bool) -> Name:
    """What a plain Cyrillic word may be in the nominative besides itself. Endings that a
    nominative bears as well are undone only where the name is `declined`."""
    sure = _undone(word, _SURE)
    if sure or not declined:
        return Name(sure, bool(sure))
    return Name(_undone(word, _OTHER), False)


def _undone(word: str, table: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    for ending, nominative in table:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) + len(nominative[0]) >= _SHORTEST and len(stem) > 1:
            return tuple(stem + one for one in nominative)
    return ()


@functools.lru_cache(maxsize=64)
def setting(text: str, kind: str | None, lexicon: Lexicon) -> Setting:
    """What a Cyrillic text shows of itself by its given names and patronymics."""
    after = _NAMED_AFTER.search(text)
    words = [plain(word) for word in _WORD.findall(text)]
    if after or kind not in (None, "person", "organization") or len(words) > _MOST_WORDS:
        return Setting(kind == "person", after.end() if after else len(text))
    usual = declined = False
    for word in words:
        known = word in lexicon.given
        usual |= known or _PATRONYMIC.search(word) is not None
        declined |= _DECLINED_PATRONYMIC.search(word) is not None
        declined |= not known and any(
            one in lexicon.given for one in nominatives(word, declined=True).forms
        )
    meanings = [lexicon.cyrillic.words.get(word) for word in words]
    body = any(meaning is not None and meaning.kind in _NO_PERSON for meaning in meanings)
    several = len(words) > 1 or _INITIAL.search(text) is not None
    personal = kind == "person" or (kind is None and several and (usual or declined) and not body)
    if personal and declined and not usual:
        return Setting(personal, 0)
    chinese = personal and all(palladius(word, lexicon.tables.palladius) for word in words)
    return Setting(personal, len(text), chinese and not usual)


def after_whom(word: str) -> str:
    """The surname that an adjective of a body was made of (Курчатовский институт), or nothing."""
    found = _NAMED.fullmatch(word)
    return found.group(1) if found else ""
