"""Run by Alembic: migrate on the connection, and in the transaction, of the store."""

from __future__ import annotations

from alembic import context

from tidegate.store import schema

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.metadata,
    version_table=schema.VERSION_TABLE,
)
context.run_migrations()
