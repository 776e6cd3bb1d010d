"""A counterparty file, opened: how it was understood, and its rows one by one."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, cast

from tidegate.app.intake import columns, csv_rows, json_rows, sheet_rows
from tidegate.app.intake.columns import Plan
from tidegate.app.intake.encodings import recognise
from tidegate.app.intake.lines import Line, read_lines
from tidegate.app.intake.parties import build, clean
from tidegate.model.errors import InputError
from tidegate.model.listing import PartyKind
from tidegate.model.party import Party
from tidegate.model.results import Reject
from tidegate.tables.intake import Intake, intake

SUFFIXES = {
    ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".txt": "txt",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".xlsx": "sheet", ".xlsm": "sheet", ".xlsb": "sheet", ".xls": "sheet", ".ods": "sheet",
}  # fmt: skip
"""Endings of files that we read, and the form that each is read as."""

# Endings that mean a file which we do not read, or a slip of the fingers: never a name.
_OTHER_SUFFIXES = frozenset(
    {".cvs", ".xslx", ".json", ".xml", ".pdf", ".doc", ".docx", ".html", ".zip", ".gz", ".dat"}
)

_SHEET_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SPOOL = 16 << 20


@dataclass(frozen=True)
class Options:
    """What the user says about a file. `mapping` is field → columns, `kind` the kind of parties
    whose row does not say, `encoding` any name that Python knows."""

    mapping: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sheet: str | None = None
    encoding: str | None = None
    kind: PartyKind | None = None


@dataclass
class Reading:
    """An opened file: iterate to get a `Party` or a `Reject` for each row, once.

    `form` is csv, txt, jsonl or sheet; `encoding` and `delimiter` as found; `fields` says under
    which headings each field was found, `unused` which columns are not read, `heading` the line of
    the heading, `expected` about how many rows there are. `notes` are sentences for the user.
    """

    file: str
    form: str
    rows: Iterator[Party | Reject]
    encoding: str | None = None
    delimiter: str | None = None
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    heading: int | None = None
    expected: int | None = None
    notes: list[str] = field(default_factory=list)
    stream: BinaryIO | None = None

    def __iter__(self) -> Iterator[Party | Reject]:
        return self.rows

    def close(self) -> None:
        """Close the file, for those who do not read to its end."""
        if self.stream is not None:
            self.stream.close()


def looks_like_file(text: str) -> bool:
    """Whether an argument means a file rather than a name: it exists, or ends like one."""
    try:
        if Path(text).is_file():
            return True
    except (OSError, ValueError):
        return False
    suffix = Path(text).suffix.lower()
    return (suffix in SUFFIXES or suffix in _OTHER_SUFFIXES) and len(text) < 4096


def read(
    source: Path | BinaryIO, options: Options | None = None, file: str | None = None
) -> Reading:
    """Open a file or a binary stream as counterparties. `file` is its name for messages.

    Raises InputError where the file is missing, empty, unreadable or has no column that could be
    screened, and UsageError where the options do not fit it. The file is closed when its rows are
    at an end, or with `close()`.
    """
    options = options or Options()
    table = intake()
    columns.check_mapping(options.mapping, table)
    if isinstance(source, Path):
        # A name that is not UTF-8 can be opened but not printed.
        name = file or str(source).encode("utf-8", "replace").decode()
        stream = _open(source)
    else:
        name = file or "the input"
        stream = _seekable(source)
    try:
        reading = _opened(stream, name, options, table)
    except BaseException:
        stream.close()
        raise
    reading.stream = stream
    reading.rows = _closing(reading.rows, stream)
    return reading


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise InputError("no such file", file=str(path)) from None
    except IsADirectoryError:
        raise InputError("a folder, not a file", file=str(path)) from None
    except OSError as broken:
        raise InputError(f"cannot be read ({broken.strerror})", file=str(path)) from None


def _seekable(stream: BinaryIO) -> BinaryIO:
    if stream.seekable():
        return stream
    spool = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_SPOOL))  # noqa: SIM115
    while chunk := stream.read(1 << 20):
        spool.write(chunk)
    spool.seek(0)
    return spool


def _closing(rows: Iterator[Party | Reject], stream: BinaryIO) -> Iterator[Party | Reject]:
    with stream:
        yield from rows


def _opened(stream: BinaryIO, file: str, options: Options, table: Intake) -> Reading:
    head = stream.read(4096)
    stream.seek(0)
    if not head.strip():
        raise InputError("the file is empty", file=file)
    suffix = Path(file).suffix.lower()
    openers: dict[str, Callable[[BinaryIO, str, Options, Intake], Reading]] = {
        "sheet": _open_sheet, "jsonl": _open_json, "txt": _open_names, "csv": _open_csv,
    }  # fmt: skip
    return openers[_form(head, suffix, file)](stream, file, options, table)


def _form(head: bytes, suffix: str, file: str) -> str:
    """The form by content where content is plain, else by the ending, else CSV."""
    if head.startswith(_SHEET_MARKS):
        return "sheet"
    form = SUFFIXES.get(suffix, "csv")
    if not suffix and not re.search(rb"[,;\t|]", head.split(b"\n")[0]):
        # Standard input has no ending: one name on each line, unless the first is a heading.
        form = "txt"
    if form == "sheet":
        raise InputError(f"not a spreadsheet, though its name ends in {suffix}", file=file)
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")):
        raise InputError("neither text nor a spreadsheet", file=file, expected="CSV, XLSX or JSONL")
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"[") and suffix in {".json", ".jsonl", ".ndjson"}:
        raise InputError("a JSON array", file=file, expected="one JSON object on each line")
    return "jsonl" if start.startswith(b"{") else form


def _open_csv(stream: BinaryIO, file: str, options: Options, table: Intake) -> Reading:
    form = recognise(stream, file, table.encodings, options.encoding)
    lines = read_lines(stream, form, table.limits.line_bytes)
    head = list(islice(lines, table.limits.heading_rows))
    delimiter, at, plan = _find_heading(head, file, options, table)
    heading = at
    after = chain((line for line in head if line.number > heading), lines)
    skipped = [line.number for line in head if line.number < heading and line.text.strip()]
    rows = csv_rows.records(after, delimiter, plan.width, table.limits)
    reading = Reading(
        file, "csv", iter(()), encoding=form.title, delimiter=delimiter, fields=plan.named,
        unused=plan.unused, heading=heading, expected=max(form.lines - heading, 0),
    )  # fmt: skip
    if form.title not in ("UTF-8", "UTF-8 with a mark"):
        reading.notes.append(f"read as {form.title}")
    _note_heading(reading, [line for line in skipped if not _is_separator_line(head[line - 1])])
    reading.rows = _parties(rows, plan, options, table)
    return reading


def _is_separator_line(line: Line) -> bool:
    """Excel's own first line, which names the delimiter."""
    return line.text.strip().strip('"').lower().startswith("sep=") and len(line.text.strip()) <= 7


