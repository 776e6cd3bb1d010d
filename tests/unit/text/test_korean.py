"""Korean names of persons in Hangul, Chinese characters and every romanisation."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.match import compare
from tidegate.text import analyse
from tidegate.text.korean_names import options, person
from tidegate.text.sound import KOREAN

THRESHOLD = LEXICON.parameters["alert_threshold"]


def meets(one: str, other: str) -> bool:
    return compare(one, other, "person", lexicon=LEXICON).score >= THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("최선희", "Choe Son Hui"),
        ("Choe Son Hui", "CHOI, Sun-hee"),
        ("CH'OE, Sŏn-hŭi", "Choi Sun Hee"),
        ("리용호", "Lee Yong-ho"),
        ("이용호", "RI Yong Ho"),
        ("金正恩", "Kim Chong-un"),
        ("崔善姬", "Choe Son Hui"),
        ("김 영 호", "Kim Yong Ho"),
        ("황병서", "Hwang Pyong So"),
        ("정의선", "Euisun Chung"),
        ("남궁민수", "Namkoong Min-soo"),
        ("Jun Chang-hyuk", "JON, Chang Hyok"),
        ("Kim Chong-un", "KIM Jong Un"),
        ("Jong Un KIM", "김정은"),
        ("류경철", "Yoo Kyung-chul"),
    ],
)
def test_one_name_in_two_spellings_meets(one: str, other: str) -> None:
    assert meets(one, other)
    assert meets(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("김정은", "Kim Jong Il"),
        ("김정은", "Kim Jong Nam"),
        ("이재명", "Lee Jae-yong"),
        ("이민호", "Li Minhao"),
        ("Kim Yong Chol", "Kim Yong Chun"),
        ("Ri Yong Su", "Ri Su Yong"),
        ("리용호", "Ri Yong Gil"),
        ("김철수", "Kim Chol Ho"),
        ("한철수", "Kim Chol Su"),
        ("정경택", "Jong Kyong Il"),
        ("金正恩", "Kim Chong-il"),
    ],
)
def test_two_names_stay_apart(one: str, other: str) -> None:
    assert not meets(one, other)
    assert not meets(other, one)


def test_a_spelling_stands_for_every_name_that_is_spelt_so() -> None:
    found = person("Kim Jong Un", LEXICON, "person")
    assert found is not None
    assert found.sure
    assert {"정은", "종은", "정운"} <= options(found.readings[0][1].keys[-1])


def test_the_north_and_the_south_write_one_surname_in_two_ways() -> None:
    assert not options(KOREAN + "리").isdisjoint(options(KOREAN + "이"))
    assert not options(KOREAN + "로").isdisjoint(options(KOREAN + "노"))
    assert options(KOREAN + "김").isdisjoint(options(KOREAN + "임"))


@pytest.mark.parametrize(
    "name", ["Kim", "Kim Kardashian", "Park Hotel", "Lee Hsien Loong", "Jung-un"]
)
def test_what_no_syllables_of_names_make_up_is_not_read_as_korean(name: str) -> None:
    assert person(name, LEXICON, None) is None


def test_a_name_that_may_be_chinese_keeps_its_first_reading() -> None:
    first, *others = analyse("Yang Jun", LEXICON, "person").readings
    assert [token.keys for token in first] == [("yang",), ("jun",)]
    assert any(key[0] == KOREAN for token in others[0] for key in token.keys)


def test_the_surname_may_stand_at_the_end() -> None:
    found = person("Min Ho Kim", LEXICON, None)
    assert found is not None
    assert [token.keys[0] for token in found.readings[0]] == ["minho", "kim"]
