"""Slavic surnames that share an ending and the most of their letters."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.match.compare import compare
from tidegate.match.surnames import most_alike
from tidegate.text import ROMANISED, SAME, Kind, Token

ALERT = LEXICON.parameters["alert_threshold"]


def _token(key: str, route: int) -> Token:
    return Token(0, len(key), (key,), (route,), Kind.DISTINCTIVE, 100)


def _most(romanised: str, latin: str) -> float:
    ours, theirs = _token(romanised, ROMANISED), _token(latin, SAME)
    found = most_alike(ours, 0, theirs, 0, LEXICON.scoring)
    assert found == most_alike(theirs, 0, ours, 0, LEXICON.scoring)
    return found


@pytest.mark.parametrize(
    ("romanised", "latin"),
    [("kuznetsov", "kuznetsky"), ("timchenko", "timoshenko"), ("durov", "gurov"),
     ("ivanov", "ivanenko"), ("poklonskaya", "pokrovskaya")],
)  # fmt: skip
def test_what_stands_before_the_ending_tells_two_surnames(romanised: str, latin: str) -> None:
    assert _most(romanised, latin) == 0.0


@pytest.mark.parametrize(
    ("romanised", "latin"),
    [("solovev", "solovyov"), ("pyaftiev", "peftiev"), ("zelenskiy", "zelensky"),
     ("malofeev", "malofeyev"), ("timuchenko", "timchenko"), ("fusein", "hussein")],
)  # fmt: skip
def test_vowels_and_kana_do_not(romanised: str, latin: str) -> None:
    assert _most(romanised, latin) == 1.0


def test_words_that_were_typed_as_they_stand_may_be_misspelt() -> None:
    assert most_alike(_token("durov", SAME), 0, _token("gurov", SAME), 0, LEXICON.scoring) == 1.0


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Геннадий Тимченко", "Gennady Timoshenko"),
        ("Михаил Кузнецов", "Mikhail Kuznetsky"),
        ("Павел Дуров", "Pavel Gurov"),
        ("Наталья Поклонская", "Natalya Pokrovskaya"),
    ],
)
def test_people_of_one_given_name_and_near_surnames_do_not_meet(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, "person", lexicon=LEXICON).score < ALERT
