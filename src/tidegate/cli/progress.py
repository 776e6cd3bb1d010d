"""A progress bar on standard error, where that is a terminal; silence where it is not."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

_PATIENCE = 0.7  # seconds before a bar appears: short work shows none


class Bar:
    """Called as `bar(stage, done, total)`; a context manager that takes the bar away."""

    def __init__(self, quiet: tuple[str, ...] = ()) -> None:
        self._quiet = quiet
        self._wanted = sys.stderr.isatty()
        self._begun = time.monotonic()
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take the bar away; a later call shows a new one."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
            self._tasks = {}

    def inner(self, stage: str, done: int, total: int | None) -> None:
        """The same for a part whose own counting of rows the caller does better."""
        if stage not in self._quiet:
            self(stage, done, total)

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Show how far a stage is; the first call of a stage gives it a bar."""
        if not self._wanted or time.monotonic() - self._begun < _PATIENCE:
            return
        if self._bar is None:
            self._bar = self._start()
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)

    @staticmethod
    def _start() -> Any:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        bar.start()
        return bar
