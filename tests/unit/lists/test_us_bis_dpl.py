"""The Denied Persons List, and the citations that it prints."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tidegate.lists.federal_register import read_notices, us_day
from tidegate.lists.us_bis_dpl import COLUMNS, parse
from tidegate.model.errors import RefusedError
from tidegate.model.listing import Detail, Listing, ParsedList

CASES = ROOT / "tests" / "cases" / "lists" / "dpl"
BAD = ROOT / "tests" / "bad_data" / "lists" / "dpl"
REFUSED: dict[str, str] = yaml.safe_load((BAD / "expected.yaml").read_text(encoding="utf-8"))
CITATIONS: list[dict[str, Any]] = yaml.safe_load(
    (CASES / "citations.yaml").read_text(encoding="utf-8")
)
WHOLE = (CASES / "whole.txt").read_bytes()


def read(content: bytes) -> ParsedList:
    (parsed,) = parse({"main": content})
    return parsed


def one(**cells: str) -> tuple[Listing, ParsedList]:
    header = "\t".join(f'"{column}"' for column in COLUMNS)
    row = "\t".join('"' + cells.get(column, "").replace('"', '""') + '"' for column in COLUMNS)
    parsed = read(f"{header}\n{row}\n".encode())
    (listing,) = parsed.listings
    return listing, parsed


def test_a_row_says_everything_that_its_columns_say() -> None:
    listing = read(WHOLE).listings[0]
    assert listing.list_id == "us_bis_denied_persons"
    assert [name.text for name in listing.names] == ["ANNA EXAMPLE"]
    assert listing.kind is None
    (address,) = listing.addresses
    assert address.text == "1 HARBOUR ROAD, UNIT 2, EXAMPLETOWN, TX, 70000, US"
    assert (address.city, address.region, address.postal_code) == ("EXAMPLETOWN", "TX", "70000")
    assert (listing.listed, listing.expires) == (date(2003, 6, 19), date(2056, 6, 29))
    assert [(c.volume, c.page) for c in listing.citations] == [(68, 38290), (71, 38843)]
    assert listing.details == (
        Detail(key="standard_order", value="Y"),
        Detail(key="last_update", value="2007-01-31"),
        Detail(key="action", value="50 YEAR DENIAL"),
    )
    assert listing.unparsed == ()
    assert listing.row == 2


def test_every_row_is_a_listing_and_the_rows_of_one_order_are_one_party() -> None:
    parsed = read(WHOLE)
    assert parsed.rows == len(parsed.listings) == 4
    anna, first, second, old = parsed.listings
    assert (first.key, second.key) == ("ae/exampleairfreightltd", "ae/exampleairfreightltd~2")
    assert first.party == second.party
    assert first.party is not None
    assert (anna.party, old.party) == (None, None)
    assert [address.text for address in first.addresses] == ["AE"]
    assert old.expires is None
    assert parsed.anomalies == ()


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_file_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read((BAD / name).read_bytes())
    assert REFUSED[name] in str(caught.value)
    assert "dpl.txt" in str(caught.value)


def test_every_bad_file_has_its_words() -> None:
    assert set(REFUSED) == {path.name for path in BAD.iterdir()} - {"expected.yaml"}


def test_a_new_column_is_kept_and_reported() -> None:
    text = WHOLE.decode().replace('"FR_Citation"', '"FR_Citation"\t"Case"', 1)
    lines = text.splitlines()
    text = "\n".join([lines[0], *(f'{line}\t"C-{n}"' for n, line in enumerate(lines[1:]))])
    parsed = read(text.encode())
    assert parsed.listings[3].details[-1] == Detail(key="Case", value="C-3")
    assert [anomaly.kind for anomaly in parsed.anomalies] == ["unknown_column"]


def test_a_date_that_is_none_stays_verbatim_and_is_reported() -> None:
    listing, parsed = one(Name="A", Effective_Date="13/45/2026", Expiration_Date="soon")
    assert (listing.listed, listing.expires) == (None, None)
    assert listing.unparsed == ("Effective_Date: 13/45/2026", "Expiration_Date: soon")
    assert [anomaly.kind for anomaly in parsed.anomalies] == ["bad_date", "bad_date"]


def test_a_row_with_a_cell_too_many_is_kept_whole() -> None:
    lines = WHOLE.decode().splitlines()
    lines[2] += '\t"left over"'
    parsed = read("\n".join(lines).encode())
    assert parsed.rows == len(parsed.listings) == 4
    assert parsed.listings[1].names[0].text == "EXAMPLE AIR FREIGHT LTD"
    assert "left over" in parsed.listings[1].unparsed[0]
    assert [(a.kind, a.place) for a in parsed.anomalies] == [("broken_row", 3)]


def test_a_row_without_a_name_is_kept_and_reported() -> None:
    listing, parsed = one(Street_Address="1 High Street", Country="GB")
    assert listing.names == ()
    assert listing.caption == "1 High Street, GB"
    assert [anomaly.kind for anomaly in parsed.anomalies] == ["no_name"]


def test_an_older_encoding_is_read_and_reported() -> None:
    parsed = read(WHOLE.decode().replace("LINZ", "KÖLN").encode("cp1252"))
    assert parsed.listings[3].addresses[0].city == "KÖLN"
    assert [anomaly.kind for anomaly in parsed.anomalies] == ["encoding"]


def test_line_ends_and_end_marks_do_not_matter() -> None:
    again = read(WHOLE.replace(b"\n", b"\r\n") + b"\x1a")
    assert again.listings == read(WHOLE).listings


@pytest.mark.parametrize("case", CITATIONS, ids=lambda case: case["text"][:40])
def test_citations(case: dict[str, Any]) -> None:
    assert set(case) <= {"text", "read", "broken"}
    citations, troubles = read_notices(case["text"])
    assert [[c.volume, c.page, c.published] for c in citations] == case["read"]
    assert dict(troubles) == case.get("broken", {})
    kept = "".join("".join(c.text.split()) for c in citations)
    left = "".join(case["text"].replace(" and ", " ").split())
    assert kept.replace(",", "").replace(";", "") == left.replace(",", "").replace(";", "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6/27/03", date(2003, 6, 27)),
        ("12/24/87", date(1987, 12, 24)),
        ("10/20/2017", date(2017, 10, 20)),
        ("20/10/2017", None),
        ("1/2/345", None),
        ("", None),
    ],
)
def test_american_dates(text: str, day: date | None) -> None:
    assert us_day(text) == day


cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[cell] * 12), min_size=1, max_size=5))
def test_rows_in_equal_rows_out(rows: list[tuple[str, ...]]) -> None:
    """Whatever stands in the cells: no row is lost and no key stands twice."""
    quoted = ["\t".join('"' + c.replace('"', '""') + '"' for c in row) for row in (COLUMNS, *rows)]
    wanted = [row for row in rows if "".join(row).strip(" \t\r\n\x1a")]
    parsed = read("\n".join(quoted).encode())
    repeated = sum(a.kind == "repeated_header" for a in parsed.anomalies)
    assert parsed.rows + repeated == len(parsed.listings) + repeated == len(wanted)
    assert len({listing.key for listing in parsed.listings}) == len(parsed.listings)


@settings(max_examples=80, deadline=None)
@given(st.text("0123456789 F.R,;/andVolNo()", max_size=40))
def test_no_citation_breaks_the_reader(text: str) -> None:
    citations, _ = read_notices(text)
    digits = "".join(filter(str.isdigit, text))
    assert "".join(filter(str.isdigit, "".join(c.text for c in citations))) == digits
