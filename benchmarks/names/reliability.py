"""Whether a score means what it says: of the pairs that score about so much, how many are one
party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from benchmarks.names.intervals import wilson

_BINS = 10


class Judged(NamedTuple):
    """A pair's score and whether it is one party."""

    score: float
    same: bool


class Bin(NamedTuple):
    """The pairs whose score is nearest to one tenth.

    `share` is the share of them that are one party, in a set of as many pairs that are as that are
    not, between `low` and `high` 19 times in 20; `mean` is their mean score in such a set.
    """

    tenth: float
    same: int
    other: int
    mean: float
    share: float
    low: float
    high: float


def of_pairs(pairs: Sequence[Judged]) -> list[Bin]:
    """The bins that hold a pair, lowest first."""
    odds = _odds(pairs)
    found = []
    for place in range(_BINS + 1):
        part = [one for one in pairs if int(one.score * _BINS + 0.5) == place]
        if not part:
            continue
        same = sum(one.same for one in part)
        other = len(part) - same
        low, high = wilson(same, len(part))
        mean = sum(one.score * (odds if one.same else 1.0) for one in part)
        mean /= odds * same + other
        shares = [_shifted(share, odds) for share in (same / len(part), low, high)]
        found.append(Bin(place / _BINS, same, other, mean, *shares))
    return found


def expected_error(pairs: Sequence[Judged]) -> float:
    """The expected calibration error: how far the mean score of a bin is from its share of one
    party, each bin weighing as its pairs do."""
    return _off(of_pairs(pairs), _odds(pairs))


def _off(bins: Sequence[Bin], odds: float) -> float:
    weights = [odds * one.same + one.other for one in bins]
    off = sum(abs(one.mean - one.share) * weight for one, weight in zip(bins, weights, strict=True))
    return off / sum(weights) if bins else 0.0


def figures(pairs: Sequence[Judged]) -> dict[str, Any]:
    """The bins, the error over all pairs, and over those of which something met."""
    bins, odds = of_pairs(pairs), _odds(pairs)
    return {
        "bins": [one._asdict() for one in bins],
        "error": _off(bins, odds),
        "error_met": _off([one for one in bins if one.tenth > 0], odds),
    }


def _odds(pairs: Sequence[Judged]) -> float:
    """What a pair that is one party counts, so that both labels weigh the same."""
    same = sum(one.same for one in pairs)
    return (len(pairs) - same) / same if 0 < same < len(pairs) else 1.0


def _shifted(share: float, odds: float) -> float:
    """A share as it is where one label counts `odds` times."""
    return odds * share / (odds * share + 1.0 - share)


def table(bins: Mapping[str, Sequence[Bin]]) -> str:
    """The bins of each half as a file of tab-separated values."""
    lines = ["half\tscore\tsame\tother\tmean\tshare\tlow\thigh"]
    for half, found in bins.items():
        lines += [
            f"{half}\t{one.tenth:.1f}\t{one.same}\t{one.other}\t"
            + "\t".join(f"{value:.4f}" for value in one[3:])
            for one in found
        ]
    return "\n".join(lines) + "\n"
