"""From a query to the rows worth a careful look: exact keys, words alike, and a scan of all.

No path is approximate only: every row is scanned by its bitmap, so a name whose every word is
misspelt or joined is still found.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from tidegate.match import grams
from tidegate.match.compiled import (
    SHORTEST_INITIALS,
    Compiled,
    Strings,
    compact,
    exact_keys,
    key_hash,
    sound_keys,
)
from tidegate.match.similarity import word_similarity
from tidegate.match.units import Units
from tidegate.text import Kind

BY_WORDS = 20
BY_BITMAP = 5
BY_KEYS = 24
_WORDS_OF_QUERY = 12
_SHARED_BITS = 0.58
_WORDS_ALIKE = 48
_LEAST_WORD = 3
_MOST_ERRORS = 3
_FEWEST_SHARED = 0.30
_JOIN_LEAST = 5
# Rows far below the best one are not worth a careful look.
_NEAR_BEST = 0.6
_FEWEST_MET = 0.14


class Finder(NamedTuple):
    """What retrieval keeps at hand of an index: the arrays, its words, room to count in."""

    arrays: Compiled
    words: Strings
    seen: dict[str, tuple[tuple[int, float], ...]]


def retrieve(
    finder: Finder, query: Units, allowed: npt.NDArray[np.bool_] | None, limit: int = 10
) -> list[int]:
    """Rows worth scoring, the most promising first. `allowed` masks rows of other kinds; a
    higher `limit` of listings looks at more rows."""
    arrays = finder.arrays
    if not len(arrays.row_name) or not query.tokens:
        return []
    found = _by_keys(arrays, query)
    found += _by_words(finder, query, allowed, max(BY_WORDS, 2 * limit))
    found += _by_bitmap(arrays, query, allowed)
    unique = dict.fromkeys(found)
    return [row for row in unique if allowed is None or allowed[row]]


def bearers(hashes: npt.NDArray[np.uint64], at: npt.NDArray[np.uint32], key: str) -> list[int]:
    """What bears a key in a table of sorted hashes."""
    wanted = np.uint64(key_hash(key))
    first = int(np.searchsorted(hashes, wanted, "left"))
    last = first
    while last < len(hashes) and hashes[last] == wanted:
        last += 1
    return [int(one) for one in at[first:last]]


def _by_keys(arrays: Compiled, query: Units) -> list[int]:
    found: list[int] = []
    for key in exact_keys(query):
        found += bearers(arrays.exact_hash, arrays.exact_at, key)[:BY_KEYS]
    for at in query.bearing:
        token = query.tokens[at]
        word = token.keys[0]
        if token.kind is Kind.DISTINCTIVE and SHORTEST_INITIALS <= len(word) <= 8:
            found += bearers(arrays.exact_hash, arrays.exact_at, "i:" + word)[:BY_KEYS]
    return found[: 2 * BY_KEYS]


def _by_words(
    finder: Finder, query: Units, allowed: npt.NDArray[np.bool_] | None, count: int
) -> list[int]:
    arrays = finder.arrays
    rows = len(arrays.row_name)
    sums = np.zeros(rows, np.float32)
    whole = 0.0
    for keys, weight in _questions(query):
        best: dict[int, float] = {}
        for key in keys:
            for word, alike in _words_alike(finder, key):
                if alike > best.get(word, 0.0):
                    best[word] = alike
        whole += weight
        if not best:
            continue
        own = np.zeros(rows, np.float32)
        for alike, word in sorted((alike, word) for word, alike in best.items()):
            first, last = int(arrays.word_starts[word]), int(arrays.word_starts[word + 1])
            own[arrays.word_rows[first:last]] = alike
        own *= np.float32(weight)
        sums += own
    if not whole:
        return []
    sums /= np.float32(whole) + arrays.row_total
    if allowed is not None:
        sums *= allowed
    return _best_rows(sums, count, _FEWEST_MET)


def _questions(query: Units) -> list[tuple[tuple[str, ...], int]]:
    """The words to look up with their weight: the weightiest of the query, and neighbours
    written together."""
    bearing = sorted(query.bearing, key=lambda at: (-query.tokens[at].weight, at))
    asked = [(query.tokens[at].keys, query.tokens[at].weight) for at in bearing[:_WORDS_OF_QUERY]]
    initials = query.initials
    if SHORTEST_INITIALS <= len(initials) <= 8:
        asked.append(((initials,), 40))
    tokens = query.tokens
    for at in range(min(len(tokens), _WORDS_OF_QUERY) - 1):
        a, b = tokens[at], tokens[at + 1]
        if Kind.FORM in (a.kind, b.kind) or Kind.DISTINCTIVE not in (a.kind, b.kind):
            continue
        joined = a.keys[0] + b.keys[0]
        if len(joined) >= _JOIN_LEAST:
            asked.append(((joined,), a.weight + b.weight))
    return asked


def _words_alike(finder: Finder, key: str) -> tuple[tuple[int, float], ...]:
    """Words of the index like a word, with how alike they are."""
    found = finder.seen.get(key)
    if found is None:
        if len(finder.seen) > 50_000:
            finder.seen.clear()
        found = finder.seen[key] = _look_up(finder, key)
    return found


def _look_up(finder: Finder, key: str) -> tuple[tuple[int, float], ...]:
    arrays = finder.arrays
    found = dict.fromkeys(bearers(arrays.word_hash, arrays.word_at, key), 1.0)
    if len(key) > 1 and not key.isdigit():
        near = set()
        for sounding in sound_keys(key, asked=True):
            near.update(bearers(arrays.sound_hash, arrays.sound_at, sounding)[:_WORDS_ALIKE])
        if len(key) > _LEAST_WORD:
            near.update(_spelt_alike(finder, key))
        for word in sorted(near):
            if word not in found:
                value = word_similarity(key, finder.words[word])
                if value:
                    found[word] = value
    return tuple(sorted(found.items()))


def _spelt_alike(finder: Finder, key: str) -> list[int]:
    """Words that share most letters and pairs of letters with a word, a few errors apart."""
    arrays = finder.arrays
    bits = grams.word_bits(key)
    best, alike = grams.alike(arrays.word_bits, arrays.word_count, bits, _SHARED_BITS)
    borders = arrays.word_offsets
    sizes = borders[best + 1].astype(np.int64) - borders[best]
    near = np.abs(sizes - len(key)) <= _MOST_ERRORS
    best, alike = best[near], alike[near]
    if len(best) > _WORDS_ALIKE:
        best = best[np.lexsort((best, -alike))[:_WORDS_ALIKE]]
    return [
        word
        for word in best.tolist()
        if OSA.distance(key, finder.words[word], score_cutoff=_MOST_ERRORS) <= _MOST_ERRORS
    ]


def _by_bitmap(arrays: Compiled, query: Units, allowed: npt.NDArray[np.bool_] | None) -> list[int]:
    bits = grams.name_bits(compact(query))
    rows, alike = grams.alike(arrays.name_bits, arrays.name_count, bits, _FEWEST_SHARED)
    if allowed is not None:
        kept = allowed[rows]
        rows, alike = rows[kept], alike[kept]
    found: list[int] = rows[np.lexsort((rows, -alike))[:BY_BITMAP]].tolist()
    return found


def _best_rows(values: npt.NDArray[np.float32], count: int, least: float) -> list[int]:
    """The rows of the highest values above `least`, highest first, ties by row."""
    rows = np.flatnonzero(values > np.float32(max(least, _NEAR_BEST * float(values.max()))))
    own = values[rows]
    if len(rows) > count:
        # Rows that tie with the last one taken: the first of them.
        edge = np.partition(own, len(own) - count)[len(own) - count]
        above = np.flatnonzero(own > edge)
        ties = np.flatnonzero(own == edge)[: count - len(above)]
        chosen = np.concatenate((above, ties))
        rows, own = rows[chosen], own[chosen]
    order = np.lexsort((rows, -own))
    found: list[int] = rows[order].tolist()
    return found
