"""A name taken apart: the case tables, and what no name may do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.text.tables import LEXICON, rows
from tidegate.text import Kind, analyse
from tidegate.text.analysis import TEXT_LIMIT
from tidegate.text.words import TOKEN_LIMIT

CASES = rows("text/tokens.tsv", 3)


@pytest.mark.parametrize(("name", "kind", "tokens"), CASES, ids=[case[0] for case in CASES])
def test_a_name_is_read_as_the_table_says(name: str, kind: str, tokens: str) -> None:
    reading = analyse(name, LEXICON, kind or None).readings[0]
    found = " ".join(f"{token.keys[0]}/{token.kind.name[:3].lower()}" for token in reading)
    assert found == tokens


@pytest.mark.parametrize(("word", "key"), rows("text/romanised.tsv", 2))
def test_a_foreign_word_has_its_latin_key(word: str, key: str) -> None:
    keys = {
        key
        for reading in analyse(word, LEXICON).readings
        for token in reading
        for key in token.keys
    }
    assert key in keys


def test_spans_show_the_words_as_written() -> None:
    analysis = analyse("杭州海康威視 Digital Co., Ltd.", LEXICON)
    words = [analysis.text[token.start : token.end] for token in analysis.readings[0]]
    assert words == ["杭州", "海康威視", "Digital", "Co., Ltd"]


def test_a_body_with_an_acronym_has_both_readings() -> None:
    readings = analyse("NUDT", LEXICON).readings
    assert readings[0][0].keys[0] == "nudt"
    assert [token.keys[0] for token in readings[1]][:2] == ["national", "university"]


def test_an_acronym_in_brackets_is_a_name_of_its_own() -> None:
    readings = analyse("Harbin University of Ships (HUS)", LEXICON).readings
    assert [token.keys[0] for token in readings[-1]] == ["hus"]
    assert "hus" not in [token.keys[0] for token in readings[0]]


def test_a_rare_word_weighs_more_than_a_common_or_generic_one() -> None:
    assert LEXICON.weight("hikvision", Kind.DISTINCTIVE) > LEXICON.weight("john", Kind.DISTINCTIVE)
    assert LEXICON.weight("john", Kind.DISTINCTIVE) > LEXICON.weight("group", Kind.GENERIC)
    assert LEXICON.weight("group", Kind.GENERIC) > LEXICON.weight("ltd", Kind.FORM)


def test_a_name_that_is_too_long_is_cut_and_says_so() -> None:
    long = analyse("Zarya " * 2000, LEXICON)
    assert long.cut
    assert all(len(reading) <= TOKEN_LIMIT for reading in long.readings)
    assert len(long.text) <= 2 * TEXT_LIMIT
    assert not analyse("Zarya", LEXICON).cut


def test_latin_names_do_not_load_the_han_tables() -> None:
    from tidegate.tables.names import FOLDER, lexicon_data
    from tidegate.text import Lexicon

    tables = lexicon_data.__wrapped__(FOLDER)
    analyse("Hangzhou Hikvision Digital Technology Co., Ltd.", Lexicon(tables))
    assert "han" not in vars(tables)
    analyse("海康威視", Lexicon(tables))
    assert "han" in vars(tables)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.sampled_from([None, "person", "organization", "address"]))
def test_no_text_is_an_error(name: str, kind: str | None) -> None:
    analysis = analyse(name, LEXICON, kind)
    for reading in analysis.readings:
        for token in reading:
            assert 0 <= token.start < token.end <= len(analysis.text)
            assert token.keys
            assert len(token.keys) == len(token.routes)
            assert 0 <= token.weight <= 100


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="ascii", categories=["Lu", "Ll", "Zs"]), max_size=40))
def test_case_does_not_matter_to_the_words_of_a_plain_name(name: str) -> None:
    lower, upper = analyse(name.lower(), LEXICON), analyse(name.upper(), LEXICON)
    plain = [token.keys[0] for token in lower.readings[0]] if lower.readings else []
    loud = [token.keys[0] for token in upper.readings[0]] if upper.readings else []
    # Roman numerals are numbers in capitals only.
    if not any(word in LEXICON.numbers for word in plain + name.lower().split()):
        assert plain == loud


def keys_of(name: str) -> list[str]:
    return [token.keys[0] for token in analyse(name, LEXICON).readings[0]]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Wuxi Micro electronics Plant", ["wuxi", "microelectronics", "plant"]),
        ("Sunhaven Invest ment Group", ["sunhaven", "investment", "group"]),
        ("COMPANYBELKAZTRANS", ["company", "belkaztrans"]),
        ("Plant Number Seven", ["plant", "7"]),
        ("Seven Seas", ["seven", "seas"]),
        ("P. E. Hargreave", ["p", "e", "hargreave"]),
        ("CHO, Сh'о'l", ["cho", "chol"]),
        ("Cambridge Analytica", ["cambridge", "analytica"]),
    ],
)
def test_words_are_read_as_they_were_meant(name: str, keys: list[str]) -> None:
    assert keys_of(name) == keys


def test_a_long_misspelt_trade_word_tells_as_little_as_the_word() -> None:
    (token,) = analyse("Communicaions", LEXICON).readings[0]
    (meant,) = analyse("Communications", LEXICON).readings[0]
    assert (token.kind, token.weight) == (meant.kind, meant.weight)
    assert token.keys[0] == "communicaions"


def test_a_given_name_knows_its_other_forms() -> None:
    bob, robert, rupert = (
        analyse(name, LEXICON).readings[0][0].keys for name in ("Bob", "Robert", "Rupert")
    )
    assert set(bob) & set(robert)
    assert not set(robert) & set(rupert)


def test_letters_in_brackets_stand_for_what_is_before_them_alone() -> None:
    name = "China Shipbuilding Corporation (CSSC) 714th Research Institute"
    numbers = [
        [token.keys[0] for token in reading if token.kind is Kind.NUMBER]
        for reading in analyse(name, LEXICON).readings
    ]
    assert numbers
    assert all(found == ["714"] for found in numbers)


@pytest.mark.parametrize(("name", "keys"), [("a.ع.", ["a"]), ("ع.ع.", []), ("ع.ع.ع.ع.", [])])
def test_a_letter_that_latin_writes_nothing_for_is_no_initial(name: str, keys: list[str]) -> None:
    assert [token.keys[0] for token in analyse(name, LEXICON).readings[0]] == keys
