"""A screening as a workbook: the rows, the matches, and on what they rest.

Every cell is written as what it is (text as text), so that no name can become a formula or a link.
"""

from __future__ import annotations

import io
from typing import Any, BinaryIO

from tidegate.cli.render import payload, words
from tidegate.cli.render.shapes import Summary
from tidegate.cli.render.words import ListWords
from tidegate.model.errors import UsageError
from tidegate.model.results import Context, Hit, Outcome, ScreenedParty

_ROWS = (
    ("file", 18), ("row", 6), ("id", 12), ("name", 42), ("country", 14), ("outcome", 15),
    ("reason", 60), ("matches", 9), ("best score", 10), ("best listing", 42),
)  # fmt: skip
_MATCHES = (
    ("file", 18), ("row", 6), ("id", 12), ("name", 36), ("counts", 8), ("list", 28),
    ("listed name", 42), ("country", 14), ("matched name", 36), ("met", 10), ("weak", 7),
    ("score", 8), ("why", 60), ("in force", 16), ("since", 12), ("basis", 12), ("until", 12),
    ("rule", 16), ("citations", 40), ("licence requirement", 60), ("review policy", 60),
    ("footnotes", 10), ("addresses", 60), ("caveats", 50), ("listing", 40),
    ("name score", 8), ("doubt", 30), ("for", 40), ("against", 40),
)  # fmt: skip
_MOST_ROWS = 1_048_575
_MOST_CHARS = 32_000
_FILLS = {"alert": "#F8D7DA", "undetermined": "#FFE8B3", "error": "#FFE8B3", "clear": "#DDF2E1"}


class XlsxWriter:
    """Written to memory in constant space for each row, handed on when the screening is whole."""

    def __init__(self, stream: BinaryIO, lists: ListWords) -> None:
        import xlsxwriter

        self._stream, self._lists = stream, lists
        self._buffer = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(
            self._buffer,
            {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False},
        )
        self._at = {"rows": 0, "matches": 0}
        self._context: Context | None = None

    def begin(self, context: Context) -> None:
        """The three sheets with their heads."""
        self._context = context
        book = self._book
        # The time of knowledge, not the clock: the same answer gives the same file.
        book.set_properties({"created": context.known.replace(tzinfo=None), "title": "Screening"})
        self._head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EDF1F5"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._plain = book.add_format({"valign": "top"})
        self._score = book.add_format({"num_format": "0.0000", "valign": "top"})
        self._fills = {
            name: book.add_format({"bg_color": colour, "bold": True, "valign": "top"})
            for name, colour in _FILLS.items()
        }
        self._rows = self._sheet("Rows", _ROWS)
        self._matches = self._sheet("Matches", _MATCHES)
        self._basis = book.add_worksheet("Provenance")

    def _sheet(self, name: str, columns: tuple[tuple[str, int], ...]) -> Any:
        sheet = self._book.add_worksheet(name)
        for at, (_, width) in enumerate(columns):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 0)
        for at, (title, _) in enumerate(columns):
            sheet.write_string(0, at, title, self._head)
        return sheet

    def _write(self, sheet: Any, key: str, cells: tuple[object, ...]) -> None:
        self._at[key] += 1
        if self._at[key] > _MOST_ROWS:
            raise UsageError(
                "more rows than a spreadsheet holds", field="--format", todo="Use csv or jsonl"
            )
        for at, cell in enumerate(cells):
            if isinstance(cell, float):
                sheet.write_number(self._at[key], at, payload.rounded(cell), self._score)
            elif isinstance(cell, int):
                sheet.write_number(self._at[key], at, cell, self._plain)
            elif cell is not None and str(cell):
                text = words.shorten(words.safe(str(cell)), _MOST_CHARS)
                style = self._wrapped if len(text) > 40 else self._plain
                if isinstance(cell, Outcome):
                    style = self._fills[cell.value]
                sheet.write_string(self._at[key], at, text, style)

    def row(self, row: ScreenedParty, file: str | None) -> None:
        """A line for the row, and one for each match."""
        party = row.party
        best = max(row.hits, key=lambda hit: hit.score, default=None)
        self._write(
            self._rows,
            "rows",
            (
                file, party.row, party.ref, party.name, party.country, row.outcome, row.reason,
                len(row.hits), words.cut(best.score, 4) if best else None,
                words.listing_words(best) if best else None,
            ),
        )  # fmt: skip
        for counts, hits in (("yes", row.hits), ("no", row.others)):
            for hit in hits:
                front = (file, party.row, party.ref, party.name, counts)
                self._write(self._matches, "matches", (*front, *_match(hit)))

    def end(self, summary: Summary) -> None:
        """Filters, the provenance, and the bytes."""
        assert self._context is not None
        for sheet, key, columns in (
            (self._rows, "rows", _ROWS),
            (self._matches, "matches", _MATCHES),
        ):
            sheet.autofilter(0, 0, max(self._at[key], 1), len(columns) - 1)
        self._provenance(self._context)
        self._book.close()
        self._stream.write(self._buffer.getvalue())

    def _provenance(self, context: Context) -> None:
        sheet = self._basis
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 4, 26)
        lines: list[tuple[str, ...]] = [
            ("screened for the date", str(context.on)),
            ("as known", payload.instant(context.known)),
            ("engine", context.engine),
            ("configuration", context.configuration),
            ("alert level", words.level_words(context.threshold)),
            (),
            ("list", "of", "entries", "SHA-256", "starter"),
        ]
        for use in context.snapshots:
            title = self._lists.title(use.list_id)
            starter = "yes" if use.starter else ""
            lines.append((title, str(use.list_date), f"{use.entries:,}", use.sha256, starter))
        warning = words.starter_warning(context)
        lines += [(), ("less than whole", "reason", "what mends it")] if context.degraded else []
        lines += [(item.what, item.reason, item.todo or "") for item in context.degraded]
        lines += [(), (warning,)] if warning else []
        lines += [(), (words.NOT_ADVICE,)]
        for row, line in enumerate(lines):
            for at, text in enumerate(line):
                sheet.write_string(row, at, words.safe(text))


def _match(hit: Hit) -> tuple[object, ...]:
    listing, force = hit.listing, hit.force
    return (
        hit.list_title,
        listing.caption,
        listing.country,
        hit.match.name,
        hit.met,
        "yes" if hit.weak else None,
        words.cut(hit.score, 4),
        "; ".join(words.why(hit.match.pieces)),
        words.FORCES[force.force],
        force.since,
        force.since_basis.value,
        force.until,
        hit.rule_citation,
        "; ".join(citation.text for citation in listing.citations),
        listing.requirement.text if listing.requirement else None,
        listing.policy.text if listing.policy else None,
        ", ".join(map(str, listing.footnotes)),
        "; ".join(address.text for address in listing.addresses),
        "; ".join(hit.caveats),
        listing.listing_id,
        words.cut(hit.name_score, 4),
        hit.doubt,
        "; ".join(words.evidence_words(hit, against=False)),
        "; ".join(words.evidence_words(hit, against=True)),
    )
