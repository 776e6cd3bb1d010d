"""From the rows of a part-744 table to listings: one for each row, one for each subordinate."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tidegate.lists.us_bis_addresses import as_address
from tidegate.lists.us_bis_block import Party
from tidegate.lists.us_bis_cell import Cell, read_cell
from tidegate.lists.us_bis_citations import read_citations
from tidegate.lists.us_bis_clauses import (
    looks_like_policy,
    looks_like_requirement,
    read_policy,
    read_requirement,
)
from tidegate.lists.us_bis_parties import join_parties
from tidegate.lists.us_bis_rows import TableCell, TableRow
from tidegate.lists.us_bis_split import Countries
from tidegate.lists.us_bis_words import NUMBERS
from tidegate.model.listing import (
    Address,
    Anomaly,
    Citation,
    Detail,
    Listing,
    PartyKind,
    Policy,
    Requirement,
    ReviewPolicy,
    Scope,
    entry_key,
    fold,
    number_repeats,
)

_RESERVED = re.compile(r"\[?\s*reserved\s*\]?\.?", re.I)
_ADDRESS_ENTRY = re.compile(r"Address \d+")
# A citation that stands at the end of another cell, with or without a space before it.
_TAIL_CITATION = re.compile(r"\s*(\d{2,3} FR \d.*)$", re.S)
_GROUP_HEADING = re.compile(
    r"^The following (?P<number>\w+ )?subordinate \w+ of (?P<name>.+?)\s*:?\s*$", re.I
)
_GROUP_LABEL = re.compile(r"^Subordinate institu\w+\s*:?\s*$", re.I)
# Raise it when the reading of cells changes, so that stored readings are not carried on.
_GRAMMAR = "1"
_SHARED_NOTE = "printed for the entry and its subordinates"


@dataclass
class Entry:
    """What one row says before it becomes a listing; a continuation row adds to the one before."""

    row: TableRow
    cell: Cell
    requirement: Requirement | None = None
    policy: ReviewPolicy | None = None
    citations: tuple[Citation, ...] = ()
    child_rows: list[int] = field(default_factory=list)
    group: str | None = None
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.child_rows = [self.row.number] * len(self.cell.children)
        self.texts = [self.row.country, *(cell.text for cell in self.row.cells)]

    @cached_property
    def digest(self) -> str:
        """Tells the entry, with the rows that continue it, from any other by its letters and
        digits; ask for it when all rows are read."""
        words = "|".join([_GRAMMAR, self.group or "", *map(fold, self.texts)])
        return hashlib.sha256(words.encode()).hexdigest()[:24]


@dataclass
class Group:
    """The heading of several institutions: whose they are, and how many rows it still covers."""

    name: str = ""
    citations: tuple[Citation, ...] = ()
    left: int = 0


@dataclass
class EntryReader:
    """What the reading of one list needs and gathers: its id, its countries, its anomalies."""

    list_id: str
    countries: Countries
    anomalies: list[Anomaly] = field(default_factory=list)

    def report(self, kind: str, text: str, row: TableRow) -> None:
        """Note something that a person should know about a row."""
        self.anomalies.append(Anomaly(kind=kind, text=text, place=row.number))


def entity_list(
    rows: Sequence[TableRow], reader: EntryReader
) -> tuple[tuple[Listing, ...], tuple[Anomaly, ...]]:
    """The listings of the Entity List and what was odd in it."""
    entries: list[Entry] = []
    for row in rows:
        entity, requirement, policy, citation = row.cells
        if _reserved(entity, reader, row):
            continue
        cell = read_cell(entity.lines, reader.countries)
        blank = not (requirement.lines or policy.lines or citation.lines or row.leftover)
        if blank and entries and entries[-1].row.country == row.country:
            _continue(entries[-1], cell, row, reader)
            continue
        entry = Entry(row, cell)
        _clauses(entry, requirement.text, policy.text, citation.text, reader)
        entries.append(entry)
    return _listings(entries, reader)


def plain_list(
    rows: Sequence[TableRow], reader: EntryReader
) -> tuple[tuple[Listing, ...], tuple[Anomaly, ...]]:
    """The listings of a table without clauses: the Unverified and the Military End-User List.

    The Military End-User List prints a heading row (`The following eight subordinate
    institutions of …:`) and a label row before each institution; these rows are reported, and the
    institutions carry the heading's name.
    """
    entries: list[Entry] = []
    group = Group()
    for row in rows:
        entity, citation = row.cells
        if _reserved(entity, reader, row):
            continue
        heading = _GROUP_HEADING.match(entity.text)
        if heading:
            count = NUMBERS.get((heading["number"] or "").strip().lower(), 0)
            group = Group(heading["name"], _citations(citation.text, row, reader), count)
            reader.report("heading_row", entity.text, row)
        elif _GROUP_LABEL.match(entity.text):
            reader.report("label_row", entity.text, row)
        else:
            entry = Entry(row, read_cell(entity.lines, reader.countries))
            entry.citations = _citations(citation.text, row, reader)
            if group.left:
                group.left -= 1
                entry.group = group.name
                entry.citations = entry.citations or group.citations
            if not entry.citations:
                reader.report("no_citation", entity.text, row)
            entries.append(entry)
    return _listings(entries, reader)


def _reserved(entity: TableCell, reader: EntryReader, row: TableRow) -> bool:
    if not _RESERVED.fullmatch(entity.text):
        return False
    reader.report("reserved_row", f"{row.country}: {entity.text}", row)
    return True


def _continue(entry: Entry, cell: Cell, row: TableRow, reader: EntryReader) -> None:
    """Join a row without requirement, policy and citation to the row that it continues."""
    children = list(cell.children)
    if cell.main.names:
        children.insert(0, cell.main)
    entry.cell.children.extend(children)
    entry.child_rows.extend([row.number] * len(children))
    entry.cell.shared.extend(cell.shared)
    entry.cell.places.extend(cell.places)
    entry.texts.extend(cell.text for cell in row.cells)
    named = entry.cell.main.names
    whose = f": {named[0].text}" if named else ""
    reader.report("continuation_row", f"continues row {entry.row.number}{whose}", row)


def _clauses(
    entry: Entry, requirement: str, policy: str, citation: str, reader: EntryReader
) -> None:
    """Read the last three cells of a row, putting right what stands in the wrong one."""
    row = entry.row
    if looks_like_policy(requirement) and looks_like_requirement(policy):
        reader.report("swapped_columns", f"requirement {requirement!r}, policy {policy!r}", row)
        requirement, policy = policy, requirement
    moved: list[Citation] = []
    found = _TAIL_CITATION.search(policy)
    if found:
        reader.report("citation_in_policy", policy, row)
        policy = policy[: found.start()]
        moved.extend(_citations(found[1], row, reader))
    entry.requirement = read_requirement(requirement)
    entry.policy = read_policy(policy)
    entry.citations = (*moved, *_citations(citation, row, reader))
    if entry.requirement.scope is Scope.UNPARSED:
        reader.report("unparsed_requirement", requirement, row)
    if entry.requirement.scope is Scope.INHERITED:
        reader.report("blank_requirement", "the licence requirement is blank", row)
    if any(term.policy is Policy.UNPARSED for term in entry.policy.terms):
        reader.report("unparsed_policy", policy, row)
    if not entry.citations:
        reader.report("no_citation", "the citation is blank", row)


def _citations(text: str, row: TableRow, reader: EntryReader) -> tuple[Citation, ...]:
    if not text:
        return ()
    citations, troubles = read_citations(text)
    for kind, words in troubles:
        reader.report(kind, words, row)
    return citations


@dataclass(frozen=True)
class Identity:
    """Which listing one entity of an entry becomes."""

    key: str
    row: int
    parent: str | None = None
    party: str | None = None


def _listings(
    entries: Sequence[Entry], reader: EntryReader
) -> tuple[tuple[Listing, ...], tuple[Anomaly, ...]]:
    """One listing for each entry, each followed by those of its subordinates."""
    keys = number_repeats([_key(entry) for entry in entries])
    parties = join_parties([(entry.row.country, entry.cell) for entry in entries], keys)
    listings: list[Listing] = []
    for entry, key, party in zip(entries, keys, parties, strict=True):
        if "~" in key:
            first = key.partition("~")[0]
            reader.report("doubled_name", f"the name of {first} stands there again", entry.row)
        own = Identity(key, entry.row.number, party=party)
        listings.append(_listing(entry, entry.cell.main, own, reader))
        children = zip(entry.cell.children, entry.child_rows, strict=True)
        named = [(child, row) for child, row in children if child.names]
        child_keys = number_repeats([f"{key}/{fold(c.names[0].text)}" for c, _ in named])
        for (child, row), child_key in zip(named, child_keys, strict=True):
            listings.append(_listing(entry, child, Identity(child_key, row, key), reader))
    return tuple(listings), tuple(reader.anomalies)


def _key(entry: Entry) -> str:
    names = entry.cell.main.names
    addresses = entry.cell.main.addresses
    first = names[0].text if names else (addresses[0] if addresses else "")
    return entry_key(entry.row.country, first)


def _listing(entry: Entry, party: Party, identity: Identity, reader: EntryReader) -> Listing:
    """One listing of a row: its entity, or a subordinate that it names."""
    primary = party.names[0].text if party.names else ""
    if not primary:
        reader.report("no_name", "the row names nobody", entry.row)
    if party.miscounted:
        reader.anomalies.append(
            Anomaly(kind="alias_count", text=f"{primary}: {party.miscounted}", place=identity.row)
        )
    return Listing(
        list_id=reader.list_id,
        key=identity.key,
        kind=PartyKind.ADDRESS if _ADDRESS_ENTRY.fullmatch(primary) else None,
        names=tuple(party.names),
        addresses=tuple(_addresses(entry, party, reader)),
        country=entry.row.country or None,
        requirement=entry.requirement,
        policy=entry.policy,
        footnotes=entry.row.footnotes,
        citations=entry.citations,
        details=tuple(_details(entry, party, identity.parent)),
        remarks=" ".join(party.remarks) or None,
        unparsed=(*party.unsure, *([entry.row.leftover] if entry.row.leftover else [])),
        party=identity.party,
        parent=identity.parent,
        row=identity.row,
        row_digest=entry.digest,
    )


def _addresses(entry: Entry, party: Party, reader: EntryReader) -> Iterable[Address]:
    """An entity's own addresses, then those that the row prints for it and its subordinates."""
    for text in party.addresses:
        yield as_address(text, reader.countries)
    for text in entry.cell.shared:
        yield as_address(text, reader.countries, _SHARED_NOTE)


def _details(entry: Entry, party: Party, parent: str | None) -> Iterable[Detail]:
    if party.parent_name:
        yield Detail(key="subordinate_of", value=party.parent_name)
    elif entry.group:
        yield Detail(key="subordinate_of", value=entry.group)
    elif parent and entry.cell.main.names:
        yield Detail(key="subordinate_of", value=entry.cell.main.names[0].text)
    if parent is None:
        for place in dict.fromkeys(entry.cell.places):
            yield Detail(key="alternate_address_country", value=place)
        for name in dict.fromkeys(entry.cell.listed_as):
            yield Detail(key="listed_elsewhere_as", value=name)
