"""How every data file is read: strictly, and with errors that name file, line and key.

Two kinds of file: YAML for things with parts (descriptors, parameters, starter lists), TSV for
tables. Both are read into the struct that describes them: the struct's fields are the only keys
or columns allowed, and a field without a default must be there. YAML's surprises are refused
rather than interpreted: `yes`, `010`, `12:30` and `2026-13-45` mean nothing that a lawyer would
guess, so they are errors that say "quote it". No key may stand twice.
"""

from __future__ import annotations

import hashlib
import re
import types
import typing
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tidegate.model.errors import DataError
from tidegate.tables import yaml_values
from tidegate.tables.values import DATE, DECIMAL, INTEGER, Place, day, leaf, shown, text_of, wanted

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)


def read_yaml(path: Path, shape: type[T]) -> T:
    """One YAML file as the value that `shape` describes (structs, dicts, tuples, scalars)."""
    return yaml_values.load(path, shape)


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a TSV file with their line numbers, one cell for each of `columns`.

    The header must be exactly `columns`. Lines that begin with `#` before the header are notes
    for the reader. Cells are verbatim: no quoting, no escapes, no trimming; a cell with space
    around it is an error, and so is an empty line before the last.
    """
    file = shown(path)
    head = 0
    lines = text_of(path).split("\n")
    if lines and not lines[-1]:
        lines.pop()
    for count, line in enumerate(lines, start=1):
        if line.endswith("\r"):
            raise DataError("a Windows line ending", file=file, line=count)
        if not head and line.startswith("#"):
            continue
        cells = line.split("\t")
        if not head:
            head = count
            _check_header(cells, columns, Place(file, count, ""))
            continue
        if len(cells) != len(columns):
            raise DataError(
                f"{len(cells)} cells", file=file, line=count, expected=f"{len(columns)} cells"
            )
        if "\t " in line or " \t" in line or line != line.strip(" "):
            column = next(
                column for cell, column in zip(cells, columns, strict=True) if cell != cell.strip()
            )
            raise DataError("space around a value", file=file, line=count, field=column)
        yield count, cells
    if not head:
        raise DataError("the file is empty", file=file)


def _check_header(cells: list[str], columns: tuple[str, ...], place: Place) -> None:
    for position, (cell, column) in enumerate(zip(cells, columns, strict=False), start=1):
        if cell != column:
            raise place.error(f"column {position} is named {cell!r}", expected=repr(column))
    if len(cells) > len(columns):
        raise place.error(f"unknown column {cells[len(columns)]!r}")
    if len(cells) < len(columns):
        raise place.error(f"missing column {columns[len(cells)]!r}")


def read_tsv(path: Path, shape: type[S]) -> tuple[tuple[int, S], ...]:
    """The rows of a TSV file as structs, each with its line number.

    The columns are the struct's fields in their order. An empty cell is the field's default;
    where it has none, the cell is missing. A tuple field holds its texts divided by ` | `.
    """
    fields = msgspec.structs.fields(shape)
    columns = tuple(field.encode_name for field in fields)
    file = shown(path)
    # One cell may be read a thousand times (a list id, a source): each is judged once.
    known: dict[tuple[int, str], Any] = {}
    rows = []
    for line, cells in read_rows(path, columns):
        values = {}
        for number, cell in enumerate(cells):
            field = fields[number]
            if not cell:
                if field.required:
                    place = Place(file, line, field.encode_name)
                    raise place.error("missing value", expected=wanted(field.type))
                continue
            if field.type is str:
                values[field.name] = cell
                continue
            if (number, cell) not in known:
                place = Place(file, line, field.encode_name)
                known[number, cell] = _cell(cell, field.type, place)
            values[field.name] = known[number, cell]
        rows.append((line, shape(**values)))
    return tuple(rows)


def _cell(text: str, shape: Any, place: Place) -> Any:
    """The value of one TSV cell, by the type of its column."""
    if typing.get_origin(shape) in (typing.Union, types.UnionType):
        shape = next(option for option in typing.get_args(shape) if option is not type(None))
    if typing.get_origin(shape) is tuple:
        parts = text.split(" | ")
        if any(not part.strip() for part in parts):
            raise place.error("an empty part", expected="texts divided by ' | '")
        return tuple(parts)
    if shape is date:
        if not DATE.fullmatch(text):
            raise place.error(f"no such date: {text}", expected="a date such as 2019-10-09")
        return day(text, place)
    if shape in (int, float):
        pattern = INTEGER if shape is int else re.compile(f"{INTEGER.pattern}|{DECIMAL.pattern}")
        if not pattern.fullmatch(text):
            raise place.error(f"{text!r} is no number", expected=wanted(shape))
        return shape(text)
    if shape is bool:
        if text not in ("true", "false"):
            raise place.error(f"{text!r}", expected="true or false")
        return text == "true"
    return leaf(text, shape, place)


def digest_of(folder: Path) -> str:
    """The SHA-256 over the names and bytes of all data files of a folder, schemas left out."""
    total = hashlib.sha256()
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    )
    for name in names:
        if name.startswith("schemas/") or name.endswith(".md"):
            continue
        content = hashlib.sha256((folder / name).read_bytes()).digest()
        total.update(name.encode() + b"\0" + content)
    return total.hexdigest()
