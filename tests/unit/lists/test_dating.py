"""Dates in law: golden cases that a lawyer can read, and what holds for every listing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tidegate import tables
from tidegate.lists.dating import Datebook
from tidegate.lists.notices import removed_parties
from tidegate.model.listing import Citation, Listing, Name
from tidegate.model.sources import Removal, Rule
from tidegate.model.time import Basis, Dating, Force, Version, in_force
from tidegate.tables.reading import read_yaml

FOLDER = ROOT / "tests" / "cases" / "dating"
LEAD = 14
NOW = datetime(2026, 11, 22, tzinfo=UTC)


class Cite(msgspec.Struct, frozen=True, kw_only=True):
    page: str | None = None
    printed: date | None = None
    text: str | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    on: date
    force: Force
    wording_known: bool = True


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as printed, what is known of its snapshots, the dates it must get, the answers."""

    case: str
    list_id: str = msgspec.field(name="list")
    name: str | None = None
    removed: str | None = None
    removed_from: str = "us_bis_entity_list"
    country: str | None = None
    cites: tuple[Cite, ...] = ()
    printed_date: date | None = None
    expires: date | None = None
    seen: date
    absent: date | None = None
    gone: date | None = None
    listed: date | None = None
    basis: Basis
    possibly: date | None = None
    wording: date | None = None
    ended: date | None = None
    ended_basis: Basis | None = None
    rule: str | None = None
    answers: tuple[Answer, ...]


class File(msgspec.Struct, frozen=True, kw_only=True):
    cases: tuple[Case, ...]


CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in read_yaml(path, File).cases]


@pytest.fixture(scope="module")
def datebook() -> Datebook:
    return Datebook(tables.rules(), tables.removals(), LEAD)


def citation(cite: Cite) -> Citation:
    volume, page = (cite.page or "").replace(" FR ", " ").split() if cite.page else (None, None)
    return Citation(
        text=cite.text or f"{cite.page}, {cite.printed}",
        volume=int(volume) if volume else None,
        page=int(page) if page else None,
        published=cite.printed,
    )


def listing_of(case: Case) -> Listing:
    if case.removed:
        parsed = removed_parties(tables.removals())
        return next(
            listing
            for listing in parsed.listings
            if case.removed in [name.text for name in listing.names]
            and listing.section == case.removed_from
        )
    return Listing(
        list_id=case.list_id,
        key="key",
        names=(Name(text=case.name or ""),),
        country=case.country,
        citations=tuple(citation(cite) for cite in case.cites),
        listed=case.printed_date,
        expires=case.expires,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.case)
def test_dates_and_answers(case: Case, datebook: Datebook) -> None:
    listing = listing_of(case)
    dating = datebook.begin(listing, case.seen, case.absent)
    if case.gone:
        dating = datebook.end(listing, dating, case.gone)
    assert (dating.listed_from, dating.listed_basis) == (case.listed, case.basis)
    assert (dating.possibly_from, dating.wording_from) == (case.possibly, case.wording)
    assert (dating.ended_on, dating.ended_basis) == (case.ended, case.ended_basis)
    if case.rule:
        assert datebook.rule_citation(listing) == case.rule
    version = Version(
        listing=listing,
        dating=dating,
        seen_from=case.seen,
        last_seen=case.seen,
        seen_to=case.gone,
        recorded_from=NOW,
        recorded_to=None,
        snapshot="0" * 64,
    )
    answers = [in_force([version], answer.on) for answer in case.answers]
    assert [(str(a.force)) for a in answers] == [str(a.force) for a in case.answers]
    assert [a.wording_known for a in answers if a.force is Force.IN_FORCE] == [
        a.wording_known for a in case.answers if a.force is Force.IN_FORCE
    ]


def test_the_citation_names_first_page_and_table(datebook: Datebook) -> None:
    hikvision = Listing(
        list_id="us_bis_entity_list",
        key="k",
        citations=(
            Citation(text="84 FR 54004, 10/9/19", volume=84, page=54004),
            Citation(text="85 FR 44161, 7/22/20", volume=85, page=44161),
        ),
    )
    dating = datebook.begin(hikvision, date(2026, 3, 25), None)
    assert dating.listed_citation == "84 FR 54002 (table 54004)"
    assert dating.wording_citation == "85 FR 44159 (table 44161)"


