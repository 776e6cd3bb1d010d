"""Names compiled to arrays: what an index holds, in memory or mapped from its file."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidegate.match import grams, planes
from tidegate.match.units import UNMET_KINDS, Units, spelt, units_of
from tidegate.text import Kind, Lexicon, Token, analyse, written
from tidegate.text.korean_names import options
from tidegate.text.sound import KOREAN, VOWELLESS, WRITTEN, romaji, skeleton, sound

Array = npt.NDArray[np.generic]
Entry = tuple[str, str | None, Sequence[str]]

KINDS: tuple[str | None, ...] = (None, "person", "organization", "vessel", "aircraft", "address")
SHORTEST_INITIALS = 3
_BONES = 3
_TOKEN_NUMBERS = 5


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
    what bears them. The bitmaps of words lie in order of length: `word_size` in that order,
    `word_order` which word it is. Those of names lie on their side (`planes`), in order of how many
    bits each has: `name_count` in that order, `name_order` which row it is.
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
    word_order: npt.NDArray[np.uint32]
    word_size: npt.NDArray[np.uint16]
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
    name_planes: grams.Bits
    name_order: npt.NDArray[np.uint32]
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
    """Keys by which a whole name meets: its words joined as they are known and as they are written,
    its words in order of the alphabet; a patronymic is mostly left out."""
    tokens = [units.tokens[at] for at in units.bearing]
    words = [token.keys[0] for token in tokens if token.kind is not Kind.FATHER]
    if not words:
        words = [token.keys[0] for token in units.tokens]
    if not words:
        return []
    keys = dict.fromkeys(["j:" + "".join(words)])
    if len(words) > 1:
        keys["s:" + " ".join(sorted(words))] = None
        # A word that was taken apart (BELNEFTEKHIM, of which "neftekhim" is known) meets one
        # that was not by its letters.
        keys["j:" + "".join(units.spelling[at] for at in units.bearing)] = None
    return list(keys)


class _Builder:
    """Rows, tokens and keys as they come; `finish` makes the arrays."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        # Plain numbers, packed: lists of tuples would take ten times the room.
        self.row_name, self.row_kind, self.row_total = array("I"), array("B"), array("I")
        self.row_tokens, self.tokens = array("I", (0,)), array("I")
        self.token_keys, self.key_word, self.key_route = array("I", (0,)), array("I"), array("B")
        self.postings = array("Q")
        self.exact_hash, self.exact_row = array("Q"), array("I")
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
            self.tokens.extend((token.start, token.end, token.kind, token.weight, initial))
            borne = token.kind not in UNMET_KINDS
            for key, route in zip(token.keys, token.routes, strict=True):
                word = words.setdefault(key, len(words))
                self.key_word.append(word)
                self.key_route.append(route)
                if borne:
                    self.postings.append(word << 32 | row)
            self.token_keys.append(len(self.key_word))
        self.row_tokens.append(len(self.tokens) // _TOKEN_NUMBERS)
        self.texts.append(compact(units))
        whole = exact_keys(units)
        initials = units.initials
        if len(initials) >= SHORTEST_INITIALS:
            whole.append("i:" + initials)
        self.exact_hash.extend(map(key_hash, whole))
        self.exact_row.extend([row] * len(whole))

    def finish(self, listings: list[str], names: list[str], name_listing: array[int]) -> Compiled:
        ordered = sorted(self.words)
        renumbered = np.empty(len(ordered), np.uint32)
        renumbered[[self.words[word] for word in ordered]] = np.arange(len(ordered))
        starts, rows = _postings(np.array(self.postings, np.uint64), renumbered)
        tokens = np.array(self.tokens, np.uint32).reshape(-1, _TOKEN_NUMBERS)
        keys = np.array(self.key_word, np.int64)
        hashes = array("Q", map(key_hash, ordered))
        sound_hash, sound_at = array("Q"), array("I")
        for at, word in enumerate(ordered):
            for key in sound_keys(word):
                sound_hash.append(key_hash(key))
                sound_at.append(at)
        by_word = _word_bitmaps(ordered)
        name_planes, name_order, name_count = planes.turned(grams.names_bits(self.texts))
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
            *by_word, starts, rows,
            *_hashes(hashes, range(len(ordered))), *_hashes(sound_hash, sound_at),
            *_hashes(self.exact_hash, self.exact_row),
            name_planes, name_order, name_count,
        )  # fmt: skip


def _word_bitmaps(
    words: list[str],
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint16], grams.Bits, npt.NDArray[np.uint8]]:
    bits = grams.words_bits(words)
    sizes = np.fromiter(map(len, words), np.int64, len(words)).clip(max=0xFFFF).astype(np.uint16)
    own = grams.counts(bits)
    order = np.argsort(sizes, kind="stable")
    return order.astype(np.uint32), sizes[order], bits[:, order], own[order]


def sound_keys(word: str, asked: bool = False) -> tuple[str, ...]:
    """The keys by which a word is found that sounds like it. A word that is `asked` for asks by
    consonants only where these can make words alike: long words, and those without vowels; a
    short one asks for words written without vowels alone (Hassan for حسن)."""
    if word[0] == KOREAN:
        return tuple("h:" + name for name in sorted(options(word)))
    if len(word) < 3 or word.isdigit():
        return ()
    if word[0] == WRITTEN:
        mark = "k:" if asked else "v:"
        return tuple(mark + bones for bones in written.heard(word[1:]) if len(bones) > 1)
    bones = skeleton(word)
    found = ["p:" + sound(word)]
    japanese = romaji(word)
    if japanese and (asked or japanese != word):
        found.append("r:" + japanese)
    if len(bones) > 1:
        vowelless = word[0] == VOWELLESS
        if not asked or vowelless or len(bones) > _BONES:
            found.append("k:" + bones)
        if asked != vowelless:
            found.append("v:" + bones)
    return tuple(found)


def _postings(
    pairs: npt.NDArray[np.uint64], renumbered: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """Where the rows of each word begin, and these rows, from pairs of word and row (the upper
    and the lower half of a number)."""
    starts = np.zeros(len(renumbered) + 1, np.uint32)
    if not len(pairs):
        return starts, np.zeros(0, np.uint32)
    half, low = np.uint64(32), np.uint64(0xFFFFFFFF)
    words = renumbered[(pairs >> half).astype(np.int64)].astype(np.uint64)
    coded = np.unique((words << half) | (pairs & low))
    bearing = np.bincount((coded >> half).astype(np.int64), minlength=len(renumbered))
    np.cumsum(bearing, out=starts[1:])
    return starts, (coded & low).astype(np.uint32)


def _hashes(
    hashes: array[int], bearers: Sequence[int]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32]]:
    """Hashes in order, and what bears each."""
    keys, at = np.array(hashes, np.uint64), np.array(bearers, np.uint32)
    order = np.lexsort((at, keys))
    return keys[order], at[order]


def compile_names(entries: Iterable[Entry], lexicon: Lexicon) -> Compiled:
    """The arrays of an index over entries of (listing id, kind, names).

    Names without any letter or digit are kept: they meet nothing but stay in the tables.
    """
    builder = _Builder()
    listings: list[str] = []
    names: list[str] = []
    name_listing = array("I")
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
