"""Where an answer goes: the screen, a pipe, or a file that appears only when it is whole."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from tidegate.model.errors import UsageError


@contextmanager
def destination(out: Path | None, form: str) -> Iterator[BinaryIO]:
    """A binary stream to write an answer to.

    Raises UsageError where a workbook would go to a terminal or a file cannot be written.
    """
    if out is None:
        if form == "xlsx" and sys.stdout.isatty():
            raise UsageError("a spreadsheet is no text", field="--out", expected="a file name")
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with whole_file(out) as stream:
        yield stream


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that replaces what was there only when all of it has been written."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as broken:
        raise UsageError(
            f"cannot be written ({broken.strerror})",
            file=str(path),
            todo="Name another place with --out or --rejects",
        ) from None
    try:
        with cast("BinaryIO", os.fdopen(handle, "wb")) as stream:
            yield stream
        # mkstemp's files are private; an answer gets the rights that any new file gets.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def say(text: str) -> None:
    """One line for the person at the terminal, apart from the answer."""
    print(text, file=sys.stderr, flush=True)
