"""The packaged lexicon and the case tables, for tests."""

from __future__ import annotations

from tests.conftest import ROOT
from tidegate.tables.names import lexicon_data
from tidegate.text import Lexicon

LEXICON = Lexicon(lexicon_data())
CASES = ROOT / "tests" / "cases"


def rows(name: str, columns: int) -> list[tuple[str, ...]]:
    """The rows of a case table behind its comments and its header; a ragged row fails."""
    lines = (CASES / name).read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines if line and not line.startswith("#")][1:]
    table = [tuple(line.split("\t")) for line in lines]
    assert all(len(row) == columns for row in table), f"{name}: a row without {columns} cells"
    return table
