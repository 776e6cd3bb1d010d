"""Two names word by word in colours."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.app.names import compare
from tidegate.cli.render.paint import both_names
from tidegate.cli.render.words import safe
from tidegate.model.match import Match, Piece, Route

MARK = re.compile(r'<mark class="([^"]+)" title="([^"]*)">(.*?)</mark>')


def marks(markup: str) -> dict[str, str]:
    """The words of a painted name with their classes."""
    return {unescape(word): kind for kind, _, word in MARK.findall(markup)}


def plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))


def test_words_that_met_wear_one_colour_in_two_scripts() -> None:
    ours, theirs = map(marks, both_names(compare("Dahua Technology", "浙江大華科技")))
    assert ours["Dahua"] == theirs["大華"]
    assert ours["Technology"] == theirs["科技"]
    assert ours["Dahua"] != ours["Technology"]
    assert theirs["浙江"] in ("against", "alone")


def test_what_argues_against_is_struck_out() -> None:
    ours, theirs = map(
        marks, both_names(compare("38th Research Institute", "39th Research Institute"))
    )
    assert ours["38th"] == theirs["39th"] == "against"
    assert ours["Research"].startswith("met")


def test_every_mark_says_what_is_said_of_its_word() -> None:
    ours, _ = both_names(compare("Dahua Tech", "Dahua Technology"))
    said = {word: words for _, words, word in MARK.findall(ours)}
    assert said["Tech"] == "Tech = Technology (another form of the word)"


def test_a_name_is_never_markup_and_never_turns_the_line() -> None:
    evil = '<script>"x"</script>\u202eDahua'
    ours, theirs = both_names(compare(evil, evil))
    for markup in (ours, theirs):
        assert "<script" not in markup
        assert "\u202e" not in markup


def test_of_two_stretches_that_overlap_the_first_is_painted() -> None:
    pieces = (
        Piece(ours="ab", theirs="x", route=Route.SAME, weight=1, ours_spans=((0, 2),)),
        Piece(ours="bc", theirs="y", route=Route.SAME, weight=1, ours_spans=((1, 3),)),
        Piece(ours="zz", theirs="y", route=Route.SAME, weight=1, ours_spans=((2, 9),)),
    )
    ours, _ = both_names(Match(listing_id="l", score=1, name="x", asked="abc", pieces=pieces))
    assert plain(ours) == "abc"
    assert list(marks(ours)) == ["ab"]


@pytest.mark.parametrize("other", ["Zhejiang Dahua Technology Co., Ltd.", "浙江大華科技", "Хуавэй"])
@given(name=st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_paint_leaves_every_text_as_it_was(other: str, name: str) -> None:
    match = compare(name, other)
    ours, theirs = both_names(match)
    assert plain(ours) == safe(match.asked)
    assert plain(theirs) == other
