"""Licences in hand: what an authorisation covers, and what was drawn on it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import msgspec

from tidegate.model.listing import Frozen


class Authorization(Frozen, omit_defaults=True, forbid_unknown_fields=True):
    """A licence that somebody holds: number, who gave it (`regime`: us_ear, us_ofac…), the parties
    by name, the items by ECCN (`EAR99` too), the destinations, the value in dollars, and the days
    from which and through which (`to` is the first day no more) it holds. An empty tuple names
    nothing: such a licence covers nothing."""

    number: str
    regime: str
    parties: tuple[str, ...]
    items: tuple[str, ...]
    destinations: tuple[str, ...]
    from_: date = msgspec.field(name="from")
    to: date | None = None
    value_usd: Decimal | None = None
    conditions: tuple[str, ...] = ()
    recorded: datetime | None = None
    who: str | None = None


class Draw(Frozen):
    """What a transaction took of a licence, once."""

    number: str
    transaction: str
    value_usd: Decimal
    recorded: datetime


class Coverage(Frozen):
    """Whether a licence covers a transaction: `why` names what it does not, `balance` what is left
    of its value before, `left` after the transaction."""

    number: str
    regime: str
    covers: bool
    why: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    balance: Decimal | None = None
    left: Decimal | None = None