def _find_heading(
    head: list[Line], file: str, options: Options, table: Intake
) -> tuple[str | None, int, Plan]:
    """The delimiter, the line of the heading, and its plan: whichever delimiter shows the most
    headings that we know."""
    best: tuple[int, int, str, int, list[str]] | None = None
    for rank, delimiter in enumerate(csv_rows.DELIMITERS):
        for line, cells in csv_rows.head_rows(head, delimiter):
            cells = [clean(cell) for cell in cells]
            known = columns.known_headings(cells, options.mapping, table)
            if known and (best is None or known > best[0]):
                best = (known, -rank, delimiter, line, cells)
    if best is None:
        tried = (csv_rows.head_rows(head, mark) for mark in csv_rows.DELIMITERS)
        firsts = [rows[0] for rows in tried if rows]
        line, cells = max(firsts, key=lambda row: len(row[1]), default=(1, []))
        raise columns.no_heading(cells, options.mapping, (file, line))
    _, _, mark, line, cells = best
    plan = columns.plan_of(cells, options.mapping, table, (file, line))
    return (mark if len(cells) > 1 else None), line, plan


def _note_heading(reading: Reading, above: list[int]) -> None:
    if above:
        where = f"line {above[0]}" if len(above) == 1 else f"lines {above[0]}–{above[-1]}"
        reading.notes.append(f"the heading is in line {reading.heading}; {where} above it not read")
    if reading.unused:
        reading.notes.append(f"columns not used: {', '.join(reading.unused)}")


def _parties(
    rows: Iterator[csv_rows.Row | Reject], plan: Plan, options: Options, table: Intake
) -> Iterator[Party | Reject]:
    for row in rows:
        if isinstance(row, Reject):
            yield row
            continue
        line, cells = row
        if any(cell and not cell.isspace() for cell in cells):
            yield build(plan.values(cells), line, table, options.kind)


