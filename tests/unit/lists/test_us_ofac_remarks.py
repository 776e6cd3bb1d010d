"""OFAC's remarks: every part is read or kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.lists.us_ofac_labels import find_label
from tidegate.lists.us_ofac_remarks import Remarks, remarks, split_parts
from tidegate.model.listing import Name

CASES = Path(__file__).parents[2] / "cases" / "lists" / "us_ofac" / "remarks.yaml"
KEYS = {
    *("what", "remarks", "cut", "births", "identifiers", "details", "names"),
    *("leftovers", "listing_dates"),
}


def _cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    for case in cases:
        assert not set(case) - KEYS, f"unknown key in {case['what']}"
    return cases


def _shown(name: Name) -> str:
    assert name.weak
    return f"{name.kind.value} {name.text}"


def _details(read: Remarks) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for detail in read.details:
        found.setdefault(detail.key, []).append(detail.value)
    return found


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["what"])
def test_remarks(case: dict[str, Any]) -> None:
    read = remarks(case["remarks"], complete=not case.get("cut", False))
    assert [birth.text for birth in read.births] == [str(b) for b in case.get("births", [])]
    assert all(birth.earliest is not None for birth in read.births)
    assert [msgspec.to_builtins(i) for i in read.identifiers] == case.get("identifiers", [])
    assert _details(read) == case.get("details", {})
    assert [_shown(name) for name in read.names] == case.get("names", [])
    assert list(read.leftovers) == case.get("leftovers", [])
    dates = [f"{scope} {day}" for scope, day in read.listing_dates]
    assert dates == case.get("listing_dates", [])


def test_nothing_is_said_of_empty_remarks() -> None:
    assert remarks("") == Remarks()
    assert remarks(" . ") == Remarks()


def test_labels_are_whole_words() -> None:
    assert find_label("DOBRYNIN Company") is None
    assert find_label("citizenry in arms") is None
    found = find_label("PHONE 850 2 381 8221")
    assert found is not None
    assert (found[0].kind, found[1]) == ("phone", "850 2 381 8221")


_WORDS = st.text(
    alphabet=st.sampled_from("abc ABC019'().,-:#@/é金"), min_size=1, max_size=30
).filter(lambda text: text.strip(" .") != "")


@settings(max_examples=100, deadline=None)
@given(st.lists(_WORDS, max_size=6))
def test_every_part_is_counted_and_none_disappears(parts: list[str]) -> None:
    text = "; ".join(parts)
    read = remarks(text)
    facts = (len(read.births) + len(read.identifiers) + len(read.details) + len(read.names)) + len(
        read.leftovers
    )
    assert read.parts == len(split_parts(text))
    assert facts >= read.parts


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    remarks(text)
    remarks(text, complete=False)
