"""What a file is, by what stands in it: never by its name.

`sniff` looks at the beginning of a file (and, for OFAC's programmes, at all of it) and answers with
what it can be, or with a sentence that says why it is none of the lists that are read here.
It answers for damaged files too: a list that was cut off is still that list, so that its parser
refuses it with a reason instead of its being passed over.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice

from tidegate.lists.blank import is_empty, is_html
from tidegate.lists.us_bis_dpl import COLUMNS as DPL_COLUMNS
from tidegate.lists.us_csl_entry import COLUMNS as CSL_COLUMNS
from tidegate.model.listing import Frozen

SDN = "us_ofac_sdn"
CONSOLIDATED = "us_ofac_consolidated"

_HEAD = 65536
_SAMPLE_ROWS = 400


class Guess(Frozen):
    """What the content shows: the sources that it can belong to (two where the content alone
    cannot tell the OFAC families apart), its form, its member, and the date that it carries."""

    sources: tuple[str, ...]
    form: str
    member: str
    list_date: date | None = None


def sniff(content: bytes) -> Guess | str:
    """What the bytes are, or the reason why they are no list that is read here."""
    if is_empty(content):
        return "the file is empty"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is UTF-16 text; every list that is read here is published as UTF-8"
    for magic, words in _BINARY.items():
        if content.startswith(magic):
            return f"{words}, a form in which no list is read here"
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"\0" in head:
        return "a binary file, not a list"
    if is_html(content):
        return "an HTML page, not a list: look at what it says, often it is an error page"
    if head.startswith(b"<"):
        return _sniff_xml(content, head)
    if head.startswith((b"{", b"[")):
        return _sniff_json(content, head)
    return _sniff_table(content, head.decode("utf-8", "replace"))


_BINARY = {
    b"PK\x03\x04": "a zip archive or a spreadsheet (xlsx)",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet or document (xls, doc)",
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
}


# --- XML ---

_ROOT = re.compile(rb"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)([^>]*)>")
# The versioner's text names its own day in the path of the hierarchy, where it names any.
_ECFR_DAY = re.compile(rb"/on/(\d{4}-\d\d-\d\d)/title-15")
_PROGRAM = re.compile(rb"<program>([^<]*)</program>")
_PUBLISHED = re.compile(rb"<Publish_Date>\s*(\d\d/\d\d/\d{4})\s*<")
_GENERATED = re.compile(rb"""dateGenerated\s*=\s*["'](\d{4}-\d\d-\d\d)""")


def _sniff_xml(content: bytes, head: bytes) -> Guess | str:
    root = _ROOT.search(head)
    if root is None:
        return "XML without a root element"
    name, attributes = root[2].decode(), root[3]
    if name == "CONSOLIDATED_LIST":
        day = _day(_GENERATED.search(attributes), "%Y-%m-%d")
        return Guess(sources=("un_security_council",), form="xml", member="main", list_date=day)
    if name == "sdnList":
        programs = [text.decode("utf-8", "replace") for text in _PROGRAM.findall(content)]
        day = _day(_PUBLISHED.search(head), "%m/%d/%Y")
        return Guess(
            sources=_families(programs) or (SDN, CONSOLIDATED),
            form="xml",
            member="main",
            list_date=day,
        )
    if name in ("DIV1", "DIV5", "ECFR", "DLPSTEXTCLASS"):
        if re.search(rb'<DIV5\b[^>]*\bN="744"', content):
            day = _day(_ECFR_DAY.search(head), "%Y-%m-%d")
            return Guess(sources=("us_bis_part744",), form="ecfr_xml", member="main", list_date=day)
        return "text of the Code of Federal Regulations, but not part 744"
    if name == "Sanctions":
        return "OFAC's advanced XML, which is not read here: take SDN.XML or the CSV files"
    return f"XML of a kind that is not read here (its root element is <{name}>)"


# --- JSON ---

_PERFORMED = re.compile(rb'"search_performed_at"\s*:\s*"(\d{4}-\d\d-\d\d)')


def _sniff_json(content: bytes, head: bytes) -> Guess | str:
    keys = set(re.findall(r'"(\w+)"\s*:', head.decode("utf-8", "replace")))
    if "source" in keys and len(keys & set(CSL_COLUMNS)) >= 6:
        ends = head + content[-_HEAD:]
        day = _day(_PERFORMED.search(ends), "%Y-%m-%d")
        return Guess(sources=("us_csl",), form="json", member="main", list_date=day)
    return "JSON of a kind that is not read here"


