"""What a raw score means, as `data/names/calibration.tsv` states it: knots of a rising map."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tidegate.model.errors import DataError

LEAST_SLOPE = 0.1
"""Between two knots a score rises by at least this share of what the raw one does."""

_RAW_STEPS = 10_000  # raw scores have four decimals
_DECIMALS = 6  # enough to keep two raw scores apart at the least slope


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """A map from raw scores to those that are shown, by straight lines between knots.

    It rises strictly from 0 at 0 to 1 at 1: whatever scored differently still does.
    """

    raw: tuple[float, ...]
    score: tuple[float, ...]

    def score_of(self, raw: float) -> float:
        """The score that is shown for a raw one."""
        if raw >= 1.0:
            return 1.0
        at = bisect_right(self.raw, raw) - 1
        low, high = self.raw[at], self.raw[at + 1]
        share = (raw - low) / (high - low)
        below, above = self.score[at], self.score[at + 1]
        return round(below + (above - below) * share, _DECIMALS)

    def raw_of(self, score: float) -> float:
        """The least raw score that is shown as at least `score`; above 1 where there is none."""
        if score > 1.0:
            return 2.0
        if score <= 0.0:
            return 0.0
        at = min(len(self.score) - 2, bisect_right(self.score, score) - 1)
        below, above = self.score[at], self.score[at + 1]
        low, high = self.raw[at], self.raw[at + 1]
        step = int((low + (high - low) * (score - below) / (above - below)) * _RAW_STEPS)
        # Rounding may have put it a step too high or too low.
        step = max(0, step - 2)
        while self.score_of(step / _RAW_STEPS) < score:
            step += 1
        return step / _RAW_STEPS


def read_calibration(path: Path, rows: Iterable[tuple[list[str], int]]) -> Calibration:
    """The map of a table's rows (raw score, score) with their lines.

    Raises DataError where a cell is no number, the map does not go from 0 to 1, or does not rise.
    """
    knots: list[tuple[float, float]] = []
    for (raw, score), line in rows:
        try:
            knot = float(raw), float(score)
        except ValueError:
            wrong = f"{raw!r}, {score!r} are not two numbers"
            raise DataError(wrong, file=str(path), line=line) from None
        if knots:
            before = knots[-1]
            along, up = knot[0] - before[0], knot[1] - before[1]
            # Files have fewer decimals than sums of them.
            if not (along > 0 and up >= LEAST_SLOPE * along * (1 - 1e-6) - 1e-4):
                raise DataError(
                    f"the score does not rise enough to {score}", file=str(path), line=line,
                    expected=f"at least {LEAST_SLOPE:g} of what the raw score rises",
                )  # fmt: skip
        knots.append(knot)
    if len(knots) < 2 or knots[0] != (0.0, 0.0) or knots[-1] != (1.0, 1.0):
        raise DataError("the map does not go from 0, 0 to 1, 1", file=str(path))
    return Calibration(tuple(raw for raw, _ in knots), tuple(score for _, score in knots))
