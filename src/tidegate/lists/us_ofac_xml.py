"""OFAC's XML forms `sdn.xml` and `consolidated.xml`.

The elements are the same in both lists and in all their namespaces (the older files have
`http://tempuri.org/sdnList.xsd`, the newer an address of the Treasury), so names are compared
without namespace. The lists differ in nothing but their entries: the source says which one it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from tidegate.lists.partial_dates import partial_date
from tidegate.lists.us_ofac_labels import find_label
from tidegate.lists.us_ofac_listing import (
    CONSOLIDATED,
    KINDS,
    call_signs,
    listed_on,
    name_kind,
    titles,
    vessel_details,
)
from tidegate.lists.us_ofac_remarks import Facts, labelled_fact, read_part, remarks
from tidegate.lists.xml_entries import Entries, Required, Taken, condensed, local, unique
from tidegate.model.errors import RefusedError
from tidegate.model.listing import (
    Address,
    Anomaly,
    Listing,
    Name,
    NameKind,
    ParsedList,
    entry_key,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_PUBLISHED = ("publshInformation", "publishInformation")


@dataclass(slots=True)
class _Reading:
    list_id: str
    listings: list[Listing] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)
    list_date: date | None = None
    promised: int | None = None

    def report(self, kind: str, text: str, key: str | None = None) -> None:
        place = len(self.listings) + 1
        self.anomalies.append(Anomaly(kind=kind, text=text, place=place, key=key))


def parse(members: Mapping[str, bytes], source_id: str = CONSOLIDATED) -> tuple[ParsedList, ...]:
    """Read one XML file.

    Raises `RefusedError` where it is empty, cut off, another kind of document, or holds fewer
    entries than its own `Record_Count`.
    """
    content = members.get("main")
    if content is None:
        raise RefusedError("the member is missing", file=source_id, expected="main")
    reading = _Reading(list_id=source_id)
    entries = Entries(content, source_id, "sdnList", ("sdnEntry", *_PUBLISHED), ())
    required = Required("uid", "lastName", "sdnType")
    for element in entries:
        if local(element) == "sdnEntry":
            required.see(element)
            reading.listings.append(_entry(element, reading))
        else:
            _publication(element, reading)
    required.check(source_id)
    for stranger in entries.strangers:
        reading.report("unknown_element", stranger)
    _check_count(reading, source_id)
    listings, doubled = unique(reading.listings)
    return (
        ParsedList(
            list_id=source_id,
            rows=len(listings),
            listings=tuple(listings),
            anomalies=(*condensed(reading.anomalies), *doubled),
            list_date=reading.list_date,
        ),
    )


def _publication(element: _Element, reading: _Reading) -> None:
    taken = Taken(element)
    printed, count = taken.text("Publish_Date"), taken.text("Record_Count")
    try:
        month, day, year = map(int, printed.split("/"))
        reading.list_date = date(year, month, day)
    except ValueError:
        reading.report("bad_date", f"Publish_Date '{printed}'")
    if count.isdigit():
        reading.promised = int(count)
    else:
        reading.report("no_count", f"Record_Count '{count}'")
    _report_rest(taken, "publication", reading)


def _check_count(reading: _Reading, source_id: str) -> None:
    found, promised = len(reading.listings), reading.promised
    if not found:
        raise RefusedError("the file has no entry", file=source_id, expected="sdnEntry elements")
    if promised is None:
        reading.report("no_count", "the file does not say how many entries it has")
    elif found < promised:
        raise RefusedError(
            f"the file has {found} entries and says that it has {promised}",
            file=source_id,
            expected=f"{promised} entries",
            todo="fetch it again",
        )
    elif found > promised:
        reading.report("count", f"{found} entries, although Record_Count says {promised}")


def _report_rest(taken: Taken, key: str | None, reading: _Reading) -> tuple[str, ...]:
    """Whatever nobody asked for: reported, and returned verbatim."""
    rest = tuple(taken.rest())
    for text in rest:
        reading.report("unknown_element", text, key)
    return rest


@dataclass(slots=True)
class _Draft:
    """The lists that one entry fills while it is read."""

    key: str
    reading: _Reading
    facts: Facts = field(default_factory=Facts)
    names: list[Name] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)

    def close(self, taken: Taken) -> None:
        self.facts.leftovers.extend(_report_rest(taken, self.key, self.reading))


def _entry(element: _Element, reading: _Reading) -> Listing:
    taken = Taken(element)
    number = taken.text("uid")
    primary = _joined(taken)
    key = number or entry_key(primary)
    if not number.isdigit():
        reading.report("bad_number", f"uid '{number}' of {primary}", key)
    draft = _Draft(key, reading)
    if primary:
        draft.names.append(Name(text=primary))
    else:
        reading.report("no_name", "an entry without a name", key)
    printed = taken.text("sdnType")
    kind = KINDS.get(printed.casefold()) if printed else None
    if kind is None:
        reading.report("unknown_type", f"sdnType '{printed}'", key)
        draft.facts.leftovers.extend(filter(None, [printed]))
    facts = draft.facts
    facts.details.extend(titles(taken.text("title")))
    tags = tuple(text for group in taken.children("programList") for text in _tags(group, draft))
    for name, (item, read) in _GROUPS.items():
        for group in taken.children(name):
            _each(group, item, read, draft)
    for vessel in taken.children("vesselInfo"):
        _vessel(Taken(vessel), draft)
    printed_remarks = taken.text("remarks")
    _remarks(printed_remarks, draft)
    draft.close(taken)
    return Listing(
        list_id=reading.list_id,
        key=key,
        kind=kind,
        names=tuple(draft.names),
        addresses=tuple(draft.addresses),
        identifiers=tuple(facts.identifiers),
        births=tuple(facts.births),
        programs=tags,
        number=number or None,
        listed=listed_on(reading.list_id, tags, facts.listing_dates),
        details=tuple(facts.details),
        remarks=printed_remarks or None,
        unparsed=tuple(facts.leftovers),
        row=len(reading.listings) + 1,
    )


def _joined(taken: Taken) -> str:
    """A name as the CSV form prints it: `LAST, First Middle`."""
    return ", ".join(filter(None, (taken.text("lastName"), taken.text("firstName"))))


def _tags(group: _Element, draft: _Draft) -> list[str]:
    taken = Taken(group)
    tags = taken.texts("program")
    draft.close(taken)
    return tags


def _each(group: _Element, item: str, read: Callable[[Taken, _Draft], None], draft: _Draft) -> None:
    taken = Taken(group)
    for child in taken.children(item):
        inner = Taken(child)
        inner.text("uid")  # the publisher's own number of the row
        read(inner, draft)
        draft.close(inner)
    draft.close(taken)


def _alias(taken: Taken, draft: _Draft) -> None:
    printed, category, text = taken.text("type"), taken.text("category"), _joined(taken)
    kind = name_kind(printed)
    if kind is None:
        draft.reading.report("unknown_type", f"aka type '{printed}' of {text}", draft.key)
    if category.casefold() not in ("strong", "weak"):
        draft.reading.report("unknown_type", f"aka category '{category}' of {text}", draft.key)
    if text:
        weak = category.casefold() == "weak"
        draft.names.append(Name(text=text, kind=kind or NameKind.AKA, weak=weak))


def _address(taken: Taken, draft: _Draft) -> None:
    lines = [text for name in ("address1", "address2", "address3") if (text := taken.text(name))]
    city, region = taken.text("city"), taken.text("stateOrProvince")
    code, country = taken.text("postalCode"), taken.text("country")
    middle = ", ".join(filter(None, (city, region)))
    text = ", ".join(filter(None, (*lines, " ".join(filter(None, (middle, code))), country)))
    if text:
        address = Address(
            text=text,
            street=", ".join(lines) or None,
            city=city or None,
            region=region or None,
            postal_code=code or None,
            country=country or None,
        )
        draft.addresses.append(address)


def _identity(taken: Taken, draft: _Draft) -> None:
    """An `id`: a number, or any other fact that OFAC files under a label."""
    kind, number = taken.text("idType"), taken.text("idNumber")
    country = taken.text("idCountry") or None
    issued, expires = taken.text("issueDate") or None, taken.text("expirationDate") or None
    shown = " ".join(filter(None, (kind, number)))
    labelled = find_label(kind)
    if labelled is None or not number:
        _unlabelled(shown, country, draft)
        return
    label, rest = labelled
    before = len(draft.facts.identifiers)
    if not labelled_fact(label, f"{rest} {number}".strip(), draft.facts):
        draft.facts.leftovers.append(shown if country is None else f"{shown} ({country})")
    elif len(draft.facts.identifiers) > before:
        read = draft.facts.identifiers.pop()
        draft.facts.identifiers.append(
            msgspec.structs.replace(
                read,
                issuer=country or read.issuer,
                issued=issued or read.issued,
                expires=expires or read.expires,
            )
        )
    elif country is not None:
        draft.facts.detail("issuing_country", f"{kind}: {country}")


def _unlabelled(shown: str, country: str | None, draft: _Draft) -> None:
    """A label that we do not know: what OFAC's own words make of it, or kept verbatim."""
    read_part(shown if country is None else f"{shown} ({country})", draft.facts)


