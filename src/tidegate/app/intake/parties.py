"""The cells of one row → a party, or the reason why it cannot be one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from tidegate.app.intake.dates import read_dates
from tidegate.model.listing import PartyKind, fold
from tidegate.model.party import Party
from tidegate.model.results import Reject
from tidegate.tables.intake import Intake

Values = Mapping[str, Sequence[str]]

_ALIAS_BREAK = re.compile(r"[;|\n]")
_PARTS = ("address", "city", "region", "postal_code")
# Control characters are space; half a surrogate pair is no character at all.
_UNFIT = {"Cc": " ", "Cs": "\ufffd"}


class _RowError(Exception):
    """Why a row cannot be read: the field and the reason."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


def clean(text: str) -> str:
    """A cell without control characters and needless space, otherwise verbatim."""
    if not text.isprintable():
        text = "".join(_UNFIT.get(unicodedata.category(char), char) for char in text)
    return " ".join(text.split())


def build(
    values: Values, line: int, table: Intake, kind: PartyKind | None = None
) -> Party | Reject:
    """The party of one row. `kind` stands where the row does not say."""
    try:
        return _party(values, line, table, kind)
    except _RowError as wrong:
        text = " | ".join(
            clean(cell) for cells in values.values() for cell in cells if cell.strip()
        )
        return Reject(
            line=line, reason=wrong.reason, field=wrong.field, text=text[: table.limits.text_shown]
        )


def _party(values: Values, line: int, table: Intake, kind: PartyKind | None) -> Party:
    for field, cells in values.items():
        for cell in cells:
            if len(cell) > table.limits.cell_chars:
                most = table.limits.cell_chars
                raise _RowError(field, f"a cell of {len(cell):,} characters, more than {most:,}")
    name = _name(values, table)
    addresses = _addresses(values, table)
    aliases = tuple(
        part
        for cell in values.get("alias", ())
        for raw in _ALIAS_BREAK.split(cell)
        if (part := _said(raw, table))
    )
    if not addresses and not aliases and (not name or fold(name) in table.blank):
        said = f", only {name!r}" if name else ""
        raise _RowError("name", f"neither a name nor an address{said}")
    if not name and aliases:
        name, aliases = aliases[0], aliases[1:]
    return Party(
        name=name,
        kind=_kind(values, table) or kind,
        aliases=aliases,
        addresses=addresses,
        country=_first(values, "country", table),
        identifiers=_identifiers(values, table),
        birth_date=_birth_dates(values.get("birth_date", ()), table),
        gender=_gender(values, table),
        ref=_first(values, "id", table),
        row=line,
    )


def _said(cell: str, table: Intake) -> str:
    """The cell, or nothing where it is a way of saying nothing (`n/a`, `-`)."""
    text = clean(cell)
    folded = fold(text)
    return text if folded and folded not in table.blank else ""


def _first(values: Values, field: str, table: Intake) -> str | None:
    cells = values.get(field)
    return (_said(cells[0], table) or None) if cells else None


def _name(values: Values, table: Intake) -> str:
    """The whole name, else given and family name. Words for nothing are kept: "Nan" is a name."""
    whole = clean(" ".join(values.get("name", ())))
    if not fold(whole):
        parts = [*values.get("first_name", ()), *values.get("last_name", ())]
        whole = clean(" ".join(parts))
    if len(whole) > table.limits.name_chars:
        most = table.limits.name_chars
        raise _RowError("name", f"a name of {len(whole):,} characters, more than {most:,}")
    return whole if fold(whole) else ""


def _addresses(values: Values, table: Intake) -> tuple[str, ...]:
    parts = [
        text for field in _PARTS for cell in values.get(field, ()) if (text := _said(cell, table))
    ]
    # A city or a postal code alone is no address that a listing could be found by.
    whole = any(_said(cell, table) for cell in values.get("address", ()))
    first = [", ".join(parts)] if whole else []
    others = [text for cell in values.get("other_address", ()) if (text := _said(cell, table))]
    return tuple(dict.fromkeys([*first, *others]))


def _identifiers(values: Values, table: Intake) -> tuple[tuple[str, str], ...]:
    return tuple(
        (kind, text)
        for field, cells in values.items()
        if (kind := table.fields[field].identifier)
        for cell in cells
        if (text := _said(cell, table))
    )


def _kind(values: Values, table: Intake) -> PartyKind | None:
    said = _first(values, "kind", table)
    return table.kinds.get(fold(said)) if said else None


def _gender(values: Values, table: Intake) -> str | None:
    said = _first(values, "gender", table)
    return table.genders.get(fold(said)) if said else None


def _birth_dates(cells: Sequence[str], table: Intake) -> str | None:
    """The dates of birth of a row, apart by semicolons."""
    parts = [part for cell in cells for part in _ALIAS_BREAK.split(cell)]
    try:
        dates = [one for part in parts if (said := _said(part, table)) for one in read_dates(said)]
    except ValueError as wrong:
        raise _RowError("birth_date", str(wrong)) from None
    return "; ".join(dict.fromkeys(dates)) or None
