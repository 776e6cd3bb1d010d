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


def test_a_word_shares_all_bits_with_itself() -> None:
    words = ["hikvision", "huawei", "dahua"]
    columns = grams.words_bits(words)
    found = grams.shared(columns, grams.word_bits("huawei"))
    assert found[1] == grams.counts(columns)[1] == found.max()
