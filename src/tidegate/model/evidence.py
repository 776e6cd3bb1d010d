"""Evidence beside the name: what both sides say of a party, and what that says of a match."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tidegate.model.listing import Frozen, Identifier, PartialDate, PartyKind


class Facts(Frozen):
    """What one side knows of a party beside its names; everything may be missing.

    `countries` are codes of the table of countries, whatever ties the party to them: nationality,
    residence, an address, a flag, the issuer of a document. `cities` are places of addresses as
    the table of places writes them. `gender` is `male` or `female`.
    """

    kind: PartyKind | None = None
    births: tuple[PartialDate, ...] = ()
    countries: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    gender: str | None = None
    identifiers: tuple[Identifier, ...] = ()

    @property
    def said(self) -> bool:
        """Whether anything is known at all."""
        return self != Facts()


class Aspect(StrEnum):
    """Of what a piece of evidence speaks."""

    IDENTIFIER = "identifier"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    COUNTRY = "country"
    KIND = "kind"
    GENDER = "gender"
    ALIAS = "alias"


class Effect(StrEnum):
    """What a finding may do.

    `moves`: shifts the score of a name that meets. `alerts`: may also raise an alert that the
    name alone does not. `settles`: it is the party, whatever the name says. `excludes`: by the
    published steps it is not the party; no score makes an alert of it, a person decides.
    """

    MOVES = "moves"
    ALERTS = "alerts"
    SETTLES = "settles"
    EXCLUDES = "excludes"


class Weight(Frozen):
    """What a finding is worth: the odds of a match are multiplied by `ratio` (above 1 it speaks
    for, below 1 against). `says` is the finding in words."""

    ratio: float
    effect: Effect
    says: str


class EvidenceTable(Frozen):
    """What evidence is worth, and how it is read.

    `weights` are by finding. `codes` maps a folded name or code of a country to its code, `shown`
    a code to its name, `related` to the codes with which it is interchanged.
    """

    weights: Mapping[str, Weight]
    codes: Mapping[str, str]
    shown: Mapping[str, str]
    related: Mapping[str, tuple[str, ...]]


class EvidenceRules(Frozen):
    """The numbers of the rules: how far "circa" reaches and how many years apart an estimate may
    be, the length from which a number is not met by chance, the lowest score of a name that other
    evidence may lift to an alert, the surest that a name alone can be (others may bear it), and
    what a weak alias is worth (1 where nothing says so)."""

    circa_years: int
    near_years: int
    shortest_number: int
    lowest_name: float
    surest_name: float
    weak_alias: float = 1.0


class Evidence(Frozen):
    """One piece of evidence beside the name: what was compared, what was found, what it does.

    `ours` and `theirs` are the two values in words, `says` the finding in words. The odds of a
    match are multiplied by `ratio`.
    """

    aspect: Aspect
    finding: str
    says: str
    ratio: float
    effect: Effect
    ours: str = ""
    theirs: str = ""

    @property
    def against(self) -> bool:
        """Whether it lowers the odds."""
        return self.ratio < 1.0


class Step(Frozen):
    """One of OFAC's published steps for assessing a match, with what was found at it.

    `result` is `goes on`, `no match`, `incomplete` (facts are missing on our side) or `other
    list` (not one of OFAC's). `found` is a sentence.
    """

    number: int
    asks: str
    found: str
    result: str
