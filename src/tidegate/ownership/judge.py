"""A named test over a compiled structure: the verdict on every party, and what carries it.

The cascade is run twice for everything that the law may be on the date: with the least of every
stake from the parties that are surely listed, and with the most of every stake from all that may
be. What the first covers is covered; what only the second covers is undetermined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from tidegate.model.law import (
    LawParameter,
    LawStatus,
    LawStretch,
    Possibility,
    Threshold,
    Value,
    threshold,
)
from tidegate.model.ownership import OwnerListing, OwnerRule, OwnershipTest, StakeParty, Verdict
from tidegate.model.time import Force
from tidegate.ownership.cascade import Order, least, least_alone
from tidegate.ownership.graph import Graph, Needs

_COUNTS = (Force.IN_FORCE, Force.POSSIBLY, Force.UNDETERMINED)
_LIVE = (LawStatus.IN_FORCE, LawStatus.NOT_ENFORCED)


class Reach(NamedTuple):
    """Whom a reading of the law covers: surely, and perhaps. `needs` is what it asked of the
    sums."""

    sure: Order
    maybe: Order
    needs: Needs


class Reading(NamedTuple):
    """One thing that the law may be: the threshold where it is live, and whether control counts."""

    threshold: Threshold | None
    control: bool


class Law(NamedTuple):
    """The law of a test on a date: the stretch of its threshold, and that of its control limb.
    `written` is the test as its text stands, in force on the date or not."""

    ownership: LawStretch
    control: LawStretch | None
    written: Reading

    @classmethod
    def at(cls, ownership: LawParameter, control: LawParameter | None, on: date) -> Law:
        """The law on a date."""
        marks = (threshold(value) for value in _values(ownership, on))
        written = Reading(
            next((mark for mark in marks if mark is not None), None),
            control is not None and any(_values(control, on)),
        )
        return cls(ownership.at(on), control.at(on) if control else None, written)


class Judge:
    """One test on one structure and date. Verdicts are at hand for all parties at once; who they
    rest on is found out for the party that is asked about (`explain.py`)."""

    def __init__(self, graph: Graph, test: OwnershipTest, law: Law) -> None:
        self.graph, self.test, self.law = graph, test, law
        self.sure_roots: list[int] = []
        self.roots: list[int] = []
        for place in graph.listed:
            party = graph.parties[place]
            passing = [item for item in party.listings if passes(item, test.owners)]
            if passing:
                self.roots.append(place)
                if any(item.sure for item in passing):
                    self.sure_roots.append(place)
        self._reaches: dict[Reading, Reach] = {}
        self.readings = _readings(law)

    def reach(self, reading: Reading) -> Reach:
        """Whom a reading covers."""
        found = self._reaches.get(reading)
        if found is None:
            needs = self.graph.needs(self.test.limbs, reading.threshold, reading.control)
            sure = self._cascade(self.sure_roots, self.graph.lows, needs[0])
            maybe = sure
            # Where nothing is uncertain, what is sure is all that may be.
            plain = self.graph.exact and self.sure_roots == self.roots
            if not (plain and self.graph.same(needs)):
                maybe = self._cascade(self.roots, self.graph.highs, needs[1])
            found = self._reaches[reading] = Reach(sure, maybe, needs)
        return found

    def _cascade(self, roots: list[int], weights: list[int], needs: list[int]) -> Order:
        if self.test.aggregated:
            return least(self.graph, roots, weights, needs)
        order: Order = {root: at for at, root in enumerate(roots)}
        for root in roots:
            for place in least_alone(self.graph, root, weights, needs, self.test.joint):
                order.setdefault(place, len(order))
        return order

    def structure(self, place: int) -> tuple[Verdict, ...]:
        """What the stakes alone may make of a party, as if the rule were in force."""
        return self._under(place, self.law.written)

    def verdicts(self, place: int) -> tuple[Verdict, ...]:
        """Everything that a party may be on the date, the strictest first."""
        found = {verdict for reading in self.readings for verdict in self._under(place, reading)}
        return tuple(verdict for verdict in Verdict if verdict in found)

    def _under(self, place: int, reading: Reading) -> tuple[Verdict, ...]:
        if place in self._sure_set:
            return (Verdict.LISTED,)
        reach = self.reach(reading)
        if place in self._root_set:
            return (Verdict.LISTED, *self._as_target(place, reach, listed=True))
        return self._as_target(place, reach, listed=False)

    def _as_target(self, place: int, reach: Reach, listed: bool) -> tuple[Verdict, ...]:
        domestic = self._domestic(place)
        if place not in reach.maybe or domestic is True:
            return (Verdict.NOT_COVERED,)
        # A party that may be listed itself stands among the maybe whatever its owners are.
        if listed and not self._pulled(place, reach):
            return (Verdict.NOT_COVERED,)
        if place in reach.sure and domestic is False:
            return (Verdict.COVERED,)
        return (Verdict.COVERED, Verdict.NOT_COVERED)

    def _pulled(self, place: int, reach: Reach) -> bool:
        return any(owner in reach.maybe for owner, _ in self.graph.owners_of(place))

    def _domestic(self, place: int) -> bool | None:
        """Whether the test leaves a company out as a target; `None` where its country is not
        said."""
        if self.test.targets == "all":
            return False
        country = self.graph.parties[place].country
        return None if country is None else is_domestic(self.test, country)

    def reached(self) -> Iterator[int]:
        """The parties below a restricted owner, however small the stakes, and the owners."""
        return self.graph.reached_from(self.roots)

    @cached_property
    def _sure_set(self) -> frozenset[int]:
        return frozenset(self.sure_roots)

    @cached_property
    def _root_set(self) -> frozenset[int]:
        return frozenset(self.roots)


def passes(listing: OwnerListing, rules: Iterable[OwnerRule]) -> bool:
    """Whether one of the rules is about such a listing, and it is, or may be, in force."""
    return listing.force in _COUNTS and rule_of(listing, rules) is not None


def rule_of(listing: OwnerListing, rules: Iterable[OwnerRule]) -> OwnerRule | None:
    """The rule that is about such a listing."""
    for rule in rules:
        if (rule.tag, rule.kind) == (listing.tag, listing.kind) and (
            not rule.programs or set(rule.programs) & set(listing.programs)
        ):
            return rule
    return None


def is_domestic(test: OwnershipTest, country: str) -> bool:
    """Whether a country is the one whose companies the test leaves out as targets."""
    return country.strip().casefold() in {name.casefold() for name in test.domestic}


def restricted(party: StakeParty, test: OwnershipTest) -> tuple[OwnerListing, ...]:
    """The listings of a party that pass on under the test."""
    return tuple(item for item in party.listings if passes(item, test.owners))


def _readings(law: Law) -> tuple[Reading, ...]:
    controls: tuple[bool, ...] = (False,)
    if law.control is not None:
        controls = tuple(
            dict.fromkeys(_lives(one) and bool(one.value) for one in law.control.possibilities)
        )
    return tuple(
        dict.fromkeys(
            Reading(threshold(one.value) if _lives(one) else None, control)
            for one in law.ownership.possibilities
            for control in controls
        )
    )


def _lives(one: Possibility) -> bool:
    return one.status in _LIVE


def _values(parameter: LawParameter, on: date) -> Iterator[Value | None]:
    """What a parameter says, from the stretch of the date on, then before it."""
    place = parameter.values.index(parameter.at(on))
    for stretch in (*parameter.values[place:], *reversed(parameter.values[:place])):
        yield from (one.value for one in stretch.possibilities)
        yield stretch.value
