"""Writing: a snapshot into the timelines of its lists, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select, text, update

from tidegate.model.errors import StoreError
from tidegate.model.listing import Listing, ParsedList, substance
from tidegate.model.results import ListChange
from tidegate.model.time import Dater, Dating
from tidegate.store import codec
from tidegate.store.calendar import Calendar, Calendars
from tidegate.store.records import NewSnapshot
from tidegate.store.schema import content, dating_run, snapshot, snapshot_list, version
from tidegate.store.timeline import Run, datings, put_in

NO_CONTENTS = "0" * 64
_MANY = 1000
_LATENESS = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Row:
    """A version that is believed now, without its words."""

    id: int
    run: Run
    dating: str


@dataclass
class Plan:
    """What an ingest does to one list: rows to close, rows to open, contents to keep."""

    change: ListChange
    close: list[int] = field(default_factory=list)
    open: list[dict[str, Any]] = field(default_factory=list)

    @property
    def idle(self) -> bool:
        """Whether nothing changes."""
        return not self.close and not self.open


class Contents:
    """Listings by digest: those that came in, and stored ones as they are asked for."""

    def __init__(self, connection: Connection, incoming: Mapping[str, Listing]) -> None:
        self._connection = connection
        self._listings = dict(incoming)
        self._substances: dict[str, str] = {}

    def load(self, digests: Iterable[str]) -> None:
        """Read stored contents, many at a time."""
        wanted = sorted({digest for digest in digests if digest not in self._listings})
        for part in codec.chunks(wanted):
            query = select(content.c.digest, content.c.body).where(content.c.digest.in_(part))
            for digest, body in self._connection.execute(query):
                self._listings[digest] = codec.decode_listing(body)

    def listing(self, digest: str) -> Listing:
        """The listing with this digest."""
        if digest not in self._listings:
            self.load([digest])
        return self._listings[digest]

    def same(self, one: str, other: str) -> bool:
        """Whether two contents are equal in substance."""
        return one == other or self._substance(one) == self._substance(other)

    def _substance(self, digest: str) -> str:
        if digest not in self._substances:
            self._substances[digest] = substance(self.listing(digest))
        return self._substances[digest]


class Ingest:
    """One snapshot on its way into the store, inside one write transaction."""

    def __init__(
        self, connection: Connection, snapshot: NewSnapshot, dater: Dater, recorded: datetime
    ) -> None:
        self.connection = connection
        self.snapshot = snapshot
        self.dater = dater
        self.recorded = settled(connection, recorded)
        self.incoming: dict[str, Listing] = {}

    def run(self, parsed: Sequence[ParsedList], calendars: Calendars) -> tuple[ListChange, ...]:
        """Write what the lists of the snapshot change; the changes, by list id."""
        for list_id, times in Counter(one.list_id for one in parsed).items():
            if times > 1:
                raise StoreError(f"the list {list_id} came twice in one snapshot")
        known = calendars.read(self.connection, None)
        lists = [
            one
            for one in sorted(parsed, key=lambda one: one.list_id)
            if not (self.snapshot.starter and self._is_real(known.get(one.list_id)))
        ]
        plans = [self._plan(one, known.get(one.list_id)) for one in lists]
        repeated = all(plan.idle for plan in plans) and all(
            self._is_known(one, known.get(one.list_id)) for one in lists
        )
        if not repeated:
            self._write(lists, plans)
        return tuple(plan.change for plan in plans)

    @staticmethod
    def _is_real(calendar: Calendar | None) -> bool:
        return calendar is not None and not calendar.starter

    def _is_known(self, parsed: ParsedList, calendar: Calendar | None) -> bool:
        """Whether this very snapshot is the one that its date already stands on."""
        leaf = calendar.covering(self.snapshot.list_date) if calendar else None
        return leaf is not None and (
            leaf.sha256,
            leaf.list_date,
            leaf.starter,
            leaf.missing,
        ) == (
            self.snapshot.sha256,
            self.snapshot.list_date,
            self.snapshot.starter,
            _missing(self.snapshot, parsed),
        )

    # -- planning -----------------------------------------------------------------------

    def _plan(self, parsed: ParsedList, calendar: Calendar | None) -> Plan:
        """Compare a list with the state that it stands for, and say what to close and open."""
        digests = self._digests(parsed)
        rows = current_rows(self.connection, parsed.list_id)
        # A starter gives way to the first real snapshot, and each of its kind (as each edition)
        # to the next, as if it had never been there.
        new = self.snapshot
        fresh = new.starter or new.edition or calendar is None or calendar.starter
        past: Sequence[date] = () if fresh or calendar is None else calendar.dates
        work = _ListWork(self.snapshot.list_date, past, fresh)
        contents = Contents(self.connection, self.incoming)
        contents.load(
            row.run.content
            for listing_id, digest in digests.items()
            for row in (() if fresh else rows.get(listing_id, ()))
            if not any(row.run.content == digest for row in rows[listing_id])
        )
        plan = Plan(
            ListChange(list_id=parsed.list_id, entries=parsed.rows, listings=len(parsed.listings))
        )
        changed: dict[str, list[Run]] = {}
        for listing_id in sorted(rows.keys() | digests.keys()):
            runs = [] if fresh else [row.run for row in rows.get(listing_id, ())]
            after = work.after(runs, digests.get(listing_id), contents)
            if after is not None:
                changed[listing_id] = after
        plan.change = work.count(plan.change)
        contents.load(run.content for runs in changed.values() for run in runs)
        for listing_id, runs in changed.items():
            dated = datings(runs, work.dates, self.dater, contents.listing)
            old = rows.get(listing_id, [])
            exchange(plan, (parsed.list_id, listing_id), old, list(zip(runs, dated, strict=True)))
        return plan

    def _digests(self, parsed: ParsedList) -> dict[str, str]:
        digests: dict[str, str] = {}
        for listing in parsed.listings:
            if listing.list_id != parsed.list_id:
                raise StoreError(
                    f"the listing {listing.listing_id} came with the list {parsed.list_id}"
                )
            if listing.listing_id in digests:
                raise StoreError(f"two listings have the identity {listing.listing_id}")
            digest = codec.content_digest(listing)
            digests[listing.listing_id] = digest
            self.incoming[digest] = listing
        return digests

    # -- writing ------------------------------------------------------------------------

    def _write(self, lists: Sequence[ParsedList], plans: Sequence[Plan]) -> None:
        opened = {row["content"] for plan in plans for row in plan.open}
        revision = self._keep_contents(sorted(opened & self.incoming.keys()))
        snapshot_id = self._keep_snapshot(revision)
        if lists:
            self.connection.execute(
                insert(snapshot_list),
                [_leaf(snapshot_id, self.snapshot, parsed) for parsed in lists],
            )
        for plan in plans:
            write_plan(self.connection, plan, self.recorded)
        if self.connection.scalar(select(func.count()).select_from(dating_run)) == 0:
            values = {"digest": self.dater.digest, "changed": 0, "recorded": self.recorded}
            self.connection.execute(insert(dating_run), [values])

    def _keep_contents(self, digests: Sequence[str]) -> str:
        """Store contents that are new; the revision of the contents with them."""
        new: list[str] = []
        for part in codec.chunks(digests):
            query = select(content.c.digest).where(content.c.digest.in_(part))
            stored = set(self.connection.scalars(query))
            new += [digest for digest in part if digest not in stored]
        for some in codec.chunks(new, 5000):
            self.connection.execute(insert(content), [self._content(digest) for digest in some])
        return contents_digest(newest_revision(self.connection), new)

    def _content(self, digest: str) -> dict[str, str | None]:
        listing = self.incoming[digest]
        return {
            "digest": digest,
            "list_id": listing.list_id,
            "listing_id": listing.listing_id,
            "number": listing.number,
            "body": codec.encode(listing),
        }

    def _keep_snapshot(self, revision: str) -> int:
        new = self.snapshot
        values = {
            "source_id": new.source_id,
            "form": new.form,
            "sha256": new.sha256,
            "members": codec.encode(new.members),
            "list_date": new.list_date.isoformat(),
            "date_basis": new.date_basis,
            "url": new.url,
            "etag": new.etag,
            "fetched": codec.instant(new.fetched),
            "missing": codec.encode(new.missing),
            "starter": int(new.starter),
            "edition": int(new.edition),
            "note": new.note,
            "revision": revision,
            "recorded": self.recorded,
        }
        key = self.connection.execute(insert(snapshot).values(values)).inserted_primary_key
        assert key is not None
        return int(key[0])


class _ListWork:
    """The comparison of one list's incoming state with the state at its date until now."""

    def __init__(self, start: date, past: Sequence[date], fresh: bool) -> None:
        self.start = start
        self.fresh = fresh
        self.dates = sorted({*past, start})
        self.is_new_date = start not in past
        self.end = next((later for later in self.dates if later > start), None)
        self.added = self.removed = self.changed = 0

    def after(
        self, runs: Sequence[Run], digest: str | None, contents: Contents
    ) -> list[Run] | None:
        """The runs of a listing with the incoming state put in; `None`: nothing changes."""
        old = next((run.content for run in runs if run.covers(self.start)), None)
        if old is not None and digest is not None and contents.same(old, digest):
            return None
        if old is None and digest is None:
            # Absent as before, but the snapshot narrows when it may have been listed later.
            later = any(run.seen_from == self.end for run in runs)
            return list(runs) if (later and self.is_new_date) or self.fresh else None
        self.added += old is None
        self.removed += digest is None
        self.changed += old is not None and digest is not None
        return put_in(runs, digest, self.start, self.end, contents.same)

    def count(self, change: ListChange) -> ListChange:
        """The change with the listings added, removed and changed so far."""
        return ListChange(
            list_id=change.list_id,
            entries=change.entries,
            listings=change.listings,
            added=self.added,
            removed=self.removed,
            changed=self.changed,
        )


