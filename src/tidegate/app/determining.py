"""A transaction resolved: its parties against the lists, its stakes, and the answer."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from tidegate import tables
from tidegate.app.law import law_with
from tidegate.app.stakes import share_of
from tidegate.lists.us_bis_clauses import read_policy, read_requirement
from tidegate.model.errors import InputError
from tidegate.model.law import LawStatement
from tidegate.model.licenses import Authorization, Draw
from tidegate.model.listing import Listing, fold
from tidegate.model.ownership import (
    Measure,
    OwnerListing,
    Stake,
    StakeParty,
    Structure,
)
from tidegate.model.party import Party
from tidegate.model.results import Context, Determined, Hit, Outcome, ScreenedParty
from tidegate.model.time import Force
from tidegate.model.transaction import (
    Met,
    PartyFacts,
    StatedListing,
    StatedStake,
    Transaction,
    TransactionParty,
)
from tidegate.rules.affiliates import Owned
from tidegate.rules.case import Case
from tidegate.rules.determine import determine
from tidegate.rules.licenses import coverage
from tidegate.tables.ear import ear as packaged_ear
from tidegate.tables.ownership import Tag, named_tests
from tidegate.tables.ownership import tags as packaged_tags

Screen = Callable[[Party], ScreenedParty]


class Resolver:
    """Turns what a transaction states of parties and stakes into what the rules ask."""

    def __init__(
        self, screen: Screen, tags: Mapping[str, Tag], sure_score: float, on: date
    ) -> None:
        self._screen, self._tags = screen, tags
        self._sure_score, self._on = sure_score, on
        self._known: dict[tuple[str, ...], PartyFacts] = {}

    def party(self, stated: TransactionParty) -> PartyFacts:
        """A party with its listings: those that are stated, else those that its name meets."""
        if stated.listings is not None:
            met = tuple(self._stated(one) for one in stated.listings)
            return PartyFacts(
                party=stated, listings=tuple(one for one in met if one.force is not Force.ENDED)
            )
        names = [name for name in (stated.name, stated.native_name) if name and fold(name)]
        if not names and not stated.address and not stated.identifiers:
            return PartyFacts(party=stated, screened=False, reason="it has no name")
        screened = self._screen(
            Party(
                name=names[0] if names else "",
                aliases=tuple(names[1:]),
                addresses=(stated.address,) if stated.address else (),
                country=stated.country,
                identifiers=tuple(stated.identifiers.items()),
            )
        )
        listings = tuple(self._met(hit) for hit in screened.hits)
        unsettled = screened.outcome is Outcome.UNDETERMINED and not listings
        return PartyFacts(
            party=stated, listings=listings, screened=not unsettled, reason=screened.reason
        )

    def _stated(self, stated: StatedListing | str) -> Met:
        one = StatedListing(list=stated) if isinstance(stated, str) else stated
        tag = self._tag(one.list)
        ended = (one.to is not None and one.to <= self._on) or (
            one.from_ is not None and self._on < one.from_
        )
        return Met(
            tag=tag,
            title=self._tags[tag].title if tag in self._tags else one.list,
            force=Force.ENDED if ended else Force.IN_FORCE,
            listing_id=one.listing,
            footnotes=one.footnotes,
            requirement=read_requirement(one.requirement) if one.requirement else None,
            policy=read_policy(one.policy) if one.policy else None,
            programs=one.programs,
            since=one.from_,
            cite="as stated",
        )

    def _tag(self, text: str) -> str:
        """The short name of a list that is named by it, by its id or by its title."""
        wanted = fold(text)
        for name, tag in self._tags.items():
            if wanted in (fold(name), fold(tag.list or ""), fold(tag.title)):
                return name
        known = ", ".join(self._tags)
        raise InputError(f"there is no list {text!r}", field="listings", expected=f"one of {known}")

    def _met(self, hit: Hit) -> Met:
        listing = hit.listing
        sure = hit.score >= self._sure_score and not hit.weak and hit.force.force is Force.IN_FORCE
        tag = self._tag_of(listing)
        return Met(
            tag=tag,
            title=hit.list_title,
            sure=sure,
            force=hit.force.force,
            listing_id=listing.listing_id,
            caption=listing.caption,
            footnotes=tuple(listing.footnotes),
            requirement=listing.requirement,
            policy=listing.policy,
            programs=tuple(listing.programs),
            since=hit.force.since,
            cite=hit.rule_citation,
            score=hit.score,
        )

    def _tag_of(self, listing: Listing) -> str:
        for name, tag in self._tags.items():
            if tag.list == listing.list_id and (
                tag.program is None or any(tag.program in one for one in listing.programs)
            ):
                return name
            if tag.section is not None and listing.section == tag.section:
                return name
        return listing.list_id

    # -- stakes -----------------------------------------------------------------------------

    def structure(self, transaction: Transaction, parties: Iterable[PartyFacts]) -> Structure:
        """The stakes of a transaction with the listings of their owners."""
        if isinstance(transaction.stakes, str):
            raise InputError(
                "a file of stakes is not read here", field="stakes", expected="stakes in the file"
            )
        facts = {one.words: one for one in parties}
        known: dict[str, StakeParty] = {}
        for stake in transaction.stakes:
            for name, country in (
                (stake.owner, stake.owner_country),
                (stake.owned, stake.owned_country),
            ):
                self._add(known, facts, name, country, stake)
        return Structure(
            parties=known,
            stakes=tuple(
                _stake(stake, row) for row, stake in enumerate(transaction.stakes, start=1)
            ),
        )

    def _add(
        self,
        known: dict[str, StakeParty],
        facts: Mapping[str, PartyFacts],
        name: str,
        country: str | None,
        stake: StatedStake,
    ) -> None:
        party = facts.get(name)
        if party is None:
            stated = stake.listings if name == stake.owner else None
            party = self.party(TransactionParty(name=name, country=country, listings=stated))
        if name in known:
            return
        known[name] = StakeParty(
            id=name,
            name=name,
            country=country or party.party.country,
            listings=tuple(owner_listing(met) for met in party.listings),
        )


def owner_listing(met: Met) -> OwnerListing:
    """A listing of a party as an ownership test sees it."""
    terms = met.policy.terms if met.policy else ()
    return OwnerListing(
        tag=met.tag,
        programs=met.programs,
        force=met.force,
        listing_id=met.listing_id,
        caption=met.caption,
        requirement=met.requirement.scope if met.requirement else None,
        policy=terms[-1].policy if terms else None,
        score=met.score,
        citation=met.cite,
        certain=met.sure,
    )


def _stake(stated: StatedStake, row: int) -> Stake:
    try:
        measure = Measure(stated.measure)
    except ValueError:
        raise InputError(
            f"{stated.measure!r} is no measure",
            field=f"stakes[{row - 1}].measure",
            expected=", ".join(Measure),
        ) from None
    return Stake(
        owner=stated.owner,
        owned=stated.owned,
        share=share_of(str(stated.pct), f"stakes[{row - 1}].pct"),
        measure=measure,
        from_=stated.from_,
        to=stated.to,
        source=stated.source,
        row=row,
    )


class Stated(NamedTuple):
    """What the users of a store state: the law, licences in hand, draws on them."""

    law: tuple[LawStatement, ...] = ()
    licenses: tuple[Authorization, ...] = ()
    draws: tuple[Draw, ...] = ()


def resolver_of(screen: Screen, on: date) -> Resolver:
    """A resolver with the tables of the package."""
    sure = tables.parameters().number("identity.sure_score")
    return Resolver(screen, packaged_tags(), sure, on)


def determined(
    transaction: Transaction, screen: Screen, context: Context, stated: Stated
) -> Determined:
    """The answer on a transaction, with the tables of the package and what users state."""
    ear = packaged_ear()
    if stated.law:
        ear = dataclasses.replace(ear, law=law_with(stated.law))
    resolver = resolver_of(screen, context.on)
    loaded = {use.list_id for use in context.snapshots}
    tags = frozenset(name for name, tag in packaged_tags().items() if tag.list in loaded)
    parties = tuple(resolver.party(one) for one in transaction.parties)
    structure = resolver.structure(transaction, parties)
    case = Case(transaction, context.on, parties, ear, tags)
    owned = Owned(structure, tuple(named_tests().values()))
    return Determined(
        transaction=transaction,
        determination=determine(case, owned, coverage(case, stated.licenses, stated.draws)),
        context=context,
        parties=case.parties,
    )


def draws_of(found: Determined, now: datetime) -> tuple[Draw, ...]:
    """What a transaction takes of the licences that cover it. Raises InputError for a transaction
    without an id: it could be drawn twice."""
    covering = [one for one in found.determination.licenses if one.covers]
    if covering and not found.transaction.id:
        raise InputError("nothing to draw for", field="id", expected="an id of the transaction")
    return tuple(
        Draw(
            number=one.number,
            transaction=found.transaction.id or "",
            value_usd=one.balance - one.left,
            recorded=now,
        )
        for one in covering
        if one.balance is not None and one.left is not None
    )
