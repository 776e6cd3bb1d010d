"""Rules of the EAR that are data: licence exceptions, end uses, chips, shares of content."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tidegate.model.ear import Country, under
from tidegate.model.listing import Frozen
from tidegate.model.transaction import EndUse, Nature, Purpose


class LicenseException(Frozen):
    """A licence exception of part 740. `kind`: `list` (the entry names it and the facts decide) or
    `transaction` (offered where its purpose is stated, or its nature and place fit: `offered`).
    `asks`: conditions that no stated fact answers decide; then it is named, never offered. `eccns`:
    of what is on the list only these entries. In `narrow_groups` it overcomes `narrow_reasons`
    alone."""

    section: str
    kind: Literal["list", "transaction"]
    title: str
    conditions: tuple[str, ...]
    groups: tuple[str, ...] = ()
    narrow_groups: tuple[str, ...] = ()
    narrow_reasons: tuple[str, ...] = ()
    not_groups: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    not_countries: tuple[str, ...] = ()
    only_reasons: tuple[str, ...] = ()
    not_reasons: tuple[str, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    natures: tuple[Nature, ...] = ()
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
    families, to one of the places, only the exceptions in `only` stay, or those
    in `never` go."""

    cite: str
    only: tuple[str, ...] | None = None
    never: tuple[str, ...] = ()
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
    use: EndUse
    section: str
    title: str
    policy: str
    grade: str
    countries: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    but_countries: tuple[str, ...] = ()
    but_groups: tuple[str, ...] = ()
    all_items_countries: tuple[str, ...] = ()
    items: str | None = None
    only: tuple[str, ...] = ()


class ItemSet(Frozen):
    """Items that a rule names: by entry, with a paragraph or without, or all that are listed."""

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
