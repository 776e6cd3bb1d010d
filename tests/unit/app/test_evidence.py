"""Evidence beside the name, on the starter lists: cases that a lawyer can read, and properties."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.unit.app.support import gate
from tidegate.app.gate import Gate
from tidegate.model.party import Party
from tidegate.model.results import Hit, Outcome, ScreenedParty
from tidegate.tables.reading import read_yaml

ON = date(2026, 3, 26)


class Asked(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """The party of a case."""

    name: str = ""
    kind: str | None = None
    country: str | None = None
    birth_date: str | None = None
    gender: str | None = None
    addresses: list[str] = []
    identifiers: list[list[str]] = []


class Case(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One party and what must be answered."""

    case: str
    party: Asked
    outcome: str
    listing: str | None = None
    other: str | None = None
    lists: list[str] = []
    finds: list[str] = []
    lacks: list[str] = []
    score: str | None = None
    doubt: str | None = None
    says: list[str] = []


CASES = read_yaml(ROOT / "tests/cases/evidence/starter.yaml", list[Case])
SCORES = {"higher": 1, "same": 0, "lower": -1}


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    with gate(tmp_path_factory.mktemp("evidence")) as opened:
        yield opened


def meant(screened: ScreenedParty, case: Case) -> Hit | None:
    hits = {hit.listing.listing_id: hit for hit in (*screened.hits, *screened.others)}
    wanted = case.listing or case.other
    if wanted:
        return hits[wanted]
    return screened.hits[0] if screened.hits else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.case)
def test_cases_on_the_starter_lists(it: Gate, case: Case) -> None:
    party = {"name": "", **msgspec.to_builtins(case.party)}
    screened = it.screen(party, on=ON, lists=case.lists or None)
    assert screened.outcome == case.outcome, screened.reason
    for words in case.says:
        assert words in screened.reason
    if case.other:
        assert case.other in [hit.listing.listing_id for hit in screened.others]
    hit = meant(screened, case)
    found = {one.finding for one in hit.evidence} if hit else set()
    assert found >= set(case.finds)
    assert not found & set(case.lacks)
    if case.score:
        assert hit is not None
        moved = (hit.score > hit.name_score) - (hit.score < hit.name_score)
        assert moved == SCORES[case.score]
    if case.doubt:
        assert hit is not None
        assert case.doubt in (hit.doubt or "")


def test_there_are_cases_for_and_against() -> None:
    assert len(CASES) >= 60
    assert sum(case.score == "lower" or case.outcome != "alert" for case in CASES) >= 25


# -- what must hold of every party -------------------------------------------------------------

NAMES = ["Viktor Bout", "Dawood Ibrahim", "BUTT", "Iran Air", "Adrian Darya 1", "Tariq Aziz",
         "Almaz Antey Service", "Viktor Butov", "Hidden Cobras", "Hikvision", "SMIC"]  # fmt: skip
FACTS: dict[str, list[Any]] = {
    "kind": [None, "person", "organization", "vessel"],
    "birth_date": [None, "1967-01-13", "1990-06-02", "1936", "circa 1955", "1955-12-26; 1980"],
    "country": [None, "Iran", "Brazil", "RU", "India", "China"],
    "gender": [None, "male", "female"],
    "addresses": [(), ("41 ul. Vereiskaya, Moscow 121471, Russia",), ("1 Elm St, Boston, USA",)],
    "identifiers": [(), (("passport", "M110522"),), (("imo", "9187629"),), (("imo", "9116412"),)],
}
AGAINST: list[dict[str, Any]] = [
    {"birth_date": "2003-07-07"}, {"country": "Fiji"}, {"kind": "aircraft"},
    {"identifiers": (("imo", "9074729"),)},
]  # fmt: skip
parties = st.builds(
    lambda name, facts: Party(name=name, **facts),
    st.sampled_from(NAMES),
    st.fixed_dictionaries({key: st.sampled_from(values) for key, values in FACTS.items()}),
)


@settings(max_examples=80, deadline=None)
@given(party=parties, against=st.sampled_from(AGAINST))
def test_evidence_against_never_clears(it: Gate, party: Party, against: dict[str, Any]) -> None:
    """Of a fact that was not given, and speaks against all listings, no alert is cleared."""
    bare = {key: None if key != "identifiers" else () for key in against}
    before = it.screen(msgspec.structs.replace(party, **bare), on=ON)
    after = it.screen(msgspec.structs.replace(party, **against), on=ON)
    if before.outcome is Outcome.ALERT:
        assert after.outcome is not Outcome.CLEAR
    shown = {hit.listing.listing_id for hit in (*after.hits, *after.others)}
    assert {hit.listing.listing_id for hit in before.hits if not hit.weak} <= shown


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from(NAMES))
def test_no_evidence_leaves_the_score_of_the_name(it: Gate, name: str) -> None:
    screened = it.screen(Party(name=name), on=ON)
    for hit in (*screened.hits, *screened.others):
        if not [one for one in hit.evidence if one.finding == "weak_alias"]:
            assert hit.score == hit.name_score == hit.match.score
            assert hit.evidence == ()


def test_the_order_of_facts_does_not_matter(it: Gate) -> None:
    dates, numbers = ["1951-05-05", "1967-01-13", "1990"], [("imo", "9187629"), ("passport", "M1")]
    answers = {
        msgspec.json.encode((screened.outcome, screened.hits))
        for order in itertools.permutations(dates)
        for ids in itertools.permutations(numbers)
        for screened in [
            it.screen(Party(name="Viktor Bout", birth_date="; ".join(order), identifiers=ids),
                      on=ON)
        ]
    }  # fmt: skip
    assert len(answers) == 1


@settings(max_examples=60, deadline=None)
@given(party=parties)
def test_every_hit_walks_the_five_steps(it: Gate, party: Party) -> None:
    screened = it.screen(party, on=ON)
    for hit in (*screened.hits, *screened.others):
        assert [step.number for step in hit.steps] == [1, 2, 3, 4, 5]
        assert all(step.found for step in hit.steps)
        ofac = hit.listing.list_id.startswith("us_ofac")
        assert (hit.steps[0].result == "goes on") == ofac
        if any(one.finding == "kind_other" for one in hit.evidence):
            assert hit.steps[1].result == "no match"
