"""The installed `tidegate`, run as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = Path(sys.executable).with_name("tidegate")


@dataclass(frozen=True)
class Run:
    """What a run left: its exit code and both outputs."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)

    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Program:
    """`tidegate` with a store of its own and a quiet environment."""

    store: Path
    folder: Path
    program: Path = PROGRAM

    def __call__(self, *arguments: object, given: bytes | None = None, **extra: str) -> Run:
        environment = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith("TIDEGATE_") and key not in ("COLUMNS", "PYTHONPATH")
        }
        environment |= {"TIDEGATE_STORE": str(self.store), **extra}
        done = subprocess.run(
            [str(self.program), *map(str, arguments)],
            capture_output=True,
            input=given if given is not None else b"",
            cwd=self.folder,
            env=environment,
            timeout=300,
        )
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())
