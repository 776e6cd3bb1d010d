"""The schema's history, applied with Alembic when a store is new or older than the engine.

Importing Alembic takes a third of a second, so only `upgrade` does.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest revision inside the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Alembic reads the path through configparser, to which a percent sign is special.
    folder = str(Path(__file__).parent).replace("%", "%%")
    config.set_main_option("script_location", folder)
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
