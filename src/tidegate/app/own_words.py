"""A user's own word tables looked through before they are trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tidegate.app.names import identifies, lexicon, package_lexicon
from tidegate.model.listing import Listing
from tidegate.model.results import OwnTable, OwnTables, Unidentified
from tidegate.tables.layers import first_cells

Progress = Callable[[str, int, int | None], None]


def check(folder: str, listings: Iterable[Listing], progress: Progress | None = None) -> OwnTables:
    """What the tables of a folder add to and change in those of the package, and the listed names
    that with them would have no word left that tells one party from another: such a name could
    never be met again.

    Raises DataError where a table breaks its layout.
    """
    words = lexicon(folder)
    words.tables.read_all()
    tables = tuple(
        _table(name, *first_cells(words.tables.folder / name)) for name in words.tables.own
    )
    return OwnTables(
        sha256=words.tables.own_digest,
        tables=tables,
        unidentified=tuple(_unidentified(folder, listings, progress)),
    )


def _table(name: str, known: Iterable[str], own: Iterable[str]) -> OwnTable:
    ours = set(known)
    theirs = list(dict.fromkeys(own))
    changed = tuple(word for word in theirs if word in ours)
    return OwnTable(file=name, added=len(theirs) - len(changed), changed=changed)


def _unidentified(
    folder: str, listings: Iterable[Listing], progress: Progress | None
) -> Iterator[Unidentified]:
    package, own = package_lexicon(), lexicon(folder)
    seen: set[str] = set()
    for number, listing in enumerate(listings, 1):
        for name in listing.names:
            if name.text in seen:
                continue
            seen.add(name.text)
            if identifies(name.text, package) and not identifies(name.text, own):
                yield Unidentified(listing_id=listing.listing_id, name=name.text)
        if progress and not number % 100:
            progress("look through listed names", number, None)
