"""What users state for their own questions: the law, licences, draws on them. Append-only."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from sqlalchemy import Connection, insert, select

from tidegate.model.errors import StoreError
from tidegate.model.law import LawStatement
from tidegate.model.licenses import Authorization, Draw
from tidegate.store import codec
from tidegate.store.schema import statement

Stated = LawStatement | Authorization | Draw
T = TypeVar("T", LawStatement, Authorization, Draw)
_KINDS: dict[type[Stated], str] = {LawStatement: "law", Authorization: "license", Draw: "draw"}


def state(connection: Connection, value: Stated, recorded: str) -> None:
    """Append a statement. A draw that was recorded already changes nothing; a second licence of
    the same number is refused with StoreError."""
    kind, key = _KINDS[type(value)], _key(value)
    held = connection.scalar(
        select(statement.c.body).where(statement.c.kind == kind, statement.c.key == key)
    )
    if held is not None and isinstance(value, Draw):
        return
    if held is not None and isinstance(value, Authorization):
        raise StoreError(
            f"a licence {value.number} is recorded already", todo="Give the new one its own number"
        )
    values = {"kind": kind, "key": key, "body": codec.encode(value), "recorded": recorded}
    connection.execute(insert(statement), [values])


def stated(connection: Connection, shape: type[T], known: str) -> tuple[T, ...]:
    """The statements of a kind that were recorded by an instant, oldest first."""
    query = (
        select(statement.c.body)
        .where(statement.c.kind == _KINDS[shape], statement.c.recorded <= known)
        .order_by(statement.c.id)
    )
    return tuple(msgspec.json.decode(body, type=shape) for (body,) in connection.execute(query))


def _key(value: Stated) -> str:
    if isinstance(value, LawStatement):
        return value.parameter
    if isinstance(value, Authorization):
        return value.number
    return f"{value.number} {value.transaction}"
