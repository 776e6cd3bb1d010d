"""The only reader of the data files: load, validate, freeze, hash.

Each function reads its files when it is first called and keeps the frozen result for the
process. Every mistake in a file is a `DataError` with file, line and key. The word tables for
names are in `tidegate.tables.names`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tidegate.model.evidence import EvidenceTable
    from tidegate.model.sources import Removal, Rule, SourceDescriptor, Supplement
    from tidegate.tables.dated import Parameters
    from tidegate.tables.starting import Starter

__all__ = [
    "digest",
    "evidence",
    "parameters",
    "removals",
    "rules",
    "sources",
    "starter",
    "supplements",
]


@cache
def sources() -> dict[str, SourceDescriptor]:
    """The descriptors of all sources by id, in the order of their ids."""
    from tidegate.tables.descriptors import load
    from tidegate.tables.values import DATA

    return load(DATA / "sources")


@cache
def rules() -> tuple[Rule, ...]:
    """The Federal Register rules that the lists cite, by volume and page of the table."""
    from tidegate.tables.notices import load_rules
    from tidegate.tables.values import DATA

    return load_rules(DATA / "notices" / "federal_register_rules.tsv")


@cache
def removals() -> tuple[Removal, ...]:
    """The parties that rules took off the lists and that the current text no longer shows."""
    from tidegate.tables.notices import load_removals
    from tidegate.tables.values import DATA

    return load_removals(DATA / "notices" / "removals.tsv")


@cache
def supplements() -> tuple[Supplement, ...]:
    """The project's own sourced names for listings: native names, brands, former names."""
    from tidegate.tables.additions import load
    from tidegate.tables.values import DATA

    return load(DATA / "supplement")


@cache
def parameters() -> Parameters:
    """The dated, cited settings, by id."""
    from tidegate.tables.dated import load
    from tidegate.tables.values import DATA

    return load(DATA / "parameters.yaml")


@cache
def starter() -> Starter:
    """The starter lists inside the package: the best-known cases, with the dates of the official
    texts that they were checked against."""
    from tidegate.tables.starting import load
    from tidegate.tables.values import DATA

    return load(DATA / "starter")


@cache
def evidence() -> EvidenceTable:
    """What evidence beside the name is worth, and the countries."""
    from tidegate.tables.values import DATA
    from tidegate.tables.weighing import load

    return load(DATA / "evidence")


@cache
def digest() -> str:
    """The SHA-256 of every data file: it changes whenever a value in one of them changes."""
    from tidegate.tables.reading import digest_of
    from tidegate.tables.values import DATA

    return digest_of(DATA)
