"""Slavic people: their names in the case of a sentence, their patronymics, their languages."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.match.compare import compare
from tidegate.text import Kind, analyse
from tidegate.text.declension import nominatives, setting

ALERT = LEXICON.parameters["alert_threshold"]


@pytest.mark.parametrize(
    ("word", "nominative"),
    [
        ("ковальского", "ковальский"),
        ("собянину", "собянин"),
        ("сечиным", "сечин"),
        ("дерипаской", "дерипаска"),
        ("игорю", "игорь"),
        ("андрея", "андрей"),
        ("павла", "павел"),
        ("шевченку", "шевченко"),
        ("кадырове", "кадыров"),
        ("набиуллиной", "набиуллина"),
        ("кравцом", "кравец"),
    ],
)
def test_a_declined_word_has_its_nominative(word: str, nominative: str) -> None:
    assert nominative in nominatives(word, declined=True).forms


@pytest.mark.parametrize("word", ["петрова", "шойгу", "андрея", "грефом"])
def test_an_ending_that_a_nominative_may_bear_is_undone_only_in_a_declined_name(word: str) -> None:
    assert nominatives(word, declined=False).forms == ()


@pytest.mark.parametrize(
    ("text", "declined"),
    [
        ("Сергея Шойгу", True),
        ("Матвиенко Валентине Ивановне", True),
        ("Мария Петрова", False),
        ("Петрова Мария Ивановна", False),
        ("Сергей Шойгу", False),
    ],
)
def test_given_name_or_patronymic_tells_whether_a_name_is_declined(
    text: str, declined: bool
) -> None:
    assert (setting(text, "person", LEXICON).declined_from == 0) is declined


def test_what_a_body_is_named_after_stands_in_the_genitive() -> None:
    text = "Завод имени Дегтярёва"
    assert setting(text, None, LEXICON).declined_from == text.index(" Дегтярёва")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Sergei Kuzhugetovich Shoigu", 1),
        ("Шойгу Сергей Кужугетович", 2),
        ("Roman Arkadyevich Abramovich", 1),
        ("Abramovich Roman Arkadyevich", 2),
        ("Elvira Sakhipzadovna Nabiullina", 1),
        ("Янукович Віктор Федорович", 2),
    ],
)
def test_the_patronymic_is_told_from_the_surname(name: str, place: int) -> None:
    reading = analyse(name, LEXICON, "person").readings[0]
    assert [at for at, token in enumerate(reading) if token.kind is Kind.FATHER] == [place]


@pytest.mark.parametrize("name", ["Roman Abramovich", "Petrovich & Rabinovich Trading", "Kovna"])
def test_a_surname_is_no_patronymic(name: str) -> None:
    reading = analyse(name, LEXICON).readings[0]
    assert all(token.kind is not Kind.FATHER for token in reading)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Шойгу Сергей Кужугетович", "Sergei Shoigu"),
        ("Шойгу С.К.", "Sergei Kuzhugetovich SHOIGU"),
        ("Сергея Кужугетовича Шойгу", "SHOYGU, Sergey"),
        ("Игорем Сечиным", "SECHIN, Igor Ivanovich"),
        ("Олегом Дерипаской", "Oleg Deripaska"),
        ("Коломойському Ігорю Валерійовичу", "Ihor Kolomoyskyi"),
        ("Ганна Герман", "Anna German"),
        ("Уладзімір Макей", "Vladimir Makei"),
        ("Лукашенко Александр Григорьевич", "LUKASHENKA, Alyaksandr Ryhoravich"),
        ("Лавров Сергей Викторович", "Sergej Wiktorowitsch Lawrow"),
        ("Володимир Зеленський", "Vladimir Zelensky"),
    ],
)
def test_one_person_is_met_in_every_case_language_and_order(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, "person", lexicon=LEXICON).score >= ALERT


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Ротенберг Борис Романович", "Arkady Romanovich Rotenberg"),
        ("Михаил Валентинович Ковальчук", "Yuri Valentinovich Kovalchuk"),
        ("Лариса Кужугетовна Шойгу", "Sergei Kuzhugetovich Shoigu"),
        ("Шойгу", "Sergei Shoigu"),
        ("Андрей Петрович Соколов", "Petr Andreevich Sokolov"),
        ("Иванов Сергей Борисович", "Sergei Petrovich Ivanov"),
        ("Мария Петрова", "Ivan Petrov"),
    ],
)
def test_relatives_and_namesakes_do_not_meet(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, "person", lexicon=LEXICON).score < ALERT
