"""The lists inside the package: the starter lists, and the parties known from removal notices.

They enter a store like any other snapshot, once for each edition, so that an answer given on
them can be shown again later.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from tidegate import tables
from tidegate.app.clock import Clock
from tidegate.lists.notices import LIST_ID, removed_parties
from tidegate.model.errors import DataError
from tidegate.model.listing import ParsedList
from tidegate.model.time import Dater
from tidegate.store import MemberFile, NewSnapshot, Store, members_digest

REMOVED_PARTIES = LIST_ID
_PACKAGE = "package:lists"


def ensure_packaged(store: Store, dater: Callable[[], Dater], clock: Clock) -> None:
    """Bring the packaged lists of this edition into the store, and date everything anew where
    the table of rules has changed. Costs one look into the store when there is nothing to do:
    the package is an address like any other, and the edition its entity tag."""
    edition = tables.digest()
    if store.validators(_PACKAGE).etag == edition:
        return
    book = dater()
    for parsed in tables.starter().lists:
        _take(store, book, clock, parsed, starter=True)
    _take(store, book, clock, removed_parties(tables.removals()), starter=False)
    store.redate(book, clock.now())
    store.remember(_PACKAGE, edition, None, None)


def _take(store: Store, dater: Dater, clock: Clock, parsed: ParsedList, *, starter: bool) -> None:
    content = msgspec.json.encode(parsed, order="sorted")
    members = {"main": MemberFile(store.put_file(content), f"{parsed.list_id}.json")}
    if parsed.list_date is None:
        raise DataError("a packaged list has no date", field=parsed.list_id)
    snapshot = NewSnapshot(
        source_id="package",
        form="starter" if starter else "notices",
        sha256=members_digest(members),
        members=members,
        list_date=parsed.list_date,
        date_basis="content",
        fetched=clock.now(),
        starter=starter,
        edition=not starter,
    )
    store.ingest(snapshot, (parsed,), dater, clock.now())
