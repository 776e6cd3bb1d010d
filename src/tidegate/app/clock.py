"""The only clock of the program: everything else is handed its instants and dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where "now" comes from."""

    def now(self) -> datetime:
        """The present instant, in UTC."""


class SystemClock:
    """The machine's clock, made strictly increasing: no two records share an instant."""

    def __init__(self) -> None:
        self._last = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """The present instant, at least a microsecond after the one given before."""
        self._last = max(datetime.now(UTC), self._last + timedelta(microseconds=1))
        return self._last


def as_date(value: date | str | None, default: date) -> date:
    """A date given as such or as YYYY-MM-DD.

    Raises `UsageError` for a text that names no day.
    """
    from tidegate.model.errors import UsageError

    if value is None:
        return default
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(
            f"{value!r} is no day of the calendar", field="on", expected="a date such as 2019-10-09"
        ) from None


def as_instant(value: datetime | date | str | None, default: datetime) -> datetime:
    """An instant given as such, or as ISO text. A date means the end of that day in UTC: all
    that was recorded on it is known.

    Raises `UsageError` for a text that names no instant.
    """
    from tidegate.model.errors import UsageError

    if value is None:
        return default
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
        except ValueError:
            raise UsageError(
                f"{value!r} is no instant",
                field="known",
                expected="a date or an instant such as 2026-11-22T12:00:00Z",
            ) from None
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return datetime(value.year, value.month, value.day, tzinfo=UTC) + timedelta(
        days=1, microseconds=-1
    )
