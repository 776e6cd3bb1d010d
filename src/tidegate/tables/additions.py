"""The project's own sourced names for listings: `data/supplement/*.tsv`.

No official list of the United States prints a Chinese name. What is known from company filings
and from other official lists stands here, each with its source and grade, and is shown as ours,
never as the list's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from tidegate.model.errors import DataError
from tidegate.model.listing import Frozen, fold
from tidegate.model.sources import Supplement
from tidegate.tables.reading import read_tsv
from tidegate.tables.values import shown

Kind = Literal["native", "brand", "former", "current"]
Grade = Literal["verified", "secondary", "derived", "computed"]


class SupplementRow(Frozen, kw_only=True):
    """One supplementary name; see `data/schemas/README.md` for the columns."""

    list_id: str
    listed_name: str
    text: str
    kind: Kind
    language: str | None = None
    confidence: Grade
    caution: str | None = None
    source: str


def load(folder: Path) -> tuple[Supplement, ...]:
    """All supplementary names of a folder, file by file. Raises DataError for a row that breaks
    its schema or that says again what a row above says."""
    found = []
    seen: dict[tuple[str, str, str], str] = {}
    files = sorted(folder.glob("*.tsv"))
    if not files:
        raise DataError("no table of names in this folder", file=shown(folder))
    for path in files:
        file = shown(path)
        for line, row in read_tsv(path, SupplementRow):
            place = f"{file}:{line}"
            earlier = seen.setdefault((row.list_id, fold(row.listed_name), row.text), place)
            if earlier != place:
                raise DataError(
                    f"{row.text} stands in {earlier} too",
                    file=file,
                    line=line,
                    field="text",
                )
            found.append(
                Supplement(
                    list_id=row.list_id,
                    listed_name=row.listed_name,
                    text=row.text,
                    kind=row.kind,
                    source=row.source,
                    confidence=row.confidence,
                    language=row.language,
                    caution=row.caution,
                )
            )
    return tuple(found)
