"""The Denied Persons List: a tab-separated text with one row for each name and address.

Columns: name, street, city, state, country, postal code, effective and expiry date (mm/dd/yyyy),
whether the order is a standard one, last update, action, and the Federal Register citations. A
person with several addresses, or several names in one order, has several rows: each is a listing
of its own, and those of one name and one order carry the same `party`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from tidegate.lists.federal_register import read_notices, us_day
from tidegate.lists.table import Layout, Row, read_table
from tidegate.model.errors import RefusedError
from tidegate.model.listing import (
    Address,
    Anomaly,
    Detail,
    Listing,
    Name,
    ParsedList,
    entry_key,
    number_repeats,
)

LIST_ID = "us_bis_denied_persons"
COLUMNS = (
    "Name",
    "Street_Address",
    "City",
    "State",
    "Country",
    "Postal_Code",
    "Effective_Date",
    "Expiration_Date",
    "Standard_Order",
    "Last_Update",
    "Action",
    "FR_Citation",
)
_LAYOUT = Layout(file="dpl.txt", columns=COLUMNS, delimiter="\t")
_DETAILS = (
    ("Standard_Order", "standard_order"),
    ("Last_Update", "last_update"),
    ("Action", "action"),
)


def parse(members: Mapping[str, bytes]) -> tuple[ParsedList, ...]:
    """Read the list from its one member, `main`. Raises `RefusedError` where it is not whole."""
    if "main" not in members:
        raise RefusedError("the Denied Persons List has no file", expected="the member main")
    table = read_table(members["main"], _LAYOUT)
    bases = [entry_key(row.cells["Country"], row.cells["Name"]) for row in table.rows]
    orders = [entry_key(row.cells["Name"], row.cells["Effective_Date"]) for row in table.rows]
    shared = Counter(orders)
    anomalies = list(table.anomalies)
    listings = []
    for row, key, order in zip(table.rows, number_repeats(bases), orders, strict=True):
        party = order if shared[order] > 1 else None
        listing, found = _listing(row, key, party, table.extra)
        listings.append(listing)
        anomalies += found
    return (
        ParsedList(
            list_id=LIST_ID,
            rows=len(table.rows),
            listings=tuple(listings),
            anomalies=tuple(anomalies),
        ),
    )


def _listing(
    row: Row, key: str, party: str | None, extra: tuple[str, ...]
) -> tuple[Listing, list[Anomaly]]:
    cells = row.cells
    name = " ".join(cells["Name"].split())
    unparsed = [row.broken] if row.broken else []
    troubles: list[tuple[str, str]] = [] if name else [("no_name", "a row without a name")]
    citations, broken = read_notices(cells["FR_Citation"])
    troubles += broken
    dates = []
    for column in ("Effective_Date", "Expiration_Date"):
        day, wrong = _day(cells[column])
        dates.append(day)
        if wrong:
            unparsed.append(f"{column}: {wrong}")
            troubles.append(("bad_date", f"{column} {wrong}"))
    address = _address(cells)
    listing = Listing(
        list_id=LIST_ID,
        key=key,
        names=(Name(text=name),) if name else (),
        addresses=(address,) if address else (),
        country=cells["Country"] or None,
        citations=citations,
        listed=dates[0],
        expires=dates[1],
        details=tuple(_details(cells, extra)),
        unparsed=tuple(unparsed),
        party=party,
        row=row.line,
    )
    return listing, [
        Anomaly(kind=kind, text=text, place=row.line, key=key) for kind, text in troubles
    ]


def _day(text: str) -> tuple[date | None, str | None]:
    """The date in a cell, or the words that are none; both `None` for an empty cell."""
    day = us_day(text)
    return (day, None) if day or not text else (None, text)


def _address(cells: Mapping[str, str]) -> Address | None:
    street, city, region, postal_code, country = (
        " ".join(cells[column].split()) or None
        for column in ("Street_Address", "City", "State", "Postal_Code", "Country")
    )
    text = ", ".join(filter(None, (street, city, region, postal_code, country)))
    if not text:
        return None
    return Address(
        text=text,
        street=street,
        city=city,
        region=region,
        postal_code=postal_code,
        country=country,
    )


def _details(cells: Mapping[str, str], extra: tuple[str, ...]) -> Iterator[Detail]:
    for column, key in (*_DETAILS, *((column, column) for column in extra)):
        if cells[column]:
            yield Detail(key=key, value=cells[column])
