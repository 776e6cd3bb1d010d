"""The tables of the Export Administration Regulations as rules ask them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import msgspec

from tidegate.model.law import LawParameter
from tidegate.model.listing import Frozen


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
    """What was otherwise before a day: groups that a country had (`+D:5`) or had not (`-A:5`)."""

    before: date
    iso2: str
    groups: tuple[str, ...]
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
    covers: str
    policy: str
    deemed: str
    eased: tuple[str, ...] = ()
    hts: str | None = None
    exceptions: tuple[str, ...] = ()
    not_exceptions: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class LicenseException(Frozen):
    """A licence exception of part 740. `kind`: `list` (the entry names it and the facts decide) or
    `transaction` (offered where its purpose is stated, or its nature and place fit: `offered`).
    `asks`: conditions that no stated fact answers decide; then it is named, never offered. `eccns`:
    of what is on the list only these entries."""

    section: str
    kind: str
    title: str
    conditions: tuple[str, ...]
    groups: tuple[str, ...] = ()
    not_groups: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    not_countries: tuple[str, ...] = ()
    only_reasons: tuple[str, ...] = ()
    not_reasons: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    eccns: tuple[str, ...] = ()
    ear99: bool = False
    offered: bool = False
    asks: bool = False
    grade: str = "V"

    def fits_place(self, country: Country) -> bool:
        """Whether a destination is one of the exception's."""
        if country.iso2 in self.not_countries or country.groups & set(self.not_groups):
            return False
        if self.countries:
            return country.iso2 in self.countries
        return not self.groups or bool(country.groups & set(self.groups))

    def fits_reasons(self, reasons: frozenset[str]) -> bool:
        """Whether the exception overcomes these reasons for control."""
        if self.only_reasons and not reasons <= set(self.only_reasons):
            return False
        return not reasons & set(self.not_reasons)


class Restriction(Frozen):
    """A paragraph of § 740.2(a): for items with one of the reasons, entries (with paragraphs) or
    families, to one of the places, only the exceptions in `only` stay."""

    cite: str
    only: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    eccns: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    not_groups: tuple[str, ...] = ()
    but_countries: tuple[str, ...] = ()
    but_nato: bool = False

    def hits(
        self, eccn: str, paragraph: str, family: str, reasons: frozenset[str], country: Country
    ) -> bool:
        """Whether an item to a destination falls under the paragraph."""
        named = any(
            one.split(".")[0] == eccn
            and (under(paragraph, one.partition(".")[2]) if "." in one else True)
            for one in self.eccns
        )
        about = named or family in self.families or bool(reasons & set(self.reasons))
        return about and self._there(country)

    def _there(self, country: Country) -> bool:
        if country.iso2 in self.but_countries:
            return False
        if country.iso2 in self.countries:
            return True
        if self.groups:
            inside = bool(country.groups & set(self.groups))
            return inside and not country.groups & set(self.not_groups)
        return not self.countries


class ChipRow(Frozen):
    """A row of figures: TPP and performance density, each at least and below (`None`: no end)."""

    paragraph: str
    tpp: tuple[float | None, float | None]
    density: tuple[float | None, float | None]


class ChipBox(Frozen):
    """Chips whose applications are reviewed case by case if the exporter certifies it all."""

    from_: date = msgspec.field(name="from")
    countries: tuple[str, ...] = ()
    tpp_below: float = 0
    bandwidth_below: float = 0
    cite: str = ""
    certifications: tuple[str, ...] = ()


class ChipPolicy(Frozen):
    """The review policy of chips that are in no box."""

    cite: str
    text: str


class ChipTable(Frozen):
    """What advanced chips are, and how applications for them are reviewed."""

    eccns: tuple[str, ...]
    paragraphs: tuple[ChipRow, ...]
    case_by_case: ChipBox
    policy: ChipPolicy


class UseRule(Frozen):
    """An end use of part 744: the places and items for which it needs a licence. `items` names a
    set; for `all_items_countries` it is every item."""

    id: str
    use: str
    section: str
    title: str
    policy: str
    grade: str
    countries: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    but_countries: tuple[str, ...] = ()
    all_items_countries: tuple[str, ...] = ()
    items: str | None = None
    only: tuple[str, ...] = ()


class ItemSet(Frozen):
    """Items that a rule names: by entry, or all that are on the list."""

    cite: str
    grade: str
    eccns: tuple[str, ...] = ()
    listed: bool = False


class Share(Frozen):
    """A share of content, in percent, above which an item is subject to the EAR."""

    above: float
    cite: str
    groups: tuple[str, ...] = ()


class AnyShare(Frozen):
    """Items for which any share of content is enough, by place."""

    cite: str
    eccns: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    paragraphs_not: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    everywhere: bool = False


class DeMinimis(Frozen):
    """The shares of § 734.4, and the foreign direct product rules by footnote."""

    general: Share
    strict: Share
    none: tuple[AnyShare, ...]
    footnotes: dict[str, str]


class Effect(Frozen):
    """What a listing means: by list, act and asker. `does`: `entry`, `license`, `prohibited`,
    `condition` or `flag`. `abroad`: it binds persons of another country."""

    id: str
    tag: str
    regime: str
    title: str
    acts: tuple[str, ...]
    does: str
    cites: tuple[str, ...]
    askers: tuple[str, ...] = ()
    us_persons: bool = False
    programs: tuple[str, ...] = ()
    items: str | None = None
    all_items_countries: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    bars_exceptions: bool = False
    abroad: bool = False
    says: str = ""
    policy: str = ""
    condition: str = ""
    flag: str = ""
    from_: date | None = msgspec.field(default=None, name="from")


class CountryEmbargo(Frozen):
    """An embargo that stands beside the EAR. `eased` are natures of items that general licences
    let through (`eased_by`); `by_bis`: what BIS licenses is authorised."""

    id: str
    regime: str
    title: str
    countries: tuple[str, ...]
    acts: tuple[str, ...]
    policy: str
    cites: tuple[str, ...]
    eased: tuple[str, ...] = ()
    eased_by: str = ""
    by_bis: bool = False


@dataclass(frozen=True)
class EarTables:
    """Everything that the rules of the EAR ask: countries by ISO code, their codes by folded name,
    controls and entries by ECCN, places by name, licence exceptions by symbol, the law by
    parameter."""

    countries: Mapping[str, Country]
    names: Mapping[str, str]
    changes: tuple[CountryChange, ...]
    controls: Mapping[str, tuple[Control, ...]]
    entries: Mapping[str, Entry]
    places: Mapping[str, Places]
    embargoes: tuple[Embargo, ...]
    exceptions: Mapping[str, LicenseException]
    restrictions: tuple[Restriction, ...]
    chips: ChipTable
    uses: tuple[UseRule, ...]
    item_sets: Mapping[str, ItemSet]
    de_minimis: DeMinimis
    effects: tuple[Effect, ...]
    country_embargoes: tuple[CountryEmbargo, ...]
    law: Mapping[str, LawParameter]

    @cached_property
    def foreign(self) -> tuple[str, ...]:
        """The ISO codes of all foreign destinations."""
        return tuple(code for code in self.countries if code != "US")
