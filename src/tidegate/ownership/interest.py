"""The effective (look-through) interest: stakes multiplied along every path and summed.

`e(t) = Σ w(o, t) · e(o)`, with `e = 1` for a restricted owner: the least solution. Companies are
taken knot by knot (strongly connected components), owners before owned. A small knot is solved
exactly in fractions; a large one is bounded by rounds from below and from above. Numbers that grow
too long are rounded outward, so that the bounds stay true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from tidegate.model.ownership import Interest, Measure, Share
from tidegate.ownership.graph import MEASURES, SLOTS, Graph

_SOLVED = 24  # companies in a knot that is solved exactly
_ROUNDS = 64  # of a knot that is bounded instead
_GRID = 10**15  # bounds are rounded outward to this grid once they are longer
_ZERO, _ONE = Fraction(0), Fraction(1)
Pull = list[tuple[int, Fraction]]


def interests(graph: Graph, roots: Iterable[int]) -> dict[int, Interest]:
    """The interest of all roots together in every party that they reach; roots have all of
    themselves."""
    held = set(roots)
    reached = set(graph.reached_from(held))
    lows: dict[int, Fraction] = dict.fromkeys(held, _ONE)
    highs: dict[int, Fraction] = dict.fromkeys(held, _ONE)
    for knot in _knots(graph, reached - held):
        _settle(graph, knot, lows, lambda share: share.low, below=True)
        _settle(graph, knot, highs, _high, below=False)
    return {
        place: Interest(low=lows[place], high=highs[place], exact=lows[place] == highs[place])
        for place in reached
    }


def _high(share: Share) -> Fraction:
    return share.high


def _pulls(
    graph: Graph,
    company: int,
    known: dict[int, Fraction],
    end: Callable[[Share], Fraction],
    below: bool,
) -> tuple[Fraction, Pull]:
    """What settled owners give a company, and the open terms of the others of its knot."""
    given, open_ = _ZERO, []
    for owner, edge in graph.owners_of(company):
        measure = MEASURES[graph.slots[edge] % SLOTS]
        if measure is Measure.CONSOLIDATION and not below:
            share = _ONE
        elif measure is Measure.CAPITAL:
            share = end(graph.shares[edge])
        else:
            continue
        if owner in known:
            given += share * known[owner]
        else:
            open_.append((owner, share))
    return given, open_


def _settle(
    graph: Graph,
    knot: list[int],
    known: dict[int, Fraction],
    end: Callable[[Share], Fraction],
    below: bool,
) -> None:
    inside = set(knot)
    terms: dict[int, tuple[Fraction, Pull]] = {}
    for company in knot:
        given, open_ = _pulls(graph, company, known, end, below)
        # An owner outside the knot that no restricted party reaches gives nothing.
        terms[company] = given, [(owner, share) for owner, share in open_ if owner in inside]
    if len(knot) == 1 and not terms[knot[0]][1]:
        values = {knot[0]: terms[knot[0]][0]}
    elif len(knot) <= _SOLVED and all(_leaks(pull) for _, pull in terms.values()):
        values = _solved(knot, terms)
    else:
        values = _bounded(knot, terms, below)
    for company, value in values.items():
        known[company] = min(_rounded(value, below), _ONE)


def _leaks(pull: Pull) -> bool:
    """Whether the knot holds less than the whole of a company: then its equations have one
    solution. The whole would make of a company its own sole owner."""
    return sum((share for _, share in pull), _ZERO) < 1


def _solved(knot: list[int], terms: dict[int, tuple[Fraction, Pull]]) -> dict[int, Fraction]:
    """The exact solution of e = given + W e, by elimination."""
    at = {company: place for place, company in enumerate(knot)}
    size = len(knot)
    rows = []
    for company in knot:
        row = [_ZERO] * (size + 1)
        row[at[company]] = _ONE
        for owner, share in terms[company][1]:
            row[at[owner]] -= share
        row[size] = terms[company][0]
        rows.append(row)
    for pivot in range(size):
        # Less than the whole is held inside: the diagonal outweighs its row and is never zero.
        lead = rows[pivot][pivot]
        rows[pivot] = [value / lead for value in rows[pivot]]
        for other in range(size):
            factor = rows[other][pivot]
            if other != pivot and factor:
                rows[other] = [
                    a - factor * b for a, b in zip(rows[other], rows[pivot], strict=True)
                ]
    return {company: rows[at[company]][size] for company in knot}


def _bounded(
    knot: list[int], terms: dict[int, tuple[Fraction, Pull]], below: bool
) -> dict[int, Fraction]:
    """Rounds from nothing never pass the least solution; rounds from the whole never fall below
    it."""
    values = dict.fromkeys(knot, _ZERO if below else _ONE)
    for _ in range(_ROUNDS):
        following = {}
        for company in knot:
            given, pull = terms[company]
            total = given + sum((share * values[owner] for owner, share in pull), _ZERO)
            following[company] = min(_rounded(total, below), _ONE)
        if following == values:
            break
        values = following
    return values


def _rounded(value: Fraction, below: bool) -> Fraction:
    if value.denominator <= _GRID:
        return value
    floor = value.numerator * _GRID // value.denominator
    return Fraction(floor if below else floor + 1, _GRID)


def _knots(graph: Graph, wanted: set[int]) -> list[list[int]]:
    """The strongly connected components among `wanted`, owners before owned (Tarjan, without
    recursion: chains of companies can be long)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    knots: list[list[int]] = []
    for start in sorted(wanted):
        if start in index:
            continue
        work = [(start, iter(_below(graph, start, wanted)))]
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        while work:
            node, rest = work[-1]
            following = next(rest, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    knots.append(_popped(stack, on_stack, node))
            elif following not in index:
                index[following] = low[following] = len(index)
                stack.append(following)
                on_stack.add(following)
                work.append((following, iter(_below(graph, following, wanted))))
            elif following in on_stack:
                low[node] = min(low[node], index[following])
    knots.reverse()
    return knots


def _below(graph: Graph, owner: int, wanted: set[int]) -> list[int]:
    companies = (graph.slots[edge] // SLOTS for edge in graph.owned_by(owner))
    return [company for company in companies if company in wanted]


def _popped(stack: list[int], on_stack: set[int], until: int) -> list[int]:
    knot = []
    while True:
        node = stack.pop()
        on_stack.discard(node)
        knot.append(node)
        if node == until:
            return knot
