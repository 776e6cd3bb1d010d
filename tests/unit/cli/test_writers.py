"""One screening in every form: nothing lost, nothing that runs, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest

from tests.unit.cli import samples
from tidegate.cli.render.layout import Page, cells
from tidegate.cli.render.screening import FORMATS, format_for, writer_for
from tidegate.cli.render.shapes import Summary
from tidegate.cli.render.words import NOT_ADVICE, rejected_row
from tidegate.model.errors import UsageError
from tidegate.model.results import Reject

REJECT = Reject(line=8, field="birth_date", reason="'2026-13-45' is no day", text="X | 2026-13-45")
ROWS = len(samples.ROWS) + 1


def written(form: str, width: int = 100) -> bytes:
    out, summary = io.BytesIO(), Summary()
    writer = writer_for(form, out, Page(width=width), samples.LISTS)
    writer.begin(samples.CONTEXT)
    for row in (*samples.ROWS, rejected_row(REJECT, "a.csv")):
        summary.count(row)
        writer.row(row, "a.csv")
    summary.rejects.append(("a.csv", REJECT))
    writer.end(summary)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_answer_is_the_same_bytes(form: str) -> None:
    assert written(form) == written(form)


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"xlsx"}))
def test_every_form_names_date_lists_trouble_and_engine(form: str) -> None:
    text = written(form).decode()
    for word in ("2026-11-22", "2026-03-25", "242 days", "tidegate 0.1.0"):
        assert word in re.sub(r"\s+", " ", text)


def test_json_is_the_promised_shape() -> None:
    whole = json.loads(written("json"))
    assert set(whole) == {"context", "results", "rejects"}
    assert [row["outcome"] for row in whole["results"]] == [
        "alert", "clear", "clear", "undetermined", "clear", "error"
    ]  # fmt: skip
    assert whole["rejects"] == [
        {"file": "a.csv", "line": 8, "field": "birth_date", "reason": "'2026-13-45' is no day",
         "text": "X | 2026-13-45"}
    ]  # fmt: skip
    match = whole["results"][0]["matches"][0]
    assert match["score"] == 0.9743
    assert match["since"] == "2019-10-09"
    assert match["basis"] == "effective"
    assert match["in_force"] == "in_force"
    assert match["rule_citation"] == "84 FR 54002"
    assert match["listing"]["license_requirement"].startswith("For all items")
    assert match["listing"]["review_policy"].endswith("all other items subject to the EAR.")
    assert match["listing"]["names"][2]["provenance"] == "supplement"
    assert match["pieces"][0] == {
        "ours": "海康威視", "theirs": "Hikvision", "route": "translated", "weight": 0.5,
        "similarity": 1.0, "against": False, "ours_spans": [[2, 6]], "theirs_spans": [[9, 18]],
    }  # fmt: skip
    assert whole["results"][2]["matches"] == []
    assert whole["results"][2]["other_matches"][0]["since"] == "2019-10-09"
    assert [use["sha256"] for use in whole["context"]["snapshots"]] == [
        samples.SHA, samples.SHA[::-1]
    ]  # fmt: skip


def test_json_keys_are_sorted() -> None:
    def check(value: object) -> None:
        if isinstance(value, dict):
            assert list(value) == sorted(value)
            for item in value.values():
                check(item)
        elif isinstance(value, list):
            for item in value:
                check(item)

    whole = json.loads(written("json"))
    for part in whole.values():
        check(part)


def test_every_json_line_stands_for_itself() -> None:
    lines = [json.loads(line) for line in written("jsonl").splitlines()]
    assert len(lines) == ROWS
    assert all(line["context"]["on"] == "2026-11-22" for line in lines)
    assert all("starter" in line["context"]["snapshots"]["us_ofac_sdn"] for line in lines)
    assert lines[-1]["outcome"] == "error"
    assert lines[-1]["row"] == 8


def test_csv_has_a_line_for_each_match_and_each_row_without() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv").decode())))
    assert [(row["row"], row["outcome"], row["counts"]) for row in rows] == [
        ("3", "alert", "yes"), ("4", "clear", ""), ("5", "clear", "no"),
        ("6", "undetermined", "yes"), ("7", "clear", ""), ("8", "error", ""),
    ]  # fmt: skip
    assert rows[0]["score"] == "0.9743"


def test_nothing_in_csv_is_a_formula() -> None:
    for row in csv.reader(io.StringIO(written("csv").decode())):
        assert not [cell for cell in row if re.match(r"[=+\-@\t\r]", cell)]
    rows = list(csv.DictReader(io.StringIO(written("csv").decode())))
    assert rows[4]["name"].startswith("'=HYPERLINK")
    assert rows[4]["id"] == "'+1+1"


def test_nothing_in_the_page_is_markup_of_others() -> None:
    tags: list[str] = []
    loads: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)
            loads.extend(name for name, _ in attrs if name in ("src", "href", "onclick"))

    page = written("html").decode()
    Reader().feed(page)
    assert "script" not in tags
    assert "link" not in tags
    assert "img" not in tags
    assert not loads
    assert "url(" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert tags.count("section") == ROWS


def test_the_page_shows_texts_whole() -> None:
    page = written("html").decode()
    policy = samples.HIKVISION.policy
    assert policy is not None
    assert policy.text in page
    assert NOT_ADVICE in page


def test_the_workbook_has_rows_matches_and_provenance_and_no_formula() -> None:
    import zipfile

    from python_calamine import CalamineWorkbook

    content = written("xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Rows", "Matches", "Provenance"]
    rows = book.get_sheet_by_name("Rows").to_python()
    assert len(rows) == ROWS + 1
    assert rows[5][3].startswith("=HYPERLINK")
    matches = book.get_sheet_by_name("Matches").to_python()
    assert [row[4] for row in matches[1:]] == ["yes", "no", "yes"]
    provenance = book.get_sheet_by_name("Provenance").to_python()
    assert any(samples.SHA in row for row in provenance)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == 3
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<hyperlink" in sheet]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table_keeps_to_its_width_and_is_plain_in_a_pipe(width: int) -> None:
    text = written("table", width).decode()
    assert max(cells(line) for line in text.splitlines()) <= width
    assert "\x1b" not in text
    assert not re.search("[│┃━─╭┌]", text)
    assert "\n\n\n" not in text


def test_the_table_reads_like_this() -> None:
    lines = written("table", 80).decode().splitlines()
    assert lines[:6] == [
        "ALERT   C-002 · 杭州海康威視數字技術 · 中国",
        "        Hangzhou Hikvision Digital Technology Co., Ltd. · China — Entity List,",
        "        score 0.97",
        "        why       海康威視 = Hikvision, 數字技術 = Digital Technology",
        "                  (translation or brand name); 杭州 = Hangzhou (place name);",
        "                  only on the list: Co., Ltd.",
    ]
    assert "clear   C-003 · Intel Corporation · US" in lines
    assert any("begins 2019-10-09 (84 FR 54002)" in line for line in lines)
    said = " ".join(lines)
    assert "6 rows screened for 2026-11-22: 1 alert, 1 undetermined, 3 clear, 1 could not" in said


@pytest.mark.parametrize("form", ["table", "html"])
def test_people_are_told_what_an_entry_means_on_the_lists_that_met(form: str) -> None:
    text = written(form).decode()
    assert "A licence is needed." in text
    assert "All dealings stop." not in text


def test_the_format_follows_the_name_of_the_file() -> None:
    from pathlib import Path

    assert format_for(None, None) == "table"
    assert format_for(None, Path("a.XLSX")) == "xlsx"
    assert format_for("json", Path("a.txt")) == "json"
    with pytest.raises(UsageError, match=r"'a.docx' does not say in which format"):
        format_for(None, Path("a.docx"))
