"""The Federal Register rules that lists cite, and the removals that rules ordered.

`data/notices/federal_register_rules.tsv` joins the page that a list prints, which is that of the
table in the rule, to the rule's first page and its dates. `data/notices/removals.tsv` keeps the
parties that the current text no longer shows. Grades of confidence, from the best down:
`verified` (read in the rule or the publisher's own index), `secondary` (one page of somebody
else), `derived` (taken from another official field, such as the start date in the Consolidated
Screening List), `unknown` (no effective date was found). Recalled values are not in the files.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from tidegate.model.errors import DataError
from tidegate.model.listing import Frozen
from tidegate.model.sources import Removal, Rule
from tidegate.tables.reading import read_tsv
from tidegate.tables.values import shown

Confidence = Literal["verified", "secondary", "derived", "unknown"]


class RuleRow(Frozen, kw_only=True):
    """One row of the table of rules; see `data/schemas/README.md` for the columns."""

    volume: int
    table_page: int
    published: date
    first_page: int | None = None
    last_page: int | None = None
    document: str | None = None
    effective: date | None = None
    title: str
    kind: Literal["additions", "mixed", "revisions", "removals"]
    confidence: Confidence
    source: str
    note: str | None = None


class RemovalRow(Frozen, kw_only=True):
    """One row of the table of removals; see `data/schemas/README.md` for the columns."""

    list_id: str
    names: tuple[str, ...] = ()
    country: str | None = None
    count: int
    what: Literal["party", "part_of_entry", "alias", "unnamed"]
    effective: date | None = None
    published: date | None = None
    citation: str | None = None
    gone_by: date | None = None
    listed: date | None = None
    listed_citation: str | None = None
    confidence: Confidence
    source: str
    note: str | None = None


def load_rules(path: Path) -> tuple[Rule, ...]:
    """The table of rules. Raises DataError for a row that breaks its schema, a page that stands
    twice, or dates that cannot be."""
    seen: dict[tuple[int, int], int] = {}
    rules = []
    for line, row in read_tsv(path, RuleRow):
        fault = _rule_fault(row)
        earlier = seen.setdefault((row.volume, row.table_page), line)
        if earlier != line:
            fault = ("table_page", f"{row.volume} FR {row.table_page} stands in line {earlier} too")
        if fault:
            raise DataError(fault[1], file=shown(path), line=line, field=fault[0])
        rules.append(
            Rule(
                volume=row.volume,
                table_page=row.table_page,
                published=row.published,
                first_page=row.first_page,
                last_page=row.last_page,
                document=row.document,
                effective=row.effective,
                title=row.title,
                confidence=row.confidence,
                source=row.source,
            )
        )
    return tuple(rules)


def _rule_fault(row: RuleRow) -> tuple[str, str] | None:
    """Column and complaint, where a row of the table of rules cannot be right."""
    if row.effective is None and row.confidence != "unknown":
        return "confidence", f"{row.confidence}, but there is no effective date"
    if row.effective is not None and row.confidence == "unknown":
        return "confidence", "an effective date without a grade"
    if row.first_page and row.last_page and row.last_page < row.first_page:
        return "last_page", "the rule ends before it begins"
    return None


def load_removals(path: Path) -> tuple[Removal, ...]:
    """The table of removals. Raises DataError for a row that breaks its schema, a named row
    without a name, or dates out of their order."""
    removals = []
    for line, row in read_tsv(path, RemovalRow):
        fault = _removal_fault(row)
        if fault:
            raise DataError(fault[1], file=shown(path), line=line, field=fault[0])
        removals.append(
            Removal(
                list_id=row.list_id,
                names=row.names,
                effective=row.effective,
                citation=row.citation,
                published=row.published,
                gone_by=row.gone_by,
                listed=row.listed,
                listed_citation=row.listed_citation,
                country=row.country,
                count=row.count,
                confidence=row.confidence,
                source=row.source,
                note=row.note,
            )
        )
    return tuple(removals)


def _removal_fault(row: RemovalRow) -> tuple[str, str] | None:
    """Column and complaint, where a row of the table of removals cannot be right."""
    if bool(row.names) != (row.what in ("party", "part_of_entry")):
        return "names", f"names do not fit what is removed: {row.what}"
    if not (row.effective or row.published or row.gone_by):
        return "effective", "no date at all: neither effective nor published nor gone by"
    if row.listed is not None and row.listed_citation is None:
        return "listed_citation", "a first day in force without its citation"
    end = row.effective or row.published
    if row.listed and end and row.listed >= end:
        return "listed", "listed after it was removed"
    return None
