"""Which snapshots of a list there are, as known at an instant, in the order of their dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

from sqlalchemy import Connection, func, select

from tidegate.model.results import SnapshotUse
from tidegate.store import codec
from tidegate.store.schema import snapshot, snapshot_list

# Questions about one state of knowledge come many at a time, about many states seldom.
_VIEWS_KEPT = 32


@dataclass(frozen=True, slots=True)
class Leaf:
    """One list of one snapshot. `recorded` is text, as in the database."""

    snapshot_id: int
    list_id: str
    sha256: str
    list_date: date
    recorded: str
    entries: int
    listings: int
    starter: bool
    edition: bool
    missing: tuple[str, ...]

    def use(self) -> SnapshotUse:
        """This snapshot as an answer names it."""
        return SnapshotUse(
            list_id=self.list_id,
            sha256=self.sha256,
            list_date=self.list_date,
            recorded=codec.moment(self.recorded),
            entries=self.entries,
            listings=self.listings,
            starter=self.starter,
            missing=self.missing,
        )


class Calendar:
    """The snapshots of one list as known at one instant: one for each list date.

    A later reading of the same date replaces the earlier one. Starter lists count only where
    there is no real snapshot, and of those the newest alone: a starter is a selection, so what
    it leaves out was not removed from the list. Of editions, too, the newest alone counts.
    """

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        ordered = sorted(leaves, key=lambda leaf: leaf.snapshot_id)
        real = [leaf for leaf in ordered if not leaf.starter]
        chosen = ordered[-1:] if not real else real[-1:] if real[-1].edition else real
        by_date = {leaf.list_date: leaf for leaf in chosen}
        self.starter = not real
        self.dates: Sequence[date] = sorted(by_date)
        self.leaves: Sequence[Leaf] = [by_date[d] for d in self.dates]

    def covering(self, on: date) -> Leaf | None:
        """The newest snapshot of a date no later than `on`."""
        place = bisect_right(self.dates, on)
        return self.leaves[place - 1] if place else None

    def last_before(self, end: date | None) -> date:
        """The date of the newest snapshot before `end`, or of the newest of all."""
        return self.dates[-1 if end is None else bisect_left(self.dates, end) - 1]

    def missing(self, start: date, end: date | None) -> tuple[str, ...]:
        """The members that every snapshot from `start` until before `end` came without."""
        first = bisect_left(self.dates, start)
        last = len(self.dates) if end is None else bisect_left(self.dates, end)
        common: set[str] | None = None
        for leaf in self.leaves[first:last]:
            if not leaf.missing:
                return ()
            common = set(leaf.missing) if common is None else common & set(leaf.missing)
        return tuple(sorted(common or ()))


class AsKnown:
    """The calendars of all lists as known at one instant; each is made when it is asked for."""

    def __init__(self, leaves: Mapping[str, Sequence[Leaf]], newest: int, known: str | None):
        self._leaves = leaves
        self._newest = newest
        self._known = known
        self._made: dict[str, Calendar | None] = {}

    def get(self, list_id: str) -> Calendar | None:
        """The calendar of a list, `None` where no snapshot of it was known."""
        if list_id not in self._made:
            leaves = [leaf for leaf in self._leaves.get(list_id, ()) if self._sees(leaf)]
            self._made[list_id] = Calendar(leaves) if leaves else None
        return self._made[list_id]

    def __getitem__(self, list_id: str) -> Calendar:
        calendar = self.get(list_id)
        assert calendar is not None, "a version comes from a snapshot"
        return calendar

    def items(self) -> Iterator[tuple[str, Calendar]]:
        """Every list with its calendar, by list id."""
        for list_id in sorted(self._leaves):
            calendar = self.get(list_id)
            if calendar is not None:
                yield list_id, calendar

    def _sees(self, leaf: Leaf) -> bool:
        # Another thread may have read on: nothing counts that this transaction does not see.
        known = self._known is None or leaf.recorded <= self._known
        return known and leaf.snapshot_id <= self._newest


class Calendars:
    """Reads calendars, and keeps what it has read: the table of snapshots only ever grows."""

    def __init__(self) -> None:
        self._leaves: dict[str, list[Leaf]] = {}
        self._newest = 0
        self._views: dict[tuple[int, str | None], AsKnown] = {}
        self._lock = Lock()

    def read(self, connection: Connection, known: str | None) -> AsKnown:
        """The calendars as known (`None`: as recorded so far)."""
        newest = connection.scalar(select(func.max(snapshot.c.id))) or 0
        with self._lock:
            if newest > self._newest:
                for leaf in _leaves_after(connection, self._newest):
                    self._leaves.setdefault(leaf.list_id, []).append(leaf)
                self._newest = newest
            if (newest, known) not in self._views:
                if len(self._views) >= _VIEWS_KEPT:
                    self._views.clear()
                self._views[newest, known] = AsKnown(self._leaves, newest, known)
            return self._views[newest, known]


def _leaves_after(connection: Connection, snapshot_id: int) -> list[Leaf]:
    query = (
        select(
            snapshot.c.id,
            snapshot_list.c.list_id,
            snapshot.c.sha256,
            snapshot.c.list_date,
            snapshot.c.recorded,
            snapshot_list.c.rows,
            snapshot_list.c.entries,
            snapshot.c.starter,
            snapshot.c.edition,
            snapshot_list.c.missing,
        )
        .join(snapshot_list, snapshot_list.c.snapshot_id == snapshot.c.id)
        .where(snapshot.c.id > snapshot_id)
        .order_by(snapshot.c.id, snapshot_list.c.list_id)
    )
    return [
        Leaf(
            snapshot_id=row.id,
            list_id=row.list_id,
            sha256=row.sha256,
            list_date=date.fromisoformat(row.list_date),
            recorded=row.recorded,
            entries=row.rows,
            listings=row.entries,
            starter=bool(row.starter),
            edition=bool(row.edition),
            missing=codec.decode_words(row.missing),
        )
        for row in connection.execute(query)
    ]
