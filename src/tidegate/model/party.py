"""What we are asked about: a counterparty."""

from __future__ import annotations

from tidegate.model.listing import Frozen, PartyKind

GENDERS = ("male", "female")


class Party(Frozen):
    """A counterparty as its user knows it.

    `ref` is the user's own number, `row` the line of the file it came from (1 = first line).
    `aliases` are other names of the same party, in any script. `addresses` are whole lines.
    `identifiers` are (kind, value) pairs, kinds as in `Identifier.kind`. `country` is as the
    user wrote it. `birth_date` is a day, a month or a year (`1965-03-12`, `1965-03`, `1965`),
    “circa 1965” or `1960-1965`; several stand apart by semicolons. `gender` is one of `GENDERS`.
    A party with neither a name nor an address nor a number cannot be screened.
    """

    name: str
    kind: PartyKind | None = None
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    country: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    birth_date: str | None = None
    gender: str | None = None
    ref: str | None = None
    row: int | None = None
