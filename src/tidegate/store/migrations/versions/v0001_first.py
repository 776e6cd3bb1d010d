"""The first schema: snapshots, contents, versions, the journal of updates."""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
# STRICT tables refuse a value of the wrong type; SQLite has them since 3.37 (2021).
STRICT = sqlite3.sqlite_version_info >= (3, 37)


def _words(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, WORDS, primary_key=key, nullable=False)


def _maybe(name: str) -> sa.Column[str]:
    return sa.Column(name, WORDS, nullable=True)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _create(name: str, *columns: sa.Column[str] | sa.Column[int]) -> None:
    op.create_table(name, *columns, sqlite_strict=STRICT)


def upgrade() -> None:
    """Create every table."""
    _snapshots()
    _versions()
    _journal()


def _snapshots() -> None:
    _create(
        "snapshot",
        _id(),
        _words("source_id"),
        _words("form"),
        _words("sha256"),
        _words("members"),
        _words("list_date"),
        _words("date_basis"),
        _maybe("url"),
        _maybe("etag"),
        _words("fetched"),
        _words("missing"),
        _number("starter"),
        _number("edition"),
        _maybe("note"),
        _words("revision"),
        _words("recorded"),
    )
    op.create_index("snapshot_sha256", "snapshot", ["sha256"])
    _create(
        "snapshot_list",
        sa.Column("snapshot_id", sa.Integer, sa.ForeignKey("snapshot.id"), primary_key=True),
        _words("list_id", key=True),
        _number("entries"),
        _number("rows"),
        _words("missing"),
        _words("anomalies"),
        _words("notes"),
    )
    op.create_index("snapshot_list_list", "snapshot_list", ["list_id"])


def _versions() -> None:
    _create(
        "content",
        _words("digest", key=True),
        _words("list_id"),
        _words("listing_id"),
        _maybe("number"),
        _words("body"),
    )
    op.create_index("content_listing", "content", ["list_id", "listing_id", "digest"])
    op.create_index("content_number", "content", ["number"])
    _create(
        "version",
        _id(),
        _words("list_id"),
        _words("listing_id"),
        sa.Column("content", WORDS, sa.ForeignKey("content.digest"), nullable=False),
        _words("seen_from"),
        _maybe("seen_to"),
        _words("dating"),
        _maybe("valid_from"),
        _maybe("valid_to"),
        _words("recorded_from"),
        _maybe("recorded_to"),
    )
    op.create_index("version_listing", "version", ["listing_id", "seen_from"])
    op.create_index("version_list", "version", ["list_id", "listing_id", "seen_from"])
    _create("dating_run", _id(), _words("digest"), _number("changed"), _words("recorded"))


def _journal() -> None:
    _create(
        "attempt",
        _id(),
        _words("source_id"),
        _words("at"),
        _words("outcome"),
        _maybe("reason"),
        _maybe("sha256"),
    )
    op.create_index("attempt_source", "attempt", ["source_id"])
    _create(
        "held",
        _id(),
        _words("source_id"),
        _words("sha256"),
        _words("snapshot"),
        _words("entries"),
        _words("reason"),
        _words("recorded"),
    )
    op.create_index("held_sha256", "held", ["sha256"])
    _create(
        "acceptance",
        _id(),
        sa.Column("held_id", sa.Integer, sa.ForeignKey("held.id"), nullable=False),
        _words("who"),
        _words("reason"),
        _words("recorded"),
    )
    _create("validator", _id(), _words("url"), _maybe("etag"), _maybe("modified"), _maybe("sha256"))
    op.create_index("validator_url", "validator", ["url"])
