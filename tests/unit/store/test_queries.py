"""What can be asked of a store, in which order it answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.store.support import LIST, PlainDater, at, day, listing, parsed, put, snapshot
from tidegate.model.errors import UsageError
from tidegate.model.listing import (
    Address,
    Citation,
    Listing,
    Name,
    NameKind,
    ParsedList,
    PartyKind,
    Policy,
    PolicyTerm,
    Requirement,
    ReviewPolicy,
    Scope,
)
from tidegate.store import Store


def test_a_rich_listing_comes_back_as_it_went_in(store: Store) -> None:
    rich = Listing(
        list_id=LIST,
        key="china/浙江",
        kind=PartyKind.ORGANIZATION,
        names=(
            Name(text="杭州海康威视"),
            Name(text="Hik\u0000vision", kind=NameKind.AKA, weak=True),
        ),
        addresses=(Address(text='No. 555 "Qianmo" Road\nHangzhou', country="CN"),),
        requirement=Requirement(text="All items", scope=Scope.ALL_ITEMS, sections=("744.11",)),
        policy=ReviewPolicy(
            text="Case-by-case", terms=(PolicyTerm(policy=Policy.CASE_BY_CASE, eccns=("1A004.c",)),)
        ),
        citations=(Citation(text="84 FR 54004", volume=84, page=54004, published=day(1)),),
        listed=date(175, 3, 1),
        unparsed=("?",),
        row=7,
    )
    one = ParsedList(list_id=LIST, rows=1, listings=(rich,))
    store.ingest(snapshot(store, "x", day(1)), [one], PlainDater(), at(1))
    assert store.versions([rich.listing_id], at(1))[rich.listing_id][0].listing == rich
    assert list(store.iter_contents()) == [rich]


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=4))
def test_any_text_of_a_list_survives_the_store(shared_store: Store, texts: list[str]) -> None:
    list_id = "border"
    entry = Listing(list_id=list_id, key="1", names=tuple(Name(text=text) for text in texts))
    one = ParsedList(list_id=list_id, rows=1, listings=(entry,))
    empty = ParsedList(list_id=list_id, rows=0, listings=())
    shared_store.ingest(snapshot(shared_store, "e", day(1)), [empty], PlainDater(), at(1))
    shared_store.ingest(snapshot(shared_store, repr(texts), day(1)), [one], PlainDater(), at(1))
    (version,) = shared_store.versions(["border:1"], at(1))["border:1"]
    assert version.listing == entry


def test_unknown_listings_are_left_out(store: Store) -> None:
    put(store, day(1), {"1": "Alpha"}, 1)
    assert store.versions([], at(1)) == {}
    assert set(store.versions([f"{LIST}:1", f"{LIST}:2", "nonsense"], at(1))) == {f"{LIST}:1"}


def test_many_listings_can_be_asked_for_at_once(store: Store) -> None:
    put(store, day(1), {str(n): f"Party {n}" for n in range(1500)}, 1)
    wanted = [f"{LIST}:{n}" for n in range(1500)]
    found = store.versions(wanted, at(1))
    assert set(found) == set(wanted)


def test_everything_is_ordered_by_list_and_key(store: Store) -> None:
    keys = ["b", "B", "a", "ä", "浙", "1", "10", "2", "a~2", "a/b"]
    for number, list_id in enumerate(["us_b", "us_a", "us"], start=1):
        put(store, day(1), dict.fromkeys(keys, "Alpha"), number, list_id=list_id)
    expected = [f"{list_id}:{key}" for list_id in ["us", "us_a", "us_b"] for key in sorted(keys)]
    assert [v[0].listing.listing_id for v in store.iter_versions(at(9))] == expected
    assert [one.listing_id for one in store.iter_contents()] == expected
    assert list(store.listing_ids(at(9))) == expected
    assert [use.list_id for use in store.in_use(at(9))] == ["us", "us_a", "us_b"]
    assert [v[0].listing.listing_id for v in store.iter_versions(at(9), "us_a")] == [
        f"us_a:{key}" for key in sorted(keys)
    ]


def test_listings_are_found_by_list_number_and_key(store: Store) -> None:
    put(store, day(1), {"12": "Alpha", "123": "Beta"}, 1)
    put(store, day(1), {"12": "Alpha", "x%": "Gamma", "xy": "Delta"}, 2, list_id="us_csl")
    assert store.listing_ids(at(2), number="12") == ("us_csl:12", f"{LIST}:12")
    assert store.listing_ids(at(2), list_id=LIST, key_prefix="12") == (f"{LIST}:12", f"{LIST}:123")
    assert store.listing_ids(at(2), key_prefix="x%") == ("us_csl:x%",)
    assert store.listing_ids(at(1), number="xy") == ()
    assert store.listing_ids(at(0)) == ()


def test_every_content_that_was_ever_recorded_is_there_once(store: Store) -> None:
    put(store, day(1), {"1": "Alpha"}, 1)
    put(store, day(2), {"1": "Beta"}, 2)
    put(store, day(3), {"1": "Alpha"}, 3)
    put(store, day(3), {}, 4)
    assert sorted(one.caption for one in store.iter_contents()) == ["Alpha", "Beta"]


def test_the_revision_names_the_set_of_contents(store: Store) -> None:
    seen = [store.revision()]
    put(store, day(1), {"1": "Alpha", "2": "Beta"}, 1)
    seen.append(store.revision())
    put(store, day(2), {"1": "Alpha"}, 2)
    assert store.revision() == seen[-1], "nothing new was said"
    put(store, day(3), {"1": "Omega"}, 3)
    seen.append(store.revision())
    assert len(set(seen)) == 3
    put(store, day(4), {"1": "Alpha"}, 4)
    assert store.revision() == seen[-1]


def test_two_stores_with_the_same_contents_have_the_same_revision(
    store: Store, tmp_path: Path
) -> None:
    """The index is compiled from contents alone, so the way there does not matter."""
    put(store, day(1), {"1": "Alpha", "2": "Beta"}, 1)
    with Store.open(tmp_path / "other") as other:
        put(other, day(5), {"2": "Beta"}, 1)
        assert other.revision() != store.revision()
        put(other, day(2), {"1": "Alpha"}, 2)
        assert other.revision() == store.revision()


def test_snapshots_are_told_whole_and_in_the_order_of_their_dates(store: Store) -> None:
    put(store, day(5), {"1": "Alpha"}, 1, missing=("alt",))
    put(store, day(2), {"1": "Alpha"}, 2)
    first, second = store.snapshots(at(2))
    assert (first.list_date, second.list_date) == (day(2), day(5))
    assert second.snapshot == msgspec.structs.replace(
        second.snapshot, missing=("alt",), date_basis="name", source_id="us_ofac_sdn", form="csv"
    )
    assert second.snapshot.members["sdn"].filename == "sdn.csv"
    assert store.get_file(second.snapshot.members["sdn"].sha256)
    assert [info.list_date for info in store.snapshots(at(1))] == [day(5)]


def test_the_snapshot_in_use_is_the_one_that_covers_the_date(store: Store) -> None:
    put(store, day(2), {"1": "Alpha"}, 1)
    put(store, day(5), {"1": "Alpha", "2": "Beta"}, 2)

    def used(on: date | None, minute: int) -> list[tuple[date, int]]:
        return [(use.list_date, use.entries) for use in store.in_use(at(minute), on)]

    assert used(None, 2) == [(day(5), 2)]
    assert used(day(4), 2) == [(day(2), 1)]
    assert used(day(5), 2) == [(day(5), 2)]
    assert used(day(5), 1) == [(day(2), 1)]
    assert used(day(1), 2) == [(day(2), 1)], "the first is all that there is to stand on"
    assert used(None, 0) == []


def test_coverage_begins_with_the_first_snapshot(store: Store) -> None:
    put(store, day(5), {"1": "Alpha"}, 1)
    put(store, day(2), {"1": "Alpha"}, 2)
    assert store.coverage(at(0)) == {}
    assert store.coverage(at(1)) == {LIST: day(5)}
    assert store.coverage(at(2)) == {LIST: day(2)}


def test_a_difference_tells_added_removed_and_changed(store: Store) -> None:
    put(store, day(2), {"1": "Alpha", "2": "Beta", "3": "Gamma", "5": "Epsilon"}, 1)
    put(store, day(4), {"1": "ALPHA", "2": "Better", "4": "Delta", "5": "Zeta"}, 2)
    put(store, day(6), {"1": "alpha!", "2": "Better", "4": "Delta", "5": "Epsilon"}, 3)
    found = store.difference(LIST, day(2), day(7), at(3))
    assert (found.before.list_date, found.after.list_date) == (day(2), day(6))
    assert [
        (pair.listing_id, pair.before and pair.before.caption, pair.after and pair.after.caption)
        for pair in found.changes
    ] == [
        (f"{LIST}:2", "Beta", "Better"),
        (f"{LIST}:3", "Gamma", None),
        (f"{LIST}:4", None, "Delta"),
    ]
    assert store.difference(LIST, day(4), day(5), at(3)).changes == ()
    assert store.difference(LIST, day(2), day(7), at(1)).changes == ()


def test_a_difference_needs_a_snapshot_at_both_dates(store: Store) -> None:
    put(store, day(2), {"1": "Alpha"}, 1)
    with pytest.raises(UsageError, match="no snapshot of us_ofac_sdn on or before 2026-01-01"):
        store.difference(LIST, day(1), day(2), at(1))
    with pytest.raises(UsageError, match="no snapshot of us_csl was known"):
        store.difference("us_csl", day(1), day(2), at(1))


def test_the_place_of_a_row_is_no_content(store: Store) -> None:
    put(store, day(1), {"1": "Alpha", "2": "Beta"}, 1)
    moved = parsed({"2": "Beta", "1": "Alpha"})
    assert [one.row for one in moved.listings] == [1, 2]
    store.ingest(snapshot(store, "moved", day(2)), [moved], PlainDater(), at(2))
    assert list(store.iter_contents()) == [
        listing("1", "Alpha", row=1),
        listing("2", "Beta", row=2),
    ]
