"""The tables: on the screen, and in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

Result = dict[str, Any]
Rows = list[list[str]]


def percent(value: float | None) -> str:
    """A share with one decimal, or a dash."""
    return "–" if value is None else f"{value * 100:.1f} %"


def number(value: float | None) -> str:
    """A score or an F1, or a dash."""
    return "–" if value is None else f"{value:.3f}"


def between(value: float | None, borders: Sequence[float] | None) -> str:
    """A share with the interval that holds it 19 times in 20."""
    if value is None or borders is None:
        return "–"
    low, high = (f"{border * 100:.1f}" for border in borders)
    return f"{percent(value)} ({low}–{high})"


def of(counted: Sequence[float]) -> str:
    """A share of [count, of how many, lower, upper border]."""
    count, whole, *borders = counted
    return between(count / whole, borders) if whole else "–"


def rate(value: float) -> str:
    """Queries a second."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def time_of(result: Result, part: str) -> str:
    """Milliseconds in three figures."""
    return f"{result[part]:.3g} ms"


def pair_rows(results: Sequence[Result]) -> tuple[list[str], Rows]:
    """Heads and rows of the table of labelled pairs."""
    heads = [
        "engine", "best threshold (dev)", "F1 dev", "F1 test", "shipped threshold",
        "F1 dev, shipped", "F1 test, shipped", "balanced accuracy dev", "test", "median", "p95",
    ]  # fmt: skip
    rows = [
        [
            item["engine"],
            number(item["best_threshold"]),
            number(item["f1_best"].get("dev")),
            number(item["f1_best"].get("test")),
            number(item["shipped_threshold"]),
            number(item["f1_shipped"].get("dev")),
            f1_between(item, "test"),
            percent(item["balanced"].get("dev")),
            percent(item["balanced"].get("test")),
            time_of(item, "median_ms"),
            time_of(item, "p95_ms"),
        ]
        for item in results
    ]
    return heads, rows


def f1_between(item: Result, half: str) -> str:
    """F1 at the shipped threshold with its interval."""
    value, borders = item["f1_shipped"].get(half), item["f1_between"].get(half)
    if value is None or borders is None:
        return "–"
    return f"{number(value)} ({borders[0]:.3f}–{borders[1]:.3f})"


def mean_share(groups: Result, side: str) -> float:
    """The mean over the groups of the share of one side that raises an alert."""
    shares = [group[side][0] / group[side][1] for group in groups.values() if group[side][1]]
    return sum(shares) / max(1, len(shares))


def hit_rows(results: Sequence[Result], half: str) -> tuple[list[str], Rows]:
    """The shares of positives and of negatives that raise an alert, over all pairs and as the mean
    of the groups, and the accuracy on everyday names of firms."""
    heads = [
        "engine", "right hits", "wrong hits", "right, mean of groups", "wrong, mean of groups",
        "everyday firms: accuracy",
    ]  # fmt: skip
    rows = []
    for item in results:
        found = item["hits"][half]
        rows.append(
            [
                item["engine"],
                of(found["all"]["right"]),
                of(found["all"]["wrong"]),
                percent(mean_share(found["groups"], "right")),
                percent(mean_share(found["groups"], "wrong")),
                of(found["entity_names"]["accuracy"]),
            ]
        )
    return heads, rows


def group_hit_rows(results: Sequence[Result], half: str) -> tuple[list[str], Rows]:
    """Right and wrong hits of each group: of the first engine with its interval, of the second."""
    first, *others = results
    second = others[:1]
    heads = ["group", "positives", "negatives", "right hits", "wrong hits"]
    heads += [f"{item['engine']}: {side}" for item in second for side in ("right", "wrong")]
    rows = []
    for group, found in first["hits"][half]["groups"].items():
        row = [group, str(found["right"][1]), str(found["wrong"][1])]
        row += [of(found["right"]), of(found["wrong"])]
        for item in second:
            other = item["hits"][half]["groups"][group]
            row += [percent(other[side][0] / max(1, other[side][1])) for side in ("right", "wrong")]
        rows.append(row)
    return heads, rows


