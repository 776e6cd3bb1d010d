"""The three layouts of stakes, told apart by their content."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tidegate.app.intake.encodings import recognise
from tidegate.app.stakes.shares import share_of
from tidegate.model.errors import InputError
from tidegate.model.listing import fold
from tidegate.model.ownership import CONSOLIDATED, UNKNOWN_SHARE, Measure, Share, Stake
from tidegate.model.results import Reject
from tidegate.tables.intake import intake
from tidegate.tables.stakes import StakeColumns, stake_columns

_FIELDS = (
    "owner", "owned", "owner_country", "owned_country", "share", "measure", "share_class", "joint",
    "from", "to", "source", "listings",
)  # fmt: skip
_MARKS = ",;\t|"


class Named(NamedTuple):
    """A party as a file of stakes names it; `listings` are the tags that it states."""

    id: str
    name: str
    country: str | None = None
    listings: tuple[str, ...] = ()


class StakesFile(NamedTuple):
    """What a file states: parties by id, stakes, and the rows that could not be read."""

    form: str
    parties: dict[str, Named]
    stakes: tuple[Stake, ...]
    rejects: tuple[Reject, ...]


def read_stakes(path: Path) -> StakesFile:
    """The stakes of a file: CSV with headings of its own, FollowTheMoney entities as JSON lines, or
    GLEIF relationship records as CSV.

    Raises InputError where the file is missing, empty or has no columns of owner and owned.
    """
    try:
        content = path.read_bytes()
    except OSError as broken:
        raise InputError(f"cannot be read ({broken.strerror})", file=str(path)) from None
    if not content.strip():
        raise InputError("the file is empty", file=str(path))
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return _Reader("followthemoney").entities(content, str(path))
    form = recognise(io.BytesIO(content), str(path), intake().encodings, None)
    text = content.decode(form.codec, errors="replace").lstrip("\ufeff")
    return _table(text, str(path))


def _table(text: str, file: str) -> StakesFile:
    first = text.split("\n", 1)[0]
    delimiter = max(_MARKS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    heading = next(rows)
    table = stake_columns()
    if table.gleif.child in heading:
        return _Reader("gleif").gleif(rows, heading)
    fields = [table.headings.get(fold(cell) or cell.strip(), "") for cell in heading]
    for field in ("owner", "owned"):
        if field not in fields and f"{field}_id" not in fields:
            raise InputError(
                f"no column for the {field}; the columns are {', '.join(map(repr, heading))}",
                file=file,
                line=1,
                expected="headings such as owner, owned, pct",
            )
    return _Reader("csv").rows(rows, fields)


class _Reader:
    """Gathers parties and stakes; what cannot be read is put aside with its line."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.table: StakeColumns = stake_columns()
        self.parties: dict[str, Named] = {}
        self.stakes: list[Stake] = []
        self.rejects: list[Reject] = []
        self._shares: dict[str, Share] = {}
        self._keys: dict[str, str] = {}

    def _done(self) -> StakesFile:
        return StakesFile(self.form, self.parties, tuple(self.stakes), tuple(self.rejects))

    def _refuse(self, line: int, reason: str, field: str | None = None) -> None:
        self.rejects.append(Reject(line=line, reason=reason, field=field))

    def _party(self, ident: str, name: str, country: str, listings: str = "") -> str:
        key = ident or self._key(name)
        held = self.parties.get(key)
        if held is None:
            tags = tuple(tag for part in listings.split(";") if (tag := part.strip()))
            self.parties[key] = Named(key, name or ident, country or None, tags)
        elif listings and not held.listings:
            tags = tuple(tag for part in listings.split(";") if (tag := part.strip()))
            self.parties[key] = held._replace(listings=tags)
        elif country and not held.country:
            self.parties[key] = held._replace(country=country)
        return key

    def _key(self, name: str) -> str:
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = fold(name) or name
        return key

    def _share(self, text: str, line: int) -> Share:
        share = self._shares.get(text)
        if share is None:
            try:
                share = share_of(text)
            except InputError as wrong:
                # The stake is there, its share is not: it counts as unknown and is told.
                self._refuse(line, f"{wrong.message}: kept as an unknown share", "share")
                return UNKNOWN_SHARE
            self._shares[text] = share
        return share

    def _day(self, text: str, line: int, field: str) -> tuple[date | None, bool]:
        """A date, and whether the stake surely runs as stated."""
        if not text:
            return None, True
        try:
            return date.fromisoformat(text[:10]), True
        except ValueError:
            self._refuse(line, f"{text!r} is no date; the stake counts as perhaps held", field)
            return None, False

    # -- CSV ------------------------------------------------------------------------------

    def rows(self, rows: Iterator[list[str]], fields: list[str]) -> StakesFile:
        """Rows under headings of their own."""
        places = {field: place for place, field in enumerate(fields) if field}
        width = len(fields)
        absent = dict.fromkeys(("owner_id", "owned_id", *_FIELDS), width)
        at = {**absent, **places}
        for line, cells in enumerate(rows, start=2):
            if not any(cells):
                continue
            if len(cells) != width:
                self._refuse(line, f"{len(cells)} cells under {width} headings")
                continue
            cells.append("")
            self._row(line, {field: cells[place].strip() for field, place in at.items()})
        return self._done()

    def _row(self, line: int, cell: dict[str, str]) -> None:
        for side in ("owner", "owned"):
            if not cell[side] and not cell[f"{side}_id"]:
                self._refuse(line, f"the {side} is not stated", side)
                return
        share = self._share(cell["share"], line)
        word = fold(cell["measure"])
        measure = self.table.measures.get(word) if word else Measure.CAPITAL
        if measure is None:
            self._refuse(line, f"{cell['measure']!r} is no measure; taken as capital", "measure")
            measure = Measure.CAPITAL
        begin, sure = self._day(cell["from"], line, "from")
        end, also = self._day(cell["to"], line, "to")
        self.stakes.append(
            Stake(
                owner=self._party(
                    cell["owner_id"], cell["owner"], cell["owner_country"], cell["listings"]
                ),
                owned=self._party(cell["owned_id"], cell["owned"], cell["owned_country"]),
                share=share,
                measure=measure,
                share_class=cell["share_class"] or None,
                joint=cell["joint"] or None,
                from_=begin,
                to=end,
                certain=sure and also,
                source=cell["source"] or None,
                row=line,
            )
        )

    # -- GLEIF ----------------------------------------------------------------------------

    def gleif(self, rows: Iterator[list[str]], heading: list[str]) -> StakesFile:
        """Relationship records: a child whose accounts a parent takes into its own. How much of it
        the parent owns, they do not say."""
        layout = self.table.gleif
        places = {name: place for place, name in enumerate(heading)}
        for line, cells in enumerate(rows, start=2):
            child, parent = (_cell(cells, places, name) for name in (layout.child, layout.parent))
            if _cell(cells, places, layout.type) not in layout.types:
                continue
            if not child or not parent:
                self._refuse(line, "a relationship without its two LEIs")
                continue
            active = _cell(cells, places, layout.status) in layout.active
            begin, sure = self._day(_cell(cells, places, layout.start), line, layout.start)
            end, also = self._day(_cell(cells, places, layout.end), line, layout.end)
            self.stakes.append(
                Stake(
                    owner=self._party(parent, "", ""),
                    owned=self._party(child, "", ""),
                    share=CONSOLIDATED,
                    measure=Measure.CONSOLIDATION,
                    from_=begin,
                    to=end,
                    certain=active and sure and also,
                    source="GLEIF level 2",
                    row=line,
                )
            )
        return self._done()

    # -- FollowTheMoney -------------------------------------------------------------------

    def entities(self, content: bytes, file: str) -> StakesFile:
        """Entities, one on each line: `Ownership` gives stakes, everything with a name parties."""
        waiting: list[tuple[int, dict[str, list[str]]]] = []
        for line, raw in enumerate(content.split(b"\n"), start=1):
            if not raw.strip():
                continue
            entity = self._entity(line, raw)
            if entity is None:
                continue
            properties = entity["properties"]
            if entity.get("schema") == "Ownership":
                waiting.append((line, properties))
            elif properties.get("name"):
                country = next(iter(properties.get("country", [])), "")
                self._party(str(entity["id"]), properties["name"][0], country)
        for line, properties in waiting:
            self._owns(line, properties)
        if not self.stakes and not self.rejects:
            raise InputError("no Ownership entity in the file", file=file)
        return self._done()

    def _entity(self, line: int, raw: bytes) -> dict[str, Any] | None:
        try:
            entity = json.loads(raw)
        except ValueError as broken:
            self._refuse(line, f"not JSON: {broken}")
            return None
        if not isinstance(entity, dict) or not isinstance(entity.get("properties"), dict):
            self._refuse(line, "no entity of FollowTheMoney: it has no properties")
            return None
        return entity

    def _owns(self, line: int, properties: dict[str, list[str]]) -> None:
        first = {key: str(values[0]) for key, values in properties.items() if values}
        if "owner" not in first or "asset" not in first:
            self._refuse(line, "an Ownership without owner or asset")
            return
        begin, sure = self._day(first.get("startDate", ""), line, "startDate")
        end, also = self._day(first.get("endDate", ""), line, "endDate")
        self.stakes.append(
            Stake(
                owner=self._party(first["owner"], "", ""),
                owned=self._party(first["asset"], "", ""),
                share=self._share(first.get("percentage", ""), line),
                from_=begin,
                to=end,
                certain=sure and also,
                source=first.get("sourceUrl") or first.get("recordId"),
                row=line,
            )
        )


def _cell(cells: list[str], places: dict[str, int], name: str) -> str:
    place = places.get(name)
    return cells[place].strip() if place is not None and place < len(cells) else ""
