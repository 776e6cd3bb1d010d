"""The journal: attempts, quarantine, acceptance, what servers said."""

from __future__ import annotations

import pytest

from tests.unit.store.conftest import Open
from tests.unit.store.support import PlainDater, at, day, parsed, put, snapshot
from tidegate.model.errors import StoreError
from tidegate.store import Store, Validators


@pytest.mark.parametrize("outcome", ["refused", "held", "failed"])
@pytest.mark.parametrize("mended", ["new", "unchanged"])
def test_a_trouble_lasts_until_an_update_mends_it(store: Store, outcome: str, mended: str) -> None:
    store.attempt("us_ofac_sdn", at(1), "new")
    store.attempt("us_ofac_sdn", at(2), outcome, "sdn.csv is empty", "ab" * 32)
    store.attempt("us_ofac_sdn", at(3), "skipped", "not asked for")
    store.attempt("us_csl", at(3), "new")
    store.attempt("us_ofac_sdn", at(4), mended)
    assert store.troubles(at(1)) == ()
    assert store.troubles(at(4)) == ()
    (trouble,) = store.troubles(at(3))
    assert trouble.what == "us_ofac_sdn"
    assert "2026-11-22" in trouble.reason
    assert "sdn.csv is empty" in trouble.reason
    assert trouble.todo


def test_a_held_trouble_says_how_to_accept_it(store: Store) -> None:
    store.attempt("us_csl", at(1), "held", "lost 30 percent", "cd" * 32)
    assert "--accept " + "cd" * 32 in (store.troubles(at(1))[0].todo or "")


def test_troubles_are_ordered_by_source(store: Store) -> None:
    for source in ("us_ofac_sdn", "un_security_council", "us_csl"):
        store.attempt(source, at(1), "failed", "no answer")
    assert [trouble.what for trouble in store.troubles(at(1))] == [
        "un_security_council",
        "us_csl",
        "us_ofac_sdn",
    ]


def test_a_held_snapshot_waits_and_nothing_of_it_is_used(store: Store, open_store: Open) -> None:
    new = snapshot(store, "shrunk", day(2), missing=("alt",))
    store.hold(new, [parsed({"1": "Alpha"})], "lost 30 of 100 entries", at(1))
    store.hold(new, [parsed({"1": "Alpha"})], "lost 30 of 100 entries", at(2))
    (held,) = open_store().held()
    assert held.snapshot == new
    assert held.entries == {"us_ofac_sdn": 1}
    assert (held.reason, held.recorded) == ("lost 30 of 100 entries", at(1))
    assert store.snapshots(at(9)) == ()
    assert store.listing_ids(at(9)) == ()
    assert store.get_file(new.members["sdn"].sha256) == b"shrunk"


def test_accepting_hands_the_snapshot_back_once(store: Store) -> None:
    new = snapshot(store, "shrunk", day(2))
    store.hold(new, [parsed({"1": "Alpha"})], "lost 30 of 100 entries", at(1))
    accepted = store.accept(new.sha256, "one rule removed 47", "A. Person", at(2))
    assert accepted.snapshot == new
    assert store.held() == ()
    with pytest.raises(StoreError, match=f"no snapshot {new.sha256} is held"):
        store.accept(new.sha256, "again", "A. Person", at(3))


def test_a_held_snapshot_that_is_ingested_later_waits_no_more(store: Store) -> None:
    new = snapshot(store, "shrunk", day(2))
    store.hold(new, [parsed({"1": "Alpha"})], "lost 30 of 100 entries", at(1))
    store.ingest(new, [parsed({"1": "Alpha"})], PlainDater(), at(2))
    assert store.held() == ()


def test_an_unknown_digest_cannot_be_accepted(store: Store) -> None:
    with pytest.raises(StoreError, match="no snapshot 00 is held"):
        store.accept("00", "why not", "A. Person", at(1))


def test_what_a_server_said_is_remembered(store: Store, open_store: Open) -> None:
    url = "https://example.org/sdn.csv"
    assert store.validators(url) == Validators(None, None, None)
    store.remember(url, '"1"', None, "ab" * 32)
    store.remember(url, '"2"', "Sun, 22 Nov 2026 09:00:00 GMT", "cd" * 32)
    store.remember("https://example.org/alt.csv", None, None, None)
    etag, modified, digest = open_store().validators(url)
    assert (etag, modified, digest) == ('"2"', "Sun, 22 Nov 2026 09:00:00 GMT", "cd" * 32)


def test_the_journal_leaves_the_lists_alone(store: Store) -> None:
    put(store, day(1), {"1": "Alpha"}, 1)
    revision = store.revision()
    store.attempt("us_ofac_sdn", at(2), "failed", "no answer")
    store.remember("https://example.org", None, None, None)
    assert store.revision() == revision
    assert len(store.snapshots(at(9))) == 1