def reliability_rows(found: Result) -> tuple[list[str], Rows]:
    """Of the pairs that score so, how many are one party."""
    heads = ["score", "pairs", "one party", "mean score", "share, labels even"]
    rows = [
        [
            f"{one['tenth']:.1f}",
            str(one["same"] + one["other"]),
            str(one["same"]),
            number(one["mean"]),
            between(one["share"], (one["low"], one["high"])),
        ]
        for one in found["bins"]
    ]
    return heads, rows


def footprint_rows(results: Sequence[Result]) -> tuple[list[str], Rows]:
    """What an index takes, one row for each size."""
    heads = [
        "names", "built in", "memory while built", "file", "loaded in", "memory while asked",
        "median", "p95", "queries/s in batch, one core",
    ]  # fmt: skip
    rows = [
        [
            f"{item['names']:,}",
            f"{item['build_s']:.1f} s",
            f"{item['build_mb']:.0f} MB",
            f"{item['file_mb']:.0f} MB",
            f"{item['load_ms']:.1f} ms",
            f"{item['ask_mb']:.0f} MB",
            time_of(item, "median_ms"),
            time_of(item, "p95_ms"),
            rate(item["queries_per_second"]),
        ]
        for item in results
    ]
    return heads, rows


def group_rows(results: Sequence[Result], sizes: dict[str, int]) -> tuple[list[str], Rows]:
    """Accuracy of each group at the shipped threshold, or the best where none is shipped."""
    heads = ["group", "pairs", *(item["engine"] for item in results)]
    rows = [
        [group, str(size), *(percent(item["groups_shipped"].get(group)) for item in results)]
        for group, size in sizes.items()
    ]
    return heads, rows


def test_group_rows(results: Sequence[Result]) -> tuple[list[str], Rows]:
    """The same on the test half alone."""
    groups = [item["hits"]["test"]["groups"] for item in results]
    sizes = {name: int(found["accuracy"][1]) for name, found in groups[0].items()}
    found = [
        {
            "engine": item["engine"],
            "groups_shipped": {
                name: part["accuracy"][0] / part["accuracy"][1] for name, part in parts.items()
            },
        }
        for item, parts in zip(results, groups, strict=True)
    ]
    return group_rows(found, sizes)


def list_rows(results: Sequence[Result]) -> tuple[list[str], Rows]:
    """Heads and rows of a table of queries asked of a list."""
    heads = [
        "engine", "recall at 1 % false alerts", "at 5 %", "shipped threshold",
        "recall, shipped", "false alerts, shipped", "median", "p95", "queries/s",
    ]  # fmt: skip
    rows = [
        [
            item["engine"],
            between(item["recall_at_1"], item["between"]["recall_at_1"]),
            percent(item["recall_at_5"]),
            number(item["shipped_threshold"]),
            between(item["recall_shipped"], item["between"].get("recall_shipped")),
            between(item["false_shipped"], item["between"].get("false_shipped")),
            time_of(item, "median_ms"),
            time_of(item, "p95_ms"),
            rate(item["queries_per_second"]),
        ]
        for item in results
    ]
    return heads, rows


def label_rows(results: Sequence[Result]) -> tuple[list[str], Rows]:
    """Recall at 1 % false alerts by kind of alteration."""
    labels = sorted({label for item in results for label in item["by_label"]})
    heads = ["alteration", *(item["engine"] for item in results)]
    rows = [
        [label, *(percent(item["by_label"].get(label)) for item in results)] for label in labels
    ]
    return heads, rows


def show(console: Console, title: str, table: tuple[list[str], Rows]) -> None:
    """A table on the screen."""
    drawn = Table(*table[0], title=title)
    for row in table[1]:
        drawn.add_row(*row)
    console.print(drawn)


def markdown(table: tuple[list[str], Rows]) -> str:
    """A table in Markdown."""
    heads, rows = table
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
