"""Keys by sound, and what reads as Chinese."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.text.japanese import kana
from tidegate.text.korean import hangul
from tidegate.text.romanise import palladius
from tidegate.text.sound import is_pinyin, skeleton, sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sergey", "sergei"),
        ("sergej", "sergei"),
        ("yuri", "yury"),
        ("alexandr", "aleksandr"),
        ("muhammad", "muhamad"),
        ("filipp", "philip"),
    ],
)
def test_spellings_of_one_sound_are_equal(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("mhmd", "muhammad"), ("slman", "salman")])
def test_a_word_without_vowels_has_the_bones_of_the_full_one(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_different_bones_stay_different() -> None:
    assert skeleton("ahmad") != skeleton("muhammad")


@pytest.mark.parametrize("word", ["haikang", "weiming", "zhongguancun", "xian"])
def test_pinyin_is_known(word: str) -> None:
    assert is_pinyin(word)


@pytest.mark.parametrize("word", ["huwaei", "hikvision", "smith", "technology", "b2b", ""])
def test_what_is_not_pinyin(word: str) -> None:
    assert not is_pinyin(word) or word == ""


@pytest.mark.parametrize(
    ("cyrillic", "pinyin"), [("хуавэй", "huawei"), ("чжэцзян", "zhejiang"), ("сяо", "xiao")]
)
def test_palladius_is_read_backwards(cyrillic: str, pinyin: str) -> None:
    assert palladius(cyrillic, LEXICON.tables.palladius) == pinyin


def test_a_russian_word_is_no_chinese_one() -> None:
    assert palladius("ромашка", LEXICON.tables.palladius) is None


def test_hangul_by_arithmetic() -> None:
    assert hangul("한글") == ("hangeul", "hangul")


def test_kana_doubles_and_combines() -> None:
    assert kana("キャッシュ", LEXICON.letters) == ("kyasshu",)
