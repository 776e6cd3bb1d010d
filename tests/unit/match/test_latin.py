"""Latin names as other languages, trades and forms write them."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.match import compare

THRESHOLD = LEXICON.parameters["alert_threshold"]


def alerts(asked: str, listed: str, kind: str | None = None) -> bool:
    return compare(asked, listed, kind, lexicon=LEXICON).score >= THRESHOLD


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Golden Gate Trading c/o Mahan Air", "Mahan Air"),
        ("Blue Sky Logistics d/b/a Kavkaz Freight", "Kavkaz Freight"),
        ("Kavkaz Freight", "Blue Sky Logistics (formerly Kavkaz Freight)"),
        ("Zelenograd Nanotech f/k/a Mikron Optics", "Mikron Optics"),
        ("Nexus Holdings vormals Kavkaz Holding", "Kavkaz Holding"),
        ("Attn: Rosoboronexport", "Rosoboronexport"),
    ],
)
def test_each_name_of_one_party_is_met(asked: str, listed: str) -> None:
    assert alerts(asked, listed)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Golden Gate Trading c/o Mahan Air", "Golden Trading"),
        ("Blue Sky Logistics d/b/a Kavkaz Freight", "Kavkaz Bank"),
        ("Vertex Pharmaceuticals Inc / MA", "MA"),
        ("Alight, Inc. / Delaware", "Delaware"),
    ],
)
def test_what_joins_two_names_makes_no_third(asked: str, listed: str) -> None:
    assert not alerts(asked, listed)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Nordwerk GmbH & Co. KG", "Nordwerk Gesellschaft mit beschränkter Haftung & Co. KG"),
        ("M/s Karachi Steel Traders (SMC-Pvt) Ltd", "Karachi Steel Traders"),
        ("Özkan Makina San. ve Tic. A.Ş.", "Ozkan Makina Sanayi ve Ticaret Anonim Sirketi"),
        ("Công ty TNHH MTV Đại Phát", "Dai Phat Co., Ltd."),
        ("Hasan Brothers (Pvt.) Limited", "Hasan Bros Private Ltd"),
        ("KronoTexOOO", "Kronotex LLC"),
        ("A. B. C. Trading", "ABC Trading"),
    ],
)
def test_a_form_is_a_form_in_any_language(asked: str, listed: str) -> None:
    assert alerts(asked, listed)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Schiffahrtsgesellschaft Oberon", "Oberon Shipping Company"),
        ("Banque Centrale de Syrie", "Central Bank of Syria"),
        ("Officine Meccaniche Bertolotti", "Bertolotti Mechanical Workshops"),
        ("Fabryka Broni Lucznik", "Lucznik Arms Factory"),
        ("PT Perusahaan Pelayaran Samudra Jaya", "Samudra Jaya Shipping Company"),
        ("Türk Havacılık ve Uzay Sanayii", "Turkish Aerospace Industries"),
        ("Công ty TNHH Thương mại Đại Phát", "Dai Phat Trading Co Ltd"),
    ],
)
def test_words_of_trade_mean_the_same_in_other_languages(asked: str, listed: str) -> None:
    assert alerts(asked, listed)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Empresa Cubana de Navegacion", "Empresa Cubana de Aviacion"),
        ("Banco Central de Venezuela", "Banco Central de Chile"),
        ("BioNTech SE", "Piotech"),
        ("iPower Inc.", "Power S.A.L."),
        ("Energem Corp", "JSC Energiya"),
    ],
)
def test_words_of_trade_alone_tell_nobody(asked: str, listed: str) -> None:
    assert not alerts(asked, listed)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Bank of Tokyo London Branch", "Bank of London"),
        ("Korea Trade Bank, Moscow Branch", "Moscow Trade Bank"),
        ("Scientific Industries Inc", "Office of Scientific and Industrial Studies"),
    ],
)
def test_a_branch_is_of_the_firm_that_it_names(asked: str, listed: str) -> None:
    assert not alerts(asked, listed)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Sinochem Hebei (Site 2)", "Sinochem Hebei"),
        ("Tianjin Optics Plant (Warehouse No. 3)", "Tianjin Optics Plant"),
        ("Branch of Bank Melli in Hamburg", "Bank Melli"),
    ],
)
def test_a_site_is_its_firm(asked: str, listed: str) -> None:
    assert alerts(asked, listed)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [("William Chen", "William Cheng"), ("Sergey Ivanov", "Sergey Ivashov")],
)
def test_a_common_first_name_vouches_for_no_other_surname(asked: str, listed: str) -> None:
    assert not alerts(asked, listed, "person")


@pytest.mark.parametrize(
    ("asked", "listed"),
    [("Sergei Tolkachyov", "S. Tolkachev"), ("Ahmed Hassan", "Ahmad Hassen")],
)
def test_vowels_part_no_surnames(asked: str, listed: str) -> None:
    assert alerts(asked, listed, "person")


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("R0soboronexport", "Rosoboronexport"),
        ("Tactical Missi1es Corporation", "Tactical Missiles Corporation"),
        ("0mega Trading", "Omega Trading"),
        ("RK Sharma", "R. K. Sharma"),
        ("Zhejing Huawei Communications", "Zhejiang Huawei Communications"),
    ],
)
def test_figures_and_joined_initials_are_letters(asked: str, listed: str) -> None:
    assert alerts(asked, listed, "person" if "Sharma" in asked else None)


@pytest.mark.parametrize("other", ["Vostok 10", "Studio54", "Route66"])
def test_figures_at_the_end_stay_numbers(other: str) -> None:
    letters = other.translate(str.maketrans("0156", "olsb"))
    assert not alerts(other, letters)
