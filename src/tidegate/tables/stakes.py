"""How files of stakes are read: `data/intake/stakes.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tidegate.model.errors import DataError
from tidegate.model.listing import Frozen, fold
from tidegate.model.ownership import Measure
from tidegate.tables.reading import read_yaml
from tidegate.tables.values import DATA, shown


class Gleif(Frozen):
    """The columns of GLEIF's relationship records, and the values that count."""

    child: str
    parent: str
    type: str
    status: str
    start: str
    end: str
    types: tuple[str, ...]
    active: tuple[str, ...]


class _File(Frozen):
    fields: dict[str, tuple[str, ...]]
    measures: dict[str, Measure]
    gleif: Gleif


class StakeColumns(Frozen):
    """`headings` gives the field of a folded heading, `measures` the measure of a folded word."""

    headings: Mapping[str, str]
    measures: Mapping[str, Measure]
    gleif: Gleif


@cache
def stake_columns() -> StakeColumns:
    """The table as it is packaged. Raises DataError where a heading belongs to two fields."""
    path = DATA / "intake" / "stakes.yaml"
    file = read_yaml(path, _File)
    headings: dict[str, str] = {}
    for field, words in file.fields.items():
        for word in words:
            key = fold(word) or word
            if headings.setdefault(key, field) != field:
                raise DataError(
                    f"{word!r} belongs to {headings[key]} and to {field}",
                    file=shown(path),
                    field=field,
                )
    measures = {fold(word): measure for word, measure in file.measures.items()}
    measures |= {fold(measure.value): measure for measure in Measure}
    return StakeColumns(headings=headings, measures=measures, gleif=file.gleif)
