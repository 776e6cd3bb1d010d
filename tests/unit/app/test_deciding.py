"""Determinations, stated law and licences in hand, on an open store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.unit.app.support import SetClock, gate
from tidegate.app.gate import Gate
from tidegate.app.transactions import read_licenses, read_transactions, transactions_of
from tidegate.model.determination import Outcome
from tidegate.model.errors import InputError, StoreError, UsageError
from tidegate.model.ownership import Verdict

DEAL: dict[str, Any] = {
    "id": "deal-1",
    "act": "export",
    "from": "US",
    "destination": "China",
    "item": {"eccn": "EAR99", "nature": "commodity", "value_usd": 4000},
    "parties": [
        {"role": "end user", "name": "Example Trading", "country": "China", "listings": []}
    ],
    "stakes": [{"owner": "Dahua Technology", "owned": "Example Trading", "pct": 50}],
    "end_use": "civil",
    "complete": True,
}


@pytest.fixture
def it(tmp_path: Path) -> Iterator[Gate]:
    with gate(tmp_path / "store") as opened:
        yield opened


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        ("2025-09-01", Outcome.NO_LICENSE_REQUIRED),
        ("2025-10-15", Outcome.LICENSE_REQUIRED),
        ("2026-03-01", Outcome.NO_LICENSE_REQUIRED),
        ("2026-11-22", Outcome.UNDETERMINED),
    ],
)
def test_four_states_of_the_law(it: Gate, on: str, outcome: Outcome) -> None:
    assert it.determine(DEAL | {"on": on}).determination.outcome is outcome


def test_what_a_user_states_answers_as_if_it_shipped_so(tmp_path: Path) -> None:
    clock = SetClock()
    with gate(tmp_path, clock) as it:
        _state_and_ask(it, clock)


def _state_and_ask(it: Gate, clock: SetClock) -> None:
    deal = DEAL | {"on": "2026-11-22"}
    nobody_had_stated = clock.now()
    it.state_law(
        "affiliates_rule", "stayed", cite="91 FR 1", who="anna", from_="2026-11-10", to="2027-01-11"
    )
    found = it.determine(deal).determination
    assert found.outcome is Outcome.NO_LICENSE_REQUIRED
    (finding,) = [one for one in found.findings if one.rule == "ownership.bis"]
    assert "91 FR 1" in finding.citations
    it.state_law("affiliates_rule", "in_force", cite="91 FR 2", who="bo", from_="2026-11-10")
    assert it.determine(deal).determination.outcome is Outcome.LICENSE_REQUIRED
    (parameter,) = it.law("affiliates_rule")
    assert any(stretch.stated for stretch in parameter.values)
    before = it.determine(deal, known=nobody_had_stated).determination
    assert before.outcome is Outcome.UNDETERMINED


@pytest.mark.parametrize(
    ("rule", "status", "extra", "words"),
    [
        ("no_such_rule", "stayed", {}, "there is no rule"),
        ("affiliates_rule", "in_force", {"value": "half"}, "no share"),
        ("affiliates_rule", "unknown", {}, "says what the law is"),
        ("affiliates_rule", "stayed", {"from_": "2026-02-01", "to": "2026-01-01"}, "not after"),
    ],
)
def test_a_statement_that_cannot_be_is_refused(
    it: Gate, rule: str, status: str, extra: dict[str, str], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        it.state_law(rule, status, cite="x", who="anna", **extra)
    assert len(it.law()) > 5


def test_a_licence_covers_and_is_drawn_once(it: Gate) -> None:
    (held,) = read_licenses(ROOT / "examples" / "license.yaml")
    it.record_license(held, "anna")
    with pytest.raises(StoreError, match="recorded already"):
        it.record_license(held, "anna")
    deal = DEAL | {
        "on": "2025-10-15",
        "licenses": ["D1234567", "D0000000"],
        "item": {"eccn": "5A992.c", "value_usd": 4000},
        "parties": [
            {"name": "Example Trading (Hangzhou) Co., Ltd.", "country": "China", "listings": ["EL"]}
        ],
    }
    found = it.determine(deal).determination
    covering, unknown = found.licenses
    assert (covering.covers, covering.balance, covering.left) == (
        True, Decimal(10000), Decimal(6000),
    )  # fmt: skip
    assert (unknown.covers, unknown.why) == (False, ("no licence of this number is recorded",))
    assert found.outcome is Outcome.LICENSE_REQUIRED
    for _ in range(2):
        it.determine(deal, draw=True)
    assert it.licenses()[0][1] == Decimal(6000)
    it.determine(deal | {"id": "deal-2"}, draw=True)
    assert it.licenses()[0][1] == Decimal(2000)
    third = it.determine(deal | {"id": "deal-3"}, draw=True).determination.licenses[0]
    assert third.covers is False
    assert "exceeded" in third.why[0]
    assert it.licenses()[0][1] == Decimal(2000)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"on": "2029-10-01"}, "held until"),
        ({"on": "2025-09-01"}, "holds from"),
        ({"destination": "Hong Kong"}, "not among its destinations"),
        ({"item": {"eccn": "5A002.a", "value_usd": 1}}, "not among its items"),
        ({"item": {"eccn": "5A992.c"}}, "value is not stated"),
        ({"parties": [{"name": "Somebody else", "listings": []}]}, "not among its parties"),
    ],
)
def test_what_a_licence_does_not_cover(it: Gate, change: dict[str, Any], words: str) -> None:
    it.record_license(read_licenses(ROOT / "examples" / "license.yaml")[0], "anna")
    deal = DEAL | {
        "on": "2025-10-15",
        "licenses": ["D1234567"],
        "item": {"eccn": "5A992.c", "value_usd": 1},
        "parties": [{"name": "Example Trading (Hangzhou) Co., Ltd.", "listings": []}],
    }
    (covering,) = it.determine(deal | change).determination.licenses
    assert covering.covers is False
    assert any(words in one for one in covering.why)


def test_a_draw_needs_an_id(it: Gate) -> None:
    it.record_license(read_licenses(ROOT / "examples" / "license.yaml")[0], "anna")
    deal = DEAL | {
        "id": None,
        "on": "2025-10-15",
        "licenses": ["D1234567"],
        "item": {"eccn": "5A992.c", "value_usd": 1},
        "parties": [{"name": "Example Trading (Hangzhou) Co., Ltd.", "listings": []}],
    }
    with pytest.raises(InputError, match="nothing to draw for"):
        it.determine(deal, draw=True)


def test_owners_in_a_file(it: Gate) -> None:
    file, (answer,), _ = it.ownership(ROOT / "examples" / "stakes.csv", ["bis"], "2025-10-15")
    verdicts = {one.party.name: one.verdict for one in answer.findings}
    assert not file.rejects
    assert verdicts["Example Trading (Hangzhou) Co. Ltd."] is Verdict.COVERED
    assert verdicts["Sample Optics GmbH"] is Verdict.COVERED
    assert verdicts["Minor Holdings Ltd"] is Verdict.UNDETERMINED
    with pytest.raises(UsageError, match="no test"):
        it.ownership(ROOT / "examples" / "stakes.csv", ["nato"])
    with pytest.raises(UsageError, match="the stakes name no"):
        it.ownership(ROOT / "examples" / "stakes.csv", ["bis"], of="Nobody Ltd")


# -- the file ----------------------------------------------------------------------------------


def test_norway_is_no_country_of_falsehood() -> None:
    (one,) = transactions_of(
        "act: export\ndestination: NO\nitem: {eccn: 1E001, hts: 010121}\n", "x"
    )
    assert one.destination == "NO"
    assert one.item is not None
    assert (one.item.eccn, one.item.hts) == ("1E001", "010121")


def test_many_documents_lists_and_json() -> None:
    assert len(transactions_of("act: export\n---\nact: import\n", "x")) == 2
    assert len(transactions_of('[{"act": "export"}, {"act": "pay"}]', "x")) == 2
    (one,) = transactions_of('{"act": "export", "complete": true, "on": "2026-01-02"}', "x")
    assert (one.complete, one.on) == (True, date(2026, 1, 2))


@pytest.mark.parametrize(
    ("text", "line", "field", "words"),
    [
        ("act: sell\n", 1, "act", "invalid enum value"),
        ("act: export\nitem:\n  eccn: EAR99\n  colour: red\n", 4, "item.colour", "unknown field"),
        (
            "parties:\n  - name: A\n  - role: x\n    listings: 5\n",
            4,
            "parties[1].listings",
            "array",
        ),
        ("on: 2026-13-01\n", 1, "on", "invalid RFC3339"),
        ("item: {value_usd: many}\n", 1, "item.value_usd", "float"),
        ("act: export\nact: import\n", 2, "act", "twice"),
        ("act: [export\n", 2, None, "not YAML"),
        ("- act\n", 1, None, "not a mapping"),
        ("# nothing\n", None, None, "no transaction"),
        ("stakes: [{owner: A, owned: B, pct: most}]\n", None, "stakes[0].pct", "no share"),
    ],
)
def test_a_mistake_says_line_and_field(
    it: Gate, text: str, line: int | None, field: str | None, words: str
) -> None:
    with pytest.raises(InputError) as caught:
        it.determine(transactions_of(text, "deal.yaml")[0])
    assert words in str(caught.value)
    assert (caught.value.line, caught.value.field) == (line, field)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_transactions(tmp_path / "missing.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"id: caf\xe9\n")
    with pytest.raises(InputError, match="UTF-8"):
        read_transactions(tmp_path / "latin.yaml")
