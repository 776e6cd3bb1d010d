"""Does a licence in hand cover a transaction? By parties, items, destination, days and value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from tidegate.model.licenses import Authorization, Coverage, Draw
from tidegate.model.listing import fold
from tidegate.rules.case import Case
from tidegate.rules.places import country_code


def coverage(
    case: Case, held: Iterable[Authorization], draws: Iterable[Draw]
) -> tuple[Coverage, ...]:
    """What each licence that the transaction names says of it. A number that nobody recorded
    covers nothing."""
    known = {one.number: one for one in held}
    taken = list(draws)
    found = []
    for number in case.transaction.licenses:
        license_ = known.get(number)
        if license_ is None:
            why = ("no licence of this number is recorded",)
            found.append(Coverage(number=number, regime="unknown", covers=False, why=why))
        else:
            found.append(_one(case, license_, taken))
    return tuple(found)


def value_of(case: Case) -> Decimal | None:
    """The value of all items in dollars; `None` where one is not stated."""
    values = [item.value_usd for item in case.items]
    if None in values:
        return None
    return sum((Decimal(str(value)) for value in values), Decimal(0))


def _one(case: Case, license_: Authorization, taken: list[Draw]) -> Coverage:
    mine = [one for one in taken if one.number == license_.number]
    before = [one for one in mine if one.transaction != case.transaction.id]
    balance = left = None
    if license_.value_usd is not None:
        balance = license_.value_usd - sum((one.value_usd for one in before), Decimal(0))
        value = value_of(case)
        left = balance - value if value is not None else None
    why = tuple(_against(case, license_, left))
    return Coverage(
        number=license_.number,
        regime=license_.regime,
        covers=not why,
        why=why,
        conditions=license_.conditions,
        balance=balance,
        left=left,
    )


def _against(case: Case, license_: Authorization, left: Decimal | None) -> Iterator[str]:
    if case.on < license_.from_:
        yield f"it holds from {license_.from_}"
    if license_.to is not None and case.on >= license_.to:
        yield f"it held until {license_.to}"
    named = {fold(name) for name in license_.parties}
    for party in case.parties:
        if fold(party.words) not in named:
            yield f"{party.words} is not among its parties"
    if not case.parties:
        yield "no party is stated"
    items = {item.strip().upper() for item in license_.items}
    for item in case.items:
        eccn = (item.eccn or "").upper()
        if not eccn or not {eccn, eccn.split(".")[0]} & items:
            yield f"{item.eccn or 'an item without a classification'} is not among its items"
    places = {country_code(text, case.ear) for text in license_.destinations}
    if country_code(case.place_text, case.ear) not in places - {None}:
        yield f"{case.place_words} is not among its destinations"
    if license_.value_usd is not None and (left is None or left < 0):
        yield "the value is not stated" if left is None else f"its value is exceeded by {-left}"
