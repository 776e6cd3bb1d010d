"""The rows of one OFAC CSV member: bytes in, rows and broken lines out, none lost.

The files have no header. Null is `-0- `, lines end in CRLF or LF, the last line may be a lone
0x1A, text stands in quotation marks or (after a spreadsheet) without. They have been served as
UTF-8 and as Windows-1252, so an odd byte is decoded and reported, never an error.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from tidegate.model.errors import RefusedError
from tidegate.model.listing import Anomaly

NULL = "-0-"
_PRINTED_NULL = "-0- "
_END_OF_FILE = b"\x1a"
# Above this share of lines with the wrong columns the layout has changed, not the line.
_BROKEN_SHARE = 0.03
# One wrong character breaks a line in two at most: so few are an accident in a list of any length.
_BROKEN_FEW = 3
_LINE_END = re.compile(r"\r\n|\n|\r")
# A record that was cut by line breaks inside a quoted cell spans no more lines than this.
_RECORD_LINES = 20


@dataclass(frozen=True, slots=True)
class Layout:
    """What one member looks like: `name` is the member, `width` the number of its columns."""

    name: str
    width: int
    source_id: str

    @property
    def file(self) -> str:
        """The member as it is called in messages."""
        return f"{self.source_id}/{self.name}"


@dataclass(slots=True)
class Rows:
    """The rows of a member with the line on which each ends, and the lines that are not rows."""

    member: str = ""
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)


def clean(cell: str) -> str:
    """The words of a cell; nothing for OFAC's null."""
    if cell == _PRINTED_NULL:
        return ""
    cell = cell.strip()
    return "" if cell == NULL else cell


def read_rows(content: bytes, layout: Layout) -> Rows:
    """Read one member.

    Raises `RefusedError` for an empty file, a web page, a file that was cut off, and one whose
    columns are not those of `layout`.
    """
    _check_content(content, layout)
    text, anomalies = _decode(content, layout)
    read = _read_whole(text, layout) or _read_lines(text, layout)
    read.anomalies[:0] = anomalies
    _check_layout(read, layout)
    return read


def _check_content(content: bytes, layout: Layout) -> None:
    start = content[:4096].strip(_END_OF_FILE + b" \t\r\n\x00\xef\xbb\xbf")
    if not start and not content.strip(_END_OF_FILE + b" \t\r\n\x00"):
        raise RefusedError("the file is empty", file=layout.file, todo="fetch it again")
    if start.startswith(b"<"):
        raise RefusedError(
            "the file is a web page or XML, not OFAC's CSV",
            file=layout.file,
            expected=f"{layout.width} columns without a header",
        )


def _decode(content: bytes, layout: Layout) -> tuple[str, list[Anomaly]]:
    content = content.rstrip(_END_OF_FILE + b" \t\r\n")
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    lines, odd, utf8 = [], [], 0
    for number, line in enumerate(content.split(b"\n"), start=1):
        try:
            lines.append(line.decode())
            utf8 += not line.isascii()
        except UnicodeDecodeError:
            lines.append(_decode_western(line))
            odd.append(number)
    anomalies = []
    if utf8:
        anomalies = [
            Anomaly(
                kind="odd_byte",
                text=f"{layout.name}: not UTF-8, unlike the rest; read as Windows-1252",
                place=number,
            )
            for number in odd
        ]
    return "\n".join(lines), anomalies


def _decode_western(line: bytes) -> str:
    """Windows-1252, whose five unassigned bytes stand for themselves."""
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _read_whole(text: str, layout: Layout) -> Rows | None:
    """All rows at once, where every line is a sound row; else `None`."""
    read = Rows(layout.name)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if len(cells) != layout.width:
                if not cells:
                    continue
                return None
            read.rows.append((reader.line_num, tuple(cells)))
    except csv.Error:
        return None
    return read


