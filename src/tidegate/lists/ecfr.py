"""The dated versions of the Code of Federal Regulations: which day is the newest, and on which days
a part changed.

The eCFR serves the text of any day since 2017. Its answers here are small JSON documents; the
addresses stand in the source's descriptor (`newest`, `changes`), the text's address there has
`{date}` in it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from tidegate.lists.fetch import Fetcher, Request
from tidegate.model.errors import DataError, FetchError
from tidegate.model.sources import SourceDescriptor

_MAX_BYTES = 33_554_432
_TITLE = re.compile(r"title-(\d+)")
# The supplements that hold the Entity List, the Unverified List and the Military End-User List.
_LISTS = re.compile(r"\bsupplement no\. ?[467]\b", re.IGNORECASE)


def dated_url(url: str, day: date) -> str:
    """The address of the text of one day."""
    return url.replace("{date}", day.isoformat())


def newest_ecfr_date(
    fetcher: Fetcher, descriptor: SourceDescriptor, deadline: float = 60.0
) -> date:
    """The day up to which the title is edited: the newest that can be asked for.

    Raises `FetchError` where the answer cannot be had or read.
    """
    url = descriptor.newest
    if url is None:
        raise DataError(f"{descriptor.id} says nothing of its newest date", field="newest")
    title = _title(descriptor)
    answer = _json(fetcher, url, deadline)
    rows = answer.get("titles") if isinstance(answer, dict) else None
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and str(row.get("number")) == title:
            day = _day(row.get("up_to_date_as_of"))
            if day is not None:
                return day
    raise FetchError(
        f"the answer does not say up to which date title {title} is edited",
        file=url,
        expected="titles[].up_to_date_as_of",
    )


def ecfr_change_dates(
    fetcher: Fetcher, descriptor: SourceDescriptor, since: date, deadline: float = 60.0
) -> tuple[date, ...]:
    """The days on which the lists of the part changed, in order: the last one on or before `since`
    (its text is what stood on that day), and all later ones.

    Raises `FetchError` where the answer cannot be had or read.
    """
    url = descriptor.changes
    if url is None:
        raise DataError(f"{descriptor.id} says nothing of its changes", field="changes")
    answer = _json(fetcher, url, deadline)
    rows = answer.get("content_versions") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise FetchError(
            "the answer does not say when the part changed", file=url, expected="content_versions"
        )
    versions = [row for row in rows if isinstance(row, dict)]
    # Other sections of the part change too, and the lists with them rarely: only where no
    # supplement is named are all changes taken.
    ours = [row for row in versions if _LISTS.search(f"{row.get('identifier')} {row.get('name')}")]
    days = {_day(row.get("issue_date") or row.get("date")) for row in ours or versions}
    known = sorted(day for day in days if day is not None)
    before = [day for day in known if day <= since]
    return tuple(before[-1:] + [day for day in known if day > since])


def _title(descriptor: SourceDescriptor) -> str:
    for form in descriptor.forms.values():
        for member in form.members.values():
            if found := _TITLE.search(member.url):
                return found[1]
    raise DataError(f"no address of {descriptor.id} names a title", field="forms.*.members.*.url")


def _json(fetcher: Fetcher, url: str, deadline: float) -> Any:
    import msgspec

    fetched = fetcher.fetch(Request(url=url, max_bytes=_MAX_BYTES, deadline=deadline))
    try:
        return msgspec.json.decode(fetched.content or b"")
    except msgspec.DecodeError as error:
        raise FetchError(f"the answer is no JSON ({error})", file=url) from error


def _day(printed: object) -> date | None:
    try:
        return date.fromisoformat(str(printed)[:10])
    except ValueError:
        return None
