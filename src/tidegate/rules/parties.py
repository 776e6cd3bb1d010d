"""What a listing of a party means for the act and the asker: the effects of `data/effects/`."""

from __future__ import annotations

from collections.abc import Iterator

from tidegate.model.determination import (
    EXCEPTION,
    FREE,
    LICENSE,
    PROHIBITED,
    Finding,
    Outcome,
    ordered,
)
from tidegate.model.effects import Effect
from tidegate.model.listing import Scope
from tidegate.model.ownership import RedFlag
from tidegate.model.transaction import Met, PartyFacts
from tidegate.rules.case import Case
from tidegate.rules.us_ear.goods import UnreadableError, goods
from tidegate.rules.us_ear.uses import in_set

_DOES = {"license": LICENSE, "prohibited": PROHIBITED, "condition": FREE, "flag": FREE}


def findings(case: Case) -> Iterator[Finding]:
    """What every party's listings mean, and what is not known of the parties."""
    for party in case.parties:
        yield from _of_party(case, party)
    yield from _not_loaded(case)
    # Every transaction has somebody on the other side: no party is no complete list.
    if not case.transaction.complete or not case.parties:
        yield _more(case)


def _of_party(case: Case, party: PartyFacts) -> Iterator[Finding]:
    if not party.screened:
        yield _unscreened(case, party)
    for met in party.listings:
        effects = [effect for effect in case.ear.effects if effect.tag == met.tag]
        for effect in effects:
            named = not effect.programs or set(effect.programs) & set(met.programs)
            if named and set(effect.acts) & set(case.acts):
                yield _effect(case, party, met, effect)
        ruled = {act for effect in effects for act in effect.acts}
        if not ruled >= set(case.acts):
            yield _unruled(party, met)


def _not_loaded(case: Case) -> Iterator[Finding]:
    """Lists that would bind the asker for this act but are not loaded: a party that was asked by
    name may be on them."""
    asked = [party.words for party in case.parties if party.party.listings is None]
    for effect in case.ear.effects:
        outcome = _DOES.get(effect.does, LICENSE)
        if effect.abroad or outcome is FREE or effect.tag in case.loaded or not asked:
            continue
        if not set(effect.acts) & set(case.acts) or _binds(case, effect) is False:
            continue
        yield Finding(
            rule=f"{effect.id}.not_loaded",
            regime=effect.regime,
            title=effect.title,
            says=f"the list is not loaded: whether it names {', '.join(asked)} is not known",
            possible=ordered({FREE, outcome}),
            citations=effect.cites,
            missing=(f"the list {effect.title}",),
        )


def _effect(case: Case, party: PartyFacts, met: Met, effect: Effect) -> Finding:
    possible = _possible(case, met, effect)
    binds = _binds(case, effect)
    if binds is False:
        possible = {FREE}
    elif binds is None or not met.sure:
        possible |= {FREE}
    flags = []
    if effect.flag:
        flags.append(RedFlag(code=effect.id, text=effect.flag, cite=effect.cites[0]))
    if not met.sure:
        text = f"{party.words} may be {met.caption or 'a listed party'}: settle who it is first."
        flags.append(RedFlag(code="identity", text=text, cite=effect.cites[0]))
    outcomes = ordered(possible)
    return Finding(
        rule=effect.id,
        regime=effect.regime,
        title=effect.title,
        says=_says(party, met, effect, binds, outcomes),
        possible=outcomes,
        citations=(*effect.cites, *((met.cite,) if met.cite else ())),
        policy=_policy(met, effect) if LICENSE in possible or PROHIBITED in possible else (),
        conditions=(effect.condition,) if effect.condition and binds is not False else (),
        missing=_missing(case, effect, binds),
        assumed=case.person_assumption if effect.us_persons else (),
        red_flags=tuple(flags),
        party=party.words,
        listing_id=met.listing_id,
        since=met.since,
    )


def _possible(case: Case, met: Met, effect: Effect) -> set[Outcome]:
    rest: set[Outcome] = set() if set(case.acts) <= set(effect.acts) else {FREE}
    if effect.does == "entry":
        return rest | _entry(case, met)
    outcome = _DOES[effect.does]
    if effect.only and case.transaction.purpose is not None:
        claimed = (case.ear.exceptions[one].purposes for one in effect.only)
        if any(case.transaction.purpose in purposes for purposes in claimed):
            outcome = EXCEPTION
    if effect.items is None:
        return rest | {outcome}
    every = {country.iso2 in effect.all_items_countries for country in case.places}
    if True in every:
        rest.add(outcome)
    if False in every:
        answers = {in_set(case, item, effect.items) for item in case.items}
        if answers != {False}:
            rest.add(outcome)
        if True not in answers:
            rest.add(FREE)
    return rest


