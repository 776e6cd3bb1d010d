"""The published files of the Consolidated Screening List."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tidegate.lists.us_csl import parse_csv
from tidegate.model.errors import RefusedError
from tidegate.model.listing import ParsedList, PartyKind

pytestmark = pytest.mark.real

TRUNCATED = "us_csl_2023-11-30_truncated.csv"


def read(content: bytes) -> ParsedList:
    (parsed,) = parse_csv({"main": content})
    return parsed


@pytest.fixture(scope="module")
def whole_rows(real_lists: Path) -> ParsedList:
    """The truncated file without the row in which it breaks off."""
    content = (real_lists / TRUNCATED).read_bytes()
    return read(content[: content.rindex(b"\n", 0, -1) + 1])


@pytest.mark.parametrize(
    ("name", "rows"),
    [("us_csl_sample_2019-12-03.csv", 115), ("us_csl_sample_2025-06-25.csv", 13)],
)
def test_both_generations_are_read_whole(real_lists: Path, name: str, rows: int) -> None:
    parsed = read((real_lists / name).read_bytes())
    assert parsed.rows == len(parsed.listings) == rows
    assert parsed.anomalies == ()
    assert [one.key for one in parsed.listings if one.unparsed or not one.section] == []


def test_the_file_that_breaks_off_is_refused(real_lists: Path) -> None:
    with pytest.raises(RefusedError, match="cut off"):
        read((real_lists / TRUNCATED).read_bytes())


def test_its_whole_rows_are_all_read(whole_rows: ParsedList) -> None:
    assert whole_rows.rows == len(whole_rows.listings) == 4226
    sections = Counter(listing.section for listing in whole_rows.listings)
    assert (sections["EL"], sections["SDN"], sections["DPL"]) == (919, 1737, 577)
    assert (sections["UVL"], sections["MEU"], sections["CMIC"]) == (186, 71, 68)
    assert None not in sections
    kinds = Counter(anomaly.kind for anomaly in whole_rows.anomalies)
    assert kinds["repeated_header"] == 1
    assert set(kinds) == {
        "repeated_header",
        "no_requirement",
        "broken_citation",
        "citation_year",
    }
    assert [listing.key for listing in whole_rows.listings if listing.unparsed] == []


def test_every_entity_list_row_but_one_has_its_clause(whole_rows: ParsedList) -> None:
    """The compilation lost the clause of one of the 919; that is said, not passed over."""
    entities = [listing for listing in whole_rows.listings if listing.section == "EL"]
    bare = [one.key for one in entities if not (one.requirement and one.policy)]
    assert bare == [a.key for a in whole_rows.anomalies if a.kind == "no_requirement"]
    assert len(bare) == 1
    assert sum(one.listed is not None for one in entities) > 500


def test_the_investment_list_is_dated_by_its_own_words(whole_rows: ParsedList) -> None:
    companies = [listing for listing in whole_rows.listings if listing.section == "CMIC"]
    assert {one.listed for one in companies} == {
        date(2021, 6, 3),
        date(2021, 12, 10),
        date(2021, 12, 16),
    }
    assert {one.kind for one in companies} == {PartyKind.ORGANIZATION}


def test_one_person_of_2019(real_lists: Path) -> None:
    """A row in the reverse order of identifiers: the US tax number of 200G PSA Holdings."""
    parsed = read((real_lists / "us_csl_sample_2019-12-03.csv").read_bytes())
    listing = next(one for one in parsed.listings if one.number == "20264")
    assert [(i.kind, i.value, i.issuer) for i in listing.identifiers] == [
        ("tax_id", "80-0890696", "US")
    ]
