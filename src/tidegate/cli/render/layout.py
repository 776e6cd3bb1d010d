"""Lines for terminals and pipes: wrapped by the width that characters take, coloured if wanted.

Written plain, so that a piped page reads the same without colours or boxes.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TextIO

PIPE_WIDTH = 100
"""Columns where the output is no terminal and COLUMNS says nothing."""

_COLOURS = {
    "alert": "1;31", "doubt": "1;33", "clear": "32", "bold": "1", "dim": "2", "warn": "33",
}  # fmt: skip


def char_cells(char: str) -> int:
    """How many columns a character takes: 2 for wide ones, 0 for combining ones."""
    if char < "\u0300":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cells(text: str) -> int:
    """How many columns a text takes."""
    return len(text) if text.isascii() else sum(map(char_cells, text))


def pad(text: str, width: int, right: bool = False) -> str:
    """Text filled with spaces up to a width in columns."""
    fill = " " * max(width - cells(text), 0)
    return fill + text if right else text + fill


def wrap(text: str, width: int, taken: int = 0) -> list[str]:
    """Text in lines of at most `width` columns: cut at spaces, and in wide text anywhere. Of the
    first line `taken` columns are not free."""
    lines: list[str] = []
    line, used = "", taken
    for word in text.split():
        size = cells(word)
        gap = 1 if line else 0
        if used + gap + size <= width:
            line, used = f"{line}{' ' * gap}{word}", used + gap + size
            continue
        if size > width or (not word.isascii() and used + gap < width * 2 // 3):
            # Too long for a line, or wide text that would leave this one half empty.
            line, used = (line + " ", used + 1) if line else (line, used)
            for char in word:
                if used + char_cells(char) > width:
                    lines.append(line.rstrip())
                    line, used = "", 0
                line, used = line + char, used + char_cells(char)
            continue
        lines.append(line)
        line, used = word, size
    if line:
        lines.append(line)
    return lines or [""]


def width_of(stream: TextIO) -> int:
    """The columns to write for: COLUMNS, else the terminal's, else a fixed width for pipes."""
    told = os.environ.get("COLUMNS", "")
    if told.isdigit() and int(told) > 0:
        return max(int(told), 40)
    try:
        return max(min(os.get_terminal_size(stream.fileno()).columns, 140), 40)
    except (OSError, ValueError):
        return PIPE_WIDTH


def colours_for(stream: TextIO) -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR is set or the terminal is dumb."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


@dataclass
class Page:
    """Lines in the making. `style` names are those of `_COLOURS`; no styles without `colour`."""

    width: int = PIPE_WIDTH
    colour: bool = False
    lines: list[str] = field(default_factory=list)
    _gap: bool = True  # whether what was taken last ended in an empty line

    def styled(self, text: str, style: str | None) -> str:
        """The text in a style, if this page has colours."""
        if not style or not self.colour or not text:
            return text
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"

    def blank(self) -> None:
        """An empty line, never two in a row and none at the top."""
        if self.lines[-1] if self.lines else not self._gap:
            self.lines.append("")

    def text(self, text: str, indent: int = 0, style: str | None = None) -> None:
        """A paragraph."""
        for line in wrap(text, self.width - indent):
            self.lines.append(" " * indent + self.styled(line, style))

    def labelled(
        self, label: str, text: str, indent: int = 0, label_width: int = 10,
        styles: tuple[str | None, str | None] = ("dim", None),
    ) -> None:  # fmt: skip
        """A label with a paragraph hanging beside it. `styles` are those of label and text."""
        label = label.rstrip()
        over = max(cells(label) + bool(label) - label_width, 0)
        lines = wrap(text, self.width - indent - label_width, over)
        for count, line in enumerate(lines):
            head = pad(f"{label} " if count == 0 and label else "", label_width)
            self.lines.append(
                (
                    " " * indent + self.styled(head, styles[0]) + self.styled(line, styles[1])
                ).rstrip()
            )

    def table(
        self, rows: Sequence[Sequence[str]], heads: Sequence[str], right: Iterable[int] = (),
        indent: int = 0,
    ) -> None:  # fmt: skip
        """Columns under their heads. The widest column gives way where the page is too narrow."""
        if not rows:
            return
        rights = frozenset(right)
        widths = [max(cells(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
        room = self.width - indent - 2 * (len(widths) - 1)
        while sum(widths) > room and max(widths) > 12:
            widths[widths.index(max(widths))] -= 1
        for number, row in enumerate([heads, *rows]):
            columns = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
            for level in range(max(map(len, columns))):
                parts = [
                    pad(column[level] if level < len(column) else "", width, at in rights)
                    for at, (column, width) in enumerate(zip(columns, widths, strict=True))
                ]
                line = " " * indent + "  ".join(parts).rstrip()
                self.lines.append(self.styled(line, "dim") if number == 0 else line)

    def take(self) -> str:
        """The text so far; the page goes on after it."""
        if not self.lines:
            return ""
        text = "\n".join(self.lines) + "\n"
        self._gap = not self.lines[-1]
        self.lines = []
        return text


def page_for(stream: TextIO | None = None) -> Page:
    """A page for a stream, standard output by default."""
    stream = stream or sys.stdout
    return Page(width=width_of(stream), colour=colours_for(stream))
