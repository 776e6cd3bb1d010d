"""The Consolidated Screening List: the lists of Commerce, State and the Treasury in one file.

Each entry says in `source` which list it comes from; its code (EL, DPL, UVL, MEU, ISN, DTC, SDN,
SSI, FSE, CAP, CMIC, MBS, PLC) is the listing's `section`. Two generations of CSV header (2019
without `_id`) and the JSON form are read: `results`, a bare list, or the reply of the search API.

Three columns say nothing about the party and are not kept in the listing: the compiler's handle
(`_id`, `id`) and the two links to the publisher's pages. Kept there, a link that moves would show
as a change of every party. The snapshot's bytes have them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tidegate.lists import us_csl_cells as cells
from tidegate.lists.partial_dates import exact_date
from tidegate.lists.table import Layout, read_table, refuse_blank
from tidegate.lists.us_csl_entry import COLUMNS, LIST_COLUMNS, Entry, parsed_list, section_of
from tidegate.model.errors import RefusedError
from tidegate.model.listing import Anomaly, ParsedList

_CSV = Layout(file="consolidated.csv", columns=COLUMNS, optional=("_id",))
_JSON_FILE = "consolidated.json"
_NOT_OF_THE_PARTY = frozenset(("_id", "id", "source_list_url", "source_information_url", "score"))
_JSON_ONLY = frozenset(("country",))
# What the entries of a section cannot be without: none of them having it means that it was renamed.
_OF_SECTION = {
    "EL": ("license_requirement", "license_policy", "addresses"),
    "MEU": ("license_requirement", "addresses"),
    "DPL": ("start_date",),
    "SDN": ("entity_number", "programs"),
}
_STAYS = "Fetch the file again; the earlier snapshot stays in force"


def parse_csv(members: Mapping[str, bytes]) -> tuple[ParsedList, ...]:
    """Read the CSV form from the member `main`. Raises `RefusedError` where it is not whole or a
    column is missing or was renamed."""
    table = read_table(_main(members), _CSV)
    label_last = cells.is_label_last(row.cells["ids"] for row in table.rows)
    entries = []
    for row in table.rows:
        states = section_of(row.cells["source"]) == "DPL"
        entries.append(
            Entry(
                row=row.line,
                texts={key: cells.tidy(value) for key, value in row.cells.items()},
                lists={key: cells.split(row.cells[key]) for key in LIST_COLUMNS},
                addresses=tuple(cells.addresses_of_text(row.cells["addresses"], states=states)),
                ids=tuple(cells.ids_of_text(row.cells["ids"], label_last=label_last)),
                extra=tuple((key, row.cells[key]) for key in table.extra if row.cells[key]),
                broken=row.broken,
            )
        )
    return (parsed_list(entries, table.anomalies),)


def parse_json(members: Mapping[str, bytes]) -> tuple[ParsedList, ...]:
    """Read the JSON form from the member `main`: `{"results": […]}`, a bare list, or one whole
    reply of the search API.

    Raises `RefusedError` for JSON that is cut off, for one page of several, and where a key that
    a section cannot be without is in none of its entries.
    """
    content = _main(members)
    document = _decoded(content)
    anomalies: list[Anomaly] = []
    entries = [_of_object(item, place) for place, item in enumerate(_results(document), start=1)]
    _check_keys(entries)
    strangers = Counter(key for entry in entries for key, _ in entry.extra)
    for key in sorted(strangers):
        words = f"key '{key}' is new ({strangers[key]:,} entries): kept as a detail"
        anomalies.append(Anomaly(kind="unknown_column", text=words))
    return (parsed_list(entries, anomalies, _day_of(document)),)


# --- JSON ---


def _main(members: Mapping[str, bytes]) -> bytes:
    if "main" not in members:
        raise RefusedError(
            "the Consolidated Screening List has no file", expected="the member main"
        )
    return members["main"]


def _decoded(content: bytes) -> Any:
    import msgspec

    refuse_blank(content, _JSON_FILE)
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RefusedError(
            f"the JSON is cut off or broken ({error})", file=_JSON_FILE, todo=_STAYS
        ) from error


def _results(document: Any) -> list[Mapping[str, Any]]:
    results = document.get("results") if isinstance(document, dict) else document
    if not isinstance(results, list) or not all(isinstance(item, dict) for item in results):
        raise RefusedError(
            "the JSON has no list of entries", file=_JSON_FILE, field="results", todo=_STAYS
        )
    total = document.get("total") if isinstance(document, dict) else None
    if isinstance(total, int) and total > len(results):
        raise RefusedError(
            f"one page of a search: {len(results):,} of {total:,} entries",
            file=_JSON_FILE,
            field="total",
            todo="Put the pages together, or take the whole file",
        )
    return results


def _day_of(document: Any) -> date | None:
    """The day on which a reply of the search API was made."""
    if not isinstance(document, dict):
        return None
    return exact_date(cells.tidy(document.get("search_performed_at"))[:10])


def _of_object(item: Mapping[str, Any], place: int) -> Entry:
    structured = {"addresses", "ids", *LIST_COLUMNS}
    known = structured | set(COLUMNS) | _NOT_OF_THE_PARTY | _JSON_ONLY
    texts = {
        key: cells.tidy(value)
        for key, value in item.items()
        if key in known and key not in structured
    }
    entry = Entry(
        row=place,
        texts=texts,
        lists={key: cells.values(item.get(key)) for key in LIST_COLUMNS},
        addresses=tuple(cells.addresses_of_objects(_objects(item, "addresses"))),
        ids=tuple(cells.ids_of_objects(_objects(item, "ids"))),
        extra=tuple(
            (key, cells.tidy(value))
            for key, value in sorted(item.items())
            if key not in known and value not in (None, "", [], {})
        ),
    )
    for key in structured & set(item):
        entry.texts.setdefault(key, "")
    for key in ("addresses", "ids"):
        odd = [one for one in item.get(key) or () if not isinstance(one, Mapping)]
        for one in odd:
            entry.unparsed.append(f"{key}: {cells.tidy(one)}")
            entry.trouble("unread_cell", f"{key}: {cells.tidy(one)}")
    return entry


def _objects(item: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    return (one for one in item.get(key) or () if isinstance(one, Mapping))


def _check_keys(entries: Sequence[Entry]) -> None:
    """Fields vary by list and may be left out of an entry, but not out of a whole section."""
    for key in ("source", "name"):
        if entries and not any(key in entry.texts for entry in entries):
            raise _renamed(key, "any entry")
    by_section: dict[str | None, list[Entry]] = {}
    for entry in entries:
        by_section.setdefault(section_of(entry.text("source")), []).append(entry)
    for section, keys in _OF_SECTION.items():
        for key in keys:
            found = by_section.get(section, [])
            if found and not any(key in entry.texts for entry in found):
                raise _renamed(key, f"any entry of {section}")


def _renamed(key: str, where: str) -> RefusedError:
    return RefusedError(
        f"'{key}' is not in {where}: it was left out or renamed",
        file=_JSON_FILE,
        field=key,
        todo="The layout of the list has changed; the earlier snapshot stays in force",
    )
