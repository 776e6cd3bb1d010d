"""Short ways to make listings, lists and snapshots, and a dater whose rule fits in one line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import msgspec

from tidegate.model.listing import Listing, Name, ParsedList
from tidegate.model.results import ListChange
from tidegate.model.time import Basis, Dating
from tidegate.store import MemberFile, NewSnapshot, Store, members_digest

LIST = "us_ofac_sdn"


class PlainDater:
    """Dates a listing by what snapshots show of it, and nothing else."""

    def __init__(self, digest: str = "plain", shift: int = 0) -> None:
        self.digest = digest
        self.shift = timedelta(days=shift)

    def begin(self, listing: Listing, seen_from: date, absent_on: date | None) -> Dating:
        return Dating(
            listed_from=seen_from - self.shift,
            listed_basis=Basis.SNAPSHOT,
            possibly_from=absent_on,
        )

    def end(self, listing: Listing, dating: Dating, gone_by: date) -> Dating:
        return msgspec.structs.replace(dating, ended_on=gone_by, ended_basis=Basis.SNAPSHOT)


def at(minute: int) -> datetime:
    """An instant of recording."""
    return datetime(2026, 11, 22, 9, tzinfo=UTC) + timedelta(minutes=minute)


def day(number: int) -> date:
    """A list date: the given day of a long January."""
    return date(2026, 1, 1) + timedelta(days=number - 1)


def listing(key: str, name: str, list_id: str = LIST, row: int | None = None) -> Listing:
    return Listing(list_id=list_id, key=key, number=key, names=(Name(text=name),), row=row)


def parsed(state: Mapping[str, str], list_id: str = LIST) -> ParsedList:
    """A list in which each key bears a name."""
    listings = tuple(
        listing(key, name, list_id, row) for row, (key, name) in enumerate(state.items(), start=1)
    )
    return ParsedList(list_id=list_id, rows=len(listings), listings=listings)


def snapshot(
    store: Store,
    content: str,
    on: date,
    *,
    starter: bool = False,
    edition: bool = False,
    missing: tuple[str, ...] = (),
) -> NewSnapshot:
    """A snapshot of one stored file."""
    members = {"sdn": MemberFile(store.put_file(content.encode()), "sdn.csv")}
    return NewSnapshot(
        source_id="us_ofac_sdn",
        form="csv",
        sha256=members_digest(members),
        members=members,
        list_date=on,
        date_basis="name",
        fetched=at(0),
        starter=starter,
        edition=edition,
        missing=missing,
    )


def put(
    store: Store,
    on: date,
    state: Mapping[str, str],
    minute: int,
    *,
    list_id: str = LIST,
    starter: bool = False,
    edition: bool = False,
    missing: tuple[str, ...] = (),
    dater: PlainDater | None = None,
) -> ListChange | None:
    """Ingest one list of one date; the change, `None` for a starter that was left aside."""
    new = snapshot(
        store, f"{list_id} {on} {sorted(state.items())}", on,
        starter=starter, edition=edition, missing=missing,
    )  # fmt: skip
    changes = store.ingest(new, [parsed(state, list_id)], dater or PlainDater(), at(minute))
    return changes[0] if changes else None


def spans(store: Store, key: str, minute: int, list_id: str = LIST) -> list[tuple[object, ...]]:
    """The versions of a listing as known: name, seen from, last seen, seen to."""
    ident = f"{list_id}:{key}"
    return [
        (v.listing.caption, v.seen_from, v.last_seen, v.seen_to)
        for v in store.versions([ident], at(minute)).get(ident, ())
    ]