def _birth(taken: Taken, draft: _Draft) -> None:
    taken.text("mainEntry")
    if text := taken.text("dateOfBirth"):
        draft.facts.births.append(partial_date(text))


def _detail(element: str, key: str) -> Callable[[Taken, _Draft], None]:
    def read(taken: Taken, draft: _Draft) -> None:
        taken.text("mainEntry")
        if text := taken.text(element):
            draft.facts.detail(key, text)

    return read


_GROUPS: dict[str, tuple[str, Callable[[Taken, _Draft], None]]] = {
    "akaList": ("aka", _alias),
    "addressList": ("address", _address),
    "idList": ("id", _identity),
    "dateOfBirthList": ("dateOfBirthItem", _birth),
    "placeOfBirthList": ("placeOfBirthItem", _detail("placeOfBirth", "birth_place")),
    "nationalityList": ("nationality", _detail("country", "nationality")),
    "citizenshipList": ("citizenship", _detail("country", "citizenship")),
}

_VESSEL = ("vesselType", "tonnage", "grossRegisteredTonnage", "vesselFlag", "vesselOwner")


def _vessel(taken: Taken, draft: _Draft) -> None:
    draft.facts.identifiers.extend(call_signs(taken.text("callSign")))
    draft.facts.details.extend(vessel_details([taken.text(name) for name in _VESSEL]))
    draft.close(taken)


def _remarks(text: str, draft: _Draft) -> None:
    read = remarks(text)
    known = {name.text for name in draft.names}
    draft.names.extend(name for name in read.names if name.text not in known)
    facts = draft.facts
    facts.births.extend(read.births)
    facts.identifiers.extend(read.identifiers)
    facts.details.extend(read.details)
    facts.leftovers.extend(read.leftovers)
    facts.listing_dates.extend(read.listing_dates)
