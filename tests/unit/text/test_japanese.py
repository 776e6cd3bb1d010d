"""Japanese names in Han characters, kana and several romanisations."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.match import compare
from tidegate.model.match import Route
from tidegate.text import SYLLABIC, analyse
from tidegate.text.japanese import tells
from tidegate.text.sound import romaji

THRESHOLD = LEXICON.parameters["alert_threshold"]


def meets(one: str, other: str, kind: str | None) -> bool:
    return compare(one, other, kind, lexicon=LEXICON).score >= THRESHOLD


def spoken(name: str, kind: str | None = "person") -> list[str]:
    """The usual keys of the reading as a Japanese person; nothing where a name has none."""
    for reading in analyse(name, LEXICON, kind).readings:
        if all(SYLLABIC in token.routes for token in reading):
            return [token.keys[0] for token in reading]
    return []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("岸田文雄", ["kishida", "fumio"]),
        ("岸田 文雄", ["kishida", "fumio"]),
        ("髙山清司", ["takayama", "kiyoshi"]),
        ("長谷川平八郎", ["hasegawa", "heihachiro"]),
        ("林 芳正", ["hayashi", "yoshimasa"]),
        ("関功", ["seki", "isao"]),
        ("小泉純一郎", ["koizumi", "junichiro"]),
        ("田中さくら", ["tanaka", "sakura"]),
        ("渡邉　浩", ["watanabe", "hiroshi"]),
    ],
)
def test_a_persons_name_is_read_as_surname_and_given_name(name: str, words: list[str]) -> None:
    assert spoken(name) == words
    assert spoken(name, None) == words


@pytest.mark.parametrize("name", ["王小明", "李克强", "欧阳修", "习近平", "中国石油"])
def test_a_chinese_name_has_no_japanese_reading_unless_its_surname_is_known(name: str) -> None:
    assert spoken(name, None) == []


def test_a_name_that_no_table_holds_is_read_character_by_character() -> None:
    assert spoken("笹森 亮彦") == ["sasamori", "akihiko"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ohno", "ono"),
        ("ouno", "ono"),
        ("shinji", "sinzi"),
        ("junichiro", "zyunitirou"),
        ("shimbashi", "sinbasi"),
        ("hatchobori", "hattyobori"),
        ("fujikawa", "huzikawa"),
        ("shoda", "syouda"),
        ("joji", "jyoji"),
        ("tsuchiya", "tutiya"),
        ("satoh", "satou"),
    ],
)
def test_the_romanisations_of_a_word_are_one(one: str, other: str) -> None:
    assert romaji(one) == romaji(other) != ""


@pytest.mark.parametrize("word", ["smith", "rosneft", "x", "", "lufthansa", "volvo"])
def test_what_cannot_be_japanese_has_no_such_spelling(word: str) -> None:
    assert romaji(word) == ""


def test_words_of_two_syllables_keep_their_consonants() -> None:
    assert romaji("tina") != romaji("china")
    assert romaji("konno") != romaji("kono")


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("安倍晋三", "ABE, Shinzō", "person"),
        ("佐藤 健太郎", "Kentarou SATOH", "person"),
        ("Yuuichi Ohno", "ONO Yuichi", "person"),
        ("Shinji Sato", "Satou Sinzi", "person"),
        ("中島啓介", "Nakashima Keisuke", "person"),
        ("三菱重工業株式会社", "Mitsubishi Heavy Industries, Ltd.", "organization"),
        ("株式会社大川原化工機", "Ohkawara Kakohki Co., Ltd.", "organization"),
        ("島津製作所", "Shimadzu Corporation", "organization"),
        ("大阪精密機械株式会社", "Osaka Precision Machinery Co Ltd", "organization"),
        ("芝浦機械", "Shibaura Machine", "organization"),
    ],
)
def test_one_name_in_two_writings_meets(one: str, other: str, kind: str) -> None:
    assert meets(one, other, kind)
    assert meets(other, one, kind)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("佐藤 健太郎", "Kentaro Saito", "person"),
        ("井上邦雄", "Kunio Inose", "person"),
        ("岸田 文雄", "Nobuo Kishi", "person"),
        ("鈴木 一郎", "Jiro Suzuki", "person"),
        ("三菱重工業", "Sumitomo Heavy Industries", "organization"),
        ("住吉会", "Sumitomo Corporation", "organization"),
        ("佐藤工業株式会社", "Saito Kogyo Co Ltd", "organization"),
    ],
)
def test_two_names_stay_apart(one: str, other: str, kind: str) -> None:
    assert not meets(one, other, kind)


def test_a_japanese_reading_is_shown_as_a_romanisation() -> None:
    found = compare("岸田文雄", "Fumio Kishida", "person", lexicon=LEXICON)
    assert {piece.route for piece in found.pieces} == {Route.ROMANISED}


@pytest.mark.parametrize(
    ("name", "japanese"),
    [
        ("東芝機械", True),
        ("日本電気株式会社", True),
        ("応用技術", True),
        ("华为技术有限公司", False),
        ("中國電子科技集團", False),
    ],
)
def test_a_word_or_a_character_tells_that_a_name_is_japanese(name: str, japanese: bool) -> None:
    assert tells(name, name, LEXICON) is japanese
