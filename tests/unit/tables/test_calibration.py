"""The map from raw scores to those that are shown: it loses no difference, and says what is broken
in a table."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.model.errors import DataError
from tidegate.tables.calibration import Calibration, read_calibration
from tidegate.tables.names import FOLDER, lexicon_data

PATH = FOLDER / "calibration.tsv"
SHIPPED = lexicon_data().calibration
RAW = [step / 10_000 for step in range(10_001)]
FLAT = Calibration((0.0, 0.4, 0.9, 1.0), (0.0, 0.4, 0.45, 1.0))


def rows(*knots: tuple[str, str]) -> list[tuple[list[str], int]]:
    return [(list(knot), number) for number, knot in enumerate(knots, 5)]


@pytest.mark.parametrize("calibration", [SHIPPED, FLAT], ids=["shipped", "at the least slope"])
def test_what_scored_differently_still_does(calibration: Calibration) -> None:
    shown = [calibration.score_of(raw) for raw in RAW]
    assert shown[0] == 0.0
    assert shown[-1] == 1.0
    assert all(low < high for low, high in pairwise(shown))


@pytest.mark.parametrize("calibration", [SHIPPED, FLAT], ids=["shipped", "at the least slope"])
def test_the_least_raw_score_of_each_score(calibration: Calibration) -> None:
    for raw in RAW[1:]:
        shown = calibration.score_of(raw)
        assert calibration.raw_of(shown) == raw
        assert calibration.raw_of(shown + 0.000_001) > raw or raw == 1.0


@given(st.floats(min_value=-0.5, max_value=1.5), st.sampled_from(RAW))
def test_a_level_decides_the_same_on_either_scale(level: float, raw: float) -> None:
    assert (SHIPPED.score_of(raw) >= level) == (raw >= SHIPPED.raw_of(level))


def test_the_level_is_where_as_much_speaks_for_as_against() -> None:
    parameters = lexicon_data().parameters
    assert parameters["alert_threshold"] == 0.5
    assert 0.5 in SHIPPED.score
    assert parameters["floor"] < parameters["alert_threshold"] < parameters["all_words"] < 1


@pytest.mark.parametrize(
    ("knots", "wrong"),
    [
        ([("0", "0"), ("0.5", "much"), ("1", "1")], "not two numbers"),
        ([("0", "0"), ("0.5", "0.6"), ("0.5", "0.7"), ("1", "1")], "does not rise"),
        ([("0", "0"), ("0.5", "0.6"), ("0.7", "0.6"), ("1", "1")], "does not rise"),
        ([("0", "0"), ("0.5", "0.9"), ("0.9", "0.91"), ("1", "1")], "does not rise"),
        ([("0", "0"), ("0.5", "nan"), ("1", "1")], "does not rise"),
        ([("0", "0.1"), ("1", "1")], "from 0, 0 to 1, 1"),
        ([("0", "0"), ("1", "0.99")], "from 0, 0 to 1, 1"),
        ([("0", "0")], "from 0, 0 to 1, 1"),
        ([], "from 0, 0 to 1, 1"),
    ],
)
def test_a_broken_map_says_what_is_wrong(knots: list[tuple[str, str]], wrong: str) -> None:
    with pytest.raises(DataError, match=wrong):
        read_calibration(PATH, rows(*knots))
