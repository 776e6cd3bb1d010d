"""Destinations with requirements of their own: 15 CFR part 746, general prohibition six."""

from __future__ import annotations

from tidegate.model.determination import EXCEPTION, FREE, LICENSE, Finding, Outcome, ordered
from tidegate.model.ear import Country, Embargo
from tidegate.model.transaction import Item
from tidegate.rules.case import Case
from tidegate.rules.us_ear.exceptions import Offer, offers
from tidegate.rules.us_ear.goods import EAR99, Good, UnreadableError, goods

REGIME = "us_ear"


def finding(case: Case, item: Item) -> Finding | None:
    """What part 746 asks for an item; `None` where no destination in question is one of its."""
    rules = [(one, rule) for one in case.places if (rule := case.embargo_of(one)) is not None]
    if not rules:
        return None
    possible: set[Outcome] = set() if len(rules) == len(case.places) else {FREE}
    offered: dict[str, Offer] = {}
    missing: dict[str, None] = {} if len(case.places) == 1 else {"destination": None}
    for country, rule in rules:
        outcomes, found, facts = _asked(case, item, country, rule)
        possible |= outcomes
        offered |= {one.symbol: one for one in found}
        missing |= dict.fromkeys(facts)
    sections = [f"15 CFR {rule.section}" for _, rule in rules]
    outcomes_ = ordered(possible)
    single = rules[0][1] if len(rules) == 1 else None
    return Finding(
        rule="ear.part746",
        regime=REGIME,
        title="Embargoes and special controls (part 746)",
        says=_says(case, outcomes_, offered),
        possible=outcomes_,
        citations=tuple(dict.fromkeys(sections)),
        policy=(single.policy,) if single and LICENSE in possible else (),
        conditions=tuple(one.words for one in offered.values()) if EXCEPTION in possible else (),
        missing=tuple(missing) if len(outcomes_) > 1 else (),
        assumed=case.embargo_assumption,
        item=item.eccn,
    )


Asked = tuple[set[Outcome], tuple[Offer, ...], tuple[str, ...]]


def _asked(case: Case, item: Item, country: Country, rule: Embargo) -> Asked:
    try:
        kinds = goods(item, case.ear)
    except UnreadableError:
        kinds = None
    if kinds is None:
        # What is on the list needs a licence; what is not may be left out.
        return {FREE, EXCEPTION, LICENSE}, (), ("eccn",)
    possible: set[Outcome] = set()
    offered: list[Offer] = []
    missing: list[str] = []
    for good in kinds:
        need, facts = _needed(case, item, good, rule)
        missing += facts
        if need is not True:
            possible.add(FREE)
        if need is not False:
            found = _left(case, item, good, country, rule)
            offered += found
            sure = any(one.fits for one in found) and not case.exceptions_doubtful
            possible.add(EXCEPTION if sure else LICENSE)
            if found and not sure and not case.exceptions_barred:
                possible.add(EXCEPTION)
                missing += [fact for one in found for fact in one.missing]
    return possible, tuple(offered), tuple(missing)


def _needed(
    case: Case, item: Item, good: Good, rule: Embargo
) -> tuple[bool | None, tuple[str, ...]]:
    """Whether the section asks for a licence for a good; `None` where a fact is missing."""
    covers = rule.deemed if case.deemed else rule.covers
    if covers == "none":
        return False, ()
    if good.listed:
        return True, ()
    if covers == "ccl":
        if rule.hts is None or case.deemed:
            return False, ()
        # Its tariff heading may stand in a supplement that is not at hand.
        return None, (f"whether the item stands in {rule.hts}",)
    if rule.eased:
        if item.nature is None:
            return None, ("item nature",)
        return item.nature not in rule.eased, ()
    return True, ()


def _left(case: Case, item: Item, good: Good, country: Country, rule: Embargo) -> tuple[Offer, ...]:
    barred = rule.not_exceptions.get(item.nature or "", ())
    found = offers(case, item, good, country, frozenset())
    transaction = case.ear.exceptions
    return tuple(
        one
        for one in found
        if one.symbol not in barred
        and (transaction[one.symbol].kind == "transaction" or good.eccn != EAR99)
    )


def _says(case: Case, outcomes: tuple[Outcome, ...], offered: dict[str, Offer]) -> str:
    where = case.place_words
    if outcomes == (FREE,):
        return f"part 746 leaves this item out for {where}"
    if outcomes == (LICENSE,):
        return f"part 746 asks for a licence for {where}; no exception that it allows fits"
    if outcomes == (EXCEPTION,):
        return f"part 746 asks for a licence for {where}; open: {', '.join(sorted(offered))}"
    return f"part 746 may ask for a licence for {where}: it turns on what is not stated"
