"""Dates of birth as people write them in files, no more exact than they are certain."""

from __future__ import annotations

import re
from datetime import date

from tidegate.lists.partial_dates import partial_date

_Parts = tuple[int, int | None, int | None]

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:[T ]00:00(?::00)?)?")
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})[日号號])?")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_WORDS = re.compile(r"(?:(\d{1,2})[. ]+)?([A-Za-z]{3,9})[., ]+(?:(\d{1,2}),? +)?(\d{4})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip


def read_dates(text: str) -> tuple[str, ...]:
    """A date of birth as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or as written where it is a span or
    about then ("circa 1965"). `03/04/1970` is two dates, and both are given.

    Raises ValueError, with a sentence, for what is no date.
    """
    try:
        dates = tuple(_written(*parts) for parts in _readings(text))
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no day of the calendar; expected YYYY-MM-DD") from None
    if dates:
        return dates
    if partial_date(text).earliest is None:
        raise ValueError(f"{text[:40]!r} is not a date; expected YYYY-MM-DD")
    return (text,)


def _written(year: int, month: int | None, day: int | None) -> str:
    date(year, month or 1, day or 1)
    if not month:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"


def _readings(text: str) -> list[_Parts]:
    """Year, month and day as far as they are said, for each way to read them; none for other
    texts. Raises ValueError for a 0."""
    if match := _ISO.fullmatch(text) or _CHINESE.fullmatch(text):
        numbers = [None if part is None else int(part) for part in match.groups()]
        if 0 in numbers:
            raise ValueError
        return [(numbers[0] or 0, numbers[1], numbers[2])]
    if match := _NUMBERS.fullmatch(text):
        first, mark, second, year = match.groups()
        return _orders(int(first), int(second), int(year), mark)
    if match := _WORDS.fullmatch(text):
        before, word, after, year = match.groups()
        number = _MONTHS.get(word.lower())
        day = before or after
        return [(int(year), number, int(day) if day else None)] if number else []
    return []


def _orders(one: int, two: int, year: int, mark: str) -> list[_Parts]:
    """Two numbers before a year: day first where a full stop says so or no other order is
    possible, else month first where only that is; where both orders are, both."""
    if mark == "." or one > 12 or one == two:
        return [(year, two, one)]
    if two > 12:
        return [(year, one, two)]
    return [(year, two, one), (year, one, two)]
