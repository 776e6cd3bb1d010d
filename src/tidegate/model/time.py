"""The two time axes: when something is in force in law, and when we knew of it.

Dates are for law, UTC instants for recording; intervals are half-open. Effective, published,
listed and first seen are different dates and are never silently exchanged: `Basis` says which
one an answer stands on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from tidegate.model.listing import Frozen, Listing


class Basis(StrEnum):
    """What a date in law rests on."""

    EFFECTIVE = "effective"
    """the effective date of the rule"""
    PUBLISHED = "published"
    """the publication date, because no effective date is known"""
    LISTED = "listed"
    """a date that the list itself prints for the entry"""
    NOTICE = "notice"
    """the date in a removal notice"""
    EXPIRY = "expiry"
    """an expiry date that the list prints"""
    SNAPSHOT = "snapshot"
    """the date of the first snapshot that shows it: no later than this"""
    UNKNOWN = "unknown"


class Dating(Frozen):
    """The dates in law of one version of a listing, and what each rests on.

    `listed_from` belongs to the listing as a whole: its first day in force. From
    `possibly_from` on (never after `listed_from`) it may have been in force already.
    `wording_from` is the day from which this wording is known to hold, by its newest citation.
    `ended_on` is the first day no longer in force. A `Basis.SNAPSHOT` says "no later than" for
    `listed_from`, and for `ended_on` "gone by then, the removal date is unknown".
    """

    listed_from: date | None = None
    listed_basis: Basis = Basis.UNKNOWN
    listed_citation: str | None = None
    possibly_from: date | None = None
    wording_from: date | None = None
    wording_citation: str | None = None
    ended_on: date | None = None
    ended_basis: Basis | None = None
    ended_citation: str | None = None


class Version(Frozen):
    """A listing as it stood in one stretch of snapshots.

    `seen_from` is the list date of the first snapshot with this substance, `last_seen` that of
    the last one, `seen_to` that of the first snapshot after it that no longer had it (`None`:
    still there). `recorded_from` and `recorded_to` are UTC instants: what we believed between
    them. `missing` names the members that the snapshot came without (`alt`, `add`…).
    """

    listing: Listing
    dating: Dating
    seen_from: date
    last_seen: date
    seen_to: date | None
    recorded_from: datetime
    recorded_to: datetime | None
    snapshot: str
    missing: tuple[str, ...] = ()


class Force(StrEnum):
    """Whether a listing is in force on a date: an answer, never a stored field."""

    IN_FORCE = "in_force"
    POSSIBLY = "possibly_in_force"
    NOT_YET = "not_yet"
    ENDED = "ended"
    UNDETERMINED = "undetermined"


class InForce(Frozen):
    """The answer to "is this listing in force on that date, and since when?".

    `version` is the wording to show. `wording_known` is false where the party was listed but
    the wording of that day was never read. `since`, `until` are the first and the last-plus-one
    day in force, `reason` one sentence for people.
    """

    force: Force
    version: Version
    since: date | None = None
    since_basis: Basis = Basis.UNKNOWN
    until: date | None = None
    until_basis: Basis | None = None
    wording_known: bool = True
    reason: str = ""


def in_force(versions: Sequence[Version], on: date) -> InForce:
    """Answer for one listing from its versions, as known at one instant.

    `versions` belong to one listing, are never empty, and are ordered by `seen_from`. A party
    that was removed and listed again has several spells; the one that can cover `on` answers.
    """
    spells = _spells(versions)
    spell = next((s for s in reversed(spells) if _begins(s) <= on), spells[0])
    version = next((v for v in reversed(spell) if v.seen_from <= on), spell[0])
    force, reason = _force(spell, on)
    since, basis = _since(spell)
    last = spell[-1].dating
    wording = version.seen_from <= on or (
        version.dating.wording_from is not None and on >= version.dating.wording_from
    )
    if force is Force.IN_FORCE and not wording:
        reason += (
            f"; the wording before {version.dating.wording_from or version.seen_from} was not read"
        )
    return InForce(
        force=force,
        version=version,
        since=since,
        since_basis=basis,
        until=last.ended_on,
        until_basis=last.ended_basis,
        wording_known=wording,
        reason=reason,
    )


def _force(spell: Sequence[Version], on: date) -> tuple[Force, str]:
    """Whether one spell covers `on`, with the sentence that says why."""
    last = spell[-1]
    ended, ended_basis = last.dating.ended_on, last.dating.ended_basis
    if ended is not None and on >= ended:
        if ended_basis is Basis.EXPIRY and last.seen_to is None:
            return Force.UNDETERMINED, (
                f"its printed term ended before {ended}, but the list as last read "
                f"({last.last_seen}) does not show whether it was renewed"
            )
        words = "removed by" if ended_basis is Basis.SNAPSHOT else "ended on"
        return Force.ENDED, f"no longer in force: {words} {ended}"
    if last.seen_to is not None and last.last_seen < on and ended_basis is Basis.SNAPSHOT:
        return Force.UNDETERMINED, (
            f"removed between {last.last_seen} and {last.seen_to}; the removal date is unknown"
        )
    since, basis = _since(spell)
    if since is None:
        return Force.UNDETERMINED, "the list gives no date from which it is in force"
    if on >= since:
        words = "no later than" if basis is Basis.SNAPSHOT else "since"
        return Force.IN_FORCE, f"in force {words} {since} ({_WORDS[basis]})"
    possibly = min((v.dating.possibly_from for v in spell if v.dating.possibly_from), default=None)
    if basis is Basis.SNAPSHOT and (possibly is None or on >= possibly):
        return Force.UNDETERMINED, (
            f"first seen on {since}; the list prints no date, and it may have been listed earlier"
        )
    if possibly is not None and on >= possibly:
        return Force.POSSIBLY, (
            f"published {since}; the effective date is not known and may be some days earlier"
        )
    return Force.NOT_YET, f"not in force on {on}: first in force {since} ({_WORDS[basis]})"


_WORDS = {
    Basis.EFFECTIVE: "effective date",
    Basis.PUBLISHED: "publication date, the effective date is not known",
    Basis.LISTED: "date printed on the list",
    Basis.NOTICE: "date of the notice",
    Basis.EXPIRY: "printed term",
    Basis.SNAPSHOT: "first snapshot that shows it",
    Basis.UNKNOWN: "date unknown",
}


def _spells(versions: Sequence[Version]) -> list[list[Version]]:
    """Versions cut where the listing was absent from a snapshot in between."""
    spells: list[list[Version]] = []
    for version in versions:
        if spells and spells[-1][-1].seen_to == version.seen_from:
            spells[-1].append(version)
        else:
            spells.append([version])
    return spells


def _since(spell: Sequence[Version]) -> tuple[date | None, Basis]:
    """The first day in force of a spell: the earliest that any of its wordings gives."""
    dated = [v.dating for v in spell if v.dating.listed_from is not None]
    if not dated:
        return None, Basis.UNKNOWN
    # A date in law, wherever it was read, outranks the mere day on which we first looked.
    known = [d for d in dated if d.listed_basis is not Basis.SNAPSHOT] or dated
    first = min(known, key=lambda d: d.listed_from or date.max)
    return first.listed_from, first.listed_basis


def _begins(spell: Sequence[Version]) -> date:
    since, _ = _since(spell)
    possibly = [v.dating.possibly_from for v in spell if v.dating.possibly_from]
    return min([*possibly, since or date.min])


class Dater(Protocol):
    """Gives listings their dates in law. The store calls it when it writes a version."""

    digest: str
    """changes whenever the facts behind the dates change: the store then dates anew"""

    def begin(self, listing: Listing, seen_from: date, absent_on: date | None) -> Dating:
        """The dates of a listing first seen in the snapshot of `seen_from`; `absent_on` is the
        date of the newest earlier snapshot of its list, which did not show it."""

    def end(self, listing: Listing, dating: Dating, gone_by: date) -> Dating:
        """The same dates with the end: the snapshot of `gone_by` no longer shows the listing."""
