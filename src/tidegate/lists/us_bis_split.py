"""Where a name ends and an address begins, when only a comma stands between them.

Some 1,400 rows of the Entity List, and all of the Unverified List, print `Name, address` in one
line; names hold commas of their own (`Co., Ltd.`, `Tactical Missile Corporation, Joint Stock
Company …`). The split goes by the shape of the comma-separated parts:

- a part that begins with a legal form belongs to the name before it;
- a part with a number, a word such as Street or Room, or the country begins the address;
- a part that names an institution continues an institution's name while no address has begun
  (behind a person it is the place of work, and behind `Co., Ltd.` only a branch continues);
- any other part (a town, a quarter) begins the address.

A row's split depends on the row alone and on the countries of the table: a change elsewhere in
the list changes no other listing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tidegate.lists.us_bis_words import (
    BUILDING,
    COMPOUND_STREET,
    ENDS_WITH_FORM,
    FORM_STOP,
    INSIDE,
    LONG_FORM,
    ORG,
    PERSON_SUFFIX,
    PLACES_BESIDE_HEADINGS,
    POST_BOX,
    QUOTED,
    SENTENCE,
    STARTS_WITH_FORM,
    STREET,
    UNIT,
)

_POSTCODES = re.compile(r"^[\d -]{3,10}\s|(?:\s|^)[A-Z]{0,4}-?\d[\d -]{2,9}\.?$")
_OFFICIAL = re.compile(
    r"^(?:the )?(?:(?:people['’]s |islamic |syrian arab )?"
    r"(?:republic|kingdom|state|union) of (?:the )?)?"
    r"|(?: federation| \(?sar\)?)$"
)
_DIGIT = re.compile(r"\d")
_ORDINAL_ORG = re.compile(r"^\(?(?:No\.? ?)?\d+(?:st|nd|rd|th)? [A-Z]")
_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)?")
# `Example Finance 6 Lothbury, London, England`: the number of the house behind the name.
_HOUSE = re.compile(r"(?P<name>[^\d,;]+[a-z]{3}) (?P<street>\d{1,4}[A-Za-z]? [A-Z][a-z]{4,})$")
_LINKED = re.compile(r"\b(?:of|for|and|named)\b")
_MARKS = {marks: re.compile(rf"[(){marks}]") for marks in (",", ";", ",;")}


class Countries:
    """The countries that end an address, as a table prints them in its headings and its cells.

    A heading `CHINA, PEOPLE'S REPUBLIC OF` is met by China; initials are met with or without
    full stops (U.A.E., UAE), and so is a name with `Republic of` before it, `Federation` behind
    it or a postcode on either side. `addresses` remembers the parts that were judged.
    """

    def __init__(self, headings: Iterable[str]) -> None:
        self.names = set(PLACES_BESIDE_HEADINGS)
        self.addresses: dict[str, bool] = {}
        for heading in headings:
            head = heading.split(",")[0].strip()
            self.names.add(head.lower())
            words = re.findall(r"[A-Za-z]+", head)
            if len(words) > 1:
                self.names.add("".join(word[0].lower() for word in words))

    def has(self, part: str) -> bool:
        """Whether a part of an address is a country, perhaps with its postcode."""
        if part.isalpha():
            return part.lower() in self.names
        bare = _POSTCODES.sub("", part).strip(" .").lower()
        if bare in self.names or bare.replace(".", "").replace(" ", "") in self.names:
            return True
        return _OFFICIAL.sub("", bare) in self.names

    def ends(self, words: Sequence[str]) -> bool:
        """Whether the last words of several are a country, and some word stands before it."""
        return any(self.has(" ".join(words[-n:])) for n in (1, 2, 3) if len(words) > n)


class Split(NamedTuple):
    """A text taken apart. `sure` says that the address shows itself (number, street, country)."""

    name: str
    address: str
    sure: bool


def parts(text: str, marks: str = ",") -> list[tuple[int, int]]:
    """Start and end of the parts of a text between marks that stand outside brackets."""
    found, depth, start = [], 0, 0
    for mark in _MARKS[marks].finditer(text):
        char = mark[0]
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1 if depth else 0
        elif not depth:
            found.append((start, mark.start()))
            start = mark.end()
    found.append((start, len(text)))
    return found


def is_address(part: str, countries: Countries) -> bool:
    """Whether a part shows by itself that it belongs to an address."""
    known = countries.addresses.get(part)
    if known is None:
        known = countries.addresses[part] = _shows_address(part, countries)
    return known


def _shows_address(part: str, countries: Countries) -> bool:
    if countries.has(part) or _country_last(part, countries):
        return True
    if _DIGIT.search(part):
        return not (_ORDINAL_ORG.match(part) and ORG.search(part) and not _street(part))
    if COMPOUND_STREET.search(part):
        return True
    return _street(part) and not _institution(part)


def _street(part: str) -> bool:
    """Whether a part holds a word of addresses."""
    words = _WORD.findall(part.lower())
    if not STREET.isdisjoint(words) or POST_BOX.search(part):
        return True
    return bool(words) and words[-1] in BUILDING and not ORG.search(part)


def _country_last(part: str, countries: Countries) -> bool:
    """Whether a part ends in a country behind a town: `Berlin Germany`, `Dubai U.A.E.`"""
    words = part.split()
    return 2 <= len(words) <= 4 and countries.ends(words) and not ORG.search(part)


def _institution(part: str) -> bool:
    """Whether a part is an institution's name in spite of a word such as Center or Base."""
    return bool(ORG.search(part)) and bool(_LINKED.search(part))


