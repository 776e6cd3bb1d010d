"""Lines → records of a delimited text (RFC 4180, read with patience).

A quotation mark that is opened and not closed would swallow the rest of a file; here it costs
its own line only. A cell that begins with a quotation and goes on (`"Vityaz" Company`) is kept as
it stands.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from tidegate.app.intake.lines import Line
from tidegate.model.results import Reject
from tidegate.tables.intake import Limits

DELIMITERS = (",", ";", "\t", "|")
Row = tuple[int, list[str]]
_NEVER = "\0"  # a delimiter for files of one column


class _OpenError(Exception):
    """A quotation mark is open at the end of the text."""


def split(text: str, delimiter: str) -> tuple[list[str], bool]:
    """The cells of one record, and whether every quotation was clean.

    Raises _OpenError where a quotation mark stays open.
    """
    if '"' not in text:
        return text.split(delimiter), True
    cells, at, clean, end = [], 0, True, len(text)
    while True:
        if text[at : at + 1] == '"':
            close = at + 1
            while True:
                close = text.find('"', close)
                if close < 0:
                    raise _OpenError
                if text[close + 1 : close + 2] != '"':
                    break
                close += 2
            stop = text.find(delimiter, close)
            stop = end if stop < 0 else stop
            if text[close + 1 : stop].strip():
                clean = False
                cells.append(text[at:stop])
            else:
                cells.append(text[at + 1 : close].replace('""', '"'))
        else:
            stop = text.find(delimiter, at)
            stop = end if stop < 0 else stop
            cells.append(text[at:stop])
        if stop >= end:
            return cells, clean
        at = stop + 1


def head_rows(lines: list[Line], delimiter: str) -> list[Row]:
    """The first lines as records, for finding the heading; what is not clean is left out."""
    rows = []
    for line in lines:
        if line.problem is None:
            try:
                rows.append((line.number, split(line.text, delimiter)[0]))
            except _OpenError:
                continue
    return rows


def records(
    lines: Iterator[Line], delimiter: str | None, width: int, limits: Limits
) -> Iterator[Row | Reject]:
    """The records after the heading. `delimiter` None: each line is one cell.

    A record has `width` cells. Blank lines are no records. In a file of one column a lone
    quotation mark is part of the name.
    """
    mark = delimiter or _NEVER
    waiting: deque[Line] = deque()
    for line in _queue(lines, waiting):
        if line.problem is not None:
            yield Reject(line=line.number, reason=line.problem, text=line.text[: limits.text_shown])
            continue
        if not line.text.strip():
            continue
        try:
            cells = split(line.text, mark)[0]
        except _OpenError:
            joined = _join(line, lines, waiting, mark, (width, limits.record_lines))
            if joined is None and delimiter is None:
                joined = [line.text]
            if joined is None:
                reason = "a quotation mark is opened and never closed"
                yield Reject(line=line.number, reason=reason, text=line.text[: limits.text_shown])
                continue
            cells = joined
        yield _checked(line, cells, width, limits)


def _queue(lines: Iterator[Line], waiting: deque[Line]) -> Iterator[Line]:
    while True:
        if waiting:
            yield waiting.popleft()
            continue
        line = next(lines, None)
        if line is None:
            return
        yield line


def _join(
    first: Line,
    lines: Iterator[Line],
    waiting: deque[Line],
    delimiter: str,
    bounds: tuple[int, int],
) -> list[str] | None:
    """A record over several lines, if it ends cleanly within the bounds (cells, lines). Where it
    does not, the lines looked at are put back to be read for themselves."""
    width, most = bounds
    text = first.text
    taken: list[Line] = []
    ahead = _queue(lines, waiting)
    while len(taken) < most:
        line = next(ahead, None)
        if line is None or line.problem is not None:
            if line is not None:
                taken.append(line)
            break
        taken.append(line)
        text += "\n" + line.text
        try:
            cells, clean = split(text, delimiter)
        except _OpenError:
            continue
        if clean and len(cells) == width:
            return cells
        break
    waiting.extendleft(reversed(taken))
    return None


def _checked(line: Line, cells: list[str], width: int, limits: Limits) -> Row | Reject:
    # No patience with empty cells too many: in `Foo, Ltd,,` the last one is not the odd one.
    if len(cells) != width:
        return Reject(
            line=line.number,
            reason=f"{_count(len(cells))}, but the heading has {width}",
            text=line.text[: limits.text_shown],
        )
    return line.number, cells


def _count(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"
