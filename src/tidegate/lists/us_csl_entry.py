"""One entry of the Consolidated Screening List, whatever form it came in, becomes a listing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tidegate.lists import us_csl_cells as cells
from tidegate.lists.federal_register import read_notices
from tidegate.lists.partial_dates import exact_date, partial_date
from tidegate.lists.us_bis_clauses import read_policy, read_requirement
from tidegate.lists.us_ofac_listing import CONSOLIDATED, call_signs, listed_on
from tidegate.lists.us_ofac_remarks import Facts
from tidegate.model.listing import (
    Address,
    Anomaly,
    Detail,
    Listing,
    Name,
    NameKind,
    ParsedList,
    PartyKind,
    Requirement,
    ReviewPolicy,
    entry_key,
    number_repeats,
)

LIST_ID = "us_csl"
COLUMNS = (
    "source",
    "entity_number",
    "type",
    "programs",
    "name",
    "title",
    "addresses",
    "federal_register_notice",
    "start_date",
    "end_date",
    "standard_order",
    "license_requirement",
    "license_policy",
    "call_sign",
    "vessel_type",
    "gross_tonnage",
    "gross_registered_tonnage",
    "vessel_flag",
    "vessel_owner",
    "remarks",
    "source_list_url",
    "alt_names",
    "citizenships",
    "dates_of_birth",
    "nationalities",
    "places_of_birth",
    "source_information_url",
    "ids",
)


@dataclass(slots=True)
class Entry:
    """One entry of either form, its columns taken apart as far as the form allows. `troubles` are
    pairs of kind and words, `unparsed` what is kept verbatim."""

    row: int
    texts: dict[str, str]
    lists: dict[str, list[str]]
    addresses: tuple[Address, ...]
    ids: tuple[cells.Id, ...]
    extra: tuple[tuple[str, str], ...] = ()
    broken: str | None = None
    troubles: list[tuple[str, str]] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)

    def text(self, column: str) -> str:
        """The words of a column; nothing where the form left it out."""
        return self.texts.get(column, "")

    def trouble(self, kind: str, words: str) -> None:
        """Note something that a person should know."""
        self.troubles.append((kind, words))


LIST_COLUMNS = (
    "programs",
    "alt_names",
    "citizenships",
    "dates_of_birth",
    "nationalities",
    "places_of_birth",
)


_CODE = re.compile(r"\(([^()]+)\)")
_CODE_NAMES = {"NS-MBS": "MBS", "NS-CMIC": "CMIC", "NS-PLC": "PLC", "CAPTA": "CAP"}
_KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANIZATION,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
_DETAILS = (
    ("title", "title"),
    ("standard_order", "standard_order"),
    ("vessel_type", "vessel_type"),
    ("gross_tonnage", "vessel_tonnage"),
    ("gross_registered_tonnage", "vessel_gross_tonnage"),
    ("vessel_flag", "vessel_flag"),
    ("vessel_owner", "vessel_owner"),
)
_LIST_DETAILS = (
    ("citizenships", "citizenship"),
    ("nationalities", "nationality"),
    ("places_of_birth", "birth_place"),
)
# The State Department's sanctions reach further than the name: the words follow it in its cell.
_REACH = re.compile(r"[;,]?\s+(and any successors?,.*?thereof)\.?$", re.IGNORECASE)


def section_of(source: str) -> str | None:
    """The code of a list from its title: `Entity List (EL) - Bureau…` is EL."""
    found = _CODE.search(source)
    if found is None:
        return None
    code = found[1].removesuffix(" List").strip()
    return _CODE_NAMES.get(code, code)


def parsed_list(
    entries: Sequence[Entry], anomalies: Iterable[Anomaly], list_date: date | None = None
) -> ParsedList:
    """The list made of its entries, one listing for each, with what was reported of the file."""
    bases = [_base(entry) for entry in entries]
    repeats = Counter(bases)
    reported = list(anomalies)
    listings = []
    for entry, base, key in zip(entries, bases, number_repeats(bases), strict=True):
        repeated = repeats[base] > 1
        if repeated and entry.text("entity_number") and key != base:
            entry.trouble("doubled_number", f"{entry.text('entity_number')} stands twice")
        # Rows of one name and one date without a number are one party at several places.
        party = base if repeated and not entry.text("entity_number") else None
        listings.append(_listing(entry, key, party))
        reported += [
            Anomaly(kind=kind, text=text, place=entry.row, key=key) for kind, text in entry.troubles
        ]
    return ParsedList(
        list_id=LIST_ID,
        rows=len(entries),
        listings=tuple(listings),
        anomalies=tuple(reported),
        list_date=list_date,
    )


def _base(entry: Entry) -> str:
    section = section_of(entry.text("source")) or "unknown"
    if number := entry.text("entity_number"):
        return f"{section}/{number}"
    parts = (section, entry_key(entry.text("name")), entry.text("start_date"))
    return "/".join(filter(None, parts))


def _listing(entry: Entry, key: str, party: str | None) -> Listing:
    facts = Facts()
    if entry.broken:
        entry.unparsed.append(entry.broken)
    names = tuple(_names(entry, facts))
    for one in entry.ids:
        if not cells.note(one, facts):
            words = ", ".join(filter(None, (one.label, one.value)))
            entry.unparsed.append(f"ids: {words}")
            entry.trouble("unread_cell", f"ids: {words}")
    citations, broken = read_notices(entry.text("federal_register_notice"))
    entry.troubles += broken
    section = section_of(entry.text("source"))
    if section is None:
        entry.unparsed.append(f"source: {entry.text('source')}")
        entry.trouble("unknown_source", entry.text("source"))
    requirement, policy = _clause(entry, section)
    listed, expires = _day(entry, "start_date"), _day(entry, "end_date")
    if listed is None and section != "SDN":
        listed = listed_on(CONSOLIDATED, entry.lists["programs"], facts.listing_dates)
    _details(entry, facts)
    births = [*map(partial_date, entry.lists["dates_of_birth"]), *facts.births]
    return Listing(
        list_id=LIST_ID,
        key=key,
        kind=_kind(entry),
        names=names + tuple(facts.names),
        addresses=entry.addresses,
        identifiers=(*call_signs(entry.text("call_sign")), *facts.identifiers),
        births=tuple(births),
        programs=tuple(entry.lists["programs"]),
        country=_country(entry),
        number=entry.text("entity_number") or None,
        section=section,
        requirement=requirement,
        policy=policy,
        citations=citations,
        listed=listed,
        expires=expires,
        details=tuple(facts.details),
        remarks=entry.text("remarks") or None,
        unparsed=(*entry.unparsed, *facts.leftovers),
        party=party,
        row=entry.row,
    )


def _clause(entry: Entry, section: str | None) -> tuple[Requirement | None, ReviewPolicy | None]:
    """Licence requirement and review policy, where the entry has them."""
    requirement, policy = entry.text("license_requirement"), entry.text("license_policy")
    if section == "EL" and not requirement:
        # The compilation lost it: unknown, and not "no licence is required".
        entry.trouble("no_requirement", entry.text("name"))
    return (
        read_requirement(requirement) if requirement else None,
        read_policy(policy) if policy else None,
    )


def _names(entry: Entry, facts: Facts) -> Iterator[Name]:
    printed = entry.text("name")
    if not printed:
        entry.trouble("no_name", "an entry without a name")
    if reach := _REACH.search(printed):
        facts.detail("reaches_to", reach[1])
        printed = printed[: reach.start()]
    if printed:
        yield Name(text=printed)
    for alias in entry.lists["alt_names"]:
        # The last of several sometimes keeps the "and" of the sentence that it was cut from.
        yield Name(text=alias.removeprefix("and "), kind=NameKind.AKA)


def _kind(entry: Entry) -> PartyKind | None:
    printed = entry.text("type")
    kind = _KINDS.get(printed.casefold())
    if printed and kind is None:
        entry.unparsed.append(f"type: {printed}")
        entry.trouble("unknown_type", printed)
    return kind


def _day(entry: Entry, column: str) -> date | None:
    printed = entry.text(column)
    day = exact_date(printed) if printed else None
    if printed and day is None:
        entry.unparsed.append(f"{column}: {printed}")
        entry.trouble("bad_date", f"{column} {printed}")
    return day


def _details(entry: Entry, facts: Facts) -> None:
    for column, key in _DETAILS:
        if entry.text(column):
            facts.detail(key, entry.text(column))
    for column, key in _LIST_DETAILS:
        for value in entry.lists[column]:
            facts.detail(key, value)
    facts.details += [Detail(key=key, value=value) for key, value in entry.extra]


def _country(entry: Entry) -> str | None:
    """The entry's own country where the form has one, else the one in which all addresses are."""
    if entry.text("country"):
        return entry.text("country")
    countries = {address.country for address in entry.addresses}
    return countries.pop() if len(countries) == 1 else None
