"""No list silently shrinks: what is refused, what is held, what is degraded."""

from __future__ import annotations

from datetime import date

import pytest

from tidegate import tables
from tidegate.lists.guard import check_counts, check_loss, check_members
from tidegate.model.errors import DataError, RefusedError
from tidegate.model.listing import Address, Listing, Name, NameKind, ParsedList
from tidegate.model.sources import Removal

SOURCES = tables.sources()
SDN = SOURCES["us_ofac_sdn"]
MEU = "us_bis_military_end_user_list"
PAGE = b"<html><head><title>503</title></head></html>"


def entry(number: int, *, names: int = 1, addresses: int = 0, list_id: str = MEU) -> Listing:
    return Listing(
        list_id=list_id,
        key=f"k{number}",
        names=tuple(
            Name(
                text=f"Example Works {number} of Harbour Town" + (f" ({i})" if i else ""),
                kind=NameKind.AKA if i else NameKind.PRIMARY,
            )
            for i in range(names)
        ),
        addresses=tuple(Address(text=f"{i} High Street") for i in range(addresses)),
    )


def parsed(
    listings: list[Listing], list_id: str = MEU, missing: tuple[str, ...] = ()
) -> ParsedList:
    return ParsedList(
        list_id=list_id, rows=len(listings), listings=tuple(listings), missing=missing
    )


def loss(
    before: list[Listing],
    after: list[Listing],
    removals: tuple[Removal, ...] = (),
    missing: tuple[str, ...] = (),
) -> str | None:
    return check_loss(before, parsed(after, missing=missing), removals, 0.10)


# --- members ---


def test_a_whole_family_passes() -> None:
    members = {"sdn": b"1,", "alt": b"1,", "add": b"1,", "comments": b"1,"}
    assert check_members(SDN, "csv", members) == ()


def test_a_missing_optional_member_is_degraded_and_named() -> None:
    (alt, comments) = check_members(SDN, "csv", {"sdn": b"1,", "add": b"1,"})
    assert (alt.what, comments.what) == ("us_ofac_sdn", "us_ofac_sdn")
    assert "alt.csv" in alt.reason
    assert "sdn_comments.csv" in comments.reason


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"alt": b"1,", "add": b"1,"}, "has no sdn.csv"),
        ({"sdn": b""}, "sdn.csv: the file is empty"),
        ({"sdn": b" \r\n\x1a"}, "sdn.csv: the file is empty"),
        ({"sdn": PAGE}, "sdn.csv: a web page (HTML)"),
        ({"sdn": b"1,", "alt": b""}, "alt.csv: the file is empty"),
        ({"sdn": b"1,", "add": b"\n <!DOCTYPE HTML>"}, "add.csv: a web page (HTML)"),
    ],
)
def test_what_is_refused_before_it_is_read(members: dict[str, bytes], words: str) -> None:
    with pytest.raises(RefusedError, match="earlier snapshot stays in force") as caught:
        check_members(SDN, "csv", members)
    assert words in str(caught.value)


def test_the_file_is_called_as_it_was_found() -> None:
    with pytest.raises(RefusedError, match=r"sdn_2020-01-02\.csv: the file is empty"):
        check_members(SDN, "csv", {"sdn": b""}, {"sdn": "sdn_2020-01-02.csv"})


def test_a_form_or_member_that_does_not_exist_is_our_own_mistake() -> None:
    with pytest.raises(DataError, match="no form 'pdf'"):
        check_members(SDN, "pdf", {})
    with pytest.raises(DataError, match="no member 'prim'"):
        check_members(SDN, "csv", {"prim": b"1,"})


# --- counts ---


def counted(source_id: str, **counts: int) -> tuple[ParsedList, ...]:
    return tuple(
        parsed([entry(i, list_id=list_id) for i in range(count)], list_id)
        for list_id, count in counts.items()
    )


def test_a_list_of_its_usual_size_passes() -> None:
    full = counted(
        "us_bis_part744",
        us_bis_entity_list=3415,
        us_bis_unverified_list=186,
        us_bis_military_end_user_list=71,
    )
    assert check_counts(SOURCES["us_bis_part744"], full) == ()


def test_a_list_under_its_usual_size_is_degraded() -> None:
    """The Entity List of 2017 had some thousand rows: an older text is read, not refused."""
    small = counted(
        "us_bis_part744",
        us_bis_entity_list=1000,
        us_bis_unverified_list=186,
        us_bis_military_end_user_list=24,
    )
    degraded = check_counts(SOURCES["us_bis_part744"], small)
    assert [one.what for one in degraded] == ["us_bis_entity_list", MEU]
    assert "1,000 entries, usually 3,000 or more" in degraded[0].reason


