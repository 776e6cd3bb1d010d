"""What listings and embargoes mean for an act and an asker; all tables that rules are handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import msgspec

from tidegate.model.ear import Control, Country, CountryChange, Embargo, Entry, Places
from tidegate.model.ear_rules import (
    ChipTable,
    DeMinimis,
    ItemSet,
    LicenseException,
    Restriction,
    UseRule,
)
from tidegate.model.law import LawParameter
from tidegate.model.listing import Frozen
from tidegate.model.transaction import Act, Asker, Nature


class Effect(Frozen):
    """What a listing means: by list, act and asker. `does`: `entry`, `license`, `prohibited`,
    `condition` or `flag`. `abroad`: it binds persons of another country."""

    id: str
    tag: str
    regime: str
    title: str
    acts: tuple[Act, ...]
    does: Literal["entry", "license", "prohibited", "condition", "flag"]
    cites: tuple[str, ...]
    askers: tuple[Asker, ...] = ()
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
    acts: tuple[Act, ...]
    policy: str
    cites: tuple[str, ...]
    eased: tuple[Nature, ...] = ()
    eased_by: str = ""
    by_bis: bool = False


@dataclass(frozen=True)
class EarTables:
    """Everything that the rules of the EAR ask: countries by ISO code, their codes by folded name,
    controls and entries by ECCN, places by name, licence exceptions by symbol, the law by
    parameter. `read_from`: from that day the text is the one that was read."""

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
    read_from: date

    @cached_property
    def foreign(self) -> tuple[str, ...]:
        """The ISO codes of all foreign destinations."""
        return tuple(code for code in self.countries if code != "US")
