"""A destination as the Export Administration Regulations see it on a date."""

from __future__ import annotations

from datetime import date

import msgspec

from tidegate.model.ear import Country
from tidegate.model.effects import EarTables
from tidegate.model.listing import fold

MACAU, UNITED_STATES = "MO", "US"


def country_code(text: str | None, tables: EarTables) -> str | None:
    """The code of the destination that a text names, `None` where it names none that we know."""
    return tables.names.get(fold(text)) if text and fold(text) else None


def destination(code: str, tables: EarTables, on: date) -> Country | None:
    """A destination with the chart row and groups of the date; `None` where nothing says which row
    counts for it. A territory has those of its country (§ 738.3(b))."""
    country = tables.countries.get(code)
    if country is None or country.status == "undetermined":
        return None
    row = tables.countries[country.row] if country.row else country
    groups, chart = row.groups, row.chart
    for change in tables.changes:
        if change.iso2 == row.iso2 and on < change.before:
            groups, chart = _then(groups, change.groups), _then(chart, change.chart)
    return msgspec.structs.replace(
        row,
        iso2=country.iso2,
        name=country.name,
        row=country.row,
        groups=groups,
        chart=chart,
    )


def _then(marks: frozenset[str], changes: tuple[str, ...]) -> frozenset[str]:
    """The marks as they were: those with + stood then, those with - did not."""
    stood = frozenset(one[1:] for one in changes if one[0] == "+")
    return marks - frozenset(one[1:] for one in changes) | stood


def worlds(text: str | None, tables: EarTables, on: date) -> tuple[Country, ...]:
    """All destinations that a text may mean: the one that it names, or, where it names none that
    has a row, every foreign one."""
    code = country_code(text, tables)
    found = destination(code, tables, on) if code else None
    if found is not None:
        return (found,)
    every = (destination(one, tables, on) for one in tables.foreign)
    return tuple(one for one in every if one is not None)
