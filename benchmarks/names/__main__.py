"""`python -m benchmarks.names`: every set, every engine that is installed, one run.

--half dev|test|both   which half is reported (thresholds are always chosen on dev)
--peers KEY ...        logic-v2, logic-v1, tfidf, token_sort, wratio; none with `--peers`
--altered N            how many altered list names are asked
--clear N              how many names that are on no list are asked
--footprint N ...      also what an index of so many made-up names takes (100000 for the page)
--weak N               print N wrong answers of each of Tidegate's weakest dev groups, and what
                       raises false alerts on dev
--write-docs           make docs/names-benchmark.md (with both halves)
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.names import calibrate, footprint, measure, page, reliability, report, sets
from benchmarks.names.engines import PEERS, RESCORED, Engine, engines
from benchmarks.names.names_of_lists import (
    ListNames,
    clear_queries,
    list_names,
    starter_names,
)

OUT = sets.FOLDER.parent / "out"
NOT_CURRENT = (
    "calibration.tsv was learnt from other scores or pairs than these: python -m "
    "benchmarks.names.calibrate (or make train) learns it again"
)
PAGE = sets.FOLDER.parent.parent / "docs" / "names-benchmark.md"


def machine() -> str:
    """What the figures were measured on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} shared cores, {platform.system()}, Python {platform.python_version()}"


def list_queries(names: ListNames, chosen: argparse.Namespace) -> list[sets.Query]:
    """Altered list names, then names that should find nothing."""
    clear = [
        sets.Query(text, "", "", "clear", sets.half_of(text))
        for text in clear_queries(names, chosen.clear)
    ]
    asked = [*measure.altered_queries(names, chosen.altered), *clear]
    return sets.queries_of(asked, chosen.half)


def native_queries(script: str, names: ListNames, half: str) -> list[sets.Query]:
    """Native queries whose list name the list carries, and the negatives."""
    found = [q for q in sets.native(script) if not q.expected or names.ids_of(q.expected)]
    return sets.queries_of(found, half)


def run(chosen: argparse.Namespace, console: Console) -> tuple[dict[str, Any], measure.Scored]:
    """Measure every engine on every set. The scored pairs of Tidegate come with the figures."""
    names = starter_names() if chosen.starter else list_names()
    found, missing = engines(chosen.peers)
    pairs = sets.pairs()[: chosen.limit]
    asked = list_queries(names, chosen)
    native = {script: native_queries(script, names, chosen.half) for script in sets.SCRIPTS}
    native = {script: queries for script, queries in native.items() if queries}
    results: dict[str, Any] = {"pairs": [], "list": [], "native": {}}
    ours: measure.Scored = []
    while found:
        engine = found.pop(0)  # let go of each index when its engine is done
        console.print(f"{engine.name} ...", highlight=False)
        engine.load(names.entries)
        figures, scored = measure.measure_pairs(engine, pairs, chosen.half)
        ours = ours or scored
        results["pairs"].append(figures)
        results["list"].append(measure.measure_list(engine, asked, names, batch=True))
        if chosen.weak and engine.threshold:
            false_alerts(console, engine, asked, names)
        for script, queries in native.items():
            figures = measure.measure_list(engine, queries, names)
            results["native"].setdefault(script, []).append(figures)
    described = _described(chosen, pairs, names, missing, results)
    return described | _reliability(ours), ours


def _reliability(ours: measure.Scored) -> dict[str, Any]:
    """What Tidegate's scores are worth on each half."""
    halves = {
        half: [reliability.Judged(score, pair.same) for pair, score in ours if pair.half == half]
        for half in ("dev", "test")
    }
    dev = [(pair, score) for pair, score in ours if pair.half == "dev"]
    return {
        "reliability": {half: reliability.figures(of) for half, of in halves.items() if of},
        "calibration_current": not dev or calibrate.is_current(dev),
    }


def _described(
    chosen: argparse.Namespace,
    pairs: Sequence[sets.Pair],
    names: ListNames,
    missing: list[str],
    results: dict[str, Any],
) -> dict[str, Any]:
    test = [pair for pair in pairs if pair.half == "test"]
    return {
        "machine": machine(),
        "half": chosen.half,
        "missing": missing,
        "count": len(pairs),
        "negatives": sum(not pair.same for pair in pairs) / max(1, len(pairs)),
        "always": measure.f1([(pair, 1.0) for pair in pairs], 0.0),
        "sizes": dict(sorted(Counter(pair.group for pair in pairs).items())),
        "sizes_test": dict(sorted(Counter(pair.group for pair in test).items())),
        "list": names.described,
        "list_names": names.name_count,
        "rescored": RESCORED,
        "footprint": [footprint.measure(count) for count in chosen.footprint],
        "sets": results,
    }