def test_no_citation_no_words(datebook: Datebook) -> None:
    assert datebook.rule_citation(Listing(list_id="us_ofac_sdn", key="1")) is None


def test_the_digest_changes_with_every_fact_behind_the_dates() -> None:
    rule = Rule(volume=84, table_page=54004, effective=date(2019, 10, 9))
    removal = Removal(list_id="us_bis_entity_list", names=("ZTE",), effective=None, citation=None)
    books = [
        Datebook([], [], LEAD),
        Datebook([rule], [], LEAD),
        Datebook([msgspec.structs.replace(rule, effective=date(2019, 10, 10))], [], LEAD),
        Datebook([rule], [removal], LEAD),
        Datebook([rule], [], LEAD + 1),
    ]
    assert len({book.digest for book in books}) == len(books)
    assert Datebook([rule], [], LEAD).digest == books[1].digest


# --- what holds for every listing

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
PAGES = st.sampled_from([(r.volume, r.table_page) for r in tables.rules()]) | st.tuples(
    st.none() | st.integers(1, 99), st.none() | st.integers(1, 99999)
)
CITATIONS = st.lists(
    st.builds(
        lambda page, on: Citation(text="x", volume=page[0], page=page[1], published=on),
        PAGES,
        st.none() | DAYS,
    ),
    max_size=4,
)
LISTINGS = st.builds(
    lambda citations, listed, expires, name, list_id: Listing(
        list_id=list_id,
        key="k",
        names=(Name(text=name),),
        citations=tuple(citations),
        listed=listed,
        expires=expires,
    ),
    CITATIONS,
    st.none() | DAYS,
    st.none() | DAYS,
    st.sampled_from(["ZTE Corporation", "Sandvine Incorporated", "Somebody"]),
    st.sampled_from(["us_bis_entity_list", "us_bis_denied_persons", "us_bis_removed_parties"]),
)
BOOK = Datebook(tables.rules(), tables.removals(), LEAD)


@given(LISTINGS, DAYS, st.none() | st.integers(1, 4000))
@settings(max_examples=100, deadline=None)
def test_no_begin_is_later_than_the_snapshot_that_shows_it(
    listing: Listing, seen: date, before: int | None
) -> None:
    absent = seen - timedelta(days=before) if before else None
    dating = BOOK.begin(listing, seen, absent)
    assert dating.listed_from is not None
    assert dating.listed_from <= seen
    assert dating.possibly_from is None or dating.possibly_from <= dating.listed_from
    assert dating.wording_from is None or dating.wording_from <= seen


@given(LISTINGS, DAYS, st.integers(1, 4000))
@settings(max_examples=100, deadline=None)
def test_the_end_lies_between_begin_and_absence(listing: Listing, seen: date, days: int) -> None:
    gone_by = seen + timedelta(days=days)
    begin = BOOK.begin(listing, seen, None)
    end = BOOK.end(listing, begin, gone_by)
    assert end.ended_on is not None
    assert end.ended_on <= gone_by
    assert (
        msgspec.structs.replace(
            end, ended_on=begin.ended_on, ended_basis=begin.ended_basis, ended_citation=None
        )
        == begin
    )
    if end.ended_basis in (Basis.NOTICE, Basis.PUBLISHED):
        assert begin.listed_from is not None
        assert end.ended_on > begin.listed_from


@given(LISTINGS, DAYS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_citations_does_not_matter(listing: Listing, seen: date, random) -> None:
    shuffled = list(listing.citations)
    random.shuffle(shuffled)
    other = msgspec.structs.replace(listing, citations=tuple(shuffled))
    assert dates(BOOK.begin(listing, seen, None)) == dates(BOOK.begin(other, seen, None))


def dates(dating: Dating) -> tuple[object, ...]:
    return dating.listed_from, dating.listed_basis, dating.possibly_from, dating.wording_from
