"""What carries the verdict on one party: the chain of owners, their terms, and the red flags."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from tidegate.model.listing import Policy, Scope
from tidegate.model.ownership import (
    UNKNOWN_SHARE,
    ChainStep,
    Contribution,
    Interest,
    LawAnswer,
    Measure,
    OwnerListing,
    OwnershipFinding,
    OwnershipTest,
    RedFlag,
    RestrictedOwner,
    StakeParty,
    Verdict,
)
from tidegate.ownership.graph import MEASURES, SLOTS, Graph
from tidegate.ownership.judge import Judge, Reach, Reading, restricted, rule_of

_POLICIES = tuple(Policy)
_NAMED = 3  # owners that a sentence names
T = TypeVar("T")


def finding(judge: Judge, place: int, interest: Mapping[int, Interest]) -> OwnershipFinding:
    """The whole answer on one party. `interest` is the look-through interest of all restricted
    owners, by place."""
    possible, structure = judge.verdicts(place), judge.structure(place)
    written = judge.reach(judge.law.written)
    chain = tuple(_chain(judge, place, written))
    owners = _owners(judge, place, chain)
    verdict = possible[0] if len(possible) == 1 else Verdict.UNDETERMINED
    stakes = structure[0] if len(structure) == 1 else Verdict.UNDETERMINED
    held = interest.get(place)
    return OwnershipFinding(
        party=judge.graph.parties[place],
        test=judge.test.id,
        verdict=verdict,
        possible=possible,
        structure=stakes,
        reason=_reason(judge, place, (verdict, stakes), owners),
        limb=_limb(judge, place, written),
        chain=chain,
        owners=owners,
        interest=held,
        red_flags=tuple(_flags(judge, place, verdict, stakes, held)),
    )


# -- the chain -------------------------------------------------------------------------------


def _chain(judge: Judge, place: int, reach: Reach) -> Iterator[ChainStep]:
    """The companies on the way from the listed owners down to a party, each behind its owners."""
    roots = set(judge.roots)
    above: dict[int, None] = {}
    queue = [place]
    for company in queue:
        if company in roots or company in above:
            continue
        above[company] = None
        owners = (owner for owner, _ in judge.graph.owners_of(company) if owner in reach.maybe)
        # An owner that was covered later than the company adds to it, but does not carry it.
        queue += [owner for owner in owners if _before(reach, owner, company)]
    for company in sorted(above, key=lambda at: (reach.maybe.get(at, len(reach.maybe)), at)):
        step = _step(judge.graph, company, reach)
        if step is not None:
            yield step


def _before(reach: Reach, owner: int, company: int) -> bool:
    last = len(reach.maybe)
    return reach.maybe.get(owner, last) < reach.maybe.get(company, last)


def _step(graph: Graph, company: int, reach: Reach) -> ChainStep | None:
    """What counts of the owners of a company, by the measure that comes closest to deciding."""
    by_slot: dict[int, list[Contribution]] = {}
    lows: dict[int, int] = {}
    highs: dict[int, int] = {}
    for owner, edge in graph.owners_of(company):
        if owner not in reach.maybe or owner == company:
            continue
        slot, sure = graph.slots[edge], owner in reach.sure
        by_slot.setdefault(slot, []).append(
            Contribution(
                owner=graph.parties[owner],
                share=graph.shares[edge],
                measure=MEASURES[slot % SLOTS],
                counts="surely" if sure else "perhaps",
                stakes=graph.stakes(edge),
            )
        )
        lows[slot] = lows.get(slot, 0) + (graph.lows[edge] if sure else 0)
        highs[slot] = highs.get(slot, 0) + graph.highs[edge]
    if not by_slot:
        return None
    sure_needs, maybe_needs = reach.needs
    slot = max(
        by_slot,
        key=lambda at: (lows[at] >= sure_needs[at], highs[at] >= maybe_needs[at], lows[at], -at),
    )
    unit = graph.unit(company)
    return ChainStep(
        company=graph.parties[company],
        contributions=tuple(by_slot[slot]),
        measure=MEASURES[slot % SLOTS],
        low=_share(lows[slot], unit, graph.grains),
        high=_share(highs[slot], unit, graph.grains),
    )


def _share(total: int, unit: int, grains: int) -> Fraction:
    """A sum as a part of the whole, its open ends left out."""
    return min(Fraction(round(Fraction(total, grains)), unit // grains), Fraction(1))


# -- the owners ------------------------------------------------------------------------------


def _owners(judge: Judge, place: int, chain: tuple[ChainStep, ...]) -> tuple[RestrictedOwner, ...]:
    parties: dict[str, StakeParty] = {}
    for step in chain:
        for item in step.contributions:
            parties.setdefault(item.owner.id, item.owner)
    own = judge.graph.parties[place]
    found = [
        _terms(party, judge.test) for party in parties.values() if restricted(party, judge.test)
    ]
    if restricted(own, judge.test):
        found.insert(0, _terms(own, judge.test))
    return tuple(_strictest(found, judge.test))


def _terms(party: StakeParty, test: OwnershipTest) -> RestrictedOwner:
    listings = restricted(party, test)
    requirement = _first(test.requirement_order, [_scope(item, test) for item in listings])
    policy = _first(_POLICIES, [_policy(item, test) for item in listings])
    return RestrictedOwner(party=party, listings=listings, requirement=requirement, policy=policy)


def _scope(item: OwnerListing, test: OwnershipTest) -> Scope | None:
    rule = rule_of(item, test.owners)
    return item.requirement or (rule.requirement if rule else None)


def _policy(item: OwnerListing, test: OwnershipTest) -> Policy | None:
    rule = rule_of(item, test.owners)
    return item.policy or (rule.policy if rule else None)


def _first(order: Iterable[T], values: Container[T | None]) -> T | None:
    """The strictest of what is stated."""
    return next((value for value in order if value in values), None)


def _strictest(owners: list[RestrictedOwner], test: OwnershipTest) -> Iterator[RestrictedOwner]:
    """Each owner with the respects in which none is stricter: of several, the most restrictive of
    each applies."""
    requirement = _first(test.requirement_order, [owner.requirement for owner in owners])
    policy = _first(_POLICIES, [owner.policy for owner in owners])
    for owner in owners:
        marks = []
        if requirement is not None and owner.requirement == requirement:
            marks.append("requirement")
        if policy is not None and owner.policy == policy:
            marks.append("policy")
        yield RestrictedOwner(
            party=owner.party,
            listings=owner.listings,
            requirement=owner.requirement,
            policy=owner.policy,
            strictest=tuple(marks),
        )


# -- in words --------------------------------------------------------------------------------


def _limb(judge: Judge, place: int, written: Reach) -> str | None:
    if place not in written.maybe or place in judge.roots:
        return None
    mark = judge.law.written.threshold
    owned = judge.reach(Reading(mark, False))
    return "ownership" if place in owned.maybe else "control"


def _reason(
    judge: Judge, place: int, verdicts: tuple[Verdict, Verdict], owners: tuple[RestrictedOwner, ...]
) -> str:
    verdict, structure = verdicts
    name = judge.graph.parties[place].name
    who = " and ".join(one.party.name for one in owners[:_NAMED]) or "restricted owners"
    if len(owners) > _NAMED:
        who = f"{len(owners)} restricted owners"
    status = judge.law.ownership.status.value.replace("_", " ")
    mark = judge.law.written.threshold
    if verdict is Verdict.LISTED:
        return f"{name} is itself listed: its own entry answers"
    if verdict is Verdict.COVERED:
        return f"owned by {who}: {mark} of {name}, or its control; the rule is {status}"
    if verdict is Verdict.NOT_COVERED:
        if structure in (Verdict.COVERED, Verdict.UNDETERMINED):
            return (
                f"the stakes in {name} would meet the test, but the rule is {status} on this date"
            )
        if judge.test.targets == "foreign" and place in judge.reach(judge.law.written).maybe:
            return (
                f"the rule leaves out companies of the country of {name}, and passes through them"
            )
        return f"restricted owners hold less than the rule asks ({mark})"
    if structure is Verdict.COVERED:
        return f"the stakes in {name} meet the test, but the law on this date is {status}"
    return f"what is stated leaves open whether {mark} of {name} is owned by {who}"


def _flags(
    judge: Judge, place: int, verdict: Verdict, structure: Verdict, held: Interest | None
) -> Iterator[RedFlag]:
    """The red flags of a test that a party raises."""
    if place in judge.roots and verdict is Verdict.LISTED:
        return
    raised = set(_direct(judge, place))
    mark = judge.law.written.threshold
    if structure is Verdict.NOT_COVERED and held is not None and mark is not None:
        enough = held.high > mark.share or (held.high == mark.share and not mark.strict)
        if enough and place not in judge.reach(judge.law.written).maybe:
            raised.add("look_through")
    if structure in (Verdict.COVERED, Verdict.UNDETERMINED) and verdict is Verdict.NOT_COVERED:
        raised.add("not_in_force")
    for code, flag in judge.test.flags.items():
        if code in raised:
            yield RedFlag(code=code, text=flag.text, cite=flag.cite)


def _direct(judge: Judge, place: int) -> Iterator[str]:
    graph, test = judge.graph, judge.test
    reach = judge.reach(judge.law.written)
    counted = {Measure.CAPITAL: test.limbs.capital, Measure.VOTES: test.limbs.votes,
               Measure.CONTROL: test.limbs.control}  # fmt: skip
    for owner, edge in graph.owners_of(place):
        party, measure = graph.parties[owner], MEASURES[graph.slots[edge] % SLOTS]
        if owner in reach.maybe:
            if measure is Measure.CONSOLIDATION:
                if test.limbs.consolidation == "possible":
                    yield "control"
            elif counted[measure] == "none":
                yield "control"
            elif graph.shares[edge] == UNKNOWN_SHARE:
                yield "unknown_share"
            elif place not in reach.sure:
                yield "minority"
        elif party.listings:
            yield "other_listing"


def law_answers(judge: Judge, titles: Mapping[str, str]) -> tuple[LawAnswer, ...]:
    """The law that a judgement rests on, for people."""
    named = [(judge.test.law, judge.law.ownership)]
    if judge.test.control_law and judge.law.control:
        named.append((judge.test.control_law, judge.law.control))
    return tuple(
        LawAnswer(parameter=name, title=titles[name], stretch=stretch) for name, stretch in named
    )
