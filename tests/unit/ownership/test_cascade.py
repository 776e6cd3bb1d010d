"""The least fixed point and the look-through interest, beside worked examples and an oracle."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.model.law import Threshold
from tidegate.model.ownership import Share, Stake, StakeParty, Structure
from tidegate.ownership.cascade import least, least_alone
from tidegate.ownership.graph import Graph
from tidegate.ownership.interest import interests
from tidegate.tables.ownership import named_tests

HALF, MORE = Threshold(Fraction(1, 2), False), Threshold(Fraction(1, 2), True)
Edge = tuple[str, str, Fraction]

# Stakes; covered by aggregation from one half; owned under the UK test; the interest.
EXAMPLES = [
    ("X A 50, A B 50", "A B", "", {"A": "1/2", "B": "1/4"}),
    ("X A 50, X B 50, A C 25, B C 25", "A B C", "", {"C": "1/4"}),
    ("X A 50, X B 10, A B 40", "A B", "", {"B": "3/10"}),
    ("X A 25, Y A 25", "A", "", {"A": "1/2"}),
    ("X A 25, X B 25, A C 50, B C 50", "", "", {"C": "1/4"}),
    ("X A 49, A B 98, X B 2", "", "", {"B": "2501/5000"}),
    ("X A 50, A B 30, B A 40", "A", "", {"A": "25/44", "B": "15/88"}),
    ("M T 30, X T 25", "T", "", {"T": "11/20"}),
    ("X A 51, A B 51, B A 49", "A B", "A B", {}),
]


def graph(edges: list[Edge], names: list[str]) -> Graph:
    return Graph(
        Structure(
            parties={name: StakeParty(id=name, name=name) for name in names},
            stakes=tuple(
                Stake(owner=owner, owned=owned, share=Share(low=share, high=share))
                for owner, owned, share in edges
            ),
        ),
        date(2025, 10, 15),
    )


@pytest.mark.parametrize(("stakes", "covered", "uk", "look_through"), EXAMPLES)
def test_worked_examples(stakes: str, covered: str, uk: str, look_through: dict[str, str]) -> None:
    rows = [row.split() for row in stakes.split(", ")]
    names = sorted({name for row in rows for name in row[:2]})
    compiled = graph([(a, b, Fraction(share) / 100) for a, b, share in rows], names)
    roots = [compiled.places[name] for name in names if name in "MXY"]
    needs = compiled.needs(named_tests()["bis"].limbs, HALF, False)[0]
    found = set(least(compiled, roots, compiled.lows, needs)) - set(roots)
    assert {compiled.parties[place].id for place in found} == set(covered.split())
    alone = compiled.needs(named_tests()["uk"].limbs, MORE, True)[0]
    owned = {
        compiled.parties[place].id
        for root in roots
        for place in least_alone(compiled, root, compiled.lows, alone, True)
        if place not in roots
    }
    assert owned == set(uk.split())
    interest = interests(compiled, roots)
    assert {name: str(interest[compiled.places[name]].low) for name in look_through} == look_through


def oracle(edges: list[Edge], roots: set[str]) -> set[str]:
    """The definition itself, slowly: rounds over all parties until nothing changes."""
    covered = set(roots)
    while True:
        sums: dict[str, Fraction] = {}
        for owner, owned, share in edges:
            if owner in covered:
                sums[owned] = sums.get(owned, Fraction(0)) + share
        grown = covered | {owned for owned, total in sums.items() if total >= Fraction(1, 2)}
        if grown == covered:
            return covered
        covered = grown


NAMES = list("ABCDEFG")
shares = st.builds(
    lambda part, whole: Fraction(min(part, whole), whole),
    st.integers(0, 24), st.sampled_from([2, 3, 7, 12, 13, 24]),
)  # fmt: skip
structures = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), shares, max_size=16
)


@given(stakes=structures, roots=st.sets(st.sampled_from(NAMES), min_size=1, max_size=3))
def test_the_cascade_is_what_the_definition_says(
    stakes: dict[tuple[str, str], Fraction], roots: set[str]
) -> None:
    edges = [(owner, owned, share) for (owner, owned), share in stakes.items()]
    compiled = graph(edges, NAMES)
    needs = compiled.needs(named_tests()["bis"].limbs, HALF, False)[0]
    found = least(compiled, sorted(map(NAMES.index, roots)), compiled.lows, needs)
    assert {NAMES[place] for place in found} == oracle(edges, roots)