def _open_sheet(stream: BinaryIO, file: str, options: Options, table: Intake) -> Reading:
    sheet = sheet_rows.open_sheet(stream, file, options.sheet, table.limits)
    head = list(islice(sheet.rows, table.limits.heading_rows))
    cleaned = [(line, [clean(cell) for cell in cells]) for line, cells in head]
    ranked = [
        (columns.known_headings(cells, options.mapping, table), -line, cells)
        for line, cells in cleaned
    ]
    known, minus, cells = max(ranked, key=lambda row: row[:2], default=(0, 0, []))
    if not known:
        filled = ((line, cells) for line, cells in cleaned if any(cells))
        line, cells = max(filled, key=lambda row: sum(map(bool, row[1])), default=(1, []))
        where = f"{file} ({sheet.name})"
        raise columns.no_heading(cells, options.mapping, (where, line))
    heading = -minus
    plan = columns.plan_of(cells, options.mapping, table, (file, heading))
    _check_merged(sheet, plan, heading, file)
    above = [line for line, row in cleaned if line < heading and any(row)]
    after = chain((row for row in head if row[0] > heading), sheet.rows)
    reading = Reading(
        file, "sheet", _parties(after, plan, options, table), fields=plan.named,
        unused=plan.unused, heading=heading, expected=max(sheet.height - heading, 0),
    )  # fmt: skip
    if len(sheet.names) > 1:
        others = ", ".join(name for name in sheet.names if name != sheet.name)
        reading.notes.append(f"sheet {sheet.name!r} is read; not read: {others}")
    _note_heading(reading, above)
    return reading


def _check_merged(sheet: sheet_rows.Sheet, plan: Plan, heading: int, file: str) -> None:
    """A heading merged over several columns does not say which of them it means."""
    used = {place + 1: field for field, places in plan.positions.items() for place in places}
    for top, left, bottom, right in sheet.merged:
        if top <= heading <= bottom and right > left and left in used:
            merged = plan.headings[left - 1]
            raise InputError(
                f"the heading {merged!r} is merged over {right - left + 1} columns",
                file=file,
                line=heading,
                field=used[left],
                todo="Unmerge it and give each column a heading of its own",
            )


def _open_json(stream: BinaryIO, file: str, options: Options, table: Intake) -> Reading:
    form = recognise(stream, file, table.encodings, options.encoding)
    lines = read_lines(stream, form, table.limits.line_bytes)
    reading = Reading(file, "jsonl", iter(()), encoding=form.title, expected=form.lines)
    reading.rows = _json_parties(lines, reading, options, table)
    return reading


def _json_parties(
    lines: Iterator[Line], reading: Reading, options: Options, table: Intake
) -> Iterator[Party | Reject]:
    plans: dict[tuple[str, ...], Plan] = {}
    for line in lines:
        if line.problem is None and not line.text.strip():
            continue
        members = json_rows.members_of(line, table.limits)
        if isinstance(members, Reject):
            yield members
            continue
        keys = tuple(members)
        try:
            plan = plans.get(keys)
            if plan is None:
                here = {f: t for f, t in options.mapping.items() if set(t) <= set(keys)}
                plan = plans[keys] = columns.plan_of(keys, here, table, (reading.file, line.number))
                reading.fields |= plan.named
                reading.unused = tuple(dict.fromkeys([*reading.unused, *plan.unused]))
        except InputError as wrong:
            yield Reject(line=line.number, reason=wrong.message, field=wrong.field)
            continue
        values = {
            field: [text for key in theirs for text in members[key]]
            for field, theirs in plan.named.items()
        }
        yield build(values, line.number, table, options.kind)


def _open_names(stream: BinaryIO, file: str, options: Options, table: Intake) -> Reading:
    """A plain text file: one name on each line, unless its first line is a known heading."""
    form = recognise(stream, file, table.encodings, options.encoding)
    lines = read_lines(stream, form, table.limits.line_bytes)
    first = next(lines)
    cells = [clean(cell) for mark in csv_rows.DELIMITERS for cell in first.text.split(mark)]
    if options.mapping or columns.known_headings(cells, {}, table):
        stream.seek(0)
        return _open_csv(stream, file, options, table)
    plan = Plan(("name",), {"name": (0,)})
    rows = csv_rows.records(chain([first], lines), None, 1, table.limits)
    reading = Reading(
        file, "txt", _parties(rows, plan, options, table), encoding=form.title,
        fields=plan.named, expected=form.lines,
    )  # fmt: skip
    reading.notes.append("each line is read as one name")
    return reading


def from_bytes(content: bytes, options: Options | None = None, file: str | None = None) -> Reading:
    """The same for content at hand."""
    return read(io.BytesIO(content), options, file)
