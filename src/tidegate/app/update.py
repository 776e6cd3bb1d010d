"""The use case "update", from an order to a report."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tidegate import tables
from tidegate.app.clock import Clock
from tidegate.app.updating import Intake, Wiring, from_folder
from tidegate.model.errors import UsageError
from tidegate.model.listing import Frozen
from tidegate.model.results import UpdateReport
from tidegate.model.time import Dater
from tidegate.store import Store

Progress = Callable[[str, int, int | None], None]


class Order(Frozen):
    """What an update is asked to do; the fields are those of `Gate.update`."""

    folder: str | None = None
    sources: tuple[str, ...] = ()
    dated: date | None = None
    since: date | None = None
    accept: str | None = None
    reason: str | None = None
    who: str | None = None
    within: float | None = None
    mirror: str | None = None

    def check(self, known: set[str]) -> None:
        """Raise `UsageError` for an order that contradicts itself."""
        if self.accept and not self.reason:
            raise UsageError(
                "a held snapshot is accepted only with a reason, which is recorded",
                field="--reason",
                expected='words such as "rule of 2026-03-01 removed 47 names"',
            )
        if self.dated and self.folder is None:
            raise UsageError("a date is given to files at hand only", field="--dated")
        if self.since and self.folder is not None:
            raise UsageError("older versions are fetched, not read from a folder", field="--since")
        for name in self.sources:
            if name not in known:
                raise UsageError(
                    f"there is no source {name!r}",
                    field="--source",
                    expected="one of " + ", ".join(sorted(known)),
                )


def run_update(
    store: Store, clock: Clock, dater: Dater, order: Order, progress: Progress | None
) -> UpdateReport:
    """Carry out an order. What goes wrong with a source is in the report; raises `UsageError`
    for an order that makes no sense and `StoreError`."""
    descriptors = tables.sources()
    order.check(set(descriptors))
    chosen = {key: descriptors[key] for key in (order.sources or sorted(descriptors))}
    wiring = Wiring(
        descriptors=chosen,
        dater=dater,
        removals=tables.removals(),
        tolerance=tables.parameters().number("update.shrink_tolerance"),
    )
    intake = Intake(store, clock, wiring)
    tell: Progress = progress or (lambda stage, done, total: None)
    started = clock.now()
    odd: tuple[str, ...] = ()
    if order.accept:
        assert order.reason is not None, "checked above"
        updates = [intake.accept(order.accept, order.reason, order.who or _user())]
    elif order.folder is not None:
        updates, odd = from_folder(intake, Path(order.folder), wiring, order.dated, tell)
    else:
        from tidegate.app.fetching import Fetching
        from tidegate.lists.mirror import mirrored

        sources = list(mirrored(chosen, order.mirror).values())
        updates = Fetching(intake, store, clock, order.within, tell).run(sources, order.since)
    return UpdateReport(started=started, sources=tuple(updates), unrecognised=odd)


def _user() -> str:
    """Who runs this, for the record of an acceptance."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
