"""Bitmaps: the vectorised build and the single query speak one language."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.match import grams

WORDS = st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_words_alone_and_together_have_the_same_bits(words: list[str]) -> None:
    columns = grams.words_bits(words)
    assert [tuple(int(one) for one in bits) for bits in columns.T] == [
        grams.word_bits(word) for word in words
    ]


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_names_alone_and_together_have_the_same_bits(names: list[str]) -> None:
    columns = grams.names_bits(names)
    assert [tuple(int(one) for one in bits) for bits in columns.T] == [
        grams.name_bits(name) for name in names
    ]


def test_a_scan_finds_what_is_alike_and_says_how_much() -> None:
    words = ["hikvision", "hikvison", "huawei", "dahua"]
    columns = grams.words_bits(words)
    bitmaps = grams.Bitmaps(columns, grams.counts(columns), 58)
    found, alike = bitmaps.alike(grams.word_bits("hikvision"))
    assert found.tolist() == [0, 1]
    assert alike[0] == 1.0
    assert 0.58 <= alike[1] < 1.0
    assert bitmaps.alike(grams.word_bits("hikvision"), 1, 3)[0].tolist() == [1]
    assert bitmaps.alike((0, 0))[0].tolist() == []


@settings(max_examples=60, deadline=None)
@given(WORDS, st.text(min_size=1, max_size=20), st.integers(1, 100))
def test_a_scan_agrees_with_counting_by_hand(words: list[str], asked: str, percent: int) -> None:
    columns = grams.words_bits(words)
    own, bits = grams.counts(columns), grams.word_bits(asked)
    by_hand = [
        at
        for at, word in enumerate(words)
        if 200 * sum((a & b).bit_count() for a, b in zip(bits, grams.word_bits(word), strict=True))
        >= percent * (int(own[at]) + sum(one.bit_count() for one in bits))
    ]
    assert grams.Bitmaps(columns, own, percent).alike(bits)[0].tolist() == by_hand
