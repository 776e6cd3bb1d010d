"""Removal notices as a list of their own: the parties that no current text shows any more.

A text of today cannot say that ZTE was on the Entity List in 2016. The notices can, so they are
made into listings of the list `us_bis_removed_parties`, which are screened like any other and are
"no longer in force" on every date after their removal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tidegate.model.listing import (
    Citation,
    Detail,
    Listing,
    Name,
    NameKind,
    ParsedList,
    entry_key,
    number_repeats,
)
from tidegate.model.sources import Removal

LIST_ID = "us_bis_removed_parties"

_PAGE = re.compile(r"(?P<volume>\d{1,3}) FR (?P<page>\d{1,6})")


def keyed(removals: Sequence[Removal]) -> dict[str, Removal]:
    """The removals that name a party, by the key of the listing that each becomes."""
    named = [removal for removal in removals if removal.names]
    keys = [
        entry_key(removal.list_id, removal.country or "", removal.names[0]) for removal in named
    ]
    return dict(zip(number_repeats(keys), named, strict=True))


def removed_parties(removals: Sequence[Removal]) -> ParsedList:
    """One listing for each removed party that a notice names.

    The date of the list is the newest date in the notices. A notice that only counts what it
    removed names nobody and gives no listing.
    """
    found = keyed(removals)
    dates = [day for removal in removals for day in _dates(removal)]
    listings = [
        _listing(key, removal, row) for row, (key, removal) in enumerate(found.items(), start=1)
    ]
    return ParsedList(
        list_id=LIST_ID,
        rows=len(listings),
        listings=tuple(listings),
        list_date=max(dates, default=None),
    )


def _dates(removal: Removal) -> list[date]:
    return [day for day in (removal.effective, removal.published, removal.gone_by) if day]


def _listing(key: str, removal: Removal, row: int) -> Listing:
    first, *others = removal.names
    names = [Name(text=first), *(Name(text=other, kind=NameKind.AKA) for other in others)]
    details = [Detail(key="removed_from", value=removal.list_id)]
    if removal.listed_citation:
        details.append(Detail(key="listed_by", value=removal.listed_citation))
    details.append(Detail(key="confidence", value=removal.confidence))
    if removal.source:
        details.append(Detail(key="source", value=removal.source))
    return Listing(
        list_id=LIST_ID,
        key=key,
        names=tuple(names),
        country=removal.country,
        section=removal.list_id,
        citations=_citations(removal),
        details=tuple(details),
        remarks=removal.note,
        row=row,
    )


def _citations(removal: Removal) -> tuple[Citation, ...]:
    if removal.citation is None:
        return ()
    page = _PAGE.match(removal.citation)
    return (
        Citation(
            text=removal.citation,
            volume=int(page["volume"]) if page else None,
            page=int(page["page"]) if page else None,
            published=removal.published,
        ),
    )
