"""Removal notices made into listings of their own."""

from __future__ import annotations

from datetime import date

from tidegate import tables
from tidegate.lists.notices import LIST_ID, keyed, removed_parties
from tidegate.model.listing import NameKind
from tidegate.model.sources import Removal


def removal(
    *names: str, country: str | None = None, list_id: str = "us_bis_entity_list"
) -> Removal:
    return Removal(
        list_id=list_id,
        names=names,
        effective=date(2017, 3, 29),
        citation="82 FR 15458",
        published=date(2017, 3, 30),
        country=country,
        source="a page",
        note="a note",
    )


def test_one_listing_for_each_named_removal() -> None:
    parsed = removed_parties([removal("ZTE Corporation", "ZTE"), removal(), removal("Other")])
    assert (parsed.list_id, parsed.rows, len(parsed.listings)) == (LIST_ID, 2, 2)
    assert parsed.list_date == date(2017, 3, 30)
    zte = parsed.listings[0]
    assert [(n.text, n.kind) for n in zte.names] == [
        ("ZTE Corporation", NameKind.PRIMARY),
        ("ZTE", NameKind.AKA),
    ]
    assert (zte.section, zte.remarks) == ("us_bis_entity_list", "a note")
    assert [(c.volume, c.page) for c in zte.citations] == [(82, 15458)]
    assert {d.key: d.value for d in zte.details} == {
        "removed_from": "us_bis_entity_list",
        "confidence": "unknown",
        "source": "a page",
    }


def test_one_name_in_several_places_is_several_listings() -> None:
    found = keyed(
        [
            removal("Sandvine", country="CANADA"),
            removal("Sandvine", country="INDIA"),
            removal("Sandvine", country="CANADA"),
            removal("Sandvine", country="CANADA", list_id="us_bis_unverified_list"),
        ]
    )
    assert len(found) == 4
    assert sum(key.endswith("~2") for key in found) == 1


def test_no_removals_no_date() -> None:
    parsed = removed_parties([])
    assert (parsed.rows, parsed.listings, parsed.list_date) == (0, (), None)


def test_the_packaged_notices() -> None:
    parsed = removed_parties(tables.removals())
    assert parsed.rows == 111
    assert len({listing.key for listing in parsed.listings}) == 111
    assert all(listing.details for listing in parsed.listings)
