"""Which list a file is, told by its content, and which files make one snapshot."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tidegate import tables
from tidegate.lists import recognise as subject
from tidegate.lists.recognise import assemble, date_in_name, recognise, why_not
from tidegate.lists.us_bis_dpl import COLUMNS as DPL_COLUMNS
from tidegate.lists.us_csl_entry import COLUMNS as CSL_COLUMNS

BAD = ROOT / "tests" / "bad_data" / "lists" / "files"
REASONS: dict[str, str] = yaml.safe_load((BAD / "expected.yaml").read_text(encoding="utf-8"))

NULL = "-0- "
CSL_HEADER = ",".join(CSL_COLUMNS)
DPL = "\t".join(f'"{column}"' for column in DPL_COLUMNS) + "\n"
PART_744 = '<?xml version="1.0"?>\n<DIV5 N="744" TYPE="PART"{path}><HEAD>PART 744</HEAD></DIV5>\n'
UN = '<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS/>'
CSL_JSON = (
    '{"results":[{"source":"Entity List (EL)","name":"A","addresses":[],"start_date":null,'
    '"federal_register_notice":"","license_requirement":"","license_policy":"","alt_names":null'
)


def main_file(numbers: range, program: str) -> bytes:
    rows = [f'{n},"NAME {n}",{NULL},"{program}",{",".join([NULL] * 8)}' for n in numbers]
    return "\r\n".join([*rows, "\x1a"]).encode()


def aliases(numbers: range) -> bytes:
    return "".join(f'{n},{n + 7000},"aka","ALIAS {n}",{NULL}\r\n' for n in numbers).encode()


def addresses(numbers: range) -> bytes:
    rows = [f'{n},{n + 9000},"1 High Street","Town","Country",{NULL}\r\n' for n in numbers]
    return "".join(rows).encode()


def comments(numbers: range) -> bytes:
    words = "Tax ID No. 7744001497 (Russia); Registration Number 1027700167110 (Russia)."
    return "".join(f'{n},"{words}"\r\n' for n in numbers).encode()


SDN = main_file(range(100, 120), "CUBA")
CONS = main_file(range(500, 520), "NS-PLC")


def xml_of(programs: list[str], day: str = "03/24/2022") -> bytes:
    entries = "".join(
        f"<sdnEntry><programList><program>{p}</program></programList></sdnEntry>" for p in programs
    )
    head = f"<publshInformation><Publish_Date>{day}</Publish_Date></publshInformation>"
    return f'<?xml version="1.0"?><sdnList xmlns="x">{head}{entries}</sdnList>'.encode()


SDN_XML = xml_of(["SDGT", "CUBA", "NS-PLC"])
CONS_XML = xml_of(["SDGT", "NS-PLC", "CMIC-EO13959"])
SEARCH_REPLY = CSL_JSON.replace("{", '{"search_performed_at":"2026-02-03T10:00:00",', 1)
OF_A_DAY = ' hierarchy_metadata="/on/2019-05-21/title-15/part-744"'
RENAMED = CSL_HEADER.replace("license_policy", "policy")

# name, content, what it is: source (`?` where two are possible), form, member, date and its basis
TOLD: list[tuple[str, bytes | str, str]] = [
    ("a.csv", SDN, "us_ofac_sdn csv sdn"),
    ("cons_prim.csv", SDN, "us_ofac_sdn csv sdn"),
    ("b.csv", CONS, "us_ofac_consolidated csv prim"),
    ("sdn.csv", CONS, "us_ofac_consolidated csv prim"),
    ("x.csv", aliases(range(9)), "? csv alt"),
    ("cons_alt.csv", aliases(range(9)), "us_ofac_consolidated csv alt"),
    ("sdn_comments.csv", comments(range(9)), "us_ofac_sdn csv comments"),
    ("add_20190104.csv", addresses(range(9)), "? csv add 2019-01-04 name"),
    ("non-sdn.xml", SDN_XML, "us_ofac_sdn xml main 2022-03-24 content"),
    ("sdn_2019-01-01.xml", CONS_XML, "us_ofac_consolidated xml main 2022-03-24 content"),
    ("x.txt", CSL_HEADER, "us_csl csv main"),
    ("x.csv", f"\ufeff_id,{CSL_HEADER}\r\n", "us_csl csv main"),
    ("renamed.csv", RENAMED, "us_csl csv main"),
    ("2023-11-30.json", CSL_JSON, "us_csl json main 2023-11-30 name"),
    ("x.json", SEARCH_REPLY, "us_csl json main 2026-02-03 content"),
    ("dpl.txt", DPL, "us_bis_denied_persons txt main"),
    ("x.xml", UN, "un_security_council xml main 2026-02-27 content"),
    ("744.xml", PART_744.format(path=""), "us_bis_part744 ecfr_xml main"),
    ("x.xml", PART_744.format(path=OF_A_DAY), "us_bis_part744 ecfr_xml main 2019-05-21 content"),
]


@pytest.mark.parametrize(
    ("name", "content", "expected"), TOLD, ids=[f"{row[0]}: {row[2]}" for row in TOLD]
)
def test_a_file_is_told_by_its_content(name: str, content: bytes | str, expected: str) -> None:
    content = content.encode() if isinstance(content, str) else content
    found = recognise(name, content)
    assert found is not None
    assert why_not(content) is None
    parts = [found.source_id or "?", found.form, found.member, found.list_date, found.date_basis]
    assert " ".join(str(part) for part in parts if part) == expected
    assert bool(found.possible) == (found.source_id is None)


def test_every_bad_file_has_its_reason() -> None:
    assert set(REASONS) == {path.name for path in BAD.iterdir()} - {"expected.yaml"}


@pytest.mark.parametrize("name", REASONS)
def test_what_is_no_list_is_not_taken_for_one(name: str) -> None:
    content = (BAD / name).read_bytes()
    assert recognise(name, content) is None
    assert REASONS[name] in (why_not(content) or "")


@pytest.mark.parametrize("cut", [0.5, 0.7, 0.99])
@pytest.mark.parametrize("source", ["us_csl", "us_ofac_sdn", "un_security_council"])
def test_a_list_that_was_cut_off_is_still_that_list(source: str, cut: float) -> None:
    row = ",".join(f'"{column} of one; and of two"' for column in CSL_COLUMNS)
    whole = {
        "us_csl": f"{CSL_HEADER}\n{row}\n{row}\n".encode(),
        "us_ofac_sdn": main_file(range(50), "SDGT"),
        "un_security_council": f"{UN}{'<INDIVIDUAL/>' * 9}</CONSOLIDATED_LIST>".encode(),
    }[source]
    found = recognise("x", whole[: int(len(whole) * cut)])
    assert found is not None
    assert found.source_id == source


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("us_ofac_sdn_2019-01-04.csv", "2019-01-04"),
        ("sdn_20190104.csv", "2019-01-04"),
        ("20190104sdn.csv", "2019-01-04"),
        ("2019_01_04/sdn.csv", None),
        ("sdn.2019.01.04.csv", "2019-01-04"),
        ("from 2019-01-04 to 2019-02-05.csv", "2019-02-05"),
        ("ca_sema_2022-05.xml", None),
        ("sdn_2026-13-45.csv", None),
        ("number_1234567890.csv", None),
        ("sdn_18991231.csv", None),
        ("sdn.csv", None),
    ],
)
def test_the_date_in_a_name(name: str, day: str | None) -> None:
    assert date_in_name(name) == (date.fromisoformat(day) if day else None)


def assembled(files: dict[str, bytes], dated: date | None = None) -> subject.Assembly:
    return assemble(files, tables.sources(), dated)


def shape(found: subject.Assembly) -> list[tuple[str, str, dict[str, str], tuple[str, ...]]]:
    return [
        (
            one.source_id,
            str(one.list_date),
            {key: file.filename for key, file in one.members.items()},
            one.missing,
        )
        for one in found.candidates
    ]


def test_a_family_of_one_date_is_one_snapshot_and_dates_are_not_mixed() -> None:
    old, new = range(100, 120), range(100, 122)
    found = assembled(
        {
            "sdn_2022-01-31.csv": main_file(new, "SDGT"),
            "alt_2022-01-31.csv": aliases(new),
            "sdn_2019-01-04.csv": main_file(old, "SDGT"),
            "alt_2019-01-04.csv": aliases(old),
            "add_2019-01-04.csv": addresses(old),
        }
    )
    assert shape(found) == [
        (
            "us_ofac_sdn",
            "2019-01-04",
            {"sdn": "sdn_2019-01-04.csv", "alt": "alt_2019-01-04.csv", "add": "add_2019-01-04.csv"},
            ("comments",),
        ),
        (
            "us_ofac_sdn",
            "2022-01-31",
            {"sdn": "sdn_2022-01-31.csv", "alt": "alt_2022-01-31.csv"},
            ("add", "comments"),
        ),
    ]
    assert found.troubles == ()
    assert found.candidates[0].date_basis == "name"


def test_the_numbers_tell_the_two_families_apart() -> None:
    """Without a word in their names, and against a wrong one."""
    sdn, cons = range(100, 120), range(500, 520)
    found = assembled(
        {
            "main_a.csv": SDN,
            "main_b.csv": CONS,
            "cons_x.csv": aliases(sdn),
            "y.csv": aliases(cons),
            "z.csv": comments(cons),
            "add.csv": addresses(sdn),
        }
    )
    assert [(one[0], one[2]) for one in shape(found)] == [
        ("us_ofac_consolidated", {"prim": "main_b.csv", "alt": "y.csv", "comments": "z.csv"}),
        ("us_ofac_sdn", {"sdn": "main_a.csv", "alt": "cons_x.csv", "add": "add.csv"}),
    ]


def test_an_alias_file_of_another_date_is_left_over_and_said() -> None:
    found = assembled({"sdn_2022-02-22.csv": SDN, "alt_2022-02-24.csv": aliases(range(100, 120))})
    assert shape(found) == [
        ("us_ofac_sdn", "2022-02-22", {"sdn": "sdn_2022-02-22.csv"}, ("alt", "add", "comments"))
    ]
    assert [trouble.filename for trouble in found.troubles] == ["alt_2022-02-24.csv"]
    assert "2022-02-24" in found.troubles[0].reason


def test_a_named_alias_file_alone_is_a_snapshot_without_its_main_file() -> None:
    """So that the guard refuses it as that list, with the missing file by name."""
    found = assembled({"cons_alt.csv": aliases(range(4))})
    assert shape(found) == [
        ("us_ofac_consolidated", "None", {"alt": "cons_alt.csv"}, ("prim", "add", "comments"))
    ]


def test_files_without_a_date_take_the_given_one() -> None:
    given = date(2026, 3, 25)
    files = {"744.xml": PART_744.format(path="").encode(), "un.xml": UN.encode()}
    found = assembled(files, dated=given)
    assert [(one.source_id, one.list_date, one.date_basis) for one in found.candidates] == [
        ("un_security_council", date(2026, 2, 27), "content"),
        ("us_bis_part744", given, "given"),
    ]
    assert assembled(files).candidates[-1].list_date is None


def test_of_two_different_files_for_one_member_the_longer_is_used_and_it_is_said() -> None:
    found = assembled({"a_2020-01-02.csv": main_file(range(9), "SDGT"), "b_2020-01-02.csv": SDN})
    assert shape(found)[0][2] == {"sdn": "b_2020-01-02.csv"}
    (trouble,) = found.troubles
    assert trouble.filename == "a_2020-01-02.csv"
    assert "b_2020-01-02.csv" in trouble.reason
    assert "differ" in trouble.reason


def test_the_same_bytes_twice_are_one_member() -> None:
    found = assembled({"sdn.csv": SDN, "copy of sdn.csv": SDN})
    assert shape(found)[0][2] == {"sdn": "copy of sdn.csv"}
    assert "the same bytes" in found.troubles[0].reason


def test_of_two_forms_of_one_day_the_first_that_is_whole_is_read() -> None:
    xml = xml_of(["SDGT"], "01/04/2019")
    files = {"sdn_2019-01-04.csv": SDN, "sdn.xml": xml}
    found = assembled(files)
    assert [one.form for one in found.candidates] == ["csv"]
    assert [trouble.filename for trouble in found.troubles] == ["sdn.xml"]
    empty = assembled({"sdn_2019-01-04.csv": b"", "sdn.xml": xml})
    assert [one.form for one in empty.candidates] == ["xml"]


def test_an_empty_file_under_an_official_name_stays_to_be_refused() -> None:
    found = assembled({"SDN_2026-01-02.csv": b"\x1a", "consolidated.xml": b"", "notes.csv": b""})
    assert shape(found) == [
        (
            "us_ofac_sdn",
            "2026-01-02",
            {"sdn": "SDN_2026-01-02.csv"},
            ("alt", "add", "comments"),
        )
    ]
    # consolidated.xml is the official name of two lists, notes.csv of none.
    assert {(t.filename, t.reason) for t in found.troubles} == {
        ("consolidated.xml", "the file is empty"),
        ("notes.csv", "the file is empty"),
    }


def test_a_source_that_is_not_ours_is_left_out_and_said() -> None:
    only = {"us_csl": tables.sources()["us_csl"]}
    found = assemble({"un.xml": UN.encode()}, only)
    assert found.candidates == ()
    assert "not among ours" in found.troubles[0].reason


def test_every_file_is_used_or_said(tmp_path: Path) -> None:
    files = {name: (BAD / name).read_bytes() for name in REASONS} | {"x.csv": SDN}
    found = assembled(files)
    used = {file.filename for one in found.candidates for file in one.members.values()}
    assert used | {trouble.filename for trouble in found.troubles} == set(files)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), st.text(max_size=20))
def test_no_bytes_and_no_name_break_it(content: bytes, name: str) -> None:
    found = recognise(name, content)
    assert (found is None) == (why_not(content) is not None)
    made = assembled({name: content})
    used = {file.filename for one in made.candidates for file in one.members.values()}
    assert used | {trouble.filename for trouble in made.troubles} == {name}
