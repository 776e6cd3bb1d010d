"""Embargoes of the Office of Foreign Assets Control: they stand beside the EAR and bind United
States persons whatever the item is. EAR99 goods to Iran are not clear because a chart is empty."""

from __future__ import annotations

from collections.abc import Iterator

from tidegate.model.determination import EXCEPTION, FREE, LICENSE, Finding, Outcome, ordered
from tidegate.model.effects import CountryEmbargo
from tidegate.rules.case import Case
from tidegate.rules.places import country_code


def findings(case: Case) -> Iterator[Finding]:
    """What each embargo asks of the transaction."""
    rules = [rule for rule in case.ear.country_embargoes if set(rule.acts) & set(case.acts)]
    touched = [rule for rule in rules if _touches(case, rule)]
    yield from (_finding(case, rule) for rule in touched)
    if rules and not touched and _unstated(case):
        yield _open(case, rules)


def _texts(case: Case) -> list[str]:
    texts = [case.transaction.destination, case.transaction.from_, *case.transaction.via]
    texts += [party.party.country for party in case.parties]
    texts += [item.origin for item in case.items]
    return [text for text in texts if text]


def _touches(case: Case, rule: CountryEmbargo) -> bool:
    """Whether the transaction names one of the embargo's places anywhere."""
    return any(country_code(text, case.ear) in rule.countries for text in _texts(case))


def _unstated(case: Case) -> bool:
    """Whether the place of the transaction is not stated, or names none that we know."""
    if case.deemed:
        return False
    if case.sends is False:
        codes = [country_code(text, case.ear) for text in _texts(case)]
        return not codes or None in codes
    return len(case.places) > 1


def _open(case: Case, rules: list[CountryEmbargo]) -> Finding:
    titles = ", ".join(rule.title for rule in rules)
    bound = case.transaction.us_person is not False
    return Finding(
        rule="ofac.place",
        regime=rules[0].regime,
        title="Embargoes of OFAC",
        says=f"the place is not stated; these would ask for a licence: {titles}",
        possible=(FREE, EXCEPTION, LICENSE) if bound else (FREE,),
        citations=tuple(cite for rule in rules for cite in rule.cites),
        missing=("destination",),
    )


def _finding(case: Case, rule: CountryEmbargo) -> Finding:
    possible: set[Outcome] = set()
    conditions: tuple[str, ...] = ()
    if case.transaction.us_person is False:
        possible = {FREE}
        says = "it binds United States persons and those that they own; the asker states to be none"
    elif rule.by_bis and case.sends:
        possible |= {FREE}
        says = "what BIS authorises is authorised; the EAR finding decides"
    else:
        if rule.by_bis and case.sends is None:
            possible.add(FREE)
        if not set(case.acts) <= set(rule.acts):
            possible.add(FREE)
        answers = {item.nature in rule.eased if item.nature else None for item in case.items}
        if answers == {True}:
            possible.add(EXCEPTION)
            conditions = (rule.eased_by,)
        else:
            possible.add(LICENSE)
            if rule.eased and False not in answers:
                possible.add(EXCEPTION)
        says = "dealings with the place are barred without authorisation of OFAC"
    outcomes = ordered(possible)
    open_ = EXCEPTION in possible and LICENSE in possible
    return Finding(
        rule=rule.id,
        regime=rule.regime,
        title=rule.title,
        says=says,
        possible=outcomes,
        citations=rule.cites,
        policy=(rule.policy,) if LICENSE in possible else (),
        conditions=conditions,
        missing=("item nature",) if open_ else (),
        assumed=case.person_assumption,
    )