def _read_lines(text: str, layout: Layout) -> Rows:
    """Line by line, so that one stray quotation mark does not swallow the rows after it."""
    read = Rows(layout.name)
    lines = _LINE_END.split(text)
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if not line.strip():
            continue
        cells = _cells(line)
        if cells is not None and len(cells) == layout.width:
            read.rows.append((place, tuple(cells)))
            continue
        joined = _join_lines(lines, place, layout) if cells is None else None
        if joined is not None:
            place, cells = joined
            read.rows.append((place, tuple(cells)))
            continue
        if place == len(lines) and (cells is None or len(cells) < layout.width):
            raise _cut_off(place, layout)
        read.broken.append((place, line))
    return read


def _join_lines(lines: list[str], place: int, layout: Layout) -> tuple[int, list[str]] | None:
    """A record whose quoted cell holds line breaks; never one that runs into the next row."""
    text = lines[place - 1]
    for upto in range(place, min(place + _RECORD_LINES, len(lines))):
        alone = _cells(lines[upto])
        if alone is not None and len(alone) == layout.width:
            return None
        text = f"{text}\n{lines[upto]}"
        cells = _cells(text)
        if cells is not None and len(cells) == layout.width:
            return upto + 1, cells
    return None


def _cells(line: str) -> list[str] | None:
    try:
        return next(csv.reader(io.StringIO(line, newline=""), strict=True), [])
    except csv.Error:
        return None


def lenient_cells(line: str) -> list[str]:
    """What can be read from a broken line: never nothing."""
    try:
        return next(csv.reader(io.StringIO(line, newline="")), None) or [line]
    except csv.Error:
        return line.split(",")


def _cut_off(place: int, layout: Layout) -> RefusedError:
    return RefusedError(
        "the file was cut off: its last line is not a whole row",
        file=layout.file,
        line=place,
        expected=f"{layout.width} columns",
        todo="fetch it again",
    )


def too_many(wrong: int, total: int) -> bool:
    """Whether so many rows are wrong that the layout has changed, not the rows."""
    return wrong > _BROKEN_FEW and wrong > total * _BROKEN_SHARE


def plain_type(cell: str) -> str:
    """A type as a table has it: without case, and `aka` for `a.k.a.`."""
    return clean(cell).casefold().replace(".", "")


def check_types(read: Rows, layout: Layout, known: Container[str]) -> None:
    """Raise `RefusedError` where the third column no longer holds types: columns were moved."""
    wrong = [line for line, cells in read.rows if plain_type(cells[2]) not in known]
    if too_many(len(wrong), len(read.rows)):
        raise RefusedError(
            f"the layout has changed: {len(wrong)} of {len(read.rows)} rows have unknown types",
            file=layout.file,
            line=wrong[0],
            field="column 3",
            expected="types of parties or of aliases",
        )


def _check_layout(read: Rows, layout: Layout) -> None:
    total = len(read.rows) + len(read.broken)
    headed = bool(read.rows) and _is_header(read.rows[0][1])
    wrong = len(read.broken) + sum(not cells[0].strip().isdigit() for _, cells in read.rows)
    if headed or not total or too_many(wrong, total) or wrong == total:
        place = next(_wrong_places(read), None)
        raise RefusedError(
            f"the layout has changed: {wrong} of {total} lines are not rows of this list"
            + (", and the first is a header" if headed else ""),
            file=layout.file,
            line=place,
            expected=f"{layout.width} columns without a header, the first a number",
        )
    _mend_last_null(read, layout)


def _mend_last_null(read: Rows, layout: Layout) -> None:
    """A null that lost its last characters loses nothing, but says that the file was cut."""
    if not read.rows:
        return
    line, cells = read.rows[-1]
    if cells[-1].strip() in ("-", "-0"):
        read.rows[-1] = (line, (*cells[:-1], NULL))
        read.anomalies.append(
            Anomaly(
                kind="end_cut",
                text=f"{layout.name}: the last line ends within its last, empty cell",
                place=line,
            )
        )


def _is_header(cells: Sequence[str]) -> bool:
    return not any(any(char.isdigit() for char in cell) for cell in cells)


def _wrong_places(read: Rows) -> Iterator[int]:
    yield from (place for place, cells in read.rows if not cells[0].strip().isdigit())
    yield from (place for place, _ in read.broken)
