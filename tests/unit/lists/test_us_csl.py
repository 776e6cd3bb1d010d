"""The Consolidated Screening List in its CSV and JSON forms."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tidegate.lists.us_csl import parse_csv, parse_json
from tidegate.lists.us_csl_entry import COLUMNS
from tidegate.model.errors import RefusedError
from tidegate.model.listing import (
    Detail,
    Listing,
    NameKind,
    ParsedList,
    PartyKind,
    Policy,
    Scope,
)

CASES = ROOT / "tests" / "cases" / "lists" / "csl"
BAD = ROOT / "tests" / "bad_data" / "lists" / "csl"
EL = "Entity List (EL) - Bureau of Industry and Security"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
DPL = "Denied Persons List (DPL) - Bureau of Industry and Security"


def table(name: str) -> Any:
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


REFUSED: dict[str, str] = yaml.safe_load((BAD / "expected.yaml").read_text(encoding="utf-8"))
NEWER = (CASES / "newer_header.csv").read_bytes()
OLDER = (CASES / "older_header.csv").read_bytes()
BULK = (CASES / "bulk.json").read_bytes()


def from_csv(content: bytes) -> ParsedList:
    (parsed,) = parse_csv({"main": content})
    return parsed


def from_json(content: bytes | Any) -> ParsedList:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    (parsed,) = parse_json({"main": body})
    return parsed


def rows_of(*rows: dict[str, str], older: bool = False) -> ParsedList:
    out = io.StringIO(newline="")
    columns = COLUMNS if older else ("_id", *COLUMNS)
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return from_csv(out.getvalue().encode())


def one(**cells: str) -> Listing:
    return rows_of({"source": SDN, "name": "A", **cells}).listings[0]


@pytest.fixture(scope="module")
def newer() -> list[Listing]:
    return list(from_csv(NEWER).listings)


def test_an_entity_list_row_keeps_its_clause(newer: list[Listing]) -> None:
    entity = newer[0]
    assert entity.section == "EL"
    assert entity.kind is None
    assert entity.key == "EL/exampleharbourworksehw/2018-08-01"
    assert [name.text for name in entity.names] == [
        "Example Harbour Works (EHW)",
        "EHW Institute",
        "Harbour Works",
        "Quay Institute 13",
    ]
    assert {name.kind for name in entity.names[1:]} == {NameKind.AKA}
    assert entity.listed == date(2018, 8, 1)
    assert [(c.volume, c.page) for c in entity.citations] == [(83, 37423), (87, 77505)]
    assert entity.requirement is not None
    assert entity.requirement.text == "For all items subject to the EAR. (See §744.11 of the EAR)"
    assert (entity.requirement.scope, entity.requirement.sections) == (
        Scope.ALL_ITEMS,
        ("744.11",),
    )
    assert entity.policy is not None
    assert [term.policy for term in entity.policy.terms] == [Policy.PRESUMPTION_OF_DENIAL]
    assert entity.policy.text == "Presumption of denial."


def test_a_designated_person_keeps_everything(newer: list[Listing]) -> None:
    person = newer[1]
    assert (person.key, person.number, person.kind) == ("SDN/52291", "52291", PartyKind.PERSON)
    assert person.programs == ("NPWMD", "SDGT")
    assert [born.text for born in person.births] == ["1978-12-05", "circa 1980"]
    assert person.births[0].earliest == date(1978, 12, 5)
    assert [(i.kind, i.value, i.issuer) for i in person.identifiers] == [
        ("passport", "836000033", "KP"),
        ("passport", "E500", "TN"),
        ("website", "www.example.org", None),
    ]
    assert (person.identifiers[1].issued, person.identifiers[1].expires) == (
        "19 Jun 1987",
        "18 Jun 1992",
    )
    assert [(d.key, d.value) for d in person.details] == [
        ("gender", "Male"),
        (
            "secondary_sanctions",
            "Some Regulations, sections 510.201 and 510.210; see the order",
        ),
        ("title", "Director"),
        ("citizenship", "KP"),
        ("citizenship", "CN"),
        ("nationality", "KP"),
        ("birth_place", "Harbour Town, Korea, North"),
    ]
    assert person.country is None
    assert person.listed is None


def test_the_other_lists(newer: list[Listing]) -> None:
    company, ship, first, second, firm = newer[2:]
    assert (company.section, company.listed) == ("CMIC", date(2021, 6, 3))
    assert {i.kind for i in company.identifiers} == {"uscc", "isin"}
    assert (ship.section, ship.kind) == ("MBS", PartyKind.VESSEL)
    assert [(i.kind, i.value) for i in ship.identifiers] == [
        ("call_sign", "EX123"),
        ("imo", "7406784"),
    ]
    assert ship.remarks == "A remark; with a semicolon."
    assert Detail(key="vessel_tonnage", value="2595") in ship.details
    assert (first.key, second.key) == (
        "DPL/annaexample/2002-03-04",
        "DPL/annaexample/2002-03-04~2",
    )
    assert first.party == second.party == first.key
    assert first.expires == date(2056, 6, 29)
    assert Detail(key="standard_order", value="Y") in first.details
    assert [name.text for name in firm.names] == ["Example Import and Export Company"]
    assert firm.details == (
        Detail(key="reaches_to", value="and any successor, sub-unit, or subsidiary thereof"),
    )


def test_nothing_of_the_sample_is_left_unread(newer: list[Listing]) -> None:
    assert [listing.unparsed for listing in newer] == [()] * 7
    assert from_csv(NEWER).anomalies == ()
    assert from_csv(NEWER).rows == 7


def test_the_older_generation_says_the_same() -> None:
    """But for the identifiers, of which it prints fewer and in the reverse order."""
    ours = {"identifiers": (), "details": (), "row": None, "listed": None}
    old, new = from_csv(OLDER).listings, from_csv(NEWER).listings
    assert [msgspec.structs.replace(o, **ours) for o in old] == [
        msgspec.structs.replace(n, **ours) for n in new
    ]
    assert [(i.kind, i.value, i.issuer) for i in old[1].identifiers] == [
        ("passport", "836000033", "KP"),
        ("website", "www.example.org", None),
    ]
    assert Detail(key="gender", value="Male") in old[1].details
    assert Detail(key="vessel_former_flag", value="Panama") in old[3].details


def test_the_order_of_an_identifier_is_told_by_its_labels_and_not_by_the_header() -> None:
    """Somebody took the column `_id` out of a newer file."""
    header, *rest = NEWER.decode().splitlines(keepends=True)
    lines = [header.removeprefix("_id,"), *(line.split(",", 1)[1] for line in rest)]
    assert from_csv("".join(lines).encode()).listings == from_csv(NEWER).listings


def test_the_json_form_says_the_same_and_has_addresses_in_parts() -> None:
    entity, person = from_json(BULK).listings
    assert entity.key == "EL/exampleharbourworksehw/2018-08-01"
    assert entity.country == "CN"
    (address,) = entity.addresses
    assert address.text == "2 Quay Street, Harbour Town, Hebei Province, CN"
    assert (address.street, address.city, address.region, address.postal_code) == (
        "2 Quay Street",
        "Harbour Town",
        "Hebei Province",
        None,
    )
    assert [name.text for name in entity.names] == ["Example Harbour Works (EHW)"]
    assert (person.key, person.number) == ("SDN/52291", "52291")
    (passport,) = person.identifiers
    assert (passport.value, passport.issuer, passport.issued, passport.expires) == (
        "836000033",
        "KP",
        "1987-06-19",
        "1992-06-18",
    )
    assert person.details[0] == Detail(key="gender", value="Male")
    assert from_json(BULK).anomalies == ()


def test_a_bare_list_and_a_search_reply_are_read_alike() -> None:
    bulk = from_json(BULK)
    bare = from_json(json.loads(BULK)["results"])
    reply = from_json((CASES / "search_reply.json").read_bytes())
    assert bulk.listings == bare.listings == reply.listings
    assert (bulk.list_date, reply.list_date) == (None, date(2026, 2, 3))


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_file_is_refused_with_its_reason(name: str) -> None:
    read = from_json if name.endswith(".json") else from_csv
    with pytest.raises(RefusedError) as caught:
        read((BAD / name).read_bytes())
    assert REFUSED[name] in str(caught.value)


def test_every_bad_file_has_its_words() -> None:
    assert set(REFUSED) == {path.name for path in BAD.iterdir()} - {"expected.yaml"}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_renamed_column_is_refused_by_name(column: str) -> None:
    header, rest = NEWER.decode().split("\n", 1)
    names = ["renamed" if name == column else name for name in header.split(",")]
    with pytest.raises(RefusedError) as caught:
        from_csv(",".join(names).encode() + b"\n" + rest.encode())
    assert caught.value.field == column
    assert "'renamed'" in caught.value.message


def test_a_header_in_the_middle_is_no_listing() -> None:
    lines = NEWER.splitlines(keepends=True)
    parsed = from_csv(b"".join([lines[0], *lines]))
    assert parsed.rows == 7
    assert [(a.kind, a.place) for a in parsed.anomalies] == [("repeated_header", 2)]


def test_a_new_column_is_kept_and_reported() -> None:
    lines = NEWER.decode().splitlines()
    text = "\n".join([lines[0] + ",risk", *(f'{line},"high"' for line in lines[1:])])
    parsed = from_csv(text.encode())
    assert [anomaly.kind for anomaly in parsed.anomalies] == ["unknown_column"]
    assert "'risk'" in parsed.anomalies[0].text
    assert all(one.details[-1] == Detail(key="risk", value="high") for one in parsed.listings)
    again = json.loads(BULK)
    again["results"][0]["risk"] = {"level": 3}
    found = from_json(again)
    assert [anomaly.kind for anomaly in found.anomalies] == ["unknown_column"]
    assert found.listings[0].details[-1].key == "risk"


def test_links_and_handles_are_not_of_the_party() -> None:
    moved = NEWER.replace(b"lists.example/el", b"elsewhere.example/x").replace(b'"0a1b"', b'"ff"')
    assert moved != NEWER
    assert from_csv(moved).listings == from_csv(NEWER).listings


def test_a_doubled_number_loses_nobody_and_is_reported() -> None:
    parsed = rows_of(
        {"source": SDN, "entity_number": "7", "name": "A"},
        {"source": SDN, "entity_number": "7", "name": "B"},
        {"source": EL, "entity_number": "7", "name": "C"},
    )
    assert [listing.key for listing in parsed.listings] == ["SDN/7", "SDN/7~2", "EL/7"]
    assert [(a.kind, a.key) for a in parsed.anomalies] == [
        ("doubled_number", "SDN/7~2"),
        ("no_requirement", "EL/7"),
    ]
    assert [listing.party for listing in parsed.listings] == [None, None, None]


@pytest.mark.parametrize(("source", "section"), table("sections.yaml").items())
def test_the_code_of_each_list(source: str, section: str | None) -> None:
    parsed = rows_of({"source": source, "name": "A"})
    assert parsed.listings[0].section == section
    kinds = {"EL": ["no_requirement"], None: ["unknown_source"]}.get(section, [])
    assert [a.kind for a in parsed.anomalies] == kinds
    assert parsed.listings[0].unparsed == (() if section else (f"source: {source}",))


@pytest.mark.parametrize("case", table("ids.yaml"), ids=lambda case: case["text"][:48])
def test_identifiers_and_statements(case: dict[str, Any]) -> None:
    assert set(case) <= {"text", "order", "identifiers", "details", "unparsed"}
    row = {"source": SDN, "name": "A", "ids": case["text"]}
    listing = rows_of(row, older=case.get("order") == "older").listings[0]
    found = [
        {key: value for key, value in msgspec.to_builtins(i).items() if value is not None}
        for i in listing.identifiers
    ]
    assert found == case.get("identifiers", [])
    assert {d.key: d.value for d in listing.details} == case.get("details", {})
    assert list(listing.unparsed) == case.get("unparsed", [])


@pytest.mark.parametrize("case", table("addresses.yaml"), ids=lambda case: case["cell"][:40])
def test_addresses(case: dict[str, Any]) -> None:
    assert set(case) <= {"cell", "section", "addresses"}
    source = DPL if case.get("section") == "DPL" else EL
    listing = rows_of({"source": source, "name": "A", "addresses": case["cell"]}).listings[0]
    assert [[a.text, a.country] for a in listing.addresses] == case["addresses"]


def test_what_cannot_be_read_stays_verbatim() -> None:
    listing = one(type="Robot", start_date="2026-13-45", end_date="soon")
    assert set(listing.unparsed) == {
        "type: Robot",
        "start_date: 2026-13-45",
        "end_date: soon",
    }
    assert (listing.kind, listing.listed, listing.expires) == (None, None, None)


def test_one_address_of_json_that_is_no_object_stays_verbatim() -> None:
    entry = {"source": EL, "name": "A", "license_requirement": "", "license_policy": ""}
    parsed = from_json([entry | {"addresses": ["1 High Street", {"city": "X", "floor": 2}]}])
    (listing,) = parsed.listings
    assert listing.unparsed == ("addresses: 1 High Street",)
    assert (listing.addresses[0].text, listing.addresses[0].note) == ("X", "floor: 2")
    assert [anomaly.kind for anomaly in parsed.anomalies] == ["unread_cell", "no_requirement"]


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=16)

FREE_COLUMNS = (
    "ids",
    "addresses",
    "alt_names",
    "start_date",
    "entity_number",
    "federal_register_notice",
)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"source": st.sampled_from([EL, SDN, DPL, "?"]), "name": words},
            optional=dict.fromkeys(FREE_COLUMNS, words),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_rows_in_equal_rows_out(rows: list[dict[str, str]]) -> None:
    """Whatever stands in the cells, in both forms: no row is lost and no key stands twice."""
    for parsed in (rows_of(*rows), from_json([_json_of(row) for row in rows])):
        assert parsed.rows == len(parsed.listings) == len(rows)
        assert len({listing.key for listing in parsed.listings}) == len(rows)


def _json_of(row: dict[str, str]) -> dict[str, Any]:
    base: dict[str, Any] = dict.fromkeys(COLUMNS, None)
    return base | row | {"addresses": [{"address": row.get("addresses", "")}], "ids": None}
