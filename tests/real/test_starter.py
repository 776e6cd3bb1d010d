"""The starter lists, the supplement and the notices against the official files they came from."""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec
import pytest

from tidegate import tables
from tidegate.lists import parsers
from tidegate.lists.dating import Datebook
from tidegate.model.listing import Listing, ParsedList, fold, substance

pytestmark = pytest.mark.real

FILES: dict[str, tuple[str, dict[str, str]]] = {
    "us_bis_part744": ("us_bis_part744", {"main": "us_bis_part744_2026-03-25.xml"}),
    "us_bis_denied_persons": ("us_bis_dpl", {"main": "us_bis_dpl_2022-09-07.txt"}),
    "us_ofac_sdn": (
        "us_ofac_csv",
        {
            "sdn": "us_ofac_sdn_2022-01-31_altered.csv",
            "alt": "us_ofac_alt_2022-01-31_altered.csv",
            "add": "us_ofac_add_2022-01-31_altered.csv",
        },
    ),
    "us_ofac_consolidated": (
        "us_ofac_csv",
        {
            "prim": "us_ofac_cons_prim_2025-12-19.csv",
            "alt": "us_ofac_cons_alt_2025-12-19.csv",
            "add": "us_ofac_cons_add_2025-12-19.csv",
            "comments": "us_ofac_cons_comments_2025-12-19.csv",
        },
    ),
    "un_security_council": ("un_sc_xml", {"main": "un_consolidated_2026-02-27.xml"}),
}
# The starter leaves out the running text that these lists print beside the facts taken from it.
WITHOUT_REMARKS = {"us_ofac_sdn", "us_ofac_consolidated", "un_security_council"}


@pytest.fixture(scope="module")
def official(real_lists: Path) -> Mapping[str, ParsedList]:
    """The official lists by id, as the parsers read the real files."""
    found = {}
    for source, (parser, members) in FILES.items():
        content = {key: (real_lists / name).read_bytes() for key, name in members.items()}
        for parsed in parsers.parse(parser, content, source):
            found[parsed.list_id] = parsed
    return found


@pytest.fixture(scope="module")
def raw(real_lists: Path) -> Mapping[str, str]:
    """Every letter and digit of the files behind a list, without markup: what no parser touched."""
    found = {}
    for source, (_, members) in FILES.items():
        files = [(real_lists / name).read_text("utf-8", "replace") for name in members.values()]
        text = re.sub(r"<sup>[^<]*</sup>", "", " ".join(files))
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
        lists = tables.sources()[source].lists
        found.update(dict.fromkeys(lists, fold(text)))
    return found


def entries() -> list[Listing]:
    return [listing for parsed in tables.starter().lists for listing in parsed.listings]


@pytest.mark.parametrize("ours", entries(), ids=lambda entry: entry.listing_id)
def test_an_entry_says_what_the_official_file_says(
    ours: Listing, official: Mapping[str, ParsedList]
) -> None:
    """Same key and same substance: a fetched list goes on with the same listing, unchanged."""
    by_key = {listing.key: listing for listing in official[ours.list_id].listings}
    theirs = by_key[ours.key]
    if ours.list_id in WITHOUT_REMARKS:
        theirs = msgspec.structs.replace(theirs, remarks=None)
    assert substance(ours) == substance(theirs), msgspec.to_builtins(theirs)


@pytest.mark.parametrize("ours", entries(), ids=lambda entry: entry.listing_id)
def test_every_word_of_an_entry_stands_in_the_file(ours: Listing, raw: Mapping[str, str]) -> None:
    """The same check without our parsers: names, addresses, clauses, citations, numbers."""
    text = raw[ours.list_id]
    words = [name.text for name in ours.names]
    words += [citation.text for citation in ours.citations]
    words += [identifier.value for identifier in ours.identifiers]
    words += [ours.number or ""]
    for address in ours.addresses:
        parts = [address.street, address.city, address.region, address.postal_code]
        # Where a list has columns, the whole address is ours and its parts are the list's.
        words += [part for part in parts if part] or [address.text]
    for clause in (ours.requirement, ours.policy):
        words += [re.sub(r" ?[¹²³⁴⁵]", "", clause.text)] if clause else []
    missing = [word for word in words if fold(word) not in text and not _in_pieces(word, text)]
    assert missing == []


