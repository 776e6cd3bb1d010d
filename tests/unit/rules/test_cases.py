"""Determinations as cases that a lawyer can read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from tests.conftest import ROOT
from tests.unit.rules.asked import asked
from tidegate.model.determination import Outcome
from tidegate.rules.fold import folded, outcome_of

FOLDER = ROOT / "tests" / "cases" / "rules"


class Case(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A transaction, its outcome, and words that the answer must hold."""

    case: str
    rests: str
    source: str
    ask: dict[str, Any] = {}
    outcome: Outcome
    policy: list[str] = []
    conditions: list[str] = []
    flags: list[str] = []
    missing: list[str] = []


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        base: dict[str, Any] = {}
        if isinstance(content, dict):
            base, content = content["unless_said"], content["cases"]
        for one in content:
            case = msgspec.convert(one, Case)
            case.ask = base | case.ask
            yield pytest.param(path, case, id=f"{path.stem}: {case.case}")


CASES = list(cases())


@pytest.mark.parametrize(("path", "case"), CASES)
def test_cases(path: Path, case: Case) -> None:
    found = asked(case.ask)
    outcome = found.outcome
    if path.stem == "ear":
        # These cases are of the EAR alone; OFAC may be stricter.
        parts = [one.possible for one in found.findings if one.regime in ("us_ear", "all")]
        outcome = outcome_of(folded(parts))
    says = [f"{one.rule} {[str(o) for o in one.possible]} {one.says}" for one in found.findings]
    assert outcome is case.outcome, "\n".join(says)
    for name in ("policy", "conditions", "missing"):
        for words in getattr(case, name):
            assert any(words in text for text in getattr(found, name)), getattr(found, name)
    assert set(case.flags) <= {flag.code for flag in found.red_flags}


def test_enough_of_them_rest_on_published_text() -> None:
    rests = [param.values[1].rests for param in CASES]
    assert set(rests) == {"published", "tables"}
    assert len(rests) >= 150
    assert rests.count("published") >= 60


def test_most_fully_stated_transactions_are_determinate() -> None:
    outcomes = [asked(param.values[1].ask).outcome for param in CASES]
    assert outcomes.count(Outcome.UNDETERMINED) <= len(outcomes) // 4
