"""Names that are made to be slow cost no more than long names do.

Work is counted (calls of functions, Python's and C's) and not timed: a count is the same on every
machine.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from types import FrameType

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.match import Index, compare
from tidegate.model.match import Match

MOST = 150_000
"""Calls that one question may take: some ten times as many as an ordinary name."""

WORDS = ("Zorbax", "Kelmor", "Trading", "Shenzhen", "Technology", "Bright", "Star", "Marine")
HOSTILE = {
    "one letter for ever": "A" * 10_000,
    "two letters in turn": "ab" * 5_000,
    "a syllable of pinyin for ever": "xian" * 2_500,
    "three thousand words": " ".join(f"{WORDS[at % 8]}{at}" for at in range(3_000)),
    "one word three thousand times": "Zorbax " * 3_000,
    "single letters": "A B C D E F G H " * 400,
    "combining marks galore": "Z" + "\u0301" * 5_000 + "orbax " + "\u0323\u0307" * 2_500,
    "a mark on every letter": unicodedata.normalize("NFD", "é" * 5_000),
    "digits alone": "7" * 10_000,
    "numbers alone": "38 " * 3_000,
    "ordinals alone": "第三十八" * 2_500,
    "Han alone": "海康威視" * 2_500,
    "kana alone": "カブシキ" * 2_500,
    "Hangul alone": "삼성전자" * 2_500,
    "Arabic alone": "محمد " * 2_000,
    "Cyrillic alone": "Газпром " * 1_300,
    "dots": "d.o.o." * 2_000,
    "brackets": "(CETC 38) " * 1_000,
    "forms alone": "Co Ltd GmbH OOO " * 700,
    "father after father": "bin Ali " * 1_300,
    "homoglyphs": "Sо" * 5_000,
    "controls and surrogates": "\u200b\ud800\x00A" * 2_500,
}


def work(ask: Callable[[], object]) -> int:
    """How many functions are called."""
    calls = 0

    def count(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        ask()
    finally:
        sys.setprofile(before)
    return calls


@pytest.fixture(scope="module")
def crowd() -> Index:
    """One listing of 500 aliases, one of each hostile name, and some ordinary ones. Making it reads
    every word table, which is no work of a question."""
    aliases = [f"{WORDS[at % 8]} {WORDS[at // 8 % 8]} {at} Works" for at in range(500)]
    ordinary = [(f"n:{at}", None, [f"{a} {b} Co., Ltd."]) for at, (a, b) in
                enumerate((a, b) for a in WORDS for b in WORDS if a != b)]  # fmt: skip
    hostile = [(f"h:{at}", None, [name]) for at, name in enumerate(HOSTILE.values())]
    return Index.build([("many", None, aliases), *ordinary, *hostile], LEXICON)


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_asked_in_bounded_work(crowd: Index, name: str) -> None:
    assert work(lambda: crowd.screen(name)) < MOST


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_two_hostile_names_are_compared_in_bounded_work(name: str) -> None:
    assert work(lambda: compare(name, name[1:], lexicon=LEXICON)) < MOST


def test_an_entity_of_five_hundred_aliases_is_one_hit_in_bounded_work(crowd: Index) -> None:
    found: list[Match] = []
    assert work(lambda: found.extend(crowd.screen("Zorbax Kelmor 72 Works"))) < MOST
    assert [match.listing_id for match in found].count("many") == 1


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_compiled_in_bounded_work(name: str) -> None:
    assert work(lambda: Index.build([("one", None, [name])], LEXICON)) < MOST
