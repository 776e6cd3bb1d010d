"""The use cases that look at listings over time: show, history, what a list holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from tidegate.model.listing import PLACE_FIELDS, Citation, Listing, fold
from tidegate.model.results import Event, FieldChange, ListingChange
from tidegate.model.time import Basis, Version

DateOf = Callable[[Citation], tuple[date, Basis] | None]


def events(versions: Sequence[Version], date_of: DateOf) -> tuple[Event, ...]:
    """The life of one listing from its versions, ordered by date and then by kind.
    `date_of` dates a citation by the table of rules.

    Dates in law come from the list's own dates, citations and notices; what snapshots alone
    show is told apart as `first_seen`, `wording_read` and `gone`.
    """
    found: dict[tuple[str, str, str], Event] = {}

    def add(event: Event) -> None:
        found.setdefault((event.what, str(event.on), event.citation or ""), event)

    for version in versions:
        for event in _law_events(version, date_of):
            add(event)
    for number, version in enumerate(versions):
        what = "first_seen" if number == 0 else "wording_read"
        add(
            Event(
                what=what,
                on=version.seen_from,
                basis=Basis.SNAPSHOT,
                text=f"snapshot {version.snapshot[:12]} of {version.seen_from} shows it",
                recorded=version.recorded_from,
            )
        )
        after = versions[number + 1] if number + 1 < len(versions) else None
        if version.seen_to and (after is None or after.seen_from != version.seen_to):
            add(_gone(version))
    order = ["listed", "modified", "first_seen", "wording_read", "removed", "gone"]
    return tuple(
        sorted(found.values(), key=lambda e: (str(e.on or ""), order.index(e.what), e.text))
    )


def _law_events(version: Version, date_of: DateOf) -> list[Event]:
    dating, listing = version.dating, version.listing
    events = []
    if dating.listed_from and dating.listed_basis is not Basis.SNAPSHOT:
        events.append(
            Event(
                what="listed",
                on=dating.listed_from,
                basis=dating.listed_basis,
                text=f"in force from {dating.listed_from}",
                citation=dating.listed_citation,
            )
        )
    for citation in listing.citations[1:]:
        dated = date_of(citation)
        if dated is not None:
            on, basis = dated
            text = f"cites {citation.text}"
            events.append(
                Event(what="modified", on=on, basis=basis, text=text, citation=citation.text)
            )
    if dating.ended_on and dating.ended_basis is not Basis.SNAPSHOT:
        words = "printed term ends before" if dating.ended_basis is Basis.EXPIRY else "removed on"
        events.append(
            Event(
                what="removed",
                on=dating.ended_on,
                basis=dating.ended_basis or Basis.UNKNOWN,
                text=f"{words} {dating.ended_on}",
                citation=dating.ended_citation,
            )
        )
    return events


def _gone(version: Version) -> Event:
    return Event(
        what="gone",
        on=version.seen_to,
        basis=Basis.SNAPSHOT,
        text=f"last shown on {version.last_seen}, gone from the snapshot of {version.seen_to}",
        recorded=version.recorded_from,
    )


def listing_change(listing_id: str, before: Listing | None, after: Listing | None) -> ListingChange:
    """How a listing differs between two dates: `added`, `removed`, or `changed` with its fields."""
    shown = after or before
    assert shown is not None, "a difference has a listing on one side at least"
    return ListingChange(
        change="added" if before is None else "removed" if after is None else "changed",
        listing_id=listing_id,
        caption=shown.caption,
        fields=field_changes(before, after) if before and after else (),
    )


def field_changes(before: Listing, after: Listing) -> tuple[FieldChange, ...]:
    """Which fields of two listings differ in substance, each as readable text."""
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    changes = []
    for name in sorted((set(old) | set(new)) - PLACE_FIELDS):
        texts = _readable(old.get(name)), _readable(new.get(name))
        if fold(texts[0] or "") != fold(texts[1] or ""):
            changes.append(FieldChange(field=name, before=texts[0], after=texts[1]))
    return tuple(changes)


def _readable(value: object) -> str | None:
    """A field as one line: the text of each part, joined by bars."""
    if value is None:
        return None
    if isinstance(value, dict):
        if "text" in value:
            return str(value["text"])
        return " ".join(str(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return " | ".join(_readable(item) or "" for item in value) or None
    return str(value)
