"""Bitmaps of letter groups: a word or a name as a few machine words, compared by counting bits.

The bitmaps of an index lie column by column (all first 64-bit words, then all second ones), so
that a scan reads memory in order. One formula serves the vectorised build and the single query.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint64]

WORD_COLUMNS = 2
NAME_COLUMNS = 4
_A, _B, _C = 40503, 31161, 34283
_LETTER_BITS = 32
_EDGE = 94
_BLOCK = 1 << 15


def _pair(a: int, b: int) -> int:
    return (a * _A + b * _B) >> 5


def _triple(a: int, b: int, c: int) -> int:
    return (a * _A + b * _B + c * _C) >> 5


@functools.cache
def _word_pair(pair: bytes) -> int:
    """The bit of a pair of letters in the bitmap of a word (of all pairs there are 65,536)."""
    return 1 << (_LETTER_BITS + _pair(*pair) % (64 * WORD_COLUMNS - _LETTER_BITS))


def word_bits(word: str) -> tuple[int, ...]:
    """The bitmap of one word: its letters and its pairs of letters, ends marked."""
    raw = word.encode()
    bits = 0
    for byte in raw:
        bits |= 1 << (byte % _LETTER_BITS)
    edged = bytes((_EDGE,)) + raw + bytes((_EDGE,))
    for at in range(len(edged) - 1):
        bits |= _word_pair(edged[at : at + 2])
    return tuple((bits >> 64 * column) & (2**64 - 1) for column in range(WORD_COLUMNS))


def name_bits(text: str) -> tuple[int, ...]:
    """The bitmap of a whole name written without spaces: its pairs and triples of letters."""
    edged = bytes((_EDGE,)) + text.encode() + bytes((_EDGE,))
    size = 64 * NAME_COLUMNS
    bits = 0
    for a, b in itertools.pairwise(edged):
        bits |= 1 << (_pair(a, b) % size)
    for a, b, c in zip(edged, edged[1:], edged[2:], strict=False):
        bits |= 1 << (_triple(a, b, c) % size)
    return tuple((bits >> 64 * column) & (2**64 - 1) for column in range(NAME_COLUMNS))


def _edged(texts: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """All texts in one buffer, each between edges, and to which text each byte belongs."""
    edge = bytes((_EDGE,))
    parts = [edge + text.encode() + edge for text in texts]
    sizes = np.fromiter((len(part) for part in parts), np.int64, len(parts))
    buffer = np.frombuffer(b"".join(parts), np.uint8).astype(np.int64)
    return buffer, np.repeat(np.arange(len(parts), dtype=np.int64), sizes)


def _set(columns: Bits, owner: npt.NDArray[np.int64], bit: npt.NDArray[np.int64]) -> None:
    flat = columns.reshape(-1)
    place = (bit >> 6) * columns.shape[1] + owner
    np.bitwise_or.at(flat, place, np.uint64(1) << (bit & 63).astype(np.uint64))


def words_bits(words: Sequence[str]) -> Bits:
    """`word_bits` of many words: an array of WORD_COLUMNS rows."""
    columns = np.zeros((WORD_COLUMNS, len(words)), np.uint64)
    if not words:
        return columns
    buffer, owner = _edged(words)
    inner = owner[:-1] == owner[1:]
    pair = (buffer[:-1] * _A + buffer[1:] * _B) >> 5
    span = 64 * WORD_COLUMNS - _LETTER_BITS
    _set(columns, owner[:-1][inner], _LETTER_BITS + pair[inner] % span)
    first = np.concatenate(([True], ~inner))
    last = np.concatenate((~inner, [True]))
    body = ~(first | last)
    _set(columns, owner[body], buffer[body] % _LETTER_BITS)
    return columns


def names_bits(texts: Sequence[str]) -> Bits:
    """`name_bits` of many names: an array of NAME_COLUMNS rows."""
    columns = np.zeros((NAME_COLUMNS, len(texts)), np.uint64)
    if not texts:
        return columns
    buffer, owner = _edged(texts)
    size = 64 * NAME_COLUMNS
    inner = owner[:-1] == owner[1:]
    pair = (buffer[:-1] * _A + buffer[1:] * _B) >> 5
    _set(columns, owner[:-1][inner], pair[inner] % size)
    inner = owner[:-2] == owner[2:]
    triple = (buffer[:-2] * _A + buffer[1:-1] * _B + buffer[2:] * _C) >> 5
    _set(columns, owner[:-2][inner], triple[inner] % size)
    return columns


def counts(columns: Bits) -> npt.NDArray[np.uint8]:
    """How many bits each bitmap has."""
    total = np.zeros(columns.shape[1], np.uint16)
    for column in columns:
        total += np.bitwise_count(column)
    return total.clip(max=255).astype(np.uint8)


class Bitmaps:
    """Bitmaps laid out for scanning, and how many bits each has (`own`).

    What shares at least `percent` of its bits (Dice) with one bitmap is found in whole numbers of
    16 bits; the few that pass are measured exactly.
    """

    def __init__(self, columns: Bits, own: npt.NDArray[np.uint8], percent: int) -> None:
        self.columns, self.own, self.percent = columns, own, percent
        self._scaled = own * np.uint16(percent)
        # Room to count in, kept for the next scan: to have it anew costs more than the scan. Each
        # scan takes one out, so that two threads never share.
        self._rooms: list[_Room] = []

    def alike(
        self, bits: Sequence[int], first: int = 0, last: int | None = None
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """Which bitmaps from `first` to `last` are alike to one, and how much."""
        last = len(self.own) if last is None else last
        asked = sum(one.bit_count() for one in bits)
        room = self._rooms.pop() if self._rooms else _Room(len(self.own))
        found = room.count(self.columns, bits, first, last)
        room.weigh(self._scaled, self.percent * asked, first, last)
        passed = np.flatnonzero(room.passed[first:last])
        shared = found[passed]
        self._rooms.append(room)
        passed += first
        return passed, 2.0 * shared / (self.own[passed].astype(np.float64) + asked)


class _Room:
    """Room for one scan: how many bits each shares, which pass, a block at work."""

    def __init__(self, size: int) -> None:
        block = min(size, _BLOCK)
        self.masked = np.empty(block, np.uint64)
        self.bits = np.empty(block, np.uint8)
        self.doubled = np.empty(block, np.uint16)
        self.needed = np.empty(block, np.uint16)
        self.found = np.empty(size, np.uint8)
        self.passed = np.empty(size, np.bool_)

    def count(
        self, columns: Bits, bits: Sequence[int], first: int, last: int
    ) -> npt.NDArray[np.uint8]:
        """How many bits each bitmap from `first` to `last` shares with one, block by block: a
        block stays in the processor's cache."""
        wanted = [
            (column, np.uint64(one)) for column, one in zip(columns, bits, strict=True) if one
        ]
        for start in range(first, last, _BLOCK):
            end = min(start + _BLOCK, last)
            masked, more = self.masked[: end - start], self.bits[: end - start]
            found = self.found[start:end]
            for number, (column, mask) in enumerate(wanted):
                np.bitwise_and(column[start:end], mask, out=masked)
                if number:
                    np.add(found, np.bitwise_count(masked, out=more), out=found)
                else:
                    np.bitwise_count(masked, out=found)
        if not wanted:
            self.found[first:last] = 0
        return self.found[first:last]

    def weigh(self, scaled: npt.NDArray[np.uint16], asked: int, first: int, last: int) -> None:
        """Mark what passes: 200 times the shared bits against the percentage of both together."""
        for start in range(first, last, _BLOCK):
            end = min(start + _BLOCK, last)
            doubled, needed = self.doubled[: end - start], self.needed[: end - start]
            np.multiply(self.found[start:end], np.uint16(200), out=doubled)
            np.add(scaled[start:end], np.uint16(asked), out=needed)
            np.greater_equal(doubled, needed, out=self.passed[start:end])
            # Without a shared bit nothing is alike.
            if not asked:
                self.passed[start:end] = False
