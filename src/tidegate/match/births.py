"""Two birth dates, of which one or both may be less than a day: what their meeting is called."""

from __future__ import annotations

from datetime import date

from tidegate.model.evidence import EvidenceRules
from tidegate.model.listing import PartialDate

_MONTH, _YEAR = 31, 366


def birth_finding(ours: PartialDate, theirs: PartialDate, rules: EvidenceRules) -> str | None:
    """The finding, a row of the table of evidence; `None` where one of the two is not readable."""
    if not (ours.earliest and ours.latest and theirs.earliest and theirs.latest):
        return None
    if _is_day(ours) and _is_day(theirs):
        return _of_days(ours.earliest, theirs.earliest, rules)
    (first, last), (begin, end) = _reach(ours, rules), _reach(theirs, rules)
    if first <= end and begin <= last:
        return _of_spans(ours, theirs)
    apart = max(first.year - end.year, begin.year - last.year)
    return "birth_near" if apart <= rules.near_years else "birth_other"


def _is_day(one: PartialDate) -> bool:
    return one.earliest == one.latest and not one.circa


def _of_days(one: date, other: date, rules: EvidenceRules) -> str:
    new_year = (one.month, one.day) == (1, 1) or (other.month, other.day) == (1, 1)
    if one.year == other.year and new_year:
        # The first of January is how registers write a year of which they know no day.
        return "birth_year_same"
    if one == other:
        return "birth_day_same"
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return "birth_day_swapped"
    if _one_slip(f"{one:%Y%m%d}", f"{other:%Y%m%d}"):
        return "birth_digit_off"
    if one.year == other.year:
        return "birth_year_alone"
    near = abs(one.year - other.year) <= rules.near_years
    return "birth_near" if near else "birth_other"


def _one_slip(one: str, other: str) -> bool:
    """Whether one digit differs, or two neighbours changed places."""
    at = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(at) == 2 and at[1] == at[0] + 1:
        return one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
    return len(at) == 1


def _reach(one: PartialDate, rules: EvidenceRules) -> tuple[date, date]:
    """The days that a date can mean; "circa" reaches some years to both sides."""
    assert one.earliest is not None
    assert one.latest is not None
    if not one.circa:
        return one.earliest, one.latest
    years = rules.circa_years
    first = date(max(1, one.earliest.year - years), 1, 1)
    return first, date(min(9999, one.latest.year + years), 12, 31)


def _of_spans(ours: PartialDate, theirs: PartialDate) -> str:
    """What the overlap of two spans is worth: as much as the wider of them."""
    if ours.circa or theirs.circa:
        return "birth_range_met"
    widest = max(_days(ours), _days(theirs))
    if widest <= _MONTH:
        return "birth_month_same"
    return "birth_year_same" if widest <= _YEAR else "birth_range_met"


def _days(one: PartialDate) -> int:
    assert one.earliest is not None
    assert one.latest is not None
    return (one.latest - one.earliest).days + 1