@pytest.mark.parametrize(
    ("source_id", "counts", "words"),
    [
        ("us_ofac_sdn", {"us_ofac_sdn": 4999}, "4,999 entries; expected 5,000 at least"),
        ("us_ofac_sdn", {}, "has 0 entries"),
        ("us_csl", {"us_csl": 0}, "has 0 entries; expected 1 at least"),
        (
            "us_bis_part744",
            {"us_bis_entity_list": 3415, "us_bis_military_end_user_list": 71},
            "us_bis_unverified_list: the Unverified List has 0 entries",
        ),
    ],
)
def test_a_list_under_its_minimum_is_refused(
    source_id: str, counts: dict[str, int], words: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        check_counts(SOURCES[source_id], counted(source_id, **counts))
    assert words in str(caught.value)


def test_subordinates_do_not_make_a_list_longer() -> None:
    child = Listing(list_id="us_csl", key="k0/sub", parent="k0", names=(Name(text="Sub"),))
    one = parsed([child], "us_csl")
    with pytest.raises(RefusedError, match="0 entries"):
        check_counts(SOURCES["us_csl"], [one])


# --- losses ---

HUNDRED = [entry(i) for i in range(100)]


@pytest.mark.parametrize(("gone", "held"), [(0, False), (10, False), (11, True), (100, True)])
def test_a_tenth_may_go_and_no_more(gone: int, held: bool) -> None:
    assert (loss(HUNDRED, HUNDRED[gone:]) is not None) == held


def test_the_sentence_says_how_many_who_and_what_to_do() -> None:
    sentence = check_loss(HUNDRED, parsed(HUNDRED[47:]), (), 0.10, sha256="ab12") or ""
    assert f"{MEU} lost 47 of 100 entries" in sentence
    assert "Example Works 0 of Harbour Town; " in sentence
    assert "and 42 more" in sentence
    assert 'tidegate update --accept ab12 --reason "…"' in sentence


def notice(name: str, list_id: str = MEU) -> Removal:
    return Removal(list_id=list_id, names=(name,), effective=date(2026, 1, 2), citation="91 FR 1")


def test_known_notices_explain_a_loss() -> None:
    exact = tuple(notice(f"EXAMPLE WORKS {i}, of Harbour Town.") for i in range(5))
    parts = tuple(notice(f"Example Works {i} of Harbour") for i in range(5, 10))
    wider = tuple(notice(f"Example Works {i} of Harbour Town, Co., Ltd.") for i in range(10, 15))
    assert loss(HUNDRED, HUNDRED[15:], exact + parts + wider) is None
    held = loss(HUNDRED, HUNDRED[26:], exact + parts + wider)
    assert held is not None
    assert "known notices explain 15" in held


def test_a_notice_for_another_list_or_of_a_short_name_explains_nothing() -> None:
    other = tuple(
        notice(f"Example Works {i} of Harbour Town", "us_bis_entity_list") for i in range(11)
    )
    assert loss(HUNDRED, HUNDRED[11:], other) is not None
    assert loss(HUNDRED, HUNDRED[11:], (notice("Harbour"), notice("Town"))) is not None


def test_a_list_that_grew_and_lost_few_passes() -> None:
    assert loss(HUNDRED, HUNDRED[5:] + [entry(i) for i in range(200, 300)]) is None


def test_a_first_snapshot_loses_nothing() -> None:
    assert loss([], HUNDRED) is None


RICH = [entry(i, names=4, addresses=3) for i in range(20)]


@pytest.mark.parametrize(
    ("poor", "words"),
    [
        ([entry(i, names=1, addresses=3) for i in range(20)], "lost 60 of their 80 names"),
        ([entry(i, names=4, addresses=1) for i in range(20)], "lost 40 of their 60 addresses"),
    ],
    ids=["names", "addresses"],
)
def test_names_and_addresses_do_not_silently_shrink_either(poor: list[Listing], words: str) -> None:
    sentence = loss(RICH, poor)
    assert sentence is not None
    assert words in sentence
    assert "--accept" in sentence


def test_what_is_missing_is_degraded_and_not_held() -> None:
    bare = [entry(i) for i in range(20)]
    assert loss(RICH, bare, missing=("alt", "add")) is None
    assert loss(RICH, bare, missing=("alt",)) is not None
    assert loss(RICH, bare, missing=("comments",)) is not None


def test_the_names_of_entries_that_went_are_not_counted_twice() -> None:
    assert loss(RICH, RICH[2:]) is None


def test_our_own_supplements_are_no_names_of_the_list() -> None:
    ours = tuple(Name(text=f"own {i}", provenance="supplement") for i in range(9))
    before = [Listing(list_id=MEU, key="k", names=(Name(text="A"), *ours))]
    assert loss(before, [Listing(list_id=MEU, key="k", names=(Name(text="A"),))]) is None
