"""A throw-away PostgreSQL server for the tests of one session.

It runs in a temporary folder, listens on a Unix socket alone and is gone afterwards. The server
refuses to run as root, so there it runs as another user of the machine. Where none can be
started, the tests that want it are skipped with a line that says why.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

_BASES = Path("/usr/lib/postgresql"), Path("/usr/local/lib/postgresql"), Path("/usr")
_USERS = ("postgres", "nobody")
# Nothing here outlives the session: durability would only cost time.
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


class NoServerError(Exception):
    """No PostgreSQL server can be started here; the words say why."""


@dataclass
class Server:
    """A running server. It listens on a socket in its folder."""

    socket: Path
    _numbers: Iterator[int]

    def url(self) -> str:
        """The address of a new, empty database."""
        import psycopg

        name = f"t{next(self._numbers)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.address(name)

    def address(self, database: str) -> str:
        return f"postgresql://tester@/{database}?host={self.socket}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A server for the session, or a skip that says what is missing."""
    try:
        programs = _programs()
        user = _user()
    except NoServerError as error:
        pytest.skip(f"PostgreSQL: {error}")
    folder = Path(tempfile.mkdtemp(prefix="tg-pg-"))
    process: subprocess.Popen[bytes] | None = None
    try:
        try:
            process = _start(programs, folder, user)
        except NoServerError as error:
            pytest.skip(f"PostgreSQL: {error}")
        yield Server(folder, count(1))
    finally:
        if process is not None:
            process.send_signal(signal.SIGQUIT)  # at once: nothing here is kept
            process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder of initdb and postgres: the newest of Debian's, else the path's."""
    import importlib.util

    if importlib.util.find_spec("psycopg") is None:
        raise NoServerError("the driver psycopg is not installed")
    folders = [path.parent for base in _BASES for path in base.glob("*/bin/initdb")]
    folders.sort(key=lambda folder: [int(n) for n in folder.parent.name.split(".") if n.isdigit()])
    found = shutil.which("initdb")
    if found:
        folders.insert(0, Path(found).resolve().parent)
    whole = [folder for folder in folders if (folder / "postgres").exists()]
    if not whole:
        raise NoServerError("no server (initdb, postgres) is installed")
    return whole[-1]


def _user() -> pwd.struct_passwd | None:
    """Who runs the server: we, or another user where we are root."""
    if os.geteuid() != 0:
        return None
    for name in _USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServerError("it does not run as root, and there is no other user to run it as")


def _start(programs: Path, folder: Path, user: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    data, log = folder / "data", folder / "log"
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    identity: dict[str, object] = (
        {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    )
    made = subprocess.run(
        [programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-N", "-E", "UTF8",
         "--locale=C.UTF-8"],
        cwd=folder, capture_output=True, check=False, **identity,
    )  # fmt: skip
    if made.returncode:
        raise NoServerError(f"initdb failed: {made.stderr.decode(errors='replace').strip()}")
    options = [part for setting in _SETTINGS for part in ("-c", setting)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, *options],
            cwd=folder, stdout=output, stderr=output, **identity,
        )  # fmt: skip
    _wait(process, folder, log)
    return process


def _wait(process: subprocess.Popen[bytes], folder: Path, log: Path) -> None:
    import psycopg

    deadline = time.monotonic() + 60
    address = Server(folder, count()).address("postgres")
    while True:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                process.wait()
                words = log.read_text(errors="replace").strip()[-500:]
                raise NoServerError(f"the server did not start: {words}") from error
            time.sleep(0.05)
        else:
            return
