"""A screening in any form: which form a file name means, and the writer for it."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from tidegate.cli.render.layout import Page
from tidegate.cli.render.shapes import Writer
from tidegate.cli.render.words import ListWords
from tidegate.model.errors import UsageError

FORMATS = ("table", "json", "jsonl", "csv", "xlsx", "html")
_SUFFIXES = {
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".xlsx": "xlsx",
    ".html": "html", ".htm": "html", ".txt": "table",
}  # fmt: skip


def format_for(wanted: str | None, out: Path | None) -> str:
    """The format asked for, else the one that the file's name means, else the table.

    Raises UsageError where the name of the file means none.
    """
    if wanted:
        return wanted
    if out is None:
        return "table"
    form = _SUFFIXES.get(out.suffix.lower())
    if form is None:
        raise UsageError(
            f"{out.name!r} does not say in which format to write",
            field="--out",
            expected=f"an ending such as .json, or --format {'|'.join(FORMATS)}",
        )
    return form


def writer_for(form: str, stream: BinaryIO, page: Page, lists: ListWords) -> Writer:
    """The writer of a format. `page` is for the table."""
    if form == "table":
        from tidegate.cli.render.table import TableWriter

        return TableWriter(stream, page, lists)
    if form in ("json", "jsonl"):
        from tidegate.cli.render.json_out import JsonLinesWriter, JsonWriter

        return JsonWriter(stream) if form == "json" else JsonLinesWriter(stream)
    if form == "csv":
        from tidegate.cli.render.csv_out import CsvWriter

        return CsvWriter(stream)
    if form == "xlsx":
        from tidegate.cli.render.xlsx import XlsxWriter

        return XlsxWriter(stream, lists)
    from tidegate.cli.render.html import HtmlWriter

    return HtmlWriter(stream, lists)
