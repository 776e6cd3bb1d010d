"""Cyrillic words: their meaning in any case, brands between quotation marks."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.match.compare import compare
from tidegate.text import TRANSLATED, Kind, analyse

ALERT = LEXICON.parameters["alert_threshold"]


@pytest.mark.parametrize(
    ("word", "key", "kind"),
    [
        ("завод", "factory", Kind.ORGAN),
        ("Заводами", "factory", Kind.ORGAN),
        ("новая", "new", Kind.GENERIC),
        ("Уральского", "ural", Kind.PLACE),
        ("ижевском", "izhevsk", Kind.PLACE),
        ("самолётостроительной", "aircraft", Kind.ACTIVITY),
        ("об’єднання", "association", Kind.GENERIC),
        ("Інстытут", "institute", Kind.ORGAN),
        ("Текнолоджиз", "technology", Kind.ACTIVITY),
    ],
)
def test_a_word_is_known_in_any_case_and_number(word: str, key: str, kind: Kind) -> None:
    meaning = LEXICON.cyrillic.known(word)
    assert meaning is not None
    assert (meaning.keys[0], meaning.kind) == (key, kind)


@pytest.mark.parametrize("word", ["Ромашка", "Вектор", "Шойгу", "Ков", "я"])
def test_a_name_is_no_word(word: str) -> None:
    assert LEXICON.cyrillic.known(word) is None


@pytest.mark.parametrize(
    "word",
    ["nauchnoye", "nauchnoe", "nauchnogo", "obyedineniye", "ob'edinenie", "aktsionernoye",
     "akcionernoe", "predpriyatiye", "izhevskiy", "Izhevsky"],
)  # fmt: skip
def test_a_romanised_word_is_known_by_whatever_system(word: str) -> None:
    assert LEXICON.cyrillic.romanised(word.lower().replace("'", "")) is not None


def test_a_word_alone_between_quotation_marks_is_a_name() -> None:
    (reading,) = analyse("АО «Разведка»", LEXICON).readings
    assert [token.kind for token in reading] == [Kind.FORM, Kind.DISTINCTIVE]
    (reading,) = analyse("АО Разведка", LEXICON).readings
    assert reading[1].kind is Kind.ACTIVITY
    assert reading[1].routes[0] == TRANSLATED


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Ижевский механический завод", "Izhevsk Mechanical Plant"),
        ("АО «НПО «Сплав»", "SPLAV Scientific and Production Association"),
        ("Научно-производственное предприятие «Пульсар»", "NPP Pulsar"),
        ("ЦКБ «Лазурит»", "Central Design Bureau Lazurit"),
        ("Общество с ограниченной ответственностью «Меридиан»", "Meridian LLC"),
        ("Товариство з обмеженою відповідальністю «Антарес»", "Antares LLC"),
        ("Київський політехнічний інститут", "Kyiv Polytechnic Institute"),
        ("Мінскі аўтамабільны завод", "Minsk Automobile Plant"),
        ("Синьда Интернешнл Трейдинг Лимитед", "Xinda International Trading Limited"),
    ],
)
def test_a_body_is_met_by_what_its_words_mean(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, "organization", lexicon=LEXICON).score >= ALERT


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Ижевский механический завод", "Kovrov Mechanical Plant"),
        ("Ковровский механический завод", "Kovrov Electromechanical Plant"),
        ("НПО «Базальт»", "NPO Splav"),
        ("Иркутский авиационный завод", "Novosibirsk Aviation Plant"),
        ("Киевский политехнический институт", "Kharkiv Polytechnic Institute"),
    ],
)
def test_bodies_of_other_places_and_names_do_not_meet(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, "organization", lexicon=LEXICON).score < ALERT


def test_a_russian_word_in_latin_letters_is_read_where_others_of_trade_stand() -> None:
    (reading,) = analyse("Uralskiy Optiko-Mekhanicheskiy Zavod", LEXICON).readings
    assert [token.kind for token in reading] == [
        Kind.PLACE, Kind.ACTIVITY, Kind.ACTIVITY, Kind.ORGAN,
    ]  # fmt: skip
    (reading,) = analyse("Ivan Smolensky", LEXICON, "person").readings
    assert reading[1].kind is Kind.DISTINCTIVE


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Nauchno-Proizvodstvennoe Obedinenie Splav", "АО «НПО «Сплав»"),
        ("Uralskiy Optiko-Mekhanicheskiy Zavod", "Urals Optical and Mechanical Plant"),
        ("Obshchestvo s Ogranichennoy Otvetstvennostyu Meridian", "ООО «Меридиан»"),
        ("Moskovskiy Mashinostroitelny Zavod Avangard", "Moscow Machine-Building Plant Avangard"),
        ("НЛМК", "Novolipetsk Steel"),
    ],
)
def test_a_body_in_russian_and_latin_letters_is_met(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, "organization", lexicon=LEXICON).score >= ALERT
