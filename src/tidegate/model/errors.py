"""Every error that Tidegate raises on purpose.

    TidegateError
    ├── UsageError          the question was asked wrongly: an option, a column, a date
    ├── InputError          a file of counterparties, or one row of it, cannot be read
    ├── DataError           a data file of the project or of the user breaks its schema
    ├── SourceError         an official file, or the way to it
    │   ├── FetchError      the official address did not give the file
    │   ├── RefusedError    the file is not the list that it should be, and is not used
    │   └── HeldError       the list lost more than it should have: a person decides
    ├── StoreError          the store cannot be opened, read or written
    └── IndexFileError      a compiled index on disk is damaged or of another engine

Each says where it happened (`file`, `line`, `field`), what was `expected` and what `todo`.
"""

from __future__ import annotations


class TidegateError(Exception):
    """An error with its place and its remedy.

    `line` counts from 1 and is the line of `file`; `field` is a column, a key path or an
    option. `str()` gives one line that a person can act on.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        field: str | None = None,
        expected: str | None = None,
        todo: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.field = field
        self.expected = expected
        self.todo = todo

    def __str__(self) -> str:
        place = self.file or ""
        if self.line is not None:
            place = f"{place}:{self.line}" if place else f"line {self.line}"
        text = ": ".join(part for part in (place, self.field or "", self.message) if part)
        text = text.rstrip(".")
        if self.expected:
            text += f"; expected {self.expected.rstrip('.')}"
        text += "."
        if self.todo:
            text += f" {self.todo.rstrip('.')}."
        return text


class UsageError(TidegateError):
    """The question was asked wrongly. The command line exits with 2."""


class InputError(TidegateError):
    """A counterparty file, or one row of it, cannot be read."""


class DataError(TidegateError):
    """A data file (descriptor, table, starter list, case) breaks its schema."""


class SourceError(TidegateError):
    """An official file, or the way to it, failed. The earlier snapshot stays in force."""


class FetchError(SourceError):
    """The official address did not give the file: network, status, size or time."""


class RefusedError(SourceError):
    """The bytes are not the whole list: truncated, empty, HTML, too few, a changed layout."""


class HeldError(SourceError):
    """The list lost more than a tenth of its entries and nothing explains it."""


class StoreError(TidegateError):
    """The store cannot be opened, read or written."""


class IndexFileError(TidegateError):
    """A compiled index on disk is damaged or was written by another engine."""