def exchange(
    plan: Plan,
    identity: tuple[str, str],
    old: Sequence[Row],
    new: Sequence[tuple[Run, Dating]],
) -> None:
    """Add to a plan what turns the old rows of a listing into the new ones."""
    kept = {(row.run, row.dating): row.id for row in old}
    list_id, listing_id = identity
    for run, dating in new:
        dates = codec.encode(dating)
        if kept.pop((run, dates), None) is None:
            plan.open.append(
                {
                    "list_id": list_id,
                    "listing_id": listing_id,
                    "content": run.content,
                    "seen_from": run.seen_from.isoformat(),
                    "seen_to": codec.words(run.seen_to),
                    "dating": dates,
                    "valid_from": codec.words(dating.listed_from),
                    "valid_to": codec.words(dating.ended_on),
                }
            )
    plan.close += kept.values()


def write_plan(connection: Connection, plan: Plan, recorded: str) -> None:
    """Close and open the rows of a plan at an instant."""
    for part in codec.chunks(sorted(plan.close)):
        connection.execute(
            update(version).where(version.c.id.in_(part)).values(recorded_to=recorded)
        )
    for rows in codec.chunks(plan.open, 5000):
        connection.execute(
            insert(version),
            [{**row, "recorded_from": recorded, "recorded_to": None} for row in rows],
        )
    if len(plan.open) >= _MANY and connection.dialect.name == "postgresql":
        # Until its own housekeeping comes round, the server would plan for an empty table.
        connection.execute(text("ANALYZE version"))
        connection.execute(text("ANALYZE content"))


