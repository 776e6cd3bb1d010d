"""What is known of a party beside its names, on either side, in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from tidegate import tables
from tidegate.app.intake.dates import read_dates
from tidegate.lists.partial_dates import partial_date
from tidegate.model.evidence import Facts
from tidegate.model.listing import Identifier, Listing, PartialDate, PartyKind, fold
from tidegate.model.party import GENDERS, Party

if TYPE_CHECKING:
    from tidegate.text import Lexicon

_APART = re.compile(r"\s*[;|]\s*")
_TIES = frozenset(
    {"nationality", "citizenship", "vessel_flag", "vessel_former_flag", "vessel_other_flag",
     "nationality_of_registration", "passport_issued_in", "birth_place", "offices"}
)  # fmt: skip
"""Details of a listing that tie it to a country."""


def births_of(text: str | None) -> tuple[PartialDate, ...]:
    """The birth dates of a party: one, or several apart by semicolons; what is none is left out."""
    found = []
    for part in filter(None, _APART.split(text or "")):
        with suppress(ValueError):
            found += [partial_date(one) for one in read_dates(part)]
    return tuple(found)


def facts_of_party(party: Party, words: Lexicon) -> Facts:
    """What the user knows."""
    return Facts(
        kind=party.kind,
        births=births_of(party.birth_date),
        countries=_codes([party.country or "", *map(_end, party.addresses)]),
        cities=_cities(party.addresses, words),
        gender=_gender(party.gender or ""),
        identifiers=tuple(Identifier(kind=kind, value=text) for kind, text in party.identifiers),
    )


def facts_of_listing(listing: Listing, words: Lexicon | None) -> Facts:
    """What a list says. Its cities are told by the word tables; without them, which is where
    ours are not known, they are left out: to tell them costs the most."""
    details = [item.value for item in listing.details if item.key in _TIES]
    issuers = [item.issuer or "" for item in listing.identifiers if item.kind != "wallet"]
    places = [item.text for item in listing.addresses]
    ties = [listing.country or "", *(item.country or "" for item in listing.addresses)]
    genders = {_gender(item.value) for item in listing.details if item.key == "gender"}
    return Facts(
        kind=listing.kind,
        births=listing.births,
        countries=_codes([*ties, *issuers, *details, *map(_end, [*places, *details])]),
        cities=_cities(places, words) if words else (),
        gender=genders.pop() if len(genders) == 1 else None,
        identifiers=tuple(
            Identifier(kind=item.kind, value=item.value, issuer=_code(item.issuer or ""))
            for item in listing.identifiers
        ),
    )


def _code(text: str) -> str | None:
    return tables.evidence().codes.get(fold(text)) if text else None


def _codes(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for text in texts if (code := _code(text))))


def _end(place: str) -> str:
    """The last part of an address or a place: its country, if it names one. A code of two or
    three letters may be that of a state or a company form."""
    last = re.split(r"[,;，、]", place)[-1].strip(" .")
    return last if len(fold(last)) > 3 or not last.isascii() else ""


def _gender(text: str) -> str | None:
    plain = fold(text)
    return plain if plain in GENDERS else None


@cache
def _city_names(words: Lexicon) -> frozenset[str]:
    places = words.tables.places.values()
    return frozenset(canonical for canonical, level in places if level == "city")


def _cities(places: Iterable[str], words: Lexicon) -> tuple[str, ...]:
    """The cities that addresses name, as the table of places writes them."""
    from tidegate.text import Kind, analyse

    found: dict[str, None] = {}
    cities = _city_names(words)
    for place in places:
        for reading in analyse(place, words, PartyKind.ADDRESS).readings[:1]:
            for token in reading:
                if token.kind is Kind.PLACE and token.keys[0] in cities:
                    found[token.keys[0]] = None
    return tuple(found)
