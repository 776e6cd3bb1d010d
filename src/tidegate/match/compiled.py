"""Names compiled to arrays: what an index holds, in memory or mapped from its file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidegate.match import grams
from tidegate.match.units import UNMET_KINDS, Units, spelt, units_of
from tidegate.text import Kind, Lexicon, Token, analyse
from tidegate.text.sound import VOWELLESS, skeleton, sound

Array = npt.NDArray[np.generic]
Entry = tuple[str, str | None, Sequence[str]]

KINDS: tuple[str | None, ...] = (None, "person", "organization", "vessel", "aircraft", "address")
SHORTEST_INITIALS = 3
_BONES = 3


def key_hash(text: str) -> int:
    """A number for a key, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


class Strings:
    """Many strings as one blob with offsets; each is decoded when first asked for."""

    def __init__(self, blob: npt.NDArray[np.uint8], offsets: npt.NDArray[np.uint32]) -> None:
        self.blob, self.offsets = blob, offsets
        self._read: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, at: int) -> str:
        text = self._read.get(at)
        if text is None:
            text = self.blob[int(self.offsets[at]) : int(self.offsets[at + 1])].tobytes().decode()
            self._read[at] = text
        return text

    @classmethod
    def of(cls, texts: Sequence[str]) -> Strings:
        """The strings of a sequence."""
        raw = [text.encode("utf-8", "replace") for text in texts]
        offsets = np.zeros(len(raw) + 1, np.uint32)
        np.cumsum([len(one) for one in raw], out=offsets[1:])
        return cls(np.frombuffer(b"".join(raw), np.uint8), offsets)


class Compiled(NamedTuple):
    """The arrays of an index.

    A row is one reading of one name. `row_*` are parallel over rows; a row's tokens lie from
    `row_tokens[row]` to `row_tokens[row + 1]`, a token's keys likewise by `token_keys`.
    `word_rows`/`word_starts` list the rows of each word; `*_hash`/`*_at` are sorted hashes and
    what bears them.
    """

    listing_blob: npt.NDArray[np.uint8]
    listing_offsets: npt.NDArray[np.uint32]
    name_blob: npt.NDArray[np.uint8]
    name_offsets: npt.NDArray[np.uint32]
    name_listing: npt.NDArray[np.uint32]
    row_name: npt.NDArray[np.uint32]
    row_kind: npt.NDArray[np.uint8]
    row_total: npt.NDArray[np.float32]
    row_tokens: npt.NDArray[np.uint32]
    token_start: npt.NDArray[np.uint16]
    token_end: npt.NDArray[np.uint16]
    token_kind: npt.NDArray[np.uint8]
    token_weight: npt.NDArray[np.uint8]
    token_initial: npt.NDArray[np.uint8]
    token_keys: npt.NDArray[np.uint32]
    key_word: npt.NDArray[np.uint32]
    key_route: npt.NDArray[np.uint8]
    word_blob: npt.NDArray[np.uint8]
    word_offsets: npt.NDArray[np.uint32]
    word_bits: grams.Bits
    word_count: npt.NDArray[np.uint8]
    word_starts: npt.NDArray[np.uint32]
    word_rows: npt.NDArray[np.uint32]
    word_hash: npt.NDArray[np.uint64]
    word_at: npt.NDArray[np.uint32]
    sound_hash: npt.NDArray[np.uint64]
    sound_at: npt.NDArray[np.uint32]
    exact_hash: npt.NDArray[np.uint64]
    exact_at: npt.NDArray[np.uint32]
    name_bits: grams.Bits
    name_count: npt.NDArray[np.uint8]


def compact(units: Units) -> str:
    """What of a name its bitmap describes: the distinctive words without spaces, or all words
    that matter where none is distinctive."""
    tokens = [units.tokens[at] for at in units.bearing]
    rare = [token for token in tokens if token.kind in (Kind.DISTINCTIVE, Kind.NUMBER)]
    if not any(token.kind is Kind.DISTINCTIVE for token in rare):
        rare = tokens
    return "".join(spelt(token) for token in rare)


def exact_keys(units: Units) -> list[str]:
    """Keys by which a whole name meets: its words joined, its words in order of the alphabet."""
    words = [units.tokens[at].keys[0] for at in units.bearing]
    if not words:
        words = [token.keys[0] for token in units.tokens]
    if not words:
        return []
    joined = "j:" + "".join(words)
    return [joined, "s:" + " ".join(sorted(words))] if len(words) > 1 else [joined]