def current_rows(connection: Connection, list_id: str) -> dict[str, list[Row]]:
    """The versions of a list that are believed now, by listing, in the order of their dates."""
    query = (
        select(
            version.c.id,
            version.c.listing_id,
            version.c.content,
            version.c.seen_from,
            version.c.seen_to,
            version.c.dating,
        )
        .where(version.c.list_id == list_id, version.c.recorded_to.is_(None))
        .order_by(version.c.listing_id, version.c.seen_from)
    )
    rows: dict[str, list[Row]] = {}
    for key, listing_id, digest, seen_from, seen_to, dating in connection.execute(query):
        run = Run(digest, date.fromisoformat(seen_from), codec.day(seen_to))
        rows.setdefault(listing_id, []).append(Row(key, run, dating))
    return rows


def settled(connection: Connection, recorded: datetime) -> str:
    """The instant at which a write counts as recorded: never before what is recorded already.

    A writer reads its clock before it waits for another one, so it may come a little late; then
    it counts as recorded together with the other's. Raises StoreError where the clock lags by
    more: history that is recorded in the past would change answers that were given.
    """
    newest = max(
        connection.scalar(select(func.max(snapshot.c.recorded))) or "",
        connection.scalar(select(func.max(dating_run.c.recorded))) or "",
    )
    ours = codec.instant(recorded)
    if newest > ours and codec.moment(newest) - recorded > _LATENESS:
        raise StoreError(
            f"the store was last written at {newest}, after the {ours} of now",
            todo="Put the clock of this machine right",
        )
    return max(newest, ours)


def newest_revision(connection: Connection) -> str:
    """The revision of the contents as of the newest snapshot."""
    query = select(snapshot.c.revision).order_by(snapshot.c.id.desc()).limit(1)
    return connection.scalar(query) or NO_CONTENTS


def contents_digest(before: str, new: Iterable[str]) -> str:
    """The digest of a set of contents with more of them in it.

    It is the sum of their digests, so that the same contents give the same revision in
    whatever order they came, and one more content does not need all others read again.
    """
    total = int(before, 16) + sum(int(digest, 16) for digest in new)
    return f"{total % 2**256:064x}"


def _missing(snapshot: NewSnapshot, parsed: ParsedList) -> tuple[str, ...]:
    return tuple(sorted({*snapshot.missing, *parsed.missing}))


def _leaf(snapshot_id: int, snapshot: NewSnapshot, parsed: ParsedList) -> dict[str, str | int]:
    return {
        "snapshot_id": snapshot_id,
        "list_id": parsed.list_id,
        "entries": len(parsed.listings),
        "rows": parsed.rows,
        "missing": codec.encode(_missing(snapshot, parsed)),
        "anomalies": codec.encode(parsed.anomalies),
        "notes": codec.encode(parsed.notes),
    }
