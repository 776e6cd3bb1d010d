"""The only module that opens a network connection.

One request in, the whole file out or a `FetchError` that says what happened: conditional requests
(ETag, Last-Modified), retries with growing waits on what may pass (5xx, 429, timeouts, broken
connections), a limit on size and on time, no half file ever. What is in the file is not judged
here: that a 200 can carry an error page is the guard's business. Proxies are taken from the
environment as everywhere else.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from tidegate import __version__
from tidegate.model.errors import FetchError
from tidegate.model.listing import Frozen

if TYPE_CHECKING:
    import httpx

Progress = Callable[[int, int | None], None]
"""called with the bytes received so far and the bytes announced, if any"""


class FetchOptions(Frozen):
    """How patient a fetcher is. All times in seconds.

    `attempts` counts the first one; to an address that cannot be reached at all there are only
    `connect_attempts`, and its host is not tried again by the same fetcher. As long as no host at
    all was reached, the next ones get one attempt of `doubtful_timeout`: a machine without a
    network says so soon. A `Retry-After` longer than `longest_retry_after` is not waited for.
    """

    connect_timeout: float = 6.0
    doubtful_timeout: float = 3.0
    read_timeout: float = 30.0
    attempts: int = 4
    connect_attempts: int = 2
    wait_initial: float = 0.5
    wait_max: float = 8.0
    wait_jitter: float = 0.5
    longest_retry_after: float = 20.0
    max_redirects: int = 5
    user_agent: str = f"tidegate/{__version__} (restricted-party list update)"


class Request(Frozen):
    """What to fetch. `etag` and `modified` are those of the copy at hand, if any: then the answer
    may be that nothing is new. `deadline` is the time for all attempts together."""

    url: str
    max_bytes: int
    etag: str | None = None
    modified: str | None = None
    deadline: float = 120.0


class Fetched(Frozen):
    """The answer: `new` with the whole content, or `not_modified` without any. `url` is the address
    after redirects."""

    status: Literal["new", "not_modified"]
    content: bytes | None
    etag: str | None
    modified: str | None
    url: str


class _PassingError(Exception):
    """Something that may be gone at the next attempt."""

    def __init__(self, reason: str, *, after: float | None = None, connect: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after
        self.connect = connect


class Fetcher:
    """Fetches official files over one pool of connections. Use it as a context manager."""

    def __init__(self, options: FetchOptions | None = None) -> None:
        self.options = options or FetchOptions()
        self._client: httpx.Client | None = None
        self._unreachable: dict[str, str] = {}
        self._reached = False

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. The fetcher can be used again."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def fetch(self, request: Request, progress: Progress | None = None) -> Fetched:
        """Fetch one file. Raises `FetchError` with the address, what happened and what to do."""
        import stamina

        # stamina reports retries to its logger; without a handler they would land on the screen.
        logging.getLogger("stamina").addHandler(logging.NullHandler())
        host = _host(request.url)
        if host in self._unreachable:
            raise _failed(request.url, f"{self._unreachable[host]} (not tried again)")
        options, end = self.options, time.monotonic() + request.deadline
        tries = 0

        def again(error: Exception) -> bool | float:
            if not isinstance(error, _PassingError):
                return False
            if error.connect and (self._doubtful or tries >= options.connect_attempts):
                return False
            if error.after is None:
                return time.monotonic() < end
            fits = time.monotonic() + error.after < end
            return error.after if fits and error.after <= options.longest_retry_after else False

        try:
            for attempt in stamina.retry_context(
                on=again,
                attempts=options.attempts,
                timeout=request.deadline,
                wait_initial=options.wait_initial,
                wait_max=options.wait_max,
                wait_jitter=options.wait_jitter,
            ):
                with attempt:
                    tries += 1
                    return self._once(request, end, progress)
        except _PassingError as error:
            if error.connect:
                self._unreachable[host] = error.reason
            times = f" ({tries} attempts)" if tries > 1 else ""
            raise _failed(request.url, error.reason + times) from error
        raise AssertionError("the retry loop returns or raises")

    def _once(self, request: Request, end: float, progress: Progress | None) -> Fetched:
        """One attempt, with its redirects."""
        import httpx

        client = self._open()
        headers = {}
        if request.etag:
            headers["If-None-Match"] = request.etag
        if request.modified:
            headers["If-Modified-Since"] = request.modified
        try:
            call = client.build_request("GET", request.url, headers=headers)
            for _ in range(self.options.max_redirects + 1):
                call.extensions["timeout"] = self._timeout(request, end)
                response = client.send(call, stream=True)
                self._reached = True
                try:
                    onward = _redirect(request.url, response)
                    if onward is None:
                        return _answer(request, response, end, progress)
                    call = onward
                finally:
                    response.close()
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise _failed(request.url, f"not an address that can be fetched: {error}") from error
        except httpx.HTTPError as error:
            raise _passing(error) from error
        raise _failed(request.url, f"more than {self.options.max_redirects} redirects")

    def _timeout(self, request: Request, end: float) -> dict[str, float | None]:
        left = end - time.monotonic()
        if left <= 0:
            raise _out_of_time(request)
        patience = self.options
        connect = patience.doubtful_timeout if self._doubtful else patience.connect_timeout
        connect = min(connect, left)
        read = min(self.options.read_timeout, left)
        return {"connect": connect, "read": read, "write": read, "pool": connect}

    @property
    def _doubtful(self) -> bool:
        """Whether there may be no network at all: one host could not be reached, and none was."""
        return bool(self._unreachable) and not self._reached

    def _open(self) -> httpx.Client:
        if self._client is None:
            import httpx

            self._client = httpx.Client(
                follow_redirects=False, headers={"User-Agent": self.options.user_agent}
            )
        return self._client


def _answer(
    request: Request, response: httpx.Response, end: float, progress: Progress | None
) -> Fetched:
    """Read one response to its end, or say why it is none."""
    status = response.status_code
    etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
    if status == 304 and (request.etag or request.modified):
        return Fetched(
            status="not_modified",
            content=None,
            etag=etag or request.etag,
            modified=modified or request.modified,
            url=str(response.url),
        )
    said = f"the server answered {status} {response.reason_phrase}".rstrip()
    if status == 429 or status >= 500:
        raise _PassingError(said, after=_retry_after(response))
    if status != 200:
        raise _failed(request.url, said)
    return Fetched(
        status="new",
        content=_body(request, response, end, progress),
        etag=etag,
        modified=modified,
        url=str(response.url),
    )


def _body(
    request: Request, response: httpx.Response, end: float, progress: Progress | None
) -> bytes:
    """The whole body within the limits of size and time. The size counts as unpacked, so that a
    small packed body cannot fill the memory either."""
    announced = _length(response)
    if announced is not None and announced > request.max_bytes:
        raise _too_large(request, announced)
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > request.max_bytes:
            raise _too_large(request, None)
        if time.monotonic() > end:
            raise _out_of_time(request)
        if progress is not None:
            progress(response.num_bytes_downloaded, announced)
    received = response.num_bytes_downloaded
    if announced is not None and received != announced:
        raise _PassingError(f"the file was cut off: {received:,} of {announced:,} bytes came")
    return bytes(body)


def _redirect(url: str, response: httpx.Response) -> httpx.Request | None:
    """The next request of a redirect. From https it leads to https only."""
    onward = response.next_request
    if onward is None:
        return None
    before, after = response.url.scheme, onward.url.scheme
    if after not in ("https", before):
        raise _failed(url, f"it redirects from {before} to {after} ({onward.url})")
    return onward


def _length(response: httpx.Response) -> int | None:
    printed = response.headers.get("Content-Length", "")
    return int(printed) if printed.isdigit() else None


def _retry_after(response: httpx.Response) -> float | None:
    """The seconds that the server asks for; a date in that header is left to the usual waits."""
    printed = response.headers.get("Retry-After", "").strip()
    return float(printed) if printed.isdigit() else None


def _passing(error: httpx.HTTPError) -> _PassingError:
    import httpx

    words = str(error) or type(error).__name__
    match error:
        case httpx.ConnectTimeout():
            return _PassingError("no connection in the time for it", connect=True)
        case httpx.ConnectError() | httpx.ProxyError():
            return _PassingError(f"no connection ({words})", connect=True)
        case httpx.TimeoutException():
            return _PassingError("the server fell silent")
        case httpx.RemoteProtocolError():
            return _PassingError(f"the file was cut off ({words})")
    return _PassingError(f"the connection failed ({words})")


def _host(url: str) -> str:
    """Scheme, host and port of an address."""
    return "/".join(url.split("/", 3)[:3])


_AT_HAND = (
    "Try again later, or fetch the file in another way and say: tidegate update --from FOLDER"
)


def _failed(url: str, reason: str) -> FetchError:
    return FetchError(reason, file=url, todo=_AT_HAND)


def _too_large(request: Request, announced: int | None) -> FetchError:
    size = f"{announced:,} bytes" if announced else "more bytes than that"
    return FetchError(
        f"the file is too large: {size}",
        file=request.url,
        expected=f"{request.max_bytes:,} bytes at most",
        todo="Look at the address: this is not the list, or the descriptor's max_bytes is too low",
    )


def _out_of_time(request: Request) -> FetchError:
    return _failed(request.url, f"not finished within {request.deadline:g} s")
