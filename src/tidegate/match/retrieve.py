"""From a query to the rows worth a careful look: exact keys, words alike, and a scan of all.

No path is approximate only: every row is scanned by its bitmap, so a name whose every word is
misspelt or joined is still found.
"""

from __future__ import annotations

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
from tidegate.match.planes import Planes
from tidegate.match.similarity import word_similarity
from tidegate.match.units import Units
from tidegate.text import Kind, Scoring
from tidegate.text.sound import ABROAD, GIVEN, KOREAN, romaji

BY_WORDS = 20
BY_BITMAP = 5
BY_KEYS = 24
BY_COVER = 8
_WORDS_OF_QUERY = 12
_SHARED_PERCENT = 58
_WORDS_ALIKE = 48
_LEAST_WORD = 3
_MOST_ERRORS = 3
_FEWEST_PERCENT = 30
_JOIN_LEAST = 5
_REMEMBERED = 20_000
# Rows far below the best one are not worth a careful look.
_NEAR_BEST = 0.6
_FEWEST_MET = 0.14
_COVERED = 0.75
_FEWEST_COVERED = 0.05


class Finder:
    """What retrieval keeps at hand of an index: the arrays, its words, the bitmaps laid out to be
    scanned, and the words alike of those asked before."""

    def __init__(self, arrays: Compiled, words: Strings, scoring: Scoring) -> None:
        self.arrays, self.words, self.scoring = arrays, words, scoring
        self.seen: dict[str, tuple[tuple[int, float], ...]] = {}
        self.word_bits = grams.Bitmaps(arrays.word_bits, arrays.word_count, _SHARED_PERCENT)
        self.names = Planes(
            arrays.name_planes, arrays.name_order, arrays.name_count, _FEWEST_PERCENT
        )
        # Room to add up in, all zero between two queries. Each query takes one out, so that two
        # threads never share.
        self._rooms: list[tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]] = []

    def take_room(self) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """Two numbers for each row, all zero."""
        rows = len(self.arrays.row_name)
        if self._rooms:
            return self._rooms.pop()
        return np.zeros(rows, np.float32), np.zeros(rows, np.float32)

    def give_back(self, room: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]) -> None:
        """Keep the room for the next query; it must be all zero again."""
        self._rooms.append(room)


def retrieve(finder: Finder, query: Units, limit: int = 10) -> list[int]:
    """Rows worth scoring, the most promising first; a higher `limit` of listings looks at more
    rows."""
    arrays = finder.arrays
    if not len(arrays.row_name) or not query.tokens:
        return []
    found = _by_keys(arrays, query)
    found += _by_words(finder, query, max(BY_WORDS, 2 * limit))
    found = list(dict.fromkeys(found))
    # What is found already is a bound for what is still to be found.
    found += finder.names.best(grams.name_bits(compact(query)), BY_BITMAP, found)
    return list(dict.fromkeys(found))


def bearers(hashes: npt.NDArray[np.uint64], at: npt.NDArray[np.uint32], key: str) -> list[int]:
    """What bears a key in a table of sorted hashes."""
    wanted = np.uint64(key_hash(key))
    first = int(hashes.searchsorted(wanted))
    if first == len(hashes) or hashes[first] != wanted:
        return []
    last = int(hashes.searchsorted(wanted, "right"))
    found: list[int] = at[first:last].tolist()
    return found


def _by_keys(arrays: Compiled, query: Units) -> list[int]:
    found: list[int] = []
    for key in exact_keys(query):
        found += bearers(arrays.exact_hash, arrays.exact_at, key)[:BY_KEYS]
    for at in query.bearing:
        token = query.tokens[at]
        word = token.keys[0]
        if token.kind is Kind.DISTINCTIVE and SHORTEST_INITIALS <= len(word) <= 8:
            found += bearers(arrays.exact_hash, arrays.exact_at, "i:" + word)[:BY_KEYS]
    found = found[: 2 * BY_KEYS]
    initials = query.initials
    if SHORTEST_INITIALS <= len(initials) <= 8:
        # An acronym outweighs what it stands for: by its own weight its row would rank too low.
        for at in bearers(arrays.word_hash, arrays.word_at, initials):
            first, last = arrays.word_starts[at], arrays.word_starts[at + 1]
            found += arrays.word_rows[first:last][:BY_KEYS].tolist()
    return found


def _by_words(finder: Finder, query: Units, count: int) -> list[int]:
    arrays = finder.arrays
    room = sums, own = finder.take_room()
    whole = 0.0
    touched = []
    for keys, weight in _questions(query):
        whole += weight
        best = _best_words(finder, keys)
        if best:
            touched.append(_add(arrays, best, np.float32(weight), sums, own))
    met = np.concatenate(touched) if touched else arrays.word_rows[:0]
    values = sums[met]
    sums[met] = 0.0
    finder.give_back(room)
    if not len(met):
        return []
    total = arrays.row_total[met]
    covered = values >= np.float32(_COVERED) * total
    values /= np.float32(whole) + total
    found = _best_rows(met, values, count, _FEWEST_MET, _NEAR_BEST)
    if np.count_nonzero(covered) > 0:
        # Rows that are all there, however much more is asked: one garbled word of the query may
        # outweigh all that is right (PJSn Kazan Helicopters).
        found += _best_rows(met[covered], values[covered], BY_COVER, _FEWEST_COVERED, 0.0)
    return found


