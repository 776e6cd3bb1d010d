"""Which rows are one party: a party with addresses in several countries has a row under each.

The rows point at one another with `(See alternate addresses under …)`. Two rows of different
countries are one party where one of them points at the other's country and they share a name:
the primary name, or an alias where both point. Two rows that point at each other are one party
too where their names differ by a legal form alone. An equal name alone joins nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from tidegate.lists.us_bis_cell import Cell
from tidegate.lists.us_bis_words import NAME_TAIL
from tidegate.model.listing import entry_key, fold


def join_parties(entries: Sequence[tuple[str, Cell]], keys: Sequence[str]) -> list[str | None]:
    """A party identity for each entry, in order; `None` for a row that stands alone.

    `entries` are countries and cells, `keys` the keys of their listings. The identity is the
    alphabetically first key of the rows that it joins, so that it does not depend on their order.
    """
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        by_key[key.partition("~")[0]].append(number)
    pointing = [n for n, (_, cell) in enumerate(entries) if cell.places or cell.listed_as]
    by_name: dict[str, list[int]] = defaultdict(list)
    for number in pointing:
        for name in _names(entries[number][1]):
            by_name[fold(name)].append(number)
    roots = list(range(len(entries)))
    headings = sorted({country for country, _ in entries})
    for number in pointing:
        country, cell = entries[number]
        countries = _pointed_at(cell, country, headings)
        for name in _names(cell):
            others = [n for there in countries for n in by_key.get(entry_key(there, name), ())]
            others += [n for n in by_name[fold(name)] if entries[n][0] in countries]
            for other in others:
                roots[_root(roots, other)] = _root(roots, number)
    for number, other in _mutual(entries, pointing, headings):
        roots[_root(roots, other)] = _root(roots, number)
    return _identities(roots, keys)


def _mutual(
    entries: Sequence[tuple[str, Cell]], pointing: Sequence[int], headings: Sequence[str]
) -> list[tuple[int, int]]:
    """Pairs of rows that point at each other's country and differ by a legal form alone.

    `Sinno Example Co., Ltd.` under China and `Sinno Example` under Lithuania are one party.
    """
    named = sorted(
        (names[0].text, number) for number in pointing if (names := entries[number][1].main.names)
    )
    found = []
    for (name, number), (longer, other) in pairwise(named):
        if longer.startswith(name) and NAME_TAIL.fullmatch(longer, len(name)):
            here, there = entries[number][0], entries[other][0]
            ours = _pointed_at(entries[number][1], here, headings)
            theirs = _pointed_at(entries[other][1], there, headings)
            if there in ours and here in theirs:
                found.append((number, other))
    return found


def _names(cell: Cell) -> list[str]:
    """The names under which a party may stand in another country."""
    return sorted({*(name.text for name in cell.main.names), *cell.listed_as})


def _pointed_at(cell: Cell, country: str, headings: Sequence[str]) -> list[str]:
    """The headings of the other countries that a row points at."""
    return [
        there
        for there in headings
        if there != country and any(same_country(place, there) for place in cell.places)
    ]


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number


def _identities(roots: list[int], keys: Sequence[str]) -> list[str | None]:
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(keys)):
        groups[_root(roots, number)].append(number)
    parties: list[str | None] = [None] * len(keys)
    for members in groups.values():
        if len(members) > 1:
            identity = min(keys[member] for member in members)
            for member in members:
                parties[member] = identity
    return parties


@lru_cache(maxsize=16384)
def same_country(printed: str, heading: str) -> bool:
    """Whether a country in running text (`U.A.E.`, `China`) is the one of a block's heading."""
    words = _country_words(heading)
    given = _country_words(printed)
    if not given:
        return False
    if set(given) <= set(words) or set(words) <= set(given):
        return True
    return "".join(given) == "".join(word[0] for word in words if word not in ("of", "the"))


@lru_cache(maxsize=1024)
def _country_words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z]+", re.sub(r"['’]s\b", "", text.casefold())))
