"""Connections: where a store lives, its transactions, and what its errors mean to a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    column,
    create_engine,
    event,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tidegate.model.errors import StoreError
from tidegate.store import schema

DATABASE_FILE = "tidegate.db"
_SQLITE_SUFFIXES = (".db", ".sqlite", ".sqlite3")
_POSTGRES_PREFIXES = ("postgresql://", "postgres://", "postgresql+psycopg://")
# "tidegate" as a number: writers of one PostgreSQL database queue on this advisory lock.
_WRITER_LOCK = 0x7469646567617465
# What a failed login, a wrong name or a dead server have in common in psycopg's messages.
_UNREACHABLE = ("connection failed", "connection is bad", "could not connect", "server closed")


@dataclass(frozen=True)
class Place:
    """Where a store lives: its address for people, the database URL, the folder of files."""

    label: str
    url: str
    folder: Path
    database: Path | None


def place(location: str | Path, files_folder: str | Path | None) -> Place:
    """Tell a folder, a database file and a PostgreSQL URL apart.

    Raises StoreError for any other URL, and for a PostgreSQL URL without a folder for files.
    """
    words = str(location)
    if "://" in words:
        if not words.startswith(_POSTGRES_PREFIXES):
            raise StoreError(
                f"no such kind of store: {_without_password(words)}",
                expected="a folder, a .db file or a postgresql:// URL",
            )
        if files_folder is None:
            raise StoreError(
                "a store in PostgreSQL needs a folder for its snapshot files",
                file=_without_password(words),
                todo="Name one",
            )
        url = "postgresql+psycopg://" + words.split("://", 1)[1]
        return Place(_without_password(words), url, Path(files_folder), None)
    path = Path(words).expanduser()
    if path.suffix.lower() in _SQLITE_SUFFIXES:
        database, folder = path, path.with_name(path.name + ".files")
    else:
        database, folder = path / DATABASE_FILE, path
    folder = Path(files_folder) if files_folder is not None else folder
    return Place(str(path), f"sqlite:///{database}", folder, database)


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    user, at, host = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}{at}{host}" if at else url


class Database:
    """One database of a store: read and write transactions that never mix states.

    A read transaction sees one state throughout; write transactions queue, each waiting at
    most `wait` seconds for the one before it. Every failure is a StoreError with a remedy.
    """

    def __init__(self, where: Place, wait: float) -> None:
        self.place = where
        self.wait = wait
        self.engine = self._engine()
        self.is_sqlite = where.database is not None

    def _engine(self) -> Engine:
        if self.place.database is None:
            return create_engine(self.place.url)
        engine = create_engine(self.place.url, connect_args={"timeout": self.wait})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One read transaction: everything in it is of one state."""
        with self.explained(), self.engine.connect() as connection:
            options: dict[str, Any] = (
                {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
            )
            connection.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One write transaction: all of it is kept, or nothing."""
        with self.explained(), self.engine.connect() as connection:
            connection.execution_options(tidegate_write=True)
            with connection.begin():
                if not self.is_sqlite:
                    self._queue(connection)
                yield connection

    def _queue(self, connection: Connection) -> None:
        milliseconds = max(1, int(self.wait * 1000))
        connection.execute(text(f"SET LOCAL lock_timeout = {milliseconds}"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})"))

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what the database says into a StoreError that a person can act on."""
        try:
            yield
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

    def _store_error(self, error: SQLAlchemyError) -> StoreError:
        cause = error.orig if isinstance(error, DBAPIError) else error
        words = " ".join(str(cause).split())
        low = words.lower()
        file = str(self.place.database or self.place.label)
        if "locked" in low or "lock timeout" in low or "busy" in low:
            return StoreError(
                f"another process is writing to the store and did not finish in {self.wait:g} s",
                file=file,
                todo="Wait for the other update to end, then try again",
            )
        if "not a database" in low or "malformed" in low or "disk i/o" in low:
            return StoreError(
                f"the store's database is damaged ({words})",
                file=file,
                todo="Put back a copy, or move the store away and run `tidegate update`",
            )
        if "readonly" in low or "read-only" in low or "unable to open" in low:
            return StoreError(
                f"the store cannot be opened or written ({words})",
                file=file,
                todo="Check that the folder exists and that you may write to it",
            )
        if "full" in low and "disk" in low:
            return StoreError("no space is left for the store", file=file, todo="Make room")
        if any(sign in low for sign in _UNREACHABLE):
            return StoreError(
                f"the database does not answer ({words})",
                file=file,
                todo="Check the address, the user and that the server runs",
            )
        return StoreError(f"the database failed: {words}", file=file)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    # -- the schema ---------------------------------------------------------------------

    def prepare(self) -> None:
        """Make the schema, or bring an older one up to date.

        Raises StoreError for a newer schema, and for a database that is not a store.
        """
        if self.place.database is not None:
            self._make_folder(self.place.database.parent)
        if not self._is_current():
            with self.write() as connection:
                # Another process may have made it while this one waited.
                if not self._check(connection):
                    from tidegate.store.migrations import upgrade

                    upgrade(connection)
        if self.is_sqlite:
            self._use_wal()

    def _is_current(self) -> bool:
        with self.read() as connection:
            return self._check(connection)

    def _check(self, connection: Connection) -> bool:
        """Whether the schema is the newest that this engine knows."""
        inspector = inspect(connection)
        if not inspector.has_table(schema.VERSION_TABLE):
            strangers = sorted(inspector.get_table_names())
            if strangers:
                raise StoreError(
                    f"this database is not a Tidegate store: it holds {', '.join(strangers[:3])}",
                    file=str(self.place.database or self.place.label),
                    todo="Name another place for the store",
                )
            return False
        found = connection.scalar(
            select(column("version_num")).select_from(table(schema.VERSION_TABLE))
        )
        if found is not None and found not in schema.REVISIONS:
            raise StoreError(
                f"the store was written by a newer Tidegate (schema {found}; this one knows up to "
                f"{schema.REVISIONS[-1]})",
                file=str(self.place.database or self.place.label),
                todo="Upgrade Tidegate",
            )
        return found == schema.REVISIONS[-1]

    def _use_wal(self) -> None:
        """Readers go on during a write. The mode is a property of the file, set once."""
        with self.explained():
            raw = self.engine.raw_connection()
            try:
                cursor = raw.cursor()
                if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                    # Somebody who uses the file just now prevents it: the next opening does it.
                    with suppress(sqlite3.OperationalError):
                        cursor.execute("PRAGMA journal_mode = WAL")
            finally:
                raw.close()

    def _make_folder(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the store's folder cannot be made ({error.strerror})",
                file=str(folder),
                todo="Name a folder that you may write to",
            ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions are begun by _begin_sqlite alone: sqlite3's own habit of beginning them late
    # would let two reads of one transaction see different states.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # A commit that was reported survives a power cut, too.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("tidegate_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