# --- tables ---


def _sniff_table(content: bytes, head: str) -> Guess | str:
    first = head.splitlines()[0] if head else ""
    if _likeness(first.split("\t"), DPL_COLUMNS) >= 0.6:
        return Guess(sources=("us_bis_denied_persons",), form="txt", member="main")
    if _likeness(first.split("\t"), CSL_COLUMNS) >= 0.6:
        return "the tab-separated form of the Consolidated Screening List: take its CSV or JSON"
    if _likeness(first.split(","), CSL_COLUMNS) >= 0.6:
        return Guess(sources=("us_csl",), form="csv", member="main")
    if len(content) > _HEAD:
        head = head[: head.rfind("\n") + 1] or head
    try:
        rows = list(islice(csv.reader(io.StringIO(head, newline="")), _SAMPLE_ROWS))
    except csv.Error as error:
        return f"a text file that cannot be read as a table ({error})"
    return _sniff_ofac(content, [row for row in rows if row != ["\x1a"]])


def _likeness(cells: Sequence[str], columns: Sequence[str]) -> float:
    """Which part of the known columns the first line names: a list of which one column was renamed
    is still that list, and its parser names the column."""
    named = {cell.strip().strip('"').casefold() for cell in cells}
    return sum(column.casefold() in named for column in columns) / len(columns)


def _sniff_ofac(content: bytes, rows: list[list[str]]) -> Guess | str:
    """OFAC's files have no header: they are told by the number and the shape of their columns."""
    for member, width, fits in (
        ("prim", 12, _is_primary),
        ("alt", 5, _is_alias),
        ("add", 6, _is_address),
        ("comments", 2, _is_comment),
    ):
        alike = sum(len(row) == width and row[0].strip().isdigit() and fits(row) for row in rows)
        if rows and alike >= 0.8 * len(rows):
            return _ofac(content, member)
    return "a text file of a kind that is not read here (no known header, no known columns)"


def _is_primary(row: list[str]) -> bool:
    return row[2].strip().casefold() in {"individual", "entity", "vessel", "aircraft", "-0-", ""}


def _is_alias(row: list[str]) -> bool:
    return row[1].strip().isdigit() and row[2].strip().casefold().replace(".", "") in {
        "aka",
        "fka",
        "nka",
    }


def _is_address(row: list[str]) -> bool:
    return row[1].strip().isdigit()


def _is_comment(row: list[str]) -> bool:
    # A comment is the rest of a remark that was too long: many words, cut by full stops and `;`.
    return len(row[1]) > 40 and (";" in row[1] or "." in row[1])


def _ofac(content: bytes, member: str) -> Guess:
    if member != "prim":
        return Guess(sources=(SDN, CONSOLIDATED), form="csv", member=member)
    text = content.decode("utf-8", "replace")
    programs = []
    # A file that was cut inside quotes is still told by the rows before the cut.
    with contextlib.suppress(csv.Error):
        for row in csv.reader(io.StringIO(text, newline="")):
            programs += row[3:4]
    sources = _families(programs) or (SDN, CONSOLIDATED)
    return Guess(sources=sources, form="csv", member="sdn" if sources[0] == SDN else "prim")


# Programmes of the lists that are not the SDN list: Palestinian Legislative Council and menu-based
# sanctions (NS-), military-industrial complex (CMIC), sectoral sanctions (directives under EO
# 13662), foreign sanctions evaders, part 561, correspondent accounts.
_NON_SDN = re.compile(r"\b(NS-|CMIC|SSI|FSE-|561|CAPTA|UKRAINE-EO13662)")


def _families(programs: Sequence[str]) -> tuple[str, ...]:
    """The OFAC list by its programmes: some SDNs stand under a programme of the other list too, so
    the greater number decides."""
    known = [text for text in programs if text.strip() not in ("", "-0-")]
    if not known:
        return ()
    other = sum(_NON_SDN.search(text) is not None for text in known)
    return (CONSOLIDATED,) if other * 2 > len(known) else (SDN,)


def _day(found: re.Match[bytes] | None, form: str) -> date | None:
    if found is None:
        return None
    try:
        return datetime.strptime(found[1].decode(), form).date()  # noqa: DTZ007 - a day, no time
    except ValueError:
        return None
