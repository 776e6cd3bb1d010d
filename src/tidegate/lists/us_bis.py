"""The three lists in part 744 of title 15, as the eCFR's versioner serves it in XML.

Supplement No. 4 is the Entity List, No. 6 the Unverified List, No. 7 the Military End-User List.
Each is one table; its rows are the entries. The country stands in the first row of its block and
is carried down. Effective-date notes (`EFFDNOT`) are kept with the section that they stay: the
codified text is not the law in force.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidegate.lists.us_bis_entries import EntryReader, entity_list, plain_list
from tidegate.lists.us_bis_rows import TableRow, cell, fitted, footnotes
from tidegate.lists.us_bis_split import Countries
from tidegate.model.errors import RefusedError
from tidegate.model.listing import Anomaly, LawNote, ParsedList

if TYPE_CHECKING:
    from lxml.etree import _Element

FILE = "part 744"
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html\b)", re.I)


@dataclass(frozen=True)
class Table:
    """Where a list stands, and the heading of its columns with blanks and case removed."""

    list_id: str
    supplement: str
    columns: tuple[str, ...]


ENTITY_LIST = Table(
    "us_bis_entity_list",
    "Supplement No. 4 to Part 744",
    ("country", "entity", "licenserequirement", "licensereviewpolicy", "federalregistercitation"),
)
UNVERIFIED_LIST = Table(
    "us_bis_unverified_list",
    "Supplement No. 6 to Part 744",
    ("country", "listedpersonandaddress", "federalregistercitation"),
)
MILITARY_END_USER_LIST = Table(
    "us_bis_military_end_user_list",
    "Supplement No. 7 to Part 744",
    ("country", "entity", "federalregistercitation"),
)
TABLES = (ENTITY_LIST, UNVERIFIED_LIST, MILITARY_END_USER_LIST)


def parse(members: Mapping[str, bytes]) -> tuple[ParsedList, ...]:
    """Read part 744: the Entity List, the Unverified List and the Military End-User List.

    `members` is `{"main": <the XML of part 744>}`. Lists come in that order; one whose
    supplement the version does not have yet is left out and named in an anomaly of the Entity
    List. Raises `RefusedError` where the bytes are not the whole part or the Entity List's table
    is not as expected.
    """
    part = _part(members.get("main", b""))
    supplements = {division.get("N", ""): division for division in part.iter("DIV9")}
    if ENTITY_LIST.supplement not in supplements:
        raise RefusedError(
            "there is no Supplement No. 4, the Entity List",
            file=FILE,
            expected="the whole of part 744",
            todo="Fetch title 15, part 744 again",
        )
    lists: list[ParsedList] = []
    missing: list[Anomaly] = []
    for table in TABLES:
        if table.supplement in supplements:
            lists.append(_read(table, supplements[table.supplement]))
        else:
            text = f"this version of part 744 has no {table.supplement}"
            missing.append(Anomaly(kind="missing_supplement", text=text))
    return _with_notes(lists, part, missing)


def _with_notes(
    lists: Sequence[ParsedList], part: _Element, missing: Sequence[Anomaly]
) -> tuple[ParsedList, ...]:
    """The lists with the notes of the part.

    An effective-date note under a supplement goes with the list of that supplement, every other
    one with the Entity List. An editorial note says what the text lacks (an amendment that could
    not be carried out): it is an anomaly of its list.
    """
    from msgspec.structs import replace

    supplements = {table.list_id: table.supplement for table in TABLES}
    notes: dict[str, list[LawNote]] = {parsed.list_id: [] for parsed in lists}
    oddities: dict[str, list[Anomaly]] = {parsed.list_id: [] for parsed in lists}
    oddities[ENTITY_LIST.list_id].extend(missing)
    for element in part.iter("EFFDNOT", "EDNOTE"):
        section = _section(element)
        owner = next((i for i in notes if supplements[i] == section), ENTITY_LIST.list_id)
        text = " ".join(" ".join(str(piece) for piece in element.itertext()).split())
        if element.tag == "EFFDNOT":
            notes[owner].append(LawNote(section=section, text=text))
        elif section in supplements.values():
            oddities[owner].append(Anomaly(kind="editorial_note", text=f"{section}: {text}"))
    return tuple(
        replace(
            parsed,
            notes=(*parsed.notes, *notes[parsed.list_id]),
            anomalies=(*parsed.anomalies, *oddities[parsed.list_id]),
        )
        for parsed in lists
    )


def _part(content: bytes) -> _Element:
    """The element of part 744, read without network, entities of its own or leniency."""
    from lxml import etree

    if not content.strip():
        raise RefusedError("the file is empty", file=FILE, expected="the XML of part 744")
    if _HTML.match(content[:2048]):
        raise RefusedError("this is an HTML page", file=FILE, expected="the XML of part 744")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise RefusedError(
            f"the XML is cut off or damaged: {error.msg}",
            file=FILE,
            line=error.lineno,
            expected="well-formed XML",
            todo="Fetch the file again",
        ) from error
    part = next((div for div in root.iter("DIV5") if div.get("N") == "744"), None)
    if part is None:
        raise RefusedError(
            f"the root element is <{root.tag}> and there is no part 744 in it",
            file=FILE,
            expected='<DIV5 N="744" TYPE="PART">',
        )
    return part


def _read(table: Table, division: _Element) -> ParsedList:
    """One list from its supplement, without the notes of the part."""
    found = next(division.iter("TABLE"), None)
    if found is None:
        raise RefusedError(
            f"{table.supplement} has no table",
            file=FILE,
            field=table.list_id,
            expected=f"a table with {len(table.columns)} columns",
        )
    rows, notes, anomalies = _rows(found, table)
    reader = EntryReader(table.list_id, Countries(row.country for row in rows))
    build = entity_list if table is ENTITY_LIST else plain_list
    listings, found_anomalies = build(rows, reader)
    return ParsedList(
        list_id=table.list_id,
        rows=len(rows),
        listings=listings,
        anomalies=(*anomalies, *found_anomalies),
        notes=notes,
    )


def _rows(
    table: _Element, layout: Table
) -> tuple[list[TableRow], tuple[LawNote, ...], tuple[Anomaly, ...]]:
    """The entry rows of a table, its footnotes, and what else stood in it."""
    rows: list[TableRow] = []
    notes: list[LawNote] = []
    anomalies: list[Anomaly] = []
    headed = False
    country = ""
    for element in table.iter("TR"):
        kinds = {child.tag for child in element}
        if "TH" in kinds:
            _check_heading(element, layout)
            headed = True
            continue
        cells = tuple(cell(child) for child in element)
        if len(cells) == 1:
            notes.append(_footnote(cells[0].text, layout))
            continue
        if not headed:
            break
        country = cells[0].text or country
        row = TableRow(len(rows) + 1, country, cells[1:], footnotes(element))
        if not country:
            anomalies.append(_odd("no_country", "no country stands above the row", row))
        if len(cells) != len(layout.columns):
            words = " | ".join(each.text for each in cells)
            anomalies.append(_odd("odd_columns", f"{len(cells)} columns: {words}", row))
            row = fitted(row, len(layout.columns) - 1)
        rows.append(row)
    if not headed:
        raise RefusedError(
            f"the table of {layout.supplement} has no heading", file=FILE, field=layout.list_id
        )
    return rows, tuple(notes), tuple(anomalies)


def _odd(kind: str, text: str, row: TableRow) -> Anomaly:
    return Anomaly(kind=kind, text=text, place=row.number)


def _footnote(text: str, layout: Table) -> LawNote:
    """A row of one cell: a footnote of the table, which says what its mark does."""
    mark = unicodedata.normalize("NFKD", text[:1])
    place = f", footnote {mark}" if mark.isdigit() else ""
    return LawNote(section=f"{layout.supplement}{place}", text=text)


def _check_heading(element: _Element, layout: Table) -> None:
    """Refuse a table whose columns are not the ones that the parser reads.

    Versions of other years print more words in a heading (`Federal Register citation and date of
    publication`): its beginning must be the known one.
    """
    printed = [cell(child).text for child in element]
    found = tuple(re.sub(r"\W", "", text).lower() for text in printed)
    pairs = list(zip(printed, found, layout.columns, strict=False))
    odd = [text for text, name, want in pairs if not name.startswith(want)]
    if odd or len(found) != len(layout.columns):
        wrong = odd[0] if odd else f"{len(found)} columns"
        raise RefusedError(
            f"the columns of {layout.supplement} are not the known ones: found {wrong!r}",
            file=FILE,
            line=_line(element),
            field=layout.list_id,
            expected=f"{len(layout.columns)} columns: {', '.join(layout.columns)}",
        )


def _line(element: _Element) -> int | None:
    """The line of the file on which an element begins."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None


def _section(note: _Element) -> str:
    """The section or supplement under which a note stands."""
    for parent in note.iterancestors("DIV8", "DIV9"):
        return parent.get("N", "")
    return ""
