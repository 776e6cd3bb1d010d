"""The dated, cited settings: `data/parameters.yaml`.

A parameter has one value for each stretch of time. The stretches are half-open, follow each
other without a gap and cover all time; each carries a status and its own citation, so that "not
yet enacted", "stayed" and "repealed" are never the same empty cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from tidegate.model.errors import DataError
from tidegate.model.law import LawStatus, stretches_fault
from tidegate.model.listing import Frozen
from tidegate.tables.reading import read_yaml
from tidegate.tables.values import shown
from tidegate.tables.yaml_values import line_of


class Stretch(Frozen, kw_only=True):
    """The value of a parameter from one day up to, not including, another.

    `cite` is the law or, for a setting of the program itself, the decision that it rests on.
    `value` is absent while nothing was enacted.
    """

    from_: date | None = msgspec.field(name="from")
    to: date | None
    status: LawStatus
    cite: str
    value: int | float | None = None
    published: date | None = None


class Parameter(Frozen, kw_only=True):
    """One setting: `meaning` in one sentence, `unit` in one word, and its value through time."""

    meaning: str
    unit: str
    values: tuple[Stretch, ...]

    def at(self, on: date) -> Stretch:
        """The stretch that holds on a day."""
        return next(s for s in self.values if s.to is None or on < s.to)


class ParametersFile(Frozen, kw_only=True):
    """The whole file: parameters by id, the id being `part.name`."""

    parameters: dict[str, Parameter]


class Parameters(Mapping[str, Parameter]):
    """All parameters by id. `number` gives the value of one that does not change with time."""

    def __init__(self, found: Mapping[str, Parameter]) -> None:
        self._found = dict(found)

    def __getitem__(self, key: str) -> Parameter:
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def number(self, key: str) -> float:
        """The value of a parameter that has one stretch. Raises KeyError for an unknown id,
        ValueError for one that depends on a date: that one must be asked with `at`."""
        values = self._found[key].values
        if len(values) != 1 or values[0].value is None:
            raise ValueError(f"{key} changes with time: ask for it with a date")
        return values[0].value

    def whole(self, key: str) -> int:
        """The same as a whole number."""
        value = self.number(key)
        if value != int(value):
            raise ValueError(f"{key} is {value}, not a whole number")
        return int(value)


def load(path: Path) -> Parameters:
    """The parameters of a file. Raises DataError where the stretches of one leave a gap."""
    found = read_yaml(path, ParametersFile).parameters
    for key, parameter in found.items():
        fault = stretches_fault(parameter.values)
        if fault:
            place, message = fault
            raise DataError(
                message,
                file=shown(path),
                line=line_of(path, ("parameters", key, "values", place)),
                field=f"parameters.{key}.values",
                expected="stretches from null to null, each beginning where the last one ends",
            )
    return Parameters(found)
