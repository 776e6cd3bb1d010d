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


def _pair(a: int, b: int) -> int:
    return (a * _A + b * _B) >> 5


def _triple(a: int, b: int, c: int) -> int:
    return (a * _A + b * _B + c * _C) >> 5


@functools.lru_cache(maxsize=1 << 14)
def word_bits(word: str) -> tuple[int, ...]:
    """The bitmap of one word: its letters and its pairs of letters, ends marked."""
    raw = word.encode()
    bits = 0
    for byte in raw:
        bits |= 1 << (byte % _LETTER_BITS)
    edged = bytes((_EDGE,)) + raw + bytes((_EDGE,))
    for a, b in itertools.pairwise(edged):
        bits |= 1 << (_LETTER_BITS + _pair(a, b) % (64 * WORD_COLUMNS - _LETTER_BITS))
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


def shared(columns: Bits, bits: Sequence[int]) -> npt.NDArray[np.uint8]:
    """How many bits each column-wise bitmap shares with one bitmap."""
    count: npt.NDArray[np.uint8] | None = None
    for column, wanted in zip(columns, bits, strict=True):
        if not wanted:
            continue
        found = np.bitwise_count(column & np.uint64(wanted))
        count = found if count is None else np.add(count, found, out=count)
    return np.zeros(columns.shape[1], np.uint8) if count is None else count


def counts(columns: Bits) -> npt.NDArray[np.uint8]:
    """How many bits each bitmap has."""
    total: npt.NDArray[np.int64] = np.bitwise_count(columns).sum(axis=0, dtype=np.int64)
    return total.clip(max=255).astype(np.uint8)


def alike(
    columns: Bits, own: npt.NDArray[np.uint8], bits: Sequence[int], least: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Which bitmaps share at least `least` (Dice) with one bitmap, and how much.

    `own` is how many bits each has (`counts`). The scan stays in bytes; the few that pass are
    measured exactly.
    """
    asked = sum(one.bit_count() for one in bits)
    needed = np.ceil((np.arange(256) + asked) * (least / 2)).clip(1, 255).astype(np.uint8)
    found = shared(columns, bits)
    passed = np.flatnonzero(found >= needed[own])
    value = 2.0 * found[passed] / (own[passed].astype(np.float64) + asked)
    return passed, value
