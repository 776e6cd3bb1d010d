"""What goes into the store and comes out of it, apart from listings and versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from tidegate.model.listing import Anomaly, Frozen, LawNote, Listing
from tidegate.model.results import SnapshotUse


class MemberFile(NamedTuple):
    """One file of a snapshot: the digest under which its bytes are stored, and its name."""

    sha256: str
    filename: str


def members_digest(members: Mapping[str, MemberFile]) -> str:
    """The identity of a snapshot: SHA-256 over the sorted digests of its members.

    A snapshot of one file has the digest of a digest, not that of the file.
    """
    digests = sorted(digest for digest, _filename in members.values())
    return sha256("\n".join(digests).encode()).hexdigest()


class NewSnapshot(Frozen):
    """The official files of one source as of one date, before they are ingested.

    `members` are the files by role (`sdn`, `alt`…), each already stored with `put_file`; `sha256`
    is their `members_digest`.
    `list_date` is the date of the list itself, `date_basis` where it was read from (`content`,
    `name`, `given`, `fetched`). `fetched` is the UTC instant at which the bytes came to us.
    `missing` names members that were not there. `starter` marks the lists inside the package,
    used only until a real snapshot of the list arrives.
    `edition` marks a list of our own making: a newer edition takes the place of the older one
    as a whole, and what it leaves out was corrected, not removed in law.
    """

    source_id: str
    form: str
    sha256: str
    members: dict[str, MemberFile]
    list_date: date
    date_basis: str
    fetched: datetime
    url: str | None = None
    etag: str | None = None
    missing: tuple[str, ...] = ()
    starter: bool = False
    edition: bool = False
    note: str | None = None


class SnapshotList(Frozen):
    """One list as read from one snapshot: `entries` listings from `rows` entry rows."""

    list_id: str
    entries: int
    rows: int
    missing: tuple[str, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    notes: tuple[LawNote, ...] = ()


class SnapshotInfo(Frozen):
    """An ingested snapshot, the instant at which it was recorded, and the lists it held."""

    snapshot: NewSnapshot
    recorded: datetime
    lists: tuple[SnapshotList, ...]

    @property
    def list_date(self) -> date:
        """The date of the list itself."""
        return self.snapshot.list_date

    @property
    def sha256(self) -> str:
        """The identity of the snapshot."""
        return self.snapshot.sha256


class HeldSnapshot(Frozen):
    """A snapshot in quarantine: nothing of it is used until a person accepts it.

    `entries` is the number of listings that each of its lists had.
    """

    snapshot: NewSnapshot
    entries: dict[str, int]
    reason: str
    recorded: datetime


class Validators(NamedTuple):
    """What the server said of the file at an address when it last gave it; all `None` where
    the address was never read."""

    etag: str | None = None
    modified: str | None = None
    sha256: str | None = None


class ListingPair(Frozen):
    """A listing at two dates: `before` is `None` where it was added, `after` where removed."""

    listing_id: str
    before: Listing | None
    after: Listing | None


class ListDifference(Frozen):
    """What differs in substance between the states of a list at two dates."""

    list_id: str
    before: SnapshotUse
    after: SnapshotUse
    changes: tuple[ListingPair, ...]
