"""How each form shows a report: for every command but `screen`."""

from __future__ import annotations

from typing import Any, BinaryIO

from tidegate.cli.render import words
from tidegate.cli.render.layout import Page, cells, page_for
from tidegate.cli.render.shapes import Report, Section


def emit(report: Report, whole: dict[str, Any], form: str, stream: BinaryIO) -> None:
    """Write a report in a form; `whole` is its JSON, whose `results` are the lines of JSONL."""
    if form in ("json", "jsonl"):
        stream.write(_json(whole, form))
    elif form == "csv":
        stream.write(_csv(report))
    elif form == "xlsx":
        stream.write(_xlsx(report))
    elif form == "html":
        from tidegate.cli.render.html import report_page

        stream.write(report_page(report).encode())
    else:
        stream.write(_table(report, page_for()).encode())


def _json(whole: dict[str, Any], form: str) -> bytes:
    from tidegate.cli.render import payload

    if form == "json":
        return payload.encode(whole, indent=2) + b"\n"
    lists = [key for key in ("results", "changes", "sources") if isinstance(whole.get(key), list)]
    if not lists:
        return payload.encode(whole) + b"\n"
    rest = {key: value for key, value in whole.items() if key != lists[0]}
    lines = [payload.encode({**rest, **line}) + b"\n" for line in whole[lists[0]]]
    return b"".join(lines)


def _csv(report: Report) -> bytes:
    from tidegate.cli.render.csv_out import csv_bytes

    rows: list[tuple[str, ...]] = []
    head: tuple[str, ...] | None = None
    titled = len(report.tables) > 1
    for section in report.tables:
        columns = section.columns or ("field", "value")
        if columns != head:
            head = columns
            rows.append((*(("section",) if titled else ()), *columns))
        rows += [(*((section.title,) if titled else ()), *row) for row in section.rows]
    return csv_bytes(rows)


def _xlsx(report: Report) -> bytes:
    import io
    from datetime import datetime

    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_urls": False}) as book:
        # No clock: the same report is the same file.
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EDF1F5"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for number, section in enumerate(report.tables, start=1):
            sheet = book.add_worksheet(f"{number}" if len(report.tables) > 1 else "Result")
            at = 0
            if section.title:
                sheet.write_string(0, 0, words.safe(section.title), head)
                at = 1
            for line, row in enumerate([section.columns or ("field", "value"), *section.rows]):
                for column, cell in enumerate(row):
                    text = words.shorten(words.safe(cell), 32_000)
                    sheet.write_string(at + line, column, text, wrapped if line else head)
            sheet.set_column(0, max(len(section.columns), 2) - 1, 36)
        if not report.tables:
            book.add_worksheet("Result").write_string(0, 0, report.title)
    return buffer.getvalue()


def _table(report: Report, page: Page) -> str:
    if report.title:
        page.text(words.safe(report.title), style="bold")
    for section in report.sections:
        page.blank()
        if section.title:
            page.text(words.safe(section.title), style="bold")
        rows = [tuple(words.safe(cell) for cell in row) for row in section.rows]
        if section.columns:
            _columns(section, rows, page)
        else:
            width = min(max((len(row[0]) for row in rows), default=0), 22) + 2
            for label, text in rows:
                page.labelled(label, text, 2, width)
    for note in report.notes:
        page.blank()
        page.text(words.safe(note), style="warn")
    return page.take()


def _columns(section: Section, rows: list[tuple[str, ...]], page: Page) -> None:
    """The table of a section, without the spare columns that the page has no room for."""
    indent = 2 if section.title else 0
    kept = list(range(len(section.columns)))

    def needed() -> int:
        widths = [max(cells(row[at]) for row in [section.columns, *rows]) for at in kept]
        return indent + sum(widths) + 2 * (len(widths) - 1)

    for at in section.spare:
        if needed() > page.width:
            kept.remove(at)
    page.table(
        [[row[at] for at in kept] for row in rows],
        [section.columns[at] for at in kept],
        [place for place, at in enumerate(kept) if at in section.right],
        indent,
    )
