"""Fetching, against a real server on loopback."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
from collections.abc import Iterator

import httpx
import msgspec
import pytest

from tests.support.list_server import (
    LAST_MODIFIED,
    Always,
    Cut,
    Drop,
    Html,
    ListServer,
    Oversize,
    Redirect,
    Slow,
    Status,
)
from tidegate.lists.fetch import Fetched, Fetcher, FetchOptions, Request, _redirect
from tidegate.model.errors import FetchError

QUICK = FetchOptions(
    connect_timeout=2, read_timeout=2, wait_initial=0.001, wait_max=0.002, wait_jitter=0
)
FILE = b"36,AEROCARIBBEAN AIRLINES,-0- ,CUBA\r\n" * 5000
PATH = "/SDN.CSV"


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is never asked through a proxy of the machine."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[ListServer]:
    with ListServer() as running:
        running.change(PATH, FILE)
        yield running


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(QUICK) as one:
        yield one


def ask(server: ListServer, path: str = PATH, **fields: object) -> Request:
    request = Request(url=server.url + path, max_bytes=10_000_000, deadline=20)
    return msgspec.structs.replace(request, **fields)


def refused(fetcher: Fetcher, request: Request) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(request)
    assert caught.value.file == request.url
    return caught.value


def test_a_file_comes_whole_with_its_stamps(server: ListServer, fetcher: Fetcher) -> None:
    seen: list[tuple[int, int | None]] = []
    got = fetcher.fetch(ask(server), lambda done, total: seen.append((done, total)))
    assert (got.status, got.content, got.modified) == ("new", FILE, LAST_MODIFIED)
    assert got.etag
    assert seen[-1] == (len(FILE), len(FILE))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert server.requests[0].headers["User-Agent"].startswith("tidegate/")


@pytest.mark.parametrize("stamp", ["etag", "modified"])
def test_what_is_at_hand_is_not_fetched_again(
    server: ListServer, fetcher: Fetcher, stamp: str
) -> None:
    first = fetcher.fetch(ask(server))
    again = fetcher.fetch(ask(server, **{stamp: getattr(first, stamp)}))
    assert again == Fetched(
        status="not_modified",
        content=None,
        etag=first.etag,
        modified=first.modified,
        url=first.url,
    )


def test_a_changed_file_is_fetched_although_an_older_copy_is_at_hand(
    server: ListServer, fetcher: Fetcher
) -> None:
    first = fetcher.fetch(ask(server))
    server.change(PATH, FILE + b"more\r\n")
    assert fetcher.fetch(ask(server, etag=first.etag)).content == FILE + b"more\r\n"


@pytest.mark.parametrize(
    "steps",
    [
        (Status(503), Status(503)),
        (Status(429, {"Retry-After": "0"}),),
        (Status(500), Drop()),
        (Cut(0.5),),
        (Cut(0.0), Status(502)),
    ],
    ids=["503 twice", "429", "500 and hung up", "cut off once", "nothing came"],
)
def test_what_passes_is_tried_again(
    server: ListServer, fetcher: Fetcher, steps: tuple[object, ...]
) -> None:
    server.script(PATH, *steps)
    assert fetcher.fetch(ask(server)).content == FILE
    assert server.asked(PATH) == len(steps) + 1


def test_what_does_not_pass_is_said(server: ListServer, fetcher: Fetcher) -> None:
    server.script(PATH, Always(Status(503)))
    error = refused(fetcher, ask(server))
    assert "the server answered 503 Service Unavailable (4 attempts)" in str(error)
    assert "tidegate update --from" in str(error)
    assert server.asked(PATH) == QUICK.attempts


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 204])
def test_an_answer_that_will_not_change_is_not_asked_for_again(
    server: ListServer, fetcher: Fetcher, code: int
) -> None:
    server.script(PATH, Always(Status(code)))
    assert f"the server answered {code}" in refused(fetcher, ask(server)).message
    assert server.asked(PATH) == 1


def test_a_304_that_nobody_asked_for_is_no_list(server: ListServer, fetcher: Fetcher) -> None:
    server.script(PATH, Always(Status(304)))
    assert "304" in refused(fetcher, ask(server)).message


def test_a_long_retry_after_is_not_waited_for(server: ListServer, fetcher: Fetcher) -> None:
    server.script(PATH, Always(Status(503, {"Retry-After": "86400"})))
    refused(fetcher, ask(server))
    assert server.asked(PATH) == 1


def test_a_file_that_is_always_cut_off_is_refused(server: ListServer, fetcher: Fetcher) -> None:
    server.script(PATH, Always(Cut(0.9)))
    assert "cut off" in refused(fetcher, ask(server)).message


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "without a length"])
def test_too_large_a_file_is_given_up(
    server: ListServer, fetcher: Fetcher, announced: bool
) -> None:
    server.script(PATH, Always(Oversize(8_000_000, announced=announced)))
    error = refused(fetcher, ask(server, max_bytes=100_000))
    assert "too large" in error.message
    assert error.expected == "100,000 bytes at most"
    assert server.asked(PATH) == 1


def test_a_packed_file_is_unpacked(server: ListServer, fetcher: Fetcher) -> None:
    server.script(PATH, Status(200, {"Content-Encoding": "gzip"}, gzip.compress(FILE)))
    assert fetcher.fetch(ask(server)).content == FILE


def test_a_small_packed_body_cannot_fill_the_memory(server: ListServer, fetcher: Fetcher) -> None:
    body = gzip.compress(bytes(5_000_000))
    server.script(PATH, Status(200, {"Content-Encoding": "gzip"}, body))
    assert len(body) < 100_000
    assert "too large" in refused(fetcher, ask(server, max_bytes=100_000)).message


def test_a_slow_file_comes(server: ListServer, fetcher: Fetcher) -> None:
    server.script(PATH, Slow(pieces=5, pause=0.005))
    assert fetcher.fetch(ask(server)).content == FILE


def test_the_time_for_all_attempts_is_kept(server: ListServer, fetcher: Fetcher) -> None:
    server.script(PATH, Always(Slow(pieces=10_000, pause=0.05)))
    error = refused(fetcher, ask(server, deadline=0.2))
    assert "not finished within 0.2 s" in error.message


def test_silence_is_given_up(server: ListServer) -> None:
    server.script(PATH, Always(Slow(pieces=2, pause=60)))
    options = msgspec.structs.replace(QUICK, read_timeout=0.05, attempts=2)
    with Fetcher(options) as fetcher:
        assert "fell silent" in refused(fetcher, ask(server)).message
    assert server.asked(PATH) == 2


def test_a_web_page_under_a_200_is_handed_on(server: ListServer, fetcher: Fetcher) -> None:
    """What the bytes are is the guard's question; the fetcher only brings them."""
    server.script(PATH, Html())
    assert (fetcher.fetch(ask(server)).content or b"").startswith(b"<!DOCTYPE html>")


