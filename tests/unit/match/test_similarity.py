"""How alike two words are."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.match.similarity import word_similarity as similarity


def word_similarity(ours: str, theirs: str, chinese: bool = False) -> float:
    return similarity(ours, theirs, LEXICON.scoring, chinese)


@pytest.mark.parametrize(
    ("ours", "theirs", "least"),
    [
        ("hikvison", "hikvision", 0.9),
        ("huwaei", "huawei", 0.9),
        ("mohammed", "muhammad", 0.7),
        ("sergey", "sergei", 0.9),
        ("*mhmd", "muhammad", 0.9),
        ("rosoboronexprot", "rosoboronexport", 0.9),
    ],
)
def test_words_that_are_alike(ours: str, theirs: str, least: float) -> None:
    assert word_similarity(ours, theirs) >= least
    assert word_similarity(theirs, ours) >= least


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("haikang", "huakang"),
        ("weiming", "weimin"),
        ("wang", "wang2"),
        ("1318", "1319"),
        ("hikma", "hikvision"),
        ("abc", "abd"),
    ],
)
def test_words_that_are_not(ours: str, theirs: str) -> None:
    assert word_similarity(ours, theirs, chinese=True) < 0.75


def test_two_chinese_words_that_differ_are_two_words() -> None:
    assert word_similarity("zhejiang", "zhenjiang", chinese=True) == 0
    assert word_similarity("makega", "makenga") > 0.7
