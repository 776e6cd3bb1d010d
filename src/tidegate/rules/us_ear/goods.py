"""An item as the Commerce Control List sees it: its entry, and the paragraphs that it may be."""

from __future__ import annotations

import re
from typing import NamedTuple

from tidegate.model.ear import Control, Entry, under
from tidegate.model.effects import EarTables
from tidegate.model.transaction import Item
from tidegate.rules import chips

EAR99 = "EAR99"
_ECCN = re.compile(r"([0-9][A-E][0-9Y][0-9]{2})\.?((?:[a-z](?:\.[0-9a-z]+)*)?)", re.IGNORECASE)
OTHER = "*"
"""A paragraph that no control of the entry names."""


class Good(NamedTuple):
    """One thing that an item may be: an entry and a paragraph (`""` for EAR99)."""

    eccn: str
    paragraph: str

    @property
    def listed(self) -> bool:
        """Whether it is on the Commerce Control List."""
        return self.eccn != EAR99

    @property
    def released(self) -> bool:
        """Whether it is software or technology."""
        return self.listed and self.eccn[1] in "DE"

    def __str__(self) -> str:
        if self.paragraph == OTHER:
            return f"{self.eccn}, another paragraph"
        return f"{self.eccn}.{self.paragraph}" if self.paragraph else self.eccn


class UnreadableError(Exception):
    """An ECCN that is none, or that the list does not have."""


def goods(item: Item, tables: EarTables) -> tuple[Good, ...] | None:
    """Everything that an item may be: one good where its paragraph is stated or is all the same,
    else one for each paragraph that its controls name; `None` where its entry is not known."""
    text = (item.eccn or "").strip()
    if not text or text.casefold() == "unknown":
        return None
    if text.casefold() == EAR99.casefold():
        return (Good(EAR99, ""),)
    found = _ECCN.fullmatch(text.replace(" ", ""))
    if found is None or found[1].upper() not in tables.entries:
        raise UnreadableError(text)
    eccn, paragraph = found[1].upper(), found[2].lower()
    if not paragraph:
        met = chips.paragraph(eccn, item, tables.chips)
        paragraph = OTHER if met == "" else met or ""
    if tables.entries[eccn].jurisdiction == "other":
        return (Good(eccn, paragraph or OTHER),)
    return tuple(Good(eccn, one) for one in _paragraphs(eccn, paragraph, tables))


def _paragraphs(eccn: str, stated: str, tables: EarTables) -> tuple[str, ...]:
    named: dict[str, None] = {}
    entry = tables.entries[eccn]
    for control in tables.controls.get(eccn, ()):
        for one in (*control.scope.paragraphs, *control.scope.without):
            if not stated or under(one, stated):
                named[one] = None
    if stated:
        named.pop(stated, None)
        # What is stated may be a paragraph under which the entry tells several apart.
        return (stated, *named) if not named else (f"{stated}.{OTHER}", *named)
    if not named:
        return (OTHER,)
    return tuple(named) if entry.whole else (OTHER, *named)


def controls_of(good: Good, tables: EarTables) -> tuple[tuple[Control, bool | None], ...]:
    """The controls of a good, each with whether it reaches it."""
    return tuple(
        (control, reached)
        for control in tables.controls.get(good.eccn, ())
        if (reached := control.scope.covers(good.paragraph)) is not False
    )


def entry_of(good: Good, tables: EarTables) -> Entry | None:
    """The entry of a good on the list."""
    return tables.entries.get(good.eccn)