def test_a_redirect_is_followed(server: ListServer, fetcher: Fetcher) -> None:
    server.script("/old", Redirect(PATH))
    got = fetcher.fetch(ask(server, "/old"))
    assert got.content == FILE
    assert got.url == server.url + PATH


def test_a_circle_of_redirects_ends(server: ListServer, fetcher: Fetcher) -> None:
    server.script(PATH, Always(Redirect(PATH)))
    assert "more than 5 redirects" in refused(fetcher, ask(server)).message


@pytest.mark.parametrize("to", ["ftp://127.0.0.1/SDN.CSV", "file:///etc/hosts"])
def test_a_redirect_to_another_protocol_is_refused(
    server: ListServer, fetcher: Fetcher, to: str
) -> None:
    server.script(PATH, Redirect(to))
    assert "redirects from http to" in refused(fetcher, ask(server)).message


@pytest.mark.parametrize(
    ("before", "after", "followed"),
    [("https", "https", True), ("http", "https", True), ("https", "http", False)],
)
def test_a_redirect_never_leads_out_of_encryption(before: str, after: str, followed: bool) -> None:
    response = httpx.Response(302, request=httpx.Request("GET", f"{before}://lists.example/a"))
    response.next_request = httpx.Request("GET", f"{after}://lists.example/b")
    if followed:
        assert _redirect("x", response) is response.next_request
    else:
        with pytest.raises(FetchError, match="redirects from https to http"):
            _redirect("x", response)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/x", "127.0.0.1/x", "http://"])
def test_what_is_no_address_is_said(fetcher: Fetcher, url: str) -> None:
    assert "not an address" in refused(fetcher, Request(url=url, max_bytes=1)).message


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def nobody(path: str, port: int) -> Request:
    return Request(url=f"http://127.0.0.1:{port}{path}", max_bytes=1, deadline=20)


def test_a_host_that_is_not_there_is_not_tried_for_every_file(fetcher: Fetcher) -> None:
    port = closed_port()
    error = refused(fetcher, nobody("/a", port))
    assert "no connection" in error.message
    assert "2 attempts" in error.message
    assert "not tried again" in refused(fetcher, nobody("/b", port)).message


def test_without_a_network_the_next_hosts_get_one_attempt(
    server: ListServer, fetcher: Fetcher
) -> None:
    refused(fetcher, nobody("/a", closed_port()))
    assert "attempts" not in refused(fetcher, nobody("/a", closed_port())).message
    # One that answers shows that there is a network after all.
    assert fetcher.fetch(ask(server)).content == FILE
    assert "2 attempts" in refused(fetcher, nobody("/a", closed_port())).message


def test_the_proxy_of_the_environment_is_used(
    server: ListServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("HTTP_PROXY", server.url)
    monkeypatch.setenv("http_proxy", server.url)
    url = "http://lists.example/SDN.CSV"
    server.change(url, FILE)
    with Fetcher(QUICK) as fetcher:
        assert fetcher.fetch(Request(url=url, max_bytes=10_000_000)).content == FILE
    assert server.asked(url) == 1


def test_the_client_is_imported_only_when_something_is_fetched() -> None:
    code = (
        "import sys, tidegate.lists.fetch, tidegate.lists.ecfr;"
        "sys.exit(len({'httpx', 'stamina'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
