"""OFAC's own files: the counts that they must give, and what known parties must look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from tidegate.lists.us_ofac_csv import parse as parse_csv
from tidegate.lists.us_ofac_remarks import remarks
from tidegate.lists.us_ofac_rows import Layout, clean, read_rows
from tidegate.lists.us_ofac_xml import parse as parse_xml
from tidegate.model.errors import RefusedError
from tidegate.model.listing import Listing, ParsedList, PartyKind, fold, substance

pytestmark = pytest.mark.real
SDN, CONSOLIDATED = "us_ofac_sdn", "us_ofac_consolidated"


def _family(folder: Path, source: str, date_part: str, names: dict[str, str]) -> ParsedList:
    members = {
        member: (folder / f"us_ofac_{file}_{date_part}.csv").read_bytes()
        for member, file in names.items()
    }
    (read,) = parse_csv(members, source)
    return read


def _rows(folder: Path, file: str, member: str, width: int) -> list[list[str]]:
    content = (folder / file).read_bytes()
    return [cells for _, cells in read_rows(content, Layout(member, width, SDN)).rows]


TRIPLE = {"sdn": "sdn", "alt": "alt", "add": "add"}
FOUR = {m: f"cons_{m}" for m in ("prim", "alt", "add", "comments")}


@pytest.fixture(scope="module")
def sdn_2019(real_lists: Path) -> ParsedList:
    return _family(real_lists, SDN, "2019-01-04", TRIPLE)


@pytest.fixture(scope="module")
def altered(real_lists: Path) -> ParsedList:
    return _family(real_lists, SDN, "2022-01-31_altered", TRIPLE)


@pytest.fixture(scope="module")
def february(real_lists: Path) -> tuple[ParsedList, ParsedList]:
    first, second = (
        _family(real_lists, SDN, day, {"sdn": "sdn"}) for day in ("2022-02-22", "2022-02-24")
    )
    return first, second


@pytest.fixture(scope="module")
def consolidated(real_lists: Path) -> ParsedList:
    return _family(real_lists, CONSOLIDATED, "2025-12-19", FOUR)


@pytest.fixture(scope="module")
def xml(real_lists: Path) -> ParsedList:
    content = (real_lists / "us_ofac_consolidated_2022-03-24.xml").read_bytes()
    (read,) = parse_xml({"main": content}, CONSOLIDATED)
    return read


def _aliases(read: ParsedList) -> int:
    """The aliases that come from the alias file: those of the remarks are weak."""
    return sum(not name.weak for listing in read.listings for name in listing.names[1:])


def _blank(rows: list[list[str]]) -> int:
    return sum(not any(map(clean, cells[2:])) for cells in rows)


def test_the_triple_of_2019(real_lists: Path, sdn_2019: ParsedList) -> None:
    assert sdn_2019.rows == len(sdn_2019.listings) == 7379
    assert len(_rows(real_lists, "us_ofac_alt_2019-01-04.csv", "alt", 5)) == 9682
    addresses = _rows(real_lists, "us_ofac_add_2019-01-04.csv", "add", 6)
    assert len(addresses) == 11696
    assert _aliases(sdn_2019) == 9682
    assert sum(len(x.addresses) for x in sdn_2019.listings) + _blank(addresses) == 11696
    assert Counter(a.kind for a in sdn_2019.anomalies) == {"end_cut": 1, "remarks_cut": 3}
    assert sdn_2019.missing == ("comments",)


def test_the_altered_triple_loses_nobody(real_lists: Path, altered: ParsedList) -> None:
    assert altered.rows == len(altered.listings) == 9044
    assert len({listing.number for listing in altered.listings}) == 9043
    assert len(_rows(real_lists, "us_ofac_alt_2022-01-31_altered.csv", "alt", 5)) == 12409
    addresses = _rows(real_lists, "us_ofac_add_2022-01-31_altered.csv", "add", 6)
    assert len(addresses) == 13625
    kinds = Counter(anomaly.kind for anomaly in altered.anomalies)
    assert kinds["doubled_number"] == 1
    # One address belongs to a number that the altered file overwrote.
    assert kinds["orphan"] == 1
    shared = [x for x in altered.listings if x.number == "2677"]
    assert [x.key for x in shared] == ["2677", "2677~2"]
    assert shared[0].caption != shared[1].caption
    assert shared[0].names[1:] == shared[1].names[1:]
    # What both parties of the doubled number were given is counted once.
    given = sum(len(x.addresses) for x in altered.listings) - len(shared[1].addresses)
    assert given + _blank(addresses) + kinds["orphan"] == 13625
    assert _aliases(altered) - len(shared[1].names[1:]) == 12409


def test_what_was_planted_stays(altered: ParsedList) -> None:
    (planted,) = [x for x in altered.listings if "Another name" in [n.text for n in x.names]]
    assert planted.key == "34111"
    (dated,) = [a for a in altered.anomalies if a.kind == "spreadsheet_date"]
    assert "28-Jul" in dated.text


def test_two_days_of_february_2022(february: tuple[ParsedList, ParsedList]) -> None:
    before, after = (
        {listing.key: substance(listing) for listing in day.listings} for day in february
    )
    assert (len(before), len(after)) == (9056, 9123)
    assert len(after.keys() - before.keys()) == 67
    assert not before.keys() - after.keys()
    assert sorted(key for key in before if before[key] != after[key]) == ["31123", "31126"]


def test_the_consolidated_family(real_lists: Path, consolidated: ParsedList) -> None:
    assert consolidated.rows == len(consolidated.listings) == 442
    for member, width, count in (("alt", 5, 1073), ("add", 6, 574), ("comments", 2, 10)):
        file = f"us_ofac_cons_{member}_2025-12-19.csv"
        assert len(_rows(real_lists, file, member, width)) == count
    assert _aliases(consolidated) == 1073
    assert consolidated.missing == ()
    assert not consolidated.anomalies
    assert not any(listing.unparsed for listing in consolidated.listings)


def test_comments_complete_the_remarks(consolidated: ParsedList) -> None:
    (bank,) = [x for x in consolidated.listings if x.key == "17014"]
    assert bank.remarks is not None
    assert "Registration Number 1027700342890 (Russia);" in bank.remarks
    assert "1027700342890" in [identifier.value for identifier in bank.identifiers]
    assert "RUSAG" in [name.text for name in bank.names if name.weak]


def _by_name(read: ParsedList, words: str) -> Listing:
    (found,) = [x for x in read.listings if x.caption.upper() == words]
    return found


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.", "91330000733796106P"),
        ("HUAWEI TECHNOLOGIES CO., LTD.", "914403001922038216"),
    ],
)
def test_military_industrial_companies(consolidated: ParsedList, name: str, code: str) -> None:
    listing = _by_name(consolidated, name)
    assert listing.programs == ("CMIC-EO13959",)
    assert listing.listed == date(2021, 6, 3)
    details = {detail.key: detail.value for detail in listing.details}
    assert details["listing_date"] == "2021-06-03 (CMIC)"
    assert details["effective_date"] == "2021-08-02 (CMIC)"
    assert details["divestment_date"] == "2022-06-03 (CMIC)"
    assert [(i.value, i.issuer) for i in listing.identifiers if i.kind == "uscc"] == [
        (code, "China")
    ]


def test_a_listing_date_never_dates_an_older_restriction(consolidated: ParsedList) -> None:
    sberbank = _by_name(consolidated, "PUBLIC JOINT STOCK COMPANY SBERBANK OF RUSSIA")
    assert sberbank.programs == ("UKRAINE-EO13662", "RUSSIA-EO14024")
    assert "listing_date" in {detail.key for detail in sberbank.details}
    assert sberbank.listed is None


def test_ships_wallets_and_people(february: tuple[ParsedList, ParsedList]) -> None:
    listings = {listing.key: listing for listing in february[1].listings}
    ship = listings["4243"]
    assert (ship.kind, ship.caption) == (PartyKind.VESSEL, "EBANO")
    assert [i.value for i in ship.identifiers if i.kind == "imo"] == ["7406784"]
    wallets = [
        (i.issuer, i.value)
        for listing in listings.values()
        for i in listing.identifiers
        if i.kind == "wallet"
    ]
    assert ("XBT", "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h") in wallets
    assert all(len(value) >= 20 for _, value in wallets)
    kinds = Counter(listing.kind for listing in listings.values())
    assert kinds[PartyKind.PERSON] > 4000
    assert kinds[None] == 0


def test_nearly_every_part_of_the_remarks_is_understood(
    sdn_2019: ParsedList,
    altered: ParsedList,
    february: tuple[ParsedList, ParsedList],
    consolidated: ParsedList,
) -> None:
    parts = left = 0
    for read in (sdn_2019, altered, *february, consolidated):
        for listing in read.listings:
            taken = remarks(listing.remarks or "")
            parts += taken.parts
            left += len(taken.leftovers)
    assert parts > 125_000
    assert left / parts < 0.005
    unread = [
        birth.text
        for read in (sdn_2019, altered, *february, consolidated)
        for listing in read.listings
        for birth in listing.births
        if birth.earliest is None
    ]
    assert not unread


def test_the_xml_form(xml: ParsedList) -> None:
    assert xml.rows == len(xml.listings) == 462
    assert xml.list_date == date(2022, 3, 24)
    assert not xml.anomalies
    assert not any(listing.unparsed for listing in xml.listings)
    hikvision = _by_name(xml, "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.")
    assert hikvision.listed == date(2021, 6, 3)
    assert "91330000733796106P" in [identifier.value for identifier in hikvision.identifiers]


def test_both_forms_say_the_same(consolidated: ParsedList, xml: ParsedList) -> None:
    """Three years lie between the files; what stands in both must have been read alike."""
    old = {listing.key: listing for listing in xml.listings}
    both = [(old[new.key], new) for new in consolidated.listings if new.key in old]
    assert len(both) > 400
    assert all(first.kind is second.kind for first, second in both)
    assert _share(fold(a.caption) == fold(b.caption) for a, b in both) > 0.95
    assert _share(_names(a) <= _names(b) for a, b in both) > 0.95
    assert _share(_numbers(a) <= _numbers(b) for a, b in both) > 0.95
    assert _share(_places(a) <= _places(b) for a, b in both) > 0.95
    assert _share({b.text for b in a.births} == {c.text for c in b.births} for a, b in both) == 1
    assert _share(a.listed == b.listed for a, b in both) == 1


def _names(listing: Listing) -> set[str]:
    return {fold(name.text) for name in listing.names}


def _numbers(listing: Listing) -> set[tuple[str, str]]:
    return {(identifier.kind, identifier.value) for identifier in listing.identifiers}


def _places(listing: Listing) -> set[str]:
    return {fold(address.text) for address in listing.addresses}


def _share(facts: Iterable[bool]) -> float:
    known = list(facts)
    return sum(known) / len(known)


@pytest.mark.parametrize("share", [0.25, 0.5, 0.9])
def test_a_real_file_cut_in_the_middle_is_refused(real_lists: Path, share: float) -> None:
    content = (real_lists / "us_ofac_sdn_2022-02-24.csv").read_bytes()
    with pytest.raises(RefusedError, match="cut off"):
        parse_csv({"sdn": content[: int(len(content) * share)]}, SDN)
    content = (real_lists / "us_ofac_consolidated_2022-03-24.xml").read_bytes()
    with pytest.raises(RefusedError, match="cut off"):
        parse_xml({"main": content[: int(len(content) * share)]}, CONSOLIDATED)


def test_members_of_different_days_are_refused(real_lists: Path) -> None:
    members = {
        "sdn": (real_lists / "us_ofac_sdn_2019-01-04.csv").read_bytes(),
        "alt": (real_lists / "us_ofac_alt_2022-01-31_altered.csv").read_bytes(),
    }
    with pytest.raises(RefusedError, match="not of one day"):
        parse_csv(members, SDN)
