"""A process made to be killed: it ingests snapshots one after the other, or dies at a chosen step.

`run` is what such a process does. WHERE is `statement` (before the COUNT-th SQL statement or the
commit), `done` (after the COUNT-th statement), `file` (at the COUNT-th use of the file system) or
`never`. After each ingest it reports the step.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from tidegate.model.listing import Listing, Name, ParsedList
from tidegate.model.time import Basis, Dating
from tidegate.store import MemberFile, NewSnapshot, Store, members_digest

LISTS = ("us_bis_entity_list", "us_bis_unverified_list")
SIZE = 25
# Days in the order in which they come: after, before and between what is there, and again.
STATES = (4, 9, 2, 6, 4, 12, 5)


class Dater:
    digest = "victim"

    def begin(self, listing: Listing, seen_from: date, absent_on: date | None) -> Dating:
        return Dating(listed_from=seen_from, possibly_from=absent_on)

    def end(self, listing: Listing, dating: Dating, gone_by: date) -> Dating:
        return msgspec.structs.replace(dating, ended_on=gone_by, ended_basis=Basis.SNAPSHOT)


def at(step: int) -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=step)


def state(step: int, list_id: str) -> ParsedList:
    """A third of the listings changes its name with the step, a fifth comes and goes."""
    listings = tuple(
        Listing(
            list_id=list_id,
            key=f"{number:03}",
            names=(Name(text=f"Party {number} {step if (number + step) % 3 == 0 else ''}"),),
        )
        for number in range(SIZE)
        if (number + step) % 5
    )
    return ParsedList(list_id=list_id, rows=len(listings), listings=listings)


def ingest(store: Store, step: int) -> None:
    """The step-th ingest: the file, then both lists in one transaction."""
    content = f"file of step {step}".encode() * 1000
    members = {"main": MemberFile(store.put_file(content), "part744.xml")}
    snapshot = NewSnapshot(
        source_id="us_bis_part744",
        form="ecfr_xml",
        sha256=members_digest(members),
        members=members,
        list_date=date(2026, 1, STATES[step]),
        date_basis="content",
        fetched=at(step),
    )
    store.ingest(snapshot, [state(step, list_id) for list_id in LISTS], Dater(), at(step))


def picture(store: Store) -> str:
    """Everything that can be read from the store at every instant: two equal pictures are two
    equal stores."""
    known = [at(step) for step in range(len(STATES))]
    parts: list[Any] = [store.revision(), list(store.iter_contents())]
    for instant in known:
        parts += [list(store.iter_versions(instant)), store.snapshots(instant)]
        parts += [store.in_use(instant), store.coverage(instant)]
    for info in store.snapshots(known[-1]):
        parts += [len(store.get_file(file.sha256)) for file in info.snapshot.members.values()]
    return msgspec.json.encode(parts).decode()


def reading(store: Store) -> str:
    """One reading of all versions, in one transaction."""
    versions = list(store.iter_versions(at(len(STATES))))
    return msgspec.json.encode(versions).decode()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _arm(store: Store, where: str, count: int) -> None:
    from sqlalchemy import event

    left = [count]

    def step(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            _die()

    engine = store._database.engine
    if where == "statement":
        event.listen(engine, "before_cursor_execute", step)
        event.listen(engine, "commit", step)
    elif where == "done":
        event.listen(engine, "after_cursor_execute", step)
    elif where == "file":

        def hook(name: str, arguments: tuple[object, ...]) -> None:
            watched = name in ("open", "os.rename", "os.remove", "os.mkdir")
            if watched and str(store.folder) in " ".join(map(str, arguments)):
                step()

        sys.addaudithook(hook)
        flush = os.fsync

        def dying_flush(handle: int) -> None:
            step()
            flush(handle)

        os.fsync = dying_flush


def run(
    place: tuple[str, Path], steps: tuple[int, int], death: tuple[str, int], report: Connection
) -> None:
    """Ingest the steps from the first to the last, unless death comes in between."""
    with Store.open(place[0], files_folder=place[1]) as store:
        _arm(store, *death)
        for step in range(steps[0], steps[1] + 1):
            ingest(store, step)
            report.send(step)
