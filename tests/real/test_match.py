"""The matching engine on the real lists: altered names that must be found, and names of firms
and people that must clear. Figures are printed with `pytest -s`.

The alterations are made here, from a digest of each name, so that every run asks the same.
"""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.lists import parsers
from tidegate.match import Index

pytestmark = pytest.mark.real

QUERIES = 800
LEAST_RECALL = 0.93
MOST_FALSE = 0.0125
THRESHOLD = LEXICON.parameters["alert_threshold"]
_FORM = re.compile(
    r"(?i)[, ]*\b(co\.?,? ?ltd\.?|ltd\.?|limited|llc|inc\.?|gmbh|corporation|corp\.?|company"
    r"|jsc|ooo)\b\.?$"
)


class Asked(NamedTuple):
    """An altered name and what it was made from."""

    query: str
    how: str
    name: str
    listing_id: str


def digest(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:15], 16)


def typing_error(name: str, seed: int) -> str:
    places = [at for at, char in enumerate(name) if char.isalpha()]
    at = places[seed % len(places)]
    if seed % 3 == 0:
        return name[:at] + name[at + 1 :]
    if seed % 3 == 1 and at + 1 < len(name):
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + "etaoinsrl"[seed % 9] + name[at + 1 :]


def altered(name: str) -> tuple[str, str]:
    """One alteration: an error or two, another order, a word dropped, another form, spacing."""
    seed = digest(name)
    words = name.split()
    how = ("error", "errors", "order", "drop", "form", "spacing")[seed % 6]
    seed //= 6
    if how == "errors" and len(name) > 14:
        return typing_error(typing_error(name, seed), seed // 1009), how
    if how == "order" and 1 < len(words) < 5:
        return " ".join(words[1:] + words[:1]).replace(",", ""), how
    if how == "drop" and len(words) > 3:
        at = seed % len(words)
        return " ".join(words[:at] + words[at + 1 :]), how
    if how == "form" and _FORM.search(name):
        return _FORM.sub("", name) + ("", " LLC", " Limited", " GmbH")[seed % 4], how
    if how == "spacing":
        return name.replace("-", " ").upper() if seed % 2 else name.replace(" ", "  "), how
    return typing_error(name, seed), "error"


@pytest.fixture(scope="module")
def listings(real_lists: Path) -> list[tuple[str, str | None, list[str]]]:
    members = {
        part: (real_lists / f"us_ofac_{part}_2019-01-04.csv").read_bytes()
        for part in ("sdn", "alt", "add")
    }
    part744 = {"main": (real_lists / "us_bis_part744_2026-03-25.xml").read_bytes()}
    parsed = (
        *parsers.parse("us_ofac_csv", members, "us_ofac_sdn"),
        *parsers.parse("us_bis_part744", part744, "us_bis_part744"),
    )
    return [
        (listing.listing_id, listing.kind, [name.text for name in listing.names])
        for one in parsed
        for listing in one.listings
        if listing.names
    ]


@pytest.fixture(scope="module")
def index(listings: list[tuple[str, str | None, list[str]]]) -> Index:
    return Index.build(listings, LEXICON)


@pytest.fixture(scope="module")
def asked(listings: list[tuple[str, str | None, list[str]]]) -> list[Asked]:
    plain = [
        (digest("pick" + name), name, listing_id)
        for listing_id, _kind, names in listings
        for name in dict.fromkeys(names)
        if name.isascii() and sum(char.isalpha() for char in name) > 5
    ]
    return [
        Asked(*altered(name), name, listing_id) for _, name, listing_id in sorted(plain)[:QUERIES]
    ]


def clear_names(real_lists: Path) -> list[str]:
    folder = real_lists.parent / "names"
    firms = (folder / "us_listed_companies.txt").read_text(encoding="utf-8").split("\n")
    with (folder / "clear_people.csv").open(encoding="utf-8", newline="") as file:
        people = [row["full_name"] for row in csv.DictReader(file)]
    firms, people = (
        [one for one in sorted(set(pool), key=digest) if one] for pool in (firms, people)
    )
    return firms[: QUERIES // 2] + people[: QUERIES // 2]


def best_of(index: Index, one: Asked, same_name: dict[str, set[str]]) -> float:
    """The best score of the listing that the name is of, or of one that bears the same name."""
    found = index.screen(one.query, limit=20)
    return max(
        (match.score for match in found if match.listing_id in same_name[one.name]), default=0.0
    )


def test_altered_names_are_found_and_others_clear(
    index: Index,
    listings: list[tuple[str, str | None, list[str]]],
    asked: list[Asked],
    real_lists: Path,
) -> None:
    bearers: dict[str, set[str]] = {}
    for listing_id, _kind, names in listings:
        for name in names:
            bearers.setdefault(name, set()).add(listing_id)
    scores = [(best_of(index, one, bearers), one) for one in asked]
    missed = sorted((score, one) for score, one in scores if score < THRESHOLD)
    recall = 1 - len(missed) / len(scores)
    alerts = []
    names = clear_names(real_lists)
    for name in names:
        found = index.screen(name, limit=1, threshold=THRESHOLD)
        alerts += [(match.score, name, match.name) for match in found]
    share = len(alerts) / len(names)
    print(f"\n{len(index)} names; {len(asked)} altered: recall {recall:.4f} at {THRESHOLD}")
    print(f"{len(names)} clear: false alerts {share:.4f}")
    assert recall >= LEAST_RECALL, missed[:20]
    assert share <= MOST_FALSE, sorted(alerts)[-20:]


def test_every_listed_name_finds_its_own_listing(
    index: Index, listings: list[tuple[str, str | None, list[str]]]
) -> None:
    sample = sorted(listings, key=lambda entry: digest(entry[0]))[:600]
    lost = [
        (listing_id, name)
        for listing_id, kind, names in sample
        for name in names[:2]
        if listing_id not in {match.listing_id for match in index.screen(name, kind, limit=300)}
    ]
    assert len(lost) <= 6, lost


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("杭州海康威視數字技術", "Hikvision"),
        ("浙江大華科技", "Dahua Technology"),
        ("華為", "Huawei"),
        ("Хуавэй", "Huawei"),
        ("Huwaei", "Huawei"),
        ("Hikvison", "Hikvision"),
        ("Almaz Antey Telecom", "Almaz-Antey"),
        ("CSCC", "CSCC"),
        ("商汤科技", "Sense"),
        ("科大讯飞", "IFLYTEK"),
        ("国防科技大学", "National University of Defense Technology"),
    ],
)
def test_the_seed_on_the_real_lists(index: Index, query: str, expected: str) -> None:
    found = index.screen(query, threshold=THRESHOLD)
    assert found
    assert expected.lower() in found[0].name.lower()


@pytest.mark.parametrize("query", ["大華銀行", "Haikang", "华润", "CORP", "Limited", "Zhang", ""])
def test_what_must_not_alert(index: Index, query: str) -> None:
    wrong = ("Dahua", "Huawei", "Hikvision", "Huakang")
    found = index.screen(query, threshold=THRESHOLD)
    assert not [match.name for match in found if any(word in match.name for word in wrong)]
