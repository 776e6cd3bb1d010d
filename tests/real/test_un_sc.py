"""The Security Council's own file of 2026-02-27."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tidegate.lists.un_sc import parse
from tidegate.model.errors import RefusedError
from tidegate.model.listing import Listing, ParsedList, PartyKind

pytestmark = pytest.mark.real
FILE = "un_consolidated_2026-02-27.xml"


@pytest.fixture(scope="module")
def read(real_lists: Path) -> ParsedList:
    (found,) = parse({"main": (real_lists / FILE).read_bytes()})
    return found


@pytest.fixture(scope="module")
def by_key(read: ParsedList) -> dict[str, Listing]:
    return {listing.key: listing for listing in read.listings}


def test_individuals_and_entities(read: ParsedList) -> None:
    kinds = Counter(listing.kind for listing in read.listings)
    assert kinds == {PartyKind.PERSON: 730, PartyKind.ORGANIZATION: 273}
    assert read.rows == 1003
    assert read.list_date == date(2026, 2, 27)


def test_every_element_is_understood(read: ParsedList) -> None:
    assert not read.anomalies
    unparsed = [text for listing in read.listings for text in listing.unparsed]
    assert len(unparsed) == 3
    assert all(text.startswith("document: ") for text in unparsed)


def test_every_entry_has_a_number_a_date_and_a_name(read: ParsedList) -> None:
    assert len({listing.number for listing in read.listings}) == 1003
    assert all(listing.listed for listing in read.listings)
    assert all(listing.names for listing in read.listings)
    assert {program for x in read.listings for program in x.programs} >= {"DPRK", "Al-Qaida", "DRC"}


def test_names_in_original_script(read: ParsedList) -> None:
    native = [name for listing in read.listings for name in listing.names if name.native]
    # 377 fields hold original script; others stand in aliases and notes.
    assert len(native) > 430
    assert "金铁三" in [name.text for name in native]
    assert not [name for name in native if "original script" in name.text.casefold()]


def test_packed_aliases_are_taken_apart(read: ParsedList) -> None:
    names = [name.text for listing in read.listings for name in listing.names]
    packed = [text for text in names if ";" in text]
    # One primary name is printed as two, and stays so beside its parts.
    assert packed == [
        "COMPAGNIE AERIENNE DES GRANDS LACS (CAGL) ; GREAT LAKES BUSINESS COMPANY (GLBC)"
    ]


def test_a_known_entity(by_key: dict[str, Listing]) -> None:
    academy = by_key["KPe.018"]
    assert academy.caption == "SECOND ACADEMY OF NATURAL SCIENCES"
    assert "SANSRI" in [name.text for name in academy.names]
    assert academy.listed == date(2013, 3, 7)
    assert academy.programs == ("DPRK",)


def test_a_known_person(by_key: dict[str, Listing]) -> None:
    person = by_key["QDi.299"]
    texts = [name.text for name in person.names]
    assert {"أبو دعاء", "Abu Du’a", "Abu Duaa’"} <= set(texts)
    assert [birth.text for birth in person.births] == ["1971"]


def test_births_that_cannot_be_read_are_few_and_kept(read: ParsedList) -> None:
    births = [birth for listing in read.listings for birth in listing.births]
    assert len(births) > 900
    unread = [birth.text for birth in births if birth.earliest is None]
    assert sorted(unread) == ["24/06/1402 (Hijri Calendar)", "30-35 years old"]


@pytest.mark.parametrize("share", [0.25, 0.5, 0.9])
def test_a_real_file_cut_in_the_middle_is_refused(real_lists: Path, share: float) -> None:
    content = (real_lists / FILE).read_bytes()
    with pytest.raises(RefusedError, match="cut off"):
        parse({"main": content[: int(len(content) * share)]})
