"""Lines by the width that characters take."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.cli.render.layout import Page, cells, pad, wrap


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Hikvision", 9),
        ("海康威視", 8),
        ("e\u0301", 1),
        ("ｱ", 1),
        ("（）", 4),
        ("Müller", 6),
        ("", 0),
    ],
)
def test_wide_characters_take_two_columns_and_marks_none(text: str, width: int) -> None:
    assert cells(text) == width


def test_text_is_cut_at_spaces_and_wide_text_anywhere() -> None:
    assert wrap("presumption of denial", 12) == ["presumption", "of denial"]
    assert wrap("杭州海康威視數字技術", 8) == ["杭州海康", "威視數字", "技術"]
    assert wrap("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]
    assert wrap("", 10) == [""]


def test_the_first_line_can_be_shorter() -> None:
    assert wrap("one two three", 9, taken=5) == ["one", "two three"]


@settings(max_examples=100)
@given(st.text(max_size=80), st.integers(4, 40))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_padding_counts_columns() -> None:
    assert pad("海康", 6) == "海康  "
    assert pad("12", 4, right=True) == "  12"


def test_a_table_gives_way_in_its_widest_column() -> None:
    page = Page(width=30)
    page.table([["1", "a rather long text that cannot stay whole"]], ["no", "text"], right=[0])
    assert page.lines == [
        "no  text",
        " 1  a rather long text that",
        "    cannot stay whole",
    ]


def test_blank_lines_never_double_even_over_a_seam() -> None:
    page = Page(width=30)
    page.blank()
    page.text("one")
    page.blank()
    page.blank()
    first = page.take()
    page.blank()
    page.text("two")
    assert first + page.take() == "one\n\ntwo\n"


def test_styles_are_for_terminals_only() -> None:
    assert Page(colour=False).styled("x", "alert") == "x"
    assert Page(colour=True).styled("x", "alert") == "\x1b[1;31mx\x1b[0m"
