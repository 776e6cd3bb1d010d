"""The store: one object over a database and a folder of snapshot files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from tidegate.model.errors import StoreError
from tidegate.model.listing import Listing, ParsedList
from tidegate.model.results import Degraded, ListChange, SnapshotUse
from tidegate.model.time import Dater, Version
from tidegate.store import journal, queries, statements
from tidegate.store.calendar import Calendars
from tidegate.store.codec import instant
from tidegate.store.database import Database, place
from tidegate.store.files import Files
from tidegate.store.ingest import Ingest, newest_revision
from tidegate.store.records import (
    HeldSnapshot,
    ListDifference,
    NewSnapshot,
    SnapshotInfo,
    Validators,
)
from tidegate.store.redate import redate


class Store:
    """What was known when.

    `location` says where it is, for people; `folder` holds the snapshot files and is the place
    for a compiled index. Every write is one transaction: a process that dies leaves the state
    before it or after it. Readers in other processes go on meanwhile and see one of the two.
    Instants (`known`, `recorded`, `at`) are aware datetimes; dates are dates in law or of lists.
    Everything that goes wrong with the database or the files is a StoreError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._calendars = Calendars()
        self.location = database.place.label
        self.folder = database.place.folder
        self._files = Files(self.folder)

    @classmethod
    def open(
        cls,
        location: str | Path,
        *,
        files_folder: str | Path | None = None,
        wait: float = 30.0,
    ) -> Store:
        """Open the store at a place, making it where there is none.

        `location` is a folder, a database file (`.db`, `.sqlite`) or a `postgresql://` URL; with
        a URL, `files_folder` says where snapshot files go. A write waits at most `wait` seconds
        for another process to finish its own. Raises StoreError for a place that cannot be
        used, a database that is not a store, and a store of a newer Tidegate.
        """
        database = Database(place(location, files_folder), wait)
        try:
            database.prepare()
        except BaseException:
            database.close()
            raise
        store = cls(database)
        store._files.sweep()
        return store

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- files --------------------------------------------------------------------------

    def put_file(self, content: bytes) -> str:
        """Store the bytes of an official file; their SHA-256. A second time changes nothing."""
        return self._files.put(content)

    def get_file(self, sha256: str) -> bytes:
        """The bytes with this SHA-256. Raises StoreError where they are absent or damaged."""
        return self._files.get(sha256)

    # -- snapshots ----------------------------------------------------------------------

    def ingest(
        self,
        snapshot: NewSnapshot,
        parsed: Sequence[ParsedList],
        dater: Dater,
        recorded: datetime,
    ) -> tuple[ListChange, ...]:
        """Record a snapshot and what its lists say; the changes against what was believed of
        that list date, by list id.

        Snapshots may come in any order of their dates. The same date again replaces what was
        believed of it, from `recorded` on; the same snapshot again changes nothing. A starter
        is left aside for lists that have a real snapshot. Raises StoreError where a member
        file was not stored, or `recorded` lies before what is recorded already.
        """
        for digest, filename in snapshot.members.values():
            if not self._files.has(digest):
                raise StoreError("the file of a snapshot was not stored first", file=filename)
        with self._database.write() as connection:
            work = Ingest(connection, snapshot, dater, recorded)
            return work.run(parsed, self._calendars)

    def snapshots(self, known: datetime, list_id: str | None = None) -> tuple[SnapshotInfo, ...]:
        """Every snapshot ingested by `known`, by list date."""
        with self._database.read() as connection:
            return queries.snapshots(connection, list_id, instant(known))

    def in_use(self, known: datetime, on: date | None = None) -> tuple[SnapshotUse, ...]:
        """The newest snapshot of each list, or the one that covers `on`, by list id.

        For a date before the first snapshot it is the first, which is all that an answer about
        that date can stand on.
        """
        with self._database.read() as connection:
            calendars = self._calendars.read(connection, instant(known))
        leaves = (
            calendar.leaves[-1] if on is None else calendar.covering(on) or calendar.leaves[0]
            for _, calendar in calendars.items()
        )
        return tuple(leaf.use() for leaf in leaves)

    def coverage(self, known: datetime) -> dict[str, date]:
        """The date of the first real snapshot of each list (else of its starter): what the
        list's own evidence covers."""
        with self._database.read() as connection:
            calendars = self._calendars.read(connection, instant(known))
        return {list_id: calendar.dates[0] for list_id, calendar in calendars.items()}

    # -- versions -----------------------------------------------------------------------

    def versions(
        self, listing_ids: Collection[str], known: datetime
    ) -> dict[str, tuple[Version, ...]]:
        """The versions of some listings by `seen_from`; unknown listings are left out."""
        with self._database.read() as connection:
            return queries.versions(connection, self._calendars, listing_ids, instant(known))

    def iter_versions(
        self, known: datetime, list_id: str | None = None
    ) -> Iterator[tuple[Version, ...]]:
        """The versions of every listing, one listing at a time, by list id and key."""
        with self._database.read() as connection:
            yield from queries.iter_versions(connection, self._calendars, list_id, instant(known))

    def listing_ids(
        self,
        known: datetime,
        list_id: str | None = None,
        number: str | None = None,
        key_prefix: str | None = None,
    ) -> tuple[str, ...]:
        """The listings known by then: of one list, with an official number (as printed), or
        with a key that begins so; by list id and key."""
        wanted = queries.Wanted(list_id, number, key_prefix)
        with self._database.read() as connection:
            return queries.listing_ids(connection, wanted, instant(known))

    def iter_contents(self) -> Iterator[Listing]:
        """Every distinct content ever recorded, by list id, key and digest."""
        with self._database.read() as connection:
            yield from queries.iter_contents(connection)

    def revision(self) -> str:
        """The digest of the set of contents: names the index that is compiled from them."""
        with self._database.read() as connection:
            return newest_revision(connection)

    def redate(self, dater: Dater, recorded: datetime) -> int:
        """Date every version anew where the facts behind the dates have changed; the number of
        versions whose dates are other than before."""
        with self._database.write() as connection:
            return redate(connection, self._calendars, dater, recorded)

    def difference(
        self, list_id: str, before: date, after: date, known: datetime
    ) -> ListDifference:
        """The listings that differ in substance between the states of a list at two dates.

        Raises UsageError where no snapshot reaches back to a date.
        """
        with self._database.read() as connection:
            span = (list_id, before, after)
            return queries.difference(connection, self._calendars, span, instant(known))

    # -- the journal of updates ---------------------------------------------------------

    def hold(
        self,
        snapshot: NewSnapshot,
        parsed: Sequence[ParsedList],
        reason: str,
        recorded: datetime,
    ) -> None:
        """Put a snapshot into quarantine: it is kept, and nothing of it is used."""
        with self._database.write() as connection:
            journal.hold(connection, snapshot, parsed, reason, instant(recorded))

    def held(self) -> tuple[HeldSnapshot, ...]:
        """What is in quarantine: neither accepted nor ingested since, oldest first."""
        with self._database.read() as connection:
            return journal.waiting(connection)

    def accept(self, sha256: str, reason: str, who: str, recorded: datetime) -> HeldSnapshot:
        """Record that a person takes a held snapshot as the list, and hand it back to be
        ingested. Raises StoreError where no such snapshot is held."""
        with self._database.write() as connection:
            return journal.accept(connection, sha256, (reason, who), instant(recorded))

    def attempt(
        self,
        source_id: str,
        at: datetime,
        outcome: str,
        reason: str | None = None,
        sha256: str | None = None,
    ) -> None:
        """Append one attempt to update a source; `outcome` as in UpdateOutcome."""
        values = {
            "source_id": source_id,
            "at": instant(at),
            "outcome": str(outcome),
            "reason": reason,
            "sha256": sha256,
        }
        with self._database.write() as connection:
            journal.record_attempt(connection, values)

    def troubles(self, known: datetime) -> tuple[Degraded, ...]:
        """The sources whose newest attempt was refused, held or failed, by source: their lists
        are older than they should be until an update mends it."""
        with self._database.read() as connection:
            return journal.troubles(connection, instant(known))

    def validators(self, url: str) -> Validators:
        """What the server last said of an address: ETag, Last-Modified and the file's SHA-256;
        all `None` where it was never read."""
        with self._database.read() as connection:
            return journal.validators(connection, url)

    def remember(
        self, url: str, etag: str | None, modified: str | None, sha256: str | None
    ) -> None:
        """Append what a server said of an address."""
        with self._database.write() as connection:
            journal.remember(connection, url, Validators(etag, modified, sha256))

    # -- statements ---------------------------------------------------------------------

    def state(self, value: statements.Stated, recorded: datetime) -> None:
        """Append what a user states: the law, a licence in hand, a draw on one. Raises StoreError
        for a second licence of the same number."""
        with self._database.write() as connection:
            statements.state(connection, value, instant(recorded))

    def stated(self, shape: type[statements.T], known: datetime) -> tuple[statements.T, ...]:
        """The statements of a kind that were recorded by `known`, oldest first."""
        with self._database.read() as connection:
            return statements.stated(connection, shape, instant(known))
