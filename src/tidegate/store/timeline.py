"""How one listing's stretches of sameness change when a snapshot is put in, in any order.

Pure. The state of a list at a date is that of its newest snapshot no later than the date; a
snapshot of date D therefore says what holds from D until before the next snapshot's date, and
nothing about any other time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from tidegate.model.listing import Listing
from tidegate.model.time import Dater, Dating


class Run(NamedTuple):
    """A stretch of snapshots in which a listing said the same. `content` is a digest,
    `seen_to` the date of the first snapshot that no longer said it (`None`: all after)."""

    content: str
    seen_from: date
    seen_to: date | None

    def covers(self, on: date) -> bool:
        """Whether the run holds at a date."""
        return self.seen_from <= on and (self.seen_to is None or on < self.seen_to)


def put_in(
    runs: Sequence[Run],
    content: str | None,
    start: date,
    end: date | None,
    same: Callable[[str, str], bool],
) -> list[Run]:
    """The runs of one listing with [start, end) replaced by `content` (`None`: absent).

    Neighbours that say the same become one run with the wording of the earlier one.
    """
    pieces: list[Run] = []
    for run in runs:
        if run.seen_from < start:
            stop = start if run.seen_to is None else min(run.seen_to, start)
            pieces.append(Run(run.content, run.seen_from, stop))
        if end is not None and (run.seen_to is None or run.seen_to > end):
            pieces.append(Run(run.content, max(run.seen_from, end), run.seen_to))
    if content is not None:
        pieces.append(Run(content, start, end))
    pieces.sort(key=lambda run: run.seen_from)
    return _joined(pieces, same)


def _joined(pieces: Sequence[Run], same: Callable[[str, str], bool]) -> list[Run]:
    runs: list[Run] = []
    for piece in pieces:
        if runs and runs[-1].seen_to == piece.seen_from and same(runs[-1].content, piece.content):
            runs[-1] = runs[-1]._replace(seen_to=piece.seen_to)
        else:
            runs.append(piece)
    return runs


def datings(
    runs: Sequence[Run],
    dates: Sequence[date],
    dater: Dater,
    listing: Callable[[str], Listing],
) -> list[Dating]:
    """The dates in law of each run of one listing.

    `dates` are those of all snapshots of the list, in order. Each wording of an unbroken spell
    is told the newest snapshot before the spell, which did not show the listing; the last one
    of a spell gets its end.
    """
    result: list[Dating] = []
    absent_on: date | None = None
    for place, run in enumerate(runs):
        continues = place > 0 and runs[place - 1].seen_to == run.seen_from
        if not continues:
            before = bisect_left(dates, run.seen_from)
            absent_on = dates[before - 1] if before else None
        words = listing(run.content)
        dating = dater.begin(words, run.seen_from, absent_on)
        goes_on = place + 1 < len(runs) and runs[place + 1].seen_from == run.seen_to
        if run.seen_to is not None and not goes_on:
            dating = dater.end(words, dating, run.seen_to)
        result.append(dating)
    return result
