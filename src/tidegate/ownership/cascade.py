"""The least fixed point: who is covered, starting from who is listed.

A stake counts in full once its holder is covered, and not at all before. The order in which parties
are covered does not change who is, and cycles end by themselves: each party is taken up once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, MutableMapping

from tidegate.ownership.graph import SLOTS, Graph

Order = dict[int, int]
"""The covered parties, each with its place in the order in which they were found."""


def least(graph: Graph, roots: Iterable[int], weights: list[int], needs: list[int]) -> Order:
    """All parties whose sums reach what they need when the stakes of the roots, and of everybody
    so covered, count in full."""
    order: Order = {}
    for root in roots:
        order.setdefault(root, len(order))
    queue = list(order)
    starts, slots = graph.starts, graph.slots
    totals: MutableMapping[int, int] = defaultdict(int)
    for owner in queue:
        for edge in range(starts[owner], starts[owner + 1]):
            slot = slots[edge]
            total = totals[slot] = totals[slot] + weights[edge]
            if total >= needs[slot]:
                company = slot // SLOTS
                if company not in order:
                    order[company] = len(queue)
                    queue.append(company)
    return order


def least_alone(
    graph: Graph, root: int, weights: list[int], needs: list[int], joint: bool
) -> Order:
    """The same from one root; with `joint`, the stakes of a joint arrangement count as soon as one
    of its holders does."""
    if not joint or not graph.joint:
        return least(graph, (root,), weights, needs)
    order: Order = {root: 0}
    queue = [root]
    totals: MutableMapping[int, int] = defaultdict(int)
    counted: set[int] = set()
    for owner in queue:
        for own in graph.owned_by(owner):
            for edge in graph.joint.get(own, (own,)):
                if edge in counted:
                    continue
                counted.add(edge)
                totals[graph.slots[edge]] += weights[edge]
            slot = graph.slots[own]
            if totals[slot] >= needs[slot] and slot // SLOTS not in order:
                order[slot // SLOTS] = len(queue)
                queue.append(slot // SLOTS)
    return order
