"""From scores to figures: F1, recall at a rate of false alerts, latency."""

from __future__ import annotations

import hashlib
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from benchmarks.names import alter, sets
from benchmarks.names.engines import Engine
from benchmarks.names.intervals import of_ratio, wilson
from benchmarks.names.names_of_lists import ListNames
from benchmarks.names.sets import Pair, Query, half_of

Scored = list[tuple[Pair, float]]
Result = dict[str, Any]
# A word that at least so many names of the list share may be left out of a query.
COMMON = 30


def f1(scored: Scored, threshold: float) -> float:
    """Harmonic mean of precision and recall of "same" at a threshold."""
    hits = sum(pair.same for pair, score in scored if score >= threshold)
    alerts = sum(score >= threshold for _, score in scored)
    whole = sum(pair.same for pair, _ in scored)
    return 2 * hits / (alerts + whole) if hits else 0.0


def best_threshold(scored: Scored) -> float:
    """The lowest threshold with the greatest F1."""
    ranked = sorted(scored, key=lambda item: -item[1])
    whole = sum(pair.same for pair, _ in scored)
    best, where, hits = 0.0, 1.0, 0
    for count, (pair, score) in enumerate(ranked, start=1):
        hits += pair.same
        last = count == len(ranked) or ranked[count][1] < score
        if last and 2 * hits / (count + whole) >= best:
            best, where = 2 * hits / (count + whole), score
    return where


def balanced(scored: Scored, threshold: float) -> float:
    """The mean of the share of right answers among pairs that are one party and among pairs that
    are not: 0.5 for an engine that always says the same."""
    sides: dict[bool, list[bool]] = {True: [], False: []}
    for pair, score in scored:
        sides[pair.same].append((score >= threshold) == pair.same)
    return statistics.fmean(statistics.fmean(side or [False]) for side in sides.values())


def balanced_threshold(scored: Scored) -> float:
    """The lowest threshold with the greatest balanced accuracy."""
    ranked = sorted(scored, key=lambda item: -item[1])
    same = max(1, sum(pair.same for pair, _ in scored))
    other = max(1, len(scored) - same)
    best, where, gain = 0.0, 1.0, 0.0
    for count, (pair, score) in enumerate(ranked, start=1):
        gain += 1 / same if pair.same else -1 / other
        last = count == len(ranked) or ranked[count][1] < score
        if last and gain >= best:
            best, where = gain, score
    return where


def accuracy(scored: Scored, threshold: float) -> dict[str, float]:
    """The share of right answers in each group."""
    right: dict[str, list[bool]] = defaultdict(list)
    for pair, score in scored:
        right[pair.group].append((score >= threshold) == pair.same)
    return {group: statistics.fmean(answers) for group, answers in sorted(right.items())}


def f1_between(scored: Scored, threshold: float) -> list[float]:
    """The interval of F1: twice the hits to alerts and positives, by the entity of the pair."""
    parts = []
    for pair, score in scored:
        alert = score >= threshold
        parts.append((pair.base, 2.0 * (alert and pair.same), float(alert + pair.same)))
    return list(of_ratio(parts))


def hits(scored: Scored, threshold: float) -> Result:
    """How many of the positives and of the negatives raise an alert, and how many answers are
    right, each as [count, of how many, lower, upper border of the share]."""
    right = [score >= threshold for pair, score in scored if pair.same]
    wrong = [score >= threshold for pair, score in scored if not pair.same]
    good = sum(right) + len(wrong) - sum(wrong)
    return {
        "right": counted(sum(right), len(right)),
        "wrong": counted(sum(wrong), len(wrong)),
        "accuracy": counted(good, len(scored)),
    }


def counted(count: int, whole: int) -> list[float]:
    """A count, of how many, and the borders of the share."""
    return [count, whole, *wilson(count, whole)]


def group_hits(scored: Scored, threshold: float) -> Result:
    """`hits` of all pairs, of the groups that name everyday firms, and of each group."""
    groups: dict[str, Scored] = defaultdict(list)
    for item in scored:
        groups[item[0].group].append(item)
    firms = [item for item in scored if item[0].group in sets.ENTITY_NAMES]
    return {
        "all": hits(scored, threshold),
        "entity_names": hits(firms, threshold),
        "groups": {group: hits(part, threshold) for group, part in sorted(groups.items())},
    }


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which `part` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def _timing(seconds: Sequence[float]) -> Result:
    return {
        "median_ms": statistics.median(seconds) * 1e3,
        "p95_ms": percentile(seconds, 0.95) * 1e3,
    }


def score_pairs(engine: Engine, pairs: Sequence[Pair]) -> tuple[Scored, list[float]]:
    """Every pair's score, and the seconds that each took. The first ones warm the engine up."""
    for pair in pairs[:20]:
        engine.pair(pair.name_a, pair.name_b, pair.kind)
    scored, seconds = [], []
    for pair in pairs:
        start = time.perf_counter()
        score = float(engine.pair(pair.name_a, pair.name_b, pair.kind))
        seconds.append(time.perf_counter() - start)
        scored.append((pair, score))
    return scored, seconds


