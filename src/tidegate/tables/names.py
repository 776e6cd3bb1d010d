"""The word tables of names, read as they stand: `text/` gives them their meaning.

Small tables (forms, places, words, brands…) are read at once, in about ten milliseconds; those
of Chinese, Japanese and Korean names only when such a name first comes by (`NameTables.han`,
`japanese`, `korean`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tidegate.tables.calibration import Calibration, read_calibration
from tidegate.tables.japanese import JapaneseTables, read_japanese
from tidegate.tables.korean import KoreanTables, read_korean
from tidegate.tables.layers import Folder, Table, own_rows, rows
from tidegate.tables.scoring import KINDS, Scoring, read_scoring
from tidegate.tables.values import DATA, Place

FOLDER = DATA / "names"
WORD_KINDS = tuple(kind for kind in KINDS if kind not in ("distinctive", "number", "initial"))
"""The kinds that a table may give a word: the others are told by how a word is written."""
_BRAND_KINDS = ("brand", "body")


class HanTables(NamedTuple):
    """What is known of Han characters and words, as written in the files.

    `simplified` maps a traditional or Japanese form to its simplified character; `reading` a
    character to its usual toneless pinyin, `other_readings` to the rest; `glossary` a simplified
    word to (kind, translations); `surnames` a surname to its reading as one. `foreign` are the
    characters that write foreign names by sound with what each stands for, `marked` those of them
    that hardly stand in another name. `wade` is pinyin in Wade-Giles; `elsewhere` a character to
    its spellings outside the mainland (as a surname, in a given name), `spelt` to those of given
    names and firms by system (`hk`, `min`), `meanings` to its English in brands.
    """

    simplified: dict[int, str]
    reading: dict[str, str]
    other_readings: dict[str, tuple[str, ...]]
    glossary: dict[str, tuple[str, tuple[str, ...]]]
    surnames: dict[str, str]
    foreign: dict[str, tuple[str, ...]]
    marked: frozenset[str]
    wade: dict[str, tuple[str, ...]]
    elsewhere: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    spelt: dict[str, dict[str, tuple[str, ...]]]
    meanings: dict[str, tuple[str, ...]]


class ChineseSpellings(NamedTuple):
    """Latin spellings of Chinese names in one system other than pinyin, each with the pinyin that
    it may stand for: of surnames, and of the syllables of given names."""

    surnames: dict[str, tuple[str, ...]]
    syllables: dict[str, tuple[str, ...]]


class ArabicTables(NamedTuple):
    """What is known of Arabic script, as written in the files: names with their spellings, words
    of bodies with kind and translations."""

    names: tuple[tuple[str, tuple[str, ...]], ...]
    words: tuple[tuple[str, str, tuple[str, ...]], ...]


class Brand(NamedTuple):
    """Forms by which a party is known and what the lists print for it.

    `common` marks a form that unrelated parties bear as well.
    """

    forms: tuple[str, ...]
    latin: tuple[str, ...]
    kind: str
    common: bool


@dataclass(frozen=True)
class NameTables:
    """All word tables of one folder (tests hand in their own), a user's rows over them, and the
    digest of their bytes. `own` names the user's tables, `own_digest` is theirs alone."""

    folder: Folder
    own: tuple[str, ...]
    own_digest: str
    forms: dict[str, str]
    places: dict[str, tuple[str, str]]
    words: dict[str, tuple[tuple[str, str], ...]]
    numbers: dict[str, int]
    brands: tuple[Brand, ...]
    letters: dict[str, tuple[str, ...]]
    number_marks: frozenset[str]
    rates: dict[str, int]
    parameters: dict[str, float]
    scoring: Scoring
    calibration: Calibration
    digest: str

    def read_all(self) -> None:
        """Read what is otherwise read on first use. Raises DataError."""
        for name, value in vars(NameTables).items():
            if isinstance(value, functools.cached_property):
                getattr(self, name)

    @functools.cached_property
    def palladius(self) -> dict[str, str]:
        """Chinese syllables in Cyrillic and their pinyin, read on first use."""
        return {one: latin for (one, latin), _ in rows(self.folder / "palladius.tsv", 2)}

    @functools.cached_property
    def cyrillic(self) -> dict[str, tuple[tuple[str, ...], str]]:
        """Words of Cyrillic names with what English names print for them, and their kind where it
        is not that of the first of these; read on first use."""
        words = {}
        for (word, means, kind), place in rows(self.folder / "cyrillic.tsv", 3):
            if kind:
                _check_kind(kind, place, (*WORD_KINDS, "distinctive"))
            words[word] = tuple(means.split("|")), kind
        return words

    @functools.cached_property
    def given_names(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        """Each given name with its other forms, and what it is in other languages, read on first
        use."""
        return tuple(
            ((name, *_alternatives(forms)), _alternatives(elsewhere))
            for (name, forms, elsewhere), _ in rows(self.folder / "given_names.tsv", 3)
        )

    @functools.cached_property
    def han(self) -> HanTables:
        """The Han tables, read on first use."""
        return _read_han(self.folder)

    @functools.cached_property
    def chinese(self) -> dict[str, ChineseSpellings]:
        """Latin spellings of Chinese names by system (`wade`, `dialect`), read on first use."""
        systems = {"wade": ChineseSpellings({}, {}), "dialect": ChineseSpellings({}, {})}
        for (spelling, system, surname, given), _ in rows(self.folder / "chinese_spellings.tsv", 4):
            for table, cell in zip(systems[system], (surname, given), strict=True):
                if cell:
                    table[spelling] = tuple(cell.split("|"))
        return systems

    @functools.cached_property
    def arabic(self) -> ArabicTables:
        """The tables of Arabic script, read on first use."""
        named = rows(self.folder / "arabic_names.tsv", 2)
        meant = rows(self.folder / "arabic_words.tsv", 3)
        return ArabicTables(
            tuple((name, tuple(spellings.split("|"))) for (name, spellings), _ in named),
            tuple((word, kind, tuple(options.split("|"))) for (word, kind, options), _ in meant),
        )

    @functools.cached_property
    def japanese(self) -> JapaneseTables:
        """The tables of Japanese names, read on first use."""
        return read_japanese(self.folder, self.han.simplified)

    @functools.cached_property
    def korean(self) -> KoreanTables:
        """The tables of Korean names, read on first use."""
        return read_korean(self.folder)


@functools.cache
def lexicon_data(path: Path = FOLDER, own: Path | None = None) -> NameTables:
    """The word tables of a folder, and over them those of a user's own, once for each process.

    Raises DataError, with file and line, where a table breaks its layout.
    """
    folder = Folder(path, own)
    return NameTables(
        folder=folder,
        own=folder.check_own(),
        own_digest=folder.own_digest(),
        forms={form: class_ for (form, class_), _ in rows(folder / "forms.tsv", 2)},
        places={
            place: (canonical, level)
            for (place, canonical, level), _ in rows(folder / "places.tsv", 3)
        },
        words=_words(folder / "words.tsv"),
        numbers=_whole_numbers(folder / "numbers.tsv"),
        brands=(*_brands(folder / "brands.tsv"), *_acronyms(folder / "acronyms.tsv")),
        letters={
            letter: tuple(latin.split("|"))
            for (letter, latin), _ in rows(folder / "letters.tsv", 2)
        },
        number_marks=frozenset(mark for (mark, _), _ in rows(folder / "number_marks.tsv", 2)),
        rates=_whole_numbers(folder / "rates.tsv"),
        parameters=_parameters(folder / "parameters.tsv"),
        scoring=read_scoring(path / "scoring.tsv", _numbered(folder / "scoring.tsv", 3)),
        calibration=read_calibration(
            path / "calibration.tsv", _numbered(folder / "calibration.tsv", 2)
        ),
        digest=folder.digest(),
    )


def _words(table: Table) -> dict[str, tuple[tuple[str, str], ...]]:
    """Each word with its senses; a word of the user's table has those senses alone."""
    senses: dict[str, tuple[tuple[str, str], ...]] = {}
    for (word, canonical, kind), place in rows(table._replace(own=None), 3):
        _check_kind(kind, place)
        senses[word] = (*senses.get(word, ()), (canonical, kind))
    own: dict[str, tuple[tuple[str, str], ...]] = {}
    for (word, canonical, kind), place in own_rows(table, 3):
        _check_kind(kind, place)
        own[word] = (*own.get(word, ()), (canonical, kind))
    return senses | own


def _numbered(table: Table, columns: int) -> Iterator[tuple[list[str], int]]:
    """Rows with the number of their line alone."""
    return ((cells, place.line) for cells, place in rows(table, columns))


def _whole_numbers(table: Table) -> dict[str, int]:
    numbers = {}
    for (word, value), place in rows(table, 2):
        if not value.isdecimal():
            raise place.error(f"{value!r} is not a whole number")
        numbers[word] = int(value)
    return numbers


def _parameters(table: Table) -> dict[str, float]:
    parameters = {}
    for (name, value, _why), place in rows(table, 3):
        try:
            parameters[name] = float(value)
        except ValueError:
            raise place._replace(field=name).error(f"{value!r} is not a number") from None
    return parameters


def _check_kind(kind: str, place: Place, known: tuple[str, ...] = WORD_KINDS) -> None:
    """Refuse a kind of word that nothing knows. A sector may stand behind it."""
    if kind.partition(" ")[0] not in known:
        raise place.error(f"a word of kind {kind!r}", expected=", ".join(known))


def _acronyms(table: Table) -> Iterator[Brand]:
    """Known acronyms as bodies: what is one word among their names is met like the acronym."""
    for (acronyms, names, mark), place in rows(table, 3):
        if mark not in ("", "common") or not names:
            raise place.error(
                f"the acronym {acronyms!r}", expected="what it stands for, then `common` or nothing"
            )
        short, full = acronyms.split("|"), names.split("|")
        forms = (*short, *(name for name in full if " " not in name))
        yield Brand(forms, (*full, *short), "body", mark == "common")


def _brands(table: Table) -> Iterator[Brand]:
    for (forms, latin, kind, _source), place in rows(table, 4):
        name, _, mark = kind.partition(" ")
        if name not in _BRAND_KINDS or mark not in ("", "common") or not latin:
            raise place.error(
                f"a brand of kind {kind!r}",
                expected="kind `brand` or `body`, `common` after it or not, and what lists print",
            )
        yield Brand(tuple(forms.split("|")), tuple(latin.split("|")), name, mark == "common")


def _read_han(folder: Folder) -> HanTables:
    simplified = {
        ord(form): plain
        for (plain, forms), _ in rows(folder / "han_simplified.tsv", 2)
        for form in forms
    }
    reading: dict[str, str] = {}
    others: dict[str, list[str]] = {}
    for (latin, usual, other), _ in rows(folder / "han_pinyin.tsv", 3):
        plain = latin.replace("v", "u")
        for char in usual:
            reading[char] = plain
        for char in other:
            others.setdefault(char, []).append(plain)
    glossary = {}
    for (word, kind, translations), place in rows(folder / "glossary.tsv", 3):
        _check_kind(kind, place, (*WORD_KINDS, *_BRAND_KINDS))
        glossary[word.translate(simplified)] = (kind, tuple(translations.split("|")))
    surnames = {name: latin for (name, latin), _ in rows(folder / "surnames.tsv", 2)}
    foreign: dict[str, list[str]] = {}
    marked: set[str] = set()
    for (latin, mark, chars), _ in rows(folder / "han_sounds.tsv", 3):
        for char in chars:
            foreign.setdefault(char, []).append(latin)
        marked.update(chars if mark else "")
    wade = {one: tuple(other.split("|")) for (one, other), _ in rows(folder / "wade_giles.tsv", 2)}
    elsewhere = {
        char: (_alternatives(surname), _alternatives(given) or _alternatives(surname)[:1])
        for (char, surname, given), _ in rows(folder / "han_elsewhere.tsv", 3)
    }
    spelt: dict[str, dict[str, tuple[str, ...]]] = {}
    for (spelling, system, chars), _ in rows(folder / "han_spellings.tsv", 3):
        for char in chars:
            systems = spelt.setdefault(char, {})
            systems[system] = (*systems.get(system, ()), spelling)
    return HanTables(
        simplified,
        reading,
        {char: tuple(latin) for char, latin in others.items()},
        glossary,
        surnames,
        {char: tuple(latin) for char, latin in foreign.items()},
        frozenset(marked),
        wade,
        elsewhere,
        spelt,
        {
            char: tuple(meant.split("|"))
            for (char, meant), _ in rows(folder / "han_meanings.tsv", 2)
        },
    )


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
