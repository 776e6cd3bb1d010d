"""Evidence beside the name, over the command line: the same cases as a file of counterparties."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.blackbox.program import Program
from tests.conftest import ROOT

CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "evidence" / "starter.yaml").read_text(encoding="utf-8")
)
ON = ("--on", "2026-03-26")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program with a fresh store, which holds the starter lists."""
    folder = tmp_path_factory.mktemp("evidence")
    return Program(store=folder / "store", folder=folder)


def row(case: dict[str, Any]) -> dict[str, Any]:
    """A case as a row of a file, under the headings that people use."""
    party = dict(case["party"])
    numbers = party.pop("identifiers", [])
    addresses = party.pop("addresses", [])
    found: dict[str, Any] = {"id": case["case"], **party, **dict(numbers)}
    return found | ({"address": addresses[0]} if addresses else {})


def in_files(case: dict[str, Any]) -> bool:
    """Whether a file has columns for all that the case says."""
    kinds = {kind for kind, _ in case["party"].get("identifiers", [])}
    columns = {"passport", "imo", "tax_id", "uscc", "registration", "lei"}
    return "name" in case["party"] and kinds <= columns and not case.get("lists")


def test_a_file_is_answered_as_its_parties_are(program: Program, tmp_path: Path) -> None:
    cases = [case for case in CASES if in_files(case)]
    assert len(cases) > 55
    path = tmp_path / "parties.jsonl"
    path.write_text("\n".join(json.dumps(row(case)) for case in cases), encoding="utf-8")
    run = program("screen", path, "--format", "jsonl", *ON)
    answers = {line["id"]: line for line in run.lines() if line.get("id")}
    wrong = [
        (case["case"], answers[case["case"]]["outcome"])
        for case in cases
        if answers[case["case"]]["outcome"] != case["outcome"]
    ]
    assert wrong == []


def test_the_options_say_the_same_as_a_file(program: Program) -> None:
    run = program(
        "screen", "D. I. Kaskar", "--kind", "person", "--birth-date", "26.12.1955", "--country",
        "IN", "--gender", "m", "--id", "passport:M 110522", "--address", "Karachi", "--format",
        "json", *ON,
    )  # fmt: skip
    [answer] = run.json()["results"]
    assert answer["outcome"] == "alert"
    assert answer["birth_date"] == "1955-12-26"
    assert answer["gender"] == "male"
    assert answer["identifiers"] == [{"kind": "passport", "value": "M 110522"}]
    [hit] = [hit for hit in answer["matches"] if hit["listing"]["id"] == "us_ofac_sdn:9758"]
    assert hit["met"] == "identifier"
    assert {one["finding"] for one in hit["evidence"]} >= {"identifier_same", "birth_day_same"}
    assert [step["number"] for step in hit["steps"]] == [1, 2, 3, 4, 5]


def test_a_number_is_enough_to_ask_with(program: Program) -> None:
    run = program("screen", "--id", "imo:IMO 9116412", *ON)
    assert run.code == 1
    assert run.out.startswith("ALERT")
    assert "ADRIAN DARYA 1" in run.out


def test_people_read_what_speaks_for_and_against(program: Program) -> None:
    run = program("screen", "Viktor Bout", "--birth-date", "1967-01-13", "--country", "Brazil", *ON)
    assert "born on the same day (yours 1967-01-13, listed 13 Jan 1967)" in run.out
    assert "other countries" in run.out
    assert "of the name alone" in run.out
    assert "OFAC 3    How much of the listed name matches?" in run.out
    page = program("screen", "Viktor Bout", "--birth-date", "1967", "--format", "html", *ON).out
    for words in ("<dt>For</dt>", "born in the same year", "<dt>Name alone</dt>", "OFAC&#x27;s"):
        assert words in page or words.replace("&#x27;", "'") in page


# What programs that read the JSON of version 0.1 rely on, field by field.
HIT = {"listing", "met", "weak", "asked_name", "matched_name", "score", "why", "pieces", "in_force",
       "since", "basis", "until", "until_basis", "wording_known", "in_force_reason",
       "rule_citation", "snapshot", "caveats"}  # fmt: skip
NEW = {"doubt", "name_score", "evidence", "steps"}
EVIDENCE = {"aspect", "finding", "says", "ours", "theirs", "ratio", "effect", "against"}


def test_the_json_has_all_its_old_fields_and_the_new_ones(program: Program) -> None:
    arguments = ("screen", "Viktor Bout", "--birth-date", "1967", "--format", "json")
    [answer] = program(*arguments, *ON).json()["results"]
    for hit in answer["matches"]:
        assert set(hit) == HIT | NEW
        assert all(set(one) == EVIDENCE for one in hit["evidence"])
        assert all(set(step) == {"number", "asks", "found", "result"} for step in hit["steps"])
        assert 0 <= hit["name_score"] <= hit["score"] <= 1
    [plain] = program("screen", "Viktor Bout", "--format", "json", *ON).json()["results"]
    assert all(hit["score"] == hit["name_score"] for hit in plain["matches"] if not hit["weak"])
