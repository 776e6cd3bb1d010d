"""Where a name ends and an address begins, and where one address ends and the next begins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.lists.us_bis_addresses import as_address, split_addresses
from tidegate.lists.us_bis_parties import same_country
from tidegate.lists.us_bis_split import Countries, sentence_split, split

COUNTRIES = Countries(
    ["CHINA, PEOPLE'S REPUBLIC OF", "RUSSIA", "UNITED ARAB EMIRATES", "BELARUS", "CANADA"]
)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("1 Road, Dubai, U.A.E.", "U.A.E."),
        ("1 Road, Dubai, UAE", "UAE"),
        ("1 Road, Dubai U.A.E.", "U.A.E."),
        ("1 Road, Moscow, Russia 119071", "Russia"),
        ("1 Road, Moscow, 119071 Russia", "Russia"),
        ("1 Road, Moscow, Russian Federation", None),
        ("1 Road, Minsk, Republic of Belarus", "Republic of Belarus"),
        ("1 Road, Beijing, China, 100102", "China"),
        ("1 Road, Kowloon Hong Kong", "Hong Kong"),
        ("1 Road, Montreal, Canada H3H2P2", "Canada"),
        ("1 Road, Toronto, Canada M2M 3Z9", "Canada"),
        ("1 Road, Chengdu, Sichuan Province", None),
    ],
)
def test_the_country_of_an_address(text: str, country: str | None) -> None:
    assert as_address(text, COUNTRIES).country == country


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        (
            "1 Road, Moscow, Russia; and 2 Road, Moscow, Russia and 3 Road, Minsk, Belarus.",
            ["1 Road, Moscow, Russia", "2 Road, Moscow, Russia", "3 Road, Minsk, Belarus"],
        ),
        (
            "1 Road, Dubai, UAE; P.O. Box 5, Dubai, UAE",
            ["1 Road, Dubai, UAE", "P.O. Box 5, Dubai, UAE"],
        ),
        ("No; 114, Some Road, Moscow, Russia", ["No; 114, Some Road, Moscow, Russia"]),
        (
            "1 Road (by the shops and docks), Minsk, Belarus",
            ["1 Road (by the shops and docks), Minsk, Belarus"],
        ),
        (
            "1 Road (behind Russia and China Houses), Minsk",
            ["1 Road (behind Russia and China Houses), Minsk"],
        ),
        ("1 Road, Minsk, Belarus; and; 2 Road, Minsk", ["1 Road, Minsk, Belarus", "2 Road, Minsk"]),
        ("1 Road, Minsk, Belarus; andHouse 2, Minsk", ["1 Road, Minsk, Belarus", "House 2, Minsk"]),
        (
            "Address: 1 Road, Moscow Alt. Address: 2 Road, Moscow",
            ["1 Road, Moscow", "2 Road, Moscow"],
        ),
        ("Tehran; and all locations in Iran.", ["Tehran", "all locations in Iran"]),
    ],
)
def test_addresses_are_parted(text: str, addresses: list[str]) -> None:
    assert split_addresses([text], COUNTRIES) == addresses


@pytest.mark.parametrize(
    ("printed", "heading", "same"),
    [
        ("U.A.E", "UNITED ARAB EMIRATES", True),
        ("United Arab Emirates", "UNITED ARAB EMIRATES", True),
        ("U.K.", "UNITED KINGDOM", True),
        ("People's Republic of China", "CHINA, PEOPLE'S REPUBLIC OF", True),
        ("China", "CHINA, PEOPLE'S REPUBLIC OF", True),
        ("Crimea Occupied", "CRIMEA REGION OF UKRAINE", False),
        ("Crimea region of Ukraine", "CRIMEA REGION OF UKRAINE", True),
        ("South Korea", "SOUTH AFRICA", False),
        ("", "CHINA", False),
    ],
)
def test_a_country_in_a_reference_and_its_heading(printed: str, heading: str, same: bool) -> None:
    assert same_country(printed, heading) is same


TEXT = st.lists(
    st.sampled_from(
        [
            *("Example", "Co.", "Ltd.", "Institute", "1 Road", "Minsk", "Belarus", "P.O. Box 5"),
            *(",", " ", ". ", "; ", "(", ")", "JSC", "—", "'"),
        ]
    ),
    max_size=16,
).map("".join)


@settings(max_examples=100)
@given(TEXT)
def test_splitting_loses_no_letter(text: str) -> None:
    for cut in (split, sentence_split):
        found = cut(text, COUNTRIES)
        assert letters(found.name + found.address) == letters(text)


@settings(max_examples=100)
@given(TEXT)
def test_parting_addresses_loses_no_letter(text: str) -> None:
    assert letters("".join(split_addresses([text], COUNTRIES))) == letters(text)


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
