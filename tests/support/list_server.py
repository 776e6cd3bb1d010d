"""A real HTTP server on loopback that serves official files, well or badly.

    with ListServer(folder) as server:
        server.route("/SDN.CSV", "us_ofac_sdn_2019-01-04.csv")   # an address that has another name
        server.script("/SDN.CSV", Status(503), Status(503))       # twice 503, then the file
        fetch(server.url + "/SDN.CSV")

Without a script a file is served whole with an ETag and a date, and answers a conditional request
with 304. Each step of a script answers one request; `Always(step)` answers all that follow.
`server.requests` is what was asked, in order. `change` gives an address other bytes while the
server runs.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

LAST_MODIFIED = "Tue, 24 Mar 2026 12:00:00 GMT"
ERROR_PAGE = (
    b"<!DOCTYPE html>\n<html><head><title>Service unavailable</title></head>"
    b"<body>We are working on it.</body></html>\n"
)


@dataclass(frozen=True)
class Status:
    """A status without the file, such as 503 or 404."""

    code: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Cut:
    """The whole length announced, a part of the body sent, the connection closed."""

    part: float = 0.5


@dataclass(frozen=True)
class Slow:
    """The body in pieces with a pause before each; a pause as long as the test lasts is silence."""

    pieces: int = 4
    pause: float = 0.02


@dataclass(frozen=True)
class Html:
    """An error page under a 200."""

    body: bytes = ERROR_PAGE


@dataclass(frozen=True)
class Oversize:
    """A body of that many bytes, with its length announced or (the lie) with none."""

    size: int
    announced: bool = False


@dataclass(frozen=True)
class Redirect:
    """Another address."""

    to: str
    code: int = 302


@dataclass(frozen=True)
class Drop:
    """The connection closed without an answer."""


@dataclass(frozen=True)
class Always:
    """This step for this request and all that follow."""

    step: Any


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: dict[str, str]


class ListServer:
    """Serves the files of a folder (and of `change`) on a port of its own."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.requests: list[Asked] = []
        self.stopping = threading.Event()
        self._routes: dict[str, str] = {}
        self._bytes: dict[str, bytes] = {}
        self._scripts: dict[str, list[Any]] = {}
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.lists = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        """The address of the server, without a final slash."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def route(self, path: str, filename: str) -> None:
        """Serve a file of the folder under another address (query included, if any)."""
        self._routes[path] = filename

    def change(self, path: str, content: bytes) -> None:
        """Serve these bytes under the address from now on."""
        self._bytes[path] = content

    def script(self, path: str, *steps: Any) -> None:
        """Answer the next requests for the address in these ways, then serve the file again."""
        self._scripts[path] = list(steps)

    def asked(self, path: str) -> int:
        """How often an address was asked for."""
        return sum(one.path == path for one in self.requests)

    def next_step(self, asked: Asked) -> Any:
        """Note the request and take its step, if there is one."""
        with self._lock:
            self.requests.append(asked)
            steps = self._scripts.get(asked.path)
            if not steps:
                return None
            if isinstance(steps[0], Always):
                return steps[0].step
            return steps.pop(0)

    def content(self, path: str) -> bytes | None:
        """The bytes behind an address, `None` where there are none."""
        if path in self._bytes:
            return self._bytes[path]
        name = self._routes.get(path, path.split("?")[0].lstrip("/"))
        file = self.folder / name if self.folder and name else None
        return file.read_bytes() if file and file.is_file() else None

    def __enter__(self) -> ListServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    lists: ListServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up early is what many of the tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"
    server: _Server

    def do_GET(self) -> None:
        lists = self.server.lists
        step = lists.next_step(Asked(self.path, dict(self.headers.items())))
        content = lists.content(self.path)
        match step:
            case Status():
                self._head(step.code, {"Content-Length": str(len(step.body)), **step.headers})
                self.wfile.write(step.body)
            case Redirect():
                self._head(step.code, {"Location": step.to, "Content-Length": "0"})
            case Html():
                kind = {"Content-Type": "text/html", "Content-Length": str(len(step.body))}
                self._head(200, kind)
                self.wfile.write(step.body)
            case Oversize():
                self._oversize(step)
            case Drop():
                self.close_connection = True
            case _ if content is None:
                self._head(404, {"Content-Length": "0"})
            case _:
                self._file(content, step)

    def _file(self, content: bytes, step: Any) -> None:
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        stamps = {"ETag": tag, "Last-Modified": LAST_MODIFIED}
        if self._unchanged(tag):
            self._head(304, stamps)
            return
        self._head(200, {**stamps, "Content-Length": str(len(content))})
        if isinstance(step, Cut):
            self.wfile.write(content[: int(len(content) * step.part)])
        elif isinstance(step, Slow):
            size = -(-len(content) // step.pieces)
            for start in range(0, len(content), size):
                if self.server.lists.stopping.wait(step.pause):
                    return
                self.wfile.write(content[start : start + size])
                self.wfile.flush()
        else:
            self.wfile.write(content)

    def _unchanged(self, tag: str) -> bool:
        if asked := self.headers.get("If-None-Match"):
            return asked == tag
        return self.headers.get("If-Modified-Since") == LAST_MODIFIED

    def _oversize(self, step: Oversize) -> None:
        self._head(200, {"Content-Length": str(step.size)} if step.announced else {})
        piece = b"x" * 65536
        left = step.size
        while left > 0 and not self.server.lists.stopping.is_set():
            self.wfile.write(piece[:left])
            left -= len(piece)

    def _head(self, code: int, headers: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the tests read `requests`."""
