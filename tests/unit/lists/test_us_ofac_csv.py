"""OFAC's CSV families: rows in are rows out, and whatever is odd is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.lists.us_ofac_csv import parse
from tidegate.lists.us_ofac_listing import listed_on, programs
from tidegate.model.errors import RefusedError
from tidegate.model.listing import Listing, ParsedList, PartyKind, substance

CASES = Path(__file__).parents[2] / "cases" / "lists" / "us_ofac"
BAD = Path(__file__).parents[2] / "bad_data" / "lists" / "us_ofac"
SDN = "us_ofac_sdn"


def _read(**members: str | bytes) -> ParsedList:
    source = SDN if "sdn" in members else "us_ofac_consolidated"
    content = {name: m if isinstance(m, bytes) else m.encode() for name, m in members.items()}
    (read,) = parse(content, source)
    return read


def _row(number: str, name: str, remarks: str = "-0- ", *, program: str = "SDGT") -> str:
    shown = remarks if remarks == "-0- " else f'"{remarks}"'
    return f'{number},"{name}",-0- ,"{program}",' + "-0- ," * 7 + f"{shown}\r\n"


def _kinds(read: ParsedList) -> list[str]:
    return [anomaly.kind for anomaly in read.anomalies]


def _shown(listing: Listing) -> dict[str, Any]:
    said: dict[str, Any] = {
        "kind": listing.kind and listing.kind.value,
        "names": [f"{name.kind.value} {name.text}" for name in listing.names],
        "addresses": [address.text for address in listing.addresses],
        "programs": list(listing.programs),
        "identifiers": [f"{i.kind} {i.value}" for i in listing.identifiers],
        "births": [birth.text for birth in listing.births],
        "details": [f"{d.key} {d.value}" for d in listing.details],
    }
    return {key: value for key, value in said.items() if value}


def test_a_family_as_a_lawyer_would_read_it() -> None:
    case = yaml.safe_load((CASES / "family.yaml").read_text(encoding="utf-8"))
    assert set(case) == {"members", "listings", "anomalies", "missing"}
    read = _read(**case["members"])
    assert {listing.key: _shown(listing) for listing in read.listings} == case["listings"]
    assert read.rows == len(read.listings) == 6
    assert _kinds(read) == case["anomalies"]
    assert list(read.missing) == case["missing"]
    assert read.list_date is None


def test_both_parties_of_a_doubled_number_are_told_apart_and_reported() -> None:
    case = yaml.safe_load((CASES / "family.yaml").read_text(encoding="utf-8"))
    (report,) = [a for a in _read(**case["members"]).anomalies if a.kind == "doubled_number"]
    assert report.key == "105"
    assert "FIRST PARTY (105)" in report.text
    assert "SECOND, Party (105~2)" in report.text
    assert "given to each" in report.text


def test_an_alias_of_nobody_is_reported_with_its_words() -> None:
    case = yaml.safe_load((CASES / "family.yaml").read_text(encoding="utf-8"))
    orphans = [a for a in _read(**case["members"]).anomalies if a.kind == "orphan"]
    assert [(a.key, a.place) for a in orphans] == [("999", 6), ("998", 4)]
    assert "NOBODY'S ALIAS" in orphans[0].text


def test_the_end_mark_counts_as_nothing() -> None:
    assert _read(sdn=_row("1", "A").encode() + b"\x1a").rows == 1
    assert _read(sdn=_row("1", "A").encode() + b"\r\n\x1a\r\n").rows == 1


def test_comments_continue_the_remarks_where_they_were_cut() -> None:
    text = "Linked To: " + "X" * 950 + "; Registration Number 10277003428"
    first, rest = text[:1000].ljust(1000, "Y"), "90 (Russia); a.k.a. 'RUSAG'."
    prim = _row("1", "BANK", first, program="RUSSIA-EO14024")
    read = _read(prim=prim, comments=f'1,"{rest}"\r\n\x1a')
    (listing,) = read.listings
    assert listing.remarks == first + rest
    assert listing.identifiers[0].value == first.rpartition(" ")[2] + "90"
    assert [name.text for name in listing.names] == ["BANK", "RUSAG"]
    assert not listing.unparsed
    assert not read.anomalies


def test_cut_remarks_without_comments_end_in_no_fact() -> None:
    cut = "Gender Male; ".ljust(970, "x") + "; alt. Tax ID No. 12345678901"
    (listing,) = (read := _read(prim=_row("1", "BANK", cut[:1000].ljust(1000, "1")))).listings
    assert not listing.identifiers
    assert listing.unparsed[-1].startswith("alt. Tax ID No. ")
    assert _kinds(read) == ["remarks_cut"]


def test_comments_on_short_remarks_are_parts_of_their_own() -> None:
    read = _read(prim=_row("1", "BANK", "Gender Male."), comments='1,"nationality Cuba."\r\n')
    assert _kinds(read) == ["unexpected_comment"]
    assert [d.key for d in read.listings[0].details] == ["gender", "nationality"]


def test_the_remarks_begin_in_the_comments() -> None:
    read = _read(prim=_row("1", "BANK"), comments='1,"nationality Cuba."\r\n')
    assert [d.value for d in read.listings[0].details] == ["Cuba"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_accents_in_any_encoding(encoding: str) -> None:
    read = _read(sdn=_row("1", "MUÑOZ “EL NIÑO”").encode(encoding))
    assert read.listings[0].caption == "MUÑOZ “EL NIÑO”"
    assert not read.anomalies


def test_an_odd_byte_costs_no_row_and_is_reported() -> None:
    content = _row("1", "JOSÉ").encode() + _row("2", "RAÚL").encode("latin-1")
    content += _row("3", "\x81").encode("latin-1")
    read = _read(sdn=content)
    assert [listing.caption for listing in read.listings] == ["JOSÉ", "RAÚL", "\x81"]
    assert _kinds(read) == ["odd_byte", "odd_byte"]
    assert read.anomalies[0].place == 2


def test_a_quoted_cell_may_hold_a_line_break() -> None:
    text = _row("1", "A") + '2,"SECOND\nLINE",-0- ,"SDGT",' + "-0- ," * 7 + "-0- \r\n"
    read = _read(sdn=text + "3,broken\r\n" + "".join(_row(str(n), "C") for n in range(4, 99)))
    assert read.listings[1].caption == "SECOND\nLINE"
    assert read.rows == 98


def test_a_stray_quotation_mark_swallows_no_row_after_it() -> None:
    rows = [_row(str(n), f"PARTY {n}") for n in range(1, 61)]
    rows[29] = rows[29].replace('"PARTY 30"', '"PARTY 30')
    read = _read(sdn="".join(rows))
    assert read.rows == 60
    assert _kinds(read) == ["wrong_columns"]
    lost = read.listings[29]
    assert lost.key == "30"
    assert lost.unparsed == (rows[29].rstrip("\r\n"),)
    assert lost.row == 30
    assert read.listings[30].caption == "PARTY 31"


def test_an_alias_that_lost_its_quotation_marks_is_put_together() -> None:
    rows = [f'1,{n},"aka","ALIAS {n}",-0- ' for n in range(60)]
    rows[10] = "1,10,aka,EXAMPLE TRADE, INC.,-0- "
    read = _read(sdn=_row("1", "A"), alt="\r\n".join(rows))
    (listing,) = read.listings
    assert "EXAMPLE TRADE, INC." in [name.text for name in listing.names]
    assert len(listing.names) == 61
    assert listing.unparsed == (rows[10],)
    assert _kinds(read) == ["wrong_columns"]


def test_unknown_types_are_said_and_the_party_is_kept() -> None:
    rows = _row("1", "A").replace("-0- ", '"robot"', 1)
    read = _read(sdn=rows, alt='1,1,"zzz","B",-0- \r\n')
    (listing,) = read.listings
    assert listing.kind is None
    assert [name.text for name in listing.names] == ["A", "B"]
    assert set(listing.unparsed) == {"robot", "1, 1, zzz, B, -0-"}
    assert _kinds(read) == ["unknown_type", "unknown_type"]


def test_a_row_without_a_number_is_kept_under_its_name() -> None:
    rows = [_row(str(n), f"PARTY {n}") for n in range(1, 61)]
    rows[5] = _row("x6", "PARTY SIX")
    read = _read(sdn="".join(rows))
    assert read.listings[5].key == "x6/partysix"
    assert _kinds(read) == ["bad_number"]


def test_a_name_that_a_spreadsheet_made_a_date_is_kept_and_reported() -> None:
    read = _read(sdn=_row("1", "28-Jul"))
    assert read.listings[0].caption == "28-Jul"
    assert _kinds(read) == ["spreadsheet_date"]


def test_a_null_cut_short_at_the_end_loses_nothing() -> None:
    read = _read(sdn=_row("1", "A").rstrip()[:-1])
    assert read.listings[0].remarks is None
    assert _kinds(read) == ["end_cut"]


def test_the_altered_file_without_quotation_marks() -> None:
    read = _read(sdn=_row("34111", "A"), alt="34111,1,aka,B,-0- \n34111,234234,aka,Another name,\n")
    assert [name.text for name in read.listings[0].names] == ["A", "B", "Another name"]


def test_the_list_is_told_by_the_source_or_the_member() -> None:
    (sdn,) = parse({"sdn": _row("1", "A").encode()})
    (consolidated,) = parse({"prim": _row("1", "A").encode()})
    assert (sdn.list_id, consolidated.list_id) == (SDN, "us_ofac_consolidated")
    assert sdn.missing == ("alt", "add", "comments")
    with pytest.raises(RefusedError, match="another list: prim"):
        parse({"prim": b"x"}, SDN)
    with pytest.raises(RefusedError, match="is missing"):
        parse({"alt": b"x"}, SDN)
    with pytest.raises(RefusedError, match="no such member: main"):
        parse({"main": b"x", "sdn": b"x"}, SDN)


BAD_FILES = {
    "empty.csv": "is empty",
    "lone_end_mark.csv": "is empty",
    "page.csv": "web page",
    "header.csv": "is a header",
    "cut_in_a_cell.csv": "cut off",
    "cut_in_a_row.csv": "cut off",
    "other_columns.csv": "layout has changed",
    "no_numbers.csv": "layout has changed",
    "swapped_columns.csv": "types",
}


@pytest.mark.parametrize(("name", "reason"), BAD_FILES.items())
def test_what_is_no_list_is_refused(name: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason) as refusal:
        parse({"sdn": (BAD / name).read_bytes()}, SDN)
    assert refusal.value.file == "us_ofac_sdn/sdn"


def test_every_bad_file_has_its_reason() -> None:
    assert {path.name for path in BAD.glob("*.csv")} == set(BAD_FILES)


@pytest.mark.parametrize("member", ["alt", "add", "comments"])
def test_a_damaged_companion_refuses_the_family(member: str) -> None:
    with pytest.raises(RefusedError, match="is empty"):
        parse({"sdn": _row("1", "A").encode(), member: b"\x1a"}, SDN)


def test_members_of_different_days_are_refused() -> None:
    alt = "".join(f'{n},{n},"aka","B",-0- \r\n' for n in range(1, 9))
    with pytest.raises(RefusedError, match="7 of 8 rows have a number") as refusal:
        _read(sdn=_row("1", "A"), alt=alt)
    assert refusal.value.file == "us_ofac_sdn/alt"


def test_programmes() -> None:
    assert programs("UKRAINE-EO13662] [RUSSIA-EO14024") == ("UKRAINE-EO13662", "RUSSIA-EO14024")
    assert programs("[SDGT]") == ("SDGT",)
    assert programs("") == ()


def test_a_listing_date_dates_only_what_it_covers() -> None:
    day, later = date(2021, 6, 3), date(2022, 2, 24)
    consolidated = "us_ofac_consolidated"
    assert listed_on(consolidated, ["CMIC-EO13959"], [("CMIC", day)]) == day
    both = [("EO 14024 Directive 2", later), ("EO 14024 Directive 1a", day)]
    assert listed_on(consolidated, ["RUSSIA-EO14024"], both) == day
    # Under EO 13662 since 2014, without a date: the date of 2022 is not the beginning.
    assert listed_on(consolidated, ["UKRAINE-EO13662", "RUSSIA-EO14024"], both) is None
    assert listed_on(SDN, ["RUSSIA-EO14024"], both) is None
    assert listed_on(consolidated, ["CMIC-EO13959"], []) is None


def test_the_same_words_in_other_case_and_spacing_are_the_same_substance() -> None:
    before = _read(sdn=_row("1", "EXAMPLE CO., LTD.", "a.k.a. 'EX'.")).listings[0]
    after = _read(sdn="\r\n" + _row("1", "Example Co Ltd", "a.k.a. 'Ex'.")).listings[0]
    other = _read(sdn=_row("1", "EXAMPLES CO., LTD.", "a.k.a. 'EX'.")).listings[0]
    assert substance(before) == substance(after)
    assert substance(before) != substance(other)


_NAMES = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20
).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 40), _NAMES), min_size=1, max_size=30))
def test_rows_in_are_rows_out(parties: list[tuple[int, str]]) -> None:
    text = "".join(_row(str(number), name.replace('"', '""')) for number, name in parties)
    read = _read(sdn=text)
    assert read.rows == len(read.listings) == len(parties)
    assert len({listing.key for listing in read.listings}) == len(parties)
    expected = ["" if name.strip() == "-0-" else name.strip() for _, name in parties]
    assert [listing.names[0].text if listing.names else "" for listing in read.listings] == expected
    assert all(listing.kind is PartyKind.ORGANIZATION for listing in read.listings)


_FORTY = [_row(str(n), f"PARTY {n}, Ltd.", f"a.k.a. 'P{n}'; Gender Male.") for n in range(1, 41)]


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, len("".join(_FORTY[:-1])) - 1),
    st.sampled_from(["", '"', ",", "\r", "\n", "x", "é", "\x00", "\x1a"]),
)
def test_one_wrong_character_costs_no_other_row(place: int, put: str) -> None:
    text = "".join(_FORTY)
    damaged = text[:place] + put + text[place + 1 :]
    here = text[:place].count("\n")
    try:
        read = _read(sdn=damaged)
    except RefusedError:
        # A quotation mark that is never closed can look like a file cut off in its last row.
        assert put == '"'
        assert here >= len(_FORTY) - 2
        return
    assert read.rows == len(read.listings)
    untouched = {f"PARTY {n}, Ltd." for n in range(1, 41) if n - 1 not in (here, here + 1)}
    assert untouched <= {listing.caption for listing in read.listings}
    # The row itself, and one whose line it ran into, is read or stands verbatim somewhere.
    kept = " ".join(
        [*(x.caption for x in read.listings), *(u for x in read.listings for u in x.unparsed)]
    )
    if put != "" or text[place] not in "PARTY":
        assert kept.count("PART") >= 39


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read = _read(sdn=content)
    except RefusedError:
        return
    assert read.rows == len(read.listings) > 0
