"""Whatever the order in which snapshots come, the store answers like a shelf of snapshots.

The oracle keeps every snapshot whole and looks answers up; the store keeps versions. Both are
asked at every date and at every state of knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import count, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.store.support import PlainDater, at, day, listing, parsed, put, snapshot
from tidegate.model.time import Dating, Version
from tidegate.store import Store
from tidegate.store.timeline import Run, put_in

NAMES = ["Alpha", "Beta", "ALPHA."]
DAYS = range(1, 8)

states = st.dictionaries(st.sampled_from("123"), st.sampled_from(NAMES), max_size=3)
steps = st.lists(
    st.tuples(st.sampled_from(DAYS), states, st.sampled_from([False, False, False, True])),
    min_size=1,
    max_size=7,
)
_numbers = count(1)
_minutes = count(1)


def substance(name: str | None) -> str | None:
    return None if name is None else name.casefold().strip(".")


class Shelf:
    """Every snapshot that ever came, whole."""

    def __init__(self) -> None:
        self.all: list[tuple[int, date, Mapping[str, str], bool]] = []

    def put(self, minute: int, on: date, state: Mapping[str, str], starter: bool) -> None:
        if not (starter and any(not one[3] for one in self.all)):
            self.all.append((minute, on, state, starter))

    def as_known(self, minute: int) -> dict[date, Mapping[str, str]]:
        known = [one for one in self.all if one[0] <= minute]
        real = [one for one in known if not one[3]]
        return {on: state for _, on, state, _ in (real or known[-1:])}

    def state(self, on: date, minute: int) -> dict[str, str | None]:
        known = self.as_known(minute)
        covering = max((d for d in known if d <= on), default=None)
        held = known[covering] if covering else {}
        return {key: substance(name) for key, name in held.items()}

    def spells(self, key: str, minute: int) -> list[tuple[object, ...]]:
        """Name, seen from, last seen, seen to, dating: each stretch of equal names."""
        known = self.as_known(minute)
        dates = sorted(known)
        stretches: list[tuple[str, list[int]]] = []
        for place, on in enumerate(dates):
            name = substance(known[on].get(key))
            if name is None:
                continue
            if stretches and stretches[-1][0] == name and stretches[-1][1][-1] == place - 1:
                stretches[-1][1].append(place)
            else:
                stretches.append((name, [place]))
        return [self._spell(dates, stretches, number) for number in range(len(stretches))]

    def _spell(
        self, dates: Sequence[date], stretches: Sequence[tuple[str, list[int]]], number: int
    ) -> tuple[object, ...]:
        name, places = stretches[number]
        first = number
        while first and stretches[first - 1][1][-1] == stretches[first][1][0] - 1:
            first -= 1
        start = stretches[first][1][0]
        absent = dates[start - 1] if start else None
        after = places[-1] + 1
        seen_to = dates[after] if after < len(dates) else None
        follows = number + 1 < len(stretches) and stretches[number + 1][1][0] == after
        dater = PlainDater()
        dating = dater.begin(listing(".", name), dates[places[0]], absent)
        if seen_to and not follows:
            dating = dater.end(listing(".", name), dating, seen_to)
        return name, dates[places[0]], dates[places[-1]], seen_to, dating


def answers(store: Store, key: str, list_id: str, minute: int) -> list[tuple[object, ...]]:
    ident = f"{list_id}:{key}"
    return found(store.versions([ident], at(minute)).get(ident, ()))


def found(versions: Sequence[Version]) -> list[tuple[object, ...]]:
    return [
        (substance(v.listing.caption), v.seen_from, v.last_seen, v.seen_to, v.dating)
        for v in versions
    ]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_the_store_answers_like_a_shelf_of_snapshots(
    shared_store: Store, ingests: list[tuple[int, dict[str, str], bool]]
) -> None:
    store, shelf, list_id = shared_store, Shelf(), f"list_{next(_numbers)}"
    minutes = [next(_minutes)]
    for number, state, starter in ingests:
        minute = next(_minutes)
        minutes.append(minute)
        put(store, day(number), state, minute, list_id=list_id, starter=starter)
        shelf.put(minute, day(number), state, starter)
    for minute in minutes:
        by_listing = {
            versions[0].listing.key: versions
            for versions in store.iter_versions(at(minute), list_id)
        }
        for key in "123":
            assert found(by_listing.get(key, ())) == shelf.spells(key, minute)
        for on in (day(number) for number in range(10)):
            assert {
                key: substance(version.listing.caption)
                for key, versions in by_listing.items()
                for version in versions
                if version.seen_from <= on and (version.seen_to is None or on < version.seen_to)
            } == shelf.state(on, minute)
        assert store.coverage(at(minute)).get(list_id) == min(shelf.as_known(minute), default=None)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(st.sampled_from(DAYS), states, min_size=2, max_size=5),
    st.randoms(use_true_random=False),
)
def test_the_order_of_snapshots_does_not_matter(
    shared_store: Store, by_day: dict[int, dict[str, str]], random: object
) -> None:
    """Two lists that get the same snapshots in two orders end with the same versions."""
    forward, shuffled = f"list_{next(_numbers)}", f"list_{next(_numbers)}"
    days = sorted(by_day)
    order = list(days)
    random.shuffle(order)
    for number in days:
        put(shared_store, day(number), by_day[number], next(_minutes), list_id=forward)
    for number in order:
        put(shared_store, day(number), by_day[number], next(_minutes), list_id=shuffled)
    now = next(_minutes)
    for key in "123":
        assert answers(shared_store, key, forward, now) == answers(shared_store, key, shuffled, now)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps, st.integers(1, 5))
def test_dating_anew_gives_what_the_new_facts_would_have_given(
    shared_store: Store, ingests: list[tuple[int, dict[str, str], bool]], shift: int
) -> None:
    """Versions dated by one book and dated anew by another equal those dated by the other."""
    old, new = PlainDater("old"), PlainDater(f"new {next(_numbers)}", shift)
    redated, fresh = f"list_{next(_numbers)}", f"list_{next(_numbers)}"
    for number, state, starter in ingests:
        for list_id, dater in ((redated, old), (fresh, new)):
            put(
                shared_store, day(number), state, next(_minutes),
                list_id=list_id, starter=starter, dater=dater,
            )  # fmt: skip
    before = next(_minutes)
    remembered = [answers(shared_store, key, redated, before) for key in "123"]
    shared_store.redate(new, at(next(_minutes)))
    now = next(_minutes)
    for key in "123":
        assert answers(shared_store, key, redated, now) == answers(shared_store, key, fresh, now)
    assert [answers(shared_store, key, redated, before) for key in "123"] == remembered
    shared_store.redate(PlainDater(f"back {now}"), at(next(_minutes)))


def test_dating_anew_happens_once_for_each_book_of_facts(store: Store) -> None:
    put(store, day(1), {"1": "Alpha", "2": "Beta"}, 1)
    assert store.redate(PlainDater(), at(2)) == 0, "the first ingest was dated by this book"
    later = PlainDater("later", 3)
    assert store.redate(later, at(3)) == 2
    assert store.redate(later, at(4)) == 0
    assert store.redate(PlainDater("same dates", 3), at(5)) == 0
    (version,) = store.versions(["us_ofac_sdn:1"], at(3))["us_ofac_sdn:1"]
    assert version.dating.listed_from == day(1) - timedelta(days=3)
    assert isinstance(version.dating, Dating)


# -- the pure step ------------------------------------------------------------------------

contents = st.sampled_from(["a", "b", "A"])


def same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.none() | contents), min_size=1, max_size=8),
)
def test_runs_never_overlap_touch_their_like_or_lose_a_day(
    puts: list[tuple[int, str | None]],
) -> None:
    runs: list[Run] = []
    shelf: dict[int, str | None] = {}
    for number, content in puts:
        end = min((other for other in shelf if other > number), default=None)
        runs = put_in(runs, content, day(number), day(end) if end is not None else None, same)
        shelf[number] = content
        for one, other in pairwise(runs):
            assert one.seen_to is not None
            assert one.seen_to <= other.seen_from
            assert one.seen_to < other.seen_from or not same(one.content, other.content)
        for on in range(12):
            covering = max((d for d in shelf if d <= on), default=None)
            expected = shelf[covering] if covering is not None else None
            held = [run.content for run in runs if run.covers(day(on))]
            assert len(held) <= 1
            assert [c.casefold() for c in held] == ([expected.casefold()] if expected else [])


def test_a_snapshot_of_the_same_state_twice_is_read_from_its_own_file(store: Store) -> None:
    """Two snapshots of one state are two files with two names."""
    for number, minute in ((1, 1), (2, 2)):
        new = snapshot(store, f"file {number}", day(number))
        store.ingest(new, [parsed({"1": "Alpha"})], PlainDater(), at(minute))
    assert len({info.sha256 for info in store.snapshots(at(2))}) == 2