def _best_words(finder: Finder, keys: tuple[str, ...]) -> dict[int, float]:
    """The words of the index like any of some keys, with how alike they are."""
    if len(keys) == 1:
        return dict(_words_alike(finder, keys[0]))
    best: dict[int, float] = {}
    for key in keys:
        for word, alike in _words_alike(finder, key):
            if alike > best.get(word, 0.0):
                best[word] = alike
    return best


def _add(
    arrays: Compiled,
    best: dict[int, float],
    weight: np.float32,
    sums: npt.NDArray[np.float32],
    own: npt.NDArray[np.float32],
) -> npt.NDArray[np.uint32]:
    """Add to the sum of every row that bears one of the words the weight of the one most alike;
    which rows these are. `own` is room to count in, all zero before and after."""
    ordered = sorted((alike, word) for word, alike in best.items())
    starts = arrays.word_starts
    parts = [arrays.word_rows[starts[word] : starts[word + 1]] for _, word in ordered]
    if len(parts) == 1:
        sums[parts[0]] += np.float32(ordered[0][0]) * weight
        return parts[0]
    rows = np.concatenate(parts)
    alikes = np.array([alike for alike, _ in ordered], np.float32)
    # Of a row named twice the last one stays, which is the one most alike.
    own[rows] = np.repeat(alikes, [len(part) for part in parts])
    sums[rows] = sums[rows] + own[rows] * weight
    own[rows] = 0.0
    return rows


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
        written = query.spelling[at] + query.spelling[at + 1]
        joined = dict.fromkeys((a.keys[0] + b.keys[0], written))
        if len(written) >= _JOIN_LEAST:
            asked.append((tuple(joined), a.weight + b.weight))
    return asked


def _words_alike(finder: Finder, key: str) -> tuple[tuple[int, float], ...]:
    """Words of the index like a word, with how alike they are."""
    found = finder.seen.get(key)
    if found is None:
        if len(finder.seen) > _REMEMBERED:
            finder.seen.clear()
        found = finder.seen[key] = _look_up(finder, key)
    return found


def _look_up(finder: Finder, key: str) -> tuple[tuple[int, float], ...]:
    arrays = finder.arrays
    found = dict.fromkeys(bearers(arrays.word_hash, arrays.word_at, key), 1.0)
    if len(key) > 1 and not key.isdigit() and key[0] not in (GIVEN, ABROAD):
        near = set()
        for sounding in sound_keys(key, asked=True):
            near.update(bearers(arrays.sound_hash, arrays.sound_at, sounding)[:_WORDS_ALIKE])
        near.update(bearers(arrays.word_hash, arrays.word_at, romaji(key)))
        if len(key) > _LEAST_WORD and key[0] != KOREAN:
            near.update(_spelt_alike(finder, key))
        for word in sorted(near):
            if word not in found:
                value = word_similarity(key, finder.words[word], finder.scoring)
                if value:
                    found[word] = value
    return tuple(sorted(found.items()))


def _spelt_alike(finder: Finder, key: str) -> list[int]:
    """Words that share most letters and pairs of letters with a word, a few errors apart."""
    sizes, read = finder.arrays.word_size, finder.words
    first = int(sizes.searchsorted(max(0, len(key) - _MOST_ERRORS)))
    last = int(sizes.searchsorted(len(key) + _MOST_ERRORS, "right"))
    places, alike = finder.word_bits.alike(grams.word_bits(key), first, last)
    best = finder.arrays.word_order[places]
    if len(best) > _WORDS_ALIKE:
        best = best[np.lexsort((best, -alike))[:_WORDS_ALIKE]]
    return [
        word
        for word in best.tolist()
        if OSA.distance(key, read[word], score_cutoff=_MOST_ERRORS) <= _MOST_ERRORS
    ]


def _best_rows(
    rows: npt.NDArray[np.uint32],
    values: npt.NDArray[np.float32],
    count: int,
    least: float,
    share: float,
) -> list[int]:
    """The rows of the highest values above `least` and above a share of the highest, highest
    first, ties by row. A row may be named more than once."""
    above = np.flatnonzero(values > np.float32(max(least, share * float(values.max()))))
    rows, first = np.unique(rows[above], return_index=True)
    own = values[above][first]
    if len(rows) > count:
        # Rows that tie with the last one taken: the first of them.
        edge = np.partition(own, len(own) - count)[len(own) - count]
        over = np.flatnonzero(own > edge)
        ties = np.flatnonzero(own == edge)[: count - len(over)]
        chosen = np.concatenate((over, ties))
        rows, own = rows[chosen], own[chosen]
    order = np.lexsort((rows, -own))
    found: list[int] = rows[order].tolist()
    return found
