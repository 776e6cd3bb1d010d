"""Dating anew: when the facts behind the dates in law changed, not the lists."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from tidegate.model.results import ListChange
from tidegate.model.time import Dater
from tidegate.store.calendar import Calendars
from tidegate.store.ingest import Contents, Plan, current_rows, exchange, settled, write_plan
from tidegate.store.schema import dating_run
from tidegate.store.timeline import datings


def stored_digest(connection: Connection) -> str | None:
    """The digest of the facts that the stored dates were last drawn from."""
    query = select(dating_run.c.digest).order_by(dating_run.c.id.desc()).limit(1)
    return connection.scalar(query)


def redate(connection: Connection, calendars: Calendars, dater: Dater, recorded: datetime) -> int:
    """Close and rewrite the versions whose dates changed; how many there were."""
    if stored_digest(connection) == dater.digest:
        return 0
    now, changed = settled(connection, recorded), 0
    for list_id, calendar in calendars.read(connection, None).items():
        plan = Plan(ListChange(list_id=list_id, entries=0, listings=0))
        contents = Contents(connection, {})
        rows = current_rows(connection, list_id)
        contents.load(row.run.content for many in rows.values() for row in many)
        for listing_id, old in rows.items():
            runs = [row.run for row in old]
            dated = datings(runs, calendar.dates, dater, contents.listing)
            exchange(plan, (list_id, listing_id), old, list(zip(runs, dated, strict=True)))
        write_plan(connection, plan, now)
        changed += len(plan.open)
    values = {"digest": dater.digest, "changed": changed, "recorded": now}
    connection.execute(insert(dating_run), [values])
    return changed
