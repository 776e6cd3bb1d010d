"""Bytes → numbered lines of text, one at a time, each within a limit.

A line with bytes that are not of the file's encoding, or longer than the limit, becomes a `Line`
with a `problem`; the lines after it are read as if nothing had happened.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from tidegate.app.intake.encodings import TextForm


class Line(NamedTuple):
    """One line without its end. With a `problem`, `text` is only for showing."""

    number: int
    text: str
    problem: str | None = None


def read_lines(stream: BinaryIO, form: TextForm, limit: int) -> Iterator[Line]:
    """The lines of a text in the encoding that `form` says, none longer than `limit` bytes."""
    return _wide(stream, form, limit) if form.wide else _plain(stream, form, limit)


def _plain(stream: BinaryIO, form: TextForm, limit: int) -> Iterator[Line]:
    """Encodings in which a line end is the byte 0x0A and nothing else is."""
    number = 0
    codec = "utf-8" if form.codec == "utf-8-sig" else form.codec
    if form.codec == "utf-8-sig":
        stream.read(3)
    while raw := stream.readline(limit):
        number += 1
        if len(raw) >= limit and not raw.endswith(b"\n"):
            size = len(raw) + _skip(stream, limit)
            shown = raw[:400].decode(codec, "replace")
            yield Line(number, shown, f"a line of {size:,} bytes, more than the {limit:,} allowed")
            continue
        raw = raw.rstrip(b"\r\n")
        try:
            yield Line(number, raw.decode(codec))
        except UnicodeDecodeError as broken:
            shown = raw[:400].decode(codec, "backslashreplace")
            bytes_ = broken.object[broken.start : broken.end].hex(" ")
            problem = f"byte {broken.start + 1} of the line ({bytes_}) is not {form.title}"
            yield Line(number, shown, problem)


def _skip(stream: BinaryIO, limit: int) -> int:
    """Read to the end of an overlong line; how many bytes that was."""
    size = 0
    while raw := stream.readline(limit):
        size += len(raw)
        if raw.endswith(b"\n"):
            break
    return size


def _wide(stream: BinaryIO, form: TextForm, limit: int) -> Iterator[Line]:
    """UTF-16 and UTF-32, and files whose line ends are lone carriage returns."""
    text = io.TextIOWrapper(stream, encoding=form.codec, errors="replace", newline=None)
    number = 0
    try:
        while raw := text.readline(limit):
            number += 1
            if len(raw) >= limit and not raw.endswith("\n"):
                size = len(raw)
                while rest := text.readline(limit):
                    size += len(rest)
                    if rest.endswith("\n"):
                        break
                problem = f"a line of {size:,} characters, more than the {limit:,} allowed"
                yield Line(number, raw[:400], problem)
                continue
            raw = raw.rstrip("\n").lstrip("\ufeff")
            damaged = "\ufffd" in raw
            yield Line(number, raw, f"bytes that are not {form.title}" if damaged else None)
    finally:
        text.detach()
