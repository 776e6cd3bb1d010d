"""The journal of updates: attempts, quarantine and acceptance, what servers said. Append-only."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, exists, func, insert, select

from tidegate.model.errors import StoreError
from tidegate.model.listing import ParsedList
from tidegate.model.results import Degraded, UpdateOutcome
from tidegate.store import codec
from tidegate.store.records import HeldSnapshot, NewSnapshot, Validators
from tidegate.store.schema import acceptance, attempt, held, snapshot, validator

_TROUBLES = (UpdateOutcome.REFUSED, UpdateOutcome.HELD, UpdateOutcome.FAILED)
_decode_snapshot = msgspec.json.Decoder(NewSnapshot).decode


def hold(
    connection: Connection,
    new: NewSnapshot,
    parsed: Sequence[ParsedList],
    reason: str,
    recorded: str,
) -> None:
    """Put a snapshot into quarantine; nothing changes where it is there already."""
    if any(one.snapshot.sha256 == new.sha256 for _, one in _waiting(connection)):
        return
    values = {
        "source_id": new.source_id,
        "sha256": new.sha256,
        "snapshot": codec.encode(new),
        "entries": codec.encode({one.list_id: len(one.listings) for one in parsed}),
        "reason": reason,
        "recorded": recorded,
    }
    connection.execute(insert(held), [values])


def waiting(connection: Connection) -> tuple[HeldSnapshot, ...]:
    """What is in quarantine: neither accepted nor ingested since, oldest first."""
    return tuple(one for _, one in _waiting(connection))


def _waiting(connection: Connection) -> list[tuple[int, HeldSnapshot]]:
    ingested = exists().where(
        snapshot.c.sha256 == held.c.sha256, snapshot.c.recorded >= held.c.recorded
    )
    accepted = exists().where(acceptance.c.held_id == held.c.id)
    query = select(held).where(~accepted, ~ingested).order_by(held.c.id)
    return [
        (
            row.id,
            HeldSnapshot(
                snapshot=_decode_snapshot(row.snapshot),
                entries=codec.decode_counts(row.entries),
                reason=row.reason,
                recorded=codec.moment(row.recorded),
            ),
        )
        for row in connection.execute(query)
    ]


def accept(
    connection: Connection, sha256: str, verdict: tuple[str, str], recorded: str
) -> HeldSnapshot:
    """Record that a person (`verdict`: reason, who) takes a held snapshot as the list.

    Raises StoreError where no such snapshot is in quarantine.
    """
    reason, who = verdict
    found = [(key, one) for key, one in _waiting(connection) if one.snapshot.sha256 == sha256]
    if not found:
        raise StoreError(
            f"no snapshot {sha256} is held",
            todo="`tidegate update` names the digest of a list that it holds",
        )
    key, one = found[0]
    values = {"held_id": key, "who": who, "reason": reason, "recorded": recorded}
    connection.execute(insert(acceptance), [values])
    return one


def record_attempt(connection: Connection, values: dict[str, str | None]) -> None:
    """Append one attempt to update a source."""
    connection.execute(insert(attempt), [values])


def troubles(connection: Connection, known: str) -> tuple[Degraded, ...]:
    """The sources whose newest attempt that came to anything went wrong, by source."""
    counted = select(attempt.c.source_id, func.max(attempt.c.id).label("id")).where(
        attempt.c.at <= known, attempt.c.outcome != UpdateOutcome.SKIPPED.value
    )
    newest = counted.group_by(attempt.c.source_id).subquery()
    query = (
        select(attempt)
        .join(newest, newest.c.id == attempt.c.id)
        .where(attempt.c.outcome.in_([outcome.value for outcome in _TROUBLES]))
        .order_by(attempt.c.source_id)
    )
    return tuple(
        Degraded(
            what=row.source_id,
            reason=f"the update of {row.at[:10]} {_WORDS[row.outcome]}"
            + (f": {row.reason}" if row.reason else ""),
            todo=_TODO[row.outcome].format(sha256=row.sha256 or "SHA256"),
        )
        for row in connection.execute(query)
    )


_WORDS = {
    UpdateOutcome.REFUSED.value: "was refused",
    UpdateOutcome.HELD.value: "is held for a person to decide",
    UpdateOutcome.FAILED.value: "failed",
}
_TODO = {
    UpdateOutcome.REFUSED.value: "Look at the file, then run `tidegate update` again",
    UpdateOutcome.HELD.value: "Decide: `tidegate update --accept {sha256} --reason …`",
    UpdateOutcome.FAILED.value: "Run `tidegate update` again",
}


def validators(connection: Connection, url: str) -> Validators:
    """What the server last said of an address."""
    query = (
        select(validator.c.etag, validator.c.modified, validator.c.sha256)
        .where(validator.c.url == url)
        .order_by(validator.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return Validators(*row) if row else Validators()


def remember(connection: Connection, url: str, said: Validators) -> None:
    """Append what the server said of an address, where it is new."""
    if validators(connection, url) != said:
        connection.execute(insert(validator), [{"url": url, **said._asdict()}])
