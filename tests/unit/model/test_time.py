"""`in_force`: whether a listing is in force on a date, and what an answer may never say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tidegate.model.listing import Listing, Name
from tidegate.model.time import Basis, Dating, Force, InForce, Version, in_force

CASES = ROOT / "tests" / "cases" / "model" / "in_force.yaml"
RECORDED = datetime(2026, 11, 22, tzinfo=UTC)
VERSION_KEYS = {
    "name", "seen", "last", "gone", "listed", "basis", "possibly", "wording", "ended", "end_basis"
}  # fmt: skip
ANSWER_KEYS = {"date", "force", "name", "since", "until", "wording_known", "reason"}


def version(fields: dict[str, Any]) -> Version:
    assert set(fields) <= VERSION_KEYS, f"unknown: {set(fields) - VERSION_KEYS}"
    return Version(
        listing=Listing(list_id="us_x", key="1", names=(Name(text=fields.get("name", "A")),)),
        dating=Dating(
            listed_from=fields.get("listed"),
            listed_basis=Basis(fields.get("basis", "unknown")),
            possibly_from=fields.get("possibly"),
            wording_from=fields.get("wording"),
            ended_on=fields.get("ended"),
            ended_basis=Basis(fields["end_basis"]) if "end_basis" in fields else None,
        ),
        seen_from=fields["seen"],
        last_seen=fields.get("last", fields["seen"]),
        seen_to=fields.get("gone"),
        recorded_from=RECORDED,
        recorded_to=None,
        snapshot="ab" * 32,
    )


def cases(path: Path) -> list[Any]:
    found = []
    for case in yaml.safe_load(path.read_text(encoding="utf-8")):
        assert set(case) == {"case", "versions", "answers"}, case["case"]
        versions = [version(fields) for fields in case["versions"]]
        for answer in case["answers"]:
            assert set(answer) <= ANSWER_KEYS, f"unknown: {set(answer) - ANSWER_KEYS}"
            name = f"{case['case']}, on {answer['date']}"
            found.append(pytest.param(versions, answer, id=name))
    return found


@pytest.mark.parametrize(("versions", "expected"), cases(CASES))
def test_case(versions: list[Version], expected: dict[str, Any]) -> None:
    answer = in_force(versions, expected["date"])
    shown = {
        "date": expected["date"],
        "force": answer.force.value,
        "name": answer.version.listing.caption,
        "since": answer.since,
        "until": answer.until,
        "wording_known": answer.wording_known,
        "reason": answer.reason,
    }
    assert {key: shown[key] for key in expected} == expected


# -- properties -----------------------------------------------------------------------------

START = date(2020, 1, 1)
LENGTH = 60


def at(number: int) -> date:
    return START + timedelta(days=number)


@st.composite
def lives(draw: st.DrawFn) -> list[Version]:
    """The versions of one listing as a store gives them: stretches of snapshots between which
    the wording changed, or the listing was gone, each dated as a datebook could."""
    marks = sorted(draw(st.lists(st.integers(5, LENGTH - 5), min_size=1, max_size=8, unique=True)))
    states = [draw(st.sampled_from(["A", "B", None])) for _ in marks]
    runs: list[tuple[int, int, str]] = []
    for place, state in enumerate(states):
        if state is None:
            continue
        if runs and states[runs[-1][1]] == state and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place, state)
        else:
            runs.append((place, place, state))
    if not runs:
        runs = [(0, 0, "A")]
        states[0] = "A"
    versions = []
    for first, last, name in runs:
        gone = at(marks[last + 1]) if last + 1 < len(marks) else None
        absent = at(marks[first - 1]) if first and states[first - 1] is None else None
        follows = last + 1 < len(marks) and states[last + 1] is not None
        dating = draw(datings(at(marks[first]), absent, None if follows else gone))
        fields = {"name": name, "seen": at(marks[first]), "last": at(marks[last])}
        versions.append(version({**fields, "gone": gone, **dating}))
    return versions


@st.composite
def datings(draw: st.DrawFn, seen: date, absent: date | None, gone: date | None) -> dict[str, Any]:
    basis = draw(st.sampled_from(["effective", "published", "listed", "snapshot"]))
    listed = seen if basis == "snapshot" else seen - timedelta(draw(st.integers(0, 40)))
    found: dict[str, Any] = {"basis": basis, "listed": listed}
    if basis == "published":
        found["possibly"] = listed - timedelta(14)
    if basis == "snapshot" and absent:
        found["possibly"] = absent + timedelta(1)
    if basis != "snapshot" and draw(st.booleans()):
        found["wording"] = seen - timedelta(draw(st.integers(0, 20)))
    if gone:
        found["ended"], found["end_basis"] = gone, "snapshot"
        if draw(st.booleans()):
            found["ended"] = gone - timedelta(draw(st.integers(0, 10)))
            found["end_basis"] = "notice"
    return found


dates = st.integers(-10, LENGTH + 10).map(at)


@settings(max_examples=100, deadline=None)
@given(lives(), dates)
def test_what_a_snapshot_shows_is_never_denied(versions: list[Version], on: date) -> None:
    """Between two snapshots that both show a listing it is in force, with that wording."""
    for shown in versions:
        if shown.seen_from <= on <= shown.last_seen:
            answer = in_force(versions, on)
            assert answer.force is Force.IN_FORCE
            assert answer.version == shown
            assert answer.wording_known


@settings(max_examples=100, deadline=None)
@given(lives(), dates)
def test_a_wording_that_was_not_read_is_never_given_as_known(
    versions: list[Version], on: date
) -> None:
    answer = in_force(versions, on)
    shown, start = answer.version, answer.version.dating.wording_from
    if answer.wording_known and on < shown.seen_from:
        assert start is not None
        assert on >= start
    if not answer.wording_known and answer.force is Force.IN_FORCE:
        assert "was not read" in answer.reason


@settings(max_examples=100, deadline=None)
@given(lives(), dates)
def test_a_date_without_law_behind_it_is_never_clear(versions: list[Version], on: date) -> None:
    """A listing that only snapshots date may have been listed before the first of them, as far
    back as no snapshot says otherwise; what ended without a notice may have lasted until the
    snapshot that no longer showed it."""
    answer = in_force(versions, on)
    clear = answer.force in (Force.NOT_YET, Force.ENDED)
    first = versions[0]
    only_seen = all(v.dating.listed_basis is Basis.SNAPSHOT for v in versions)
    if only_seen and on < first.seen_from and first.dating.possibly_from is None:
        assert answer.force is Force.UNDETERMINED
    if not clear:
        return
    for shown in versions:
        ended = shown.dating.ended_basis
        if ended is Basis.SNAPSHOT and shown.seen_to:
            assert not shown.last_seen <= on < shown.seen_to


@settings(max_examples=100, deadline=None)
@given(lives())
def test_the_newest_word_holds_until_another_one_comes(versions: list[Version]) -> None:
    """After the newest snapshot: in force if it shows the listing, ended if it does not."""
    answer = in_force(versions, at(LENGTH + 1000))
    last = versions[-1]
    assert answer.force is (Force.ENDED if last.seen_to else Force.IN_FORCE)
    assert answer.version == last


@settings(max_examples=100, deadline=None)
@given(lives(), dates)
def test_an_answer_is_whole(versions: list[Version], on: date) -> None:
    """Every answer shows one of the versions and agrees with its own dates."""
    answer = in_force(versions, on)
    assert answer.version in versions
    assert answer.reason
    assert agrees(answer, on)


def agrees(answer: InForce, on: date) -> bool:
    if answer.force is Force.IN_FORCE:
        since = answer.since is not None and answer.since <= on
        return since and (answer.until is None or on < answer.until)
    if answer.force is Force.ENDED:
        return answer.until is not None and answer.until <= on
    if answer.force is Force.NOT_YET:
        return answer.since is not None and on < answer.since
    return True


@settings(max_examples=100, deadline=None)
@given(lives())
def test_in_force_on_the_first_day_that_an_answer_names(versions: list[Version]) -> None:
    """ "First in force on D" is true on D, whatever date was asked about."""
    for number in range(-10, LENGTH + 10):
        answer = in_force(versions, at(number))
        if answer.force is Force.NOT_YET and answer.since:
            then = in_force(versions, answer.since)
            assert then.force is Force.IN_FORCE
