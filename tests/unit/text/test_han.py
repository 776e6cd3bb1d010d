"""Han names: numbers, words, readings."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.text.han import han_number, person, segment, simplify


@pytest.mark.parametrize(
    ("text", "number"),
    [("三十八", 38), ("五二", 52), ("十", 10), ("一百零三", 103), ("38", 38), ("二〇", 20)],
)
def test_numbers_in_han(text: str, number: int) -> None:
    assert han_number(text) == number


def test_what_is_no_number() -> None:
    assert han_number("大华") is None


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [("華爲", "华为"), ("華為", "华为"), ("裏", "里"), ("裡", "里"), ("臺", "台"), ("広", "广")],
)
def test_traditional_and_japanese_forms_fold(traditional: str, simplified: str) -> None:
    assert simplify(traditional, LEXICON) == simplified


def test_words_cover_the_run_without_gaps() -> None:
    run = "杭州海康威视数字技术股份有限公司"
    pieces = segment(run, "han", LEXICON)
    assert "".join(run[piece.start : piece.end] for piece in pieces) == run
    assert [piece.kind for piece in pieces] == ["place", "brand", "activity", "activity", "form"]


def test_a_polyphone_has_its_other_readings() -> None:
    (piece,) = segment("鼎重", "han", LEXICON)
    assert piece.latin[0].startswith("ding")
    assert {"dingzhong", "dingchong"} <= set(piece.latin)


def test_a_surname_is_read_as_one() -> None:
    pieces = person("单伟", "han", LEXICON)
    assert pieces is not None
    assert [piece.latin[0] for piece in pieces] == ["shan", "wei"]


def test_what_is_no_person() -> None:
    assert person("鼎", "han", LEXICON) is None
    assert person("杭州海康威视", "han", LEXICON) is None
