"""Counterparty files → parties and rejects: what is found, and that nothing is lost."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tidegate.app.intake import Options, looks_like_file, read
from tidegate.app.intake.parties import build
from tidegate.app.intake.reading import from_bytes
from tidegate.model.errors import InputError, TidegateError, UsageError
from tidegate.model.listing import PartyKind
from tidegate.model.party import Party
from tidegate.model.results import Reject
from tidegate.tables.intake import intake

CASES = ROOT / "tests" / "cases" / "cli"
BAD = ROOT / "tests" / "bad_data" / "intake"


def rows_of(content: bytes, file: str = "customers.csv", **options: Any) -> list[Party | Reject]:
    return list(read(io.BytesIO(content), Options(**options), file))


def parties_of(content: bytes, file: str = "customers.csv", **options: Any) -> list[Party]:
    rows = rows_of(content, file, **options)
    assert not [row for row in rows if isinstance(row, Reject)]
    return [row for row in rows if isinstance(row, Party)]


# -- cases that anybody can read ------------------------------------------------------------


class Expected(msgspec.Struct, forbid_unknown_fields=True):
    """One file as text, and what must be read from it: a party, or `rejected` with its reason."""

    case: str
    text: str
    rows: list[dict[str, Any]]
    file: str = "customers.csv"
    encoding: str = "utf-8"
    map: dict[str, list[str]] = {}
    read_as: str | None = None


def cases() -> list[Expected]:
    text = (CASES / "intake.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), list[Expected])


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.case)
def test_a_file_is_read_as_its_case_says(case: Expected) -> None:
    options = Options(mapping={key: tuple(value) for key, value in case.map.items()})
    reading = read(io.BytesIO(case.text.encode(case.encoding)), options, case.file)
    got = [shown(row) for row in reading]
    assert got == case.rows
    if case.read_as:
        assert reading.encoding == case.read_as


def shown(row: Party | Reject) -> dict[str, Any]:
    if isinstance(row, Reject):
        place = {"field": row.field} if row.field else {}
        return {"rejected": row.line, **place, "reason": row.reason}
    return {"line" if key == "row" else key: value for key, value in fields(row).items()}


def fields(party: Party) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(party))
    return plain


# -- files that cannot be read at all: one line, with place and remedy ---------------------

BAD_FILES = [
    ("empty.csv", "empty.csv: the file is empty."),
    ("no_known_column.csv", "no_known_column.csv:1: no column for a name or an address; the "
     "columns are 'Umsatz', 'Filiale'. Say which one holds the name: --map name=COLUMN."),
    ("two_names.csv", "two_names.csv:1: name: 'Name', 'Company' could each be the name of the "
     "party. Say which: --map name='Name'; columns: 'Name', 'Company', 'Country'."),
    ("unclear_encoding.csv", "unclear_encoding.csv: the encoding is not clear. Save it as UTF-8, "
     "or name its encoding (utf-8, gb18030, cp950, cp932, cp949, cp1251, cp1252; --encoding)."),
    ("not_a_spreadsheet.xlsx", "not_a_spreadsheet.xlsx: not a spreadsheet, though its name ends "
     "in .xlsx."),
    ("cut_off.xlsx", "cut_off.xlsx: not a whole spreadsheet: its end is missing."),
    ("array.jsonl", "array.jsonl: a JSON array; expected one JSON object on each line."),
    ("page.pdf", "page.pdf: neither text nor a spreadsheet; expected CSV, XLSX or JSONL."),
    ("missing.csv", "missing.csv: no such file."),
]  # fmt: skip


@pytest.mark.parametrize(("file", "message"), BAD_FILES, ids=[file for file, _ in BAD_FILES])
def test_a_bad_file_is_refused_in_one_line(file: str, message: str) -> None:
    with pytest.raises(TidegateError) as caught:
        read(BAD / file)
    assert str(caught.value).replace(f"{BAD}/", "") == message


def test_every_bad_file_has_its_message() -> None:
    named = {file for file, _ in BAD_FILES} | {"odd_rows.csv", "odd_rows.jsonl"}
    assert {path.name for path in BAD.iterdir()} <= named


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder, not a file"):
        read(tmp_path)


def test_odd_rows_are_rejected_with_their_lines_and_all_others_are_read() -> None:
    rows = list(read(BAD / "odd_rows.csv"))
    rejected = {row.line: row.reason for row in rows if isinstance(row, Reject)}
    assert rejected == {
        3: "neither a name nor an address",
        4: "'2026-13-45' is no day of the calendar; expected YYYY-MM-DD",
        5: "5 cells, but the heading has 4",
        6: "2 cells, but the heading has 4",
        7: "byte 6 of the line (e9) is not UTF-8",
        8: "a quotation mark is opened and never closed",
    }
    assert [row.name for row in rows if isinstance(row, Party)] == [
        "Müller GmbH", "Zhejiang Dahua", "The Last One"
    ]  # fmt: skip


def test_odd_json_lines_are_rejected_one_by_one() -> None:
    rows = list(read(BAD / "odd_rows.jsonl"))
    rejected = {row.line: row.reason for row in rows if isinstance(row, Reject)}
    assert rejected == {
        2: "not JSON: Input data was truncated",
        3: "an object where text or a list of texts belongs",
        4: "a JSON object was expected on each line",
        5: "neither a name nor an address",
    }
    assert [row.name for row in rows if isinstance(row, Party)] == ["Hikvision", "Dahua"]


def test_a_line_of_fifty_megabytes_costs_only_itself() -> None:
    long = b"2," + b"x" * 50_000_000 + b"\n"
    rows = rows_of(b"id,name\n1,Hikvision\n" + long + b"3,Dahua\n")
    assert [row.line for row in rows if isinstance(row, Reject)] == [3]
    reject = rows[1]
    assert isinstance(reject, Reject)
    assert reject.reason == "a line of 50,000,003 bytes, more than the 1,000,000 allowed"
    assert len(reject.text or "") <= 200
    assert [row.name for row in rows if isinstance(row, Party)] == ["Hikvision", "Dahua"]


def test_an_open_quotation_does_not_swallow_the_quoted_rows_after_it() -> None:
    text = 'id,name\n1,"Acme Ltd\n2,"Hikvision, Hangzhou"\n3,Dahua\n'
    rows = rows_of(text.encode())
    assert [row.line for row in rows if isinstance(row, Reject)] == [2]
    assert [row.name for row in rows if isinstance(row, Party)] == ["Hikvision, Hangzhou", "Dahua"]


# -- encodings -------------------------------------------------------------------------------

ENCODED = [
    ("utf-8", "Name;Land\nMüller GmbH;Deutschland\n", "Müller GmbH"),
    ("utf-8-sig", "名称,国家\n杭州海康威视,中国\n", "杭州海康威视"),
    ("utf-16", "Name,Country\n大華股份,CN\n", "大華股份"),
    ("utf-16-le", "Name,Country\nХуавэй,CN\n", "Хуавэй"),
    ("utf-16-be", "Name,Country\nHikvision,CN\n", "Hikvision"),
    ("gb18030", "公司名称,国家\n杭州海康威视有限公司,中国\n", "杭州海康威视有限公司"),
    ("cp950", "公司名稱,國家\n浙江大華技術股份有限公司,中國\n", "浙江大華技術股份有限公司"),
    ("cp932", "会社名,国\n株式会社日立ハイテク,日本\n", "株式会社日立ハイテク"),
    ("cp949", "회사명,국가\n주식회사 압록강상사,북한\n", "주식회사 압록강상사"),
    ("cp1251", "Название,Страна\nКонцерн Вега,Россия\n", "Концерн Вега"),
    ("cp1252", "Name,Land\nSociété Générale,Frankreich\n", "Société Générale"),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "text", "name"), ENCODED, ids=[e for e, _, _ in ENCODED])
def test_the_encoding_is_found_out(encoding: str, text: str, name: str) -> None:
    assert [party.name for party in parties_of(text.encode(encoding))] == [name]


def test_a_told_encoding_is_taken_at_its_word() -> None:
    raw = "name\nŁódź Sp. z o.o.\n".encode("cp1250")
    assert parties_of(raw, encoding="cp1250")[0].name == "Łódź Sp. z o.o."
    with pytest.raises(InputError, match="unknown encoding 'klingon'"):
        rows_of(raw, encoding="klingon")


def test_an_encoding_other_than_utf8_is_told() -> None:
    reading = read(io.BytesIO("名称\n海康威视有限公司\n".encode("gb18030")), file="a.csv")
    assert reading.notes == ["read as GB18030 (simplified Chinese)"]


@pytest.mark.real
def test_real_names_are_never_read_in_a_wrong_encoding(real_lists: Path) -> None:
    """Names of official lists, three to a file: found out, or asked about, never mistaken."""
    lines = (real_lists.parent / "names" / "cross_script_names.tsv").read_text(encoding="utf-8")
    named = [line.split("\t") for line in lines.splitlines()[1:]]
    codecs = {"han": "gb18030", "hangul": "cp949", "cyrillic": "cp1251"}
    mistaken, found, files = [], 0, 0
    for script, codec in codecs.items():
        names = [row[2] for row in named if row[3] == script and encodable(row[2], codec)]
        for at in range(0, len(names) - 2, 3):
            text = "\n".join(names[at : at + 3]) + "\n"
            files += 1
            try:
                rows = parties_of(text.encode(codec), "names.txt")
            except InputError as unclear:
                assert "the encoding is not clear" in str(unclear)  # noqa: PT017
                continue
            found += 1
            wanted = [" ".join(name.split()) for name in names[at : at + 3]]
            if [party.name for party in rows] != wanted:
                mistaken.append(text)
    assert not mistaken
    assert found / files > 0.9


def encodable(text: str, codec: str) -> bool:
    try:
        return bool(text.strip()) and not text.isascii() and bool(text.encode(codec))
    except UnicodeEncodeError:
        return False


# -- spreadsheets ----------------------------------------------------------------------------


def workbook(rows: list[list[Any]], merges: tuple[str, ...] = (), sheet: str = "Kunden") -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write(at, column, cell)
        for merge in merges:
            page.merge_range(merge, "Name")
        book.add_worksheet("Notes").write(0, 0, "nothing here")
    return buffer.getvalue()


def test_a_spreadsheet_with_titles_above_its_heading_and_empty_rows() -> None:
    content = workbook([
        ["Customers of the northern branch"], [], ["No.", "Company", "Country"],
        [1.0, "Hikvision", "CN"], [], [2.5, "Dahua", None],
    ])  # fmt: skip
    reading = read(io.BytesIO(content), file="kunden.xlsx")
    parties = [row for row in reading if isinstance(row, Party)]
    assert [(party.row, party.ref, party.name, party.country) for party in parties] == [
        (4, "1", "Hikvision", "CN"), (6, "2.5", "Dahua", None),
    ]  # fmt: skip
    assert reading.notes == [
        "sheet 'Kunden' is read; not read: Notes",
        "the heading is in line 3; line 1 above it not read",
    ]


def test_group_headings_over_the_real_ones_do_no_harm() -> None:
    content = workbook([["", ""], ["Name", "Country"], ["Hikvision", "CN"]], merges=("A1:B1",))
    assert parties_of(content, "kunden.xlsx")[0].name == "Hikvision"


def test_a_heading_merged_over_columns_does_not_say_which() -> None:
    content = workbook([["", "", "Land"], ["Hik", "vision", "CN"]], merges=("A1:B1",))
    with pytest.raises(InputError) as caught:
        rows_of(content, "kunden.xlsx")
    assert str(caught.value) == (
        "kunden.xlsx:1: name: the heading 'Name' is merged over 2 columns. "
        "Unmerge it and give each column a heading of its own."
    )


def test_a_heading_merged_downwards_counts_where_the_others_end() -> None:
    content = workbook(
        [["", "Seat", ""], ["", "City", "Country"], ["Hikvision", "Hangzhou", "CN"]],
        merges=("A1:A2",),
    )
    party = parties_of(content, "kunden.xlsx")[0]
    assert (party.name, party.country) == ("Hikvision", "CN")


def test_the_sheet_can_be_named() -> None:
    content = workbook([["Name"], ["Hikvision"]])
    assert parties_of(content, "kunden.xlsx", sheet="Kunden")[0].name == "Hikvision"
    with pytest.raises(UsageError, match=r"no sheet 'Foo'; expected one of 'Kunden', 'Notes'"):
        rows_of(content, "kunden.xlsx", sheet="Foo")


# -- columns ---------------------------------------------------------------------------------


def test_a_mapping_wins_over_headings_and_unused_columns_are_told() -> None:
    content = b"Name,Partner,Umsatz\nJohn Smith,Hikvision,3\n"
    reading = read(io.BytesIO(content), Options(mapping={"name": ("Partner",)}), "a.csv")
    assert [row.name for row in reading if isinstance(row, Party)] == ["Hikvision"]
    assert reading.unused == ("Name", "Umsatz")
    assert reading.notes == ["columns not used: Name, Umsatz"]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"nam": ("Name",)}, "--map: no such field 'nam'; expected 'address', 'alias', 'bic'"),
        (
            {"name": ("Name", "Land")},
            "--map: name can be in one column only, not in 'Name', 'Land'",
        ),
        ({"name": ("Kunde",)}, "a.csv: --map: no row has the columns 'Kunde'; expected columns"),
    ],
)
def test_a_wrong_mapping_says_what_there_is(
    mapping: dict[str, tuple[str, ...]], message: str
) -> None:
    with pytest.raises(TidegateError) as caught:
        rows_of(b"Name,Land\nX,DE\n", "a.csv", mapping=mapping)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("heading", sorted(intake().fields))
def test_our_own_field_names_are_headings_of_themselves(heading: str) -> None:
    table = intake()
    from tidegate.model.listing import fold

    known = table.headings.get(fold(heading))
    assert known in (heading, None) or heading == "uscc"
    if heading not in ("kind",):
        assert known == heading or any(
            table.headings[fold(word)] == heading for word in table.fields[heading].headings
        )


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("1970", "1970"), ("1970-05", "1970-05"), ("1970-05-03", "1970-05-03"),
        ("1970-05-03 00:00:00", "1970-05-03"), ("3.5.1970", "1970-05-03"),
        ("31/12/1970", "1970-12-31"), ("12/31/1970", "1970-12-31"),
        ("03/04/1970", "1970-04-03; 1970-03-04"), ("1970; 1.2.1972", "1970; 1972-02-01"),
        ("circa 1965", "circa 1965"), ("1960-1965", "1960-1965"), ("1960 to 1965", "1960 to 1965"),
        ("04/04/1970", "1970-04-04"), ("3 May 1970", "1970-05-03"), ("May 3, 1970", "1970-05-03"),
        ("May 1970", "1970-05"), ("1970年5月3日", "1970-05-03"), ("", None), ("n/a", None),
    ],
)  # fmt: skip
def test_dates_of_birth_are_no_more_exact_than_certain(cell: str, date: str | None) -> None:
    party = build({"name": ["X"], "birth_date": [cell]}, 2, intake())
    assert isinstance(party, Party)
    assert party.birth_date == date


@pytest.mark.parametrize("cell", ["2026-13-45", "1970-02-30", "30.2.1970", "1970-00-10", "soon"])
def test_what_is_no_date_rejects_the_row(cell: str) -> None:
    reject = build({"name": ["X"], "birth_date": [cell]}, 7, intake())
    assert isinstance(reject, Reject)
    assert (reject.line, reject.field) == (7, "birth_date")
    assert "expected YYYY-MM-DD" in reject.reason


def test_words_for_nothing_are_nothing_except_in_a_name() -> None:
    party = build({"name": ["Nan"], "country": ["N/A"], "address": ["-"]}, 2, intake())
    assert isinstance(party, Reject)  # a name that pandas writes for nothing, and nothing else
    party = build({"name": ["Nan"], "address": ["1 Main Street"]}, 2, intake())
    assert isinstance(party, Party)
    assert (party.name, party.country) == ("Nan", None)


def test_half_a_surrogate_pair_is_no_letter() -> None:
    party = build({"name": ["Hik\ud800vision\x07 Co"]}, 2, intake())
    assert isinstance(party, Party)
    assert party.name == "Hik\ufffdvision Co"


def test_the_kind_of_a_row_wins_over_the_kind_of_the_file() -> None:
    content = "name,type\nA,Natural Person\nB,公司\nC,Supplier\n".encode()
    kinds = [party.kind for party in parties_of(content, kind=PartyKind.VESSEL)]
    assert kinds == [PartyKind.PERSON, PartyKind.ORGANIZATION, PartyKind.VESSEL]


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("customers.csv", True), ("a/b.XLSX", True), ("list.jsonl", True), ("slip.cvs", True),
        ("Hikvision", False), ("Foo Co., Ltd.", False), ("amazon.com", False), ("x" * 5000, False),
        ("nul\0byte", False),
    ],
)  # fmt: skip
def test_an_argument_that_ends_like_a_file_is_one(text: str, file: bool) -> None:
    assert looks_like_file(text) is file


# -- properties ------------------------------------------------------------------------------

cell = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=30)


@settings(max_examples=100, deadline=None)
@given(
    rows=st.lists(st.tuples(cell, cell, cell), min_size=1, max_size=8),
    mark=st.sampled_from(",;\t|"),
)
def test_what_csv_writes_is_read_row_for_row(rows: list[tuple[str, str, str]], mark: str) -> None:
    """Rows in equal rows out, each under its line; only rows without a word are no rows."""
    import csv

    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=mark, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(("id", "name", "country"))
    writer.writerows(rows)
    got = rows_of(text.getvalue().encode())
    # A line end inside a cell (there are more of them than two) would shift the lines: none here.
    wanted = [line for line, row in enumerate(rows, start=2) if any(c.strip() for c in row)]
    assert [row.row if isinstance(row, Party) else row.line for row in got] == wanted


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_whatever_break_the_intake(content: bytes) -> None:
    """Rubbish after a good heading gives parties, rejects or one clear error, never a crash."""
    for file, start in (("a.csv", b"name,country\n"), ("a.jsonl", b'{"name": "x"}\n')):
        try:
            rows = rows_of(start + content, file)
        except TidegateError:
            continue
        assert all(isinstance(row, (Party, Reject)) for row in rows)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(["name", "alias", "country"]), cell, min_size=1),
        min_size=1, max_size=8,
    )
)  # fmt: skip
def test_json_lines_in_equal_rows_out(objects: list[dict[str, str]]) -> None:
    text = b"".join(msgspec.json.encode(item) + b"\n" for item in objects)
    assert len(rows_of(text, "a.jsonl")) == len(objects)


def test_a_stream_that_cannot_be_wound_back_is_read_all_the_same() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert [p.name for p in read(Pipe(b"name\nHikvision\n")) if isinstance(p, Party)] == [
        "Hikvision"
    ]


def test_a_million_rows_are_read_in_constant_memory(tmp_path: Path) -> None:
    """Here 40,000, of which no more than a few are ever held."""
    import tracemalloc

    path = tmp_path / "many.csv"
    with path.open("w", encoding="utf-8") as out:
        out.write("id,name,country\n")
        out.writelines(f"{n},Example Trading Company {n} Ltd,CN\n" for n in range(40_000))
    tracemalloc.start()
    count = sum(1 for _ in read(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 40_000
    assert peak < 3_000_000


def test_plain_names_without_an_ending_are_one_on_each_line() -> None:
    reading = from_bytes("Hikvision\n海康威视\n".encode())
    assert [row.name for row in reading if isinstance(row, Party)] == ["Hikvision", "海康威视"]


def test_a_table_without_an_ending_and_a_known_heading_is_still_an_error() -> None:
    with pytest.raises(InputError, match="no column for a name"):
        list(from_bytes(b"first,second\nHikvision,CN\n"))