def show(console: Console, data: dict[str, Any]) -> None:
    """One table for each set."""
    results = data["sets"]
    for sentence in data["missing"]:
        console.print(sentence)
    report.show(console, f"{data['count']} labelled pairs", report.pair_rows(results["pairs"]))
    sizes = {
        group: size
        for group, size in data["sizes"].items()
        if group in results["pairs"][0]["groups_shipped"]
    }
    for half in results["pairs"][0]["hits"]:
        title = f"Right and wrong hits on {half}, at the shipped or the best threshold"
        report.show(console, title, report.hit_rows(results["pairs"], half))
    title = "Accuracy by group, at the shipped or the best threshold"
    report.show(console, title, report.group_rows(results["pairs"], sizes))
    title = f"Altered and clear queries of {data['list_names']:,} names ({data['list']})"
    report.show(console, title, report.list_rows(results["list"]))
    report.show(console, "Recall at 1 % by kind of alteration", report.label_rows(results["list"]))
    for script, items in results["native"].items():
        title = f"{script}: {items[0]['positives']} positives, {items[0]['negatives']} negatives"
        report.show(console, title, report.list_rows(items))
    if not data["calibration_current"]:
        console.print(NOT_CURRENT, style="bold")
    for half, found in data["reliability"].items():
        title = f"What a score means on {half}: expected calibration error {found['error']:.3f}"
        report.show(console, title, report.reliability_rows(found))
    if data["footprint"]:
        title = "An index of made-up names of firms"
        report.show(console, title, report.footprint_rows(data["footprint"]))


def false_alerts(
    console: Console, engine: Engine, asked: Sequence[sets.Query], names: ListNames
) -> None:
    """The names of the development half that are on no list and raise an alert."""
    texts = {listing: found[0] for listing, _, found in names.entries}
    console.print(f"\n{engine.name}: on no list, and raising an alert", highlight=False)
    for query in asked:
        best = [] if query.expected or query.half != "dev" else engine.search(query.text, None)
        if best and best[0][1] >= (engine.threshold or 1.0):
            line = f"  {best[0][1]:.2f}  {query.text}  |  {texts[best[0][0]]}"
            console.print(line, highlight=False, markup=False, soft_wrap=True)


def weakest(console: Console, scored: measure.Scored, threshold: float, count: int) -> None:
    """Tidegate's wrong answers on the development half, weakest group first."""
    dev = [item for item in scored if item[0].half == "dev"]
    for group, right in sorted(measure.accuracy(dev, threshold).items(), key=lambda x: x[1]):
        wrong = [x for x in dev if x[0].group == group and (x[1] >= threshold) != x[0].same]
        wrong.sort(key=lambda item: -abs(item[1] - threshold))
        if wrong:
            console.print(f"\n{group}: {right:.1%} right, {len(wrong)} wrong", highlight=False)
        for pair, score in wrong[:count]:
            label = "same " if pair.same else "other"
            line = f"  {label} {score:.2f}  {pair.name_a}  |  {pair.name_b}"
            console.print(line, highlight=False, markup=False, soft_wrap=True)


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.names")
    options.add_argument("--half", choices=("dev", "test", "both"), default="both")
    options.add_argument("--peers", nargs="*", choices=tuple(PEERS), default=list(PEERS))
    options.add_argument("--altered", type=int, default=1000)
    options.add_argument("--clear", type=int, default=2000)
    options.add_argument("--limit", type=int, help="the first N pairs alone")
    options.add_argument("--footprint", type=int, nargs="*", default=[])
    options.add_argument("--weak", type=int, default=0)
    options.add_argument("--starter", action="store_true")
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--write-docs", action="store_true")
    chosen = options.parse_args(words)
    partial = chosen.half != "both" or chosen.limit is not None or chosen.starter
    if chosen.write_docs and partial:
        options.error("--write-docs needs both halves, whole, on the real lists")
    if chosen.write_docs and not chosen.footprint:
        chosen.footprint = [100_000]
    return chosen


def main(words: Sequence[str] | None = None) -> None:
    """Measure, print, keep."""
    chosen = arguments(words)
    console = Console(width=170)
    data, scored = run(chosen, console)
    show(console, data)
    if chosen.weak:
        weakest(console, scored, data["sets"]["pairs"][0]["shipped_threshold"], chosen.weak)
    chosen.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (chosen.out / "names.json").write_text(text, encoding="utf-8")
    if chosen.write_docs:
        PAGE.write_text(page.page(data), encoding="utf-8")


if __name__ == "__main__":
    main()
