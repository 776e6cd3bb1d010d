"""Parties of three publishers with what they say of each: OFAC, the UN and the UK."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import material
from tidegate import tables
from tidegate.app.facts import facts_of_listing
from tidegate.app.names import package_lexicon
from tidegate.lists.parsers import parse
from tidegate.lists.partial_dates import partial_date
from tidegate.lists.recognise import assemble
from tidegate.model.evidence import Facts
from tidegate.model.listing import Address, Detail, Identifier, Listing, Name, PartyKind, fold

_FILES = ("us_ofac_sdn_2022-01-31", "us_ofac_alt_2022-01", "us_ofac_add_2022-01", "un_consol")
_UK = "uk_ofsi_conlist_2022-05-04.xlsx"
_UK_KINDS = {"Individual": PartyKind.PERSON, "Entity": PartyKind.ORGANIZATION,
             "Ship": PartyKind.VESSEL}  # fmt: skip
_PARTS = re.compile(r"\(\d+\)\s*|;\s*")
_WORDS, _LETTERS = 3, 12


@dataclass(frozen=True)
class Known:
    """One listing with its facts."""

    listing: Listing
    facts: Facts


def load(folder: Path) -> dict[str, list[Known]]:
    """The parties of each list that is there, by list."""
    listings: dict[str, list[Listing]] = defaultdict(list)
    files = {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.name.startswith(_FILES)}
    sources = tables.sources()
    for found in assemble(files, sources).candidates:
        members = {key: member.content for key, member in found.members.items()}
        for part in parse(sources[found.source_id].forms[found.form].parser, members,
                          found.source_id):  # fmt: skip
            listings[part.list_id] += part.listings
    if (folder / _UK).is_file():
        listings["uk_ofsi"] = list(_united_kingdom(folder / _UK))
    words = package_lexicon()
    return {
        name: [Known(item, facts_of_listing(item, words)) for item in items]
        for name, items in sorted(listings.items())
    }


def lists_folder() -> Path | None:
    """The folder of real list files, or `None`."""
    return material.folder()


def _united_kingdom(path: Path) -> Iterator[Listing]:
    """The parties of the UK's retired consolidated list, whose rows are names of groups."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    head = [str(cell) for cell in rows[1]]
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for cells in rows[2:]:
        row = {name: str(cell).strip() for name, cell in zip(head, cells, strict=True)}
        groups[row["Group ID"]].append(row)
    for ident, group in groups.items():
        yield _of_group(ident, group)


def _of_group(ident: str, group: list[dict[str, str]]) -> Listing:
    first = group[0]
    names = dict.fromkeys(
        " ".join(filter(None, (row[f"Name {n}"] for n in (1, 2, 3, 4, 5, 6)))) for row in group
    )
    births = dict.fromkeys(one for row in group for one in _parts(row["DOB"]))
    places = {
        ", ".join(filter(None, (row[f"Address {n}"] for n in range(1, 7)))): row["Country"]
        for row in group
        if row["Country"] or row["Address 6"]
    }
    ties = dict.fromkeys(one for row in group for one in _parts(row["Nationality"]))
    ships = re.findall(r"IMO number\W*(\d{7})", first["Other Information"])
    return Listing(
        list_id="uk_ofsi",
        key=ident,
        kind=_UK_KINDS.get(first["Group Type"]),
        names=tuple(Name(text=text) for text in names if text),
        births=tuple(partial_date(day_of(text)) for text in births),
        addresses=tuple(Address(text=f"{text}, {land}", country=land)
                        for text, land in places.items()),
        details=tuple(Detail(key="nationality", value=text.rstrip(". ")) for text in ties),
        identifiers=tuple(Identifier(kind="imo", value=one) for one in ships),
    )  # fmt: skip


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(cell) if part.strip()]


def day_of(text: str) -> str:
    """`00/00/1969` is a year, `12/03/1965` a day."""
    day, _, rest = text.partition("/")
    month, _, year = rest.partition("/")
    if not year.isdigit():
        return text
    return year if month == "00" else f"{year}-{month}" if day == "00" else f"{year}-{month}-{day}"


def same_parties(one: Iterable[Known], other: Iterable[Known]) -> Iterator[tuple[Known, Known]]:
    """Pairs of two lists that are one party: a name of three words or more (of a firm, of twelve
    letters) that is the same on both, and that nobody else on either bears. Birth dates,
    countries and numbers are not looked at: they are what is measured."""
    here, there = _bearers(one), _bearers(other)
    seen: set[tuple[str, str]] = set()
    for key in sorted(here.keys() & there.keys()):
        if len(here[key]) == len(there[key]) == 1:
            pair = here[key][0], there[key][0]
            ids = pair[0].listing.listing_id, pair[1].listing.listing_id
            if ids not in seen:
                seen.add(ids)
                yield pair


def _bearers(parties: Iterable[Known]) -> dict[tuple[str, ...], list[Known]]:
    found: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for party in parties:
        keys = {_key(name.text, party.listing.kind) for name in party.listing.names}
        for key in keys - {()}:
            found[key].append(party)
    return found


def _key(name: str, kind: PartyKind | None) -> tuple[str, ...]:
    words = tuple(sorted(filter(None, map(fold, name.replace("-", " ").split()))))
    long = len(words) >= _WORDS if kind is PartyKind.PERSON else len("".join(words)) >= _LETTERS
    return words if long else ()
