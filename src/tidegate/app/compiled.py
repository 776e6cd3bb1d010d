"""The compiled indexes of a store: names, addresses and identifiers, kept on disk.

They hold every name that any version of a listing ever had; which of them counts on a date is
asked of the store. A file is named by the store's revision, the word tables and the engine, so
that a stale one is never read.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tidegate import tables
from tidegate.app.names import Index
from tidegate.app.supplement import SupplementBook
from tidegate.match import ENGINE
from tidegate.match.numbers import search_keys
from tidegate.model.errors import IndexFileError
from tidegate.model.listing import Listing, PartyKind
from tidegate.model.match import Match
from tidegate.store import Store

if TYPE_CHECKING:
    from tidegate.text import Lexicon

Progress = Callable[[str, int, int | None], None]
Entry = tuple[str, str | None, Sequence[str]]


class Compiled:
    """What a screening searches: two indexes and a table of identifiers. `words` are the word
    tables that they were compiled with."""

    def __init__(self, folder: Path, stem: str, words: Lexicon) -> None:
        self.folder, self.stem, self.words = folder, stem, words
        self._names: Index | None = None
        self._addresses: Index | None = None
        self._identifiers: dict[str, list[str]] | None = None

    @property
    def names(self) -> Index:
        """Every name of every listing."""
        if self._names is None:
            self._names = Index.load(self.path("names"), self.words)
        return self._names

    @property
    def addresses(self) -> Index:
        """Every address of every listing, as entries of kind `address`."""
        if self._addresses is None:
            self._addresses = Index.load(self.path("addresses"), self.words)
        return self._addresses

    def by_identifier(self, kind: str, value: str) -> tuple[str, ...]:
        """The listings that carry this number or mark, whatever the kind it is filed under."""
        if self._identifiers is None:
            raw = self.path("identifiers").read_bytes()
            self._identifiers = msgspec.json.decode(raw, type=dict[str, list[str]])
        table = self._identifiers
        found = [ident for key in search_keys(kind, value) for ident in table.get(key, ())]
        return tuple(dict.fromkeys(found))

    def path(self, part: str) -> Path:
        """The file of a part."""
        return self.folder / f"{self.stem}.{part}"

    def complete(self) -> bool:
        """Whether all files of this index are on disk and readable."""
        if not all(self.path(part).is_file() for part in ("names", "addresses", "identifiers")):
            return False
        try:
            _ = self.names
        except IndexFileError:
            return False
        return True


def compiled(
    store: Store, book: SupplementBook, words: Lexicon, progress: Progress | None = None
) -> Compiled:
    """The index of the store as it is now, from disk or made anew."""
    folder = store.folder / "index"
    parts = (store.revision(), tables.digest(), str(ENGINE), words.tables.own_digest)
    stem = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
    index = Compiled(folder, stem, words)
    if not index.complete():
        index = Compiled(folder, stem, words)
        _compile(store, book, index, progress)
    return index


def _compile(
    store: Store, book: SupplementBook, index: Compiled, progress: Progress | None
) -> None:
    names: dict[str, dict[str, None]] = {}
    addresses: dict[str, dict[str, None]] = {}
    kinds: dict[str, set[PartyKind | None]] = {}
    identifiers: dict[str, dict[str, None]] = {}
    tell = progress or (lambda stage, done, total: None)
    tell("compile index", 0, None)
    for listing in store.iter_contents():
        ident = listing.listing_id
        kinds.setdefault(ident, set()).add(listing.kind)
        own = names.setdefault(ident, {})
        own.update(dict.fromkeys(name.text for name in listing.names))
        own.update(dict.fromkeys(name.text for name in book.names(listing)))
        places = dict.fromkeys(address.text for address in listing.addresses)
        addresses.setdefault(ident, {}).update(places)
        if listing.kind is PartyKind.ADDRESS:
            own.update(places)
        for key in _identifier_keys(listing):
            identifiers.setdefault(key, {})[ident] = None
    index.folder.mkdir(parents=True, exist_ok=True)
    name_entries: list[Entry] = [
        (ident, _one(kinds[ident]), tuple(texts)) for ident, texts in sorted(names.items()) if texts
    ]
    Index.build(name_entries, index.words).save(index.path("names"))
    tell("compile index", 1, 2)
    address_entries: list[Entry] = [
        (ident, "address", tuple(texts)) for ident, texts in sorted(addresses.items()) if texts
    ]
    Index.build(address_entries, index.words).save(index.path("addresses"))
    table = {key: sorted(owners) for key, owners in identifiers.items()}
    _write(index.path("identifiers"), msgspec.json.encode(table, order="sorted"))
    tell("compile index", 2, 2)
    _sweep(index.folder, index.stem)


def _identifier_keys(listing: Listing) -> list[str]:
    return [key for item in listing.identifiers for key in search_keys(item.kind, item.value)]


def _one(kinds: set[PartyKind | None]) -> str | None:
    return next(iter(kinds)) if len(kinds) == 1 else None


def _write(path: Path, content: bytes) -> None:
    """Replace a file in one step, so that a reader sees the old bytes or the new."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(name, path)


def _sweep(folder: Path, keep: str) -> None:
    """Remove indexes of other revisions: the newest two stems stay, a reader may hold one."""
    stems: dict[str, float] = {}
    for path in folder.iterdir():
        stem = path.name.split(".")[0]
        stems[stem] = max(stems.get(stem, 0.0), path.stat().st_mtime)
    old = sorted((time, stem) for stem, time in stems.items() if stem != keep)[:-1]
    for _, stem in old:
        for path in folder.glob(f"{stem}.*"):
            path.unlink(missing_ok=True)


def match_current(query: str, names: Sequence[str], best: Match, words: Lexicon) -> Match | None:
    """The best match of `query` among `names`, or `None`: used where the index met a name that
    the wording in force does not have. `best` gives the listing."""
    from tidegate.app.names import compare

    matches = [compare(query, name, words=words) for name in names]
    top = max(matches, key=lambda match: match.score, default=None)
    return msgspec.structs.replace(top, listing_id=best.listing_id) if top else None
