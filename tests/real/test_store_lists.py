"""Real lists in the store: what changed between two days is exactly what is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tidegate.lists.parsers import parse
from tidegate.model.listing import ParsedList
from tidegate.model.time import Basis, Dating
from tidegate.store import MemberFile, NewSnapshot, Store, members_digest

pytestmark = pytest.mark.real


class Dater:
    digest = "none"

    def begin(self, _listing: object, seen_from: date, absent_on: date | None) -> Dating:
        return Dating(listed_from=seen_from, listed_basis=Basis.SNAPSHOT, possibly_from=absent_on)

    def end(self, _listing: object, dating: Dating, _gone_by: date) -> Dating:
        return dating


def at(minute: int) -> datetime:
    return datetime(2026, 11, 22, tzinfo=UTC) + timedelta(minutes=minute)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def put(
    store: Store, source: tuple[str, str], content: bytes, on: date, minute: int
) -> tuple[dict[str, tuple[int, int, int, int]], tuple[ParsedList, ...]]:
    """Entries, added, removed and changed of each list, and the lists."""
    parser, source_id = source
    member = "main" if parser == "us_bis_part744" else "sdn"
    members = {member: MemberFile(store.put_file(content), member)}
    parsed = parse(parser, {member: content}, source_id)
    snapshot = NewSnapshot(
        source_id=source_id,
        form=parser,
        sha256=members_digest(members),
        members=members,
        list_date=on,
        date_basis="name",
        fetched=at(minute),
    )
    changes = store.ingest(snapshot, parsed, Dater(), at(minute))
    return {c.list_id: (c.listings, c.added, c.removed, c.changed) for c in changes}, parsed


SDN = ("us_ofac_csv", "us_ofac_sdn")
PART_744 = ("us_bis_part744", "us_bis_part744")


def test_two_days_of_the_sdn_list(store: Store, real_lists: Path) -> None:
    old, new = date(2022, 2, 22), date(2022, 2, 24)
    first = (real_lists / f"us_ofac_sdn_{old}.csv").read_bytes()
    second = (real_lists / f"us_ofac_sdn_{new}.csv").read_bytes()
    put(store, SDN, first, old, 1)
    (change,) = put(store, SDN, second, new, 2)[0].values()
    assert change[1:] == (67, 0, 2)
    pairs = store.difference("us_ofac_sdn", old, new, at(2)).changes
    assert len([pair for pair in pairs if pair.before is None]) == 67
    assert len([pair for pair in pairs if pair.before and pair.after]) == 2
    assert len(pairs) == 69
    # The same two days put in the other way round are the same story.
    assert len(list(store.iter_versions(at(2)))) == change[0]


def test_part_744_again_without_case_and_punctuation_is_no_change(
    store: Store, real_lists: Path
) -> None:
    content = (real_lists / "us_bis_part744_2026-03-25.xml").read_bytes()
    changes, parsed = put(store, PART_744, content, date(2026, 3, 25), 1)
    assert {one.list_id: len(one.listings) for one in parsed} == {
        list_id: change[0] for list_id, change in changes.items()
    }
    revision = store.revision()
    spaced = content.replace(b"a.k.a., ", b"a.k.a.,  ").replace(b", China", b",  China")
    assert spaced != content
    changes, _ = put(store, PART_744, spaced, date(2026, 7, 1), 2)
    assert {change[1:] for change in changes.values()} == {(0, 0, 0)}
    assert store.revision() == revision
    (first, *_) = next(store.iter_versions(at(2), "us_bis_entity_list"))
    assert (first.seen_from, first.last_seen) == (date(2026, 3, 25), date(2026, 7, 1))
