"""What the Commerce Control List asks at the destination, and the exceptions that overcome it.

General prohibition one: §§ 736.2(b)(1), 738.4, the Country Chart, and the controls that stand
outside it. A blank cell of the chart means only that there is no requirement for that reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from tidegate.model.determination import EXCEPTION, FREE, LICENSE, Finding, Outcome, Step, ordered
from tidegate.model.ear import Control, Country
from tidegate.model.transaction import Item
from tidegate.rules.case import Case
from tidegate.rules.us_ear.exceptions import Offer, offers
from tidegate.rules.us_ear.goods import OTHER, Good, UnreadableError, controls_of, entry_of, goods

REGIME = "us_ear"
_SETS = 6  # reasons that may or may not apply, beyond which every set of them is taken as possible


class Asked(NamedTuple):
    """What the list asks of a good at a destination: reasons that surely apply, and perhaps."""

    sure: tuple[Control, ...]
    perhaps: tuple[Control, ...]

    def sets(self) -> Iterator[frozenset[str]]:
        """Every set of reasons that may apply."""
        sure = frozenset(control.reason for control in self.sure)
        more = sorted({control.reason for control in self.perhaps} - sure)
        if len(more) > _SETS:
            more = more[:_SETS]
        for size in range(len(more) + 1):
            for chosen in combinations(more, size):
                yield sure | frozenset(chosen)


def asked(good: Good, country: Country, case: Case) -> Asked:
    """The controls of a good that reach a destination."""
    sure: list[Control] = []
    perhaps: list[Control] = []
    for control, reached in controls_of(good, case.ear):
        there = _reaches(control, country, case)
        if there is False:
            continue
        (sure if reached and there else perhaps).append(control)
    return Asked(tuple(sure), tuple(perhaps))


def _reaches(control: Control, country: Country, case: Case) -> bool | None:
    if control.columns:
        return bool(country.chart & set(control.columns))
    return case.ear.places[control.rule].reach(country)


def findings(case: Case) -> Iterator[Finding]:
    """One finding for each item."""
    for item in case.items:
        yield finding(case, item)


def finding(case: Case, item: Item) -> Finding:
    """What the list asks of an item at the destination."""
    try:
        kinds = goods(item, case.ear)
    except UnreadableError as text:
        return _open(case, item, f"{text} is no entry of the Commerce Control List", "eccn")
    if kinds is None:
        return _open(case, item, "the classification of the item is not stated", "eccn")
    if any((entry := entry_of(one, case.ear)) and entry.jurisdiction != "ear" for one in kinds):
        words = f"{kinds[0].eccn} is regulated by another agency or under another entry"
        return _open(case, item, words, "eccn")
    return _closed(case, item, kinds)


def _closed(case: Case, item: Item, kinds: tuple[Good, ...]) -> Finding:
    possible: set[Outcome] = set()
    steps: dict[Step, None] = {}
    offered: dict[str, Offer] = {}
    missing: dict[str, None] = {}
    reasons: set[str] = set()
    for country in case.places:
        for good in kinds:
            ask = asked(good, country, case)
            for need in ask.sets():
                found = _under(case, item, good, country, need)
                possible |= found.outcomes
                offered |= {one.symbol: one for one in found.offers}
                missing |= dict.fromkeys(found.missing)
                reasons |= need
            if len(case.places) == 1:
                steps |= dict.fromkeys(_steps(good, country, ask))
    if len(kinds) > 1:
        missing["item paragraph"] = None
    if len(case.places) > 1:
        missing["destination"] = None
    outcomes = ordered(possible)
    return Finding(
        rule="ear.ccl",
        regime=REGIME,
        title="Commerce Control List and Country Chart",
        says=_says(case, kinds, outcomes, reasons, offered),
        possible=outcomes,
        citations=("15 CFR 736.2(b)(1)", "15 CFR 738.4", "supplement No. 1 to 15 CFR part 774"),
        steps=tuple(steps),
        conditions=(
            *(one.words for one in offered.values() if EXCEPTION in possible),
            *_told(kinds, case),
        ),
        missing=tuple(missing) if len(outcomes) > 1 else (),
        assumed=case.chart_assumption,
        item=item.eccn,
    )


def _told(kinds: tuple[Good, ...], case: Case) -> Iterator[str]:
    """Controls for one special use: the answer holds where the item is not for it."""
    for control in case.ear.controls.get(kinds[0].eccn, ()):
        there = any(_reaches(control, country, case) is not False for country in case.places)
        if control.scope.mode == "told" and there:
            yield (
                f"not for the special use that {control.eccn} names under its {control.reason} "
                f"control (15 CFR {control.section})"
            )


class _Under(NamedTuple):
    outcomes: frozenset[Outcome]
    offers: tuple[Offer, ...]
    missing: tuple[str, ...]


def _under(case: Case, item: Item, good: Good, country: Country, need: frozenset[str]) -> _Under:
    """What a set of reasons leaves: no licence, an exception that fits, or a licence."""
    if not need:
        return _Under(frozenset({FREE}), (), ())
    found = tuple(offers(case, item, good, country, need))
    sure = [one for one in found if one.fits]
    if sure and not case.exceptions_doubtful:
        return _Under(frozenset({EXCEPTION}), tuple(sure), ())
    if found and not case.exceptions_barred:
        missing = tuple(fact for one in found for fact in one.missing)
        return _Under(frozenset({EXCEPTION, LICENSE}), found, missing)
    return _Under(frozenset({LICENSE}), (), ())


def _steps(good: Good, country: Country, ask: Asked) -> Iterator[Step]:
    for control in ask.sure:
        yield Step(
            asked=f"{good} to {country.name}: {control.reason} ({control.rule})",
            answer="applies",
            cite=f"15 CFR {control.section}",
        )
    for control in ask.perhaps:
        yield Step(
            asked=f"{good} to {country.name}: {control.reason} ({control.rule})",
            answer="may apply: the entry describes in words to what",
            cite=f"15 CFR {control.section}",
        )


def _says(
    case: Case,
    kinds: tuple[Good, ...],
    outcomes: tuple[Outcome, ...],
    reasons: set[str],
    offered: dict[str, Offer],
) -> str:
    name = kinds[0].eccn if len(kinds) > 1 else str(kinds[0]).replace("." + OTHER, "")
    where = case.place_words
    if not kinds[0].listed:
        return f"EAR99 is not on the Commerce Control List: no requirement from it for {where}"
    if outcomes == (FREE,):
        return f"no reason for control of {name} is marked for {where}"
    why = ", ".join(sorted(reasons))
    if outcomes == (LICENSE,):
        return f"{name} needs a licence for {where} ({why}); no exception fits the stated facts"
    if outcomes == (EXCEPTION,):
        return f"{name} is controlled for {where} ({why}); open: {', '.join(sorted(offered))}"
    return f"{name} may need a licence for {where} ({why}): it turns on what is not stated"


def _open(case: Case, item: Item, words: str, fact: str) -> Finding:
    return Finding(
        rule="ear.ccl",
        regime=REGIME,
        title="Commerce Control List and Country Chart",
        says=words,
        possible=(FREE, EXCEPTION, LICENSE),
        citations=("15 CFR 738.4", "supplement No. 1 to 15 CFR part 774"),
        missing=(fact,),
        assumed=case.chart_assumption,
        item=item.eccn,
    )
