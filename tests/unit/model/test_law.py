"""A stretch of law, and what a user states in its place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.model.law import (
    LawParameter,
    LawStatement,
    LawStatus,
    LawStretch,
    Threshold,
    spliced,
    stretches_fault,
    threshold,
    value_fault,
)

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def parameter(*cuts: date) -> LawParameter:
    ends = [None, *sorted(set(cuts)), None]
    return LawParameter(
        id="test", title="A test", meaning="A share.", unit="share", checked=FIRST,
        values=tuple(
            LawStretch(from_=begin, to=end, status=LawStatus.IN_FORCE, value=">= 50 %",
                       cite=f"rule {place}", grade="V")
            for place, (begin, end) in enumerate(pairwise(ends))
        ),
    )  # fmt: skip


def statement(from_: date | None, to: date | None) -> LawStatement:
    return LawStatement(
        parameter="test", from_=from_, to=to, status=LawStatus.STAYED, cite="91 FR 1",
        who="A. Person", reason="read it", recorded=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (">= 50 %", Threshold(Fraction(1, 2), False)),
        (">50%", Threshold(Fraction(1, 2), True)),
        (">= 33.3 %", Threshold(Fraction(333, 1000), False)),
        ("50 %", None),
        (">= 50", None),
        (">= 101 %", None),
        (50, None),
        (True, None),
        (None, None),
    ],
)
def test_a_threshold_is_exact_or_none(value: object, found: Threshold | None) -> None:
    assert threshold(value) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unit", "value", "right"),
    [
        ("share", "> 50 %", True),
        ("share", 50, False),
        ("truth", True, True),
        ("truth", 1, False),
        ("number", 25, True),
        ("number", True, False),
        ("text", "a rule", True),
        ("text", 5, False),
        ("share", None, True),
    ],
)
def test_a_value_is_of_its_unit(unit: str, value: object, right: bool) -> None:
    assert (value_fault(unit, value) is None) is right  # type: ignore[arg-type]


days = st.dates(FIRST, LAST)


@given(
    cuts=st.lists(days, max_size=4),
    ends=st.tuples(days, days).filter(lambda pair: pair[0] < pair[1]),
    open_=st.sampled_from(["", "from", "to", "both"]),
    on=st.dates(date(2024, 12, 1), date(2026, 1, 31)),
)
def test_a_statement_takes_its_days_and_leaves_the_others(
    cuts: list[date], ends: tuple[date, date], open_: str, on: date
) -> None:
    said = statement(
        None if open_ in ("from", "both") else ends[0],
        None if open_ in ("to", "both") else ends[1],
    )
    before, after = parameter(*cuts), spliced(parameter(*cuts), said)
    assert stretches_fault(after.values) is None
    inside = (said.from_ is None or said.from_ <= on) and (said.to is None or on < said.to)
    if inside:
        assert after.at(on).status is LawStatus.STAYED
        assert after.at(on).stated == "stated by A. Person on 2026-01-01 00:00 UTC: read it"
    else:
        assert after.at(on).cite == before.at(on).cite
        assert after.at(on).stated is None
