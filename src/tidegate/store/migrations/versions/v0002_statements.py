"""What users state: the law, licences in hand, what was drawn on them."""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
STRICT = sqlite3.sqlite_version_info >= (3, 37)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("recorded", WORDS, nullable=False),
        sqlite_strict=STRICT,
    )
    op.create_index("statement_kind", "statement", ["kind", "key"])
