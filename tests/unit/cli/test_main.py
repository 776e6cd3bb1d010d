"""Exit codes and the one line of every failure."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.conftest import ROOT
from tidegate.cli.main import cli, run
from tidegate.model.errors import InputError


@pytest.fixture
def failing() -> Iterator[dict[str, BaseException]]:
    """A command of the test's own, `fail`, that raises what it is told to."""
    told: dict[str, BaseException] = {}

    @click.command("fail")
    def fail() -> None:
        raise told["error"]

    cli.add_command(fail)
    yield told
    cli.commands.pop("fail")


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (InputError("no such file", file="a.csv"), 2, "tidegate: a.csv: no such file.\n"),
        (click.UsageError("odd"), 2, "tidegate: odd. See: tidegate fail --help\n"),
        (KeyboardInterrupt(), 130, "tidegate: stopped\n"),
    ],
)
def test_a_failure_is_one_line_and_a_code(
    failing: dict[str, BaseException],
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    line: str,
) -> None:
    failing["error"] = error
    assert run(["fail"]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip() == line.strip()


def test_an_error_that_nobody_foresaw_is_called_a_bug(
    failing: dict[str, BaseException],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing["error"] = ZeroDivisionError("division by zero")
    assert run(["fail"]) == 70
    err = capsys.readouterr().err
    assert err.startswith("tidegate: this is a bug in Tidegate, not your mistake: Zero")
    assert "test_main.py, line " in err
    assert "Please report" in err
    assert "Traceback" not in err
    monkeypatch.setenv("TIDEGATE_DEBUG", "1")
    assert run(["fail"]) == 70
    assert "Traceback" in capsys.readouterr().err


EXAMPLE = ROOT / "examples" / "counterparties.csv"
WRONG = [
    (["screen"], "nothing to screen"),
    (["screen", "missing.csv"], "missing.csv: no such file"),
    (["screen", "customers.cvs"], "customers.cvs: no such file"),
    (["screen", "X", "--on", "2026-13-45"], "'2026-13-45' is no day of the calendar"),
    (["screen", "X", "--known", "yesterday"], "'yesterday' is no instant"),
    (["screen", "X", "--lists", "no_such_list"], "there is no list 'no_such_list'"),
    (["screen", "X", "--threshold", "2"], "above 0, up to 1"),
    (["screen", "X", "--limit", "0"], "1 or more"),
    (["screen", "X", "--format", "docx"], "'docx' is not one of"),
    (["screen", "X", "--out", "a.docx"], "does not say in which format"),
    (["screen", "X", "--out", "no/such/folder/a.json"], "cannot be written"),
    (["screen", "X", "--kind", "robot"], "'robot' is not one of"),
    (["screen", "X", "--map", "name"], "expected OUR=THEIRS"),
    (["screen", "X", "Y", "--address", "1 Main Street"], "--address: is known of one party"),
    (["screen", "X", "Y", "--country", "IR"], "--country: is known of one party"),
    (["screen", "X", "--birth-date", "soon"], "'soon' is not a date"),
    (["screen", "X", "--birth-date", "1970-02-30"], "no day of the calendar"),
    (["screen", "X", "--id", "robot:12"], "expected KIND:NUMBER"),
    (["screen", "X", "--gender", "vessel"], "expected male or female"),
    (["screen", "--country", "IR"], "nothing to screen"),
    (["screen", str(EXAMPLE), "--out", str(EXAMPLE)], "is read and would be written over"),
    (["screne", "X"], "No such command 'screne'"),
    (["diff", "no_such_list"], "there is no list 'no_such_list'"),
    (["screen", "X", "--sheet"], "requires an argument"),
    (["screen", "-", "--encoding", "klingon"], "unknown encoding 'klingon'"),
    (["diff", "us_bis_entity_list"], "no earlier and later snapshot"),
    (["show", "Nobody Whom Any List Names"], "nothing is listed as"),
    (["update", "--from", "no/such/folder"], "no/such/folder"),
    (["update", "--accept", "abc"], "--accept and --reason go together"),
    (["update", "--source", "no_such_source"], "no_such_source"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cli") / "store"


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=[" ".join(a) for a, _ in WRONG])
def test_wrong_use_is_one_clear_line(
    store: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"name\nX\n")))
    assert run(["--store", str(store), *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.startswith("tidegate: ")
    assert err.count("\n") == 1


def test_every_command_explains_itself_with_examples() -> None:
    for name, command in cli.commands.items():
        assert command.help, name
        assert (command.epilog or "").startswith("\b\nExamples:\n"), name
        assert f"tidegate {name}" in (command.epilog or "")
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{name} {option.name}"
