"""Rows of free text that did not change: their earlier reading is carried on.

A supplement of the code of regulations is set in type anew from time to time, with other spaces,
dashes and capitals. Where a name ends and an address begins is read from just these, so a row
whose letters and digits are the same keeps the listings that were read from it before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from tidegate.model.listing import Listing, ParsedList


def carry(previous: Iterable[Listing], parsed: ParsedList) -> ParsedList:
    """The parsed list with the listings of unchanged rows replaced by those of `previous`.

    `previous` are the listings of the newest earlier snapshot of the same list. A row is
    unchanged when its `row_digest` is the same; of several equal rows the first meets the first.
    The subordinates that a row names go with it.
    """
    before = _entries(previous)
    carried: list[Listing] = []
    fresh: list[Listing] = []
    for digest, entries in _entries(parsed.listings).items():
        known = before.get(digest, []) if digest else []
        for number, entry in enumerate(entries):
            if number < len(known):
                moved = (entry[0].row or 0) - (known[number][0].row or 0)
                carried += [replace(item, row=(item.row or 0) + moved) for item in known[number]]
            else:
                fresh += entry
    taken = {item.key for item in carried}
    if any(item.key in taken for item in fresh):
        # A changed row would take the key of an unchanged one: then nothing is carried.
        return parsed
    ordered = sorted([*carried, *fresh], key=lambda item: item.row or 0)
    return replace(parsed, listings=tuple(ordered))


def _entries(listings: Iterable[Listing]) -> dict[str | None, list[list[Listing]]]:
    """Entries by the digest of their row, in the order of the file: each a listing, followed by
    those that it names as subordinates."""
    entries: dict[str, list[Listing]] = {}
    subordinates: list[Listing] = []
    for item in listings:
        if item.parent is None:
            entries[item.key] = [item]
        else:
            subordinates.append(item)
    for item in subordinates:
        entries.setdefault(item.parent or "", []).append(item)
    found: dict[str | None, list[list[Listing]]] = defaultdict(list)
    for entry in sorted(entries.values(), key=lambda items: items[0].row or 0):
        found[entry[0].row_digest].append(entry)
    return found
