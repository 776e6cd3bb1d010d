"""The tables of the Export Administration Regulations: `data/ear/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from tidegate.model.ear import (
    Control,
    Country,
    CountryChange,
    Embargo,
    Entry,
    Places,
    Scope,
    scope_of,
)
from tidegate.model.ear_rules import (
    ChipTable,
    DeMinimis,
    ItemSet,
    LicenseException,
    Restriction,
    UseRule,
)
from tidegate.model.effects import CountryEmbargo, EarTables, Effect
from tidegate.model.listing import Frozen, fold
from tidegate.tables.ownership import tags
from tidegate.tables.reading import read_tsv, read_yaml
from tidegate.tables.regulations import regulations
from tidegate.tables.values import DATA, Place, shown
from tidegate.tables.weighing import load_countries
from tidegate.tables.yaml_values import line_of

ECCN = re.compile(r"[0-9][A-E][0-9Y][0-9]{2}")
_GROUP = re.compile(r"[+-][A-E](:[1-6])?$")
_COLUMN = re.compile(r"[+-][A-Z]{2}[1-3]$")


class _ControlRow(msgspec.Struct, frozen=True):
    eccn: str
    reason: str
    scope: str
    rule: str
    section: str
    grade: str


class _EntryRow(msgspec.Struct, frozen=True):
    eccn: str
    jurisdiction: str
    family: str = ""
    lvs: str = ""
    exceptions: str = ""
    sta: str = ""
    whole: str = ""
    unread: str = ""
    grade: str = ""


class _Read(Frozen):
    cite: str
    from_: date = msgspec.field(name="from")


class _CountryRow(msgspec.Struct, frozen=True):
    iso2: str
    name: str = ""
    row: str = ""
    chart: str = ""
    groups: str = ""
    footnotes: str = ""
    status: str = "chart"


class _ChangeRow(msgspec.Struct, frozen=True):
    before: date
    iso2: str
    otherwise: str
    cite: str
    grade: str


@cache
def ear() -> EarTables:
    """The tables as they are packaged."""
    return load(DATA)


def load(data: Path) -> EarTables:
    """The tables of a data folder (`ear/`, `effects/`).

    Raises DataError, with file, line and column, where one breaks its layout or names what
    another does not have.
    """
    folder = data / "ear"
    countries = _countries(folder / "countries.tsv")
    places = read_yaml(folder / "places.yaml", dict[str, Places])
    return EarTables(
        countries=countries,
        names=_names(countries),
        changes=tuple(
            # The newest first, so that an older state overrides a newer one.
            sorted(
                _changes(folder / "changes.tsv", countries),
                key=lambda change: change.before,
                reverse=True,
            )
        ),
        controls=_controls(folder / "controls.tsv", places),
        entries=_entries(folder / "entries.tsv"),
        places=MappingProxyType(places),
        embargoes=tuple(read_yaml(folder / "embargo.yaml", tuple[Embargo, ...])),
        exceptions=MappingProxyType(
            read_yaml(folder / "exceptions.yaml", dict[str, LicenseException])
        ),
        restrictions=tuple(read_yaml(folder / "restrictions.yaml", tuple[Restriction, ...])),
        chips=read_yaml(folder / "chips.yaml", ChipTable),
        uses=tuple(read_yaml(folder / "uses.yaml", tuple[UseRule, ...])),
        item_sets=MappingProxyType(read_yaml(folder / "items.yaml", dict[str, ItemSet])),
        de_minimis=read_yaml(folder / "deminimis.yaml", DeMinimis),
        effects=_effects(data / "effects" / "lists.yaml"),
        country_embargoes=_embargoes(data / "effects" / "embargoes.yaml", countries),
        law=regulations(),
        read_from=read_yaml(folder / "read.yaml", _Read).from_,
    )


def _countries(path: Path) -> Mapping[str, Country]:
    found = {}
    for line, row in read_tsv(path, _CountryRow):
        if row.iso2 in found:
            raise Place(shown(path), line, "iso2").error(f"{row.iso2} stands twice")
        found[row.iso2] = Country(
            iso2=row.iso2,
            name=row.name or row.iso2,
            row=row.row,
            chart=frozenset(row.chart.split()),
            groups=frozenset(row.groups.split()),
            footnotes=frozenset(row.footnotes.split()),
            status=row.status,
        )
    return MappingProxyType(found)


def _names(countries: Mapping[str, Country]) -> Mapping[str, str]:
    """Folded name → code of a destination: as the chart prints it, and every name by which a
    country is known elsewhere in the house."""
    known = load_countries(DATA / "evidence" / "countries.tsv").codes
    names = {name: code for name, code in known.items() if code in countries}
    for country in countries.values():
        names[fold(country.name)] = country.iso2
        names[fold(country.iso2)] = country.iso2
        # "Korea, South" is "South Korea" as well.
        if ", " in country.name:
            first, _, rest = country.name.partition(", ")
            names[fold(f"{rest} {first}")] = country.iso2
    return MappingProxyType(names)


def _effects(path: Path) -> tuple[Effect, ...]:
    found = read_yaml(path, tuple[Effect, ...])
    for place, effect in enumerate(found):
        if effect.tag not in tags():
            at = Place(shown(path), line_of(path, (place, "tag")), f"[{place}].tag")
            raise at.error(f"no such list {effect.tag}", expected=f"one of {', '.join(tags())}")
    return found


def _embargoes(path: Path, countries: Mapping[str, Country]) -> tuple[CountryEmbargo, ...]:
    found = read_yaml(path, tuple[CountryEmbargo, ...])
    for place, embargo in enumerate(found):
        for code in embargo.countries:
            if code not in countries:
                line = line_of(path, (place, "countries"))
                at = Place(shown(path), line, f"[{place}].countries")
                raise at.error(f"no such place {code}", expected="codes of ear/countries.tsv")
    return found


def _changes(path: Path, countries: Mapping[str, Country]) -> Iterator[CountryChange]:
    for line, row in read_tsv(path, _ChangeRow):
        otherwise = tuple(row.otherwise.split())
        if row.iso2 not in countries or not all(
            _GROUP.match(one) or _COLUMN.match(one) for one in otherwise
        ):
            raise Place(shown(path), line, "otherwise").error(
                f"{row.iso2} {row.otherwise}",
                expected="a destination; groups as +D:5 or -A:5, columns of the chart as +NS1",
            )
        yield CountryChange(
            before=row.before,
            iso2=row.iso2,
            groups=tuple(one for one in otherwise if _GROUP.match(one)),
            chart=tuple(one for one in otherwise if not _GROUP.match(one)),
            cite=row.cite,
            grade=row.grade,
        )


def _scope(text: str, place: Place) -> Scope:
    scope = scope_of(text)
    if scope is None:
        raise place.error(
            f"{text!r} is no scope",
            expected="all, only, not, part, most or told, then paragraphs such as a.1-a.3 or !b.5",
        )
    return scope


def _controls(path: Path, places: Mapping[str, Places]) -> Mapping[str, tuple[Control, ...]]:
    found: dict[str, list[Control]] = {}
    for line, row in read_tsv(path, _ControlRow):
        control = Control(
            eccn=row.eccn,
            reason=row.reason,
            scope=_scope(row.scope, Place(shown(path), line, "scope")),
            rule=row.rule,
            section=row.section,
            grade=row.grade,
        )
        if not ECCN.fullmatch(row.eccn):
            raise Place(shown(path), line, "eccn").error(f"{row.eccn!r} is no ECCN")
        if not control.columns and row.rule not in places:
            raise Place(shown(path), line, "rule").error(
                f"{row.rule!r} is neither columns of the chart nor a rule of places.yaml"
            )
        found.setdefault(row.eccn, []).append(control)
    return MappingProxyType({eccn: tuple(controls) for eccn, controls in found.items()})


def _entries(path: Path) -> Mapping[str, Entry]:
    found = {}
    for line, row in read_tsv(path, _EntryRow):
        exceptions = {}
        for part in filter(None, row.exceptions.split("; ")):
            symbol, _, text = part.partition("=")
            exceptions[symbol] = _scope(text, Place(shown(path), line, "exceptions"))
        limits = []
        for part in filter(None, row.lvs.split(" | ")):
            text, _, dollars = part.rpartition(":")
            place = Place(shown(path), line, "lvs")
            if not dollars.isdigit():
                raise place.error(f"{part!r} has no limit in dollars")
            limits.append((_scope(text, place), int(dollars)))
        found[row.eccn] = Entry(
            eccn=row.eccn,
            jurisdiction=row.jurisdiction,
            family=row.family,
            value_limits=tuple(limits),
            exceptions=exceptions,
            sta=row.sta,
            whole=row.whole == "yes",
            unread=row.unread == "unread",
            grade=row.grade,
        )
    return MappingProxyType(found)