def _in_pieces(word: str, text: str) -> bool:
    """Whether a text that the parser joined from several columns stands there in its pieces."""
    return ", " in word and all(fold(piece) in text for piece in word.split(", "))


def test_no_supplement_for_a_name_that_no_list_prints(official: Mapping[str, ParsedList]) -> None:
    printed = {
        list_id: {fold(name.text) for listing in parsed.listings for name in listing.names}
        for list_id, parsed in official.items()
    }
    ours = [s for s in tables.supplements() if s.list_id in printed]
    assert len(ours) > 400
    assert [s.listed_name for s in ours if fold(s.listed_name) not in printed[s.list_id]] == []


def test_what_the_dates_of_the_entity_list_rest_on(official: Mapping[str, ParsedList]) -> None:
    book = Datebook(tables.rules(), tables.removals(), 14)
    rows = [li for li in official["us_bis_entity_list"].listings if li.parent is None]
    datings = [book.begin(row, date(2026, 3, 25), None) for row in rows]
    basis = Counter(str(dating.listed_basis) for dating in datings)
    assert basis["effective"] >= 2750
    assert basis["published"] <= 660
    assert basis["snapshot"] <= 5
    assert all(d.listed_from and d.listed_from <= date(2025, 11, 12) for d in datings)
    assert sum(d.wording_from is not None for d in datings) >= 3400


def test_an_effective_date_is_never_later_than_the_screening_lists(
    official: Mapping[str, ParsedList], real_lists: Path
) -> None:
    """The Consolidated Screening List prints a start date for each row: ours is the same day, or
    up to a week before it where the rule was effective before it was published."""
    book = Datebook(tables.rules(), tables.removals(), 14)
    ours = {
        fold(row.caption): book.begin(row, date(2026, 3, 25), None).listed_from
        for row in official["us_bis_entity_list"].listings
    }
    text = (real_lists / "us_csl_2023-11-30_truncated.csv").read_text("utf-8")
    leads: Counter[int] = Counter()
    for row in csv.reader(text.splitlines()):
        if len(row) < 10 or not row[1].startswith("Entity List") or not row[9][:4].isdigit():
            continue
        begun = ours.get(fold(row[5]))
        if begun:
            leads[(date.fromisoformat(row[9][:10]) - begun).days] += 1
    near = sum(count for lead, count in leads.items() if 0 <= lead <= 7)
    assert sum(leads.values()) > 500
    assert near / sum(leads.values()) > 0.9, leads.most_common(12)


def test_recalled_values_stayed_out(real_facts: Path) -> None:
    with (real_facts / "fr_rules.tsv").open(encoding="utf-8") as file:
        gathered = list(csv.DictReader(file, delimiter="\t"))
    ours = {(rule.volume, rule.table_page): rule for rule in tables.rules()}
    assert len(gathered) == len(ours)
    for row in gathered:
        rule = ours[int(row["volume"]), int(row["table_page"])]
        # The rule that added 15 CFR 744.16(f) is dated by that section.
        if (rule.volume, rule.table_page) != (89, 51652):
            assert str(rule.effective or "") == row["effective_date"]
        assert str(rule.published) == row["publication_date"]
        # One recalled first page is confirmed by two published accounts elsewhere.
        if row["first_page_basis"] == "recalled" and (rule.volume, rule.first_page) != (85, 83765):
            assert rule.first_page is None
    with (real_facts / "native_names.tsv").open(encoding="utf-8") as file:
        recalled = {
            row["native_simplified"]
            for row in csv.DictReader(file, delimiter="\t")
            if row["confidence"].startswith("recalled") and row["native_simplified"]
        }
    assert len(recalled) > 50
    assert {s.text for s in tables.supplements()} & recalled == set()
