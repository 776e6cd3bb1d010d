"""How findings fold: what is not known never clears."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.rules.asked import asked
from tidegate.model.determination import EXCEPTION, FREE, LICENSE, PROHIBITED, SCALE, Outcome
from tidegate.rules.fold import folded, outcome_of, strictness

sets = st.lists(st.sets(st.sampled_from(SCALE), min_size=1), max_size=5)


@given(found=sets)
def test_possible_is_every_strictest_choice(found: list[set[Outcome]]) -> None:
    choices = {FREE}
    for one in found:
        choices = {max(a, b, key=strictness) for a in choices for b in one}
    assert set(folded(found)) == choices


@given(found=sets, place=st.integers(0, 4), more=st.sampled_from(SCALE))
def test_a_finding_that_leaves_more_makes_nothing_impossible(
    found: list[set[Outcome]], place: int, more: Outcome
) -> None:
    wider = [one | {more} if at == place else one for at, one in enumerate(found)]
    assert set(folded(found)) <= set(folded(wider))


def test_the_outcome_of_what_is_possible() -> None:
    assert outcome_of((FREE,)) is FREE
    assert outcome_of((LICENSE, PROHIBITED)) is LICENSE
    assert outcome_of((FREE, LICENSE)) is Outcome.UNDETERMINED
    assert outcome_of((EXCEPTION, LICENSE)) is Outcome.UNDETERMINED
    assert outcome_of((PROHIBITED,)) is PROHIBITED


# -- random transactions ---------------------------------------------------------------------

CODES = ["EAR99", "3A090", "3A090.a", "3A090.b", "3A001.a.2", "3A001", "5A992.c",
         "5A002.a", "4A003.b", "3B001.a.4", "9A610.x", "0A501.a", "2B350.g", "1C351.d.15",
         "3E001"]  # fmt: skip
PLACES = ["China", "Germany", "Iran", "Russia", "Cuba", "Canada", "United Arab Emirates", "Macau",
          "India", "Syria", "Crimea", "Sudan", "Hong Kong"]  # fmt: skip
LISTS: list[list[Any]] = [[], ["EL"], ["UVL"], ["MEU"], ["DPL"], ["SDN"], ["CMIC"],
                          [{"list": "EL", "footnotes": [4]}]]  # fmt: skip

items = st.fixed_dictionaries(
    {},
    optional={
        "eccn": st.sampled_from(CODES),
        "nature": st.sampled_from(["commodity", "food", "medicine", "luxury"]),
        "value_usd": st.sampled_from([100, 5000, 100000]),
        "origin": st.sampled_from(["US", "Germany", "China"]),
        "us_content_pct": st.sampled_from([0, 5, 20, 60]),
        "us_technology": st.booleans(),
        "tpp": st.sampled_from([1000, 2500, 15832]),
        "performance_density": st.sampled_from([1.0, 4.0, 7.0]),
        "datacenter": st.booleans(),
    },
)
transactions = st.fixed_dictionaries(
    {"on": st.sampled_from(["2025-10-15", "2026-10-01", "2026-11-22"])},
    optional={
        "act": st.sampled_from(["export", "reexport", "transfer", "import", "purchase", "invest"]),
        "asker": st.sampled_from(["exporter", "importer", "investor", "contractor"]),
        "from": st.sampled_from(["US", "Germany"]),
        "destination": st.sampled_from(PLACES),
        "item": items,
        "end_use": st.sampled_from(["civil", "military", "nuclear", "missile", "advanced_node"]),
        "parties": st.sampled_from(LISTS).map(
            lambda listed: [{"role": "end user", "name": "Party", "listings": listed}]
        ),
        "us_person": st.booleans(),
        "complete": st.just(True),
    },
)


def without(fields: dict[str, Any], path: str) -> dict[str, Any]:
    """The transaction without one of its facts."""
    first, _, rest = path.partition(".")
    left = dict(fields)
    if rest:
        left[first] = {key: value for key, value in fields[first].items() if key != rest}
    else:
        left.pop(first)
    return left


SENDING = ("export", "reexport", "transfer")


def paths(fields: dict[str, Any]) -> list[str]:
    """The facts of a transaction that could be left out. Two are taken for granted where nothing
    is said: that the asker is a United States person, and that what is bought, held or paid for
    stays where the asker is."""
    top = [key for key in fields if key not in ("on", "us_person")]
    if fields.get("act", "export") not in SENDING:
        top = [key for key in top if key not in ("destination", "act")]
    return top + [f"item.{key}" for key in fields.get("item", {})]


@settings(max_examples=300, deadline=None)
@given(fields=transactions, data=st.data())
def test_leaving_a_fact_out_never_removes_a_possibility(
    fields: dict[str, Any], data: st.DataObject
) -> None:
    known = asked(fields)
    options = paths(fields)
    if options:
        path = data.draw(st.sampled_from(options))
        assert set(known.possible) <= set(asked(without(fields, path)).possible), path


@settings(max_examples=200, deadline=None)
@given(fields=transactions)
def test_what_states_nothing_of_its_parties_is_never_clear(fields: dict[str, Any]) -> None:
    fields = {key: value for key, value in fields.items() if key not in ("parties", "complete")}
    assert asked(fields).outcome is not FREE
