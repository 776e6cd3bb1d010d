"""Spreadsheets → rows of text: XLSX and its kin, old XLS, ODS.

Numbers lose their needless decimals, dates become ISO dates, and a cell merged downwards gives
its text to each of its rows. A line number is the number that the spreadsheet shows.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO, NamedTuple

from tidegate.model.errors import InputError, UsageError
from tidegate.tables.intake import Limits

Row = tuple[int, list[str]]


class Sheet(NamedTuple):
    """One sheet. `merged` are the places (first row, first column, last row, last column; the
    first is 1) of cells merged over several columns or rows; `names` are all sheets of the file."""

    name: str
    rows: Iterator[Row]
    merged: tuple[tuple[int, int, int, int], ...]
    height: int
    names: tuple[str, ...]


def open_sheet(stream: BinaryIO, file: str, wanted: str | None, limits: Limits) -> Sheet:
    """The first sheet, or the one named `wanted`.

    Raises InputError where the file is no spreadsheet, is locked by a password or unpacks to more
    than `limits.sheet_bytes`; UsageError where the sheet does not exist.
    """
    import python_calamine as calamine

    _check_size(stream, file, limits)
    try:
        book = calamine.CalamineWorkbook.from_filelike(stream)
        names = tuple(book.sheet_names)
        if wanted is not None and wanted not in names:
            raise UsageError(
                f"no sheet {wanted!r}", file=file, field="--sheet",
                expected=f"one of {', '.join(map(repr, names))}",
            )  # fmt: skip
        if not names:
            raise InputError("the spreadsheet has no sheets", file=file)
        sheet = book.get_sheet_by_name(wanted or names[0])
    except calamine.PasswordError:
        raise InputError(
            "the spreadsheet is locked by a password", file=file, todo="Save it without one"
        ) from None
    except calamine.CalamineError as broken:
        raise InputError(f"not a readable spreadsheet ({broken})", file=file) from None
    merged = tuple(
        (first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
        for first, last in sheet.merged_cell_ranges or ()
    )
    return Sheet(sheet.name, _rows(sheet, merged), merged, sheet.total_height, names)


def _check_size(stream: BinaryIO, file: str, limits: Limits) -> None:
    """A small file can unpack to any size: look before opening."""
    if stream.read(2) == b"PK":
        try:
            with zipfile.ZipFile(stream) as packed:
                size = sum(part.file_size for part in packed.infolist())
        except zipfile.BadZipFile:
            raise InputError("not a whole spreadsheet: its end is missing", file=file) from None
        if size > limits.sheet_bytes:
            raise InputError(
                f"unpacks to {size:,} bytes, more than the {limits.sheet_bytes:,} allowed",
                file=file,
                todo="Save it as CSV, which is read row by row",
            )
    stream.seek(0)


def _rows(sheet: Any, merged: tuple[tuple[int, int, int, int], ...]) -> Iterator[Row]:
    down = [block for block in merged if block[2] > block[0] and block[1] == block[3]]
    held: dict[tuple[int, int], str] = {}
    for line, raw in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [text_of(value) for value in raw]
        for first, column, last, _ in down:
            if line == first and column <= len(cells):
                held[first, column] = cells[column - 1]
            elif first < line <= last and column <= len(cells):
                cells[column - 1] = held.get((first, column), "")
        yield line, cells


def text_of(value: Any) -> str:
    """A cell as a person reads it."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        whole = value.time() == time(0)
        return value.date().isoformat() if whole else value.isoformat(sep=" ")
    if isinstance(value, (date, time, timedelta)):
        return str(value)
    return str(value)
