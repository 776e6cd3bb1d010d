"""A screening as one JSON document, or as JSON lines of which each stands for itself."""

from __future__ import annotations

from typing import BinaryIO

from tidegate.cli.render import payload
from tidegate.cli.render.shapes import Summary
from tidegate.model.results import Context, ScreenedParty


class JsonWriter:
    """`{"context": …, "results": [row…], "rejects": […]}`, written row by row."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._rows = 0

    def begin(self, context: Context) -> None:
        """The context, and the opening of the results."""
        self._stream.write(b'{\n  "context": ' + _inner(payload.context(context)))
        self._stream.write(b',\n  "results": [')

    def row(self, row: ScreenedParty, file: str | None) -> None:
        """One member of the results."""
        self._stream.write(b",\n    " if self._rows else b"\n    ")
        self._stream.write(_inner(payload.screened(row, file), 4))
        self._rows += 1

    def end(self, summary: Summary) -> None:
        """The rejects and the end."""
        rejects = [payload.reject(reject, file) for file, reject in summary.rejects]
        self._stream.write(b'\n  ],\n  "rejects": ' + _inner(rejects) + b"\n}\n")


class JsonLinesWriter:
    """One row on each line, with the provenance in short."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._context: payload.Json = {}

    def begin(self, context: Context) -> None:
        """Nothing is written yet: every line carries the context."""
        self._context = payload.compact_context(context)

    def row(self, row: ScreenedParty, file: str | None) -> None:
        """One line."""
        line = {**payload.screened(row, file), "context": self._context}
        self._stream.write(payload.encode(line) + b"\n")

    def end(self, summary: Summary) -> None:
        """Nothing: rejected rows were lines themselves."""


def _inner(value: object, indent: int = 2) -> bytes:
    """JSON laid out as it stands inside a document."""
    return payload.encode(value, indent=2).replace(b"\n", b"\n" + b" " * indent)
