"""Every rule asked of a transaction, and the one answer that they fold to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from tidegate.model.determination import (
    EXCEPTION,
    FREE,
    LICENSE,
    PROHIBITED,
    Determination,
    Finding,
    ordered,
)
from tidegate.model.licenses import Coverage
from tidegate.model.ownership import RedFlag
from tidegate.model.transaction import Act, Item
from tidegate.rules import affiliates, chips, parties, us_ofac
from tidegate.rules.affiliates import Owned
from tidegate.rules.case import Case
from tidegate.rules.fold import folded, outcome_of
from tidegate.rules.us_ear import ccl, embargo, scope, uses
from tidegate.rules.us_ear.scope import Subject

EAR = "us_ear"


def determine(case: Case, owned: Owned, licenses: tuple[Coverage, ...] = ()) -> Determination:
    """The determination of a case. `licenses` is what licences in hand say of it."""
    findings = [*_ear(case), *us_ofac.findings(case)]
    findings += _scoped(case, parties.findings(case))
    findings += _scoped(case, affiliates.findings(case, owned))
    findings += _general(case)
    possible = folded(one.possible for one in findings)
    return Determination(
        outcome=outcome_of(possible),
        possible=possible,
        findings=tuple(findings),
        on=case.on,
        id=case.transaction.id,
        policy=_unique(one.policy for one in findings),
        conditions=_unique(one.conditions for one in findings),
        missing=_unique(one.missing for one in findings if len(one.possible) > 1),
        red_flags=_flags(findings),
        citations=_unique(one.citations for one in findings if one.possible != (FREE,)),
        assumed=_unique(one.assumed for one in findings),
        licenses=licenses,
    )


def _unique(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group if one))


def _flags(findings: Iterable[Finding]) -> tuple[RedFlag, ...]:
    found = {flag.text: flag for one in findings for flag in one.red_flags}
    return tuple(found.values())


def _ear(case: Case) -> Iterator[Finding]:
    """What the EAR ask of each item, as far as it is subject to them."""
    if case.sends is False:
        return
    for item in case.items:
        said = scope.subject(case, item)
        yield scope.finding(item, said)
        yield from (_as_subject(one, said, case) for one in _of_item(case, item))


def _of_item(case: Case, item: Item) -> Iterator[Finding]:
    listed = ccl.finding(case, item)
    yield _with_chip_policy(case, item, listed)
    embargoed = embargo.finding(case, item)
    if embargoed is not None:
        yield embargoed
    yield from uses.findings(case, item)


def _as_subject(finding: Finding, said: Subject, case: Case) -> Finding:
    """A finding of the EAR on an item that is not, or may not be, subject to them; or on an act
    that may not be one of theirs."""
    if said.answer is False:
        return msgspec.structs.replace(
            finding,
            possible=(FREE,),
            says=f"not subject to the EAR; otherwise: {finding.says}",
            policy=(),
            conditions=(),
            missing=(),
        )
    if said.answer is None or case.sends is None:
        return msgspec.structs.replace(finding, possible=ordered({FREE, *finding.possible}))
    return finding


def _scoped(case: Case, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The EAR's findings on parties bind where an item is subject to the EAR."""
    answers = [scope.subject(case, item) for item in case.items]
    some = any(one.answer for one in answers)
    none = all(one.answer is False for one in answers)
    for one in findings:
        if one.regime != EAR or case.sends is False or some:
            yield one
        elif none:
            yield _as_subject(one, answers[0], case)
        else:
            yield msgspec.structs.replace(one, possible=ordered({FREE, *one.possible}))


def _with_chip_policy(case: Case, item: Item, found: Finding) -> Finding:
    """The review policy of advanced chips, where a licence is needed for one."""
    table = case.ear.chips
    eccn = (item.eccn or "").upper()[:5]
    if eccn not in table.eccns or LICENSE not in found.possible or len(case.places) > 1:
        return found
    box, country = table.case_by_case, case.places[0]
    if case.on < box.from_:
        return msgspec.structs.replace(
            found, policy=(f"{table.policy.text} ({table.policy.cite})",)
        )
    certified = frozenset(case.transaction.certified)
    answer, why = chips.case_by_case(item, case.act, country, certified, table)
    if answer:
        policy = f"case by case ({box.cite}): {why}"
    elif answer is None:
        policy = f"case by case if all is certified, else {table.policy.text} ({box.cite}): {why}"
    else:
        policy = f"{table.policy.text} ({table.policy.cite}): {why}"
    return msgspec.structs.replace(found, policy=(policy,))


def _general(case: Case) -> Iterator[Finding]:
    """General prohibitions that bind whatever the item is: seven to ten."""
    known = case.transaction.violation_known
    if known:
        yield Finding(
            rule="ear.general_prohibition_ten",
            regime=EAR,
            title="General prohibition ten",
            says="the asker knows of a violation: nobody may sell, move or service the item",
            possible=(PROHIBITED,),
            citations=("15 CFR 736.2(b)(10)",),
        )
    if case.transaction.via and case.act in (Act.EXPORT, Act.REEXPORT):
        yield _transit(case)


def _transit(case: Case) -> Finding:
    """General prohibition eight: unlading in transit through named countries."""
    countries = [case.country(text) for text in case.transaction.via]
    hard = [one for one in countries if one is None or case.embargo_of(one) is not None]
    return Finding(
        rule="ear.general_prohibition_eight",
        regime=EAR,
        title="General prohibition eight: transit",
        says="goods may not be unladen in transit in some countries without a licence"
        if hard
        else "the stated transit is not through a country of part 746",
        possible=(FREE, EXCEPTION, LICENSE) if hard else (FREE,),
        citations=("15 CFR 736.2(b)(8)",),
    )
