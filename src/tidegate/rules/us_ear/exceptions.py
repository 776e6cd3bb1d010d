"""Which licence exceptions of part 740 fit an item, a destination and its reasons for control.

List-based exceptions are offered where the stated facts fit; transaction-based ones where their
purpose is stated. Every offer carries the conditions to confirm. § 740.2 goes before all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tidegate.model.ear import Country
from tidegate.model.ear_rules import LicenseException
from tidegate.model.transaction import Item
from tidegate.rules import chips
from tidegate.rules.case import Case
from tidegate.rules.us_ear.goods import Good, entry_of


class Offer(NamedTuple):
    """An exception that fits surely (`fits`), or may fit once the missing facts are stated."""

    symbol: str
    fits: bool
    words: str
    missing: tuple[str, ...] = ()


def offers(
    case: Case, item: Item, good: Good, country: Country, need: frozenset[str]
) -> Iterator[Offer]:
    """The exceptions for an item at a destination, with the reasons that they must overcome."""
    allowed = _allowed(case, good, country, need)
    embargo = case.embargo_of(country)
    for symbol, exception in case.ear.exceptions.items():
        if allowed is not None and symbol not in allowed:
            continue
        if embargo is not None and symbol not in embargo.exceptions:
            continue
        if not exception.fits_place(country) or not exception.fits_reasons(need):
            continue
        fits, missing = _fits(symbol, exception, case, item, good, country, need)
        if fits is not False:
            conditions = "; ".join(exception.conditions)
            words = f"{symbol} (15 CFR {exception.section}, {exception.title}): {conditions}"
            yield Offer(symbol, fits is True, words, missing)


def _allowed(
    case: Case, good: Good, country: Country, need: frozenset[str]
) -> frozenset[str] | None:
    """What § 740.2(a) leaves of the exceptions; `None` where it takes none away."""
    entry = entry_of(good, case.ear)
    family = entry.family if entry else ""
    found: frozenset[str] | None = None
    for rule in case.ear.restrictions:
        if rule.hits(good.eccn, good.paragraph, family, need, country):
            every = frozenset(case.ear.exceptions)
            only = frozenset(rule.only) if rule.only is not None else every - set(rule.never)
            found = only if found is None else found & only
    return found


Answer = tuple[bool | None, tuple[str, ...]]
_NO: Answer = (False, ())
_YES: Answer = (True, ())


def _fits(
    symbol: str,
    exception: LicenseException,
    case: Case,
    item: Item,
    good: Good,
    country: Country,
    need: frozenset[str],
) -> Answer:
    if exception.kind == "transaction":
        return _transaction(exception, case, item, good)
    if symbol == "LVS":
        return _limited_value(item, good, case)
    if symbol == "STA":
        return _strategic_trade(exception, good, country, need, case)
    entry = entry_of(good, case.ear)
    scope = entry.exceptions.get(symbol) if entry else None
    if scope is None:
        return (None, ("licence exceptions of the entry",)) if entry and entry.unread else _NO
    named = scope.covers(good.paragraph)
    if named is False:
        return _NO
    if symbol == "NAC":
        return _notified(case, item, good, named)
    if exception.asks:
        return _NO
    return _YES if named else (None, ("item paragraph",))


def _transaction(exception: LicenseException, case: Case, item: Item, good: Good) -> Answer:
    if good.listed and (exception.ear99 or (exception.eccns and good.eccn not in exception.eccns)):
        return _NO
    if exception.natures:
        if item.nature is None:
            return None, ("item nature",)
        if item.nature not in exception.natures:
            return _NO
    if exception.offered:
        return _YES
    purpose = case.transaction.purpose
    return _YES if purpose is not None and purpose in exception.purposes else _NO


def _limited_value(item: Item, good: Good, case: Case) -> Answer:
    """LVS, § 740.3: the net value in the order is at or below the limit of the entry."""
    entry = entry_of(good, case.ear)
    if entry is None or good.released:
        return _NO
    best: Answer = _NO
    for scope, limit in entry.value_limits:
        named = scope.covers(good.paragraph)
        if named is False:
            continue
        if item.value_usd is None:
            best = (None, ("item value_usd",))
        elif item.value_usd <= limit:
            if named:
                return _YES
            best = (None, ("item paragraph",))
    if best == _NO and entry.unread and not entry.value_limits:
        return None, ("licence exceptions of the entry",)
    return best


def _strategic_trade(
    exception: LicenseException, good: Good, country: Country, need: frozenset[str], case: Case
) -> Answer:
    """STA, § 740.20: (c)(1) for whatever reason; (c)(2) for its own groups and reasons."""
    entry = entry_of(good, case.ear)
    if entry is None or entry.sta == "never":
        return _NO
    narrow = country.groups & set(exception.narrow_groups) and not country.groups & (
        set(exception.groups) - set(exception.narrow_groups)
    )
    if narrow and (not need <= set(exception.narrow_reasons) or entry.sta == "not A:6"):
        return _NO
    if entry.sta or entry.family:
        return None, ("what the entry says of STA",)
    return _YES


def _notified(case: Case, item: Item, good: Good, named: bool | None) -> Answer:
    """NAC and ACA, § 740.8: not for data centres where the item meets 3A090.a."""
    strong = good.eccn in case.ear.chips.eccns and good.paragraph.split(".")[0] == "a"
    if item.tpp is not None:
        strong = chips.paragraph_of(item.tpp, item.performance_density, case.ear.chips) == "a"
    if strong and item.datacenter is not False:
        return _NO if item.datacenter else (None, ("item datacenter",))
    return _YES if named else (None, ("item paragraph",))
