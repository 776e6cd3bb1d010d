"""The intervals of the benchmark's figures."""

from __future__ import annotations

import random

import pytest

from benchmarks.names import footprint, intervals, measure, report
from benchmarks.names.sets import Pair

PAIR = Pair("a", "b", "organization", True, "company_forms", "x", "dev", "s", "")
OTHER = PAIR._replace(same=False)


@pytest.mark.parametrize(
    ("hits", "whole", "low", "high"),
    [
        # Published values of Wilson's interval at 95 %.
        (8, 10, 0.490, 0.943),
        (0, 10, 0.0, 0.278),
        (10, 10, 0.722, 1.0),
        (500, 1000, 0.469, 0.531),
        (0, 0, 0.0, 1.0),
    ],
)
def test_interval_of_a_share(hits: int, whole: int, low: float, high: float) -> None:
    assert intervals.wilson(hits, whole) == pytest.approx((low, high), abs=0.001)


def test_interval_of_a_ratio_holds_the_truth_nineteen_times_in_twenty() -> None:
    chance = random.Random(3)
    held = 0
    for _ in range(400):
        parts = [
            (str(family), float(chance.random() < 0.7), 1.0)
            for family in range(60)
            for _ in range(chance.randint(1, 5))
        ]
        low, high = intervals.of_ratio(parts)
        held += low <= 0.7 <= high
    assert 0.91 <= held / 400 <= 0.98


def test_pairs_of_one_family_are_one_observation() -> None:
    apart = [(str(n), float(n % 2), 1.0) for n in range(40)]
    together = [(str(n // 8), float(n // 8 % 2), 1.0) for n in range(40)]
    low, high = intervals.of_ratio(apart)
    wide_low, wide_high = intervals.of_ratio(together)
    assert wide_high - wide_low > 2 * (high - low)
    assert intervals.of_ratio([("x", 1.0, 1.0)]) == (0.0, 1.0)


def test_right_and_wrong_hits() -> None:
    scored = [(PAIR, 0.9), (PAIR, 0.4), (OTHER, 0.8), (OTHER, 0.1), (OTHER, 0.2)]
    found = measure.hits(scored, 0.5)
    assert found["right"][:2] == [1, 2]
    assert found["wrong"][:2] == [1, 3]
    assert found["accuracy"][:2] == [3, 5]
    acronym = (PAIR._replace(group="acronyms"), 0.9)
    grouped = measure.group_hits([*scored, acronym], 0.5)
    assert grouped["all"]["right"][:2] == [2, 3]
    assert grouped["entity_names"] == grouped["groups"]["company_forms"] == found
    assert report.mean_share(grouped["groups"], "right") == pytest.approx(0.75)
    assert report.of(grouped["groups"]["acronyms"]["wrong"]) == "–"


def test_f1_between() -> None:
    scored = [
        (pair._replace(base=str(n)), score)
        for n in range(50)
        for pair, score in ((PAIR, 0.9), (PAIR, 0.4 + n % 2), (OTHER, 0.8))
    ]
    low, high = measure.f1_between(scored, 0.5)
    assert low < measure.f1(scored, 0.5) < high


def test_footprint_of_a_small_index() -> None:
    found = footprint.measure(1_200)
    assert found["names"] == 1_200
    row = report.footprint_rows([found])[1][0]
    assert row[0] == "1,200"
    assert all(found[key] > 0 for key in ("build_s", "build_mb", "file_mb", "load_ms", "ask_mb"))
    assert found["median_ms"] <= found["p95_ms"]
