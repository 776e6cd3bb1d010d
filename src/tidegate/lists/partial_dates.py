"""Dates as lists print them: a day, a month, a year, a span, or about then.

Lists give dates of birth and of documents with the precision that they have: `12 Mar 1965`,
`Mar 1965`, `1965`, `circa 1965`, `1965 to 1970`. A `PartialDate` keeps the words and says which
days they can mean. "Circa" is marked and widens nothing: how far it reaches is a question for
whoever compares, not for whoever reads.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from tidegate.model.listing import PartialDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_SINGLE = re.compile(
    r"(?:"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})(?:T.*|Z|[+-]\d{2}:?\d{2})?"
    r"|(?P<only>\d{4})(?:-(?P<month3>\d{2}))?"
    r"|(?P<month2>[A-Za-z]{3,9})\.?(?:,?[\s-]+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,)?"
    r"[\s,-]+(?P<year2>\d{4})"
    r"|(?P<decade>\d{3}0)'?s"
    r")\Z"
)
_CIRCA = re.compile(
    r"(?:circa|approximately|approx\.?|about|around|ca?\.|c\.|early|mid|late)[\s-]+", re.IGNORECASE
)
_SPAN = re.compile(
    r"(?:between\s+|from\s+)?(?P<first>.+?)"
    r"(?:\s+(?:to|and|or|until)\s+|\s*[–—]\s*|(?<=\d{4})\s*[-/]\s*(?=\d{4}\Z))"
    r"(?P<last>.+)\Z",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def partial_date(text: str) -> PartialDate:
    """Read one printed date; `earliest` and `latest` stay `None` where it cannot be read."""
    words = " ".join(text.split()).strip(" .,;")
    circa, days = _read(words)
    if days is None:
        return PartialDate(text=text.strip(), circa=circa)
    return PartialDate(text=text.strip(), earliest=days[0], latest=days[1], circa=circa)


def exact_date(text: str) -> date | None:
    """The day, where the text names one day and no less; otherwise `None`."""
    read = partial_date(text)
    return read.earliest if read.earliest == read.latest and not read.circa else None


def year_span(first: str, last: str, *, circa: bool = False) -> PartialDate:
    """A span printed as two years in two fields."""
    span = partial_date(f"{first} to {last}")
    return PartialDate(text=span.text, earliest=span.earliest, latest=span.latest, circa=circa)


def _read(words: str) -> tuple[bool, tuple[date, date] | None]:
    circa = False
    while found := _CIRCA.match(words):
        circa, words = True, words[found.end() :]
    days = _single(words)
    if days is not None:
        return circa or words.endswith("s"), days
    span = _SPAN.match(words)
    if span is None:
        return circa, None
    begin = span["first"]
    if begin.strip(" .").casefold() in _MONTHS:  # "Aug. and Sep. 1977"
        begin = f"{begin} {words[-4:]}"
    first_circa, first = _read(begin)
    last_circa, last = _read(span["last"])
    circa = circa or first_circa or last_circa
    if first is None or last is None or first[0] > last[1]:
        return circa, None
    return circa, (first[0], last[1])


def _single(words: str) -> tuple[date, date] | None:
    """The days that one date without "circa" or "to" can mean."""
    found = _SINGLE.match(words)
    if found is None:
        return None
    try:
        if found["iso"]:
            day = date.fromisoformat(found["iso"])
            return day, day
        if found["month3"]:
            return _month(int(found["only"]), int(found["month3"]))
        if found["only"] or found["decade"]:
            year = int(found["only"] or found["decade"])
            return date(year, 1, 1), date(year + (9 if found["decade"] else 0), 12, 31)
        year = int(found["year"] or found["year2"])
        month = _MONTHS[(found["month"] or found["month2"]).casefold()]
        if number := found["day"] or found["day2"]:
            day = date(year, month, int(number))
            return day, day
        return _month(year, month)
    except (ValueError, KeyError):
        # The 31st of February, or a word that is no month: the words are kept, no day is made up.
        return None


def _month(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month. Raises ValueError where there is no such month."""
    first = date(year, month, 1)
    return first, date(year, month, calendar.monthrange(year, month)[1])
