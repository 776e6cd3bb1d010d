"""A single value of a data file: where it stands, what it may be, and the error if it is not."""

from __future__ import annotations

import enum
import re
import typing
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from tidegate.model.errors import DataError

DATA = Path(__file__).resolve().parent.parent / "data"
"""The folder of the packaged data files."""

INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Place(NamedTuple):
    """Where in a data file a value stands: for the error that may follow."""

    file: str
    line: int
    field: str

    def error(self, message: str, *, expected: str | None = None) -> DataError:
        """The error of this place, ready to be raised."""
        return DataError(
            message, file=self.file, line=self.line, field=self.field or None, expected=expected
        )


def shown(path: Path) -> str:
    """A data file's name as errors print it: from the data folder on, where it lies there."""
    try:
        return f"data/{path.resolve().relative_to(DATA).as_posix()}"
    except ValueError:
        return path.as_posix()


def text_of(path: Path) -> str:
    """The text of a data file. Raises DataError where it is missing or not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DataError("the file is missing", file=shown(path)) from None
    except UnicodeDecodeError as broken:
        line = broken.object[: broken.start].count(b"\n") + 1
        raise DataError("not UTF-8 text", file=shown(path), line=line) from None


def day(text: str, place: Place) -> date:
    """The date in ISO form that a text spells. Raises DataError where there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise place.error(f"no such date: {text}", expected="a date such as 2019-10-09") from None


def leaf(value: Any, shape: Any, place: Place) -> Any:
    """A scalar held to its type. Text is never taken for a number nor a number for text."""
    if shape is date and isinstance(value, str) and not DATE.fullmatch(value):
        raise place.error(f"no such date: {value}", expected="a date such as 2019-10-09")
    if value is None:
        raise place.error("empty", expected=wanted(shape))
    if shape is str and isinstance(value, str) and not value.strip():
        raise place.error("empty text")
    try:
        return msgspec.convert(value, shape, strict=True)
    except msgspec.ValidationError as broken:
        raise place.error(f"{value!s}: {_plainly(broken)}", expected=wanted(shape)) from None


def _plainly(broken: msgspec.ValidationError) -> str:
    text = str(broken).split(" - at ")[0].replace("`", "")
    return text[:1].lower() + text[1:]


def wanted(shape: Any) -> str:
    """What a type asks for, in words."""
    if typing.get_origin(shape) is typing.Literal:
        return "one of " + ", ".join(str(option) for option in typing.get_args(shape))
    if isinstance(shape, type) and issubclass(shape, enum.Enum):
        return "one of " + ", ".join(str(option.value) for option in shape)
    names: dict[Any, str] = {
        str: "text (quote what looks like a number or a date)",
        int: "a whole number",
        float: "a number",
        bool: "true or false",
        date: "a date such as 2019-10-09",
    }
    return names.get(shape, str(shape))
