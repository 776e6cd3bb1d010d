"""The answer on a transaction: the outcome, what is still possible, and the findings under it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from tidegate.model.law import LawStatus
from tidegate.model.licenses import Coverage
from tidegate.model.listing import Frozen
from tidegate.model.ownership import RedFlag


class Outcome(StrEnum):
    """What may be done, from the mildest to the strictest. `prohibited`: a denial order, or a bar
    for this asker that no licence of the regime lifts. `undetermined` is never a member of
    `possible`: it says that several are."""

    NO_LICENSE_REQUIRED = "no_license_required"
    EXCEPTION_AVAILABLE = "exception_available"
    LICENSE_REQUIRED = "license_required"
    PROHIBITED = "prohibited"
    UNDETERMINED = "undetermined"


FREE = Outcome.NO_LICENSE_REQUIRED
EXCEPTION = Outcome.EXCEPTION_AVAILABLE
LICENSE = Outcome.LICENSE_REQUIRED
PROHIBITED = Outcome.PROHIBITED
SCALE = (FREE, EXCEPTION, LICENSE, PROHIBITED)
"""The outcomes in the order of their strictness."""

Possible = frozenset[Outcome]


class Step(Frozen):
    """One thing that a finding rests on: what was asked, what the answer was, where it stands."""

    asked: str
    answer: str
    cite: str | None = None


class Finding(Frozen):
    """What one rule says of the transaction: `possible` are the outcomes that the facts leave, by
    this rule alone. `missing` names the facts that would narrow it; `conditions` must be met for
    the answer to hold; `policy` says how an application would be reviewed and on what that
    depends; `assumed` what was taken for granted; `status` and `since` are those of the law."""

    rule: str
    regime: str
    title: str
    says: str
    possible: tuple[Outcome, ...]
    citations: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    policy: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    party: str | None = None
    item: str | None = None
    listing_id: str | None = None
    status: LawStatus | None = None
    since: date | None = None


class Determination(Frozen, omit_defaults=False):
    """The outcome of all findings together. `licenses` says of each licence in hand that the
    transaction names whether it covers it."""

    outcome: Outcome
    possible: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    on: date
    id: str | None = None
    policy: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    citations: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    licenses: tuple[Coverage, ...] = ()


def ordered(possible: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Outcomes from the mildest to the strictest."""
    found = set(possible)
    return tuple(outcome for outcome in SCALE if outcome in found)
