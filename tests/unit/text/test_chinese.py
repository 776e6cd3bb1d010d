"""Chinese names in Latin letters that are not pinyin, and the pinyin that they meet."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.match import compare
from tidegate.model.match import Route
from tidegate.text import RESPELT, analyse

THRESHOLD = LEXICON.parameters["alert_threshold"]


def meets(one: str, other: str, kind: str | None = "person") -> bool:
    return compare(one, other, kind, lexicon=LEXICON).score >= THRESHOLD


def pinyin(name: str, kind: str | None = "person") -> list[tuple[str, ...]]:
    """The keys of the reading in pinyin, word by word; nothing where a name has none."""
    for reading in analyse(name, LEXICON, kind).readings:
        if any(RESPELT in token.routes for token in reading):
            return [token.keys for token in reading]
    return []


@pytest.mark.parametrize(
    ("spelt", "plain"),
    [
        ("Mao Tse-tung", "Mao Zedong"),
        ("MAO, Tse-tung", "Mao Zedong"),
        ("Tse-tung Mao", "Mao Zedong"),
        ("Mao Tse Tung", "MAO Ze Dong"),
        ("Teng Hsiao-p'ing", "Deng Xiaoping"),
        ("Teng Hsiaoping", "Deng Xiaoping"),
        ("Chu Te", "Zhu De"),
        ("Soong Ch'ing-ling", "Song Qingling"),
        ("Ssu-ma Kuang-yao", "Sima Guangyao"),
        ("Cheung Yan", "Zhang Yin"),
        ("Chan Kwok Keung", "Chen Guoqiang"),
        ("Dr Wong Chi-ming", "Huang Zhiming"),
        ("Au Yeung Kit-ming", "Ouyang Jieming"),
        ("Carrie Lam Cheng Yuet-ngor", "Lin Zheng Yue'e"),
        ("Lee Hsien Loong", "Li Xianlong"),
        ("Teo Chee Hean", "Zhang Zhixian"),
    ],
)
def test_what_one_person_is_called(spelt: str, plain: str) -> None:
    assert meets(spelt, plain)
    assert meets(plain, spelt)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mao Tse-tung", "Mao Zeming"),
        ("Ch'en Yi-ming", "Zhen Yiming"),
        ("Chan Wai-ming", "Chan Fai-ming"),
        ("Chan Kwok Keung", "Chen Guohua"),
        ("Chang Wei-min", "Zhang Weiming"),
        ("Weiming Zhang", "Weimin Zhang"),
        ("Lee Hsien Loong", "Li Xianyang"),
        ("钱建华", "Jian Jianhua"),
    ],
)
def test_who_is_somebody_else(one: str, other: str) -> None:
    assert not meets(one, other)


def test_two_spellings_that_stand_for_one_pinyin_do_not_meet_by_it() -> None:
    # Both may be read Chen Huiming.
    both = {key for keys in pinyin("Chan Wai-ming") for key in keys}
    assert both & {key for keys in pinyin("Chan Fai-ming") for key in keys} >= {"chen", "huiming"}
    assert not meets("Chan Wai-ming", "Chan Fai-ming")


@pytest.mark.parametrize("name", ["陈明", "张伟"])
def test_han_names_do_not_meet_by_what_wade_giles_merges(name: str) -> None:
    other = {"陈明": "程明", "张伟": "常伟"}[name]
    assert not meets(name, other)
    assert meets(name, name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Zhang Wei", "person"),
        ("Li Weiming", "person"),
        ("Wang Pei", "person"),
        ("John Smith", "person"),
        ("Lee Harvey Oswald", "person"),
        ("Tan Ford", "person"),
        ("Hunting Energy Services", "organization"),
        ("Long Island Ice Tea Corp", "organization"),
        ("Huawei Technologies", "organization"),
        ("Ho Chi Minh City", "address"),
    ],
)
def test_what_is_pinyin_or_not_chinese_has_no_other_reading(name: str, kind: str) -> None:
    assert pinyin(name, kind) == []


def test_an_apostrophe_tells_the_aspirated_sounds() -> None:
    assert pinyin("Chang Ch'un-ch'iao") == [("zhang",), ("chunqiao", "qunqiao")]
    assert "zhunjiao" in pinyin("Chang Chun-chiao")[1]


@pytest.mark.parametrize(
    ("spelt", "plain"),
    [
        ("Chung Shan Institute", "Zhongshan Institute"),
        ("Hsin Chong Construction", "Xin Chong Construction"),
        ("Chunghwa Shipping", "Zhonghua Shipping"),
        ("永樂貿易有限公司", "Wing Lok Trading Limited"),
        ("大同股份有限公司", "Tatung Company"),
    ],
)
def test_firms(spelt: str, plain: str) -> None:
    assert meets(spelt, plain, "organization")


def test_the_explanation_says_by_which_route() -> None:
    found = compare("Mao Tse-tung", "Mao Zedong", "person", lexicon=LEXICON)
    routes = [(piece.ours, piece.theirs, piece.route) for piece in found.pieces]
    assert routes[-1] == ("Tse-tung", "Zedong", Route.ROMANISED)
    assert found.score < 1.0


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("天升科技有限公司", "Sky Rise Technology Ltd."),
        ("耀岸有限公司", "Bright Shore Limited"),
        ("星箭贸易有限公司", "Star Arrow Trading"),
        ("ACT1联邦公司", "ACT1 Federal"),
        ("S3航空防务公司", "S3 AeroDefense"),
        ("國立中興大學", "National Chung Hsing University"),
    ],
)
def test_firms_that_put_their_name_into_english(native: str, latin: str) -> None:
    assert meets(native, latin, "organization")


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("天升科技有限公司", "Sky Star Technology Ltd."),
        ("耀岸有限公司", "Bright Limited"),
        ("阿里巴巴集团控股有限公司", "Orpe Holdings"),
        ("國立臺灣大學", "Guowei Group"),
    ],
)
def test_firms_that_share_a_word_or_a_sound(native: str, latin: str) -> None:
    assert not meets(native, latin, "organization")


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("吳作棟", "Goh Chok Tong"),
        ("陈嘉庚", "Tan Kah Kee"),
        ("林瑞生", "Lim Swee Say"),
        ("李光前", "Lee Kong Chian"),
        ("陳慶炎", "Tony Tan Keng Yam"),
        ("郭鶴年", "Robert Kuok Hock Nien"),
        ("蔣介石", "Chiang Kai-shek"),
    ],
)
def test_each_character_of_a_given_name_may_be_of_another_system(native: str, latin: str) -> None:
    assert meets(native, latin)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("陈志强", "Chan Chi Ming"),
        ("林文明", "Lim Boon Heng"),
        ("李小龙", "Lee Siu Ming"),
        ("黄永明", "Wong Wing Kit"),
        ("李显龙", "Lee Hsien Yang"),
    ],
)
def test_one_character_of_a_given_name_is_not_the_name(native: str, latin: str) -> None:
    assert not meets(native, latin)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("第四范式智能技术股份有限公司", "4Paradigm Technology"),
        ("江南造船(集团)有限责任公司", "Jiangnan Shipyard (Group) Co., Ltd."),
        ("西安现代控制技术研究所", "Xi'an Modern Control Technology Institute"),
        ("宁波舟山港股份有限公司", "Ningbo Zhoushan Port Company Limited"),
        ("中国兵器装备集团有限公司", "China South Industries Group Corporation"),
        ("航天东方红卫星有限公司", "Aerospace Dongfanghong Satellite Co., Ltd."),
        ("中化河北有限公司", "Sinochem Hebei"),
        ("西北工业大学", "NWPU"),
        ("国防工业", "National Defense Industry"),
    ],
)
def test_bodies_and_firms(native: str, latin: str) -> None:
    assert meets(native, latin, "organization")


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("北京长城机械厂", "Beijing Changfeng Machinery Factory"),
        ("保利发展控股集团", "Boali Group"),
        ("香港理工大學", "Hong Kong University of Science and Technology"),
        ("中化河南有限公司", "Sinochem Hebei Co., Ltd."),
        ("上海交通大学", "Xi'an Jiaotong University"),
        ("長榮海運股份有限公司", "Chongbong Shipping Co., Ltd."),
    ],
)
def test_bodies_and_firms_that_are_others(native: str, latin: str) -> None:
    assert not meets(native, latin, "organization")


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("东莞市华立实业股份有限公司", "Dongguan Huawei Service Co., Ltd."),  # once 立 was wei
        ("众信科技有限公司", "Center Technology Co., Ltd."),
        ("同心贸易有限公司", "Communication Trading Co., Ltd."),
        ("陈明", "Chen Meng"),
    ],
)
def test_what_characters_sound_like_is_no_word_and_not_archaic(native: str, latin: str) -> None:
    assert not meets(native, latin, "organization")


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("成都亚光电子股份有限公司", "Chengdu Yaguang Electronics Co., Ltd."),
        ("哈密市公安局", "Hami Municipality Public Security Bureau"),
        ("福建火炬电子科技股份有限公司", "Fujian Torch Electron Technology Co., Ltd."),
        ("中国航空无线电电子研究所", "China Aeronautical Radio Electronics Research Institute"),
    ],
)
def test_words_of_bodies_and_firms(native: str, latin: str) -> None:
    assert meets(native, latin, "organization")
