"""Federal Register citations as the Denied Persons List and the Consolidated Screening List print
them.

`82 F.R. 48792 10/20/2017`, `76 FR 71867`, `77 FR 61249 No. 195`, `81 FR 8829 (2/23/2016)`, several
in a row with commas, semicolons, "and" or nothing between them, and `Vol. 83, No. 91, 05/10/2018`
(volume and issue, no page). Supplement No. 4 prints others: see `us_bis_citations`.
"""

from __future__ import annotations

import re
from datetime import date

from tidegate.model.listing import Citation

_START = re.compile(
    r"(?<!\d)(?P<volume>\d{1,3})[\s.]*F\.?\s?R\b\.?"
    r"|(?:Notice\s+\d+,\s*)?Vol\.?\s*(?P<issue_volume>\d{1,3})\b",
    re.IGNORECASE,
)
_PAGES = re.compile(r"\s*(?P<page>\d{1,6})(?![\d/])(?P<more>(?:\s*,\s*\d{2,6}(?![\d/]))*)")
_DAY = re.compile(r"\(?(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})(?!\d)\)?")
_ISSUE = re.compile(r"\(?\bNo\.?\s*\d+\)?", re.IGNORECASE)
_EDGES = " \t\r\n,;"

# Volume 1 is that of 1936.
_YEAR_OF_VOLUME_NOUGHT = 1935

Troubles = tuple[tuple[str, str], ...]


def read_notices(text: str) -> tuple[tuple[Citation, ...], Troubles]:
    """The citations in a cell in their printed order, and what is wrong with them as pairs of kind
    (`broken_citation`, `citation_year`) and words. Words that are no citation are kept as one that
    has only a text."""
    citations: list[Citation] = []
    troubles: list[tuple[str, str]] = []
    starts = list(_START.finditer(text))
    lead = text[: starts[0].start()] if starts else text
    _leftover(lead, citations, troubles)
    ends = [*(start.start() for start in starts[1:]), len(text)]
    for start, end in zip(starts, ends, strict=False):
        piece = text[start.start() : end]
        _one(piece, start, citations, troubles)
    return tuple(citations), tuple(troubles)


def us_day(text: str) -> date | None:
    """The day that `6/27/03` or `10/20/2017` names; `None` where there is no such day."""
    found = _DAY.fullmatch(text.strip())
    return _date(found) if found else None


def _one(
    piece: str,
    start: re.Match[str],
    citations: list[Citation],
    troubles: list[tuple[str, str]],
) -> None:
    body = piece[start.end() - start.start() :]
    day = _DAY.search(body)
    pages = _PAGES.match(body) if start["volume"] else None
    published = _date(day) if day else None
    rest = body[pages.end() :] if pages else body
    rest = _ISSUE.sub(" ", _DAY.sub(" ", rest, count=1))
    stray = re.sub(r"\band\b", " ", rest).strip(_EDGES + ".")
    shown = piece.strip(_EDGES).removesuffix(" and").rstrip(_EDGES)
    if stray and stray in shown:
        shown = shown[: shown.rindex(stray)].strip(_EDGES)
    volume = int(start["volume"] or start["issue_volume"])
    page = int(pages["page"]) if pages else None
    citations.append(Citation(text=shown, volume=volume, page=page, published=published))
    if (start["volume"] and page is None) or (day and published is None):
        troubles.append(("broken_citation", shown))
    elif published and published.year - volume != _YEAR_OF_VOLUME_NOUGHT:
        troubles.append(("citation_year", shown))
    _leftover(stray, citations, troubles)


def _leftover(words: str, citations: list[Citation], troubles: list[tuple[str, str]]) -> None:
    if words := words.strip(_EDGES):
        citations.append(Citation(text=words))
        troubles.append(("broken_citation", words))


def _date(found: re.Match[str]) -> date | None:
    """The date of a printed day; a year of two digits is of 1936 (volume 1) or later."""
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 1900 if year >= 36 else 2000
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None
