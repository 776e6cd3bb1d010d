"""Dated law: what a rule of law was on every day, and what that is known from.

A parameter is one legal fact (a threshold, a licence, a presumption) through all time. Its
stretches are half-open and leave no gap; each has a status of its own, so that "not yet enacted",
"stayed" and "expired" are never the same empty cell. What nobody has verified is `unknown`, with
everything that it may be (`possible`): an answer that turns on it is undetermined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple, Protocol

import msgspec

from tidegate.model.listing import Frozen

Value = bool | int | float | str
"""What a parameter may say. A share is text (`>= 50 %`): see `Threshold`."""

Grade = Literal["V", "V2", "V3", "stated"]
"""What a stretch was read in: `V` a copy of the primary text, `V2` somebody's page about it, `V3` a
transcription or data file in a public repository; `stated` is what the user says the law is."""


class LawStatus(StrEnum):
    """How a rule stands on a day. `not_enforced` is codified text whose non-enforcement was
    announced; `stayed` is codified text that a later rule suspends."""

    NOT_ENACTED = "not_enacted"
    IN_FORCE = "in_force"
    STAYED = "stayed"
    NOT_ENFORCED = "not_enforced"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class Possibility(Frozen):
    """One thing that the law may be while its status is unknown."""

    status: LawStatus
    value: Value | None = None


class LawStretch(Frozen):
    """A parameter from one day up to, not including, another.

    `published` is the day on which the law of this stretch was first public. `possible` stands
    exactly where the status is `unknown`. `stated` says by whom, where the user says so.
    """

    from_: date | None = msgspec.field(name="from")
    to: date | None
    status: LawStatus
    cite: str
    grade: Grade
    value: Value | None = None
    published: date | None = None
    possible: tuple[Possibility, ...] = ()
    note: str | None = None
    stated: str | None = None

    @property
    def possibilities(self) -> tuple[Possibility, ...]:
        """What the law is, or all that it may be."""
        return self.possible or (Possibility(status=self.status, value=self.value),)


class LawParameter(Frozen):
    """One legal fact through time. `title` is its name for people, `meaning` one sentence, `unit`
    the sort of its values (`share`, `text`, `number`, `truth`). `checked` is the day on which
    somebody last looked for a change: later answers rest on nothing having changed since."""

    id: str
    title: str
    meaning: str
    unit: Literal["share", "text", "number", "truth"]
    checked: date
    values: tuple[LawStretch, ...]

    def at(self, on: date) -> LawStretch:
        """The stretch that holds on a day."""
        return next(s for s in self.values if s.to is None or on < s.to)


class LawStatement(Frozen):
    """What a user says the law is, from one day up to, not including, another. `who` says so,
    `reason` why; `recorded` is the UTC instant from which answers know of it."""

    parameter: str
    from_: date | None = msgspec.field(name="from")
    to: date | None
    status: LawStatus
    cite: str
    who: str
    recorded: datetime
    value: Value | None = None
    reason: str | None = None


class Threshold(NamedTuple):
    """The share from which ownership counts. `strict`: it must be more, equal is not enough."""

    share: Fraction
    strict: bool

    def __str__(self) -> str:
        percent = self.share * 100
        words = str(percent) if percent.denominator == 1 else f"{self.share} of 1, not percent"
        return f"{'more than' if self.strict else 'at least'} {words} percent"


_THRESHOLD = re.compile(r"(>=|>)\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*%")
THRESHOLD_FORM = "'>= 50 %' (at least) or '> 50 %' (more than)"


def threshold(value: Value | None) -> Threshold | None:
    """The threshold that a value spells, `None` where it spells none."""
    found = _THRESHOLD.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    share = Fraction(found[2]) / 100
    return Threshold(share, found[1] == ">") if 0 <= share <= 1 else None


_SORTS: dict[str, tuple[type, ...]] = {
    "text": (str,), "number": (int, float), "truth": (bool,), "share": (str,),
}  # fmt: skip


def value_fault(unit: str, value: Value | None) -> str | None:
    """What is wrong with a value of a parameter of this unit, in a few words."""
    if value is None:
        return None
    right = isinstance(value, _SORTS[unit]) and (unit == "truth" or not isinstance(value, bool))
    if not right or (unit == "share" and threshold(value) is None):
        wanted = THRESHOLD_FORM if unit == "share" else f"a {unit}"
        return f"{value!r} is no {unit}; expected {wanted}"
    return None


class Stretching(Protocol):
    """What a stretch of any dated setting has."""

    @property
    def from_(self) -> date | None:
        """The first day; `None`: from the beginning."""

    @property
    def to(self) -> date | None:
        """The first day no more; `None`: without end."""

    @property
    def status(self) -> str:
        """How it stands."""

    @property
    def value(self) -> Value | None:
        """What it says."""


def stretches_fault(values: Sequence[Stretching]) -> tuple[int, str] | None:
    """What is wrong with the stretches of a setting: the place of the first that is wrong and a
    sentence. They begin and end with `None`, and each begins where the one before it ends."""
    if not values:
        return 0, "no value"
    for place, value in enumerate(values):
        if value.from_ and value.to and value.from_ >= value.to:
            return place, f"the stretch from {value.from_} ends before it begins"
    if values[0].from_ is not None or values[-1].to is not None:
        late = values[0].from_ is not None
        return (0 if late else len(values) - 1), "the values do not cover all time"
    for place, (before, after) in enumerate(pairwise(values), start=1):
        if before.to is None or before.to != after.from_:
            return place, f"a gap or an overlap between {before.to} and {after.from_}"
    for place, value in enumerate(values):
        if value.status == LawStatus.IN_FORCE and value.value is None:
            return place, f"no value although in force from {value.from_}"
    return None


def spliced(parameter: LawParameter, statement: LawStatement) -> LawParameter:
    """The parameter as it is with a statement in place of what it said of those days."""
    new = LawStretch(
        from_=statement.from_,
        to=statement.to,
        status=statement.status,
        value=statement.value,
        cite=statement.cite,
        grade="stated",
        stated=f"stated by {statement.who} on {statement.recorded:%Y-%m-%d %H:%M} UTC"
        + (f": {statement.reason}" if statement.reason else ""),
    )
    before = [_cut(s, s.from_, _least(s.to, new.from_)) for s in parameter.values if new.from_]
    after = [_cut(s, _latest(s.from_, new.to), s.to) for s in parameter.values if new.to]
    pieces = [*before, new, *after]
    return msgspec.structs.replace(parameter, values=tuple(s for s in pieces if s is not None))


def _cut(stretch: LawStretch, from_: date | None, to: date | None) -> LawStretch | None:
    """The part of a stretch between two of its days, `None` where nothing is left."""
    if from_ is not None and to is not None and from_ >= to:
        return None
    return msgspec.structs.replace(stretch, from_=from_, to=to)


def _least(end: date | None, bound: date | None) -> date | None:
    return bound if end is None or (bound is not None and bound < end) else end


def _latest(begin: date | None, bound: date | None) -> date | None:
    return bound if begin is None or (bound is not None and bound > begin) else begin
