"""What OFAC's CSV and XML forms have in common: kinds, programmes, vessels, listing dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tidegate.model.listing import Detail, Identifier, NameKind, PartyKind

SDN = "us_ofac_sdn"
CONSOLIDATED = "us_ofac_consolidated"

# OFAC's null in the type column means that the party is an entity.
KINDS = {
    "": PartyKind.ORGANIZATION,
    "entity": PartyKind.ORGANIZATION,
    "individual": PartyKind.PERSON,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}

NAME_KINDS = {
    "aka": NameKind.AKA,
    "fka": NameKind.FKA,
    "nka": NameKind.NKA,
    "dba": NameKind.AKA,
}


def name_kind(printed: str) -> NameKind | None:
    """The kind of an alias as printed (`aka`, `f.k.a.`); `None` for a word that is none."""
    return NAME_KINDS.get(printed.replace(".", "").strip().casefold())


_BETWEEN = re.compile(r"\]\s*\[")


def programs(printed: str) -> tuple[str, ...]:
    """`SDGT] [IFSR` and `[SDGT] [IFSR]` are the two programmes SDGT and IFSR."""
    parts = (part.strip(" []") for part in _BETWEEN.split(printed))
    return tuple(part for part in parts if part)


def titles(printed: str) -> Iterator[Detail]:
    """The titles and offices of a person, divided by semicolons."""
    for part in printed.split(";"):
        if part.strip():
            yield Detail(key="title", value=part.strip())


_VESSEL_DETAILS = (
    "vessel_type",
    "vessel_tonnage",
    "vessel_gross_tonnage",
    "vessel_flag",
    "vessel_owner",
)


def vessel_details(cells: Sequence[str]) -> Iterator[Detail]:
    """The facts about a ship, from its type, tonnage, gross tonnage, flag and owner."""
    for key, words in zip(_VESSEL_DETAILS, cells, strict=True):
        if words:
            yield Detail(key=key, value=words)


def call_signs(printed: str) -> Iterator[Identifier]:
    """The ship's call sign, where there is one."""
    if printed:
        yield Identifier(kind="call_sign", value=printed, label="Call Sign")


_NUMBER = re.compile(r"\d{5}")


def listed_on(list_id: str, of: Iterable[str], dates: Sequence[tuple[str, date]]) -> date | None:
    """The day from which an entry of the consolidated list stands, where its remarks say so.

    OFAC prints a listing date for each directive or programme. The earliest is the entry's own
    only if every programme of the entry has one: a bank that came under Directive 1 of EO 13662
    in 2014, without a printed date, did not begin with the listing date of 2022 that it has under
    EO 14024. On the SDN list the dates belong to directives and not to the designation, so there
    they date nothing and stay details.
    """
    if list_id == SDN or not dates:
        return None
    scopes = [scope for scope, _ in dates]
    if all(any(_covers(scope, program) for scope in scopes) for program in of):
        return min(day for _, day in dates)
    return None


def _covers(scope: str, program: str) -> bool:
    number = _NUMBER.search(scope)
    if number is not None:
        return number[0] in program
    return bool(scope) and scope.casefold() in program.casefold()
