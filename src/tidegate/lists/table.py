"""Tables with a header line (CSV, tab-separated): read whole or refused, no row lost.

Structural damage is refused: a missing or renamed column, a file cut off in its last row, quotes
that never close. A new column is kept and reported. A single row with too many or too few cells is
kept with its words and reported.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tidegate.lists.blank import is_empty, is_html
from tidegate.model.errors import RefusedError
from tidegate.model.listing import Anomaly, Frozen

_STAYS = "Fetch the file again; the earlier snapshot stays in force"
# Appended to the text: if it does not come back as a row of its own, quotes were still open.
_SENTINEL = "\x1etidegate\x1e"


class Layout(Frozen):
    """What a table must look like: the name of the file for messages, the columns that it must
    have, those that it may have, and the separator."""

    file: str
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()
    delimiter: str = ","


class Row(Frozen):
    """One row: its line in the file, its cells by column (stripped), and the whole row verbatim
    where its number of cells is not that of the header."""

    line: int
    cells: dict[str, str]
    broken: str | None = None


@dataclass
class Table:
    """A table as read. `extra` are the columns that nobody announced."""

    rows: list[Row] = field(default_factory=list)
    extra: tuple[str, ...] = ()
    anomalies: list[Anomaly] = field(default_factory=list)


def read_table(content: bytes, layout: Layout) -> Table:
    """Read a whole table. Raises `RefusedError` where it is not whole or not this table."""
    refuse_blank(content, layout.file)
    table = Table()
    text = decode(content, table.anomalies)
    records = _records(text, layout)
    _, first = records[0]
    header = [cell.strip() for cell in first]
    _check_header(header, layout)
    table.extra = tuple(c for c in header if c not in layout.columns + layout.optional)
    for column in table.extra:
        table.anomalies.append(
            Anomaly(kind="unknown_column", text=f"column '{column}' is new: kept as a detail")
        )
    last = len(records) - 1
    for place, (line, cells) in enumerate(records[1:], start=1):
        if [cell.strip() for cell in cells] == header:
            table.anomalies.append(
                Anomaly(kind="repeated_header", text="the header line again", place=line)
            )
        elif len(cells) == len(header):
            table.rows.append(_row(line, header, cells))
        elif place == last and len(cells) < len(header):
            raise _cut(layout, line, f"the last row has {len(cells)} of {len(header)} columns")
        else:
            table.rows.append(_broken(line, header, cells, layout))
            table.anomalies.append(
                Anomaly(
                    kind="broken_row",
                    text=f"{len(cells)} cells under {len(header)} columns",
                    place=line,
                )
            )
    return table


def refuse_blank(content: bytes, file: str) -> None:
    """Refuse an empty file and a web page."""
    if is_empty(content):
        raise RefusedError("the file is empty", file=file, todo=_STAYS)
    if is_html(content):
        raise RefusedError("a web page (HTML), not the list", file=file, todo=_STAYS)


def decode(content: bytes, anomalies: list[Anomaly]) -> str:
    """UTF-8, or what older files are written in (Windows-1252), which is reported."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        anomalies.append(
            Anomaly(kind="encoding", text=f"not UTF-8 (byte {error.start}): read as Windows-1252")
        )
        return content.decode("cp1252", "replace")


def _records(text: str, layout: Layout) -> list[tuple[int, list[str]]]:
    """The rows with the lines on which they begin; blank lines and end-of-file marks left out."""
    source = io.StringIO(f"{text.rstrip()}\n{_SENTINEL}\n", newline="")
    reader = csv.reader(source, delimiter=layout.delimiter)
    try:
        records = list(_numbered(reader))
    except csv.Error as error:
        raise RefusedError(
            f"the table cannot be read ({error})", file=layout.file, line=reader.line_num
        ) from error
    line, final = records.pop()
    if final != [_SENTINEL]:
        raise _cut(layout, line, "a quotation mark is opened and never closed")
    return [(line, row) for line, row in records if "".join(row).strip(" \t\r\n\x1a")]


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    line = 1
    for row in reader:
        yield line, row
        line = getattr(reader, "line_num", line) + 1


def _check_header(header: Sequence[str], layout: Layout) -> None:
    missing = [column for column in layout.columns if column not in header]
    if not missing:
        return
    known = layout.columns + layout.optional
    strangers = [column for column in header if column not in known]
    hint = f" (there is an unknown column '{strangers[0]}' instead)" if strangers else ""
    raise RefusedError(
        f"the column '{missing[0]}' is missing{hint}",
        file=layout.file,
        line=1,
        field=missing[0],
        expected=f"the columns {', '.join(layout.columns)}",
        todo="The layout of the list has changed; the earlier snapshot stays in force",
    )


def _row(line: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    return Row(line=line, cells={k: v.strip() for k, v in zip(header, cells, strict=True)})


def _broken(line: int, header: Sequence[str], cells: Sequence[str], layout: Layout) -> Row:
    if any("\n" in cell for cell in cells):
        raise RefusedError(
            "a row has swallowed the rows after it: a quotation mark is not closed",
            file=layout.file,
            line=line,
            todo=_STAYS,
        )
    padded = [*cells, *([""] * len(header))][: len(header)]
    row = _row(line, header, padded)
    return Row(line=line, cells=row.cells, broken=layout.delimiter.join(cells))


def _cut(layout: Layout, line: int, reason: str) -> RefusedError:
    return RefusedError(
        f"the file is cut off: {reason}",
        file=layout.file,
        line=line,
        todo=_STAYS,
    )
