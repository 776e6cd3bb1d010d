"""The Security Council's list: names in two scripts, dates, documents, nothing overlooked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.lists import un_sc_names
from tidegate.lists.un_sc import parse
from tidegate.lists.un_sc_documents import document
from tidegate.model.errors import RefusedError
from tidegate.model.listing import Listing, NameKind, ParsedList, PartyKind

ROOT = Path(__file__).parents[2]
CASES = ROOT / "cases" / "lists" / "un"
BAD = ROOT / "bad_data" / "lists" / "un"
KEYS = {"what", "field", "text", "note", "weak", "names", "notes"}


def _cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((CASES / "names.yaml").read_text(encoding="utf-8"))
    for case in cases:
        assert not set(case) - KEYS, f"unknown key in {case['what']}"
    return cases


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["what"])
def test_names(case: dict[str, Any]) -> None:
    found = un_sc_names.Names()
    if case["field"] == "primary":
        un_sc_names.primary(case["text"], found)
    elif case["field"] == "original":
        un_sc_names.original_script(case["text"], found)
    else:
        assert case["field"] == "alias"
        weak = case.get("weak", False)
        un_sc_names.alias(case["text"], case.get("note", ""), NameKind.AKA, weak, found)
    shown = [
        " ".join(filter(None, [n.kind.value, n.weak and "weak", n.native and "native", n.text]))
        for n in found.names
    ]
    assert shown == case["names"]
    assert found.notes == case.get("notes", [])


def test_a_name_given_as_weak_and_as_good_is_good() -> None:
    found = un_sc_names.Names()
    un_sc_names.alias("Haji", "", NameKind.AKA, True, found)
    un_sc_names.alias("Haji", "", NameKind.AKA, False, found)
    assert [(name.text, name.weak) for name in found.names] == [("Haji", False)]


def _read(content: bytes) -> ParsedList:
    (read,) = parse({"main": content})
    return read


@pytest.fixture(scope="module")
def read() -> ParsedList:
    return _read((CASES / "consolidated.xml").read_bytes())


@pytest.fixture(scope="module")
def person(read: ParsedList) -> Listing:
    return read.listings[0]


def test_the_file(read: ParsedList) -> None:
    assert (read.list_id, read.rows) == ("un_security_council", 3)
    assert read.list_date == date(2026, 2, 27)
    assert [listing.key for listing in read.listings] == ["QDi.901", "KPe.901", "KPe.901~2"]
    assert [listing.kind for listing in read.listings] == [
        PartyKind.PERSON,
        PartyKind.ORGANIZATION,
        PartyKind.ORGANIZATION,
    ]


def test_what_is_odd_is_reported_and_kept(read: ParsedList) -> None:
    assert [(a.kind, a.place) for a in read.anomalies] == [
        ("unknown_type", 2),
        ("bad_date", 3),
        ("unknown_element", 3),
        ("doubled_number", 3),
    ]
    assert read.listings[1].unparsed == ("QUALITY: Doubtful",)
    assert read.listings[2].unparsed == (
        "LISTED_ON: some day",
        "ENTITY/SHIP_NUMBER: IMO 9187629",
    )
    assert read.listings[2].listed is None


def test_a_person(person: Listing) -> None:
    assert [(n.text, n.kind.value, n.weak, n.native) for n in person.names] == [
        ("JOHN QUENTIN PUBLIC DOE", "primary", False, False),
        ("جون دو", "primary", False, True),
        ("Johnny Doe", "aka", False, False),
        ("Abu Doe", "aka", True, False),
    ]
    assert person.programs == ("Al-Qaida",)
    assert (person.number, person.listed) == ("QDi.901", date(2011, 10, 5))
    assert person.remarks == "Review concluded."
    assert [f"{d.key}: {d.value}" for d in person.details] == [
        "birth_place: Naples, Italy",
        "birth_note: from false passport",
        "birth_place: Samarra, Salah ad Din, Iraq",
        "title: Dr.",
        "title: Haji",
        "position: Colonel",
        "nationality: Iraq",
        "last_updated: 2012-07-20",
        "gender: Male",
    ]
    assert not person.unparsed


def test_births(person: Listing) -> None:
    assert [(b.text, str(b.earliest), str(b.latest), b.circa) for b in person.births] == [
        ("1972-02-22", "1972-02-22", "1972-02-22", False),
        ("1971-01-02", "1971-01-02", "1971-01-02", False),
        ("circa 1970", "1970-01-01", "1970-12-31", True),
        ("1968 to 1973", "1968-01-01", "1973-12-31", True),
        ("Sep. 1958", "1958-09-01", "1958-09-30", False),
        ("Nov. 1973", "1973-11-01", "1973-11-30", False),
        ("1979-03-03", "1979-03-03", "1979-03-03", False),
    ]


def test_an_address_in_its_parts(person: Listing) -> None:
    (address,) = person.addresses
    assert address.text == "1 Example Street, Mosul, Ninawa, 41001, Iraq"
    assert (address.street, address.city) == ("1 Example Street", "Mosul")
    assert (address.region, address.postal_code) == ("Ninawa", "41001")
    assert (address.country, address.note) == ("Iraq", "as of 2016")


def test_an_address_that_stands_in_the_note(read: ParsedList) -> None:
    in_note, beside = read.listings[1].addresses
    assert in_note.text == "Room 3, Moti Plaza, Rawalpindi, Pakistan"
    assert (beside.text, beside.note) == ("Rwanda", "in hiding")


def test_documents_and_the_number_of_the_entry(person: Listing) -> None:
    data_id, passport = person.identifiers
    assert (data_id.kind, data_id.value, data_id.label) == ("other", "7000001", "DATAID")
    assert (passport.kind, passport.value, passport.issuer) == ("passport", "AA 123456", "Iraq")
    assert (passport.issued, passport.expires) == ("2010-02-18", "18 Feb. 2013")
    assert passport.note == "Expiration date 18 Feb. 2013; issued in Baghdad"


_NO_DOCUMENT = dict.fromkeys(
    [
        *("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "ISSUING_COUNTRY"),
        *("COUNTRY_OF_ISSUE", "CITY_OF_ISSUE", "DATE_OF_ISSUE", "NOTE"),
    ],
    "",
)
_NATIONAL = "National Identification Number"


@pytest.mark.parametrize(
    ("first", "second", "number", "note", "kind", "value"),
    [
        ("Passport", "", "A1", "", "passport", "A1"),
        ("Numéro de passeport", "", "A1", "", "passport", "A1"),
        (_NATIONAL, "national passport", "A1", "", "passport", "A1"),
        (_NATIONAL, "", "123", "", "national_id", "123"),
        (_NATIONAL, "Birth certificate", "7", "", "birth_certificate", "7"),
        (_NATIONAL, "Driver's Permit", "7", "", "licence", "7"),
        (_NATIONAL, "Italian Fiscal Code:", "X7", "", "tax_id", "X7"),
        (_NATIONAL, "", "", "SSN 123-45-6789 (United States)", "ssn", "123-45-6789"),
        (_NATIONAL, "", "", "Italian Fiscal Code: ABCDEF74T11Z352Z", "tax_id", "ABCDEF74T11Z352Z"),
        (_NATIONAL, "(tazkira) number 545167", "", "issued in 1974", "national_id", "545167"),
        ("Passport", "", "", "Tunisian passport number L 191609", "passport", "L 191609"),
        ("Passport", "", "British passport number C00146605", "", "passport", "C00146605"),
        ("Passport", "", "381110042 (Expired 25 Jan. 2016)", "", "passport", "381110042"),
    ],
)
def test_document_numbers(
    first: str, second: str, number: str, note: str, kind: str, value: str
) -> None:
    fields = {
        **_NO_DOCUMENT,
        "TYPE_OF_DOCUMENT": first,
        "TYPE_OF_DOCUMENT2": second,
        "NUMBER": number,
        "NOTE": note,
    }
    read = document(fields)
    assert read is not None
    assert (read.kind, read.value) == (kind, value)


def test_an_expiry_beside_the_number_is_read() -> None:
    read = document({**_NO_DOCUMENT, "NUMBER": "381110042 (Expired 25 Jan. 2016)"})
    assert read is not None
    assert read.expires == "25 Jan. 2016"


def test_a_document_without_a_number_is_kept_verbatim() -> None:
    words = "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>"
    words += "<NOTE>issued in 1993</NOTE></INDIVIDUAL_DOCUMENT>"
    content = f"""<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>A</FIRST_NAME>
      <REFERENCE_NUMBER>X.1</REFERENCE_NUMBER>{words}</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"""
    (listing,) = _read(content.encode()).listings
    assert listing.unparsed == ("document: Passport; issued in 1993",)


def test_an_entry_without_name_or_number_is_kept() -> None:
    entry = "<ENTITIES><ENTITY><DATAID>9</DATAID></ENTITY></ENTITIES>"
    read = _read(f"<CONSOLIDATED_LIST>{entry}</CONSOLIDATED_LIST>".encode())
    assert [listing.key for listing in read.listings] == ["9"]
    assert {"bad_number", "no_name", "bad_date"} <= {anomaly.kind for anomaly in read.anomalies}


def test_a_new_group_beside_the_two_is_reported() -> None:
    content = (CASES / "consolidated.xml").read_bytes()
    content = content.replace(b"</CONSOLIDATED_LIST>", b"<SHIPS>words</SHIPS></CONSOLIDATED_LIST>")
    assert "SHIPS: words" in [anomaly.text for anomaly in _read(content).anomalies]


BAD_FILES = {
    "empty.xml": "is empty",
    "page.xml": "web page",
    "cut_off.xml": "cut off or damaged",
    "other_document.xml": "the document is 'sdnList'",
    "no_entries.xml": "has no entry",
}


@pytest.mark.parametrize(("name", "reason"), BAD_FILES.items())
def test_what_is_no_list_is_refused(name: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason) as refusal:
        _read((BAD / name).read_bytes())
    assert refusal.value.file == "un_security_council"


def test_every_bad_file_has_its_reason() -> None:
    assert {path.name for path in BAD.iterdir()} == set(BAD_FILES)


def test_a_missing_member_is_refused() -> None:
    with pytest.raises(RefusedError, match="member is missing"):
        parse({})


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_file_cut_anywhere_is_refused(share: float) -> None:
    content = (CASES / "consolidated.xml").read_bytes().rstrip()
    with pytest.raises(RefusedError):
        _read(content[: int(len(content) * share)])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_alias_breaks_it_and_none_with_letters_disappears(text: str, note: str) -> None:
    found = un_sc_names.Names()
    un_sc_names.alias(text, note, NameKind.AKA, False, found)
    kept = "".join([*(name.text for name in found.names), *found.notes])
    assert all(name.text.strip() for name in found.names)
    if any(char.isalnum() for char in text) and "listed as" not in text.casefold():
        assert any(char.isalnum() for char in kept)
