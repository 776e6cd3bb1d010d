"""The published Denied Persons List."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tidegate.lists.us_bis_dpl import parse
from tidegate.model.listing import ParsedList

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def denied(real_lists: Path) -> ParsedList:
    (parsed,) = parse({"main": (real_lists / "us_bis_dpl_2022-09-07.txt").read_bytes()})
    return parsed


def test_every_row_is_a_listing(denied: ParsedList) -> None:
    assert denied.rows == len(denied.listings) == 581
    assert len({listing.key for listing in denied.listings}) == 581
    assert all(listing.names and listing.listed for listing in denied.listings)
    assert [listing.key for listing in denied.listings if listing.unparsed] == []


def test_an_empty_expiry_is_no_date(denied: ParsedList) -> None:
    assert sum(listing.expires is None for listing in denied.listings) == 581 - 528


def test_only_the_broken_citations_are_reported(denied: ParsedList) -> None:
    kinds = Counter(anomaly.kind for anomaly in denied.anomalies)
    assert kinds == {"broken_citation": 10, "citation_year": 1}
    cited = [c for listing in denied.listings for c in listing.citations]
    assert sum(c.volume is None or c.page is None for c in cited) == kinds["broken_citation"]


def test_the_rows_of_one_order_are_one_party(denied: ParsedList) -> None:
    airlines = [one for one in denied.listings if one.caption == "AL NASER AIRLINES"]
    assert len(airlines) > 1
    assert len({one.party for one in airlines}) == 1
    assert denied.listings[0].caption == "I. ASH"
