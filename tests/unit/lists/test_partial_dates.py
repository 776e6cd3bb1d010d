"""Printed dates: the words are kept, the days that they can mean are told."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.lists.partial_dates import exact_date, partial_date, year_span

CASES = Path(__file__).parents[2] / "cases" / "lists" / "us_ofac" / "partial_dates.tsv"


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["printed"])
def test_dates_as_printed(case: dict[str, str]) -> None:
    read = partial_date(case["printed"])
    assert read.text == case["printed"]
    assert (str(read.earliest or ""), str(read.latest or "")) == (case["earliest"], case["latest"])
    assert read.circa == (case["circa"] == "yes")


def test_only_a_day_is_exact() -> None:
    assert exact_date("12 Mar 1965") == date(1965, 3, 12)
    assert exact_date("Mar 1965") is None
    assert exact_date("circa 12 Mar 1965") is None
    assert exact_date("") is None


def test_years_in_two_fields() -> None:
    span = year_span("1955", "1958", circa=True)
    assert (span.earliest, span.latest, span.circa) == (date(1955, 1, 1), date(1958, 12, 31), True)
    assert span.text == "1955 to 1958"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_it_and_days_are_in_order(text: str) -> None:
    read = partial_date(text)
    assert (read.earliest is None) == (read.latest is None)
    if read.earliest is not None and read.latest is not None:
        assert read.earliest <= read.latest


@settings(max_examples=100, deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_printed_day_reads_as_itself(day: date) -> None:
    assert exact_date(f"{day:%d} {day:%B} {day.year}") == day
    assert exact_date(day.isoformat()) == day
