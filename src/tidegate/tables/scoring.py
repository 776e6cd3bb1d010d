"""The numbers of the scoring path, as `data/names/scoring.tsv` states them with their reason.

A number that stands in a table is named `table.entry`: `conflict.number`, `one_error.6`. In a
table by length the longest length named stands for all longer ones.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from tidegate.model.errors import DataError

KINDS = (
    "distinctive", "form", "function", "generic", "activity", "organ", "place", "number", "title",
    "patronym", "particle", "street", "initial", "father",
)  # fmt: skip
"""The kinds of words in the order of their numbers: those of `text.Kind`."""

LEVELS = ("country", "region", "city", "district", "other")
"""The levels of places; `other` is any that a table of places names besides."""

_MET = tuple(kind for kind in KINDS
             if kind not in ("form", "function", "title", "patronym", "particle"))  # fmt: skip


class _Within(NamedTuple):
    """What a number may be; in a table, its entries in order, from place `first` on."""

    low: float
    high: float
    whole: bool = False
    entries: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    def read(self, text: str) -> float | None:
        """The number that a text states, or None where it is none or may not be it."""
        try:
            value = int(text) if self.whole else float(text)
        except ValueError:
            return None
        return value if self.low <= value <= self.high else None

    def table(self, values: dict[str, float]) -> tuple[float, ...]:
        """The values of a table, each at the place of its entry; nothing stands at the others."""
        return tuple(values.get(name, 0) for name in self.order or self.entries)

    def __str__(self) -> str:
        return f"a {'whole ' * self.whole}number from {self.low:g} to {self.high:g}"


def _lengths(first: int, last: int) -> _Within:
    whole = tuple(map(str, range(last + 1)))
    return _Within(0, 1, entries=whole[first:], order=whole)


Alike = Annotated[float, _Within(0, 1)]
Share = Annotated[float, _Within(0, 10)]
Sum = Annotated[float, _Within(1, 1000)]
Weight = Annotated[int, _Within(0, 100, whole=True)]
Rate = Annotated[int, _Within(1, 100_000, whole=True)]
Letters = Annotated[int, _Within(1, 64, whole=True)]
KindWeights = Annotated[tuple[int, ...], _Within(0, 100, whole=True, entries=KINDS)]
LevelWeights = Annotated[tuple[int, ...], _Within(0, 100, whole=True, entries=LEVELS)]
KindShares = Annotated[tuple[float, ...], _Within(0, 10, entries=_MET, order=KINDS)]
OneError = Annotated[tuple[float, ...], _lengths(4, 10)]
TwoErrors = Annotated[tuple[float, ...], _lengths(7, 12)]
Acronym = Annotated[tuple[float, ...], _lengths(3, 7)]
ByWords = Annotated[tuple[float, ...], _lengths(1, 4)]
Written = Annotated[tuple[float, ...], _lengths(1, 5)]
Syllables = Annotated[tuple[float, ...], _lengths(5, 8)]


@dataclass(frozen=True, slots=True, eq=False)
class Scoring:
    """Every number that a score rests on; what each means stands beside it in the file.

    Two are the same only if they are one object: it stands in the keys of caches.
    """

    # What a word weighs.
    kind_weight: KindWeights
    level_weight: LevelWeights
    rare_rate: Rate
    decade_weight: Weight
    least_weight: Weight
    single_letter_weight: Weight
    letters_base_weight: Weight
    letter_weight: Weight
    digits_weight: Weight
    spliced_least: Weight
    activity_rare_rate: Rate
    activity_decade_weight: Weight
    activity_least_weight: Weight
    # How alike two words are.
    one_error: OneError
    two_errors: TwoErrors
    two_errors_heard: TwoErrors
    three_errors: Alike
    other_first_letter: Alike
    swapped: Alike
    swapped_short: Alike
    same_sound: Alike
    same_short_sound: Alike
    sound_spelling: Alike
    sound_spelling_heard: Alike
    other_gender: Alike
    same_skeleton: Alike
    other_consonant: Alike
    vowelless: Alike
    vowelless_short: Alike
    vowelless_near: Alike
    written: Written
    written_voiced: Written
    same_written: Alike
    rarer_spelling: Alike
    other_vowels: Alike
    least_alike: Alike
    # How words meet.
    other_reading: Alike
    respelt: Alike
    guessed: Alike
    form_for_form: Alike
    joined: Alike
    joined_least: Alike
    broken_form: Alike
    broken_form_most: Alike
    garbled: Alike
    garbled_error: Alike
    shortest_garbled: Letters
    known_weight: Weight
    two_known: Alike
    acronym: Acronym
    acronym_few: Letters
    acronym_ordinary: Alike
    syllables: Syllables
    abbreviation: Alike
    given_form: Alike
    given_abroad: Alike
    initial_for_name: Alike
    # What a meeting is worth.
    one_sided: KindShares
    conflict: KindShares
    other_sector: Share
    all_generic: Share
    all_generic_alone: Share
    all_generic_least: Share
    branch: Share
    helping_word: Share
    repeated: Share
    second_distinctive: Share
    number_evidence: Share
    generic_evidence: ByWords
    enough: Sum
    scarcity: Sum
    plenty: Sum
    crossed: Share
    lone_doubt: Alike
    lone_doubt_rest: Alike
    main_alike: Alike
    main_doubt: Alike
    helping_evidence: Share
    disorder: Alike
    same_floor: Alike
    part_floor: Alike
    same_words: Alike
    nothing_borne: Alike
    address_number_alone: Share
    address_place_apart: Share
    address_letter: Share
    address_word_alone: Share
    no_street: Alike


def _limits() -> dict[str, _Within]:
    hints = typing.get_type_hints(Scoring, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


def read_scoring(path: Path, rows: Iterable[tuple[list[str], int]]) -> Scoring:
    """The scoring numbers of a table's rows (name, value, reason) with their lines.

    Raises DataError where a name is unknown, missing or named twice, or a number may not be it.
    """
    limits = _limits()
    names = {
        f"{name}.{entry}" if entry else name: limit
        for name, limit in limits.items()
        for entry in limit.entries or ("",)
    }
    found: dict[str, float] = {}
    for (name, text, _why), line in rows:
        if name not in names or name in found:
            wrong = "named twice" if name in found else "no number of the scoring path"
            raise DataError(wrong, file=str(path), line=line, field=name)
        value = names[name].read(text)
        if value is None:
            raise DataError(f"{text!r} is not {names[name]}", file=str(path), line=line, field=name)
        found[name] = value
    missing = [name for name in names if name not in found]
    if missing:
        raise DataError("is missing", file=str(path), field=missing[0])
    values: dict[str, Any] = {
        name: limit.table({entry: found[f"{name}.{entry}"] for entry in limit.entries})
        if limit.entries
        else found[name]
        for name, limit in limits.items()
    }
    return Scoring(**values)
