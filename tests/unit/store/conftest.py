"""Every test of the store runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.postgres import Server, postgres_server
from tidegate.store import Store

__all__ = ["postgres_server"]

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
Open = Callable[[], Store]


def opener(kind: str, folder: Path, request: pytest.FixtureRequest) -> tuple[Open, list[Store]]:
    """A way to open one and the same store again and again, and what it has opened."""
    opened: list[Store] = []
    location = str(folder / "store")
    if kind == "postgresql":
        server: Server = request.getfixturevalue("postgres_server")
        location = server.url()

    def open_it() -> Store:
        store = Store.open(location, files_folder=folder / "store", wait=2.0)
        opened.append(store)
        return store

    return open_it, opened


@pytest.fixture(params=BOTH)
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    open_it, opened = opener(request.param, tmp_path, request)
    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Open) -> Store:
    return open_store()


@pytest.fixture(params=BOTH, scope="module")
def shared_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """One store for the examples of a property test: each example uses a list of its own."""
    open_it, opened = opener(request.param, tmp_path_factory.mktemp("shared"), request)
    yield open_it()
    for store in opened:
        store.close()
