"""Opening a store: where it may be, what is no store, and what each failure says to a person."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.postgres import Server
from tests.unit.store.conftest import Open
from tests.unit.store.support import PlainDater, at, day, parsed, put, snapshot, spans
from tidegate.model.errors import StoreError
from tidegate.store import Store, schema
from tidegate.store.database import DATABASE_FILE


def test_a_folder_is_made_and_holds_everything(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a" / "b") as store:
        assert store.folder == tmp_path / "a" / "b"
        assert store.location == str(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / DATABASE_FILE).is_file()


@pytest.mark.parametrize("name", ["lists.db", "lists.sqlite", "100% new.db"])
def test_a_database_file_has_its_files_beside_it(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / name) as store:
        put(store, day(1), {"1": "Alpha"}, 1)
        assert store.folder == tmp_path / f"{name}.files"
    assert (tmp_path / name).is_file()


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("mysql://me:secret@host/x", "no such kind of store: mysql://me@host/x; expected a folder"),
        ("postgresql://me:secret@host/x", "postgresql://me@host/x: a store in PostgreSQL needs"),
    ],
)
def test_other_places_are_refused_without_telling_the_password(location: str, words: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(location)
    assert words in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_store_opens_again_with_what_it_held(open_store: Open) -> None:
    put(open_store(), day(1), {"1": "Alpha"}, 1)
    assert spans(open_store(), "1", 1) == [("Alpha", day(1), day(1), None)]


def test_a_current_store_opens_without_alembic(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    program = (
        "import sys; from tidegate.store import Store; Store.open(sys.argv[1]).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, tmp_path], check=False).returncode == 0


def change_schema_version(store: Store, version: str) -> None:
    with store._database.write() as connection:
        connection.execute(
            text(f"UPDATE {schema.VERSION_TABLE} SET version_num = :v"), {"v": version}
        )


def test_a_newer_schema_is_told(open_store: Open) -> None:
    change_schema_version(open_store(), "9999")
    with pytest.raises(StoreError, match=r"newer Tidegate \(schema 9999.*Upgrade Tidegate"):
        open_store()


def test_a_database_of_somebody_else_is_left_alone(open_store: Open) -> None:
    store = open_store()
    with store._database.write() as connection:
        connection.execute(text(f"DROP TABLE {schema.VERSION_TABLE}"))
    with pytest.raises(StoreError, match="not a Tidegate store: it holds acceptance"):
        open_store()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear Sir or Madam, " * 100)
    with pytest.raises(StoreError, match=r"letter\.db.*damaged.*Put back a copy"):
        Store.open(path)
    assert path.read_text().startswith("Dear Sir")


def test_a_truncated_database_is_told(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, day(1), {str(n): f"Party {n}" for n in range(2000)}, 1)
    path = tmp_path / DATABASE_FILE
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match="damaged"), Store.open(tmp_path) as store:
        for _ in store.iter_versions(at(1)):
            pass


def test_a_folder_in_the_place_of_the_database_is_told(tmp_path: Path) -> None:
    (tmp_path / DATABASE_FILE).mkdir()
    with pytest.raises(StoreError, match="cannot be opened or written"):
        Store.open(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    with pytest.raises(StoreError, match="folder cannot be made"):
        Store.open(tmp_path / "plain" / "store")


def test_a_store_that_may_only_be_read_is_told_on_writing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        put(store, day(1), {"1": "Alpha"}, 1)
        new = snapshot(store, "next", day(2))
        with store._database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="cannot be opened or written"):
            store.ingest(new, [parsed({"1": "Beta"})], PlainDater(), at(2))
        assert spans(store, "1", 2) == [("Alpha", day(1), day(1), None)]


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_told(postgres_server: Server, tmp_path: Path) -> None:
    url = f"postgresql://tester:secret@/x?host={tmp_path}"
    with pytest.raises(StoreError, match="the database does not answer") as caught:
        Store.open(url, files_folder=tmp_path)
    assert "secret" not in str(caught.value)
    with pytest.raises(StoreError, match="the database does not answer"):
        Store.open(postgres_server.address("nowhere"), files_folder=tmp_path)


# -- several users ------------------------------------------------------------------------


def test_a_second_writer_is_told_after_waiting(open_store: Open) -> None:
    one, other = open_store(), open_store()
    with one._database.write(), pytest.raises(StoreError, match="did not finish in 2 s"):
        put(other, day(1), {"1": "Alpha"}, 1)
    put(other, day(1), {"1": "Alpha"}, 1)


def test_a_second_writer_waits_its_turn(open_store: Open) -> None:
    one, other = open_store(), open_store()
    begun = threading.Event()
    failures: list[BaseException] = []

    def write() -> None:
        begun.set()
        try:
            put(other, day(2), {"1": "Beta"}, 2)
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=write)
    with one._database.write():
        thread.start()
        begun.wait()
        thread.join(0.2)
        assert thread.is_alive(), "it waits"
    thread.join()
    assert failures == []
    assert spans(one, "1", 2) == [("Beta", day(2), day(2), None)]


def test_a_reader_goes_on_beside_a_writer_and_sees_the_state_before(open_store: Open) -> None:
    writer, reader = open_store(), open_store()
    put(writer, day(1), {"1": "Alpha"}, 1)
    with writer._database.write() as connection:
        connection.execute(text("UPDATE version SET recorded_to = recorded_from"))
        assert spans(reader, "1", 1) == [("Alpha", day(1), day(1), None)]
    assert spans(reader, "1", 1) == []


def test_a_store_cut_off_in_its_making_still_comes_to_write_ahead_logging(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.execute("PRAGMA journal_mode = DELETE")
    Store.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_one_long_reading_is_of_one_state(open_store: Open) -> None:
    writer, reader = open_store(), open_store()
    names = {str(n): "Alpha" for n in range(5000)}
    put(writer, day(1), names, 1)
    reading = reader.iter_versions(at(9))
    first = next(reading)
    put(writer, day(2), dict.fromkeys(names, "Beta"), 2)
    seen = [first, *reading]
    assert len(seen) == 5000
    assert {len(versions) for versions in seen} == {1}
    assert {versions[0].last_seen for versions in seen} == {day(1)}


def test_two_processes_that_make_one_store_both_succeed(open_store: Open) -> None:
    failures: list[BaseException] = []
    start = threading.Barrier(4)

    def make() -> None:
        start.wait()
        try:
            open_store()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


# -- the schema ---------------------------------------------------------------------------


def test_the_migrations_make_the_tables_that_the_code_uses(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store._database.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": schema.VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, schema.metadata) == []


def test_the_engine_knows_every_revision_that_it_ships() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    import tidegate.store.migrations as migrations

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == schema.REVISIONS


def test_sqlite_keeps_to_the_types_of_the_schema(tmp_path: Path) -> None:
    if sqlite3.sqlite_version_info < (3, 37):
        pytest.skip("this SQLite is older than strict tables (3.37)")
    Store.open(tmp_path).close()
    with (
        sqlite3.connect(tmp_path / DATABASE_FILE) as connection,
        pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"),
    ):
        connection.execute("INSERT INTO snapshot_list VALUES (1, 'x', 'many', 1, '[]', '[]', '[]')")
    connection.close()
