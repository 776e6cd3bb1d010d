"""Kill the process at any moment of an update: the store is as of before, or as of after.

A child process ingests and is killed with SIGKILL: at every SQL statement, after every SQL
statement, at every use of the file system, and at moments that nobody chose. The parent then
opens the store and compares everything that can be read from it with what an undisturbed store
shows before and after the ingest. Nothing in between may ever be seen.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from tests.blackbox import store_victim as victim
from tests.support.postgres import Server, postgres_server
from tidegate.store import Store, schema

__all__ = ["postgres_server"]

LAST = len(victim.STATES) - 1
BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
Place = tuple[str, Path]
MakePlace = Callable[[int], Place]

# The server has imported everything and opened nothing: each victim is a fresh fork of it.
victims = multiprocessing.get_context("forkserver")
victims.set_forkserver_preload(["tests.blackbox.store_victim", "alembic.command"])


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str]]:
    """What an undisturbed store shows, empty and after each ingest: whole, and in one reading."""
    with Store.open(tmp_path_factory.mktemp("undisturbed")) as store:
        pictures, readings = [victim.picture(store)], [victim.reading(store)]
        for step in range(LAST + 1):
            victim.ingest(store, step)
            pictures.append(victim.picture(store))
            readings.append(victim.reading(store))
    assert len(set(pictures)) == len(set(readings)) == LAST + 2, "each ingest must show"
    return pictures, readings


@pytest.fixture
def pictures(undisturbed: tuple[list[str], list[str]]) -> list[str]:
    return undisturbed[0]


@pytest.fixture(params=BOTH)
def make_place(request: pytest.FixtureRequest, tmp_path: Path) -> MakePlace:
    """A fresh store with a number of steps behind it: its location, its folder of files."""
    numbers = iter(range(10_000))
    templates: dict[int, str] = {}

    def on_sqlite(steps: int) -> Place:
        folder, template = tmp_path / f"store{next(numbers)}", tmp_path / f"template{steps}"
        if not template.exists():
            prepare((str(template), template), steps)
        shutil.copytree(template, folder)
        return str(folder), folder

    def on_postgres(steps: int) -> Place:
        folder, template = tmp_path / f"store{next(numbers)}", tmp_path / f"template{steps}"
        if not template.exists():
            server: Server = request.getfixturevalue("postgres_server")
            templates[steps] = server.url()
            prepare((templates[steps], template), steps)
            keep(templates[steps])
        else:
            put_back(templates[steps])
        shutil.copytree(template, folder, dirs_exist_ok=True)
        return templates[steps], folder

    return on_sqlite if request.param == "sqlite" else on_postgres


def keep(url: str) -> None:
    """Copy the tables of a database aside: that is quicker than making a database each time."""
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute("CREATE SCHEMA kept")
        for table in schema.metadata.sorted_tables:
            connection.execute(f"CREATE TABLE kept.{table} AS TABLE public.{table}")


def put_back(url: str) -> None:
    import psycopg

    with psycopg.connect(url) as connection:
        for table in reversed(schema.metadata.sorted_tables):
            connection.execute(f"TRUNCATE public.{table} CASCADE")
        for table in schema.metadata.sorted_tables:
            connection.execute(f"INSERT INTO public.{table} TABLE kept.{table}")


def prepare(place: Place, steps: int) -> None:
    place[1].mkdir()
    with Store.open(place[0], files_folder=place[1]) as store:
        for step in range(steps):
            victim.ingest(store, step)


def start(
    place: Place, steps: tuple[int, int], death: tuple[str, int] = ("never", 0)
) -> tuple[BaseProcess, Connection]:
    ours, theirs = victims.Pipe(duplex=False)
    child = victims.Process(target=victim.run, args=(place, steps, death, theirs))
    child.start()
    theirs.close()
    return child, ours


def reported(reports: Connection) -> list[int]:
    """The steps that the process said it had done, until it died."""
    steps = []
    while True:
        try:
            steps.append(reports.recv())
        except EOFError:
            return steps


def check(place: Place, step: int, pictures: list[str]) -> int:
    """The store shows `step` ingests or one more, whole; how many. Then the same ingest can be
    put in as if nothing had been."""
    location, folder = place
    with Store.open(location, files_folder=folder) as store:
        shown = victim.picture(store)
        assert shown in (pictures[step], pictures[step + 1]), "a state that never was"
        assert list(folder.rglob("*.part")) == [], "swept when the store is opened"
        victim.ingest(store, step)
        assert victim.picture(store) == pictures[step + 1]
    return pictures.index(shown)


@pytest.mark.parametrize(("where", "least"), [("statement", 10), ("done", 9), ("file", 5)])
def test_killed_at_every_step_of_an_ingest(
    make_place: MakePlace, pictures: list[str], where: str, least: int
) -> None:
    step, count, died = 3, 0, True
    ended = []
    while died:
        count += 1
        place = make_place(step)
        child, reports = start(place, (step, step), (where, count))
        assert reported(reports) in ([], [step])
        child.join(60)
        assert child.exitcode in (0, -signal.SIGKILL)
        died = child.exitcode != 0
        ended.append(check(place, step, pictures))
    assert count > least, "every step was tried"
    assert ended[0] == step
    assert ended[-1] == step + 1, "the last one was not killed"
    # Up to some point the state before, from there on the state after: never back again.
    assert ended == sorted(ended)


def test_killed_at_moments_that_nobody_chose(make_place: MakePlace, pictures: list[str]) -> None:
    """Forty kills, each at another moment of a run of ingests; what was done stays done."""
    place, done = make_place(0), 0
    chance = random.Random(744)
    alive = 0
    for _ in range(40):
        child, reports = start(place, (done, LAST))
        reports.poll(30)  # until it reports its first ingest
        child.join(chance.random() * 0.12)
        alive += child.is_alive()
        child.kill()
        child.join(60)
        said = reported(reports)
        with Store.open(place[0], files_folder=place[1]) as store:
            shown = victim.picture(store)
        assert shown in pictures, "a state that never was"
        done = pictures.index(shown)
        assert done >= max(said) + 1, "what was reported as done is lost"
        assert list(place[1].rglob("*.part")) == []
        if done == LAST + 1:
            place, done = make_place(0), 0
    assert alive > 5, "most were killed in their work"


def test_killed_while_the_store_is_made(tmp_path: Path) -> None:
    """A store whose making was cut off is made whole by the next who opens it."""
    for number in range(15):
        place = str(tmp_path / f"cut{number}"), tmp_path / f"cut{number}"
        child, _ = start(place, (0, 0))
        child.join(0.01 + number * 0.02)
        child.kill()
        child.join(60)
        with Store.open(place[0]) as store:
            victim.ingest(store, 0)
            assert len(store.snapshots(victim.at(0))) == 1


def test_readers_in_other_processes_see_before_or_after(
    make_place: MakePlace, undisturbed: tuple[list[str], list[str]]
) -> None:
    _, readings = undisturbed
    place = make_place(0)
    child, reports = start(place, (0, LAST))
    seen = []
    with Store.open(place[0], files_folder=place[1]) as reader:
        while child.is_alive():
            seen.append(victim.reading(reader))
        seen.append(victim.reading(reader))
    assert child.exitcode == 0
    assert reported(reports) == list(range(LAST + 1))
    assert set(seen) <= set(readings), "a state that never was"
    order = [readings.index(one) for one in seen]
    assert order == sorted(order)
    assert order[-1] == LAST + 1
