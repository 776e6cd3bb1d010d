"""What the forms are handed to show: a screening as it goes, or a report of sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tidegate.model.results import Context, Outcome, Reject, ScreenedParty


@dataclass
class Summary:
    """What a screening came to, for the end of it. `rejects` are (file, row) pairs."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    rejects: list[tuple[str | None, Reject]] = field(default_factory=list)
    met: set[str] = field(default_factory=set)

    def count(self, row: ScreenedParty) -> None:
        """Take one answered row in; `met` gathers the lists that raised something."""
        self.outcomes[row.outcome] += 1
        self.met.update(hit.listing.list_id for hit in row.hits)

    @property
    def rows(self) -> int:
        """How many rows were answered, those that could not be read included."""
        return sum(self.outcomes.values())

    @property
    def exit_code(self) -> int:
        """1 where something needs a person; a caller adds what degraded lists mean."""
        return 1 if self.outcomes[Outcome.ALERT] or self.outcomes[Outcome.UNDETERMINED] else 0


class Writer(Protocol):
    """Writes one screening as it goes: the context, each row, the end."""

    def begin(self, context: Context) -> None:
        """Before the first row."""

    def row(self, row: ScreenedParty, file: str | None) -> None:
        """One row, in the order of the input. `file` is where it stood, if in a file."""

    def end(self, summary: Summary) -> None:
        """After the last row."""


@dataclass
class Section:
    """A heading, and under it a table (`columns`, `rows`) or facts (`columns` empty, rows of
    label and text). `right` are the columns of numbers, `spare` those that a narrow page leaves
    out, the first of them first."""

    title: str = ""
    columns: tuple[str, ...] = ()
    rows: Sequence[tuple[str, ...]] = ()
    right: tuple[int, ...] = ()
    spare: tuple[int, ...] = ()


@dataclass
class Report:
    """What a command has to show, apart from its JSON. `flat` is the whole as one table, for CSV
    and workbooks, where the sections are laid out for people."""

    title: str
    sections: list[Section] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    flat: Section | None = None

    @property
    def tables(self) -> list[Section]:
        """The sections as programs want them."""
        return [self.flat] if self.flat else self.sections
