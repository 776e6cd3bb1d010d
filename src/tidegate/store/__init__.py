"""What was known when: bitemporal versions, snapshots, attempts. The only place with SQL."""

from __future__ import annotations

from tidegate.store.records import (
    HeldSnapshot,
    ListDifference,
    ListingPair,
    MemberFile,
    NewSnapshot,
    SnapshotInfo,
    SnapshotList,
    Validators,
    members_digest,
)
from tidegate.store.store import Store

__all__ = [
    "HeldSnapshot",
    "ListDifference",
    "ListingPair",
    "MemberFile",
    "NewSnapshot",
    "SnapshotInfo",
    "SnapshotList",
    "Store",
    "Validators",
    "members_digest",
]
