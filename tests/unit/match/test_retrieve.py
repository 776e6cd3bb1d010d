"""Fast retrieval against the plain one, and many names at once against one by one."""

from __future__ import annotations

import random

import msgspec
import pytest

from tests.unit.match import reference
from tests.unit.text.tables import LEXICON, rows
from tidegate.match import Index
from tidegate.match.pool import can_fork
from tidegate.match.retrieve import retrieve
from tidegate.match.units import units_of
from tidegate.text import analyse

PAIRS = rows("match/pairs.tsv", 6)
THRESHOLD = LEXICON.parameters["alert_threshold"]


def typing_error(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    return chance.choice((name[:at] + name[at + 1 :], name[:at] + "e" + name[at + 1 :]))


@pytest.fixture(scope="module")
def names() -> list[str]:
    return sorted({name for row in PAIRS for name in row[2:4]})


@pytest.fixture(scope="module")
def index(names: list[str]) -> Index:
    return Index.build([(f"n:{at}", None, [name]) for at, name in enumerate(names)], LEXICON)


@pytest.fixture(scope="module")
def asked(names: list[str]) -> list[str]:
    chance = random.Random(3)
    picked = chance.sample(names, 40)
    return [*picked, *(typing_error(name, chance) for name in picked), "", "???", "Xqzv Wjkpt"]


def test_fast_and_plain_retrieval_give_the_same_rows(index: Index, asked: list[str]) -> None:
    for name in asked:
        for reading in analyse(name, LEXICON).readings:
            query = units_of(reading)
            found = retrieve(index._finder, query)
            assert found == (reference.rows(index, query) if query.tokens else []), name


def test_what_alerts_is_not_lost(index: Index, asked: list[str]) -> None:
    """Against every row scored: the best listing is found, with its score; of all that alert at
    most one in a hundred is missing (a short one behind a much better one)."""
    lost = whole = 0
    for name in asked:
        found = index.screen(name, limit=10_000, threshold=THRESHOLD)
        scores = {match.listing_id: match.score for match in found}
        every = reference.best_scores(index, name, THRESHOLD)
        assert max(scores.values(), default=0.0) == max(every.values(), default=0.0), name
        assert scores == {key: every[key] for key in scores}
        whole += len(every)
        lost += len(every) - len(scores)
    assert 100 * lost <= whole


def test_one_garbled_word_hides_no_name_that_is_all_there() -> None:
    """Kazan and helicopters weigh less together than the unknown word before them."""
    others = [(f"n:{at}", None, [f"PJSN{tail} Works"]) for at, tail in enumerate("ABCDEFGH" * 4)]
    index = Index.build([*others, ("kazan", None, ["PJSC Kazan Helicopters"])], LEXICON)
    found = index.screen("PJSn Kazan Helicopters", limit=5)
    assert "kazan" in [match.listing_id for match in found if match.score >= THRESHOLD]


def test_a_word_like_a_legal_form_alone_meets_no_row() -> None:
    """The index knows the form, and no row bears it as a word that matters."""
    index = Index.build([("one", None, ["Huawei JSC"])], LEXICON)
    assert index.screen("JCS") == []


def test_a_short_word_finds_one_written_without_vowels() -> None:
    crowd = [(f"n:{at}", None, [f"Ahmad {name}"]) for at, name in enumerate(("Karimi", "Sadeq"))]
    index = Index.build([*crowd, ("hassan", None, ["أحمد حسن"])], LEXICON)
    assert index.screen("Ahmad Hassan")[0].listing_id == "hassan"


def test_what_was_asked_before_changes_nothing(index: Index, asked: list[str]) -> None:
    fresh = [Index(index._arrays, LEXICON).screen(name) for name in asked[:20]]
    assert [index.screen(name) for name in asked[:20]] == fresh
    assert [index.screen(name) for name in asked[:20]] == fresh


@pytest.mark.skipif(not can_fork(), reason="this system cannot fork")
def test_several_workers_give_the_same_answers_in_order(index: Index, asked: list[str]) -> None:
    alone = index.screen_many(asked * 3, threshold=0.5)
    assert index.screen_many(asked * 3, threshold=0.5, workers=2) == alone
    assert index.screen_many([], workers=2) == []


def test_an_answer_does_not_depend_on_who_else_is_asked_about(
    index: Index, asked: list[str]
) -> None:
    """Alone, in a batch, in that batch turned round: the same bytes."""
    names = asked[:30]
    alone = [msgspec.json.encode(Index(index._arrays, LEXICON).screen(name)) for name in names]
    batch = Index(index._arrays, LEXICON).screen_many(names)
    turned = Index(index._arrays, LEXICON).screen_many(names[::-1])[::-1]
    assert list(map(msgspec.json.encode, batch)) == alone
    assert list(map(msgspec.json.encode, turned)) == alone


@pytest.mark.parametrize("name", ["南京莱斯电子设备", "南京莱斯电子设备有限公司"])
def test_a_row_is_found_whose_own_word_is_a_little_word_of_latin(name: str) -> None:
    """LES reads as the French article and weighs nothing in the row; all else that it bears is
    asked for, beside neighbours written together that no row bears."""
    listed = ["Nanjing LES Electronic Equipment Co., Ltd.", "Beijing Design Center", "Nanjing Bank"]
    index = Index.build([(one, None, [one]) for one in listed], LEXICON)
    assert [match.listing_id for match in index.screen(name, threshold=THRESHOLD)] == listed[:1]


@pytest.mark.parametrize("name", ["Белнефтехим", "Belneftekhim", "Bel Neftekhim"])
def test_a_row_is_found_whose_one_word_was_taken_apart(name: str) -> None:
    listed = ["BELNEFTEKHIM", "Belarusian State Concern for Oil and Chemistry", "Bel Bank"]
    index = Index.build([(one, None, [one]) for one in listed], LEXICON)
    assert [match.listing_id for match in index.screen(name, threshold=THRESHOLD)] == listed[:1]
