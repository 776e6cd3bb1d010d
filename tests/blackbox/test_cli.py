"""The command line from outside: what goes in, what comes out, and the exit code."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from tests.blackbox.program import PROGRAM, Program
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "counterparties.csv"
CASES = ROOT / "tests" / "cases" / "cli" / "screen.yaml"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program with a fresh store, which holds the starter lists."""
    folder = tmp_path_factory.mktemp("cli")
    return Program(store=folder / "store", folder=folder)


# -- what anybody tries first ----------------------------------------------------------------


def test_alone_it_shows_its_help(program: Program) -> None:
    run = program()
    assert run.code == 0
    assert run.out.startswith("Usage: tidegate")
    assert "Exit codes" in run.out
    assert run.err == ""


def test_it_tells_its_version(program: Program) -> None:
    run = program("--version")
    assert run.code == 0
    assert run.out.split()[0] == "tidegate"


@pytest.mark.parametrize(
    "command", ["screen", "update", "show", "history", "diff", "lists", "compare", "names"]
)
def test_every_command_has_help_with_examples(program: Program, command: str) -> None:
    run = program(command, "--help")
    assert run.code == 0
    assert "Examples:" in run.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["screen", "missing.csv"], "missing.csv: no such file"),
        (["screen", "X", "--on", "2026-13-45"], "'2026-13-45' is no day of the calendar"),
        (["screen", "X", "--lists", "no_such_list"], "there is no list 'no_such_list'"),
    ],
)
def test_wrong_use_is_one_clear_line(program: Program, arguments: list[str], words: str) -> None:
    """Three of many: all of them are in tests/unit/cli/test_main.py."""
    run = program(*arguments)
    assert run.code == 2
    assert run.out == ""
    assert words in run.err
    assert run.err.startswith("tidegate: ")
    assert run.err.count("\n") == 1


# -- screening -------------------------------------------------------------------------------


class Case(msgspec.Struct, forbid_unknown_fields=True):
    """One question, and what the answer on the starter lists must be."""

    case: str
    arguments: list[str]
    outcome: str
    code: int
    listing: str | None = None
    met: str | None = None
    since: str | None = None
    rule: str | None = None
    later: str | None = None
    requirement: str | None = None


def cases() -> list[Case]:
    return msgspec.convert(yaml.safe_load(CASES.read_text(encoding="utf-8")), list[Case])


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.case)
def test_an_answer_is_as_its_case_says(program: Program, case: Case) -> None:
    run = program("screen", *case.arguments, "--format", "json")
    row = run.json()["results"][0]
    assert (row["outcome"], run.code) == (case.outcome, case.code), row["reason"]
    matches = {match["listing"]["names"][0]["text"] if match["listing"]["names"]
               else match["listing"]["id"]: match for match in row["matches"]}  # fmt: skip
    if case.listing is None:
        assert not matches
    else:
        assert case.listing in matches
        match = matches[case.listing]
        assert case.met in (None, match["met"])
        assert case.since in (None, match["since"])
        assert (match["rule_citation"] or "").startswith(case.rule or "")
        assert case.requirement in (None, match["listing"]["license_requirement"])
        assert match["pieces"]
    if case.later is not None:
        begins = [other["since"] for other in row["other_matches"]]
        assert case.later in begins


def test_a_table_says_alert_why_since_and_the_citation(program: Program) -> None:
    run = program("screen", "杭州海康威視數字技術")
    assert run.code == 1
    for words in ("ALERT", "Hangzhou Hikvision", "海康威視", "2019-10-09", "84 FR 54002",
                  "starter", "not a legal opinion"):  # fmt: skip
        assert words in run.out
    assert "\x1b" not in run.out
    assert run.err == ""


def test_a_clear_answer_on_starter_lists_is_degraded(program: Program) -> None:
    run = program("screen", "Müller Maschinenbau GmbH")
    assert run.code == 3
    assert "clear" in run.out


def test_the_example_file_row_for_row(program: Program) -> None:
    run = program("screen", EXAMPLE, "--format", "jsonl")
    assert run.code == 1
    with EXAMPLE.open(encoding="utf-8", newline="") as stream:
        wanted = {row["id"]: "alert" for row in csv.DictReader(stream)}
    wanted |= dict.fromkeys(("C-007", "C-010", "C-011", "C-012", "C-013", "C-014"), "clear")
    assert {row["id"]: row["outcome"] for row in run.lines()} == wanted


def test_the_same_question_gives_the_same_bytes(program: Program) -> None:
    arguments = ("screen", EXAMPLE, "--on", "2026-03-25", "--known", "2100-01-01", "--format")
    for form in ("json", "csv", "html"):
        assert program(*arguments, form).out == program(*arguments, form).out


