"""What a user can set from outside, read once at the edge and handed on as values."""

from __future__ import annotations

import os
from pathlib import Path

from tidegate.model.listing import Frozen


class Settings(Frozen):
    """Where the store is and where official files are fetched from.

    `store` is a folder, a database file or a PostgreSQL URL. `files` is the folder for snapshot
    files and compiled indexes of a store that is a URL. `mirror` replaces scheme and host of
    every official address, for machines that reach only a mirror of their own. `names` is a
    folder of word tables of the user's own, over those of the package.
    """

    store: str
    files: str | None = None
    mirror: str | None = None
    names: str | None = None


def settings(
    store: str | Path | None = None,
    mirror: str | None = None,
    names: str | Path | None = None,
) -> Settings:
    """Settings from arguments, else from `TIDEGATE_STORE`, `TIDEGATE_FILES`, `TIDEGATE_MIRROR`
    and `TIDEGATE_NAMES`, else the user's data folder and the tables of the package alone."""
    location = str(store or os.environ.get("TIDEGATE_STORE") or _data_folder())
    return Settings(
        store=location,
        files=os.environ.get("TIDEGATE_FILES") or (_data_folder() if "://" in location else None),
        mirror=mirror or os.environ.get("TIDEGATE_MIRROR") or None,
        names=own_tables(names),
    )


def own_tables(names: str | Path | None = None) -> str | None:
    """The folder of the user's own word tables: as given, else `TIDEGATE_NAMES`, else none."""
    return str(names or os.environ.get("TIDEGATE_NAMES") or "") or None


def _data_folder() -> str:
    import platformdirs

    return platformdirs.user_data_dir("tidegate", appauthor=False)
