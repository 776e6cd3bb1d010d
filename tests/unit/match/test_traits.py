"""What tells cheaply that two words are not alike never says so of words that are."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.text.tables import LEXICON
from tidegate.match import similarity
from tidegate.match.similarity import may_be_alike, traits, word_similarity

LETTERS = st.text("aeiouysrlnmtkhgjqwxzcbpdf", min_size=1, max_size=16)
EDITS = st.lists(
    st.tuples(st.integers(0, 15), st.sampled_from(["cut", "add", "swap", "other"]), LETTERS),
    max_size=4,
)


def edited(word: str, edits: list[tuple[int, str, str]]) -> str:
    for at, how, letters in edits:
        at %= len(word)
        head, rest = word[:at], word[at:]
        word = {
            "cut": head + rest[1:],
            "add": head + letters[0] + rest,
            "swap": head + rest[1:2] + rest[:1] + rest[2:],
            "other": head + letters[0] + rest[1:],
        }[how] or letters
    return word


@settings(max_examples=400, deadline=None)
@given(LETTERS, EDITS, st.booleans(), st.booleans())
@example("sergey", [(5, "other", "j")], False, True)
@example("aleksandr", [(3, "other", "x"), (4, "cut", "a")], False, True)
@example("wei", [(1, "swap", "a")], False, True)
def test_no_pair_that_is_alike_is_passed_over(
    word: str, edits: list[tuple[int, str, str]], chinese: bool, typed: bool
) -> None:
    other = edited(word, edits)
    spelt = similarity._spelt_or_spoken.__wrapped__(word, other, LEXICON.scoring, typed)
    if spelt or word_similarity(word, other, LEXICON.scoring, chinese, typed):
        assert may_be_alike(traits(word), traits(other))


def test_words_without_a_letter_in_common_are_passed_over() -> None:
    assert not may_be_alike(traits("kalashnikov"), traits("dmitry"))
