"""Evidence beside the name, for and against: what both sides say of a party, compared.

A fact that one side does not know says nothing. Of each aspect the reading that speaks most for
the party counts: a list that prints three birth dates is met by one of them. What a finding is
worth is data (`data/evidence/weights.tsv`); the odds of the name's score are multiplied by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from tidegate.match.births import birth_finding
from tidegate.match.numbers import WORLDWIDE, number_key, well_formed
from tidegate.model.evidence import (
    Aspect,
    Effect,
    Evidence,
    EvidenceRules,
    EvidenceTable,
    Facts,
    Weight,
)
from tidegate.model.listing import Identifier, PartyKind

# No score is as certain as these before evidence: odds need a complement.
_LEAST, _MOST = 0.0001, 0.9999
# A number under another kind is not met by chance from this many times the usual length on.
_ELSEWHERE = 4 / 3
# Marks that many may share, and numbers of no authority: no number of another kind equals them.
_OWN_KIND = frozenset({"email", "phone", "website", "ticker", "call_sign", "wallet", "mmsi"})
_CAPITALS = frozenset({"imo", "mmsi", "lei", "bic", "uscc", "isin", "ssn"})

Address = tuple[str, str]
"""Our address, and the one of theirs that it meets."""


class Standing(StrEnum):
    """What a name is with the evidence: an alert, a doubt that goes to a person, or nothing."""

    ALERT = "alert"
    DOUBT = "doubt"
    NOTHING = "nothing"


class Weighed(NamedTuple):
    """What a name's score becomes with the evidence.

    `lifts`: the evidence may raise an alert that the name alone does not. `settled`: a number
    settles it. `excluded`: no match by the published steps, and nothing settles it.
    """

    score: float
    lifts: bool
    settled: bool
    excluded: bool


class Scales:
    """Weighs what two sides say, by a table of weights and the numbers of the rules."""

    def __init__(self, table: EvidenceTable, rules: EvidenceRules) -> None:
        self.table, self.rules = table, rules

    def weigh(
        self, ours: Facts, theirs: Facts, address: Address | None = None
    ) -> tuple[Evidence, ...]:
        """The evidence that two sides give, what speaks for first.

        Addresses are compared like names, by whoever has their words: `address` is what came of it.
        """
        found = [
            *self._identifiers(ours, theirs),
            *self._births(ours, theirs),
            *self._places(ours, theirs, address),
            *self._kinds(ours, theirs),
        ]
        if ours.gender and theirs.gender:
            finding = "gender_same" if ours.gender == theirs.gender else "gender_other"
            found.append(self.piece(Aspect.GENDER, finding, ours.gender, theirs.gender))
        return in_order(found)

    def weighed(self, score: float, found: Iterable[Evidence]) -> Weighed:
        """The score of a name moved by evidence, whatever the order of the pieces. What speaks
        for never lowers it, what speaks against never raises it; no evidence leaves it as it
        is."""
        pieces = in_order(found)
        ratio = 1.0
        for one in pieces:
            ratio *= one.ratio
        effects = {one.effect for one in pieces}
        settled = Effect.SETTLES in effects
        lifts = settled or Effect.ALERTS in effects
        excluded = Effect.EXCLUDES in effects and not settled
        return Weighed(self._moved(score, ratio), lifts, settled, excluded)

    def standing(self, score: float, found: Iterable[Evidence], level: float) -> Standing:
        """What a name that scores so is with the evidence, where an alert begins at a level.

        What speaks against leaves a doubt and never hides a match: neither one that the name
        makes, nor one that what speaks for makes of a name that is not enough by itself.
        """
        pieces = tuple(found)
        if score < level:
            lifted = self.weighed(score, [one for one in pieces if not one.against])
            enough = lifted.lifts and score >= self.rules.lowest_name and lifted.score >= level
            if not enough:
                return Standing.NOTHING
        judged = self.weighed(score, pieces)
        doubt = judged.excluded or judged.score < level
        return Standing.DOUBT if doubt else Standing.ALERT

    def _moved(self, score: float, ratio: float) -> float:
        if ratio == 1.0:
            return score
        # However well a name meets, others may bear it: that is what speaks against begins from.
        most = self.rules.surest_name if ratio < 1.0 else _MOST
        base = min(max(score, _LEAST), most)
        odds = base / (1.0 - base) * ratio
        moved = round(odds / (1.0 + odds), 6)
        return max(score, moved) if ratio > 1.0 else min(score, moved)

    def weak_alias(self, name: str) -> Evidence:
        """What it says that only an alias met which the publisher calls weak."""
        says = "only an alias that the publisher calls weak meets"
        ratio = self.rules.weak_alias
        return Evidence(aspect=Aspect.ALIAS, finding="weak_alias", says=says, ratio=ratio,
                        effect=Effect.MOVES, theirs=name)  # fmt: skip

    def piece(
        self, aspect: Aspect, finding: str, ours: str, theirs: str, kind: str | None = None
    ) -> Evidence:
        """The evidence of one finding; a weight for the kind goes before the plain one."""
        weight = self._weight(finding, kind)
        assert weight is not None, finding
        return Evidence(aspect=aspect, finding=finding, says=weight.says, ratio=weight.ratio,
                        effect=weight.effect, ours=ours, theirs=theirs)  # fmt: skip

    def _weight(self, finding: str, kind: str | None) -> Weight | None:
        weights = self.table.weights
        return weights.get(f"{finding}.{kind}") or weights.get(finding)

    def _identifiers(self, ours: Facts, theirs: Facts) -> Iterator[Evidence]:
        """The number that both have; where there is none, the one that argues most against."""
        best: Evidence | None = None
        worst: Evidence | None = None
        for mine in ours.identifiers:
            same = [
                self._numbers(finding, mine, other)
                for other in theirs.identifiers
                if (finding := self._equal_number(mine, other))
            ]
            best = max([*same, *filter(None, [best])], key=lambda one: one.ratio, default=None)
            other = None if same else self._another(mine, theirs, ours.countries)
            if other and (worst is None or other.ratio < worst.ratio):
                worst = other
        yield from filter(None, [best or worst])

    def _equal_number(self, mine: Identifier, other: Identifier) -> str | None:
        key = number_key(mine.kind, mine.value)
        if mine.kind == other.kind:
            if key == (same := number_key(other.kind, other.value)):
                short = len(key) < self.rules.shortest_number
                return "identifier_same_short" if short else "identifier_same"
            return "identifier_same_but_case" if key.lower() == same.lower() else None
        if {mine.kind, other.kind} & _OWN_KIND or len(key) < self.rules.shortest_number:
            return None
        if key not in (number_key(mine.kind, other.value), number_key(other.kind, other.value)):
            return None
        long = len(key) >= self.rules.shortest_number * _ELSEWHERE
        return "identifier_same_elsewhere" if long else "identifier_same_short"

    def _another(
        self, mine: Identifier, theirs: Facts, countries: tuple[str, ...]
    ) -> Evidence | None:
        """Another value of the same kind: it argues only where one authority gave both."""
        alike = [one for one in theirs.identifiers if one.kind == mine.kind]
        if mine.kind not in WORLDWIDE:
            at = {mine.issuer} if mine.issuer else set(countries)
            alike = [one for one in alike if self._code(one.issuer) in at]
        if not alike or self._weight(f"identifier_other.{mine.kind}", None) is None:
            return None
        formed = well_formed(mine.kind, mine.value)
        finding = "identifier_other" if formed else "identifier_ill_formed"
        return self._numbers(finding, mine, alike[0])

    def _code(self, issuer: str | None) -> str | None:
        return issuer if issuer in self.table.shown else None

    def _numbers(self, finding: str, mine: Identifier, other: Identifier) -> Evidence:
        shown = _shown_number(mine), _shown_number(other)
        return self.piece(Aspect.IDENTIFIER, finding, *shown, other.kind)

    def _births(self, ours: Facts, theirs: Facts) -> Iterator[Evidence]:
        found = [
            self.piece(Aspect.BIRTH_DATE, finding, mine.text, other.text)
            for mine in ours.births
            for other in theirs.births
            if (finding := birth_finding(mine, other, self.rules))
        ]
        if found:
            yield max(found, key=lambda one: one.ratio)

    def _places(self, ours: Facts, theirs: Facts, address: Address | None) -> Iterator[Evidence]:
        """The address, else the city and the country. A shared city says that the country is
        shared, so only one of them speaks for."""
        if address:
            yield self.piece(Aspect.ADDRESS, "address_same", *address)
            return
        mine, other = set(ours.countries), set(theirs.countries)
        names = self._shown(ours.countries), self._shown(theirs.countries)
        if mine and other and not mine & other:
            related = {code for one in mine for code in self.table.related.get(one, ())}
            if not related & other:
                yield self.piece(Aspect.COUNTRY, "country_other", *names, kind=theirs.kind)
            return
        cities = sorted(set(ours.cities) & set(theirs.cities))
        if cities:
            city = cities[0].title()
            yield self.piece(Aspect.ADDRESS, "address_city_same", city, city)
        elif mine & other:
            yield self.piece(Aspect.COUNTRY, "country_same", *names, kind=theirs.kind)
        if ours.cities and theirs.cities and not cities:
            shown = [", ".join(one.title() for one in side.cities[:3]) for side in (ours, theirs)]
            yield self.piece(Aspect.ADDRESS, "address_city_other", *shown)

    def _shown(self, codes: tuple[str, ...]) -> str:
        return ", ".join(self.table.shown.get(code, code) for code in codes[:4])

    def _kinds(self, ours: Facts, theirs: Facts) -> Iterator[Evidence]:
        """A person is no organisation, vessel or aircraft (OFAC's step 2). An address-only entry
        is met by any party that is there."""
        if None in (ours.kind, theirs.kind) or ours.kind == theirs.kind:
            return
        if theirs.kind is not PartyKind.ADDRESS:
            yield self.piece(Aspect.KIND, "kind_other", str(ours.kind), str(theirs.kind))


def _shown_number(one: Identifier) -> str:
    kind = one.kind.upper() if one.kind in _CAPITALS else one.kind.replace("_", " ")
    return f"{kind} {one.value}"


def in_order(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence with what speaks for first, ties in the order of the aspects."""
    order = {aspect: place for place, aspect in enumerate(Aspect)}
    return tuple(sorted(found, key=lambda one: (-one.ratio, order[one.aspect])))
