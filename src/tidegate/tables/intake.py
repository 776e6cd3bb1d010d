"""How counterparty files are read: headings, kinds, limits and encodings (`data/intake/`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from tidegate.model.errors import DataError
from tidegate.model.listing import Frozen, PartyKind, fold
from tidegate.model.party import GENDERS
from tidegate.tables.reading import read_yaml
from tidegate.tables.values import DATA, shown


class Field(Frozen):
    """One thing that a column can hold. `several`: more than one column may hold it.
    `identifier` is the kind of identifier (`Identifier.kind`) that the column gives."""

    what: str
    headings: tuple[str, ...]
    several: bool = False
    identifier: str | None = None


class Limits(Frozen):
    """How much of a row, a cell or a file is reasonable; more is refused with its reason."""

    line_bytes: int
    record_lines: int
    name_chars: int
    cell_chars: int
    heading_rows: int
    sheet_bytes: int
    text_shown: int


class Encoding(Frozen):
    """One encoding without a mark of its own. `common` are ranges of lead bytes in hexadecimal
    (`judged: pairs`), `script` the script of its letters (`judged: words`); with fewer than
    `least` characters beyond ASCII it is not believed."""

    codec: str
    title: str
    judged: Literal["pairs", "words"]
    common: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    script: str | None = None
    least: int = 1

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The common lead bytes as pairs of first and last."""
        pairs = (part.split("-") for part in self.common)
        return tuple((int(first, 16), int(last, 16)) for first, last in pairs)


class Encodings(Frozen):
    """The encodings to choose from, and what it takes to be sure."""

    plausible: float
    margin: float
    sign_bonus: float
    sample_bytes: int
    encodings: tuple[Encoding, ...]


class _Columns(Frozen):
    fields: dict[str, Field]
    kinds: dict[str, tuple[str, ...]]
    genders: dict[str, tuple[str, ...]]
    blank: tuple[str, ...]
    limits: Limits


class Intake(Frozen):
    """The tables of the intake: `headings` gives the field of a folded heading, `kinds` the kind
    of a folded cell and `genders` the gender, `blank` are folded cells that say nothing."""

    fields: Mapping[str, Field]
    headings: Mapping[str, str]
    kinds: Mapping[str, PartyKind]
    genders: Mapping[str, str]
    blank: frozenset[str]
    limits: Limits
    encodings: Encodings


@cache
def intake() -> Intake:
    """The tables of the intake as they are packaged."""
    return load(DATA / "intake")


def load(folder: Path) -> Intake:
    """The tables of the intake in a folder. Raises DataError where they break their schema, and
    where a heading belongs to two fields or a word to two kinds."""
    file = folder / "columns.yaml"
    columns = read_yaml(file, _Columns)
    by_field = {name: field.headings for name, field in columns.fields.items()}
    kinds = _owners(columns.kinds, file)
    unknown = sorted(set(kinds.values()) - {kind.value for kind in PartyKind})
    if unknown:
        raise DataError(f"no such kind {unknown[0]!r}", file=shown(file), field="kinds")
    odd = sorted(set(columns.genders) - set(GENDERS))
    if odd:
        raise DataError(f"no such gender {odd[0]!r}", file=shown(file), field="genders")
    return Intake(
        fields=columns.fields,
        headings=_owners(by_field, file),
        kinds={word: PartyKind(kind) for word, kind in kinds.items()},
        genders=_owners(columns.genders, file),
        blank=frozenset(fold(word) for word in columns.blank),
        limits=columns.limits,
        encodings=read_yaml(folder / "encodings.yaml", Encodings),
    )


def _owners(words: Mapping[str, tuple[str, ...]], file: Path) -> dict[str, str]:
    """Folded word → the one that it belongs to. A sign such as "#" is compared as it stands."""
    owners: dict[str, str] = {}
    for owner, items in words.items():
        for item in items:
            if owners.setdefault(fold(item) or item, owner) != owner:
                other = owners[fold(item) or item]
                raise DataError(
                    f"{item!r} belongs to {other} and to {owner}", file=shown(file), field=owner
                )
    return owners
