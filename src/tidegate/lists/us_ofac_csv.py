"""OFAC's CSV families: `sdn` or `prim` with `alt`, `add` and `comments`, joined by number.

Columns, none of them named in the files: entries `ent_num, name, type, program, title, call sign,
vessel type, tonnage, gross tonnage, flag, owner, remarks`; aliases `ent_num, alt_num, type, name,
remarks`; addresses `ent_num, add_num, address, city/state/postal code, country, remarks`; comments
`ent_num, the rest of the remarks`. `alt_num` and `add_num` are the publisher's own row numbers
and say nothing about the party. Weak aliases stand in the remarks alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tidegate.lists.us_ofac_listing import (
    CONSOLIDATED,
    KINDS,
    NAME_KINDS,
    SDN,
    call_signs,
    listed_on,
    name_kind,
    programs,
    titles,
    vessel_details,
)
from tidegate.lists.us_ofac_remarks import Remarks, remarks
from tidegate.lists.us_ofac_rows import (
    NULL,
    Layout,
    Rows,
    check_types,
    clean,
    lenient_cells,
    read_rows,
    too_many,
)
from tidegate.model.errors import RefusedError
from tidegate.model.listing import (
    Address,
    Anomaly,
    Listing,
    Name,
    NameKind,
    ParsedList,
    entry_key,
    number_repeats,
)

_ENTRIES, _ALIASES, _ADDRESSES, _COMMENTS = 12, 5, 6, 2
OPTIONAL = ("alt", "add", "comments")
# OFAC cuts remarks at 1,000 characters, or a space or two before, and prints the rest in the
# comments.
REMARKS_LIMIT = 990


@dataclass(slots=True)
class _Companions:
    """What the other members say about one number."""

    names: list[Name] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    comments: str = ""


@dataclass(slots=True)
class _Family:
    """A family while it is read: what was said about each number, and what was odd."""

    list_id: str
    by_number: dict[str, _Companions] = field(default_factory=dict)
    anomalies: list[Anomaly] = field(default_factory=list)

    def report(self, kind: str, text: str, place: int, key: str | None = None) -> None:
        self.anomalies.append(Anomaly(kind=kind, text=text, place=place, key=key))

    def of(self, number: str) -> _Companions:
        """What is known about a number, to be read or added to."""
        return self.by_number.setdefault(number, _Companions())


@dataclass(slots=True)
class _Entry:
    """One row of entries: its line, its number, its key and the twelve cells."""

    line: int
    number: str
    key: str
    cells: Sequence[str]
    broken: str | None = None


def parse(members: Mapping[str, bytes], source_id: str | None = None) -> tuple[ParsedList, ...]:
    """Read one family: the SDN list from `sdn`, the consolidated list from `prim`.

    Members that are not there are named in `ParsedList.missing`. Raises `RefusedError` where a
    member is empty, cut off, a web page or laid out in another way, where the entries are missing,
    and where so many rows belong to nobody that the members cannot be of one day.
    """
    main = _main_member(members, source_id)
    list_id = source_id or (SDN if main == "sdn" else CONSOLIDATED)
    family = _Family(list_id=list_id)
    layout = Layout(main, _ENTRIES, list_id)
    rows = read_rows(members[main], layout)
    check_types(rows, layout, KINDS)
    entries = _entries(rows, family)
    numbers = frozenset(entry.number for entry in entries)
    for name, width, take in (
        ("comments", _COMMENTS, _take_comment),
        ("alt", _ALIASES, _take_alias),
        ("add", _ADDRESSES, _take_address),
    ):
        if name in members:
            layout = Layout(name, width, list_id)
            member = read_rows(members[name], layout)
            if name == "alt":
                check_types(member, layout, NAME_KINDS)
            _join(member, family, numbers, take)
    listings = tuple(_listing(entry, family) for entry in entries)
    return (
        ParsedList(
            list_id=list_id,
            rows=len(listings),
            listings=listings,
            anomalies=tuple(family.anomalies),
            missing=tuple(name for name in OPTIONAL if name not in members),
        ),
    )


def _main_member(members: Mapping[str, bytes], source_id: str | None) -> str:
    file = source_id or "us_ofac"
    unknown = sorted(set(members) - {"sdn", "prim", *OPTIONAL})
    if unknown:
        raise RefusedError(
            f"no such member: {', '.join(unknown)}",
            file=file,
            expected="sdn or prim, alt, add, comments",
        )
    wanted = {SDN: ("sdn",), CONSOLIDATED: ("prim",)}.get(source_id or "", ("sdn", "prim"))
    found = [name for name in ("sdn", "prim") if name in members]
    if len(found) != 1 or found[0] not in wanted:
        raise RefusedError(
            "the member with the entries is missing"
            if not found
            else f"the entries are those of another list: {' and '.join(found)}",
            file=file,
            expected=" or ".join(wanted),
        )
    return found[0]


_DATE_LIKE = re.compile(r"\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\Z")


def _entries(rows: Rows, family: _Family) -> list[_Entry]:
    """The entries in the order of the file, with keys that no two of them share."""
    family.anomalies.extend(rows.anomalies)
    entries = [_Entry(line, cells[0].strip(), "", cells) for line, cells in rows.rows]
    if rows.broken:
        entries.extend(_broken_entry(line, text, family) for line, text in rows.broken)
        entries.sort(key=lambda entry: entry.line)
    for entry in entries:
        entry.key = entry.number
        if not entry.number.isdigit():
            family.report("bad_number", f"no number: {entry.cells[:2]}", entry.line)
            entry.key = entry_key(entry.number, entry.broken or entry.cells[1])
        if _DATE_LIKE.match(entry.cells[1]):
            text = f"the name '{entry.cells[1]}' looks like a date made by a spreadsheet"
            family.report("spreadsheet_date", text, entry.line, entry.key)
    _tell_apart(entries, family)
    return entries


def _broken_entry(line: int, text: str, family: _Family) -> _Entry:
    """An entry from a line without the right columns: its number and name, and the line itself."""
    cells = lenient_cells(text)
    number = cells[0].strip() if cells[0].strip().isdigit() else ""
    family.report("wrong_columns", f"entries: {text}", line, number or None)
    name = cells[1] if number and len(cells) > 1 else ""
    return _Entry(line, number, "", [number, name, *[NULL] * (_ENTRIES - 2)], broken=text)


def _tell_apart(entries: list[_Entry], family: _Family) -> None:
    """Number the repeats of a key: whoever shares a number is another party."""
    counts = Counter(entry.key for entry in entries)
    doubled = {key for key, count in counts.items() if count > 1}
    if not doubled:
        return
    keys = number_repeats([entry.key for entry in entries])
    sharers: dict[str, list[_Entry]] = {}
    for entry, key in zip(entries, keys, strict=True):
        if entry.key in doubled:
            sharers.setdefault(entry.key, []).append(entry)
        entry.key = key
    for number, found in sharers.items():
        names = "; ".join(f"{clean(entry.cells[1])} ({entry.key})" for entry in found)
        family.report(
            "doubled_number",
            f"the number {number} stands {len(found)} times: {names}. "
            "Aliases, addresses and comments of that number are given to each",
            found[1].line,
            number,
        )


_Take = Callable[[_Companions, Sequence[str], int, _Family], None]


# Numbers are given in order, so rows beyond the last entry mean that later entries are missing. One
# or two are seen where somebody edited a list by hand.
_TOO_MANY_BEYOND = 3


def _join(rows: Rows, family: _Family, numbers: frozenset[str], take: _Take) -> None:
    """Note each row of a member under its number; one whose number has no entry is reported."""
    family.anomalies.extend(rows.anomalies)
    orphans = beyond = 0
    last = max((int(number) for number in numbers if number.isdigit()), default=0)
    for line, cells in rows.rows:
        number = cells[0].strip()
        if number in numbers:
            take(family.of(number), cells, line, family)
        else:
            orphans += 1
            beyond += number.isdigit() and int(number) > last
            family.report("orphan", f"{rows.member}: {', '.join(cells)}", line, number)
    if too_many(orphans, len(rows.rows)):
        raise RefusedError(
            f"{orphans} of {len(rows.rows)} rows have a number that no entry has: "
            "the members are not of one day",
            file=f"{family.list_id}/{rows.member}",
            todo="take all members of the list from one day",
        )
    if beyond >= _TOO_MANY_BEYOND:
        raise RefusedError(
            f"{beyond} rows have numbers beyond the last entry ({last}): the entries are cut off",
            file=f"{family.list_id}/{rows.member}",
            expected="entries up to the highest number of the other members",
            todo="Fetch all members of the list again",
        )
    for line, text in rows.broken:
        parts = lenient_cells(text)
        number = parts[0].strip()
        family.report("wrong_columns", f"{rows.member}: {text}", line, number)
        if number in numbers:
            family.of(number).unparsed.append(text)
            _take_broken(family.of(number), parts, line, family)


def _take_broken(about: _Companions, cells: Sequence[str], line: int, family: _Family) -> None:
    """A comma too many stands in an alias that lost its quotation marks."""
    if len(cells) > _ALIASES and name_kind(cells[2]) is not None:
        _take_alias(about, [*cells[:3], ",".join(cells[3:-1]), ""], line, family)


def _take_alias(about: _Companions, cells: Sequence[str], line: int, family: _Family) -> None:
    text, note = clean(cells[3]), clean(cells[4])
    kind = name_kind(cells[2])
    if kind is None:
        family.report("unknown_type", f"alt: {', '.join(cells)}", line, cells[0])
        about.unparsed.append(", ".join(cells))
    if not text:
        family.report("no_name", f"alt: {', '.join(cells)}", line, cells[0])
        return
    about.names.append(Name(text=text, kind=kind or NameKind.AKA))
    if note:
        about.unparsed.append(f"{text}: {note}")


def _take_address(about: _Companions, cells: Sequence[str], line: int, family: _Family) -> None:
    street, city, country, note = map(clean, cells[2:])
    if not (street or city or country or note):
        return  # OFAC prints an empty row for a party without an address
    about.addresses.append(
        Address(
            text=", ".join(filter(None, (street, city, country))) or note,
            street=street or None,
            city=city or None,
            country=country or None,
            note=note or None,
        )
    )


def _take_comment(about: _Companions, cells: Sequence[str], line: int, family: _Family) -> None:
    if clean(cells[1]):
        about.comments += cells[1]


_NOTHING = _Companions()


def _listing(entry: _Entry, family: _Family) -> Listing:
    cells = [clean(cell) for cell in entry.cells]
    about = family.by_number.get(entry.number, _NOTHING)
    printed, read = _read_remarks(entry, about, family)
    unparsed = [*about.unparsed, *read.leftovers]
    if entry.broken is not None:
        unparsed.insert(0, entry.broken)
    elif not entry.number.isdigit():
        unparsed.insert(0, ", ".join(filter(None, cells)))
    kind = None if entry.broken is not None else KINDS.get(cells[2].casefold())
    if kind is None and cells[2]:
        family.report("unknown_type", f"type '{cells[2]}'", entry.line, entry.key)
        unparsed.append(cells[2])
    if not cells[1]:
        family.report("no_name", "an entry without a name", entry.line, entry.key)
    tags = programs(cells[3])
    return Listing(
        list_id=family.list_id,
        key=entry.key,
        kind=kind,
        names=tuple(_names(cells[1], about, read)),
        addresses=tuple(about.addresses),
        identifiers=(*call_signs(cells[5]), *read.identifiers),
        births=read.births,
        programs=tags,
        number=entry.number if entry.number.isdigit() else None,
        listed=listed_on(family.list_id, tags, read.listing_dates),
        details=(*titles(cells[4]), *vessel_details(cells[6:11]), *read.details),
        remarks=printed or None,
        unparsed=tuple(unparsed),
        row=entry.line,
    )


def _names(primary: str, about: _Companions, read: Remarks) -> Iterator[Name]:
    """The primary name, the aliases, and the weak aliases of the remarks that are none of these."""
    if primary:
        yield Name(text=primary)
    yield from about.names
    if read.names:
        known = {primary, *(name.text for name in about.names)}
        yield from (name for name in read.names if name.text not in known)


_NO_REMARKS = Remarks()


def _read_remarks(entry: _Entry, about: _Companions, family: _Family) -> tuple[str, Remarks]:
    """The remarks with their continuation, which is glued on exactly where OFAC cut them."""
    printed = entry.cells[11] if clean(entry.cells[11]) else ""
    if about.comments:
        if printed and len(printed) < REMARKS_LIMIT:
            text = "comments, although the remarks were not full: joined as parts of their own"
            family.report("unexpected_comment", text, entry.line, entry.key)
            printed += "; "
        printed += about.comments
    elif len(printed) >= REMARKS_LIMIT and not printed.endswith("."):
        text = "the remarks end at OFAC's limit and their rest is not at hand"
        family.report("remarks_cut", text, entry.line, entry.key)
        return printed.strip(), remarks(printed, complete=False)
    return printed.strip(), remarks(printed) if printed else _NO_REMARKS
