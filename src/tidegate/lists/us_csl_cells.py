"""The cells of the Consolidated Screening List that hold several values: addresses, identifiers.

The JSON form has them structured, the CSV form has them joined: values by `; `, the parts of a
value by `, `. The identifier's parts stand in the order label, number, country, issue date, expiry
date; in the older generation (2019) reversed, with the label last. Labels that end in `:` or `-`
introduce a statement and not a number. The labels are those that OFAC prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from tidegate.lists.us_ofac_labels import Label, find_label
from tidegate.lists.us_ofac_remarks import Facts, labelled_fact
from tidegate.model.listing import Address, Frozen, Identifier

_COUNTRY = re.compile(r"[A-Z]{2}")
_PRINTED_DAY = re.compile(
    r"(?:\d{1,2} )?[A-Z][a-z]{2} \d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}|\d{4}"
)
# American states whose abbreviations are country codes too: in an address of the Denied Persons
# List without a country and a postal code, the last two letters can be either.
_STATE = re.compile(
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI"
    "|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
)


class Id(Frozen):
    """One identifier or statement of the `ids` column, apart but not yet understood."""

    label: str
    value: str
    country: str | None = None
    issued: str | None = None
    expires: str | None = None


# --- addresses ---


def addresses_of_text(cell: str, *, states: bool = False) -> Iterator[Address]:
    """The addresses in a CSV cell. Only the country at the end can be told from the rest; with
    `states` the last two letters may be an American state, and then no country is read."""
    for piece in split(cell):
        text = piece.removeprefix("and ").strip()
        last = text.rsplit(", ", 1)[-1]
        country = last if _COUNTRY.fullmatch(last) else None
        if states and country and _STATE.fullmatch(country):
            country = None
        yield Address(text=text, country=country)


def addresses_of_objects(items: Iterable[Mapping[str, Any]]) -> Iterator[Address]:
    """The addresses of the JSON form, which come in parts; parts without a name here are noted."""
    for item in items:
        parts = {key: tidy(value) for key, value in item.items()}
        known = [parts.pop(key, "") for key in _ADDRESS_PARTS]
        street, city, region, postal_code, country = (part or None for part in known)
        note = "; ".join(f"{key}: {value}" for key, value in sorted(parts.items()) if value)
        text = ", ".join(part for part in known if part)
        if text or note:
            yield Address(
                text=text or note,
                street=street,
                city=city,
                region=region,
                postal_code=postal_code,
                country=country,
                note=note or None,
            )


_ADDRESS_PARTS = ("address", "city", "state", "postal_code", "country")


# --- identifiers ---


def is_label_last(column: Iterable[str]) -> bool:
    """Whether a column of identifiers is of the older generation: its known labels stand last."""
    first = last = 0
    for cell in column:
        for piece in split(cell):
            parts = piece.split(", ")
            if len(parts) > 1:
                first += _is_label(parts[0])
                last += _is_label(parts[-1])
    return last > first


def ids_of_text(cell: str, *, label_last: bool) -> Iterator[Id]:
    """The identifiers in a CSV cell, of the newer generation or (`label_last`) the older one."""
    found: Id | None = None
    for piece in split(cell):
        parts = piece.split(", ")
        if label_last:
            parts.reverse()
        label = parts[0]
        if found is not None and _states(found.label) and not _is_label(label):
            # A statement that holds a semicolon itself: this piece goes on with it.
            found = msgspec.structs.replace(found, value=f"{found.value}; {piece}")
            continue
        if found is not None:
            yield found
        found = _id(label, parts[1:], label_last=label_last)
    if found is not None:
        yield found


def ids_of_objects(items: Iterable[Mapping[str, Any]]) -> Iterator[Id]:
    """The identifiers of the JSON form."""
    for item in items:
        parts = {key: tidy(value) for key, value in item.items()}
        label = parts.pop("type", "")
        number, country, issued, expires = (
            parts.pop(key, "") for key in ("number", "country", "issue_date", "expiration_date")
        )
        rest = [f"{key}: {value}" for key, value in sorted(parts.items()) if value]
        yield Id(
            label=label,
            value="; ".join(filter(None, (number, *rest))),
            country=country or None,
            issued=issued or None,
            expires=expires or None,
        )


def _id(label: str, parts: list[str], *, label_last: bool) -> Id:
    """Label and parts apart: dates and country stand after the number (before it in the older
    generation, where `parts` come reversed); commas before them belong to the number."""
    if _states(label):
        return Id(label=label, value=", ".join(reversed(parts) if label_last else parts))
    parts = list(parts)
    days: list[str] = []
    dated = len(parts) > 2 and _COUNTRY.fullmatch(parts[-1]) is None
    while dated and len(parts) > 2 and _PRINTED_DAY.fullmatch(parts[-1]) and len(days) < 2:
        days.insert(0, parts.pop())
    country = parts.pop() if len(parts) > 1 and _COUNTRY.fullmatch(parts[-1]) else None
    if days and country is None:
        parts, days = parts + days, []
    return Id(
        label=label,
        value=", ".join(reversed(parts) if label_last else parts),
        country=country,
        issued=days[0] if days else None,
        expires=days[1] if len(days) > 1 else None,
    )


def _states(label: str) -> bool:
    """Whether a label introduces a statement in words and not a number."""
    label = label.rstrip()
    return label.endswith((":", "-", " Information")) or label.startswith("Executive Order")


def _is_label(text: str) -> bool:
    return _states(text) or exact_label(text) is not None


def exact_label(text: str) -> tuple[Label, str] | None:
    """OFAC's label that a text is, with the scope behind it: `Listing Date (CMIC)`."""
    found = find_label(text)
    if found is None:
        return None
    label, rest = found
    return (label, rest) if not rest or re.fullmatch(r"\([^)]*\):?", rest) else None


