"""The dates in law of a listing: what its list prints, joined with the table of rules.

An entry of the Entity List prints pages of the Federal Register, and the date of publication.
The rule behind a page says from when it is effective, often some days earlier. What is not known
stays unknown: see the page on what must never happen, "invented history".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from tidegate.lists import notices
from tidegate.model.listing import Citation, Frozen, Listing, fold
from tidegate.model.sources import Removal, Rule
from tidegate.model.time import Basis, Dating

_DAY = timedelta(days=1)
# A volume of the Federal Register is a year, the first one 1936: another year is a misprint.
_YEAR_BEFORE_VOLUME_ONE = 1935
# Changes when the reasoning of this module changes, so that a store dates its listings anew.
_REASONING = "1"


class _Dated(Frozen, kw_only=True):
    """A citation with the day from which its rule holds, and what that day rests on."""

    on: date
    basis: Basis
    published: date | None
    citation: str
    order: tuple[int, int]


class Datebook:
    """Gives listings their dates in law; see `tidegate.model.time.Dater`.

    `rules` and `removals` are the tables of notices, `lead_days` how many days before its
    publication a rule without a known effective date may already have been in force.
    """

    digest: str

    def __init__(self, rules: Sequence[Rule], removals: Sequence[Removal], lead_days: int) -> None:
        self._lead = timedelta(days=lead_days)
        self._by_table = {(rule.volume, rule.table_page): rule for rule in rules}
        self._by_first: dict[tuple[int, int], Rule] = {}
        for rule in rules:
            if rule.first_page is not None:
                self._by_first.setdefault((rule.volume, rule.first_page), rule)
        self._removed = notices.keyed(removals)
        self._removals: dict[tuple[str, str], list[Removal]] = {}
        for removal in removals:
            for name in removal.names:
                self._removals.setdefault((removal.list_id, fold(name)), []).append(removal)
        content = msgspec.json.encode([_REASONING, lead_days, list(rules), list(removals)])
        self.digest = hashlib.sha256(content).hexdigest()

    def rule(self, citation: Citation) -> Rule | None:
        """The rule that a citation means: by the page of its table, else by its first page."""
        if citation.volume is None or citation.page is None:
            return None
        page = (citation.volume, citation.page)
        return self._by_table.get(page) or self._by_first.get(page)

    def dated(self, citation: Citation) -> tuple[date, Basis] | None:
        """From when the rule of a citation holds, and what the date rests on; `None` where it
        cannot be dated."""
        found = self._dated(citation)
        return (found.on, found.basis) if found else None

    def rule_citation(self, listing: Listing) -> str | None:
        """The rule that first listed a party, for people: `84 FR 54002 (table 54004), effective
        2019-10-09`; for a removed party the rules that listed and removed it. `None` where no
        citation of the listing can be dated."""
        if listing.list_id == notices.LIST_ID and listing.key in self._removed:
            return _removal_words(self._removed[listing.key])
        dated = self._citations(listing)
        if not dated:
            return None
        first = min(dated, key=_age)
        if first.basis is not Basis.EFFECTIVE:
            unknown = "" if listing.listed else ", effective date not known"
            return f"{first.citation}, published {first.on}{unknown}"
        if first.published in (None, first.on):
            return f"{first.citation}, effective {first.on}"
        return f"{first.citation}, effective {first.on}, published {first.published}"

    def begin(self, listing: Listing, seen_from: date, absent_on: date | None) -> Dating:
        """The dates of a listing first seen in the snapshot of `seen_from`.

        A date that the list prints for the entry comes first, then the oldest citation; without
        either the snapshot itself says "no later than". No date is later than the snapshot, which
        shows the listing in force. `absent_on` is an earlier snapshot that did not show it.
        """
        if listing.list_id == notices.LIST_ID and listing.key in self._removed:
            return _removed(self._removed[listing.key])
        dated = self._citations(listing)
        dating = self._listed(listing, dated)
        if dating is None or dating.listed_from is None or dating.listed_from > seen_from:
            dating = _first_seen(seen_from, absent_on)
        dating = _with_wording(dating, listing, dated, seen_from)
        if listing.expires is not None:
            dating = msgspec.structs.replace(
                dating, ended_on=listing.expires + _DAY, ended_basis=Basis.EXPIRY
            )
        return dating

    def end(self, listing: Listing, dating: Dating, gone_by: date) -> Dating:
        """The same dates with the end: the snapshot of `gone_by` no longer shows the listing.

        A printed term that was over by then ends it; else a removal notice for the list and the
        name; else it was gone by `gone_by`, and since when is not known.
        """
        if dating.ended_basis is Basis.EXPIRY and dating.ended_on and dating.ended_on <= gone_by:
            return dating
        ended, basis, citation = gone_by, Basis.SNAPSHOT, None
        for removal in self._notices_for(listing):
            on, kind = _removal_day(removal)
            after = dating.listed_from is None or on > dating.listed_from
            if on <= gone_by and after and (basis is Basis.SNAPSHOT or on > ended):
                ended, basis, citation = on, kind, removal.citation
        return msgspec.structs.replace(
            dating, ended_on=ended, ended_basis=basis, ended_citation=citation
        )

    def _listed(self, listing: Listing, dated: Sequence[_Dated]) -> Dating | None:
        """The begin of a listing by its own words, without regard to what snapshots show."""
        oldest = min(dated, key=_age, default=None)
        # A date that the list prints yields to an earlier day in the rule itself: the Consolidated
        # Screening List prints the publication date of some rules that were in force before it.
        if listing.listed is not None and not (
            oldest and oldest.basis is Basis.EFFECTIVE and oldest.on < listing.listed
        ):
            # An older notice than the date says that there was an order before this one (denial
            # orders are renewed); one of the same day, that the date may be that of its printing.
            possibly = None
            if oldest and oldest.basis is Basis.PUBLISHED and oldest.on <= listing.listed:
                possibly = oldest.on - self._lead
            return Dating(
                listed_from=listing.listed,
                listed_basis=Basis.LISTED,
                listed_citation=oldest.citation if oldest else None,
                possibly_from=possibly,
            )
        if oldest is None:
            return None
        unread = [c.volume for c in listing.citations if self._dated(c) is None]
        if any(volume is None or volume <= oldest.order[0] for volume in unread):
            return self._no_later_than(oldest, unread)
        published = oldest.basis is Basis.PUBLISHED
        return Dating(
            listed_from=oldest.on,
            listed_basis=oldest.basis,
            listed_citation=oldest.citation,
            possibly_from=oldest.on - self._lead if published else None,
        )

    def _no_later_than(self, oldest: _Dated, unread: Sequence[int | None]) -> Dating:
        """The begin where a citation that cannot be read may be older than the oldest that can:
        no later than that one, and no earlier than the year of its volume, if it has one."""
        possibly = None
        if volumes := [volume for volume in unread if volume is not None]:
            possibly = date(min(volumes) + _YEAR_BEFORE_VOLUME_ONE, 1, 1) - self._lead
        return Dating(
            listed_from=oldest.on,
            listed_basis=Basis.SNAPSHOT,
            listed_citation=oldest.citation,
            possibly_from=possibly if None not in unread else None,
        )

    def _citations(self, listing: Listing) -> list[_Dated]:
        """The citations of a listing that can be dated, in their printed order."""
        found = (self._dated(citation) for citation in listing.citations)
        return [dated for dated in found if dated is not None]

    def _dated(self, citation: Citation) -> _Dated | None:
        rule = self.rule(citation)
        order = (citation.volume or 0, citation.page or 0)
        if rule is not None and (rule.effective or rule.published):
            return _Dated(
                on=rule.effective or rule.published or date.max,
                basis=Basis.EFFECTIVE if rule.effective else Basis.PUBLISHED,
                published=rule.published,
                citation=_page_words(rule, citation),
                order=order,
            )
        published = citation.published
        if published is None or citation.volume is None:
            return None
        if published.year != citation.volume + _YEAR_BEFORE_VOLUME_ONE:
            return None
        return _Dated(
            on=published,
            basis=Basis.PUBLISHED,
            published=published,
            citation=_short(citation),
            order=order,
        )

    def _notices_for(self, listing: Listing) -> Iterable[Removal]:
        """The removals that name this listing, on its own list and in its own country."""
        for name in listing.names:
            for removal in self._removals.get((listing.list_id, fold(name.text)), ()):
                places = (removal.country, listing.country)
                if None in places or fold(places[0] or "") == fold(places[1] or ""):
                    yield removal


def _age(dated: _Dated) -> tuple[date, tuple[int, int]]:
    """What orders citations in time: publication, then the page."""
    return dated.published or dated.on, dated.order


def _first_seen(seen_from: date, absent_on: date | None) -> Dating:
    """In force no later than its first snapshot, and not before the one that lacked it."""
    return Dating(
        listed_from=seen_from,
        listed_basis=Basis.SNAPSHOT,
        possibly_from=absent_on + _DAY if absent_on else None,
    )


def _with_wording(
    dating: Dating, listing: Listing, dated: Sequence[_Dated], seen_from: date
) -> Dating:
    """From when this wording holds: by the newest citation, if every citation can be dated."""
    if not dated or len(dated) < len(listing.citations):
        return dating
    newest = max(dated, key=_age)
    if newest.on > seen_from:
        return dating
    return msgspec.structs.replace(dating, wording_from=newest.on, wording_citation=newest.citation)


def _removed(removal: Removal) -> Dating:
    """The dates of a party that is known from its removal alone."""
    ended, basis = _removal_day(removal)
    known = removal.listed is not None
    return Dating(
        listed_from=removal.listed,
        listed_basis=Basis.EFFECTIVE if known else Basis.UNKNOWN,
        listed_citation=removal.listed_citation,
        ended_on=ended,
        ended_basis=basis,
        ended_citation=removal.citation,
    )


def _removal_words(removal: Removal) -> str | None:
    """What listed and what removed a party, in one line."""
    parts = []
    if removal.listed_citation:
        parts.append(f"{removal.listed_citation}, effective {removal.listed}")
    if removal.citation:
        when = (
            f"effective {removal.effective}"
            if removal.effective
            else f"published {removal.published}, effective date not known"
        )
        parts.append(f"removed by {removal.citation}, {when}")
    return "; ".join(parts) or None


def _removal_day(removal: Removal) -> tuple[date, Basis]:
    """The first day on which a removed party was certainly off the list, and its basis."""
    if removal.effective is not None:
        return removal.effective, Basis.NOTICE
    if removal.published is not None:
        return removal.published, Basis.PUBLISHED
    return removal.gone_by or date.max, Basis.SNAPSHOT


def _page_words(rule: Rule, citation: Citation) -> str:
    """A citation with the rule's first page and the page that the list prints."""
    if rule.first_page is None or rule.first_page == rule.table_page:
        return f"{rule.volume} FR {rule.table_page}"
    if citation.page == rule.first_page:
        return f"{rule.volume} FR {rule.first_page}"
    return f"{rule.volume} FR {rule.first_page} (table {rule.table_page})"


def _short(citation: Citation) -> str:
    """A citation as volume and page, or as printed."""
    if citation.volume is None or citation.page is None:
        return citation.text
    return f"{citation.volume} FR {citation.page}"