def _entry(case: Case, met: Met) -> set[Outcome]:
    """The licence that an Entity List entry asks for, by the scope of its requirement. What is
    narrowed by words is open; a wording that was not read is taken for all items."""
    scope = met.requirement.scope if met.requirement else Scope.ALL_ITEMS
    if scope in (Scope.ALL_ITEMS, Scope.INHERITED, Scope.UNPARSED):
        return {LICENSE}
    if scope in (Scope.USE_LIMITED, Scope.ALL_EXCEPT):
        return {FREE, LICENSE}
    found: set[Outcome] = set()
    for item in case.items:
        try:
            kinds = goods(item, case.ear)
        except UnreadableError:
            kinds = None
        if kinds is None:
            found |= {FREE, LICENSE}
        elif kinds[0].listed:
            found.add(LICENSE)
        else:
            # EAR99 items count where a supplement names their tariff heading.
            wide = scope is Scope.CCL_AND_LISTED_EAR99
            found |= {FREE, LICENSE} if wide else {FREE}
    return {LICENSE} if LICENSE in found and FREE not in found else found


def _binds(case: Case, effect: Effect) -> bool | None:
    """Whether an effect binds the asker on the date; `None` where that is not stated."""
    if effect.from_ is not None and case.on < effect.from_:
        return False
    asker = case.transaction.asker
    if effect.askers and asker is not None:
        return asker in effect.askers
    if effect.askers:
        return None
    return not (effect.us_persons and case.transaction.us_person is False)


def _missing(case: Case, effect: Effect, binds: bool | None) -> tuple[str, ...]:
    missing = []
    if binds is None:
        missing.append("asker")
    if case.act is None:
        missing.append("act")
    if effect.items and any(in_set(case, item, effect.items) is None for item in case.items):
        missing.append("eccn")
    return tuple(missing)


def _policy(met: Met, effect: Effect) -> tuple[str, ...]:
    if effect.does == "entry":
        return (met.policy.text,) if met.policy else ("the entry's own policy, not stated",)
    return (effect.policy,) if effect.policy else ()


def _says(
    party: PartyFacts, met: Met, effect: Effect, binds: bool | None, outcomes: tuple[Outcome, ...]
) -> str:
    listed = f"{party.words} is on the {effect.title}"
    if not met.sure:
        listed = f"{party.words} may be on the {effect.title}"
    if met.caption and met.caption != party.words:
        listed += f" as {met.caption}"
    if binds is False:
        return f"{listed}; it does not bind this asker on this date"
    if effect.does == "entry":
        text = met.requirement.text if met.requirement else "all items subject to the EAR"
        return f"{listed}: {text}"
    if effect.says:
        return f"{listed}: {effect.says}"
    if outcomes == (FREE,):
        return f"{listed}: it does not reach this item"
    return f"{listed}: a licence is required"


def _unscreened(case: Case, party: PartyFacts) -> Finding:
    return Finding(
        rule="parties.unknown",
        regime="all",
        title="Parties",
        says=f"{party.words}: {party.reason or 'nothing that identifies it is stated'}",
        possible=(FREE, LICENSE, PROHIBITED),
        missing=("party name",),
        party=party.words,
    )


def _unruled(party: PartyFacts, met: Met) -> Finding:
    """A list, or an act, of which no rule says what the listing means."""
    text = f"{party.words} is on the {met.title}."
    return Finding(
        rule="parties.other_list",
        regime="all",
        title="Other lists",
        says=f"{party.words} is on the {met.title}: no rule says what that means for this act",
        possible=(FREE, LICENSE, PROHIBITED),
        party=party.words,
        listing_id=met.listing_id,
        red_flags=(RedFlag(code="other_list", text=text, cite="the list itself"),),
    )


def _more(case: Case) -> Finding:
    stated = "" if case.parties else ": none is stated"
    return Finding(
        rule="parties.incomplete",
        regime="all",
        title="Completeness",
        says=f"the parties, items and stakes are not stated to be complete{stated}",
        possible=(FREE, LICENSE, PROHIBITED),
        missing=("complete",),
    )
