"""Which column holds what: headings found by name, or as the user says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tidegate.model.errors import InputError, UsageError
from tidegate.model.listing import fold
from tidegate.tables.intake import Intake

Mapped = Mapping[str, tuple[str, ...]]
"""Our field → the user's columns, as said with `--map`."""

# A file without any of these has nothing that could be screened.
SCREENED = frozenset({"name", "first_name", "last_name", "alias", "address", "other_address"})


@dataclass(frozen=True)
class Plan:
    """Where each field stands. `positions` are places in a row, `headings` the row's headings."""

    headings: tuple[str, ...]
    positions: Mapping[str, tuple[int, ...]]

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.headings)

    @property
    def named(self) -> dict[str, tuple[str, ...]]:
        """Field → the headings that it was found under."""
        return {
            field: tuple(self.headings[place] for place in places)
            for field, places in self.positions.items()
        }

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings of columns that are not read."""
        used = {place for places in self.positions.values() for place in places}
        return tuple(
            heading
            for place, heading in enumerate(self.headings)
            if place not in used and heading.strip()
        )

    def values(self, cells: Sequence[str]) -> dict[str, list[str]]:
        """The cells of a row by field."""
        return {
            field: [cells[place] for place in places] for field, places in self.positions.items()
        }


def key_of(heading: str) -> str:
    """A heading as it is compared: by letters and digits, or as it stands if it has none."""
    return fold(heading) or heading.strip()


def check_mapping(mapping: Mapped, table: Intake) -> None:
    """Raise UsageError where a mapping names no field of ours, or one field twice."""
    for field, theirs in mapping.items():
        if field not in table.fields:
            raise UsageError(
                f"no such field {field!r}", field="--map", expected=_list(sorted(table.fields))
            )
        if len(theirs) > 1 and not table.fields[field].several:
            raise UsageError(
                f"{field} can be in one column only, not in {_list(theirs)}", field="--map"
            )


def known_headings(cells: Sequence[str], mapping: Mapped, table: Intake) -> int:
    """How many cells of a row are headings that we know; 0 where the row cannot be the heading."""
    keys = [key_of(cell) for cell in cells]
    mapped = {key_of(theirs) for columns in mapping.values() for theirs in columns}
    if not mapped <= set(keys):
        return 0
    fields = {table.headings[key] for key in keys if key in table.headings}
    if not (fields | set(mapping)) & SCREENED:
        return 0
    return len(mapped) + sum(1 for key in keys if key in table.headings and key not in mapped)


def plan_of(cells: Sequence[str], mapping: Mapped, table: Intake, place: tuple[str, int]) -> Plan:
    """The plan of a heading row. `place` is file and line, for errors.

    Raises InputError where a field could be in two columns, and UsageError where a mapped column
    is not there.
    """
    file, line = place
    keys = [key_of(cell) for cell in cells]
    positions: dict[str, tuple[int, ...]] = {}
    for field, theirs in mapping.items():
        positions[field] = tuple(_place(column, keys, cells, file) for column in theirs)
    taken = {at for places in positions.values() for at in places}
    found: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        field = table.headings.get(key, "")
        if field and at not in taken and field not in mapping:
            found.setdefault(field, []).append(at)
    for field, places in found.items():
        if len(places) > 1 and not table.fields[field].several:
            raise InputError(
                f"{_list([cells[at] for at in places])} could each be {table.fields[field].what}",
                file=file,
                line=line,
                field=field,
                todo=f"Say which: --map {field}={cells[places[0]]!r}; columns: {_list(cells)}",
            )
        positions[field] = tuple(places)
    return Plan(tuple(cells), positions)


def _place(column: str, keys: list[str], cells: Sequence[str], file: str) -> int:
    places = [at for at, key in enumerate(keys) if key == key_of(column)]
    if not places:
        raise UsageError(
            f"no column {column!r}", file=file, field="--map", expected=f"one of {_list(cells)}"
        )
    if len(places) > 1:
        raise InputError(f"two columns are named {column!r}", file=file, field="--map")
    return places[0]


def no_heading(cells: Sequence[str], mapping: Mapped, place: tuple[str, int]) -> InputError:
    """The error for a file in which no row is a heading that we know."""
    file, line = place
    if mapping:
        wanted = _list([theirs for columns in mapping.values() for theirs in columns])
        return InputError(
            f"no row has the columns {wanted}", file=file, field="--map",
            expected=f"columns of its heading, such as {_list(cells)}",
        )  # fmt: skip
    return InputError(
        f"no column for a name or an address; the columns are {_list(cells)}",
        file=file,
        line=line,
        todo="Say which one holds the name: --map name=COLUMN",
    )


def _list(words: Sequence[str], limit: int = 30) -> str:
    shown = [word.strip()[:40] for word in words if word.strip()]
    more = f" and {len(shown) - limit} more" if len(shown) > limit else ""
    return ", ".join(repr(word) for word in shown[:limit]) + more
