"""A transaction with everything that rules may ask of it, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from tidegate.model.ear import Country, Embargo
from tidegate.model.effects import EarTables
from tidegate.model.law import LawParameter
from tidegate.model.transaction import SENDING, Act, Item, PartyFacts, Transaction
from tidegate.rules.chips import with_figures
from tidegate.rules.places import country_code, destination, worlds


class Case:
    """One transaction on one date. `parties` are its parties with the listings that they met;
    `loaded` are the lists (tags) that were asked;
    `exceptions_barred`: a party takes every exception away (§ 740.2(a)(17)), `exceptions_doubtful`:
    it may."""

    def __init__(
        self,
        transaction: Transaction,
        on: date,
        parties: tuple[PartyFacts, ...],
        ear: EarTables,
        loaded: frozenset[str],
    ) -> None:
        self.transaction, self.on, self.parties = transaction, on, parties
        self.ear, self.loaded = ear, loaded

    @property
    def law(self) -> Mapping[str, LawParameter]:
        """The dated law."""
        return self.ear.law

    @property
    def act(self) -> Act | None:
        """What is done."""
        return self.transaction.act

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """Everything that the act may be."""
        return (self.act,) if self.act is not None else tuple(Act)

    @property
    def sends(self) -> bool | None:
        """Whether the act is one that the EAR license; `None` where it is not stated."""
        return None if self.act is None else self.act in SENDING

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items; where none is stated, one of which nothing is known."""
        stated = tuple(map(with_figures, self.transaction.all_items))
        return stated if stated and self.transaction.complete else (*stated, *self._unstated)

    @property
    def _unstated(self) -> tuple[Item, ...]:
        return () if self.transaction.all_items else (Item(),)

    @cached_property
    def places(self) -> tuple[Country, ...]:
        """Everything that the destination may be: for a release to a person, the nationality."""
        return worlds(self.place_text, self.ear, self.on)

    @cached_property
    def place_text(self) -> str | None:
        """The text that names the destination, or the nationality of the person released to."""
        if self.deemed:
            nations = {p.party.nationality for p in self.parties if p.party.nationality}
            return nations.pop() if len(nations) == 1 else None
        return self.transaction.destination

    @property
    def deemed(self) -> bool:
        """Whether technology is released to a person rather than sent to a place."""
        return self.act in (Act.DEEMED_EXPORT, Act.DEEMED_REEXPORT)

    @property
    def place_words(self) -> str:
        """The destination in words."""
        if len(self.places) == 1:
            return self.places[0].name
        text = self.place_text
        return f"{text} (a place that no row was found for)" if text else "a destination not stated"

    def country(self, text: str | None) -> Country | None:
        """A country by a text, with the groups of the date."""
        code = country_code(text, self.ear)
        return destination(code, self.ear, self.on) if code else None

    def embargo_of(self, country: Country) -> Embargo | None:
        """The rule of part 746 for a destination."""
        return next((one for one in self.ear.embargoes if country.iso2 in one.countries), None)

    @cached_property
    def exceptions_barred(self) -> bool:
        """Whether a party surely takes every exception away."""
        return any(
            met.sure and met.tag in self._barring
            for party in self.parties
            for met in party.listings
        )

    @cached_property
    def exceptions_doubtful(self) -> bool:
        """Whether a party takes, or may take, every exception away."""
        return any(met.tag in self._barring for party in self.parties for met in party.listings)

    @cached_property
    def _barring(self) -> frozenset[str]:
        return frozenset(one.tag for one in self.ear.effects if one.bars_exceptions)

    @property
    def person_assumption(self) -> tuple[str, ...]:
        """That the asker is a United States person, where nothing is said."""
        if self.transaction.us_person is not None:
            return ()
        return ("the asker is a United States person (us_person is not stated)",)

    @property
    def embargo_assumption(self) -> tuple[str, ...]:
        """The same for part 746."""
        if self.on >= self.ear.read_from:
            return ()
        return (f"part 746 as read in {self.ear.read_from.year} is taken for that of {self.on}",)

    @cached_property
    def chart_assumption(self) -> tuple[str, ...]:
        """What is taken for granted on dates before the chart and groups were read."""
        if self.on >= self.ear.read_from:
            return ()
        return (
            "the Country Chart, the Country Groups and the Commerce Control List of "
            f"{self.ear.read_from.year} are taken for those of {self.on}, but for the changes on "
            "file",
        )
