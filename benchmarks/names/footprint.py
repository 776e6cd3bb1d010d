"""What an index of many names takes: seconds to build and to load, memory, time of a query.

Every figure comes from a process of its own, so that the memory is that of the work alone:
`python -m benchmarks.names.footprint build|ask FOLDER NAMES` does one, `measure` both.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import material

Result = dict[str, Any]
QUERIES = 1_000
_INDEX, _QUERIES = "names", "queries.json"
# What the operating system counts the memory of a process in, in MB.
_UNIT = 1 / 1e6 if sys.platform == "darwin" else 1024 / 1e6


def measure(count: int) -> Result:
    """The figures of an index of `count` made-up names of firms."""
    with tempfile.TemporaryDirectory() as folder:
        built, asked = (_child(step, folder, count) for step in ("build", "ask"))
        size = (Path(folder) / _INDEX).stat().st_size / 1e6
    return {"names": count, "file_mb": size, **built, **asked}


def _child(step: str, folder: str, count: int) -> Result:
    command = [sys.executable, "-m", "benchmarks.names.footprint", step, folder, str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: Result = json.loads(done.stdout)
    return result


def build(folder: Path, count: int) -> Result:
    """Build an index and save it, and beside it what it is to be asked."""
    import tidegate

    entries = material.made_up(count)
    tidegate.compare("warm", "warm")
    start = time.process_time()
    tidegate.Index.build(entries).save(folder / _INDEX)
    result = {"build_s": time.process_time() - start, "build_mb": _memory()}
    queries = material.altered([names[0] for _, _, names in entries], QUERIES)
    (folder / _QUERIES).write_text(json.dumps(queries), encoding="utf-8")
    return result


def ask(folder: Path, _count: int) -> Result:
    """Load an index, ask one query after the other, then all of them in batch."""
    import tidegate

    queries = json.loads((folder / _QUERIES).read_text(encoding="utf-8"))
    tidegate.compare("warm", "warm")
    start = time.perf_counter()
    index = tidegate.Index.load(folder / _INDEX)
    loaded = time.perf_counter() - start
    index.screen(queries[0])
    seconds = []
    for query in queries:
        start = time.process_time()
        index.screen(query)
        seconds.append(time.process_time() - start)
    fresh = tidegate.Index.load(folder / _INDEX)
    start = time.process_time()
    fresh.screen_many(queries)
    batch = len(queries) / (time.process_time() - start)
    return {
        "load_ms": loaded * 1e3,
        "median_ms": statistics.median(seconds) * 1e3,
        "p95_ms": statistics.quantiles(seconds, n=20)[-1] * 1e3,
        "queries_per_second": batch,
        "ask_mb": _memory(),
    }


def _memory() -> float:
    """The most memory that this process has had, in MB."""
    status = Path("/proc/self/status")
    if status.is_file():
        # Of this program alone: what the call below says includes the process that started it.
        words = status.read_text(encoding="ascii").split()
        return int(words[words.index("VmHWM:") + 1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT


if __name__ == "__main__":
    steps = {"build": build, "ask": ask}
    print(json.dumps(steps[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))))
