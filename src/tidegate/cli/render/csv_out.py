"""A screening as CSV: one line for each match, and one for each row without a match."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from tidegate.cli.render import payload, words
from tidegate.cli.render.shapes import Summary
from tidegate.model.results import Context, Hit, ScreenedParty

HEAD = (
    "file", "row", "id", "name", "country", "outcome", "reason", "counts", "list", "list_title",
    "listing", "listed_name", "listed_country", "matched_name", "met", "weak", "score", "why",
    "in_force", "since", "basis", "until", "rule_citation", "citations", "license_requirement",
    "review_policy", "footnotes", "caveats", "name_score", "doubt", "for", "against", "on",
    "known", "lists", "degraded", "engine", "configuration",
)  # fmt: skip

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: object) -> str:
    """A cell as text; what a spreadsheet would run gets an apostrophe in front."""
    text = "" if value is None else words.safe(str(value))
    return f"'{text}" if text.startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def csv_bytes(rows: Iterable[Iterable[object]]) -> bytes:
    """Rows as CSV in UTF-8 with plain line ends, every cell guarded."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


class CsvWriter:
    """`counts` says whether a match raises the alert (`yes`) or does not (`no`)."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._tail: tuple[object, ...] = ()

    def begin(self, context: Context) -> None:
        """The head line."""
        self._tail = (
            context.on, payload.instant(context.known), words.lists_words(context),
            words.degraded_words(context), context.engine, context.configuration,
        )  # fmt: skip
        self._stream.write(csv_bytes([HEAD]))

    def row(self, row: ScreenedParty, file: str | None) -> None:
        """The lines of one row."""
        party = row.party
        front = (file, party.row, party.ref, party.name, party.country, row.outcome, row.reason)
        lines = [(*front, *_match(hit, "yes"), *self._tail) for hit in row.hits]
        lines += [(*front, *_match(hit, "no"), *self._tail) for hit in row.others]
        if not lines:
            empty = ("",) * (len(HEAD) - len(front) - len(self._tail))
            lines = [(*front, *empty, *self._tail)]
        self._stream.write(csv_bytes(lines))

    def end(self, summary: Summary) -> None:
        """Nothing: rejected rows were lines themselves."""


def _match(hit: Hit, counts: str) -> tuple[object, ...]:
    listing, force = hit.listing, hit.force
    return (
        counts,
        listing.list_id,
        hit.list_title,
        listing.listing_id,
        listing.caption,
        listing.country,
        hit.match.name,
        hit.met,
        "yes" if hit.weak else "",
        f"{words.cut(hit.score, 4):.4f}",
        "; ".join(words.why(hit.match.pieces)),
        force.force,
        force.since,
        force.since_basis,
        force.until,
        hit.rule_citation,
        "; ".join(citation.text for citation in listing.citations),
        listing.requirement.text if listing.requirement else "",
        listing.policy.text if listing.policy else "",
        ", ".join(map(str, listing.footnotes)),
        "; ".join(hit.caveats),
        f"{words.cut(hit.name_score, 4):.4f}",
        hit.doubt,
        "; ".join(words.evidence_words(hit, against=False)),
        "; ".join(words.evidence_words(hit, against=True)),
    )
