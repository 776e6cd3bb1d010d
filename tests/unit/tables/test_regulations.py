"""The law that ships: dated, cited, graded, without a gap."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tidegate.model.law import LawStatus, stretches_fault, threshold
from tidegate.tables.regulations import regulations

RULE = "us.ear.part744.affiliates_rule"
LICENSE = "us.ear.part736.affiliates_general_license"


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2025-09-01", "not_enacted"),
        ("2025-09-28", "not_enacted"),
        ("2025-09-29", "in_force"),
        ("2025-10-15", "in_force"),
        ("2025-11-09", "in_force"),
        ("2025-11-10", "stayed"),
        ("2026-03-01", "stayed"),
        ("2026-11-09", "stayed"),
        ("2026-11-10", "unknown"),
        ("2026-11-22", "unknown"),
        ("2027-01-11", "unknown"),
    ],
)
def test_the_affiliates_rule_on_its_dates(on: str, status: str) -> None:
    assert regulations()[RULE].at(date.fromisoformat(on)).status == status


def test_after_the_stay_the_rule_may_be_in_force_or_stayed() -> None:
    stretch = regulations()[RULE].at(date(2026, 11, 22))
    assert {option.status for option in stretch.possible} == {"in_force", "stayed"}
    assert "2025-19846" in (stretch.note or "")


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2025-10-15", "in_force"),
        ("2025-11-27", "in_force"),
        ("2025-11-28", "unknown"),
        ("2025-12-01", "unknown"),
        ("2025-12-02", "expired"),
    ],
)
def test_the_sources_differ_over_the_end_of_the_general_license(on: str, status: str) -> None:
    assert regulations()[LICENSE].at(date.fromisoformat(on)).status == status


@pytest.mark.parametrize(
    ("parameter", "on", "share", "strict"),
    [
        (RULE, "2025-10-15", Fraction(1, 2), False),
        ("us.ofac.fifty_percent", "2014-08-13", Fraction(1, 2), False),
        ("eu.ownership", "2024-06-30", Fraction(1, 2), True),
        ("eu.ownership", "2024-07-24", Fraction(1, 2), False),
        ("uk.ownership", "2022-03-23", Fraction(1, 2), True),
    ],
)
def test_thresholds_are_exact_and_say_whether_equal_is_enough(
    parameter: str, on: str, share: Fraction, strict: bool
) -> None:
    assert threshold(regulations()[parameter].at(date.fromisoformat(on)).value) == (share, strict)


def test_in_july_2024_the_european_threshold_is_unknown_not_chosen() -> None:
    stretch = regulations()["eu.ownership"].at(date(2024, 7, 10))
    assert stretch.status is LawStatus.UNKNOWN
    assert {option.value for option in stretch.possible} == {"> 50 %", ">= 50 %"}


@pytest.mark.parametrize("parameter", regulations().values(), ids=lambda p: p.id)
def test_every_parameter_covers_all_time_and_says_what_it_was_read_in(parameter: object) -> None:
    from tidegate.model.law import LawParameter

    assert isinstance(parameter, LawParameter)
    assert stretches_fault(parameter.values) is None
    assert all(stretch.cite and stretch.grade in ("V", "V2", "V3") for stretch in parameter.values)
    assert "recall" not in " ".join(stretch.cite for stretch in parameter.values)
