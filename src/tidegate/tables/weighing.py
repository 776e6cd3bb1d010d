"""What evidence beside the name is worth, and the countries: `data/evidence/`."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tidegate.model.errors import DataError
from tidegate.model.evidence import Effect, EvidenceTable, Weight
from tidegate.model.listing import Frozen, fold
from tidegate.tables.reading import read_tsv
from tidegate.tables.values import shown


class WeightRow(Frozen, kw_only=True):
    """What one finding is worth; see `data/schemas/README.md` for the columns."""

    finding: str
    ratio: float
    effect: Effect
    says: str
    why: str
    source: str


class CountryRow(Frozen, kw_only=True):
    """One country with its names; see `data/schemas/README.md` for the columns."""

    code: str
    code3: str = ""
    names: tuple[str, ...]
    related: tuple[str, ...] = ()


class Countries(NamedTuple):
    """`codes` maps a folded name or code to the country's code, `shown` a code to its name,
    `related` to the codes with which it is interchanged."""

    codes: dict[str, str]
    shown: dict[str, str]
    related: dict[str, tuple[str, ...]]


def load(folder: Path) -> EvidenceTable:
    """The tables of evidence in a folder."""
    countries = load_countries(folder / "countries.tsv")
    return EvidenceTable(weights=load_weights(folder / "weights.tsv"), codes=countries.codes,
                         shown=countries.shown, related=countries.related)  # fmt: skip


def load_weights(path: Path) -> dict[str, Weight]:
    """The weights by finding.

    Raises DataError for a ratio that is not positive, a finding that stands twice, and a weight
    that speaks against and is said to raise alerts.
    """
    weights: dict[str, Weight] = {}
    for line, row in read_tsv(path, WeightRow):
        fault = _fault(row, weights)
        if fault:
            raise DataError(fault, file=shown(path), line=line, field=row.finding)
        weights[row.finding] = Weight(ratio=row.ratio, effect=row.effect, says=row.says)
    return weights


def _fault(row: WeightRow, weights: dict[str, Weight]) -> str | None:
    if row.finding in weights:
        return "stands twice"
    if not 0 < row.ratio <= 1e6:
        return f"a ratio of {row.ratio:g}; expected above 0, up to a million"
    if row.effect in (Effect.ALERTS, Effect.SETTLES) and row.ratio <= 1:
        return f"{row.effect} with a ratio of {row.ratio:g}, which speaks against"
    if row.effect is Effect.EXCLUDES and row.ratio >= 1:
        return f"{row.effect} with a ratio of {row.ratio:g}, which speaks for"
    return None


def load_countries(path: Path) -> Countries:
    """The countries by name. Raises DataError for a name that two countries bear."""
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    related: dict[str, tuple[str, ...]] = {}
    for line, row in read_tsv(path, CountryRow):
        names[row.code] = row.names[0]
        for name in (row.code, row.code3, *row.names):
            if name and codes.setdefault(fold(name), row.code) != row.code:
                message = f"{name} is {codes[fold(name)]} too"
                raise DataError(message, file=shown(path), line=line, field="names")
        related[row.code] = row.related
    for code, others in related.items():
        for other in others:
            if code not in related.get(other, (code,)):
                related[other] = (*related[other], code)
    return Countries(codes, names, related)
