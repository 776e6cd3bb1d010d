"""The labelled pairs: what the scoring path says of them, in both halves and at both ends."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON, rows
from tidegate.match import compare

PAIRS = rows("match/pairs.tsv", 6)
THRESHOLD = LEXICON.parameters["alert_threshold"]

# The seed cases of the project: each must hold by itself, not on average.
SEED = {
    ("杭州海康威視數字技術", "Hangzhou Hikvision Digital Technology Co., Ltd."),
    ("浙江大華科技", "Dahua Technology"),
    ("華為", "Huawei Technologies Co., Ltd."),
    ("Хуавэй", "Huawei Technologies Co., Ltd."),
    ("SIS DOO", "SIS d.o.o."),
    ("Huwaei", "Huawei Technologies Co., Ltd."),
    ("Hikvison", "Hikvision"),
    ("Almaz Antey Telecom", "JSC Concern PVO Almaz-Antey"),
    ("Haikang", "Huakang"),
    ("华为", "华润"),
    ("大華銀行", "Dahua Technology"),
    ("Dahua Radio Instrument Factory", "Dahua Technology"),
    ("CETC 13th Institute", "CETC 14th Institute"),
    ("Zhang", "Zhang Wei"),
    ("Salman bin Muhammad al-Rawi", "Muhammad bin Salman al-Rawi"),
}


def right(pair: tuple[str, ...]) -> bool:
    _half, _group, ours, theirs, kind, meets = pair
    score = compare(ours, theirs, kind or None, lexicon=LEXICON).score
    return (score >= THRESHOLD) == (meets == "yes")


@pytest.mark.parametrize(("half", "least"), [("dev", 0.95), ("test", 0.90)])
def test_most_pairs_are_told_apart(half: str, least: float) -> None:
    pairs = [pair for pair in PAIRS if pair[0] == half]
    wrong = [pair[1:4] for pair in pairs if not right(pair)]
    assert len(pairs) > 90
    assert 1 - len(wrong) / len(pairs) >= least, wrong


def test_the_halves_have_both_labels_and_all_groups() -> None:
    groups = {pair[1] for pair in PAIRS}
    assert len(groups) >= 20
    for half in ("dev", "test"):
        assert {pair[5] for pair in PAIRS if pair[0] == half} == {"yes", "no"}


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair[2:4] in SEED], ids=lambda p: p[2])
def test_a_seed_case_holds(pair: tuple[str, ...]) -> None:
    assert right(pair)


def test_every_seed_case_is_in_the_table() -> None:
    assert {pair[2:4] for pair in PAIRS} >= SEED


@pytest.mark.parametrize(("case", "ours", "theirs", "meets"), rows("match/enforcement.tsv", 4))
def test_an_enforcement_case(case: str, ours: str, theirs: str, meets: str) -> None:
    assert (compare(ours, theirs, lexicon=LEXICON).score >= THRESHOLD) == (meets == "yes"), case
