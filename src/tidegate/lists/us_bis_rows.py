"""The rows of the tables in part 744 as the eCFR prints them: cells as text and lines.

Superscript footnote marks become superscript digits (`734.9(g),³`), so that a clause stays one
readable text; raised digits of fractions and ordinals stay plain (`9⁄6`, `1st`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FRACTION_SLASH = "⁄"


@dataclass(frozen=True)
class TableCell:
    """One cell: its lines, whitespace collapsed, an empty one for a blank line."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The cell in one line."""
        return " ".join(line for line in self.lines if line)


@dataclass(frozen=True)
class TableRow:
    """One row of a table: its number among the entries, its country, its cells after it."""

    number: int
    country: str
    cells: tuple[TableCell, ...]
    footnotes: tuple[int, ...]
    leftover: str | None = None
    """the whole row, where its cells did not fit the columns"""


def fitted(row: TableRow, width: int) -> TableRow:
    """A row with too few or too many cells, made to fit, with all its words kept as leftover."""
    words = " | ".join(each.text for each in row.cells)
    cells = (*row.cells, *(TableCell(()) for _ in range(width)))[:width]
    return replace(row, cells=cells, leftover=words)


def cell(element: _Element) -> TableCell:
    """The text of a table cell, cut at its line breaks."""
    if not len(element):
        text = " ".join((element.text or "").split())
        return TableCell((text,) if text else ())
    out: list[str] = []
    _collect(element, out)
    lines = [" ".join(line.split()) for line in "".join(out).split("\x00")]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return TableCell(tuple(lines))


def _collect(element: _Element, out: list[str]) -> None:
    if element.text:
        out.append(element.text)
    for child in element:
        tail = child.tail or ""
        tag = child.tag
        if tag == "br":
            # A line feed in the source ends no line of the printed cell; only <br/> does.
            out.append("\x00")
        elif tag == "sup":
            raised = "".join(map(str, child.itertext()))
            out.append(_raised(raised, tail, out))
        elif isinstance(tag, str):
            _collect(child, out)
        out.append(tail)


def _raised(text: str, tail: str, out: list[str]) -> str:
    """A superscript: a footnote mark, or part of a fraction or an ordinal."""
    if tail.startswith(_FRACTION_SLASH):
        before = out[-1] if out else ""
        return f" {text}" if before[-1:].isdigit() else text
    return text.translate(_RAISED) if any(char.isdigit() for char in text) else text


def footnotes(element: _Element) -> tuple[int, ...]:
    """The footnote marks in a row: digits in superscript that belong to no fraction."""
    found: set[int] = set()
    for mark in element.iter("sup"):
        if (mark.tail or "").startswith(_FRACTION_SLASH):
            continue
        found.update(int(char) for char in "".join(map(str, mark.itertext())) if char.isdigit())
    return tuple(sorted(found))
