"""Named tests over structures, as cases that a lawyer can read."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tidegate.model.ownership import (
    UNKNOWN_SHARE,
    Measure,
    OwnerListing,
    Share,
    Stake,
    StakeParty,
    Structure,
    Verdict,
)
from tidegate.model.time import Force
from tidegate.ownership.explain import finding, law_answers
from tidegate.ownership.graph import Graph
from tidegate.ownership.interest import interests
from tidegate.ownership.judge import Judge, Law
from tidegate.tables.ownership import named_tests
from tidegate.tables.reading import read_yaml
from tidegate.tables.regulations import regulations


class Listed(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What is said of a party: its country, its lists (`SDN/SDGT`, `EL address`, `SDN perhaps`)."""

    country: str | None = "China"
    on: list[str] = []


class Case(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A structure, a test, a date, and what comes out for one party."""

    case: str
    test: str
    on: date
    stakes: list[str]
    parties: dict[str, Listed] = {}
    of: str
    verdict: str
    structure: str | None = None
    limb: str | None = None
    flags: list[str] = []
    interest: str | None = None
    strictest: dict[str, list[str]] = {}
    chain: list[str] | None = None
    source: str


CASES = read_yaml(ROOT / "tests/cases/ownership/tests.yaml", list[Case])


def listing(text: str) -> OwnerListing:
    words = text.split()
    tag, _, program = words[0].partition("/")
    kind = next((word for word in words[1:] if word in ("address", "unlisted")), "party")
    return msgspec.convert(
        {
            "tag": tag,
            "programs": [program] if program else [],
            "kind": kind,
            "certain": "perhaps" not in words,
            "force": Force.ENDED if "ended" in words else Force.IN_FORCE,
            "requirement": next((w for w in words if w in ("all_items", "ccl_listed")), None),
            "policy": next((w for w in words if w.startswith(("presumption", "case"))), None),
        },
        OwnerListing,
    )


def share(text: str) -> Share:
    if text == "unknown":
        return UNKNOWN_SHARE
    if "-" in text:
        low, high = (Fraction(part) / 100 for part in text.split("-"))
        return Share(low=low, high=high)
    if text.startswith(">"):
        return Share(low=Fraction(text[1:]) / 100, high=Fraction(1), low_open=True)
    part = Fraction(text) / 100
    return Share(low=part, high=part)


def structure(rows: list[str], parties: dict[str, Listed]) -> Structure:
    stakes = []
    names: dict[str, None] = {}
    for row in rows:
        owner, owned, amount, *rest = row.split()
        names |= {owner: None, owned: None}
        measure = next((Measure(word) for word in rest if word in set(Measure)), Measure.CAPITAL)
        joint = next((word[6:] for word in rest if word.startswith("joint=")), None)
        stakes.append(
            Stake(owner=owner, owned=owned, share=share(amount), measure=measure, joint=joint)
        )
    said = {name: parties.get(name, Listed()) for name in names}
    return Structure(
        parties={
            name: StakeParty(
                id=name, name=name, country=one.country, listings=tuple(map(listing, one.on))
            )
            for name, one in said.items()
        },
        stakes=tuple(stakes),
    )


def judge(one: Structure, test: str, on: date) -> Judge:
    named = named_tests()[test]
    law = regulations()
    control = law[named.control_law] if named.control_law else None
    return Judge(Graph(one, on), named, Law.at(law[named.law], control, on))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.case)
def test_cases(case: Case) -> None:
    judged = judge(structure(case.stakes, case.parties), case.test, case.on)
    held = interests(judged.graph, judged.roots)
    found = finding(judged, judged.graph.places[case.of], held)
    assert found.verdict.value == case.verdict, found.reason
    assert (found.verdict is Verdict.UNDETERMINED) == (len(found.possible) > 1)
    if case.structure:
        assert found.structure.value == case.structure
    if case.limb:
        assert found.limb == case.limb
    assert [flag.code for flag in found.red_flags] == case.flags
    if case.interest:
        assert found.interest is not None
        assert str(found.interest.low) == case.interest
    strictest = {owner.party.name: list(owner.strictest) for owner in found.owners}
    for name, marks in case.strictest.items():
        assert strictest[name] == marks
    if case.chain is not None:
        assert [step.company.name for step in found.chain] == case.chain


def test_the_law_is_named() -> None:
    judged = judge(structure(["X A 50"], {"X": Listed(on=["UK"])}), "uk", date(2026, 1, 1))
    titles = {name: parameter.title for name, parameter in regulations().items()}
    assert [one.parameter for one in law_answers(judged, titles)] == ["uk.ownership", "uk.control"]


NAMES = list("ABCDEF")
ends = st.integers(0, 100).map(lambda number: Fraction(number, 100))
intervals = st.tuples(ends, ends).map(lambda pair: Share(low=min(pair), high=max(pair)))
rows = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), intervals),
    max_size=10,
    unique_by=lambda row: row[:2],
)


def built(stakes: list[tuple[str, str, Share]], roots: set[str]) -> Structure:
    return Structure(
        parties={
            name: StakeParty(
                id=name,
                name=name,
                country="China",
                listings=(OwnerListing(tag="SDN"),) if name in roots else (),
            )
            for name in NAMES
        },
        stakes=tuple(Stake(owner=a, owned=b, share=part) for a, b, part in stakes),
    )


@given(stakes=rows, roots=st.sets(st.sampled_from(NAMES), min_size=1), part=st.data())
def test_knowing_more_never_adds_a_possibility(
    stakes: list[tuple[str, str, Share]], roots: set[str], part: st.DataObject
) -> None:
    """Whatever the true shares within the intervals are, the answer is among the possible ones."""
    on = date(2026, 1, 1)
    loose = judge(built(stakes, roots), "ofac", on)
    exact = [
        (a, b, Share(low=value, high=value))
        for a, b, one in stakes
        for value in [part.draw(st.fractions(one.low, one.high, max_denominator=100))]
    ]
    tight = judge(built(exact, roots), "ofac", on)
    for place in range(len(NAMES)):
        assert set(tight.verdicts(place)) <= set(loose.verdicts(place))
        assert len(tight.verdicts(place)) == 1


@given(stakes=rows, roots=st.sets(st.sampled_from(NAMES), min_size=1), extra=st.sampled_from(NAMES))
def test_another_listed_owner_never_clears(
    stakes: list[tuple[str, str, Share]], roots: set[str], extra: str
) -> None:
    on = date(2026, 1, 1)
    before = judge(built(stakes, roots), "ofac", on)
    after = judge(built(stakes, roots | {extra}), "ofac", on)
    order = list(Verdict)
    for place in range(len(NAMES)):
        least = [min(map(order.index, one.verdicts(place))) for one in (before, after)]
        assert least[1] <= least[0]
