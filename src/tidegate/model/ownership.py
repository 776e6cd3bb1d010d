"""Who owns whom, and what that makes of them: stakes in, findings under a named test out.

A structure is parties and stakes. A stake is an interval of exact fractions, because a register is
often silent or says "25 to 50 percent", and one half is a knife-edge. A test (`OwnershipTest`) is
data: which listed owners pass their restriction on, from which share, by which law.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

import msgspec

from tidegate.model.law import LawStretch
from tidegate.model.listing import Anomaly, Frozen, Policy, Scope
from tidegate.model.time import Force


class Measure(StrEnum):
    """What a stake measures. `control` is a stated power over a company (to appoint its board, to
    direct it) and has no share; `consolidation` is a parent's accounts that take the company in:
    more than half of it, or control without that."""

    CAPITAL = "capital"
    VOTES = "votes"
    CONTROL = "control"
    CONSOLIDATION = "consolidation"


class Share(Frozen):
    """A part of a company, somewhere from `low` to `high`; an `open` end is not itself meant
    (`> 50` is open at one half). Exact: equal ends are one number."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __str__(self) -> str:
        if self.low == self.high:
            return percent(self.low)
        if self.low == 0 and self.high == 1 and not (self.low_open or self.high_open):
            return "unknown share"
        signs = (">" if self.low_open else "≥", "<" if self.high_open else "≤")
        return f"{signs[0]} {percent(self.low)}, {signs[1]} {percent(self.high)}"


UNKNOWN_SHARE = Share(low=Fraction(0), high=Fraction(1))
CONSOLIDATED = Share(low=Fraction(1, 2), high=Fraction(1), low_open=True)


def percent(share: Fraction) -> str:
    """A share as a person reads it: `50 %`, `33.33 %`, and where no few decimals say it exactly,
    the fraction beside the rounded figure."""
    hundredfold = share * 100
    if 10**4 % hundredfold.denominator == 0:
        text = f"{float(hundredfold):.4f}".rstrip("0").rstrip(".")
        return f"{text} %"
    if share.denominator <= 10**6:
        return f"{share.numerator}/{share.denominator} (about {float(hundredfold):.2f} %)"
    return f"about {float(hundredfold):.2f} %"


class OwnerListing(Frozen):
    """That a party stands on a list, as an ownership test sees it.

    `tag` is the list in short (`EL`, `MEU`, `SDN`, `EU`…), `programs` the programmes of the entry.
    `kind`: the party itself, only its `address`, or an `unlisted` party to which the rule of the
    list extends (a military end user that nobody lists). `force` answers for the date; what is
    not surely in force makes findings undetermined, never clear; so does a listing that is not
    `certain`: a name that is like a listed one. `score` is that of a name that we matched
    ourselves, and `None` where the user states the listing. `requirement` and `policy` are the
    terms of the entry where they were read.
    """

    tag: str
    programs: tuple[str, ...] = ()
    kind: Literal["party", "address", "unlisted"] = "party"
    force: Force = Force.IN_FORCE
    listing_id: str | None = None
    caption: str | None = None
    requirement: Scope | None = None
    policy: Policy | None = None
    score: float | None = None
    citation: str | None = None
    certain: bool = True

    @property
    def sure(self) -> bool:
        """Whether the party is surely on the list on the date."""
        return self.certain and self.force is Force.IN_FORCE

    def __str__(self) -> str:
        programs = f" [{', '.join(self.programs)}]" if self.programs else ""
        kind = "" if self.kind == "party" else f" ({self.kind} only)"
        return f"{self.tag}{programs}{kind}"


class StakeParty(Frozen):
    """A party of an ownership structure. `id` is the user's number or LEI, else its folded name."""

    id: str
    name: str
    country: str | None = None
    listings: tuple[OwnerListing, ...] = ()


class Stake(Frozen):
    """That `owner` holds a share of `owned` (ids of parties), from the day `from_` up to, not
    including, `to`.

    `share` is of the whole company. `share_class` tells stakes of one owner in several classes
    apart: they add up. `joint` names a joint arrangement: holders of the same one in a company
    act together. `certain` is false where it is not sure that the stake is held at all.
    """

    owner: str
    owned: str
    share: Share
    measure: Measure = Measure.CAPITAL
    share_class: str | None = None
    joint: str | None = None
    from_: date | None = msgspec.field(default=None, name="from")
    to: date | None = None
    certain: bool = True
    source: str | None = None
    confidence: str | None = None
    row: int | None = None


class Structure(Frozen):
    """Everything that was said of who owns whom, and what was odd in it."""

    parties: dict[str, StakeParty]
    stakes: tuple[Stake, ...]
    anomalies: tuple[Anomaly, ...] = ()


class OwnerRule(Frozen):
    """Which listings of an owner pass on (`OwnershipTest.owners`) or do not (`.others`).

    `programs` empty means all of the tag. `requirement` and `policy` are the terms that such an
    owner brings where its entry does not say its own.
    """

    tag: str
    what: str
    cite: str
    kind: Literal["party", "address", "unlisted"] = "party"
    programs: tuple[str, ...] = ()
    requirement: Scope | None = None
    policy: Policy | None = None


