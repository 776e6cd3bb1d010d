"""What each way of putting a snapshot in does to the versions of its listings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.unit.store.conftest import Open
from tests.unit.store.support import (
    LIST,
    PlainDater,
    at,
    day,
    listing,
    parsed,
    put,
    snapshot,
    spans,
)
from tidegate.model.errors import StoreError
from tidegate.model.listing import Anomaly, LawNote, ParsedList
from tidegate.model.results import ListChange
from tidegate.model.time import Basis
from tidegate.store import Store


def test_a_first_snapshot_adds_every_listing(store: Store) -> None:
    assert put(store, day(2), {"1": "Alpha", "2": "Beta"}, 1) == ListChange(
        list_id=LIST, entries=2, listings=2, added=2
    )
    (version,) = store.versions([f"{LIST}:1"], at(1))[f"{LIST}:1"]
    assert version.listing == listing("1", "Alpha", row=1)
    assert (version.seen_from, version.last_seen, version.seen_to) == (day(2), day(2), None)
    assert (version.recorded_from, version.recorded_to) == (at(1), None)
    assert version.snapshot == store.in_use(at(1))[0].sha256


def test_a_next_snapshot_adds_removes_and_changes(store: Store) -> None:
    put(store, day(2), {"1": "Alpha", "2": "Beta", "3": "Gamma"}, 1)
    change = put(store, day(4), {"1": "Alpha", "2": "Better", "4": "Delta"}, 2)
    assert change == ListChange(list_id=LIST, entries=3, listings=3, added=1, removed=1, changed=1)
    assert spans(store, "1", 2) == [("Alpha", day(2), day(4), None)]
    assert spans(store, "2", 2) == [
        ("Beta", day(2), day(2), day(4)),
        ("Better", day(4), day(4), None),
    ]
    assert spans(store, "3", 2) == [("Gamma", day(2), day(2), day(4))]
    assert spans(store, "4", 2) == [("Delta", day(4), day(4), None)]


def test_what_was_known_before_stays_known_of_before(store: Store) -> None:
    put(store, day(2), {"1": "Alpha"}, 1)
    put(store, day(4), {}, 3)
    assert spans(store, "1", 0) == []
    assert spans(store, "1", 2) == [("Alpha", day(2), day(2), None)]
    assert spans(store, "1", 3) == [("Alpha", day(2), day(2), day(4))]
    before = store.versions([f"{LIST}:1"], at(2))[f"{LIST}:1"][0]
    assert (before.recorded_from, before.recorded_to) == (at(1), at(3))


@pytest.mark.parametrize("name", ["ALPHA, LTD.", "alpha ltd", "Alpha  (Ltd)", "Álpha-Ltd"])
def test_case_spacing_punctuation_and_place_are_no_change(store: Store, name: str) -> None:
    put(store, day(2), {"1": "Alpha Ltd", "2": "Beta"}, 1)
    revision = store.revision()
    change = put(store, day(3), {"2": "Beta", "1": name}, 2)
    assert change == ListChange(list_id=LIST, entries=2, listings=2)
    assert spans(store, "1", 2) == [("Alpha Ltd", day(2), day(3), None)]
    assert store.revision() == revision
    assert [info.list_date for info in store.snapshots(at(2))] == [day(2), day(3)]


def test_the_same_snapshot_again_changes_nothing(store: Store) -> None:
    put(store, day(2), {"1": "Alpha"}, 1)
    versions = store.versions([f"{LIST}:1"], at(9))
    assert put(store, day(2), {"1": "Alpha"}, 2) == ListChange(list_id=LIST, entries=1, listings=1)
    assert store.versions([f"{LIST}:1"], at(9)) == versions
    assert len(store.snapshots(at(9))) == 1


def test_the_same_date_again_replaces_what_was_believed_of_it(store: Store) -> None:
    put(store, day(2), {"1": "Alpha", "2": "Beta"}, 1)
    put(store, day(4), {"1": "Alpha"}, 2)
    change = put(store, day(2), {"1": "Alias", "3": "Gamma"}, 3)
    assert change == ListChange(list_id=LIST, entries=2, listings=2, added=1, removed=1, changed=1)
    assert spans(store, "1", 2) == [("Alpha", day(2), day(4), None)]
    assert spans(store, "1", 3) == [
        ("Alias", day(2), day(2), day(4)),
        ("Alpha", day(4), day(4), None),
    ]
    assert spans(store, "2", 2) == [("Beta", day(2), day(2), day(4))]
    assert spans(store, "2", 3) == []
    assert spans(store, "3", 3) == [("Gamma", day(2), day(2), day(4))]
    assert len(store.snapshots(at(3))) == 3


def test_an_older_snapshot_put_in_later_splits_and_joins(store: Store) -> None:
    put(store, day(2), {"1": "Alpha"}, 1)
    put(store, day(6), {"1": "Alpha", "2": "Beta"}, 2)
    put(store, day(4), {"1": "Omega", "2": "Beta"}, 3)
    assert spans(store, "1", 3) == [
        ("Alpha", day(2), day(2), day(4)),
        ("Omega", day(4), day(4), day(6)),
        ("Alpha", day(6), day(6), None),
    ]
    assert spans(store, "2", 3) == [("Beta", day(4), day(6), None)]
    # Read anew, the snapshot in the middle shows what its neighbours show: one version again.
    put(store, day(4), {"1": "Alpha", "2": "Beta"}, 4)
    assert spans(store, "1", 4) == [("Alpha", day(2), day(6), None)]
    assert spans(store, "1", 2) == [("Alpha", day(2), day(6), None)]


def test_a_backfill_narrows_when_a_listing_may_have_begun(store: Store) -> None:
    put(store, day(2), {}, 1)
    put(store, day(9), {"1": "Alpha"}, 2)
    put(store, day(5), {}, 3)
    ident = f"{LIST}:1"
    assert store.versions([ident], at(2))[ident][0].dating.possibly_from == day(2)
    assert store.versions([ident], at(3))[ident][0].dating.possibly_from == day(5)


def test_a_backfill_moves_the_end_of_a_listing(store: Store) -> None:
    put(store, day(2), {"1": "Alpha"}, 1)
    put(store, day(9), {}, 2)
    put(store, day(5), {}, 3)
    ident = f"{LIST}:1"
    assert store.versions([ident], at(2))[ident][0].dating.ended_on == day(9)
    (version,) = store.versions([ident], at(3))[ident]
    assert (version.dating.ended_on, version.dating.ended_basis) == (day(5), Basis.SNAPSHOT)
    assert (version.seen_to, version.last_seen) == (day(5), day(2))


def test_only_the_last_wording_of_a_spell_ends(store: Store) -> None:
    put(store, day(2), {"1": "Alpha"}, 1)
    put(store, day(3), {"1": "Beta"}, 2)
    put(store, day(4), {}, 3)
    put(store, day(5), {"1": "Beta"}, 4)
    ends = [v.dating.ended_on for v in store.versions([f"{LIST}:1"], at(4))[f"{LIST}:1"]]
    assert ends == [None, day(4), None]


def test_every_wording_of_a_spell_is_told_the_absence_before_the_spell(store: Store) -> None:
    put(store, day(1), {}, 1)
    put(store, day(2), {"1": "Alpha"}, 2)
    put(store, day(3), {"1": "Beta"}, 3)
    begins = [v.dating.possibly_from for v in store.versions([f"{LIST}:1"], at(3))[f"{LIST}:1"]]
    assert begins == [day(1), day(1)]


# -- starter lists ------------------------------------------------------------------------


def test_the_first_real_snapshot_closes_the_starter(store: Store) -> None:
    put(store, day(9), {"1": "Alpha", "2": "Beta"}, 1, starter=True)
    assert store.in_use(at(1))[0].starter
    change = put(store, day(5), {"2": "Beta"}, 2)
    assert change == ListChange(list_id=LIST, entries=1, listings=1, added=1)
    assert spans(store, "1", 1) == [("Alpha", day(9), day(9), None)]
    assert spans(store, "1", 2) == []
    assert spans(store, "2", 2) == [("Beta", day(5), day(5), None)]
    assert not store.in_use(at(2))[0].starter
    assert store.coverage(at(1)) == {LIST: day(9)}
    assert store.coverage(at(2)) == {LIST: day(5)}


def test_a_starter_is_left_aside_where_there_is_a_real_snapshot(store: Store) -> None:
    put(store, day(2), {"1": "Alpha"}, 1)
    assert put(store, day(9), {"2": "Beta"}, 2, starter=True) is None
    assert spans(store, "2", 2) == []
    assert len(store.snapshots(at(2))) == 1


def test_a_new_starter_takes_the_place_of_the_old_one(store: Store) -> None:
    """A starter is a selection: what a new edition leaves out was not removed from the list."""
    put(store, day(2), {"1": "Alpha", "2": "Beta"}, 1, starter=True)
    put(store, day(9), {"2": "Beta", "3": "Gamma"}, 2, starter=True)
    assert spans(store, "1", 2) == []
    assert spans(store, "2", 2) == [("Beta", day(9), day(9), None)]
    assert store.listing_ids(at(2)) == (f"{LIST}:2", f"{LIST}:3")
    assert store.listing_ids(at(1)) == (f"{LIST}:1", f"{LIST}:2")


def test_the_same_starter_again_changes_nothing(store: Store) -> None:
    put(store, day(2), {"1": "Alpha"}, 1, starter=True)
    put(store, day(2), {"1": "Alpha"}, 2, starter=True)
    assert len(store.snapshots(at(2))) == 1


def test_a_starter_of_one_list_lives_beside_a_real_snapshot_of_another(store: Store) -> None:
    put(store, day(2), {"1": "Alpha"}, 1, starter=True, list_id="us_csl")
    put(store, day(2), {"1": "Alpha"}, 2)
    assert [(use.list_id, use.starter) for use in store.in_use(at(2))] == [
        ("us_csl", True),
        (LIST, False),
    ]


def test_a_new_edition_takes_the_place_of_the_old_one_whatever_their_dates(store: Store) -> None:
    """A list of our own, such as the notices of removals: what a new edition leaves out was a
    mistake, and must not look like a party that was listed until then."""
    put(store, day(5), {"1": "Alpha", "2": "Beta"}, 1, edition=True)
    change = put(store, day(5), {"2": "Beta", "3": "Gamma"}, 2, edition=True)
    assert change == ListChange(list_id=LIST, entries=2, listings=2, added=2)
    put(store, day(3), {"2": "Beta", "3": "Delta"}, 3, edition=True)
    assert spans(store, "1", 1) == [("Alpha", day(5), day(5), None)]
    assert spans(store, "1", 2) == []
    assert spans(store, "3", 2) == [("Gamma", day(5), day(5), None)]
    assert spans(store, "3", 3) == [("Delta", day(3), day(3), None)]
    assert not store.in_use(at(3))[0].starter
    assert store.coverage(at(3)) == {LIST: day(3)}


# -- missing members ----------------------------------------------------------------------


def test_a_version_names_the_members_that_all_of_its_snapshots_lacked(store: Store) -> None:
    put(store, day(2), {"1": "Alpha", "2": "Beta"}, 1, missing=("add", "alt"))
    put(store, day(3), {"1": "Alpha", "2": "Beta"}, 2, missing=("alt",))
    ident = f"{LIST}:1"
    assert store.versions([ident], at(1))[ident][0].missing == ("add", "alt")
    assert store.versions([ident], at(2))[ident][0].missing == ("alt",)
    put(store, day(4), {"1": "Alpha", "2": "Better"}, 3)
    assert store.versions([ident], at(3))[ident][0].missing == ()
    old, new = store.versions([f"{LIST}:2"], at(3))[f"{LIST}:2"]
    assert (old.missing, new.missing) == (("alt",), ())
    assert [use.missing for use in store.in_use(at(1))] == [("add", "alt")]


# -- what is refused ----------------------------------------------------------------------


def test_two_listings_of_one_identity_are_an_error(store: Store) -> None:
    twice = ParsedList(list_id=LIST, rows=2, listings=(listing("1", "A"), listing("1", "B")))
    with pytest.raises(StoreError, match="two listings have the identity us_ofac_sdn:1"):
        store.ingest(snapshot(store, "x", day(1)), [twice], PlainDater(), at(1))
    assert store.snapshots(at(9)) == ()


def test_a_listing_of_another_list_is_an_error(store: Store) -> None:
    stray = ParsedList(list_id=LIST, rows=1, listings=(listing("1", "A", "us_csl"),))
    with pytest.raises(StoreError, match="us_csl:1 came with the list us_ofac_sdn"):
        store.ingest(snapshot(store, "x", day(1)), [stray], PlainDater(), at(1))


def test_one_list_twice_in_a_snapshot_is_an_error(store: Store) -> None:
    with pytest.raises(StoreError, match="us_ofac_sdn came twice"):
        store.ingest(
            snapshot(store, "x", day(1)),
            [parsed({"1": "A"}), parsed({"2": "B"})],
            PlainDater(),
            at(1),
        )


def test_a_snapshot_whose_file_was_not_stored_is_an_error(store: Store, open_store: Open) -> None:
    new = snapshot(store, "x", day(1))
    for file in (store.folder / "snapshots").rglob("*"):
        if file.is_file():
            file.unlink()
    with pytest.raises(StoreError, match=r"sdn\.csv: the file of a snapshot was not stored first"):
        store.ingest(new, [parsed({"1": "A"})], PlainDater(), at(1))


def test_a_clock_that_ran_back_is_an_error(store: Store) -> None:
    put(store, day(2), {"1": "Alpha"}, 9)
    with pytest.raises(StoreError, match="Put the clock of this machine right"):
        put(store, day(3), {"1": "Beta"}, 6)
    with pytest.raises(StoreError, match="Put the clock of this machine right"):
        store.redate(PlainDater("other"), at(6))
    assert spans(store, "1", 9) == [("Alpha", day(2), day(2), None)]
    put(store, day(3), {"1": "Beta"}, 9)
    assert len(spans(store, "1", 9)) == 2


def test_a_writer_that_waited_counts_as_recorded_with_the_one_before_it(store: Store) -> None:
    """It read its clock before it waited: what is known at an instant never changes later."""
    put(store, day(2), {"1": "Alpha"}, 9)
    put(store, day(3), {"1": "Beta"}, 8)
    assert spans(store, "1", 8) == []
    assert [name for name, *_ in spans(store, "1", 9)] == ["Alpha", "Beta"]


def test_an_instant_without_a_time_zone_is_an_error(store: Store) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - the very mistake
    with pytest.raises(StoreError, match="no time zone; expected an instant in UTC"):
        store.versions(["a:1"], naive)


def test_an_instant_of_another_zone_is_the_same_instant(store: Store) -> None:
    put(store, day(2), {"1": "Alpha"}, 60)
    there = at(60).astimezone(timezone(timedelta(hours=8)))
    assert len(store.versions([f"{LIST}:1"], there)) == 1
    assert store.snapshots(there)[0].recorded == at(60)
    assert store.snapshots(there)[0].recorded.tzinfo == UTC


def test_an_error_in_a_dater_leaves_the_store_as_it_was(store: Store) -> None:
    class Broken(PlainDater):
        def end(self, *args: object) -> object:
            raise RuntimeError("no date today")

    put(store, day(2), {"1": "Alpha"}, 1)
    with pytest.raises(RuntimeError):
        put(store, day(3), {"2": "Beta"}, 2, dater=Broken())
    assert spans(store, "1", 9) == [("Alpha", day(2), day(2), None)]
    assert spans(store, "2", 9) == []
    assert list(store.iter_contents()) == [listing("1", "Alpha", row=1)]


# -- several lists of one snapshot ----------------------------------------------------------


def test_several_lists_come_in_with_one_snapshot(store: Store) -> None:
    lists = [
        parsed({"1": "A"}, "us_bis_unverified_list"),
        ParsedList(
            list_id="us_bis_entity_list",
            rows=2,
            listings=(listing("2", "B", "us_bis_entity_list"),),
            anomalies=(Anomaly(kind="broken_citation", text="8 FR 1", place=3),),
            notes=(LawNote(section="744.11", text="stayed"),),
            missing=("main",),
        ),
    ]
    changes = store.ingest(snapshot(store, "x", day(1)), lists, PlainDater(), at(1))
    assert [change.list_id for change in changes] == [
        "us_bis_entity_list",
        "us_bis_unverified_list",
    ]
    (info,) = store.snapshots(at(1), "us_bis_entity_list")
    assert [(one.list_id, one.entries, one.rows) for one in info.lists] == [
        ("us_bis_entity_list", 1, 2),
        ("us_bis_unverified_list", 1, 1),
    ]
    assert info.lists[0].anomalies == lists[1].anomalies
    assert info.lists[0].notes == lists[1].notes
    assert info.lists[0].missing == ("main",)
    assert store.snapshots(at(1), "us_csl") == ()
