"""A screening as one HTML page that stands for itself: no scripts, no fonts or pictures from
elsewhere, readable on screen and on paper."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import BinaryIO, cast

from tidegate.cli.render import paint, payload, words
from tidegate.cli.render.shapes import Report, Summary
from tidegate.cli.render.words import ListWords
from tidegate.model.match import Piece
from tidegate.model.results import Context, Hit, Outcome, ScreenedParty
from tidegate.model.time import Force

_TITLES = {
    Outcome.ALERT: ("alert", "alerts"),
    Outcome.UNDETERMINED: ("undetermined", "undetermined"),
    Outcome.CLEAR: ("clear", "clear"),
    Outcome.ERROR: ("not readable", "not readable"),
}
_SPOOL = 8 << 20


def text(value: object) -> str:
    """A value as page text: nothing in it is markup, nothing turns the line around."""
    return escape(words.safe(str(value)))


class HtmlWriter:
    """The rows are held aside until the end, because the counts stand above them."""

    def __init__(self, stream: BinaryIO, lists: ListWords) -> None:
        self._stream, self._lists = stream, lists
        self._body = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_SPOOL))  # noqa: SIM115
        self._context: Context | None = None
        self._open: Outcome | None = None

    def begin(self, context: Context) -> None:
        """Nothing is written yet."""
        self._context = context

    def _put(self, *parts: str) -> None:
        self._body.write("".join(parts).encode())

    def row(self, row: ScreenedParty, file: str | None) -> None:
        """The block of one row."""
        kind, party = row.outcome.value, row.party
        name = words.party_words(party) if row.outcome is not Outcome.ERROR else row.reason
        place = f"row {party.row}" if party.row else ""
        if file and len(place) > 0:
            place = f"{file}, {place}"
        self._put(
            f'<section class="party {kind}"><h2><span class="tag">{kind}</span> {text(name)} ',
            f"<small>{text(place)}</small></h2>\n",
        )
        if row.outcome is Outcome.UNDETERMINED:
            self._put(f"<p>{text(row.reason)}</p>\n")
        for hit in row.hits:
            self._put(_hit(hit))
        if row.others:
            self._put("<p>Met, but raises no alert:</p>\n<ul>")
            for hit in row.others:
                self._put(
                    f"<li>{text(words.listing_words(hit))} — {text(hit.list_title)}, "
                    f"score {words.hit_score(hit)}: {text(words.other_words(hit))}</li>\n"
                )
            self._put("</ul>\n")
        self._put("</section>\n")

    def end(self, summary: Summary) -> None:
        """Head, counts, warnings, rows, provenance."""
        assert self._context is not None
        write = self._stream.write
        write(_top(self._context, summary).encode())
        self._body.seek(0)
        while chunk := self._body.read(1 << 20):
            write(chunk)
        self._body.close()
        write(_bottom(self._context, summary, self._lists).encode())


def _top(context: Context, summary: Summary) -> str:
    counts = "".join(
        f'<li class="{outcome.value}"><b>{summary.outcomes[outcome]:,}</b> '
        f"{_TITLES[outcome][summary.outcomes[outcome] > 1]}</li>"
        for outcome in _TITLES
        if summary.outcomes[outcome]
    )
    warning = words.starter_warning(context)
    banner = f'<p class="warning">{text(warning)}</p>\n' if warning else ""
    return (
        f"{_head(f'Screening for {context.on}')}"
        f"<p>{words.counted(summary.rows, 'row')}, as known {text(_known(context))}.</p>\n"
        f'<ul class="counts">{counts}</ul>\n{banner}'
    )


def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _known(context: Context) -> str:
    return f"{context.known:%Y-%m-%d %H:%M} UTC"


def _hit(hit: Hit) -> str:
    listing = hit.listing
    at = [("Listed at", text(hit.match.name))] if hit.met == "address" else []
    facts: list[tuple[str, str]] = [
        *at,
        *_names(hit),
        ("Why", text(words.met_words(hit)) + _why(hit.match.pieces)),
        *_beside(hit),
        ("Since", text(words.force_words(hit))),
    ]
    if listing.requirement:
        facts.append(("Licence requirement", text(listing.requirement.text)))
    if listing.policy:
        facts.append(("Review policy", text(listing.policy.text)))
    if listing.programs:
        facts.append(("Programmes", text(", ".join(listing.programs))))
    if listing.footnotes:
        facts.append(("Footnotes", text(", ".join(map(str, listing.footnotes)))))
    cited = words.citations(listing, hit.rule_citation)
    if cited:
        facts.append(("Cited", text(cited)))
    others = [words.name_words(name) for name in listing.names[1:]]
    facts += [("Other names", _more(others))] if others else []
    places = [address.text for address in listing.addresses]
    facts += [("Addresses", _more(places))] if places else []
    facts += [("Note", text(caveat)) for caveat in hit.caveats]
    doubt = (
        "" if hit.force.force is Force.IN_FORCE else f" <em>{words.FORCES[hit.force.force]}</em>"
    )
    weak = words.weak_words(hit)
    doubt += f" <em>{text(weak)}</em>" if weak else ""
    percent = round(hit.score * 100)
    rows = "".join(f"<dt>{label}</dt><dd>{value}</dd>\n" for label, value in facts)
    return (
        f'<article><h3><span>{text(words.listing_words(hit))} <span class="list">'
        f"{text(hit.list_title)}</span>{doubt}</span>"
        f'<span class="score" title="score">{words.score_words(hit.score)}'
        f'<i style="width:{percent}%"></i></span></h3>\n<dl>{rows}</dl>'
        f'<p class="id">{text(listing.listing_id)}</p></article>\n'
    )


def _beside(hit: Hit) -> list[tuple[str, str]]:
    """What both sides say beside the name, and OFAC's steps."""
    sides = [("For", False), ("Against", True)]
    facts = [
        (label, "; ".join(map(text, phrases)))
        for label, against in sides
        if (phrases := words.evidence_words(hit, against=against))
    ]
    if hit.score != hit.name_score:
        facts.append(("Name alone", words.score_words(hit.name_score)))
    steps = words.step_words(hit)
    return (
        [*facts, ("OFAC's steps", "<br>".join(text(found) for _, found in steps))]
        if steps
        else facts
    )


