"""Retrieval and screening written plainly and slowly: what the fast ones must agree with.

Every word of the index and every row is looked at one by one, in the order in which the index
lists them, with the formulas and limits of `tidegate.match.retrieve` and nothing of its layout.
"""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA

from tidegate.match import Index, grams, retrieve
from tidegate.match.compiled import Compiled, compact, key_hash, sound_keys
from tidegate.match.score import score
from tidegate.match.similarity import word_similarity
from tidegate.match.units import Units, units_of
from tidegate.text import analyse


def dice(ours: tuple[int, ...], theirs: tuple[int, ...]) -> float:
    shared = sum((a & b).bit_count() for a, b in zip(ours, theirs, strict=True))
    both = sum(one.bit_count() for one in (*ours, *theirs))
    return 2.0 * shared / both if shared else 0.0


def bearers(hashes: np.ndarray, at: np.ndarray, key: str) -> list[int]:
    wanted = key_hash(key)
    return [int(one) for hash_, one in zip(hashes, at, strict=True) if int(hash_) == wanted]


def words_alike(index: Index, key: str) -> dict[int, float]:
    arrays, words = index._arrays, index._words
    found = dict.fromkeys(bearers(arrays.word_hash, arrays.word_at, key), 1.0)
    if len(key) < 2 or key.isdigit():
        return found
    near: set[int] = set()
    for sounding in sound_keys(key, asked=True):
        near.update(bearers(arrays.sound_hash, arrays.sound_at, sounding)[: retrieve._WORDS_ALIKE])
    if len(key) > retrieve._LEAST_WORD:
        bits = grams.word_bits(key)
        alike = []
        for at in range(len(words)):
            if abs(len(words[at]) - len(key)) <= retrieve._MOST_ERRORS:
                value = dice(bits, grams.word_bits(words[at]))
                if value >= retrieve._SHARED_PERCENT / 100:
                    alike.append((-value, at))
        near.update(
            at
            for _, at in sorted(alike)[: retrieve._WORDS_ALIKE]
            if OSA.distance(key, words[at]) <= retrieve._MOST_ERRORS
        )
    for at in sorted(near - found.keys()):
        value = word_similarity(key, words[at], index._lexicon.scoring)
        if value:
            found[at] = value
    return found


def rows_by_words(index: Index, query: Units, limit: int) -> list[int]:
    arrays = index._arrays
    sums = [np.float32(0)] * len(arrays.row_name)
    whole = 0.0
    for keys, weight in retrieve._questions(query):
        whole += weight
        own: dict[int, float] = {}
        for key in keys:
            for word, alike in words_alike(index, key).items():
                for row in bearing_rows(arrays, word):
                    own[row] = max(own.get(row, 0.0), alike)
        for row, alike in own.items():
            sums[row] += np.float32(alike) * np.float32(weight)
    if not whole:
        return []
    totals = list(zip(sums, arrays.row_total, strict=True))
    values = [one / (np.float32(whole) + total) for one, total in totals]
    least = np.float32(max(retrieve._FEWEST_MET, retrieve._NEAR_BEST * float(max(values))))
    ranked = sorted((-value, row) for row, value in enumerate(values) if value > least)
    covered = sorted(
        (-value, row)
        for row, (value, (one, total)) in enumerate(zip(values, totals, strict=True))
        if one >= np.float32(retrieve._COVERED) * total
        and value > np.float32(retrieve._FEWEST_COVERED)
    )
    best = ranked[: max(retrieve.BY_WORDS, 2 * limit)] + covered[: retrieve.BY_COVER]
    return [row for _, row in best]


def bearing_rows(arrays: Compiled, word: int) -> list[int]:
    first, last = arrays.word_starts[word], arrays.word_starts[word + 1]
    return [int(row) for row in arrays.word_rows[first:last]]


def rows_by_bitmap(index: Index, query: Units) -> list[int]:
    bits = grams.name_bits(compact(query))
    alike = []
    for row in range(len(index._arrays.row_name)):
        value = dice(bits, grams.name_bits(compact(index._row_units(row))))
        if value >= retrieve._FEWEST_PERCENT / 100:
            alike.append((-value, row))
    return [row for _, row in sorted(alike)[: retrieve.BY_BITMAP]]


def rows(index: Index, query: Units, limit: int = 10) -> list[int]:
    """The rows that retrieval looks at, in its order."""
    found = retrieve._by_keys(index._arrays, query)
    found += rows_by_words(index, query, limit) + rows_by_bitmap(index, query)
    return list(dict.fromkeys(found))


def best_scores(index: Index, name: str, threshold: float) -> dict[str, float]:
    """The best score of every listing that reaches a threshold, each row scored."""
    arrays = index._arrays
    found: dict[str, float] = {}
    for reading in analyse(name, index._lexicon).readings:
        query = units_of(reading)
        for row in range(len(arrays.row_name)):
            raw = score(query, index._row_units(row), index._lexicon).score
            value = index._lexicon.calibration.score_of(raw)
            listing = index._listings[int(arrays.name_listing[arrays.row_name[row]])]
            if value >= threshold and value > found.get(listing, 0.0):
                found[listing] = value
    return found