class Limbs(Frozen):
    """What each measure does under a test: `ownership` counts toward the threshold of the law,
    `majority` toward more than half, as control; `control` is enough by itself; `possible` proves
    nothing but may mean ownership; `none` counts for nothing and is a red flag."""

    capital: Literal["ownership"]
    votes: Literal["ownership", "majority", "none"]
    control: Literal["control", "none"]
    consolidation: Literal["control", "possible"]


class FlagRule(Frozen):
    """A red flag of a test: what it means and where it stands."""

    text: str
    cite: str


class Relief(Frozen):
    """A general license for covered parties: a parameter of `law`, and the country groups in whose
    places it helps. It does not help where an owner stands on one of the lists `not_tags`."""

    law: str
    groups: tuple[str, ...]
    not_tags: tuple[str, ...] = ()


class OwnershipTest(Frozen):
    """A named test of a `regime`. `law` and `control_law` are parameters of law; `relief` eases a
    finding. `sending`: it is asked of exports, reexports and transfers alone. `aggregated`: the
    stakes of several owners add up; otherwise each owner is asked alone. `targets`: `foreign`
    leaves out companies of the `domestic` countries, which pass ownership on all the same.
    `requirement_order` and, in the model, `Policy` say what is the most restrictive of several
    owners' terms."""

    id: str
    title: str
    law: str
    aggregated: bool
    joint: bool
    targets: Literal["all", "foreign"]
    limbs: Limbs
    owners: tuple[OwnerRule, ...]
    others: tuple[OwnerRule, ...]
    flags: dict[str, FlagRule]
    effect: str
    limits: tuple[str, ...]
    lists: tuple[str, ...]
    control_law: str | None = None
    regime: str = ""
    relief: tuple[Relief, ...] = ()
    sending: bool = False
    domestic: tuple[str, ...] = ()
    requirement_order: tuple[Scope, ...] = ()


class Verdict(StrEnum):
    """What a test says of a party. `listed` is itself a restricted party: its own entry answers."""

    LISTED = "listed"
    COVERED = "covered"
    UNDETERMINED = "undetermined"
    NOT_COVERED = "not_covered"


class Contribution(Frozen):
    """What one owner adds to one company: `share` of it, by `measure`. `counts`: its share is sure
    to count (`surely`), may count (`perhaps`)."""

    owner: StakeParty
    share: Share
    measure: Measure
    counts: Literal["surely", "perhaps"]
    stakes: tuple[Stake, ...]


class ChainStep(Frozen):
    """One company on the way from the listed owners down to the party: what counts of its owners.
    `low` and `high` bound the share that counts of the measure that decides."""

    company: StakeParty
    contributions: tuple[Contribution, ...]
    measure: Measure
    low: Fraction
    high: Fraction


class RestrictedOwner(Frozen):
    """A listed owner that contributes, by which of its listings. `strictest` says in which respects
    (`requirement`, `policy`) none of the other contributing owners is more restrictive."""

    party: StakeParty
    listings: tuple[OwnerListing, ...]
    requirement: Scope | None = None
    policy: Policy | None = None
    strictest: tuple[str, ...] = ()


class RedFlag(Frozen):
    """Something to resolve before going on. Never itself a verdict."""

    code: str
    text: str
    cite: str


class Interest(Frozen):
    """The effective (look-through) interest of all restricted owners together: products along every
    path, summed. `exact` where the ends are the least solution itself, else safe bounds.
    It is for reading only: the tests of the United States never multiply."""

    low: Fraction
    high: Fraction
    exact: bool


class LawAnswer(Frozen):
    """What the law said on the date asked: the parameter, and the stretch that holds."""

    parameter: str
    title: str
    stretch: LawStretch


class OwnershipFinding(Frozen):
    """What a test says of one party on one date, and what carries it.

    `verdict` is the answer: the only member of `possible`, else undetermined. `structure` is what
    the stakes alone say, as if the rule were in force: a stayed rule leaves `structure` covered and
    the verdict not covered. `limb` is `ownership` or `control`. `chain` runs from the listed
    owners down to the party.
    """

    party: StakeParty
    test: str
    verdict: Verdict
    possible: tuple[Verdict, ...]
    structure: Verdict
    reason: str
    limb: str | None = None
    chain: tuple[ChainStep, ...] = ()
    owners: tuple[RestrictedOwner, ...] = ()
    interest: Interest | None = None
    red_flags: tuple[RedFlag, ...] = ()


class OwnershipAnswer(Frozen):
    """One test over a structure: the findings on every party that a restricted owner reaches, the
    law that they rest on, and how many parties came to what. `unreached` parties have no
    restricted owner in the structure."""

    test: OwnershipTest
    on: date
    law: tuple[LawAnswer, ...]
    findings: tuple[OwnershipFinding, ...]
    unreached: int
    anomalies: tuple[Anomaly, ...] = ()
