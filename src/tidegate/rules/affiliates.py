"""Parties owned by listed parties: the BIS affiliates rule and the OFAC 50 percent rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tidegate.model.determination import EXCEPTION, FREE, LICENSE, Finding, Outcome, ordered
from tidegate.model.law import LawParameter, LawStatus
from tidegate.model.ownership import OwnershipFinding, OwnershipTest, Structure, Verdict
from tidegate.ownership.explain import finding as owned_finding
from tidegate.ownership.graph import Graph
from tidegate.ownership.interest import interests
from tidegate.ownership.judge import Judge, Law
from tidegate.rules.case import Case

_EASES = (LawStatus.IN_FORCE, LawStatus.UNKNOWN)


class Owned(NamedTuple):
    """The ownership side of a transaction: the structure, the tests to ask, and whether nothing is
    missing from the stakes."""

    structure: Structure
    tests: tuple[OwnershipTest, ...]


def findings(case: Case, owned: Owned) -> Iterator[Finding]:
    """What each test says of each party of the transaction that the stakes name."""
    if not owned.structure.stakes:
        return
    graph = Graph(owned.structure, case.on)
    for test in owned.tests:
        if test.sending and case.sends is False:
            continue
        judge = Judge(graph, test, law_at(test, case))
        if not judge.roots:
            continue
        interest = interests(graph, judge.roots)
        for party in case.parties:
            place = graph.places.get(party.words)
            if place is not None:
                said = owned_finding(judge, place, interest)
                if said.verdict is not Verdict.LISTED:
                    yield _finding(case, test, said)


def law_at(test: OwnershipTest, case: Case) -> Law:
    """The law of a test on the date of a case."""
    law: Mapping[str, LawParameter] = case.law
    control = law[test.control_law] if test.control_law else None
    return Law.at(law[test.law], control, case.on)


def _finding(case: Case, test: OwnershipTest, said: OwnershipFinding) -> Finding:
    possible: set[Outcome] = set()
    if Verdict.NOT_COVERED in said.possible:
        possible.add(FREE)
    conditions: tuple[str, ...] = ()
    if Verdict.COVERED in said.possible or Verdict.LISTED in said.possible:
        relief = _relief(case, test, said)
        possible |= relief.outcomes
        conditions = relief.conditions
    stretch = case.law[test.law].at(case.on)
    outcomes = ordered(possible)
    policy = tuple(
        dict.fromkeys(
            owner.policy.value.replace("_", " ")
            for owner in said.owners
            if owner.policy is not None and "policy" in owner.strictest
        )
    )
    return Finding(
        rule=f"ownership.{test.id}",
        regime=test.regime,
        title=test.title,
        says=said.reason,
        possible=outcomes,
        citations=(stretch.cite,),
        policy=(policy or (test.effect,)) if LICENSE in possible else (),
        conditions=conditions,
        missing=("stakes",) if said.structure is Verdict.UNDETERMINED else (),
        red_flags=said.red_flags,
        party=said.party.name,
        status=stretch.status,
        since=stretch.from_,
    )


class _Relief(NamedTuple):
    outcomes: frozenset[Outcome]
    conditions: tuple[str, ...] = ()


def _relief(case: Case, test: OwnershipTest, said: OwnershipFinding) -> _Relief:
    """A general license for covered parties, where one was in force and the place is one of its
    own."""
    tags = {item.tag for owner in said.owners for item in owner.listings}
    country = case.country(said.party.country)
    if country is None and len(case.places) == 1:
        country = case.places[0]
    for relief in test.relief:
        stretch = case.law[relief.law].at(case.on)
        helps = country is not None and country.groups & set(relief.groups)
        if not helps or tags & set(relief.not_tags) or stretch.status not in _EASES:
            continue
        words = str(stretch.value or stretch.possibilities[0].value)
        found = {EXCEPTION} if stretch.status is LawStatus.IN_FORCE else {EXCEPTION, LICENSE}
        return _Relief(frozenset(found), (f"general license: {words} ({stretch.cite})",))
    return _Relief(frozenset({LICENSE}))
