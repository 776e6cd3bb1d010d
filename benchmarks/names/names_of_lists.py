"""The Latin names that queries are asked of: the real files where they are at hand, otherwise the
starter lists of the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from benchmarks.names import firms
from benchmarks.names.sets import loose
from tidegate.model.listing import Listing

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


def parsed(prefixes: tuple[str, ...]) -> Iterator[Listing]:
    """The listings in the real list files whose names begin so."""
    from tidegate import tables
    from tidegate.lists.parsers import parse
    from tidegate.lists.recognise import assemble

    sources = tables.sources()
    paths = sorted((firms.SHARED / "lists").iterdir())
    files = {path.name: path.read_bytes() for path in paths if path.name.startswith(prefixes)}
    for found in assemble(files, sources).candidates:
        members = {key: member.content for key, member in found.members.items()}
        parser = sources[found.source_id].forms[found.form].parser
        for part in parse(parser, members, found.source_id):
            yield from part.listings


def list_names() -> ListNames:
    """The real lists where they are at hand, otherwise the starter lists."""
    if not (firms.SHARED / "lists").is_dir():
        return starter_names()
    entries = _entries(item for item in parsed(_FILES) if item.list_id in _LISTS)
    return ListNames(
        entries, "OFAC SDN list of 2022-01-31 (altered copy) and Entity List of 2026-03-25"
    )


def clear_queries(names: ListNames, count: int) -> list[str]:
    """`count` names that should find nothing: half of them listed firms of which no word was
    counted for `rates.tsv`, half made-up people, by a fixed step through each file. Names that a
    list bears word for word are left out."""
    if not firms.NAMES.is_dir():
        return []
    asked = [name for name in firms.firms() if not firms.is_learnt(name)]
    chosen: list[str] = []
    for texts in (asked, firms.people()):
        unlisted = [text for text in texts if not names.ids_of(text)]
        chosen += firms.spread(unlisted, count // 2)
    return chosen
