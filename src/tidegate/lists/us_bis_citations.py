"""Federal Register citations as part 744 prints them, the broken ones included.

The usual form is volume, `FR`, page, comma, date: `84 FR 54004, 10/9/19.` (Supplements No. 4 and
No. 7) or `85 FR 64017, October 9, 2020` (Supplement No. 6). What is printed otherwise is kept
verbatim and reported; a number is taken from it only where it can be read in one way.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from tidegate.model.listing import Citation

# Volume N of the Federal Register is that of the year 1935 + N (volume 1: 1936).
_VOLUME_ONE_YEAR = 1936
_FIRST_YEAR = 1936

_START = re.compile(r"\b(?P<volume>\d{1,3})\s*(?:FR\b\s*)+")
_USUAL = re.compile(
    r"\d{1,3} FR (?P<page>\d{1,6})(?:\s*[,.]\s*|\s+)"
    r"(?:(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})"
    r"|(?P<words>[A-Z][a-z]+ \d{1,2}, \d{4}))"
    r"[\s.,;]*"
)
_PAGE = re.compile(r"(?:FR\s*)+(?P<page>\d{1,6})\b")
_NUMBERS = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d+)(?!\d)")
_WORDS = re.compile(r"\b(?P<month>[A-Z][a-z]{2})[a-z]*\.? (?P<day>\d{1,2}), (?P<year>\d{4})\b")
_GLUED = re.compile(r"FR\s*(?P<run>\d{5,8})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})(?!\d)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Troubles = tuple[tuple[str, str], ...]


@lru_cache(maxsize=4096)
def read_citations(text: str) -> tuple[tuple[Citation, ...], Troubles]:
    """The citations in a cell, in their printed order, and what is wrong with them.

    Each trouble is a pair of a kind (`broken_citation`, `citation_year`, `unread_citation`) and
    the words. Text that stands before the first volume is a trouble, never dropped.
    """
    starts = list(_START.finditer(text))
    lead = text[: starts[0].start()] if starts else text
    citations: list[Citation] = []
    troubles: list[tuple[str, str]] = []
    if lead.strip(" .,;"):
        citations.append(Citation(text=lead.strip()))
        troubles.append(("unread_citation", lead.strip()))
    ends = [*(start.start() for start in starts[1:]), len(text)]
    for start, end in zip(starts, ends, strict=False):
        citation, trouble = _one(text[start.start() : end].strip(), int(start["volume"]))
        citations.append(citation)
        troubles.extend(trouble)
    return tuple(citations), tuple(troubles)


def _one(piece: str, volume: int) -> tuple[Citation, list[tuple[str, str]]]:
    """One citation from its volume up to the next one's."""
    usual = _USUAL.fullmatch(piece)
    text = piece.rstrip(" .,;")
    if usual:
        page: int | None = int(usual["page"])
        published = _date(usual) if usual["month"] else _worded(usual["words"])
    else:
        page, published = _broken(piece)
    citation = Citation(text=text, volume=volume, page=page, published=published)
    troubles = []
    if not usual or published is None:
        troubles.append(("broken_citation", text))
    if published and published.year - _VOLUME_ONE_YEAR + 1 != volume:
        troubles.append(("citation_year", text))
    return citation, troubles


def _broken(piece: str) -> tuple[int | None, date | None]:
    """Page and date of a citation that is not in the usual form, where they are certain."""
    glued = _GLUED.search(piece)
    if glued:
        return _unglue(glued)
    page = _PAGE.search(piece)
    numbers = _NUMBERS.search(piece)
    published = _date(numbers) if numbers else _worded(piece)
    return (int(page["page"]) if page else None), published


def _unglue(glued: re.Match[str]) -> tuple[int | None, date | None]:
    """A page and a month printed as one run of digits: `231164/18/12`.

    The month is the last digit, or the last two where they make one; if both can be, neither the
    page nor the date is certain.
    """
    run = glued["run"]
    readings = []
    for digits in (1, 2):
        month = run[-digits:]
        if not month.startswith("0") or digits == 2:
            published = _make(glued["year"], int(month), int(glued["day"]))
            if published:
                readings.append((int(run[:-digits]), published))
    return readings[0] if len(readings) == 1 else (None, None)


def _date(found: re.Match[str]) -> date | None:
    return _make(found["year"], int(found["month"]), int(found["day"]))


def _worded(text: str | None) -> date | None:
    found = _WORDS.search(text or "")
    if not found or found["month"] not in _MONTHS:
        return None
    return _make(found["year"], _MONTHS.index(found["month"]) + 1, int(found["day"]))


def _make(year: str, month: int, day: int) -> date | None:
    """A date from a printed year of four or of two digits (`96` is 1996, `19` is 2019)."""
    if len(year) not in (2, 4):
        return None
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 60 else 2000)
    if full < _FIRST_YEAR:
        return None
    try:
        return date(full, month, day)
    except ValueError:
        return None
