"""Acronyms, syllables and abbreviations."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.match import compare
from tidegate.match.letters import abbreviates
from tidegate.model.match import Route

THRESHOLD = LEXICON.parameters["alert_threshold"]


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("technol", "technology"),
        ("mfg", "manufacturing"),
        ("shpg", "shipping"),
        ("trdg", "trading"),
        ("engrg", "engineering"),
        ("comml", "commercial"),
        ("petchem", "petrochemical"),
        ("inds", "industries"),
    ],
)
def test_a_shortened_word_is_its_beginning_then_consonants(short: str, whole: str) -> None:
    assert abbreviates(short, whole)
    assert not abbreviates(whole, short)


@pytest.mark.parametrize(
    ("short", "whole"),
    [("mfo", "manufacturing"), ("te", "technology"), ("shape", "shipping"), ("bank", "bank")],
)
def test_other_letters_shorten_nothing(short: str, whole: str) -> None:
    assert not abbreviates(short, whole)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Corefco", "Cobalt Refinery Company"),
        ("NSPIC", "Northern Ship Parts Industries Centre"),
        ("NSZI", "Northern Ship Zarnov Industries"),
        ("NSPI Zarnov", "Northern Ship Parts Industries, Zarnov"),
        ("Vostok Comml Bk", "Vostok Commercial Bank"),
        ("Nornico", "Northern Nickel Company"),
    ],
)
def test_letters_meet_the_name_that_they_stand_for(short: str, full: str) -> None:
    assert compare(short, full, lexicon=LEXICON).score >= THRESHOLD


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Refco", "Cobalt Refinery Company"),
        ("Nicolas", "Nicole Angela Singh"),
        ("OOMA", "Olivas Ojeda, Marco Antonio"),
        ("TYRA", "Trinidad y Ramirez, Angelo"),
        ("NSP", "Northern Ship Parts"),
        ("NSPI", "Northern Ship Parts Industries"),
        ("Flaco", "Flame Acquisition Corp."),
        ("Nazo", "Northern Aero Zarnov Organisation"),
    ],
)
def test_letters_prove_nothing_of_a_person_or_a_part(short: str, full: str) -> None:
    assert compare(short, full, lexicon=LEXICON).score < THRESHOLD


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("BUAA", "Beijing University of Aeronautics & Astronautics"),
        ("Beihang", "BUAA"),
        ("IRISL", "Islamic Republic of Iran Shipping Lines"),
        ("MODAFL", "Ministry of Defence and Armed Forces Logistics"),
        ("Gosniias", "State Research Institute of Aviation Systems"),
        ("NIOC", "National Iranian Oil Co."),
        ("HIT Weihai", "Harbin Institute of Technology, Weihai"),
    ],
)
def test_known_acronyms_are_the_bodies_that_they_stand_for(short: str, full: str) -> None:
    assert compare(short, full, lexicon=LEXICON).score >= THRESHOLD
    assert compare(full, short, lexicon=LEXICON).score >= THRESHOLD


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("CETC", "China Engineering Technology Company"),
        ("SMIC", "Southern Marine Insurance Company"),
        ("CASIC", "Central Asia Sugar Industry Company"),
        ("NIOC", "Northern Ireland Orchestra Company"),
        ("HIT Entertainment", "Harbin Institute of Technology"),
    ],
)
def test_known_acronyms_spell_nothing_else(short: str, full: str) -> None:
    assert compare(short, full, lexicon=LEXICON).score < THRESHOLD


def test_more_letters_prove_more() -> None:
    scores = [
        compare(short, full, lexicon=LEXICON).score
        for short, full in (
            ("NSP", "Northern Ship Parts"),
            ("NSPI", "Northern Ship Parts Industries"),
            ("NSPIC", "Northern Ship Parts Industries Centre"),
        )
    ]
    assert scores == sorted(set(scores))


def test_the_explanation_says_that_a_word_is_shortened() -> None:
    found = compare("Zarubezhneft Explratn", "Zarubezhneft Exploration", lexicon=LEXICON)
    assert Route.ABBREVIATES in {piece.route for piece in found.pieces}
