"""Screening on the starter lists: cases that a lawyer can read, and what must never happen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.unit.app.support import SetClock, gate
from tidegate.app.gate import Gate
from tidegate.model.errors import UsageError
from tidegate.model.party import Party
from tidegate.model.results import Outcome
from tidegate.tables.reading import read_yaml


class Asked(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """The party of a case."""

    name: str
    kind: str | None = None
    addresses: list[str] = []
    identifiers: list[list[str]] = []


class Case(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One question and what must be answered."""

    case: str
    party: Asked
    on: date
    outcome: str
    listing: str | None = None
    other: str | None = None
    says: list[str] = []
    notes: list[str] = []


CASES = read_yaml(ROOT / "tests/cases/app/starter.yaml", list[Case])


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    with gate(tmp_path_factory.mktemp("starter")) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.case)
def test_cases_on_the_starter_lists(it: Gate, case: Case) -> None:
    screened = it.screen(msgspec.to_builtins(case.party), on=case.on)
    assert screened.outcome == case.outcome, screened.reason
    if case.listing:
        assert case.listing in [hit.listing.listing_id for hit in screened.hits]
    if case.other:
        assert case.other in [hit.listing.listing_id for hit in screened.others]
    for words in case.says:
        assert words in screened.reason
    caveats = " ".join(caveat for hit in screened.hits for caveat in hit.caveats)
    for words in case.notes:
        assert words in caveats


def test_the_starter_lists_are_said_to_be_starters(it: Gate) -> None:
    context = it.context()
    starters = {use.list_id for use in context.snapshots if use.starter}
    assert "us_bis_entity_list" in starters
    said = {item.what for item in context.degraded if "starter" in item.reason}
    assert said == starters


def test_what_was_not_known_then_is_never_clear(it: Gate) -> None:
    screened = it.screen("Harvard University", known="2020-01-01")
    assert screened.outcome is Outcome.UNDETERMINED
    assert "no list was loaded" in screened.reason


def test_an_answer_says_what_it_stands_on(it: Gate) -> None:
    context = it.context(on="2026-03-26", lists=["us_bis_entity_list"])
    assert context.on == date(2026, 3, 26)
    assert [use.list_id for use in context.snapshots] == ["us_bis_entity_list"]
    again = it.context(on="2026-03-26", lists=["us_bis_entity_list"])
    assert again.configuration == context.configuration
    other = it.context(on="2026-03-26", lists=["us_bis_entity_list"], threshold=0.9)
    assert other.configuration != context.configuration


def test_lists_can_be_chosen(it: Gate) -> None:
    both = it.screen("Hikvision")
    one = it.screen("Hikvision", lists=["us_ofac_consolidated"])
    assert {hit.listing.list_id for hit in one.hits} == {"us_ofac_consolidated"}
    assert {hit.listing.list_id for hit in both.hits} > {"us_ofac_consolidated"}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"lists": ["no_such_list"]}, "lists"),
        ({"threshold": 0.0}, "threshold"),
        ({"threshold": 1.5}, "threshold"),
        ({"on": "2026-13-45"}, "on"),
        ({"known": "yesterday"}, "known"),
        ({"limit": 0}, "limit"),
    ],
)
def test_wrong_questions_are_wrong_use(it: Gate, asked: dict[str, Any], field: str) -> None:
    with pytest.raises(UsageError) as caught:
        it.screen("Hikvision", **asked)
    assert caught.value.field == field


@pytest.mark.parametrize("party", [{"nom": "x"}, {"name": 3}, {}, None, 7])
def test_an_ill_formed_party_is_wrong_use(it: Gate, party: Any) -> None:
    with pytest.raises(UsageError):
        it.screen(party)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60), on=st.dates(date(1990, 1, 1), date(2035, 1, 1)))
@example(text="№", on=date(2026, 3, 26))
def test_any_text_on_any_day_has_an_answer(it: Gate, text: str, on: date) -> None:
    screened = it.screen(Party(name=text), on=on)
    assert screened.outcome in set(Outcome) - {Outcome.ERROR}
    if not any(char.isalnum() for char in text):
        assert screened.outcome is Outcome.UNDETERMINED


@settings(max_examples=40, deadline=None)
@given(days=st.lists(st.dates(date(2019, 1, 1), date(2020, 1, 1)), min_size=2, max_size=2))
def test_once_listed_a_party_stays_so_until_it_is_removed(it: Gate, days: list[date]) -> None:
    early, late = sorted(days)
    first = it.screen("Hikvision", on=early, lists=["us_bis_entity_list"]).outcome
    second = it.screen("Hikvision", on=late, lists=["us_bis_entity_list"]).outcome
    assert not (first is Outcome.ALERT and second is Outcome.CLEAR)


@pytest.mark.parametrize("text", ["Harbour Works " * 60, "哈" * 700, "x" * 10_000])
def test_a_text_too_long_to_be_a_name_is_never_clear(it: Gate, text: str) -> None:
    screened = it.screen(Party(name=text))
    assert screened.outcome is Outcome.UNDETERMINED
    assert "only its beginning" in screened.reason


def test_the_same_question_gives_the_same_bytes(tmp_path: Path) -> None:
    answers = []
    for number in range(2):
        clock = SetClock(datetime(2026, 3, 26, tzinfo=UTC))
        with gate(tmp_path / str(number), clock) as opened:
            screening = opened.screen_many(
                [Party(name="Hikvision"), Party(name="華為")], on="2026-03-26", known="2026-03-26"
            )
            answers.append(msgspec.json.encode(screening))
    assert answers[0] == answers[1]


def test_show_history_and_lists_agree_on_a_party(it: Gate) -> None:
    [shown, *_] = it.show("us_bis_entity_list:chinapeoplesrepublicof/dahuatechnology")
    assert shown.listing.footnotes == (4,)
    [life, *_] = it.history("us_bis_entity_list:chinapeoplesrepublicof/dahuatechnology")
    listed = [event for event in life.events if event.what == "listed"]
    assert [event.on for event in listed] == [date(2019, 10, 9)]
    modified = [event.on for event in life.events if event.what == "modified"]
    # The newest rule was in force before it was published, as far as the table of rules knows.
    assert len(modified) == 2
    assert modified[0] == date(2020, 7, 22)
    assert {status.list_id for status in it.lists()} >= {"us_bis_entity_list", "us_ofac_sdn"}


def test_what_is_not_listed_cannot_be_shown(it: Gate) -> None:
    with pytest.raises(UsageError, match="nothing is listed as"):
        it.show("Zzyzx Unheard Of Works")


def test_an_address_on_no_list_does_not_clear_a_name_that_says_nothing(it: Gate) -> None:
    bare = it.screen("Trading Company Limited")
    party = Party(name="Trading Company Limited", addresses=("1 Quiet Lane, Oslo, Norway",))
    assert bare.outcome is Outcome.UNDETERMINED
    assert it.screen(party).outcome is Outcome.UNDETERMINED
