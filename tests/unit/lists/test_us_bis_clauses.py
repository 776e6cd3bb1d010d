"""Licence requirements, review policies and citations: the printed forms and what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.lists.us_bis_citations import read_citations
from tidegate.lists.us_bis_clauses import eccns, read_policy, read_requirement

CASES = Path(__file__).parents[2] / "cases" / "lists" / "us_bis"
CLAUSES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (CASES / "clauses.yaml").read_text(encoding="utf-8")
)
CITATIONS: list[dict[str, Any]] = yaml.safe_load(
    (CASES / "citations.yaml").read_text(encoding="utf-8")
)


def _name(case: dict[str, Any]) -> str:
    return str(case["text"])[:60] or "blank"


def test_case_tables_have_no_unknown_keys() -> None:
    assert set(CLAUSES) == {"requirements", "policies"}
    for case in CLAUSES["requirements"]:
        assert not set(case) - {"text", "scope", "sections", "limit"}, case
    for case in CLAUSES["policies"]:
        assert not set(case) - {"text", "terms", "sections", "eccns"}, case
    for case in CITATIONS:
        assert not set(case) - {"text", "citations", "troubles"}, case


@pytest.mark.parametrize("case", CLAUSES["requirements"], ids=_name)
def test_requirement(case: dict[str, Any]) -> None:
    read = read_requirement(case["text"])
    assert read.text == case["text"]
    assert read.scope.value == case["scope"]
    assert list(read.sections) == case.get("sections", [])
    assert read.limit == case.get("limit")


@pytest.mark.parametrize("case", CLAUSES["policies"], ids=_name)
def test_policy(case: dict[str, Any]) -> None:
    read = read_policy(case["text"])
    assert read.text == case["text"]
    terms = [[t.policy.value] if t.items is None else [t.policy.value, t.items] for t in read.terms]
    assert terms == case["terms"]
    assert list(read.sections) == case.get("sections", [])
    assert [eccn for term in read.terms for eccn in term.eccns] == case.get("eccns", [])


@pytest.mark.parametrize("case", CITATIONS, ids=_name)
def test_citations(case: dict[str, Any]) -> None:
    citations, troubles = read_citations(case["text"])
    assert [[c.volume, c.page, c.published] for c in citations] == case["citations"]
    assert [kind for kind, _ in troubles] == case.get("troubles", [])


def test_a_year_of_two_digits_is_of_the_last_or_this_century() -> None:
    (old,), _ = read_citations("61 FR 12802, 3/25/96.")
    assert old.published is not None
    assert old.published.year == 1996


@settings(max_examples=100)
@given(st.text(alphabet="0123456789 FR,./;abcJune", max_size=60))
def test_no_citation_cell_loses_its_words(text: str) -> None:
    citations, _ = read_citations(text)
    printed = "".join(char for char in text if char.isalnum())
    kept = "".join(char for c in citations for char in c.text if char.isalnum())
    assert kept == printed


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_every_clause_is_kept_verbatim(text: str) -> None:
    assert read_requirement(text).text == text
    assert read_policy(text).text == text
    assert read_policy(text).terms


def test_an_eccn_is_not_read_into_a_word() -> None:
    assert eccns("X1A004 and 1A0045 and 1A004") == ("1A004",)