def continues_name(part: str) -> bool:
    """Whether a part is an institution's or carries a legal form: no person's name."""
    return bool(STARTS_WITH_FORM.match(part) or LONG_FORM.match(part) or ORG.search(part))


def split(text: str, countries: Countries) -> Split:
    """Split `Name, address`. A text without an address comes back whole."""
    bounds = parts(text, ",;" if ";" in text else ",")
    house = _HOUSE.match(text, 0, bounds[0][1])
    if house and _needs_street(text, bounds[1:], countries) and not ORG.search(house["street"]):
        return Split(house["name"], text[house.start("street") :].strip(" ,"), True)
    for number, (start, end) in enumerate(bounds):
        part = text[start:end].strip()
        if not number or STARTS_WITH_FORM.match(part):
            inner = _inside(text, start, end)
            if inner:
                return Split(text[: inner[0]].rstrip(" ,"), text[inner[1] :].strip(" ,"), True)
        if number == 0 or not part:
            continue
        rest = text[start:].strip(" ,")
        if _goes_on(part, text, bounds[number - 1 :], countries):
            continue
        sure = any(is_address(text[a:b].strip(), countries) for a, b in bounds[number:])
        return Split(text[:start].rstrip(" ,;"), rest, sure)
    return Split(text.strip(" ,"), "", False)


def _needs_street(text: str, bounds: list[tuple[int, int]], countries: Countries) -> bool:
    """Whether the parts behind the first are a town and a country without any street."""
    rest = [text[start:end].strip(" .;") for start, end in bounds]
    known = [part for part in rest if countries.has(part)]
    return bool(known) and not any(_street(part) or STARTS_WITH_FORM.match(part) for part in rest)


def _goes_on(part: str, text: str, bounds: list[tuple[int, int]], countries: Countries) -> bool:
    """Whether the name still goes on with this part; `bounds` begin with the part before it."""
    if STARTS_WITH_FORM.match(part) or LONG_FORM.match(part):
        return True
    if countries.has(part):
        # `Huawei Tech Investment Co., Ltd., Argentina, Av. Leandro … Argentina`
        later = [text[a:b].strip(" .;") for a, b in bounds[2:]]
        return len(later) > 1 and countries.has(later[-1])
    if is_address(part, countries):
        return False
    before = text[: bounds[0][1]]
    if PERSON_SUFFIX.fullmatch(part) or QUOTED.match(part) or part.startswith("("):
        return True
    if ENDS_WITH_FORM.search(part) and ORG.search(before):
        return True
    if ENDS_WITH_FORM.search(before):
        # Behind `Co., Ltd.` only a unit of the same company continues its name.
        return bool(UNIT.search(part))
    # An institution continues the name of an institution; behind a person it is the place of work.
    return bool(ORG.search(part)) and bool(ORG.search(before) or _DIGIT.search(before))


def _inside(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where in one part the name ends and the address begins with no comma between them."""
    for found in INSIDE.finditer(text, start, end):
        if not found["form"]:
            return found.start(), found.end()
        if not ORG.search(text, found.end(), end):
            return found.end(), found.end()
    return None


def sentence_split(text: str, countries: Countries) -> Split:
    """Split `Alias. Address`, where a full stop ends the last alias, or else as `split` does."""
    if "." in text:
        for stop in (FORM_STOP, SENTENCE):
            for found in stop.finditer(text):
                name, rest = text[: found.end()].strip(), text[found.end() :].strip()
                if _ends_here(name, rest, countries):
                    return Split(name, rest, True)
    return split(text, countries)


def _ends_here(name: str, rest: str, countries: Countries) -> bool:
    """Whether a full stop ends the name: what follows it holds an address, the name none."""
    if not rest or name.count("(") > name.count(")") or STARTS_WITH_FORM.match(rest):
        return False
    if not any(is_address(rest[a:b].strip(" .;"), countries) for a, b in parts(rest)):
        return False
    return "," not in name or not split(name, countries).sure
