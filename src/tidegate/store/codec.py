"""Values of the model as database text and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import islice
from typing import TypeVar

import msgspec

from tidegate.model.errors import StoreError
from tidegate.model.listing import Anomaly, LawNote, Listing
from tidegate.model.time import Dating
from tidegate.store.records import MemberFile

_encoder = msgspec.json.Encoder()
decode_listing = msgspec.json.Decoder(Listing).decode
decode_dating = msgspec.json.Decoder(Dating).decode
decode_words = msgspec.json.Decoder(tuple[str, ...]).decode
decode_members = msgspec.json.Decoder(dict[str, MemberFile]).decode
decode_counts = msgspec.json.Decoder(dict[str, int]).decode
decode_anomalies = msgspec.json.Decoder(tuple[Anomaly, ...]).decode
decode_notes = msgspec.json.Decoder(tuple[LawNote, ...]).decode

# Databases limit how many values one statement may carry (SQLite: 999 before 2020).
CHUNK = 500
T = TypeVar("T")


def encode(value: object) -> str:
    """A value as JSON text."""
    return _encoder.encode(value).decode()


def content_digest(listing: Listing) -> str:
    """The digest of everything that a listing says; its place in the file is not part of it."""
    if listing.row is not None:
        listing = msgspec.structs.replace(listing, row=None)
    return sha256(_encoder.encode(listing)).hexdigest()


def instant(value: datetime) -> str:
    """A UTC instant as text that sorts by time. Raises StoreError for one without a zone."""
    if value.tzinfo is None:
        raise StoreError(
            f"the instant {value.isoformat()} has no time zone", expected="an instant in UTC"
        )
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def moment(words: str) -> datetime:
    """The instant that a text of `instant` stands for."""
    return datetime.fromisoformat(words)


def day(words: str | None) -> date | None:
    """The date of a text, `None` for none."""
    return None if words is None else date.fromisoformat(words)


def words(value: date | None) -> str | None:
    """A date as text, `None` for none."""
    return None if value is None else value.isoformat()


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The values in lists of at most `size`."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
