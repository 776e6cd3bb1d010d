"""OFAC's XML forms: the same facts as in the CSV families, from elements."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tidegate.lists.us_ofac_xml import parse
from tidegate.model.errors import RefusedError
from tidegate.model.listing import Listing, NameKind, ParsedList, PartyKind

ROOT = Path(__file__).parents[2]
CASE = ROOT / "cases" / "lists" / "us_ofac" / "sdn.xml"
BAD = ROOT / "bad_data" / "lists" / "us_ofac"
SOURCE = "us_ofac_consolidated"


def _read(content: bytes, source: str = SOURCE) -> ParsedList:
    (read,) = parse({"main": content}, source)
    return read


@pytest.fixture(scope="module")
def read() -> ParsedList:
    return _read(CASE.read_bytes())


@pytest.fixture(scope="module")
def company(read: ParsedList) -> Listing:
    return read.listings[0]


@pytest.fixture(scope="module")
def person(read: ParsedList) -> Listing:
    return read.listings[1]


def _details(listing: Listing) -> list[str]:
    return [f"{detail.key}: {detail.value}" for detail in listing.details]


def test_the_file(read: ParsedList) -> None:
    assert (read.list_id, read.rows, read.list_date) == (SOURCE, 4, date(2022, 3, 24))
    assert [listing.key for listing in read.listings] == ["101", "102", "103", "103~2"]
    assert [listing.kind for listing in read.listings] == [
        PartyKind.ORGANIZATION,
        PartyKind.PERSON,
        PartyKind.VESSEL,
        PartyKind.AIRCRAFT,
    ]
    assert [listing.row for listing in read.listings] == [1, 2, 3, 4]


def test_a_doubled_number_and_an_unknown_element_are_reported(read: ParsedList) -> None:
    assert [(a.kind, a.key, a.place) for a in read.anomalies] == [
        ("unknown_element", "103", 4),
        ("doubled_number", "103", 4),
    ]
    assert read.listings[3].unparsed == ("sdnEntry/novelty: never seen before",)


def test_names(company: Listing, person: Listing) -> None:
    assert [(n.text, n.kind, n.weak) for n in company.names] == [
        ("EXAMPLE TRADING CO., LTD.", NameKind.PRIMARY, False),
        ("EXAMPLE TRADE", NameKind.AKA, False),
        ("ETC", NameKind.FKA, True),
    ]
    assert [name.text for name in person.names] == ["DOE, John Quentin", "DOE, Johnny"]


def test_addresses(company: Listing) -> None:
    (address,) = company.addresses
    assert address.text == "1 Example Street, Floor 2, Tehran, Tehran Province 12345, Iran"
    assert (address.street, address.city) == ("1 Example Street, Floor 2", "Tehran")
    assert (address.region, address.postal_code) == ("Tehran Province", "12345")
    assert address.country == "Iran"


def test_identifiers_and_dates(company: Listing) -> None:
    shown = [(i.kind, i.value, i.issuer) for i in company.identifiers]
    assert shown == [
        ("tax_id", "12345678", "Iran"),
        ("website", "www.example.com", None),
        ("wallet", "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h", "XBT"),
    ]
    assert company.listed == date(2022, 2, 24)
    assert "effective_date: 2022-03-26 (EO 14024 Directive 3)" in _details(company)
    assert company.unparsed == ("Widget Permit 998877665 (Peru)",)


def test_on_the_sdn_list_a_directive_dates_nothing() -> None:
    sdn = _read(CASE.read_bytes(), "us_ofac_sdn")
    assert sdn.list_id == "us_ofac_sdn"
    assert sdn.listings[0].listed is None


def test_remarks(company: Listing) -> None:
    assert company.remarks == "(Linked To: SOMEBODY); all offices worldwide"
    assert "linked_to: SOMEBODY" in _details(company)
    assert "offices: all offices worldwide" in _details(company)


def test_a_person(person: Listing) -> None:
    (passport,) = person.identifiers
    assert (passport.issued, passport.expires) == ("02 Jan 2010", "01 Jan 2015")
    assert [birth.text for birth in person.births] == ["circa 1962"]
    assert person.programs == ("SDNTK", "SDGT")
    assert _details(person) == [
        "title: Director",
        "title: General Manager",
        "gender: Male",
        "birth_place: Yabrud, Syria",
        "nationality: Iran",
        "citizenship: Turkey",
    ]


def test_a_ship(read: ParsedList) -> None:
    ship = read.listings[2]
    assert [(i.kind, i.value) for i in ship.identifiers] == [
        ("imo", "9187629"),
        ("call_sign", "9HEG9"),
    ]
    assert _details(ship) == [
        "vessel_type: Crude Oil Tanker",
        "vessel_tonnage: 318000",
        "vessel_gross_tonnage: 163660",
        "vessel_flag: Malta",
        "vessel_owner: NITC",
    ]


def test_the_namespace_does_not_matter(read: ParsedList) -> None:
    newer = (
        b"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
        b"",
    )
    for namespace in newer:
        content = CASE.read_bytes().replace(b"http://tempuri.org/sdnList.xsd", namespace)
        assert _read(content) == read


def test_more_entries_than_promised_are_reported() -> None:
    content = CASE.read_bytes().replace(b"<Record_Count>4<", b"<Record_Count>3<")
    assert "count" in [anomaly.kind for anomaly in _read(content).anomalies]


def test_without_a_count_or_a_date_the_file_is_read_and_that_is_said() -> None:
    content = CASE.read_bytes().replace(b"03/24/2022", b"the spring").replace(b">4<", b">four<")
    read = _read(content)
    assert read.list_date is None
    assert {"bad_date", "no_count"} <= {anomaly.kind for anomaly in read.anomalies}


def test_an_element_that_is_new_everywhere_is_reported_a_few_times() -> None:
    entry = (
        "<sdnEntry><uid>{0}</uid><lastName>PARTY {0}</lastName><sdnType>Entity</sdnType>"
        "<new>word {0}</new></sdnEntry>"
    )
    content = "<sdnList>" + "".join(entry.format(n) for n in range(1, 31)) + "</sdnList>"
    read = _read(content.encode())
    reports = [a.text for a in read.anomalies if a.kind == "unknown_element"]
    assert len(reports) == 6
    assert reports[-1] == "sdnEntry/new: 25 times more"
    assert all(listing.unparsed for listing in read.listings)


def test_a_stranger_beside_the_entries_is_reported() -> None:
    content = CASE.read_bytes().replace(b"</sdnList>", b"<appendix>words</appendix></sdnList>")
    assert "appendix: words" in [anomaly.text for anomaly in _read(content).anomalies]


def test_nothing_is_refused_for_want_of_a_name_or_number() -> None:
    content = b"<sdnList><sdnEntry><sdnType>Entity</sdnType></sdnEntry></sdnList>"
    read = _read(content)
    assert read.rows == 1
    assert {"bad_number", "no_name"} <= {anomaly.kind for anomaly in read.anomalies}


BAD_FILES = {
    "empty.xml": "is empty",
    "page.xml": "web page",
    "cut_off.xml": "cut off or damaged",
    "cut_in_the_root.xml": "the document is 'sdnLi'",
    "other_document.xml": "the document is 'CONSOLIDATED_LIST'",
    "too_few.xml": "has 1 entries and says that it has 2",
    "no_entries.xml": "has no entry",
    "entities.xml": "declares a document type",
}


@pytest.mark.parametrize(("name", "reason"), BAD_FILES.items())
def test_what_is_no_list_is_refused(name: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason) as refusal:
        _read((BAD / name).read_bytes())
    assert refusal.value.file == SOURCE


def test_every_bad_file_has_its_reason() -> None:
    assert {path.name for path in BAD.glob("*.xml")} == set(BAD_FILES)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_file_cut_anywhere_is_refused(share: float) -> None:
    content = CASE.read_bytes().rstrip()
    with pytest.raises(RefusedError):
        _read(content[: int(len(content) * share)])


def test_a_missing_member_is_refused() -> None:
    with pytest.raises(RefusedError, match="member is missing"):
        parse({}, SOURCE)
