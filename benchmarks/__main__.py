"""`make bench`: parse, build, start-up and query figures, beside brute-force rapidfuzz.

    python -m benchmarks [--names N] [--queries N] [--made-up N …] [--large N …]

One process, one machine, one run. Ratios are the figures to compare; absolute times move with
the machine.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import decisions, material

PEER = "rapidfuzz token_sort over all names"


def clock(work: Callable[[], object], repeats: int = 3) -> float:
    """The shortest of several runs, in seconds: the one that the machine disturbed least."""
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def parsing(console: Console, files: Path) -> list[material.Listing]:
    """Every real file through its parser."""
    from tidegate import tables
    from tidegate.lists.parsers import parse
    from tidegate.lists.recognise import assemble
    from tidegate.model.errors import RefusedError

    sources = tables.sources()
    contents = {path.name: path.read_bytes() for path in sorted(files.iterdir())}
    table = Table("files", "MB", "entries", "ms", "MB/s", title="Parse")
    listings: list[material.Listing] = []
    whole = 0.0
    newest: dict[str, list[material.Listing]] = {}
    for found in assemble(contents, sources).candidates:
        members = {key: member.content for key, member in found.members.items()}
        parser = sources[found.source_id].forms[found.form].parser
        try:
            seconds = clock(lambda p=parser, m=members, s=found.source_id: parse(p, m, s), 1)
            parsed = parse(parser, members, found.source_id)
        except RefusedError:
            continue
        size = sum(map(len, members.values())) / 1e6
        whole += seconds
        rows = sum(item.rows for item in parsed)
        names = ", ".join(member.filename for member in found.members.values())
        table.add_row(
            names, f"{size:.1f}", f"{rows:,}", f"{seconds * 1e3:.0f}", f"{size / seconds:.0f}"
        )
        for item in parsed:
            newest[item.list_id] = list(item.listings)
    for items in newest.values():
        listings += items
    console.print(table)
    console.print(f"all files together: {whole:.2f} s\n")
    return listings


def matching(
    console: Console, entries: list[tuple[str, str | None, tuple[str, ...]]], count: int
) -> None:
    """Build, load, one query at a time and in batch, and memory, beside the peer."""
    import tidegate
    from tidegate.app.names import lexicon
    from tidegate.match import Index as BareIndex

    texts = [text for _, _, names in entries for text in names]
    queries = material.altered(texts, count)
    theirs = peer_times(texts, queries[:200])
    table = Table("figure", "tidegate", PEER, "ratio", title=f"Match {len(texts):,} names")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names"
        start = time.perf_counter()
        tidegate.Index.build(entries).save(path)
        build = time.perf_counter() - start
        load = clock(lambda: tidegate.Index.load(path))
        index = tidegate.Index.load(path)
        index.screen(queries[0])
        ours = [clock(lambda q=q: index.screen(q), 1) for q in queries]
        for title, mine, other in (
            ("one query, p50", statistics.median(ours), statistics.median(theirs)),
            ("one query, p95", quantile(ours), quantile(theirs)),
        ):
            table.add_row(
                title, f"{mine * 1e3:.2f} ms", f"{other * 1e3:.2f} ms", f"{other / mine:.1f}×"
            )
        other = 1 / statistics.mean(theirs)
        for workers, title in ((1, "queries a second, batch"), (2, "the same, two processes")):
            bare = BareIndex.load(path, lexicon())
            rate = len(queries) / clock(
                lambda b=bare, w=workers: b.screen_many(queries, workers=w), 1
            )
            table.add_row(title, f"{rate:,.0f}", f"{other:,.0f}", f"{rate / other:.1f}×")
        size = path.stat().st_size / 1e6
        table.add_row("build and save", f"{build:.2f} s ({size:.1f} MB)", "–", "")
        table.add_row("load", f"{load * 1e3:.1f} ms", "–", "")
        table.add_row("memory of a process that asks", f"{memory(path, queries):.0f} MB", "–", "")
    console.print(table)


def peer_times(texts: list[str], queries: list[str]) -> list[float]:
    """Seconds that the peer takes for each query."""
    from rapidfuzz import fuzz, process, utils

    prepared = [utils.default_process(text) for text in texts]

    def peer(query: str) -> None:
        process.extractOne(
            utils.default_process(query), prepared, scorer=fuzz.token_sort_ratio, processor=None
        )

    return [clock(lambda q=q: peer(q), 1) for q in queries]


def memory(path: Path, queries: list[str]) -> float:
    """MB at the peak of a process of its own that loads an index and asks every query."""
    code = (
        "import resource, sys, tidegate\n"
        "index = tidegate.Index.load(sys.argv[1])\n"
        "for line in sys.stdin: index.screen(line.rstrip())\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        input="\n".join(queries),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return int(run.stdout) / 1024


def quantile(values: list[float], part: float = 0.95) -> float:
    """The value below which `part` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def starting(console: Console, files: Path | None) -> None:
    """Whole commands, as a user waits for them: the index is on disk."""
    with tempfile.TemporaryDirectory() as store:
        environment = {**os.environ, "TIDEGATE_STORE": store}
        command = [sys.executable, "-m", "tidegate"]

        def run(*words: str) -> float:
            start = time.perf_counter()
            subprocess.run([*command, *words], env=environment, capture_output=True, check=False)
            return time.perf_counter() - start

        if files is not None:
            seconds = run("update", "--from", str(files))
            console.print(f"\nupdate --from (every file, index compiled): {seconds:.1f} s")
        else:
            run("lists")
        table = Table("command", "median of 5", title="Start-up, as a whole process")
        for words in (["--version"], ["lists"], ["screen", "Hikvision"], ["screen", "海康威視"]):
            run(*words)
            table.add_row(
                " ".join(words), f"{statistics.median(run(*words) for _ in range(5)):.2f} s"
            )
        console.print(table)


def main() -> None:
    """Measure, and print one table after the other."""
    options = argparse.ArgumentParser(prog="python -m benchmarks")
    options.add_argument(
        "--names", type=int, default=23_000, help="made-up names without real files"
    )
    options.add_argument("--queries", type=int, default=1_000)
    options.add_argument(
        "--made-up", type=int, nargs="*", default=[], help="also so many made-up names (100000 …)"
    )
    options.add_argument(
        "--large",
        type=int,
        nargs="*",
        default=[100_000, 1_000_000],
        help="also so many names made of the words of the list's",
    )
    chosen = options.parse_args()
    console = Console(width=110)
    files = material.folder()
    if files is None:
        console.print("No real list files beside the project: made-up names are measured.")
        entries = material.made_up(chosen.names)
    else:
        entries = material.names(parsing(console, files))
    for count in chosen.made_up:
        matching(console, material.made_up(count), chosen.queries)
    matching(console, entries, chosen.queries)
    for count in chosen.large:
        matching(console, material.enlarged(entries, count), chosen.queries)
    starting(console, files)
    decisions.report(console)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"\nmemory of this process at its peak, every list parsed: {peak:.0f} MB")


if __name__ == "__main__":
    main()
