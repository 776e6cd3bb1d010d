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
    the wording of that day was never read: an earlier or a later one is shown. `since`, `until`
    are the first and the last-plus-one day in force, `reason` one sentence for people.
    """

    force: Force
    version: Version
    since: date | None = None
    since_basis: Basis = Basis.UNKNOWN
    until: date | None = None
    until_basis: Basis | None = None
    wording_known: bool = True
    reason: str = ""


def in_force(versions: Sequence[Version], on: date, evidence_from: date | None = None) -> InForce:
    """Answer for one listing from its versions, as known at one instant.

    `versions` belong to one listing, are never empty, and are ordered by `seen_from`. A party
    that was removed and listed again has several spells; the one that says most for the date
    answers, so that a doubt about one spell never hides the certainty of another.
    `evidence_from` is the date of the list's first snapshot: before it, a listing that only
    snapshots date may have been on the list and off it again.
    """
    spells = _spells(versions)
    judged = [
        (spell, *_force(spell, on, spells[place - 1][-1] if place else None))
        for place, spell in enumerate(spells)
    ]
    spell, force, reason = max(enumerate(judged), key=lambda one: _strength(one[0], one[1], on))[1]
    version, known, gap = _wording(spell, on)
    if force is Force.IN_FORCE and not known:
        reason += f"; the wording {gap} was not read"
    since, basis = _since(spell)
    if evidence_from is not None and on < evidence_from and basis is Basis.SNAPSHOT:
        force = Force.UNDETERMINED
        reason = f"the list prints no date, and its snapshots begin on {evidence_from}"
    until, until_basis = _end(spell[-1])
    return InForce(
        force=force,
        version=version,
        since=since,
        since_basis=basis,
        until=until,
        until_basis=until_basis,
        wording_known=known,
        reason=reason,
    )


_RANKS = (Force.NOT_YET, Force.ENDED, Force.UNDETERMINED, Force.POSSIBLY, Force.IN_FORCE)


def _strength(
    place: int, judged: tuple[Sequence[Version], Force, str], on: date
) -> tuple[int, bool, int]:
    """What orders the spells of a listing as answers: of equals the one that a snapshot shows on
    the date, then the later one, but the first where none has begun."""
    spell, force, _ = judged
    shown = any(version.seen_from <= on <= version.last_seen for version in spell)
    return _RANKS.index(force), shown, -place if force is Force.NOT_YET else place


def _force(spell: Sequence[Version], on: date, before: Version | None) -> tuple[Force, str]:
    """Whether one spell covers `on`, with the sentence that says why. `before` is the last
    version of the spell before it."""
    last = spell[-1]
    ended, ended_basis = _end(last)
    if ended is not None and on >= ended:
        if ended_basis is Basis.EXPIRY and last.seen_to is None:
            return Force.UNDETERMINED, (
                f"its printed term ended before {ended}, but the list as last read "
                f"({last.last_seen}) does not show whether it was renewed"
            )
        words = "removed by" if ended_basis is Basis.SNAPSHOT else "ended on"
        return Force.ENDED, f"no longer in force: {words} {ended}"
    since, basis = _since(spell)
    if since is not None and on >= since:
        return _within(spell, on, before)
    dated = since is not None and basis is not Basis.SNAPSHOT
    if not dated and before is not None and before.seen_to is not None and on <= before.seen_to:
        return Force.NOT_YET, f"the list of {before.seen_to} did not show it"
    if since is None:
        return Force.UNDETERMINED, "the list gives no date from which it is in force"
    possibly = min((v.dating.possibly_from for v in spell if v.dating.possibly_from), default=None)
    if not dated and (possibly is None or on >= possibly):
        return Force.UNDETERMINED, (
            f"first seen on {since}; the list prints no date, and it may have been listed earlier"
        )
    if possibly is not None and on >= possibly:
        what = "published" if basis is Basis.PUBLISHED else "dated"
        return Force.POSSIBLY, (
            f"{what} {since}; the effective date is not known and may be some days earlier"
        )
    return Force.NOT_YET, f"not in force on {on}: first in force {since} ({_WORDS[basis]})"


def _within(spell: Sequence[Version], on: date, before: Version | None) -> tuple[Force, str]:
    """The answer for a date between the begin and the end that the dates in law give."""
    last = spell[-1]
    since, basis = _since(spell)
    assert since is not None, "asked after the begin only"
    absent = before.seen_to if before and since <= before.last_seen else None
    if absent is not None and absent <= on < spell[0].seen_from:
        return Force.UNDETERMINED, (
            f"its dates say in force since {since}, but the list of {absent} did not show it"
        )
    ended, ended_basis = _end(last)
    if ended is not None and ended_basis is Basis.SNAPSHOT:
        # Without a snapshot that no longer shows it, only its first day in force is certain.
        certain = last.last_seen if last.seen_to is not None else since
        if on > certain:
            return Force.UNDETERMINED, (
                f"removed between {certain} and {ended}; the removal date is unknown"
            )
    words = "no later than" if basis is Basis.SNAPSHOT else "since"
    return Force.IN_FORCE, f"in force {words} {since} ({_WORDS[basis]})"


def _end(last: Version) -> tuple[date | None, Basis | None]:
    """The end of a spell, from its last version.

    Snapshots bound what the dates say: a listing that the list still showed on a later date had
    not been removed, and one that the list no longer shows has been.
    """
    ended, basis = last.dating.ended_on, last.dating.ended_basis
    if last.seen_to is None:
        return ended, basis
    contradicted = ended is not None and ended <= last.last_seen and basis is not Basis.EXPIRY
    if ended is None or contradicted or ended > last.seen_to:
        return last.seen_to, Basis.SNAPSHOT
    return ended, basis


def _wording(spell: Sequence[Version], on: date) -> tuple[Version, bool, str]:
    """The wording to show for a date, whether it is known to be that of the date, and if not,
    of which time it is unknown.

    A wording holds while snapshots show it, and from its newest citation on: that may lie
    before the first snapshot with it, but not before the last one with the wording before.
    """
    place = max((n for n, v in enumerate(spell) if v.seen_from <= on), default=None)
    if place is None:
        first = spell[0]
        start = first.dating.wording_from
        known = start is not None and on >= start
        return first, known, f"before {start or first.seen_from}"
    shown = spell[place]
    if on <= shown.last_seen or place + 1 == len(spell):
        return shown, True, ""
    following = spell[place + 1]
    start = following.dating.wording_from
    if start is not None and shown.last_seen < start <= following.seen_from:
        return (following if on >= start else shown), True, ""
    return shown, False, f"between {shown.last_seen} and {following.seen_from}"


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
    # The earliest counts, whatever it rests on: a snapshot that shows a listing is evidence
    # against a later date in law. On the same day a date in law says more than a first look.
    first = min(dated, key=lambda d: (d.listed_from or date.max, d.listed_basis is Basis.SNAPSHOT))
    return first.listed_from, first.listed_basis


class Dater(Protocol):
    """Gives listings their dates in law. The store calls it when it writes a version."""

    digest: str
    """changes whenever the facts behind the dates change: the store then dates anew"""

    def begin(self, listing: Listing, seen_from: date, absent_on: date | None) -> Dating:
        """The dates of a listing first seen in the snapshot of `seen_from`; `absent_on` is the
        date of the newest earlier snapshot of its list, which did not show it."""

    def end(self, listing: Listing, dating: Dating, gone_by: date) -> Dating:
        """The same dates with the end: the snapshot of `gone_by` no longer shows the listing."""
