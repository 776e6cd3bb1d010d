"""The real files over a real connection that misbehaves in every way at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.list_server import Cut, Drop, ListServer, Slow, Status
from tidegate.lists.fetch import Fetcher, FetchOptions, Request
from tidegate.lists.recognise import recognise

pytestmark = pytest.mark.real

QUICK = FetchOptions(attempts=5, wait_initial=0.001, wait_max=0.002, wait_jitter=0)
# The path of the official address, and the file that stands in for what it gives.
OFFICIAL = {
    "/api/PublicationPreview/exports/SDN.CSV": "us_ofac_sdn_2022-02-24.csv",
    "/api/PublicationPreview/exports/ALT.CSV": "us_ofac_alt_2019-01-04.csv",
    "/api/versioner/v1/full/2026-03-25/title-15.xml?part=744": "us_bis_part744_2026-03-25.xml",
    "/resources/xml/en/consolidated.xml": "un_consolidated_2026-02-27.xml",
    "/dpl/dpl.txt": "us_bis_dpl_2022-09-07.txt",
}


@pytest.mark.parametrize("path", OFFICIAL)
def test_a_list_comes_whole_through_bad_weather(
    real_lists: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    content = (real_lists / OFFICIAL[path]).read_bytes()
    with ListServer(real_lists) as server, Fetcher(QUICK) as fetcher:
        server.route(path, OFFICIAL[path])
        server.script(path, Status(503), Status(503), Cut(0.7), Drop(), Slow(pieces=3, pause=0.01))
        request = Request(url=server.url + path, max_bytes=50_000_000, deadline=60)
        got = fetcher.fetch(request)
        assert got.content == content
        assert server.asked(path) == 5
        assert recognise("", got.content) is not None
        again = fetcher.fetch(
            Request(url=server.url + path, max_bytes=1, etag=got.etag, modified=got.modified)
        )
        assert (again.status, again.content) == ("not_modified", None)
