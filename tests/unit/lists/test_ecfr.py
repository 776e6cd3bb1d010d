"""The dates of the Code of Federal Regulations, as its versioner tells them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import msgspec
import pytest

from tests.support.list_server import ListServer
from tidegate import tables
from tidegate.lists.ecfr import dated_url, ecfr_change_dates, newest_ecfr_date
from tidegate.lists.fetch import Fetcher, FetchOptions
from tidegate.model.errors import DataError, FetchError
from tidegate.model.sources import SourceDescriptor

TITLES = {
    "titles": [
        {"number": 14, "up_to_date_as_of": "2026-07-01", "reserved": False},
        {"number": 15, "up_to_date_as_of": "2026-07-23", "reserved": False},
        {"number": 35, "up_to_date_as_of": None, "reserved": True},
    ]
}


def version(day: str, identifier: str) -> dict[str, str]:
    return {"date": day, "issue_date": day, "identifier": identifier, "part": "744"}


CHANGES = {
    "content_versions": [
        version("2019-05-21", "Supplement No. 4 to Part 744"),
        version("2017-01-03", "Supplement No. 4 to Part 744"),
        version("2020-12-23", "Supplement No. 7 to Part 744"),
        version("2019-05-21", "Supplement No. 6 to Part 744"),
        version("2020-04-28", "744.21"),
        version("2018-08-01", "Supplement No. 4 to Part 744"),
    ]
}


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[ListServer]:
    with ListServer() as running:
        running.change("/titles.json", json.dumps(TITLES).encode())
        running.change("/versions.json?part=744", json.dumps(CHANGES).encode())
        yield running


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(FetchOptions(wait_initial=0.001, wait_max=0.001, wait_jitter=0)) as one:
        yield one


def here(server: ListServer) -> SourceDescriptor:
    return msgspec.structs.replace(
        tables.sources()["us_bis_part744"],
        newest=f"{server.url}/titles.json",
        changes=f"{server.url}/versions.json?part=744",
    )


def test_the_newest_day_is_that_of_our_title(server: ListServer, fetcher: Fetcher) -> None:
    assert newest_ecfr_date(fetcher, here(server)) == date(2026, 7, 23)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2016-01-01", ["2017-01-03", "2018-08-01", "2019-05-21", "2020-12-23"]),
        ("2018-08-01", ["2018-08-01", "2019-05-21", "2020-12-23"]),
        ("2019-01-01", ["2018-08-01", "2019-05-21", "2020-12-23"]),
        ("2026-01-01", ["2020-12-23"]),
    ],
    ids=["before the first", "on a change", "between two", "after the last"],
)
def test_the_changes_begin_with_the_text_that_stood_on_the_day(
    server: ListServer, fetcher: Fetcher, since: str, expected: list[str]
) -> None:
    days = ecfr_change_dates(fetcher, here(server), date.fromisoformat(since))
    assert [day.isoformat() for day in days] == expected


def test_where_no_supplement_is_named_every_change_counts(
    server: ListServer, fetcher: Fetcher
) -> None:
    rows = [version("2018-01-02", "744.11"), version("2019-01-02", "744.16")]
    body = json.dumps({"content_versions": rows}).encode()
    server.change("/versions.json?part=744", body)
    days = ecfr_change_dates(fetcher, here(server), date(2017, 1, 1))
    assert days == (date(2018, 1, 2), date(2019, 1, 2))


@pytest.mark.parametrize(
    "body", [b"<html>no</html>", b"[]", b'{"titles": []}', b'{"titles": [{"number": 15}]}', b"{"]
)
def test_an_answer_without_a_date_is_said(
    server: ListServer, fetcher: Fetcher, body: bytes
) -> None:
    server.change("/titles.json", body)
    server.change("/versions.json?part=744", body)
    with pytest.raises(FetchError):
        newest_ecfr_date(fetcher, here(server))
    with pytest.raises(FetchError):
        ecfr_change_dates(fetcher, here(server), date(2017, 1, 1))


def test_a_source_without_dated_versions_has_none(fetcher: Fetcher) -> None:
    with pytest.raises(DataError):
        newest_ecfr_date(fetcher, tables.sources()["us_ofac_sdn"])
    with pytest.raises(DataError):
        ecfr_change_dates(fetcher, tables.sources()["us_ofac_sdn"], date(2017, 1, 1))


def test_the_packaged_address_takes_a_day() -> None:
    source = tables.sources()["us_bis_part744"]
    url = dated_url(source.forms["ecfr_xml"].members["main"].url, date(2019, 5, 21))
    assert url == ("https://www.ecfr.gov/api/versioner/v1/full/2019-05-21/title-15.xml?part=744")