def test_bad_rows_go_to_the_reject_file_and_all_others_are_screened(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "parties.csv"
    path.write_bytes(
        b"id,name,birth date\n1,Hikvision,\n2,Ivan Petrov,2026-13-45\n3,,\n4,Caf\xe9,\n"
        b"5,one,too,many\n6,M\xc3\xbcller Maschinenbau,\n7,\xd0\x9c\xd0\xb8\xd0\xba\xd1\x80,\n"
    )
    run = program("screen", path, "--format", "jsonl")
    assert run.code == 1
    outcomes = [(row["row"], row["outcome"]) for row in run.lines()]
    assert outcomes == [
        (2, "alert"), (3, "error"), (4, "error"), (5, "error"), (6, "error"), (7, "clear"),
        (8, outcomes[6][1]),
    ]  # fmt: skip
    rejects = tmp_path / "parties.csv.rejects.csv"
    rows = list(csv.DictReader(io.StringIO(rejects.read_text(encoding="utf-8"))))
    assert [(row["line"], row["field"]) for row in rows] == [
        ("3", "birth_date"), ("4", "name"), ("5", ""), ("6", "")
    ]  # fmt: skip
    assert "4 rows could not be read" in run.err
    assert str(rejects) in run.err


def test_a_file_with_a_bad_row_is_not_simply_clear(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "parties.csv"
    path.write_text("name,country\nMüller Maschinenbau GmbH,DE\n,DE\n", encoding="utf-8")
    wanted = tmp_path / "bad.csv"
    run = program("screen", path, "--rejects", wanted, "--format", "csv")
    assert run.code == 3
    assert wanted.exists()
    assert not (tmp_path / "parties.csv.rejects.csv").exists()


def test_files_names_and_standard_input_mix(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "parties.jsonl"
    path.write_text('{"name": "Dahua Technology"}\n', encoding="utf-8")
    run = program("screen", "Hikvision", path, "-", "--format", "jsonl", given=b"name\nIntel\n")
    assert [row["name"] for row in run.lines()] == ["Hikvision", "Dahua Technology", "Intel"]


def test_an_answer_can_go_to_a_file_of_any_form(program: Program, tmp_path: Path) -> None:
    for name, start in (
        ("a.json", b"{\n"), ("a.jsonl", b'{"'), ("a.csv", b"file,row"), ("a.xlsx", b"PK"),
        ("a.html", b"<!doctype html>"), ("a.txt", b"ALERT"),
    ):  # fmt: skip
        run = program("screen", "Hikvision", "--out", tmp_path / name)
        assert run.code == 1
        assert run.out == ""
        assert "1 alert" in run.err
        assert (tmp_path / name).read_bytes().startswith(start)
    assert len(list(tmp_path.iterdir())) == 6


def test_the_store_may_stand_on_either_side(program: Program, tmp_path: Path) -> None:
    before = program(
        "--store", tmp_path / "one", "lists", "--format", "json", TIDEGATE_STORE="elsewhere"
    )
    after = program(
        "lists", "--store", tmp_path / "two", "--format", "json", TIDEGATE_STORE="elsewhere"
    )
    assert before.code == after.code == 0
    titles = [[item["title"] for item in run.json()["results"]] for run in (before, after)]
    assert titles[0] == titles[1]


def test_the_date_may_stand_on_either_side(program: Program) -> None:
    before = program("--on", "2019-05-22", "screen", "Hikvision", "--format", "json").json()
    after = program("screen", "Hikvision", "--on", "2019-05-22", "--format", "json").json()
    assert before["context"]["on"] == after["context"]["on"] == "2019-05-22"


def test_a_reader_that_has_enough_is_no_error(program: Program) -> None:
    command = f"'{PROGRAM}' screen '{EXAMPLE}' --store '{program.store}' | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=120)
    assert done.stdout.startswith(b"ALERT")
    assert done.stderr == b""


# -- looking ---------------------------------------------------------------------------------


def test_a_listing_is_shown_whole(program: Program) -> None:
    run = program("show", "Hikvision")
    assert run.code == 0
    for words in ("Entity List", "84 FR 54002", "Qianmo Road", "review policy", "2019-10-09"):
        assert words in run.out
    whole = program("show", "Hikvision", "--format", "json").json()
    assert whole["results"][0]["listing"]["list"] == "us_bis_entity_list"


def test_a_listing_is_found_by_its_id(program: Program) -> None:
    found = program("show", "Hikvision", "--format", "json").json()["results"][0]["listing"]["id"]
    run = program("show", found, "--format", "json")
    assert run.json()["results"][0]["listing"]["id"] == found


def test_a_life_is_told_in_order(program: Program) -> None:
    run = program("history", "ZTE Corporation")
    assert run.code == 0
    assert "listed" in run.out
    assert "removed" in run.out
    events = program("history", "ZTE Corporation", "--format", "json").json()["results"][0][
        "events"
    ]
    days = [event["on"] for event in events if event["on"]]
    assert days == sorted(days)


def test_the_lists_tell_their_dates_and_that_they_are_starters(program: Program) -> None:
    run = program("lists")
    assert run.code == 0
    assert "us_bis_entity_list" in run.out
    assert "starter" in run.out


@pytest.mark.parametrize(
    ("command", "form"),
    [(["lists"], "html"), (["show", "Hikvision"], "csv"), (["history", "Hikvision"], "jsonl")],
)
def test_views_have_other_forms(program: Program, command: list[str], form: str) -> None:
    run = program(*command, "--format", form)
    assert run.code == 0
    assert run.out.strip()


# -- updating from a folder ------------------------------------------------------------------


def test_a_page_that_is_no_list_is_refused(tmp_path: Path) -> None:
    program = Program(store=tmp_path / "store", folder=tmp_path)
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "sdn.csv").write_text("<!doctype html><html><body>Sorry</body></html>")
    (folder / "notes.txt").write_text("nothing of ours")
    run = program("update", "--from", folder, "--dated", "2022-02-22")
    assert run.code == 3
    assert "sdn.csv" in run.out
    assert "notes.txt" in run.out


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    program = Program(store=tmp_path / "store", folder=tmp_path)
    folder = tmp_path / "files"
    folder.mkdir()
    run = program("update", "--from", folder)
    assert run.code in (2, 3)
    assert run.out + run.err


@pytest.mark.real
def test_real_files_make_a_real_answer(real_lists: Path, tmp_path: Path) -> None:
    program = Program(store=tmp_path / "store", folder=tmp_path)
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("us_bis_part744_2026-03-25.xml", "un_consolidated_2026-02-27.xml"):
        (folder / name).symlink_to(real_lists / name)
    run = program("update", "--from", folder, "--format", "json")
    assert run.code == 0, run.out + run.err
    changes = {
        change["list"]: change["entries"]
        for source in run.json()["sources"] for change in source["lists"]
    }  # fmt: skip
    assert changes["us_bis_unverified_list"] == 186
    answer: dict[str, Any] = program(
        "screen", "Hikvision", "--on", "2026-03-26", "--format", "json"
    ).json()
    assert answer["results"][0]["outcome"] == "alert"
    uses = {use["list"]: use for use in answer["context"]["snapshots"]}
    assert uses["us_bis_entity_list"]["starter"] is False


# -- start-up --------------------------------------------------------------------------------

HEAVY = {
    "sqlalchemy", "numpy", "rapidfuzz",
    "lxml", "httpx", "alembic", "python_calamine", "xlsxwriter", "rich", "stamina", "pypinyin",
    "opencc",
}  # fmt: skip


def loaded(program: Program, *arguments: str) -> set[str]:
    """The heavy libraries that a command loads."""
    code = (
        "import sys\nfrom tidegate.cli.main import run\n"
        f"run({list(arguments)!r})\n"
        "print('LOADED', *{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        timeout=120,
        env={"TIDEGATE_STORE": str(program.store), "PATH": "/usr/bin"},
    )
    return HEAVY & set(done.stderr.decode().rpartition("LOADED")[2].split())


def test_help_loads_nothing_heavy(program: Program) -> None:
    assert not loaded(program, "screen", "--help")


def test_screening_loads_nothing_that_it_does_not_use(program: Program) -> None:
    program("screen", "Hikvision")  # the index is on disk from here on
    assert loaded(program, "screen", "杭州海康威視", "--format", "json") <= {
        "sqlalchemy", "numpy", "rapidfuzz", "yaml"
    }  # fmt: skip


# -- names and word tables -------------------------------------------------------------------


def test_two_names_are_compared_word_by_word(program: Program) -> None:
    run = program("compare", "Dahua Technology", "浙江大華科技")
    assert run.code == 1
    assert "raises an alert" in run.out
    assert "大華" in run.out
    answer = program("compare", "Huawei", "华润集团", "--format", "json")
    assert answer.code == 0
    assert answer.json()["alert"] is False
    assert answer.json()["pieces"]


def test_word_tables_of_ones_own_are_used_and_looked_through(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "words.tsv").write_text("word\tcanonical\tkind\nkamerawerk\tcameras\tactivity\n")
    for arguments, extra in (
        (("screen", "Hikvision", "--names", tmp_path), {}),
        (("--names", tmp_path, "screen", "Hikvision"), {}),
        (("screen", "Hikvision"), {"TIDEGATE_NAMES": str(tmp_path)}),
    ):
        run = program(*arguments, "--format", "json", **extra)
        assert run.code == 1
        assert run.json()["context"]["own_tables"] == ["words.tsv"]
    assert program("names", "check", tmp_path).code == 0
    (tmp_path / "words.tsv").write_text("word\tcanonical\tkind\nhikvision\tvision\tgeneric\n")
    run = program("names", "check", tmp_path)
    assert run.code == 1
    assert "could no longer be told from others" in run.out
    (tmp_path / "words.tsv").write_text("word\tkind\n")
    run = program("screen", "Hikvision", "--names", tmp_path)
    assert run.code == 2
    assert "words.tsv:1" in run.err
    assert len(run.err.splitlines()) == 1
