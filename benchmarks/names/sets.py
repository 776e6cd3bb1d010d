"""The sets as they are on disk, and the list names that queries are asked of."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent
COLUMNS = ("name_a", "name_b", "kind", "same", "group", "base", "half", "source", "note")
# Everyday variants of firms' names in Latin letters: what a list of customers holds.
ENTITY_NAMES = (
    "company_abbreviations", "company_forms", "company_others", "company_words", "entity_checks",
)  # fmt: skip
SCRIPTS = ("han", "hangul", "kana", "cyrillic", "arabic")


class Pair(NamedTuple):
    """Two names and whether they are one party.

    `base` is the entity that the pair is about; `half` is `dev` or `test`.
    """

    name_a: str
    name_b: str
    kind: str
    same: bool
    group: str
    base: str
    half: str
    source: str
    note: str

    def cells(self) -> tuple[str, ...]:
        """The row of the file."""
        return (*self[:3], "1" if self.same else "0", *self[4:])


class Query(NamedTuple):
    """A name that is asked of a list: `expected` is the list name it should find, empty where it
    should find nothing."""

    text: str
    expected: str
    kind: str
    label: str
    half: str


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def pairs(half: str = "both") -> list[Pair]:
    """The labelled pairs of a half."""
    found = [
        Pair(
            row["name_a"], row["name_b"], row["kind"], row["same"] == "1", row["group"],
            row["base"], row["half"], row["source"], row["note"],
        )
        for row in _rows(FOLDER / "pairs.tsv")
    ]  # fmt: skip
    return [item for item in found if half in ("both", item.half)]


def native(script: str) -> list[Query]:
    """Native-script queries of a script, positives and negatives."""
    return [
        Query(row["query"], row["expected"], row["kind"], script, row["half"])
        for row in _rows(FOLDER / f"native_{script}.tsv")
    ]


def loose(name: str) -> str:
    """A name with case, punctuation and word order left aside."""
    return " ".join(sorted(re.findall(r"\w+", name.casefold())))


def half_of(name: str) -> str:
    """dev or test, by the hash of a name."""
    return "test" if hashlib.sha256(name.casefold().encode()).digest()[0] % 2 else "dev"


def queries_of(queries: list[Query], half: str) -> list[Query]:
    """The queries of a half."""
    return [query for query in queries if half in ("both", query.half)]
