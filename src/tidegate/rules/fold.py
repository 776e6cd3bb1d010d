"""How findings become one outcome.

Each finding leaves a set of outcomes; the transaction has the strictest of one choice from each. So
an outcome is possible exactly where some finding leaves it and every other leaves something no
stricter. A finding that leaves more never makes less possible: what is not known cannot clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tidegate.model.determination import FREE, LICENSE, SCALE, Finding, Outcome, ordered

_RANK = {outcome: rank for rank, outcome in enumerate(SCALE)}


def strictness(outcome: Outcome) -> int:
    """The place of an outcome on the scale."""
    return _RANK[outcome]


def folded(sets: Iterable[Iterable[Outcome]]) -> tuple[Outcome, ...]:
    """The outcomes that the strictest of one choice from each set can be."""
    union: set[Outcome] = {FREE}
    least = 0
    for one in sets:
        members = set(one)
        union |= members
        least = max(least, min(map(strictness, members), default=0))
    return ordered(outcome for outcome in union if strictness(outcome) >= least)


def outcome_of(possible: Sequence[Outcome]) -> Outcome:
    """The only member; or that a licence is required where all members are at least that; else
    undetermined."""
    if len(possible) == 1:
        return possible[0]
    if possible and min(map(strictness, possible)) >= strictness(LICENSE):
        return LICENSE
    return Outcome.UNDETERMINED


def deciding(findings: Iterable[Finding], possible: Sequence[Outcome]) -> tuple[Finding, ...]:
    """The findings that carry the outcome: those as strict as the mildest outcome possible, and
    those that leave open more than one."""
    least = min(map(strictness, possible), default=0)
    return tuple(
        one for one in findings if max(map(strictness, one.possible), default=0) >= max(least, 1)
    )
