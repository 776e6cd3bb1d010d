"""The Security Council's consolidated list, in XML.

`INDIVIDUAL` and `ENTITY` elements with names in up to four parts, aliases with a quality, dates and
places of birth, documents, addresses. The reference number is the identity of an entry. The
file's own bookkeeping (`VERSIONNUM`, `LIST_TYPE`, the sort keys) says nothing about the party.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tidegate.lists import un_sc_names
from tidegate.lists.partial_dates import exact_date, partial_date, year_span
from tidegate.lists.un_sc_documents import document
from tidegate.lists.un_sc_names import Names
from tidegate.lists.xml_entries import Entries, Required, Taken, condensed, local, unique
from tidegate.model.errors import RefusedError
from tidegate.model.listing import (
    Address,
    Anomaly,
    Detail,
    Identifier,
    Listing,
    NameKind,
    ParsedList,
    PartialDate,
    PartyKind,
    entry_key,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

LIST_ID = "un_security_council"
_KINDS = {"INDIVIDUAL": PartyKind.PERSON, "ENTITY": PartyKind.ORGANIZATION}
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_BOOKKEEPING = ("VERSIONNUM", "LIST_TYPE", "SORT_KEY", "SORT_KEY_LAST_MOD")


@dataclass(slots=True)
class _Entry:
    """One entry while it is read."""

    prefix: str
    place: int
    key: str = ""
    names: Names = field(default_factory=Names)
    addresses: list[Address] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    births: list[PartialDate] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)

    def report(self, kind: str, text: str) -> None:
        self.anomalies.append(Anomaly(kind=kind, text=text, place=self.place, key=self.key))

    def detail(self, key: str, *values: str) -> None:
        self.details.extend(Detail(key=key, value=value) for value in values if value)

    def close(self, taken: Taken) -> None:
        """Whatever nobody asked for is reported and kept verbatim."""
        for text in taken.rest():
            self.report("unknown_element", text)
            self.unparsed.append(text)


def parse(members: Mapping[str, bytes], source_id: str = LIST_ID) -> tuple[ParsedList, ...]:
    """Read the file; `list_date` is the day on which it was generated.

    Raises `RefusedError` where it is empty, cut off, another kind of document or without entries.
    """
    content = members.get("main")
    if content is None:
        raise RefusedError("the member is missing", file=source_id, expected="main")
    entries = Entries(
        content, source_id, "CONSOLIDATED_LIST", tuple(_KINDS), ("INDIVIDUALS", "ENTITIES")
    )
    read: list[Listing] = []
    anomalies: list[Anomaly] = []
    required = Required("DATAID", "FIRST_NAME", "REFERENCE_NUMBER", "UN_LIST_TYPE", "LISTED_ON")
    for element in entries:
        required.see(element)
        listing, found = _listing(element, len(read) + 1)
        read.append(listing)
        anomalies.extend(found)
    if not read:
        raise RefusedError(
            "the file has no entry", file=source_id, expected="INDIVIDUAL and ENTITY elements"
        )
    required.check(source_id)
    anomalies.extend(Anomaly(kind="unknown_element", text=text) for text in entries.strangers)
    listings, doubled = unique(read)
    generated = entries.attributes.get("dateGenerated", "")
    list_date = exact_date(generated)
    if list_date is None:
        anomalies.append(Anomaly(kind="bad_date", text=f"dateGenerated '{generated}'"))
    return (
        ParsedList(
            list_id=LIST_ID,
            rows=len(listings),
            listings=tuple(listings),
            anomalies=(*condensed(anomalies), *doubled),
            list_date=list_date,
        ),
    )


def _listing(element: _Element, place: int) -> tuple[Listing, list[Anomaly]]:
    taken = Taken(element)
    entry = _Entry(prefix=local(element), place=place)
    printed = " ".join(filter(None, map(taken.text, _NAME_PARTS)))
    number, data_id = taken.text("REFERENCE_NUMBER"), taken.text("DATAID")
    entry.key = number or data_id or entry_key(printed)
    if not number:
        entry.report("bad_number", f"no reference number: {printed}")
    _read_names(printed, taken, entry)
    if data_id:
        entry.identifiers.append(Identifier(kind="other", value=data_id, label="DATAID"))
    _read_children(taken, entry)
    _read_details(taken, entry)
    programs = tuple(taken.texts("UN_LIST_TYPE"))
    listed = _listed(taken.text("LISTED_ON"), entry)
    remarks = taken.text("COMMENTS1")
    for name in _BOOKKEEPING:
        taken.children(name)
    entry.close(taken)
    listing = Listing(
        list_id=LIST_ID,
        key=entry.key,
        kind=_KINDS[entry.prefix],
        names=tuple(entry.names.names),
        addresses=tuple(entry.addresses),
        identifiers=tuple(entry.identifiers),
        births=tuple(entry.births),
        programs=programs,
        number=number or None,
        listed=listed,
        details=tuple(entry.details),
        remarks=remarks or None,
        unparsed=tuple(entry.unparsed),
        row=place,
    )
    return listing, entry.anomalies


def _read_names(printed: str, taken: Taken, entry: _Entry) -> None:
    if printed:
        un_sc_names.primary(printed, entry.names)
    else:
        entry.report("no_name", "an entry without a name")
    for text in taken.texts("NAME_ORIGINAL_SCRIPT"):
        un_sc_names.original_script(text, entry.names)
    for child in taken.children(f"{entry.prefix}_ALIAS"):
        alias = Taken(child)
        _read_alias(alias, entry)
        entry.close(alias)
    entry.detail("alias_note", *entry.names.notes)


_QUALITIES = {
    "": (NameKind.AKA, False),
    "good": (NameKind.AKA, False),
    "low": (NameKind.AKA, True),
    "a.k.a.": (NameKind.AKA, False),
    "f.k.a.": (NameKind.FKA, False),
}


def _read_alias(taken: Taken, entry: _Entry) -> None:
    quality, text = taken.text("QUALITY"), taken.text("ALIAS_NAME")
    kind, weak = _QUALITIES.get(quality.casefold(), (NameKind.AKA, False))
    if quality.casefold() not in _QUALITIES:
        entry.report("unknown_type", f"alias quality '{quality}' of {text}")
        entry.unparsed.append(f"QUALITY: {quality}")
    un_sc_names.alias(text, taken.text("NOTE"), kind, weak, entry.names)
    entry.births.extend(partial_date(printed) for printed in taken.texts("DATE_OF_BIRTH"))
    place = [taken.text(name) for name in ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH")]
    entry.detail("birth_place", ", ".join(filter(None, place)))


def _read_children(taken: Taken, entry: _Entry) -> None:
    for name, read in (
        ("DATE_OF_BIRTH", _read_birth),
        ("PLACE_OF_BIRTH", _read_birth_place),
        ("ADDRESS", _read_address),
        ("DOCUMENT", _read_document),
    ):
        for child in taken.children(f"{entry.prefix}_{name}"):
            inner = Taken(child)
            read(inner, entry)
            entry.close(inner)


def _read_birth(taken: Taken, entry: _Entry) -> None:
    kind, note = taken.text("TYPE_OF_DATE").casefold(), taken.text("NOTE")
    day, year = taken.text("DATE"), taken.text("YEAR")
    first, last = taken.text("FROM_YEAR"), taken.text("TO_YEAR")
    circa = kind.startswith("approx") or note.casefold() == "approximately"
    if kind not in ("", "exact", "approximately", "between"):
        entry.report("unknown_type", f"type of date '{kind}'")
        entry.unparsed.append(f"TYPE_OF_DATE: {kind}")
    if first or last:
        entry.births.append(year_span(first or last, last or first, circa=circa))
    elif day or year:
        narrower = partial_date(f"{note} {year}") if note and not day else None
        if narrower is not None and narrower.earliest is not None:
            entry.births.append(narrower)
            return
        entry.births.append(partial_date(f"circa {day or year}" if circa else day or year))
    elif note:
        entry.births.append(partial_date(note))
        return
    if note and note.casefold() != "approximately":
        entry.detail("birth_note", note)


def _read_birth_place(taken: Taken, entry: _Entry) -> None:
    parts = [taken.text(name) for name in ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY", "NOTE")]
    entry.detail("birth_place", ", ".join(filter(None, parts)))


# A note with as many commas as an address has, where the columns are empty, is the address.
_ADDRESS_COMMAS = 2


def _read_address(taken: Taken, entry: _Entry) -> None:
    street, city = taken.text("STREET"), taken.text("CITY")
    region, code = taken.text("STATE_PROVINCE"), taken.text("ZIP_CODE")
    country, note = taken.text("COUNTRY"), taken.text("NOTE")
    parts = [street, city, region, code, country]
    if not street and not city and note.count(",") >= _ADDRESS_COMMAS:
        parts = [note, *(part for part in parts if part not in note)]
    text = ", ".join(filter(None, parts))
    if not text and not note:
        return  # the list prints an empty element for a party without an address
    entry.addresses.append(
        Address(
            text=text or note,
            street=street or None,
            city=city or None,
            region=region or None,
            postal_code=code or None,
            country=country or None,
            note=note or None,
        )
    )


_DOCUMENT = (
    "TYPE_OF_DOCUMENT",
    "TYPE_OF_DOCUMENT2",
    "NUMBER",
    "ISSUING_COUNTRY",
    "COUNTRY_OF_ISSUE",
    "CITY_OF_ISSUE",
    "DATE_OF_ISSUE",
    "NOTE",
)


def _read_document(taken: Taken, entry: _Entry) -> None:
    fields = {name: taken.text(name) for name in _DOCUMENT}
    if not any(fields.values()):
        return
    read = document(fields)
    if read is not None:
        entry.identifiers.append(read)
    else:
        entry.unparsed.append("document: " + "; ".join(filter(None, fields.values())))


def _read_details(taken: Taken, entry: _Entry) -> None:
    for name, key in (
        ("TITLE", "title"),
        ("DESIGNATION", "position"),
        ("NATIONALITY", "nationality"),
        ("NATIONALITY2", "nationality"),
        ("LAST_DAY_UPDATED", "last_updated"),
    ):
        for child in taken.children(name):
            inner = Taken(child)
            entry.detail(key, *inner.texts("VALUE"))
            entry.close(inner)
    for name, key in (
        ("GENDER", "gender"),
        ("SUBMITTED_BY", "submitted_by"),
        ("SUBMITTED_ON", "submitted_on"),
    ):
        entry.detail(key, *taken.texts(name))


def _listed(printed: str, entry: _Entry) -> date | None:
    if not printed:
        entry.report("bad_date", "no LISTED_ON")
        return None
    listed = exact_date(printed)
    if listed is None:
        entry.report("bad_date", f"LISTED_ON '{printed}'")
        entry.unparsed.append(f"LISTED_ON: {printed}")
    return listed
