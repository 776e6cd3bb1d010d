"""Who is owned by listed parties: a file of stakes under a named test, on a date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import msgspec

from tidegate.app.determining import Resolver, owner_listing
from tidegate.app.stakes import StakesFile
from tidegate.model.errors import UsageError
from tidegate.model.law import LawParameter
from tidegate.model.listing import fold
from tidegate.model.ownership import OwnershipAnswer, OwnershipTest, StakeParty, Structure, Verdict
from tidegate.model.transaction import TransactionParty
from tidegate.ownership.explain import finding, law_answers
from tidegate.ownership.graph import Graph
from tidegate.ownership.interest import interests
from tidegate.ownership.judge import Judge, Law
from tidegate.tables.ownership import named_tests

Progress = Callable[[str, int, int | None], None]


def chosen(names: Iterable[str]) -> tuple[OwnershipTest, ...]:
    """The named tests, in their order; all without names. Raises UsageError for an unknown one."""
    tests, wanted = named_tests(), list(names)
    for name in wanted:
        if name not in tests:
            raise UsageError(
                f"there is no test {name!r}", field="--test", expected=f"one of {', '.join(tests)}"
            )
    return tuple(test for name, test in tests.items() if not wanted or name in wanted)


def structure_of(
    file: StakesFile, resolver: Resolver, screen: bool, progress: Progress | None = None
) -> Structure:
    """The stakes of a file with the listings of their parties: those that are stated, and where
    `screen` is set those that a name meets."""
    parties = {}
    for number, (key, named) in enumerate(file.parties.items(), start=1):
        stated: tuple[str, ...] | None = named.listings
        if not stated and screen and fold(named.name):
            stated = None
        facts = resolver.party(
            TransactionParty(name=named.name, country=named.country, listings=stated)
        )
        parties[key] = StakeParty(
            id=key,
            name=named.name,
            country=named.country,
            listings=tuple(owner_listing(met) for met in facts.listings),
        )
        if progress and not number % 50:
            progress("screen owners", number, len(file.parties))
    return Structure(parties=parties, stakes=file.stakes)


def owned(
    structure: Structure,
    test: OwnershipTest,
    on: date,
    law: Mapping[str, LawParameter],
    of: str | None = None,
) -> OwnershipAnswer:
    """What a test says of every party that a restricted owner reaches, or of the one named `of`.

    Raises UsageError where the stakes name no such party.
    """
    graph = Graph(structure, on)
    control = law[test.control_law] if test.control_law else None
    judge = Judge(graph, test, Law.at(law[test.law], control, on))
    interest = interests(graph, judge.roots)
    places = sorted(set(judge.reached()))
    if of is not None:
        wanted = fold(of)
        places = [
            at for at, one in enumerate(graph.parties) if wanted in (fold(one.name), fold(one.id))
        ]
        if not places:
            raise UsageError(f"the stakes name no {of!r}", field="--of")
    found = tuple(finding(judge, place, interest) for place in places)
    titles = {name: parameter.title for name, parameter in law.items()}
    return OwnershipAnswer(
        test=test,
        on=on,
        law=law_answers(judge, titles),
        findings=tuple(sorted(found, key=lambda one: list(Verdict).index(one.verdict))),
        unreached=len(graph.parties) - len(interest),
        anomalies=tuple(graph.anomalies),
    )


def assume_foreign(structure: Structure, country: str) -> Structure:
    """The structure with a country for every party that states none: the asker vouches for it."""
    return Structure(
        parties={
            key: one if one.country else msgspec.structs.replace(one, country=country)
            for key, one in structure.parties.items()
        },
        stakes=structure.stakes,
        anomalies=structure.anomalies,
    )
