"""Where the words of an explanation stand in the two names as written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.text.tables import LEXICON, rows
from tidegate.match import compare
from tidegate.model.match import Match, Span
from tidegate.text.normal import plain_text

NAMES = sorted({name for pair in rows("match/pairs.tsv", 6) for name in pair[2:4]})
WRITTEN = st.text(alphabet="aé é한가각ﬁＡＢ㈱㌢杭州海大Хуع١ .,'\u200b", max_size=30)


def at(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def check(match: Match) -> None:
    for piece in match.pieces:
        for text, words, spans in (
            (match.asked, piece.ours, piece.ours_spans),
            (match.name, piece.theirs, piece.theirs_spans),
        ):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            found = plain_text(" ".join(at(text, spans)))
            assert all(word in found for word in words.split()), (words, found)


@pytest.mark.parametrize(
    ("asked", "name", "ours", "theirs"),
    [
        ("杭州海康威視", "Hangzhou Hikvision", ["杭州", "海康威視"], ["Hangzhou", "Hikvision"]),
        ("Ｈｉｋｖｉｓｉｏｎ", "Hikvision Co.", ["Ｈｉｋｖｉｓｉｏｎ"], ["Hikvision", "Co"]),
        ("㈱東芝", "Toshiba", ["㈱", "東芝"], ["Toshiba"]),
        ("Cafe\u0301 Zorbax", "Café Zorbax", ["Cafe\u0301", "Zorbax"], ["Café", "Zorbax"]),
    ],
)
def test_the_spans_are_of_the_names_as_written(
    asked: str, name: str, ours: list[str], theirs: list[str]
) -> None:
    match = compare(asked, name, lexicon=LEXICON)
    assert (match.asked, match.name) == (asked, name)
    found = [word for piece in match.pieces for word in at(asked, piece.ours_spans)]
    assert found == ours
    assert {word for piece in match.pieces for word in at(name, piece.theirs_spans)} == set(theirs)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_every_word_of_a_piece_stands_where_its_span_says(ours: str, theirs: str) -> None:
    check(compare(ours, theirs, lexicon=LEXICON))


@settings(max_examples=150, deadline=None)
@given(WRITTEN, WRITTEN)
def test_spans_hold_for_any_writing(ours: str, theirs: str) -> None:
    match = compare(ours, theirs, lexicon=LEXICON)
    check(match)
    assert all(bool(piece.ours) == bool(piece.ours_spans) for piece in match.pieces)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_no_text_is_without_an_answer(text: str) -> None:
    check(compare(text, text, lexicon=LEXICON))
