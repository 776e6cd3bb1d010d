"""How sure a figure is: intervals that hold the true value 19 times in 20, by formula alone, so
that every run gives the same."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

Interval = tuple[float, float]
# Half the width of an interval of 95 %, in standard deviations.
_WIDTH = 1.96


def wilson(hits: int, whole: int) -> Interval:
    """The interval of a share, after Wilson: never below 0 or above 1, and sound near both."""
    if not whole:
        return (0.0, 1.0)
    square = _WIDTH * _WIDTH
    share = hits / whole
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    spread = share * (1 - share) / whole + square / (4 * whole * whole)
    half = _WIDTH * math.sqrt(spread) / (1 + square / whole)
    # The exact borders at the ends, which rounding would miss by a hair.
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    return (low, 1.0 if hits == whole else min(1.0, middle + half))


def of_ratio(parts: Iterable[tuple[str, float, float]]) -> Interval:
    """The interval of Σ above / Σ below over (family, above, below), linearised.

    What belongs to one family counts as one observation: pairs about one entity rise and fall
    together.
    """
    families: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for family, above, below in parts:
        known = families[family]
        families[family] = (known[0] + above, known[1] + below)
    whole = sum(below for _, below in families.values())
    count = len(families)
    if not whole or count < 2:
        return (0.0, 1.0)
    ratio = sum(above for above, _ in families.values()) / whole
    strays = sum((above - ratio * below) ** 2 for above, below in families.values())
    half = _WIDTH * math.sqrt(strays * count / (count - 1)) / whole
    return (max(0.0, ratio - half), min(1.0, ratio + half))
