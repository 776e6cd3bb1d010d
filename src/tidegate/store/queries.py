"""Reading: versions, contents and snapshots as known at an instant."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select

from tidegate.model.errors import UsageError
from tidegate.model.listing import Listing, substance
from tidegate.model.time import Version
from tidegate.store import codec
from tidegate.store.calendar import Calendar, Calendars, Leaf
from tidegate.store.records import ListDifference, ListingPair, NewSnapshot, SnapshotInfo
from tidegate.store.records import SnapshotList as ListOf
from tidegate.store.schema import content, snapshot, snapshot_list, version

_STREAM = 2000


def known_at(known: str) -> ColumnElement[bool]:
    """The condition that a version was believed at an instant."""
    return (version.c.recorded_from <= known) & or_(
        version.c.recorded_to.is_(None), version.c.recorded_to > known
    )


def _versions(known: str) -> Select[Any]:
    return (
        select(
            version.c.list_id,
            version.c.listing_id,
            version.c.seen_from,
            version.c.seen_to,
            version.c.dating,
            version.c.recorded_from,
            version.c.recorded_to,
            content.c.body,
        )
        .join(content, content.c.digest == version.c.content)
        .where(known_at(known))
        .order_by(version.c.list_id, version.c.listing_id, version.c.seen_from)
    )


def versions(
    connection: Connection, calendars: Calendars, listing_ids: Collection[str], known: str
) -> dict[str, tuple[Version, ...]]:
    """The versions of some listings; those without any are left out."""
    as_known = calendars.read(connection, known)
    found: dict[str, list[Version]] = {}
    for part in codec.chunks(sorted(set(listing_ids))):
        query = _versions(known).where(version.c.listing_id.in_(part))
        for row in connection.execute(query):
            found.setdefault(row.listing_id, []).append(_version(row, as_known[row.list_id]))
    return {listing_id: tuple(many) for listing_id, many in found.items()}


def iter_versions(
    connection: Connection, calendars: Calendars, list_id: str | None, known: str
) -> Iterator[tuple[Version, ...]]:
    """The versions of every listing, by list and key."""
    as_known = calendars.read(connection, known)
    query = _versions(known)
    if list_id is not None:
        query = query.where(version.c.list_id == list_id)
    rows = connection.execution_options(yield_per=_STREAM).execute(query)
    for _, many in groupby(rows, key=lambda row: row.listing_id):
        yield tuple(_version(row, as_known[row.list_id]) for row in many)


def _version(row: Row[Any], calendar: Calendar) -> Version:
    seen_from, seen_to = date.fromisoformat(row.seen_from), codec.day(row.seen_to)
    first = calendar.covering(seen_from)
    assert first is not None, "a version begins with a snapshot"
    return Version(
        listing=codec.decode_listing(row.body),
        dating=codec.decode_dating(row.dating),
        seen_from=seen_from,
        last_seen=calendar.last_before(seen_to),
        seen_to=seen_to,
        recorded_from=codec.moment(row.recorded_from),
        recorded_to=None if row.recorded_to is None else codec.moment(row.recorded_to),
        snapshot=first.sha256,
        missing=calendar.missing(seen_from, seen_to),
    )


@dataclass(frozen=True)
class Wanted:
    """Which listings to look up; `None` asks for nothing in particular."""

    list_id: str | None = None
    number: str | None = None
    key_prefix: str | None = None


def listing_ids(connection: Connection, wanted: Wanted, known: str) -> tuple[str, ...]:
    """The listings that were known and are as wanted, by list and key."""
    query = select(version.c.list_id, version.c.listing_id).where(known_at(known)).distinct()
    if wanted.list_id is not None:
        query = query.where(version.c.list_id == wanted.list_id)
    if wanted.number is not None:
        query = query.join(content, content.c.digest == version.c.content)
        query = query.where(content.c.number == wanted.number)
    rows = connection.execute(query.order_by(version.c.list_id, version.c.listing_id))
    prefix = wanted.key_prefix or ""
    return tuple(
        row.listing_id for row in rows if row.listing_id[len(row.list_id) + 1 :].startswith(prefix)
    )


def iter_contents(connection: Connection) -> Iterator[Listing]:
    """Every distinct content ever recorded, by list, key and digest."""
    query = select(content.c.body).order_by(
        content.c.list_id, content.c.listing_id, content.c.digest
    )
    for (body,) in connection.execution_options(yield_per=_STREAM).execute(query):
        yield codec.decode_listing(body)


def snapshots(connection: Connection, list_id: str | None, known: str) -> tuple[SnapshotInfo, ...]:
    """Every ingested snapshot, by list date and then in the order of recording."""
    query = select(snapshot).where(snapshot.c.recorded <= known)
    lists: dict[int, list[ListOf]] = {}
    for row in connection.execute(select(snapshot_list).order_by(snapshot_list.c.list_id)):
        lists.setdefault(row.snapshot_id, []).append(_list_of(row))
    rows = connection.execute(query.order_by(snapshot.c.list_date, snapshot.c.id)).all()
    return tuple(
        SnapshotInfo(
            snapshot=_snapshot(row),
            recorded=codec.moment(row.recorded),
            lists=tuple(lists.get(row.id, ())),
        )
        for row in rows
        if list_id is None or any(one.list_id == list_id for one in lists.get(row.id, ()))
    )


def _list_of(row: Row[Any]) -> ListOf:
    return ListOf(
        list_id=row.list_id,
        entries=row.entries,
        rows=row.rows,
        missing=codec.decode_words(row.missing),
        anomalies=codec.decode_anomalies(row.anomalies),
        notes=codec.decode_notes(row.notes),
    )


def _snapshot(row: Row[Any]) -> NewSnapshot:
    return NewSnapshot(
        source_id=row.source_id,
        form=row.form,
        sha256=row.sha256,
        members=codec.decode_members(row.members),
        list_date=date.fromisoformat(row.list_date),
        date_basis=row.date_basis,
        fetched=codec.moment(row.fetched),
        url=row.url,
        etag=row.etag,
        missing=codec.decode_words(row.missing),
        starter=bool(row.starter),
        edition=bool(row.edition),
        note=row.note,
    )


def difference(
    connection: Connection, calendars: Calendars, span: tuple[str, date, date], known: str
) -> ListDifference:
    """What differs between the states of a list (`span`: list, before, after) at two dates."""
    list_id, before, after = span
    calendar = calendars.read(connection, known).get(list_id)
    if calendar is None:
        raise UsageError(f"no snapshot of {list_id} was known", field="list")
    first, last = _snapshot_at(calendar, before), _snapshot_at(calendar, after)
    old = _state(connection, list_id, first.list_date, known)
    new = _state(connection, list_id, last.list_date, known)
    pairs = [
        ListingPair(listing_id=key, before=_decoded(old.get(key)), after=_decoded(new.get(key)))
        for key in sorted(old.keys() | new.keys())
        if old.get(key) != new.get(key)
    ]
    return ListDifference(
        list_id=list_id,
        before=first.use(),
        after=last.use(),
        changes=tuple(pair for pair in pairs if _differs(pair)),
    )


def _snapshot_at(calendar: Calendar, on: date) -> Leaf:
    leaf = calendar.covering(on)
    if leaf is None:
        first = calendar.leaves[0]
        raise UsageError(
            f"no snapshot of {first.list_id} on or before {on}",
            field="date",
            expected=f"{first.list_date} or later",
        )
    return leaf


def _state(connection: Connection, list_id: str, on: date, known: str) -> dict[str, str]:
    """The JSON of every listing of a list at a list date."""
    day = on.isoformat()
    query = _versions(known).where(
        version.c.list_id == list_id,
        version.c.seen_from <= day,
        or_(version.c.seen_to.is_(None), version.c.seen_to > day),
    )
    return {row.listing_id: row.body for row in connection.execute(query)}


def _decoded(body: str | None) -> Listing | None:
    return None if body is None else codec.decode_listing(body)


def _differs(pair: ListingPair) -> bool:
    if pair.before is None or pair.after is None:
        return True
    return substance(pair.before) != substance(pair.after)
