"""Dated law from `data/regulations/**.yaml`: one file for each parameter, its path its name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tidegate.model.errors import DataError
from tidegate.model.law import (
    LawParameter,
    LawStatus,
    LawStretch,
    Possibility,
    stretches_fault,
    value_fault,
)
from tidegate.tables.reading import read_yaml
from tidegate.tables.values import DATA, shown
from tidegate.tables.yaml_values import line_of


@cache
def regulations() -> Mapping[str, LawParameter]:
    """The law as it is packaged: parameters by id, in the order of their ids."""
    return load(DATA / "regulations")


def load(folder: Path) -> Mapping[str, LawParameter]:
    """The parameters of a folder and the folders in it.

    Raises DataError with file, key and line where a file breaks its schema, leaves a gap or an
    overlap in time, or is named other than its parameter.
    """
    paths = sorted(folder.rglob("*.yaml"))
    if not paths:
        raise DataError("no parameter of law in this folder", file=shown(folder))
    found = {}
    for path in paths:
        parameter = read_yaml(path, LawParameter)
        _check(parameter, path, folder)
        found[parameter.id] = parameter
    return MappingProxyType(dict(sorted(found.items())))


def _check(parameter: LawParameter, path: Path, folder: Path) -> None:
    named = ".".join(path.relative_to(folder).with_suffix("").parts)
    if parameter.id != named:
        raise _error(path, ("id",), f"the parameter is named {parameter.id}", f"{named}, its path")
    fault = stretches_fault(parameter.values)
    if fault is not None:
        place, message = fault
        wanted = "stretches from null to null, each beginning where the last one ends"
        where = ("values", place) if parameter.values else ("values",)
        raise _error(path, where, message, wanted)
    for place, stretch in enumerate(parameter.values):
        _check_stretch(parameter, stretch, path, place)


def _check_stretch(parameter: LawParameter, stretch: LawStretch, path: Path, place: int) -> None:
    if stretch.grade == "stated" or stretch.stated is not None:
        key = "grade" if stretch.grade == "stated" else "stated"
        raise _error(path, ("values", place, key), "only users state the law", "V, V2 or V3")
    said = [("value", stretch.value)]
    said += [("possible", option.value) for option in stretch.possible]
    for key, value in said:
        wrong = value_fault(parameter.unit, value)
        if wrong is not None:
            raise _error(path, ("values", place, key), wrong)
    unknown = stretch.status is LawStatus.UNKNOWN
    if unknown and (len(set(stretch.possible)) < 2 or any(map(_says_nothing, stretch.possible))):
        message = "unknown, but not what it may be"
        raise _error(path, ("values", place), message, "possible: two states or more, each whole")
    if stretch.possible and not unknown:
        message = f"possible states, but the status is {stretch.status}"
        raise _error(path, ("values", place, "possible"), message, "status: unknown")


def _says_nothing(option: Possibility) -> bool:
    """Whether a possibility is no state of the law: unknown again, or in force without a value."""
    valueless = option.status is LawStatus.IN_FORCE and option.value is None
    return option.status is LawStatus.UNKNOWN or valueless


def _error(
    path: Path, keys: tuple[str | int, ...], message: str, expected: str | None = None
) -> DataError:
    field = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")
    return DataError(
        message, file=shown(path), line=line_of(path, keys), field=field, expected=expected
    )