class _Builder:
    """Rows, tokens and keys as they come; `finish` makes the arrays."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.row_name: list[int] = []
        self.row_kind: list[int] = []
        self.row_total: list[int] = []
        self.row_tokens: list[int] = [0]
        self.tokens: list[tuple[int, int, int, int, int]] = []
        self.token_keys: list[int] = [0]
        self.key_word: list[int] = []
        self.key_route: list[int] = []
        self.postings: list[tuple[int, int]] = []
        self.exact: list[tuple[int, int]] = []
        self.texts: list[str] = []

    def add(self, name: int, kind: int, reading: tuple[Token, ...]) -> None:
        row = len(self.row_name)
        units = units_of(reading)
        self.row_name.append(name)
        self.row_kind.append(kind)
        self.row_total.append(units.total)
        words = self.words
        for token in reading:
            initial = ord(token.initial) if token.initial.isascii() and token.initial else 0
            self.tokens.append((token.start, token.end, token.kind, token.weight, initial))
            borne = token.kind not in UNMET_KINDS
            for key, route in zip(token.keys, token.routes, strict=True):
                word = words.setdefault(key, len(words))
                self.key_word.append(word)
                self.key_route.append(route)
                if borne:
                    self.postings.append((word, row))
            self.token_keys.append(len(self.key_word))
        self.row_tokens.append(len(self.tokens))
        self.texts.append(compact(units))
        self.exact += ((key_hash(key), row) for key in exact_keys(units))
        initials = units.initials
        if len(initials) >= SHORTEST_INITIALS:
            self.exact.append((key_hash("i:" + initials), row))

    def finish(self, listings: list[str], names: list[str], name_listing: list[int]) -> Compiled:
        ordered = sorted(self.words)
        renumbered = np.empty(len(ordered), np.uint32)
        renumbered[[self.words[word] for word in ordered]] = np.arange(len(ordered))
        starts, rows = _postings(self.postings, renumbered)
        tokens = np.array(self.tokens, np.int64).reshape(-1, 5)
        keys = np.array(self.key_word, np.int64)
        hashes = [(key_hash(word), at) for at, word in enumerate(ordered)]
        sounds = [
            (key_hash(key), at) for at, word in enumerate(ordered) for key in sound_keys(word)
        ]
        word_bits, name_bits = grams.words_bits(ordered), grams.names_bits(self.texts)
        all_listings, all_names, all_words = map(Strings.of, (listings, names, ordered))
        return Compiled(
            all_listings.blob, all_listings.offsets, all_names.blob, all_names.offsets,
            np.array(name_listing, np.uint32),
            np.array(self.row_name, np.uint32),
            np.array(self.row_kind, np.uint8),
            np.array(self.row_total, np.float32),
            np.array(self.row_tokens, np.uint32),
            tokens[:, 0].astype(np.uint16), tokens[:, 1].astype(np.uint16),
            tokens[:, 2].astype(np.uint8), tokens[:, 3].astype(np.uint8),
            tokens[:, 4].astype(np.uint8),
            np.array(self.token_keys, np.uint32),
            renumbered[keys] if len(keys) else np.zeros(0, np.uint32),
            np.array(self.key_route, np.uint8),
            all_words.blob, all_words.offsets,
            word_bits, grams.counts(word_bits), starts, rows,
            *_hashes(hashes), *_hashes(sounds), *_hashes(self.exact),
            name_bits, grams.counts(name_bits),
        )  # fmt: skip


def sound_keys(word: str, asked: bool = False) -> tuple[str, ...]:
    """The keys by which a word is found that sounds like it. A word that is `asked` for asks by
    consonants only where these can make words alike: long words, and those without vowels."""
    if len(word) < 3 or word.isdigit():
        return ()
    bones = skeleton(word)
    found = ["p:" + sound(word)]
    if len(bones) > 1 and (not asked or word[0] == VOWELLESS or len(bones) > _BONES):
        found.append("k:" + bones)
    return tuple(found)


def _postings(
    pairs: list[tuple[int, int]], renumbered: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    if not pairs:
        return np.zeros(len(renumbered) + 1, np.uint32), np.zeros(0, np.uint32)
    table = np.array(pairs, np.uint64)
    coded = (renumbered[table[:, 0].astype(np.int64)].astype(np.uint64) << np.uint64(32)) | table[
        :, 1
    ]
    coded = np.unique(coded)
    words = (coded >> np.uint64(32)).astype(np.int64)
    starts = np.zeros(len(renumbered) + 1, np.uint32)
    np.cumsum(np.bincount(words, minlength=len(renumbered)), out=starts[1:])
    return starts, (coded & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def _hashes(
    pairs: list[tuple[int, int]],
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32]]:
    hashes = np.fromiter((pair[0] for pair in pairs), np.uint64, len(pairs))
    at = np.fromiter((pair[1] for pair in pairs), np.uint32, len(pairs))
    order = np.lexsort((at, hashes))
    return hashes[order], at[order]


def compile_names(entries: Iterable[Entry], lexicon: Lexicon) -> Compiled:
    """The arrays of an index over entries of (listing id, kind, names).

    Names without any letter or digit are kept: they meet nothing but stay in the tables.
    """
    builder = _Builder()
    listings: list[str] = []
    names: list[str] = []
    name_listing: list[int] = []
    for listing_id, kind, own in entries:
        code = KINDS.index(None if kind is None else str(kind))
        for name in dict.fromkeys(own):
            for reading in analyse(name, lexicon, kind).readings:
                if reading:
                    builder.add(len(names), code, reading)
            names.append(name)
            name_listing.append(len(listings))
        listings.append(listing_id)
    return builder.finish(listings, names, name_listing)
