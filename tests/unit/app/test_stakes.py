"""Files of stakes in three layouts, and what is odd in them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.app.stakes import StakesFile, read_stakes, share_of
from tidegate.model.errors import InputError
from tidegate.model.ownership import CONSOLIDATED, UNKNOWN_SHARE, Measure, Share


def read(folder: Path, text: str, name: str = "stakes.csv") -> StakesFile:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_stakes(path)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("50", "1/2", "1/2"),
        ("33.33 %", "3333/10000", "3333/10000"),
        ("33,33", "3333/10000", "3333/10000"),
        ("1/3", "1/3", "1/3"),
        ("25-50", "1/4", "1/2"),
        ("25 % – 50 %", "1/4", "1/2"),
        (">50", "1/2", "1"),
        ("at least 75 %", "3/4", "1"),
        ("< 10", "0", "1/10"),
        ("unknown", "0", "1"),
        ("", "0", "1"),
        ("100", "1", "1"),
    ],
)
def test_shares_as_registers_print_them(text: str, low: str, high: str) -> None:
    share = share_of(text)
    assert (share.low, share.high) == (Fraction(low), Fraction(high))


def test_open_ends_are_not_meant_themselves() -> None:
    assert share_of(">50") == Share(low=Fraction(1, 2), high=Fraction(1), low_open=True)
    assert share_of("<50") == Share(low=Fraction(0), high=Fraction(1, 2), high_open=True)


@pytest.mark.parametrize("text", ["half", "150", "-5", "50-25", "1/0", "5 0", "1e9", "٥٠ %x"])
def test_what_is_no_share_says_what_one_is(text: str) -> None:
    with pytest.raises(InputError, match="such as 50"):
        share_of(text)


@given(st.text(max_size=12))
def test_any_text_is_a_share_or_an_error(text: str) -> None:
    try:
        share = share_of(text)
    except InputError:
        return
    assert 0 <= share.low <= share.high <= 1


def test_a_csv_with_headings_of_its_own(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Shareholder;Company;Holding;Since;Measure;Lists\n"
        "Alpha;Beta;50,5;2020-01-01;votes;SDN/SDGT\n",
    )
    (stake,) = found.stakes
    assert (stake.owner, stake.owned) == ("alpha", "beta")
    assert stake.share.low == Fraction(505, 1000)
    assert (stake.measure, stake.from_) == (Measure.VOTES, date(2020, 1, 1))
    assert found.parties["alpha"].listings == ("SDN/SDGT",)


def test_bad_rows_are_told_and_keep_what_can_be_kept(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "owner,owned,pct,from\nA,B,most,\n,C,50,\nA,D,50,soon\nA,E\nA,F,10,2020-01-01\n",
    )
    kept = {stake.owned: stake for stake in found.stakes}
    assert kept["b"].share == UNKNOWN_SHARE
    assert kept["d"].certain is False
    assert kept["f"].certain is True
    assert [(one.line, one.field) for one in found.rejects] == [
        (2, "share"), (3, "owner"), (4, "from"), (5, None),
    ]  # fmt: skip


def test_gleif_relationships_are_consolidation(tmp_path: Path) -> None:
    head = (
        "Relationship.StartNode.NodeID,Relationship.StartNode.NodeIDType,Relationship.EndNode.NodeID,"
        "Relationship.RelationshipType,Relationship.RelationshipStatus,"
        "Relationship.Period.1.startDate,Relationship.Period.1.endDate\n"
    )
    found = read(
        tmp_path,
        head + "CHILD0000000000000A1,LEI,PARENT000000000000A1,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,"
        "2018-01-01T00:00:00Z,\n"
        "CHILD0000000000000B1,LEI,PARENT000000000000A1,IS_FUND-MANAGED_BY,ACTIVE,,\n"
        "CHILD0000000000000C1,LEI,PARENT000000000000A1,IS_ULTIMATELY_CONSOLIDATED_BY,INACTIVE,,\n",
    )
    first, second = found.stakes
    assert found.form == "gleif"
    assert (first.owner, first.owned) == ("PARENT000000000000A1", "CHILD0000000000000A1")
    assert (first.share, first.measure, first.certain) == (
        CONSOLIDATED, Measure.CONSOLIDATION, True,
    )  # fmt: skip
    assert second.certain is False


def test_follow_the_money_entities(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        '{"id":"a","schema":"Company","properties":{"name":["Alpha"],"country":["ru"]}}\n'
        '{"id":"o","schema":"Ownership","properties":{"owner":["a"],"asset":["b"],'
        '"percentage":["60"],"startDate":["2021-02-03"]}}\n'
        '{"id":"b","schema":"Company","properties":{"name":["Beta"]}}\n'
        "not json\n"
        '{"id":"p","schema":"Ownership","properties":{"owner":["a"]}}\n',
        "entities.ftm.json",
    )
    (stake,) = found.stakes
    assert (stake.owner, stake.owned, stake.share.low) == ("a", "b", Fraction(3, 5))
    assert found.parties["a"].name == "Alpha"
    assert found.parties["b"].name == "Beta"
    assert [one.line for one in found.rejects] == [4, 5]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("name,city\nA,B\n", "no column for the owner"),
        ('{"id":"a","schema":"Company","properties":{"name":["Alpha"]}}\n', "no Ownership entity"),
    ],
)
def test_a_file_that_is_none_says_so(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read(tmp_path, text)
    with pytest.raises(InputError, match="cannot be read"):
        read_stakes(tmp_path / "missing.csv")