def note(one: Id, facts: Facts) -> bool:
    """Note one identifier or statement among the facts; `False` where nothing can be made of it."""
    if not one.value:
        return False
    if one.label.startswith("Executive Order"):
        facts.detail("executive_order", f"{one.label} {one.value}")
        return True
    found = exact_label(one.label)
    if found is None:
        return _unknown(one, facts)
    label, scope = found
    before = len(facts.identifiers)
    if not labelled_fact(label, f"{scope} {one.value}".strip(), facts):
        return False
    if len(facts.identifiers) > before:
        # What the cell has in parts of its own outranks what was read from the number's text.
        last = facts.identifiers[-1]
        facts.identifiers[-1] = msgspec.structs.replace(
            last,
            issuer=one.country or last.issuer,
            issued=one.issued or last.issued,
            expires=one.expires or last.expires,
        )
    return True


def _unknown(one: Id, facts: Facts) -> bool:
    """A label that is not among the known ones: a statement stays one, anything else may be a
    number that identifies the party."""
    if not one.label:
        return False
    if one.label == "Nationality Country":
        facts.detail("nationality", one.value)
        return True
    if _states(one.label):
        facts.detail("statement", f"{one.label} {one.value}")
        return True
    facts.identifiers.append(
        Identifier(
            kind="other",
            value=one.value,
            label=one.label,
            issuer=one.country,
            issued=one.issued,
            expires=one.expires,
        )
    )
    return True


# --- words ---


def split(cell: str) -> list[str]:
    """The values in a cell."""
    if ";" not in cell:
        return [cell] if (cell := tidy(cell)) else []
    return [piece for piece in map(tidy, _BETWEEN.split(cell)) if piece]


_BETWEEN = re.compile(r";\s+|;$")


def tidy(value: object) -> str:
    """A value as text with single blanks; nothing for a null."""
    return "" if value is None or value == "" else " ".join(str(value).split())


def values(value: object) -> list[str]:
    """A JSON value that is a list, a text with `; ` or null, as a list of texts."""
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return [text for text in map(tidy, value) if text]
    return split(tidy(value))
