"""The Latin names that queries are asked of: the real files where they are at hand, otherwise the
starter lists of the package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.names.sets import loose
from tidegate.model.listing import Listing

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "data"
_FILES = ("us_bis_part744", "us_ofac_sdn_2022-01-31", "us_ofac_alt_2022-01", "us_ofac_add_2022-01")
_LISTS = ("us_bis_entity_list", "us_ofac_sdn")

Entry = tuple[str, str | None, tuple[str, ...]]


@dataclass(frozen=True)
class ListNames:
    """Listings as (id, kind, names), and what they are in words."""

    entries: tuple[Entry, ...]
    described: str

    @property
    def name_count(self) -> int:
        """How many names the listings have."""
        return sum(len(names) for _, _, names in self.entries)

    def ids_of(self, name: str) -> frozenset[str]:
        """The listings that bear a name, punctuation, case and word order left aside."""
        return frozenset(self._bearers.get(loose(name), ()))

    @cached_property
    def _bearers(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for listing_id, _, names in self.entries:
            for name in names:
                found.setdefault(loose(name), set()).add(listing_id)
        return found


def _latin(name: str) -> bool:
    """No letter outside the Latin script: a native alias would make the search an easy one."""
    return all(letter < "\u0250" or not letter.isalpha() for letter in name)


def _entries(listings: Iterable[Listing]) -> tuple[Entry, ...]:
    """Parties alone, each with the names that carry no native script, and no address entry."""
    found = []
    for item in listings:
        names = tuple(dict.fromkeys(name.text for name in item.names if _latin(name.text)))
        if names and item.kind != "address":
            found.append((item.listing_id, None if item.kind is None else str(item.kind), names))
    return tuple(found)


def starter_names() -> ListNames:
    """The starter lists of the package."""
    from tidegate import tables

    listings = [item for part in tables.starter().lists for item in part.listings]
    return ListNames(_entries(listings), "The starter lists of the package")


def list_names() -> ListNames:
    """The real lists where they are at hand, otherwise the starter lists."""
    from tidegate import tables
    from tidegate.lists.parsers import parse
    from tidegate.lists.recognise import assemble

    folder = SHARED / "lists"
    if not folder.is_dir():
        return starter_names()
    sources = tables.sources()
    files = {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.name.startswith(_FILES)}
    listings: list[Listing] = []
    for found in assemble(files, sources).candidates:
        members = {key: member.content for key, member in found.members.items()}
        parser = sources[found.source_id].forms[found.form].parser
        for part in parse(parser, members, found.source_id):
            if part.list_id in _LISTS:
                listings += part.listings
    entries = _entries(listings)
    return ListNames(
        entries, "OFAC SDN list of 2022-01-31 (altered copy) and Entity List of 2026-03-25"
    )


def clear_queries(names: ListNames, count: int) -> list[str]:
    """`count` names that should find nothing: listed companies and made-up people, by a fixed step
    through each file. Names that a list bears word for word are left out."""
    folder = SHARED / "names"
    if not folder.is_dir():
        return []
    firms = (folder / "us_listed_companies.txt").read_text(encoding="utf-8").splitlines()
    people = [
        line.split(",", 1)[0]
        for line in (folder / "clear_people.csv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    chosen: list[str] = []
    for texts in (firms, people):
        unlisted = [text for text in texts if text.strip() and not names.ids_of(text)]
        part = max(1, count // 2)
        chosen += unlisted[:: max(1, len(unlisted) // part)][:part]
    return chosen
