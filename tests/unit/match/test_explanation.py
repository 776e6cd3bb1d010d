"""What a match says of itself."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.text.tables import LEXICON, rows
from tidegate.match import compare
from tidegate.model.match import Match, Piece, Route

NAMES = sorted({name for pair in rows("match/pairs.tsv", 6) for name in pair[2:4]})


def piece(match: Match, ours: str) -> Piece:
    return next(one for one in match.pieces if one.ours == ours)


def test_the_seed_is_explained_word_by_word() -> None:
    match = compare(
        "杭州海康威視數字技術", "Hangzhou Hikvision Digital Technology Co., Ltd.", lexicon=LEXICON
    )
    told = [(one.ours, one.theirs, one.route) for one in match.pieces]
    assert told == [
        ("杭州", "Hangzhou", Route.PLACE),
        ("海康威視", "Hikvision", Route.TRANSLATED),
        ("數字", "Digital", Route.TRANSLATED),
        ("技術", "Technology", Route.TRANSLATED),
        ("", "Co., Ltd", Route.MISSING_OURS),
    ]
    assert piece(match, "海康威視").weight > 0.5


def test_sound_is_told_from_meaning() -> None:
    match = compare("鼎鑫科技", "Dingxin Technology", lexicon=LEXICON)
    assert piece(match, "鼎鑫").route is Route.ROMANISED
    assert piece(match, "科技").route is Route.TRANSLATED


def test_a_typing_error_is_called_one() -> None:
    match = compare("Hikvison", "Hikvision", lexicon=LEXICON)
    (only,) = match.pieces
    assert only.route is Route.SPELLING
    assert 0.8 < only.similarity < 1


def test_numbers_that_differ_argue_against() -> None:
    match = compare("Plant 26", "Plant 27", lexicon=LEXICON)
    against = [one for one in match.pieces if one.route is Route.CONFLICT]
    assert {(one.ours, one.theirs) for one in against} == {("26", ""), ("", "27")}
    assert all(one.against for one in against)


def test_a_missing_rare_word_argues_against_and_a_form_does_not() -> None:
    match = compare("Hikvision Zorbax", "Hikvision Ltd", lexicon=LEXICON)
    assert piece(match, "Zorbax").against
    assert not next(one for one in match.pieces if one.theirs == "Ltd").against


def test_names_around_bin_that_changed_places_conflict() -> None:
    match = compare("Salman bin Muhammad", "Muhammad bin Salman", "person", lexicon=LEXICON)
    assert any(one.route is Route.CONFLICT and one.against for one in match.pieces)


def test_a_word_said_twice_hides_nothing() -> None:
    match = compare("Huawei Technologies " * 3, "Huawei Technologies Co., Ltd.", lexicon=LEXICON)
    assert match.score >= LEXICON.parameters["alert_threshold"]


def test_an_acronym_is_explained_by_initials() -> None:
    match = compare("ZORVAQ", "Zenit Optics Radio Vector Aviation Quartz", lexicon=LEXICON)
    assert match.pieces[0].route is Route.INITIALS


def test_different_evidence_has_different_scores() -> None:
    listed = "Hangzhou Hikvision Digital Technology Co., Ltd."
    asked = [listed, "Hikvision Digital Technology", "Hikvision Technology", "Hikvision",
             "Hikvison", "Hikvision Zorbax", "Zorbax"]  # fmt: skip
    scores = [compare(name, listed, lexicon=LEXICON).score for name in asked]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_weights_add_up_to_one(ours: str, theirs: str) -> None:
    match = compare(ours, theirs, lexicon=LEXICON)
    assert 0 <= match.score <= 1
    if match.pieces:
        assert math.isclose(sum(one.weight for one in match.pieces), 1, abs_tol=1e-9)
    for one in match.pieces:
        assert one.ours or one.theirs
        assert 0 <= one.weight <= 1
        assert 0 <= one.similarity <= 1


@pytest.mark.parametrize("name", NAMES)
def test_a_name_meets_itself(name: str) -> None:
    assert compare(name, name, lexicon=LEXICON).score >= 0.9


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_ours_and_theirs_may_change_places(ours: str, theirs: str) -> None:
    one, other = compare(ours, theirs, lexicon=LEXICON), compare(theirs, ours, lexicon=LEXICON)
    assert one.score == other.score


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_pair_of_texts_is_an_error(ours: str, theirs: str) -> None:
    assert 0 <= compare(ours, theirs, lexicon=LEXICON).score <= 1
