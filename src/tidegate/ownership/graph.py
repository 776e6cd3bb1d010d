"""A structure compiled for one date: whole numbers in flat lists, exact at the knife-edge.

Every share becomes a whole number by one common denominator, so that sums are exact and quick. An
open end (`> 50`) is a grain more or less than its number: a grain is so small that all stakes
together do not make one unit. Where the denominators are too wild for a common one, each company
has its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from math import lcm

from tidegate.model.law import Threshold
from tidegate.model.listing import Anomaly
from tidegate.model.ownership import Limbs, Measure, Share, Stake, StakeParty, Structure

MEASURES = (Measure.CAPITAL, Measure.VOTES, Measure.CONTROL, Measure.CONSOLIDATION)
"""The sums of a company are kept apart by measure: company c, measure m is slot 4c + m."""

SLOTS = len(MEASURES)
NEVER = 1 << 4096
"""More than any sum: what does not count toward a verdict needs this much."""

_WILD = 256  # bits of a common denominator beyond which each company gets its own
_HALF = Threshold(Fraction(1, 2), strict=True)


class Graph:
    """The stakes that hold on a date, by owner.

    `parties` are the parties by place, `places` their places by id, `listed` the places of those
    with listings. The edges of owner o are
    `starts[o]` up to `starts[o + 1]`; edge e adds at least `lows[e]` and at most `highs[e]` to
    the sum `slots[e]` of the company `slots[e] // 4`.
    """

    def __init__(self, structure: Structure, on: date) -> None:
        self.on = on
        self.parties: tuple[StakeParty, ...] = tuple(structure.parties.values())
        self.places = {ident: place for place, ident in enumerate(structure.parties)}
        self.listed = [place for place, one in enumerate(self.parties) if one.listings]
        self.anomalies: list[Anomaly] = list(structure.anomalies)
        self._stakes = structure.stakes
        self._merged: dict[int, Share] = {}
        groups = self._grouped(structure.stakes)
        shares = list(dict.fromkeys(share for _, _, share, _ in groups))
        self.grains = 2 * (len(groups) + 1)
        common = lcm(2, *(part for share in shares for part in _denominators(share)))
        self._common = common if common.bit_length() <= _WILD else None
        self._own: dict[int, int] = {} if self._common else _own_denominators(groups)
        self._lay_out(groups, shares)
        self._incoming: dict[int, list[int]] | None = None
        self._check_sums()

    # -- compiling --------------------------------------------------------------------------

    def _grouped(self, stakes: tuple[Stake, ...]) -> list[tuple[int, int, Share, tuple[int, ...]]]:
        """The stakes of the date as (owner, slot, share, places of the stakes), by owner; several
        statements of one and the same stake make one."""
        on, places = self.on, self.places
        by_kind = {measure: place for place, measure in enumerate(MEASURES)}
        found: dict[tuple[int, int, str | None], list[int]] = {}
        for number, stake in enumerate(stakes):
            if (stake.from_ is not None and on < stake.from_) or (
                stake.to is not None and on >= stake.to
            ):
                continue
            slot = SLOTS * places[stake.owned] + by_kind[stake.measure]
            key = (places[stake.owner], slot, stake.share_class)
            if key in found:
                found[key].append(number)
            else:
                found[key] = [number]
        groups = []
        for (owner, slot, _), numbers in found.items():
            single = len(numbers) == 1
            share = _held(stakes[numbers[0]]) if single else self._one_of(numbers)
            groups.append((owner, slot, share, tuple(numbers)))
        groups.sort(key=lambda group: group[0])
        return groups

    def _one_of(self, numbers: list[int]) -> Share:
        """Several statements of one stake. The highest low end is certain enough to act on; from
        one source they may be parts that add up, from several they are the same said again."""
        stakes = [self._stakes[number] for number in numbers]
        shares = [_held(stake) for stake in stakes]
        if stakes[0].measure is Measure.CONTROL:
            return max(shares, key=lambda share: share.low)
        first = stakes[0]
        owner, owned = (self.parties[self.places[x]].name for x in (first.owner, first.owned))
        said = ", ".join(str(stake.share) for stake in stakes)
        rows = ", ".join(str(stake.row) for stake in stakes if stake.row is not None)
        self.anomalies.append(
            Anomaly(
                kind="stake_said_again",
                text=f"{owner} in {owned} is stated {len(stakes)} times ({said}"
                + (f"; rows {rows}" if rows else "")
                + "): counted as at least the largest of them",
                place=first.row,
                key=first.owned,
            )
        )
        low = max(shares, key=lambda share: (share.low, share.low_open))
        by_source: dict[str | None, list[Share]] = defaultdict(list)
        for stake, share in zip(stakes, shares, strict=True):
            by_source[stake.source].append(share)
        high, high_open = max(
            ((_total(group), all(s.high_open for s in group)) for group in by_source.values()),
            key=lambda pair: (pair[0], not pair[1]),
        )
        if high >= 1:
            high, high_open = Fraction(1), high_open and high == 1
        return Share(low=low.low, high=high, low_open=low.low_open, high_open=high_open)

    def _lay_out(
        self, groups: list[tuple[int, int, Share, tuple[int, ...]]], shares: list[Share]
    ) -> None:
        count = len(self.parties)
        self.slots = [slot for _, slot, _, _ in groups]
        self.shares = [share for _, _, share, _ in groups]
        self.stakes_of = [numbers for _, _, _, numbers in groups]
        if self._common:
            known = {share: self._ends(share, self._common) for share in shares}
            ends = [known[share] for share in self.shares]
        else:
            ends = [
                self._ends(share, self._own[slot // SLOTS])
                for share, slot in zip(self.shares, self.slots, strict=True)
            ]
        self.lows = [low for low, _ in ends]
        self.highs = [high for _, high in ends]
        self.exact = self.lows == self.highs
        self._present = sorted({slot % SLOTS for slot in self.slots})
        self.starts = [0] * (count + 1)
        for owner, _, _, _ in groups:
            self.starts[owner + 1] += 1
        for place in range(count):
            self.starts[place + 1] += self.starts[place]
        self.joint = self._joint()

    def _ends(self, share: Share, scale: int) -> tuple[int, int]:
        unit = scale * self.grains
        low = share.low.numerator * (unit // share.low.denominator) + share.low_open
        high = share.high.numerator * (unit // share.high.denominator) - share.high_open
        return low, high

    def _joint(self) -> dict[int, tuple[int, ...]]:
        """Edge → all edges of the same joint arrangement in the same company and measure."""
        together: dict[tuple[int, str], list[int]] = defaultdict(list)
        for edge, numbers in enumerate(self.stakes_of):
            for label in {self._stakes[number].joint for number in numbers}:
                if label is not None:
                    together[self.slots[edge], label].append(edge)
        found: dict[int, tuple[int, ...]] = {}
        for edges in together.values():
            for edge in edges:
                found[edge] = tuple(sorted({*found.get(edge, ()), *edges}))
        return found

    def _check_sums(self) -> None:
        """Stakes that together make more than the whole: said, never dropped."""
        sums: dict[int, int] = defaultdict(int)
        for slot, low in zip(self.slots, self.lows, strict=True):
            if slot % SLOTS < 2:
                sums[slot] += low
        for slot, total in sums.items():
            unit = self.unit(slot // SLOTS)
            if total >= unit + self.grains:
                party = self.parties[slot // SLOTS]
                share = Fraction(total // self.grains, unit // self.grains)
                self.anomalies.append(
                    Anomaly(
                        kind="more_than_the_whole",
                        text=f"the {MEASURES[slot % SLOTS]} stakes in {party.name} add up to "
                        f"{float(share * 100):.2f} %",
                        key=party.id,
                    )
                )

    # -- asking -----------------------------------------------------------------------------

    def unit(self, company: int) -> int:
        """The whole of a company as its sums count it."""
        return (self._common or self._own.get(company, 2)) * self.grains

    def needs(self, limbs: Limbs, threshold: Threshold | None, control: bool) -> Needs:
        """What each sum must reach for a company to be covered: surely, and perhaps."""
        sure, maybe = [NEVER] * SLOTS, [NEVER] * SLOTS
        measured = {Measure.CAPITAL: limbs.capital, Measure.VOTES: limbs.votes}
        marks: dict[int, Threshold] = {}
        for place, measure in enumerate(MEASURES):
            role = measured.get(measure)
            if role == "ownership" and threshold is not None:
                marks[place] = threshold
            elif role == "majority" and control:
                marks[place] = _HALF
        if control and limbs.control == "control":
            sure[2] = maybe[2] = 1
        if limbs.consolidation == "control" and control:
            sure[3] = maybe[3] = 1
        elif limbs.consolidation == "possible" and threshold is not None:
            maybe[3] = 1
        if sure == maybe:
            both = self._spread(sure, marks)
            return both, both
        return self._spread(sure, marks), self._spread(maybe, marks)

    def same(self, needs: Needs) -> bool:
        """Whether what a sure verdict needs is what a possible one needs, for every measure that
        some stake has."""
        sure, maybe = needs
        # With one common denominator every company needs the same.
        step = len(sure) if self._common else SLOTS
        return sure is maybe or all(
            sure[place::step] == maybe[place::step] for place in self._present
        )

    def _spread(self, plain: list[int], marks: dict[int, Threshold]) -> list[int]:
        count = len(self.parties)
        if self._common and all(
            self._common % mark.share.denominator == 0 for mark in marks.values()
        ):
            for place, mark in marks.items():
                plain[place] = _mark(mark, self._common * self.grains)
            return plain * count
        needs = plain * count
        for place, mark in marks.items():
            for company in range(count):
                needs[SLOTS * company + place] = _mark(mark, self.unit(company))
        return needs

    def owned_by(self, owner: int) -> range:
        """The edges of an owner."""
        return range(self.starts[owner], self.starts[owner + 1])

    def owners_of(self, company: int) -> list[tuple[int, int]]:
        """The (owner, edge) pairs of a company, by owner."""
        if self._incoming is None:
            incoming: dict[int, list[tuple[int, int]]] = defaultdict(list)
            for owner in range(len(self.parties)):
                for edge in self.owned_by(owner):
                    incoming[self.slots[edge] // SLOTS].append((owner, edge))
            self._pairs = dict(incoming)
            self._incoming = {}
        return self._pairs.get(company, [])

    def stakes(self, edge: int) -> tuple[Stake, ...]:
        """The statements that an edge was made of."""
        return tuple(self._stakes[number] for number in self.stakes_of[edge])

    def reached_from(self, roots: Iterable[int]) -> Iterator[int]:
        """Every party below the roots, however small the stakes, the roots included."""
        seen = dict.fromkeys(roots)
        queue = list(seen)
        for owner in queue:
            yield owner
            for slot in self.slots[self.starts[owner] : self.starts[owner + 1]]:
                if slot // SLOTS not in seen:
                    seen[slot // SLOTS] = None
                    queue.append(slot // SLOTS)


Needs = tuple[list[int], list[int]]
"""What each slot must reach: for a sure verdict, and for a possible one."""


def _held(stake: Stake) -> Share:
    """The share of a stake; of one that is perhaps not held, nothing is certain."""
    share = stake.share
    if stake.certain:
        return share
    return Share(low=Fraction(0), high=share.high, high_open=share.high_open)


def _denominators(share: Share) -> tuple[int, int]:
    return share.low.denominator, share.high.denominator


def _own_denominators(
    groups: list[tuple[int, int, Share, tuple[int, ...]]],
) -> dict[int, int]:
    found: dict[int, int] = defaultdict(lambda: 2)
    for _, slot, share, _ in groups:
        company = slot // SLOTS
        found[company] = lcm(found[company], *_denominators(share))
    return dict(found)


def _total(shares: list[Share]) -> Fraction:
    return sum((share.high for share in shares), Fraction(0))


def _mark(mark: Threshold, unit: int) -> int:
    """The sum from which a threshold is reached. Between two grains nothing can lie, so that a
    fraction of a grain is rounded up."""
    exact = mark.share * unit
    floor = exact.numerator // exact.denominator
    if mark.strict:
        return floor + 1
    return floor if exact == floor else floor + 1