def _names(hit: Hit) -> list[tuple[str, str]]:
    """Both names in colours, where words of one met words of the other."""
    if not any(piece.ours_spans and piece.theirs_spans for piece in hit.match.pieces):
        return []
    ours, theirs = paint.both_names(hit.match)
    return [("Yours", f"<bdi>{ours}</bdi>"), ("Listed", f"<bdi>{theirs}</bdi>")]


def _why(pieces: Iterable[Piece]) -> str:
    return "; ".join(text(phrase) for phrase in words.why(pieces))


def _more(items: list[str], shown: int = 4) -> str:
    """A list of which the first stand open and the rest fold away."""
    first = "<br>".join(text(item) for item in items[:shown])
    if len(items) <= shown:
        return first
    rest = "<br>".join(text(item) for item in items[shown:])
    return f"{first}<details><summary>{len(items) - shown} more</summary>{rest}</details>"


def _bottom(context: Context, summary: Summary, lists: ListWords) -> str:
    rows = "".join(
        f"<tr><td>{text(lists.title(use.list_id))}</td><td>{use.list_date}</td>"
        f'<td class="number">{use.entries:,}</td><td>{"starter" if use.starter else ""}</td>'
        f"<td><code>{use.sha256[:16]}</code></td></tr>\n"
        for use in context.snapshots
    )
    troubles = "".join(
        f"<li>{text(', '.join(map(lists.title, whats)))}: {text(reason)}</li>\n"
        for whats, reason in words.troubles(context.degraded)
    )
    troubles = f"<h2>Less than whole</h2>\n<ul>{troubles}</ul>\n" if troubles else ""
    rejects = "".join(
        f"<li>{text(words.reject_words(reject, file))}</li>\n" for file, reject in summary.rejects
    )
    rejects = f"<h2>Rows that could not be read</h2>\n<ul>{rejects}</ul>\n" if rejects else ""
    meanings = "".join(
        f"<dt>{text(lists.title(item))}</dt><dd>{text(lists.effects[item])}</dd>\n"
        for item in sorted(summary.met & set(lists.effects))
    )
    meanings = f"<h2>What an entry means</h2>\n<dl>{meanings}</dl>\n" if meanings else ""
    return (
        f"<footer>{meanings}<h2>Lists used</h2>\n<table><thead><tr><th>list</th><th>of</th>"
        '<th class="number">entries</th><th></th><th>snapshot</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>\n{troubles}{rejects}"
        f"{_own_tables(context)}<p>{text(context.engine)}, alert level "
        f"{words.level_words(context.threshold)}, "
        f"configuration <code>{text(context.configuration[:16])}</code>, known "
        f"{text(payload.instant(context.known))}.</p>\n"
        f"<p><strong>{text(words.NOT_ADVICE)}</strong></p></footer></main></body></html>\n"
    )


def _own_tables(context: Context) -> str:
    if not context.own_tables:
        return ""
    return f"<p>Word tables of your own: {text(', '.join(context.own_tables))}.</p>\n"


def report_page(report: Report) -> str:
    """A report of another command as a page in the same look."""
    parts = []
    for section in report.sections:
        parts.append('<section class="party">')
        parts.append(f"<h2>{text(section.title)}</h2>\n" if section.title else "")
        if section.columns:
            head = "".join(f"<th>{text(column)}</th>" for column in section.columns)
            rows = "".join(
                f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in row)}</tr>\n"
                for row in section.rows
            )
            parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>\n")
        else:
            rows = "".join(
                f"<dt>{text(label)}</dt><dd>{text(value)}</dd>\n" for label, value in section.rows
            )
            parts.append(f"<dl>{rows}</dl>\n")
        parts.append("</section>\n")
    notes = "".join(f'<p class="warning">{text(note)}</p>\n' for note in report.notes)
    return f"{_head(report.title or 'Tidegate')}{notes}{''.join(parts)}</main></body></html>\n"


def _head(title: str) -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(title)}</title>\n<style>{_style()}</style></head><body><main>\n"
        f"<h1>{text(title)}</h1>\n"
    )
