"""The tables. Nothing in them is changed in place but for closing `recorded_to` once.

Dates of law are ISO text, instants of recording are UTC ISO text with microseconds
(`2026-11-22T13:08:24.000000Z`), so that both sort as they are. Texts are compared by code
point on every database, so that the order of results does not depend on a server's locale.

    snapshot ──< snapshot_list      one official file set, and the lists that it holds
    content ──< version             what a listing says, and when (two axes) it said so
    dating_run                      which facts the dates in law were last drawn from
    attempt, held, acceptance, validator   the journal of updates
    statement                       what users state: law, licences, draws
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

VERSION_TABLE = "tidegate_version"
"""holds the revision of the schema; its presence says that a database is a Tidegate store"""

REVISIONS = ("0001", "0002")
"""every revision of the schema that this engine knows, oldest first"""

metadata = MetaData()

Words = Text().with_variant(Text(collation="C"), "postgresql")


def _table(name: str, *columns: Column[str] | Column[int] | Index) -> Table:
    return Table(name, metadata, *columns)


def _words(name: str, *, primary_key: bool = False) -> Column[str]:
    return Column(name, Words, primary_key=primary_key, nullable=False)


def _maybe(name: str) -> Column[str]:
    return Column(name, Words, nullable=True)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


snapshot = _table(
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
    Column("starter", Integer, nullable=False),
    Column("edition", Integer, nullable=False),
    _maybe("note"),
    # The digest of the set of contents as of this snapshot (see ingest.contents_digest).
    _words("revision"),
    _words("recorded"),
    Index("snapshot_sha256", "sha256"),
)

snapshot_list = _table(
    "snapshot_list",
    Column("snapshot_id", Integer, ForeignKey("snapshot.id"), primary_key=True),
    _words("list_id", primary_key=True),
    Column("entries", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    _words("missing"),
    _words("anomalies"),
    _words("notes"),
    Index("snapshot_list_list", "list_id"),
)

content = _table(
    "content",
    _words("digest", primary_key=True),
    _words("list_id"),
    _words("listing_id"),
    _maybe("number"),
    _words("body"),
    Index("content_listing", "list_id", "listing_id", "digest"),
    Index("content_number", "number"),
)

version = _table(
    "version",
    _id(),
    _words("list_id"),
    _words("listing_id"),
    Column("content", Words, ForeignKey("content.digest"), nullable=False),
    _words("seen_from"),
    _maybe("seen_to"),
    _words("dating"),
    _maybe("valid_from"),
    _maybe("valid_to"),
    _words("recorded_from"),
    _maybe("recorded_to"),
    Index("version_listing", "listing_id", "seen_from"),
    Index("version_list", "list_id", "listing_id", "seen_from"),
)

dating_run = _table(
    "dating_run",
    _id(),
    _words("digest"),
    Column("changed", Integer, nullable=False),
    _words("recorded"),
)

attempt = _table(
    "attempt",
    _id(),
    _words("source_id"),
    _words("at"),
    _words("outcome"),
    _maybe("reason"),
    _maybe("sha256"),
    Index("attempt_source", "source_id"),
)

held = _table(
    "held",
    _id(),
    _words("source_id"),
    _words("sha256"),
    _words("snapshot"),
    _words("entries"),
    _words("reason"),
    _words("recorded"),
    Index("held_sha256", "sha256"),
)

acceptance = _table(
    "acceptance",
    _id(),
    Column("held_id", Integer, ForeignKey("held.id"), nullable=False),
    _words("who"),
    _words("reason"),
    _words("recorded"),
)

validator = _table(
    "validator",
    _id(),
    _words("url"),
    _maybe("etag"),
    _maybe("modified"),
    _maybe("sha256"),
    Index("validator_url", "url"),
)

statement = _table(
    "statement",
    _id(),
    _words("kind"),
    _words("key"),
    _words("body"),
    _words("recorded"),
    Index("statement_kind", "kind", "key"),
)
