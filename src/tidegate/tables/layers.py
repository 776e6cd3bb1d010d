"""Word tables in two layers: the package's, and over them a folder of the user's own.

A file of the own folder has the name and the header of the package's file. Its rows come behind
the package's, and whoever reads them lets the later row win.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tidegate.model.errors import DataError
from tidegate.tables.values import Place, shown

Row = tuple[list[str], Place]

# The numbers of the engine: whoever changes them has another engine than the one that was measured.
_NUMBERS = frozenset({"parameters.tsv", "scoring.tsv", "calibration.tsv", "evidence.tsv"})


class Table(NamedTuple):
    """One table: the package's file, and the user's where there is one."""

    path: Path
    own: Path | None


class Folder(NamedTuple):
    """A folder of tables, and the folder that extends it."""

    path: Path
    own: Path | None = None

    def __truediv__(self, name: str) -> Table:
        own = self.own / name if self.own is not None else None
        return Table(self.path / name, own if own is not None and own.is_file() else None)

    def digest(self) -> str:
        """The digest of all tables: names compiled with other tables score otherwise."""
        return _digest(*filter(None, self))

    def own_digest(self) -> str:
        """The digest of the user's tables alone; empty where there are none."""
        return _digest(self.own) if self.own is not None else ""

    def check_own(self) -> tuple[str, ...]:
        """The names of the user's tables, each looked through for its layout.

        Raises DataError where the folder is none, is empty, or holds a table that there is not
        or that breaks its layout.
        """
        if self.own is None:
            return ()
        if not self.own.is_dir():
            raise DataError("is no folder of word tables", file=str(self.own))
        known = sorted({path.name for path in self.path.glob("*.tsv")} - _NUMBERS)
        names = sorted(path.name for path in self.own.glob("*.tsv"))
        for name in names:
            if name not in known:
                raise DataError(
                    "these numbers are part of the engine and cannot be extended"
                    if name in _NUMBERS
                    else "there is no word table of this name",
                    file=str(self.own / name),
                    expected="one of " + ", ".join(known),
                )
            table = self / name
            for _ in own_rows(table, _header(table.path).count("\t") + 1):
                pass
        if not names:
            raise DataError(
                "no word table in this folder",
                file=str(self.own),
                expected="files such as " + ", ".join(known[:4]),
            )
        return tuple(names)


def rows(table: Table, columns: int) -> Iterator[Row]:
    """The rows of a table behind its comments and its header line, each with its place; those of
    the user last.

    Trailing empty cells may be left out of a row by an editor: they are put back.
    """
    yield from _of_file(table.path, columns, None)
    yield from own_rows(table, columns)


def own_rows(table: Table, columns: int) -> Iterator[Row]:
    """The user's rows alone. Their header is that of the package's file."""
    if table.own is not None:
        yield from _of_file(table.own, columns, _header(table.path))


def first_cells(table: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the rows of the package and those of the user are about: their first cells."""
    columns = _header(table.path).count("\t") + 1
    package = rows(table._replace(own=None), columns)
    return tuple(cells[0] for cells, _ in package), tuple(
        cells[0] for cells, _ in own_rows(table, columns)
    )


def _header(path: Path) -> str:
    lines = _text(path, shown(path)).split("\n")
    return next((line for line in lines if line and not line.startswith("#")), "")


def _of_file(path: Path, columns: int, wanted: str | None) -> Iterator[Row]:
    file, header = shown(path), ""
    for number, line in enumerate(_text(path, file).split("\n"), 1):
        line = line.removesuffix("\r")
        if not line or line.startswith("#"):
            continue
        if not header:
            header = line
            if wanted is not None and header != wanted:
                raise DataError(
                    f"the header is {header!r}", file=file, line=number, expected=repr(wanted)
                )
            continue
        cells = line.split("\t")
        if len(cells) > columns or not cells[0]:
            raise DataError(
                f"a row with {len(cells)} cells" if cells[0] else "a row without its first cell",
                file=file,
                line=number,
                expected=f"at most {columns} cells, the first not empty",
            )
        yield cells + [""] * (columns - len(cells)), Place(file, number, "")


def _text(path: Path, file: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as missing:
        raise DataError(f"cannot be read: {missing.strerror}", file=file) from None
    except UnicodeDecodeError as broken:
        raise DataError(f"is not UTF-8 at byte {broken.start}", file=file) from None


def _digest(*folders: Path) -> str:
    whole = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.tsv")):
            content = path.read_bytes()
            whole.update(f"{path.name} {len(content)}\n".encode())
            whole.update(content)
    return whole.hexdigest()
