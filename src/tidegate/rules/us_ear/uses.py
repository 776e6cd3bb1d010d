"""End uses of part 744: general prohibition five."""

from __future__ import annotations

from collections.abc import Iterator

from tidegate.model.determination import EXCEPTION, FREE, LICENSE, Finding, Outcome, ordered
from tidegate.model.ear import Country, under
from tidegate.model.ear_rules import UseRule
from tidegate.model.ownership import RedFlag
from tidegate.model.transaction import Item
from tidegate.rules.case import Case
from tidegate.rules.us_ear.goods import Good, UnreadableError, goods

REGIME = "us_ear"


def findings(case: Case, item: Item) -> Iterator[Finding]:
    """What each stated end use asks for an item; where none is stated, what any could ask."""
    stated = case.transaction.end_uses
    if not stated:
        yield _unstated(case, item)
        return
    for rule in case.ear.uses:
        if rule.use in stated:
            yield _stated(case, item, rule)


def _unstated(case: Case, item: Item) -> Finding:
    open_ = [rule for rule in case.ear.uses if LICENSE in _possible(case, item, rule)]
    titles = ", ".join(rule.title for rule in open_)
    return Finding(
        rule="ear.use",
        regime=REGIME,
        title="End uses of part 744",
        says=f"the end use is not stated; these would need a licence: {titles}",
        possible=ordered({FREE, *((LICENSE,) if open_ else ())}),
        citations=("15 CFR 736.2(b)(5)", *(f"15 CFR {rule.section}" for rule in open_)),
        missing=("end_use",),
        item=item.eccn,
    )


def _stated(case: Case, item: Item, rule: UseRule) -> Finding:
    outcomes = ordered(_possible(case, item, rule))
    cite = f"15 CFR {rule.section}"
    if outcomes == (FREE,):
        says = f"the section does not reach this item or {case.place_words}"
    elif FREE not in outcomes:
        says = f"a licence is required for {rule.title} in {case.place_words}"
    else:
        says = f"a licence may be required for {rule.title}: it turns on what is not stated"
    flag = RedFlag(
        code=f"end_use.{rule.id}", text=f"The stated end use is {rule.title}.", cite=cite
    )
    return Finding(
        rule=f"ear.use.{rule.id}",
        regime=REGIME,
        title=f"End use: {rule.title}",
        says=says,
        possible=outcomes,
        citations=("15 CFR 736.2(b)(5)", cite),
        policy=(rule.policy,) if LICENSE in outcomes else (),
        red_flags=(flag,),
        item=item.eccn,
    )


def _possible(case: Case, item: Item, rule: UseRule) -> set[Outcome]:
    possible: set[Outcome] = set()
    for country in case.places:
        there = _there(country, rule)
        if not there:
            possible.add(FREE)
            continue
        named = True if country.iso2 in rule.all_items_countries else in_set(case, item, rule.items)
        if named is not True:
            possible.add(FREE)
        if named is not False:
            possible.add(EXCEPTION if _softened(rule, case) else LICENSE)
    return possible


def _there(country: Country, rule: UseRule) -> bool:
    if country.iso2 in rule.but_countries or country.groups & set(rule.but_groups):
        return False
    if not (rule.countries or rule.groups or rule.all_items_countries):
        return True
    places = {*rule.countries, *rule.all_items_countries}
    return country.iso2 in places or bool(country.groups & set(rule.groups))


def in_set(case: Case, item: Item, name: str | None) -> bool | None:
    """Whether an item is in a named set; `None` where its classification leaves it open."""
    if name is None:
        return True
    found = case.ear.item_sets[name]
    try:
        kinds = goods(item, case.ear)
    except UnreadableError:
        kinds = None
    if kinds is None:
        return None
    answers = {good.listed if found.listed else _named(good, found.eccns) for good in kinds}
    return answers.pop() if len(answers) == 1 else None


def _named(good: Good, eccns: tuple[str, ...]) -> bool:
    """Whether one of some entries, with or without a paragraph, is that of a good."""
    entries = (one.partition(".") for one in eccns)
    return any(
        good.eccn == eccn and (not paragraph or under(good.paragraph, paragraph))
        for eccn, _, paragraph in entries
    )


def _softened(rule: UseRule, case: Case) -> bool:
    """Whether an exception that the section leaves is claimed."""
    purpose = case.transaction.purpose
    return any(
        purpose is not None and purpose in case.ear.exceptions[symbol].purposes
        for symbol in rule.only
    )
