"""Destinations, entries and controls of the Export Administration Regulations as rules ask them."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import msgspec

from tidegate.model.listing import Frozen
from tidegate.model.transaction import Nature


class Country(Frozen):
    """A destination: the columns of the Commerce Country Chart that are marked for it, and its
    Country Groups. `row` is the country whose row counts for a territory. `status`: `chart`,
    `pointer` (the chart points to part 746), `published` or `derived` (a territory), `none`
    (the United States), `undetermined` (nothing says which row counts)."""

    iso2: str
    name: str
    row: str = ""
    chart: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    footnotes: frozenset[str] = frozenset()
    status: str = "chart"


class CountryChange(Frozen):
    """What was otherwise before a day: groups and columns of the chart that a country had (`+D:5`,
    `+NS1`) or had not (`-A:5`)."""

    before: date
    iso2: str
    groups: tuple[str, ...]
    chart: tuple[str, ...]
    cite: str
    grade: str


_TOKEN = re.compile(r"[a-z](?:\.[0-9a-z]+)*")


class Scope(Frozen):
    """To which paragraphs of an entry a control reaches: `all`, `only` or `not` the named ones;
    `part` of them, which the entry describes in words; `most`: all but a described part; `told`: a
    part for one special use, which only the item's description can tell."""

    mode: str
    paragraphs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def covers(self, paragraph: str) -> bool | None:
        """Whether a control reaches a paragraph; `None` where words decide."""
        inside = any(under(paragraph, one) for one in self.paragraphs)
        if any(under(paragraph, one) for one in self.without):
            inside = False
        if self.mode == "all":
            return True
        if self.mode == "only":
            return inside
        if self.mode == "not":
            return not inside
        if self.mode == "most":
            return None
        if self.mode == "told":
            return False
        return None if inside or not self.paragraphs else False


def scope_of(text: str) -> Scope | None:
    """The scope that a cell spells: a mode, then paragraphs (`a.1-a.3`, `!b.5`)."""
    mode, *tokens = text.split(" ")
    if mode not in ("all", "only", "not", "part", "most", "told"):
        return None
    if not tokens:
        return Scope(mode=mode) if mode in ("all", "part", "most", "told") else None
    paragraphs: list[str] = []
    for token in tokens:
        spread = spread_out(token.removeprefix("!"))
        if mode == "all" or spread is None:
            return None
        if not token.startswith("!"):
            paragraphs += spread
    without = tuple(token[1:] for token in tokens if token.startswith("!"))
    return Scope(mode=mode, paragraphs=tuple(paragraphs), without=without)


def under(paragraph: str, other: str) -> bool:
    """Whether a paragraph is another or stands under it: b.3.a under b.3."""
    return paragraph == other or paragraph.startswith(other + ".")


def spread_out(token: str) -> list[str] | None:
    """The paragraphs that a token names: `a.1-a.3` and `a.1-3` are a.1, a.2, a.3."""
    first, dash, last = token.partition("-")
    if not _TOKEN.fullmatch(first):
        return None
    if not dash:
        return [first]
    stem, _, begin = first.rpartition(".")
    end = last.rpartition(".")[2]
    if begin.isdigit() and end.isdigit():
        found = [str(number) for number in range(int(begin), int(end) + 1)]
    elif len(begin) == len(end) == 1 and begin.isalpha() and end.isalpha():
        found = [chr(code) for code in range(ord(begin), ord(end) + 1)]
    else:
        return None
    return [f"{stem}.{one}" if stem else one for one in found]


class Control(Frozen):
    """One reason for control of an entry: `rule` is columns of the chart, any of which is enough,
    or the name of a rule of destinations."""

    eccn: str
    reason: str
    scope: Scope
    rule: str
    section: str
    grade: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the chart; none where the rule is a named one."""
        words = tuple(self.rule.split(" "))
        return words if all(word[-1:].isdigit() and word[:2].isupper() for word in words) else ()


class Entry(Frozen):
    """An entry of the Commerce Control List: its list-based licence exceptions, each with the
    paragraphs that it is for. `value_limits` are (paragraphs, dollars) of LVS; `sta` is what the
    entry says of License Exception STA (`never`, `not A:6`, `limited`). `whole`: the controls
    name every paragraph there is; `unread`: the exception lines were not read."""

    eccn: str
    jurisdiction: str = "ear"
    family: str = ""
    value_limits: tuple[tuple[Scope, int], ...] = ()
    exceptions: dict[str, Scope] = msgspec.field(default_factory=dict)
    sta: str = ""
    whole: bool = False
    unread: bool = False
    grade: str = ""


class Places(Frozen):
    """A rule of destinations outside the chart: `everywhere` less `but`; or the countries and
    groups less `not_groups`, and `always` whatever its groups are. `open`: no destination answers
    it."""

    cite: str
    grade: str
    everywhere: bool = False
    open: bool = False
    but: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    not_groups: tuple[str, ...] = ()
    always: tuple[str, ...] = ()

    def reach(self, country: Country) -> bool | None:
        """Whether the rule reaches a destination; `None` where no destination answers it."""
        if self.open:
            return None
        if self.everywhere:
            return country.iso2 not in self.but and country.iso2 != "US"
        if country.iso2 in self.always:
            return True
        named = country.iso2 in self.countries or bool(country.groups & set(self.groups))
        return named and not country.groups & set(self.not_groups)


class Embargo(Frozen):
    """A destination of part 746. `covers`: `all` items subject to the EAR or those on the list
    (`ccl`); `eased` are natures of EAR99 items that it leaves out; `hts` the supplements that name
    EAR99 items by tariff heading. `exceptions` are the only licence exceptions. `deemed`: to which
    releases to a national it reaches (`all`, `ccl`, `none`)."""

    id: str
    countries: tuple[str, ...]
    section: str
    covers: Literal["all", "ccl"]
    policy: str
    deemed: Literal["all", "ccl", "none"]
    eased: tuple[Nature, ...] = ()
    hts: str | None = None
    exceptions: tuple[str, ...] = ()
    not_exceptions: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
