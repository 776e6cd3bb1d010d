"""Names that are on no list: firms that are listed on exchanges in the United States, and made-up
people; and which of the firms word counts may be learnt from.

The firms stand in two parts by a hash of their first word, so that no firm and no sister of it
(`Acme Capital II`, `Acme Capital III`) is in both: from one part `rates.tsv` is learnt, from the
other the benchmark's clear queries come.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tidegate.text.normal import fold_latin

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "data"
NAMES = SHARED / "names"


def words_of(name: str) -> list[str]:
    """The words of a name as the table of rates knows them."""
    plain = "".join(letter if letter.isalnum() else " " for letter in fold_latin(name))
    return plain.split()


def is_learnt(name: str) -> bool:
    """Whether the words of a firm may be counted; it is then never asked."""
    first = (words_of(name) or [""])[0]
    return hashlib.sha256(first.encode()).digest()[0] % 2 == 0


def firms() -> list[str]:
    """Names of listed firms, in the order of the file."""
    lines = (NAMES / "us_listed_companies.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip()]


def people() -> list[str]:
    """Names of made-up people of many cultures, in the order of the file."""
    lines = (NAMES / "clear_people.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split(",", 1)[0] for line in lines]


def spread(names: Sequence[str], count: int) -> list[str]:
    """`count` names by a fixed step through all."""
    return list(names[:: max(1, len(names) // max(1, count))][:count])