def measure_pairs(engine: Engine, pairs: Sequence[Pair], half: str) -> tuple[Result, Scored]:
    """Figures of an engine on the labelled pairs.

    The threshold is chosen on the development half whatever half is reported.
    """
    scored, seconds = score_pairs(engine, pairs)
    dev = [item for item in scored if item[0].half == "dev"]
    asked = [item for item in scored if half in ("both", item[0].half)]
    best = best_threshold(dev)
    shipped = engine.threshold
    even = balanced_threshold(dev)
    at = even if shipped is None else shipped
    result: Result = {
        "engine": engine.name,
        "pairs": len(asked),
        "best_threshold": best,
        "shipped_threshold": shipped,
        "balanced_threshold": even,
        "balanced": {},
        "f1_best": {},
        "f1_shipped": {},
        "f1_between": {},
        "hits": {},
        "groups_shipped": accuracy(asked, at),
        **_timing(seconds),
    }
    for name in ("dev", "test"):
        part = [item for item in asked if item[0].half == name]
        if part:
            result["balanced"][name] = balanced(part, even)
            result["f1_best"][name] = f1(part, best)
            result["hits"][name] = group_hits(part, at)
            result["f1_between"][name] = f1_between(part, at)
            result["f1_shipped"][name] = None if shipped is None else f1(part, shipped)
    return result, asked


def altered_queries(names: ListNames, count: int) -> list[Query]:
    """Altered list names, chosen and altered by the hash of the name."""
    texts = {
        text
        for _, _, texts in names.entries
        for text in texts
        if len(text) > 7 and len(text.split()) > 1
    }
    chosen = sorted(texts, key=lambda text: hashlib.sha256(text.encode()).digest())[:count]
    uses = Counter(word for text in texts for word in set(text.casefold().split()))
    common = {word for word, count in uses.items() if count >= COMMON}
    found = []
    for text in chosen:
        changed, kind = alter.altered_query(text, common)
        found.append(Query(changed, text, "", kind, half_of(text)))
    return found


class _Answers(NamedTuple):
    """Scores of what should not be found, of what should by its label, and the seconds."""

    clear: list[float]
    found: dict[str, list[float]]
    seconds: list[float]


def _ask(engine: Engine, queries: Sequence[Query], names: ListNames) -> _Answers:
    for query in queries[:20]:
        engine.search(query.text, query.kind or None)
    answers = _Answers([], defaultdict(list), [])
    for query in queries:
        start = time.perf_counter()
        answer = engine.search(query.text, query.kind or None)
        answers.seconds.append(time.perf_counter() - start)
        if query.expected:
            ids = names.ids_of(query.expected)
            score = max((score for listing, score in answer if listing in ids), default=0.0)
            answers.found[query.label].append(score)
        else:
            answers.clear.append(answer[0][1] if answer else 0.0)
    return answers


def measure_list(
    engine: Engine, queries: Sequence[Query], names: ListNames, batch: bool = False
) -> Result:
    """Figures of an engine on queries of a list that it has loaded.

    With `batch`, queries a second are measured in the engine's own batch, where it has one.
    """
    clear, found, seconds = _ask(engine, queries, names)
    rate = len(seconds) / sum(seconds)
    if batch:
        texts = [query.text for query in queries]
        start = time.perf_counter()
        if engine.search_many(texts) is not None:
            rate = len(texts) / (time.perf_counter() - start)
    found_scores = [score for scores in found.values() for score in scores]
    one, five = threshold_at(clear, 0.01), threshold_at(clear, 0.05)
    labels = sorted(found) if len(found) > 1 else []
    shipped = engine.threshold
    return {
        "engine": engine.name,
        "positives": len(found_scores),
        "negatives": len(clear),
        "threshold_at_1": one,
        "recall_at_1": share(found_scores, one),
        "recall_at_5": share(found_scores, five),
        "shipped_threshold": shipped,
        "recall_shipped": None if shipped is None else share(found_scores, shipped),
        "false_shipped": None if shipped is None else share(clear, shipped),
        "between": _between(found_scores, clear, one, shipped),
        "queries_per_second": rate,
        "by_label": {label: share(found[label], one) for label in labels},
        **_timing(seconds),
    }


def _between(
    found: Sequence[float], clear: Sequence[float], one: float, shipped: float | None
) -> Result:
    """The intervals of recall at 1 % and, where a threshold is shipped, of recall and of false
    alerts at it."""
    at = {"recall_at_1": (found, one)}
    if shipped is not None:
        at |= {"recall_shipped": (found, shipped), "false_shipped": (clear, shipped)}
    return {
        name: wilson(sum(score >= threshold for score in scores), len(scores))
        for name, (scores, threshold) in at.items()
    }


def threshold_at(clear: Sequence[float], part: float) -> float:
    """The lowest threshold at which no more than `part` of the clear queries raise an alert:
    none of them where there are fewer than 1 / `part`."""
    allowed = int(len(clear) * part)
    ranked = sorted(clear, reverse=True)
    if allowed >= len(ranked):
        return 1e-9
    # Just above the first score that must not alert.
    return max(ranked[allowed] + 1e-9, 1e-9)


def share(scores: Sequence[float], threshold: float) -> float:
    """The share of scores at or above a threshold."""
    return sum(score >= threshold for score in scores) / len(scores) if scores else 0.0
