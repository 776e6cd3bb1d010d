"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "tidegate"
PURE = ["model", "text", "match", "lists", "tables"]
# fetch.py is the one module with a network connection and needs to wait; an index file is
# read and written by match/storage.py; tables reads the packaged data.
FORBIDDEN_CALLS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.sleep",
    "os.getenv", "random.random", "random.choice", "uuid.uuid4",
}  # fmt: skip
FORBIDDEN_IMPORTS = {"random", "secrets", "uuid", "socket", "subprocess"}


def modules(*parts: str) -> list[Path]:
    return sorted(path for part in parts for path in (SOURCE / part).rglob("*.py"))


@pytest.mark.parametrize("path", modules(*PURE), ids=lambda p: str(p.relative_to(SOURCE)))
def test_pure_parts_have_no_clock_chance_or_environment(path: Path) -> None:
    if path.name == "fetch.py":
        return
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name in FORBIDDEN_IMPORTS]
        elif isinstance(node, ast.ImportFrom) and node.module in FORBIDDEN_IMPORTS:
            found.append(node.module)
        elif isinstance(node, ast.Attribute):
            dotted = ast.unparse(node)
            if dotted in FORBIDDEN_CALLS or dotted.startswith("os.environ"):
                found.append(dotted)
    assert not found, f"{path.name} uses {found}: hand the value in from app"


def test_no_file_has_outgrown_its_thought() -> None:
    """A signal to redesign (architecture, budgets): twice the budget is past any excuse."""
    long = {
        str(path.relative_to(SOURCE)): lines
        for path in SOURCE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 800
    }
    assert not long


def test_every_error_of_the_tree_is_drawn() -> None:
    """The picture at the top of errors.py shows every class of the tree."""
    from tidegate.model import errors

    drawn = errors.__doc__ or ""
    classes = [
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.TidegateError)
    ]
    assert classes
    assert [name for name in classes if name not in drawn] == []


def test_an_error_says_where_what_and_the_remedy() -> None:
    from tidegate.model.errors import InputError

    error = InputError(
        "no such day", file="a.csv", line=3, field="born", expected="YYYY-MM-DD", todo="Mend it."
    )
    assert str(error) == "a.csv:3: born: no such day; expected YYYY-MM-DD. Mend it."
