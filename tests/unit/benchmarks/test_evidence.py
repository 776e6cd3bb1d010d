"""How the benchmark of evidence tells which entries of two lists are one party."""

from __future__ import annotations

import pytest

from benchmarks.evidence.parties import Known, day_of, same_parties
from tidegate.lists.partial_dates import partial_date
from tidegate.model.evidence import Facts
from tidegate.model.listing import Listing, Name, PartyKind

FIRM = PartyKind.ORGANIZATION


def known(key: str, *names: str, kind: PartyKind = PartyKind.PERSON) -> Known:
    texts = tuple(Name(text=text) for text in names)
    return Known(Listing(list_id="x", key=key, kind=kind, names=texts), Facts())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ([known("a", "TURABI, Hassan al Bashir")], [known("b", "Hassan AL-BASHIR Turabi")], 1),
        ([known("a", "HASSAN, Ali")], [known("b", "Ali Hassan")], 0),
        ([known("a", "Ali Omar Hassan"), known("c", "Hassan Ali Omar")],
         [known("b", "Ali Omar Hassan")], 0),
        ([known("a", "Ali Omar Hassan")],
         [known("b", "Ali Omar Hassan"), known("c", "Ali Omar Hassan")], 0),
        ([known("a", "Ali Omar Hassan", "Ali Omar Salem")],
         [known("b", "Ali Omar Hassan", "Ali Omar Salem")], 1),
        ([known("a", "Zorbax Shipping", kind=FIRM)], [known("b", "ZORBAX SHIPPING", kind=FIRM)], 1),
        ([known("a", "Zorbax Ltd", kind=FIRM)], [known("b", "Zorbax Ltd", kind=FIRM)], 0),
    ],
)  # fmt: skip
def test_one_party_has_a_long_name_that_nobody_else_bears(
    one: list[Known], other: list[Known], same: int
) -> None:
    assert len(list(same_parties(one, other))) == same


@pytest.mark.parametrize(
    ("printed", "read"),
    [("00/00/1969", "1969"), ("00/05/1969", "1969-05"), ("12/05/1969", "1969-05-12"),
     ("circa 1969", "circa 1969")],
)  # fmt: skip
def test_the_dates_of_the_uk(printed: str, read: str) -> None:
    assert day_of(printed) == read
    assert partial_date(day_of(printed)).earliest is not None
