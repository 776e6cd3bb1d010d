"""A screening for people at a terminal, or in a pipe: readable without knowing the field."""

from __future__ import annotations

from typing import BinaryIO

from tidegate.cli.render import words
from tidegate.cli.render.layout import Page
from tidegate.cli.render.shapes import Summary
from tidegate.cli.render.words import ListWords
from tidegate.model.results import Context, Hit, Outcome, ScreenedParty

_STYLES = {
    Outcome.CLEAR: "clear", Outcome.ALERT: "alert", Outcome.UNDETERMINED: "doubt",
    Outcome.ERROR: "doubt",
}  # fmt: skip
_WHOLE = 3  # matches of one row that are shown whole; the others get a line each
_OTHERS = 5
_REQUIREMENT = 240
_POLICY = 420
_INDENT = 8  # under the outcome's tag


class TableWriter:
    """Each row with what it met and why, then on which lists the answers rest."""

    def __init__(self, stream: BinaryIO, page: Page, lists: ListWords) -> None:
        self._stream, self._page, self._lists = stream, page, lists
        self._context: Context | None = None

    def begin(self, context: Context) -> None:
        """Nothing yet: the provenance is read at the end, where the eye is."""
        self._context = context

    def row(self, row: ScreenedParty, file: str | None) -> None:
        """The block of one row."""
        page = self._page
        if row.hits or row.others:
            page.blank()
        name = words.party_words(row.party)
        if row.outcome is Outcome.ERROR:
            name = words.safe(row.reason)
        styles = _STYLES[row.outcome], "bold" if row.hits else None
        page.labelled(words.OUTCOMES[row.outcome], name, 0, _INDENT, styles)
        if row.outcome is Outcome.UNDETERMINED:
            page.text(words.safe(row.reason), indent=_INDENT)
        several = sum(not hit.weak for hit in row.hits) > 1
        strong = any(not hit.weak for hit in row.hits)
        for number, hit in enumerate(row.hits):
            if number < _WHOLE and not (strong and hit.weak):
                self._whole(hit, f"{number + 1}. " if several else "")
            else:
                self._brief(hit, words.force_words(hit))
        for hit in row.others[:_OTHERS]:
            self._brief(hit, words.other_words(hit))
        if len(row.others) > _OTHERS:
            rest = len(row.others) - _OTHERS
            page.text(f"and {rest} more that raise no alert", indent=_INDENT)
        if row.hits or row.others:
            page.blank()
        self._flush()

    def _flush(self) -> None:
        self._stream.write(self._page.take().encode())

    def _brief(self, hit: Hit, state: str) -> None:
        listed = f"{words.listing_words(hit)} — {words.safe(hit.list_title)}"
        weak = words.weak_words(hit)
        by = f", {weak}" if weak else "" if hit.met == "name" else f", by its {hit.met}"
        text = f"{listed}, score {words.hit_score(hit)}{by}: {state}"
        self._page.labelled("·", text, _INDENT, 2)

    def _whole(self, hit: Hit, number: str) -> None:
        page, listing, indent = self._page, hit.listing, _INDENT + len(number)
        head = f"{words.listing_words(hit)} — {words.safe(hit.list_title)}"
        weak = words.weak_words(hit)
        head += f", score {words.hit_score(hit)}{f' ({weak})' if weak else ''}"
        page.labelled(number, head, _INDENT, len(number), styles=("bold", "bold"))
        if hit.met == "address":
            page.labelled("listed at", words.safe(hit.match.name), indent)
        reasons = words.met_words(hit) + "; ".join(words.why(hit.match.pieces))
        page.labelled("why", reasons, indent)
        for label, phrases in (
            ("for", words.evidence_words(hit, against=False)),
            ("against", words.evidence_words(hit, against=True)),
        ):
            if phrases:
                page.labelled(label, "; ".join(phrases), indent)
        for label, phrase in words.step_words(hit):
            page.labelled(label, phrase, indent)
        page.labelled("since", words.force_words(hit), indent)
        if listing.requirement:
            text = words.shorten(words.safe(listing.requirement.text), _REQUIREMENT)
            page.labelled("licence", text, indent)
        if listing.policy:
            text = words.shorten(words.safe(listing.policy.text), _POLICY)
            page.labelled("review", text, indent)
        if listing.programs:
            page.labelled("programme", words.safe(", ".join(listing.programs)), indent)
        if listing.footnotes:
            page.labelled("footnote", ", ".join(map(str, listing.footnotes)), indent)
        cited = words.citations(listing, hit.rule_citation)
        if cited:
            page.labelled("cited", cited, indent)
        for caveat in hit.caveats:
            page.labelled("note", words.safe(caveat), indent, styles=("warn", None))

    def end(self, summary: Summary) -> None:
        """The count, the lists, what was less than whole, and what this is not."""
        assert self._context is not None
        page = self._page
        page.blank()
        page.text(summary_words(summary, self._context), style="bold")
        meanings(page, summary, self._lists)
        provenance(page, self._context, self._lists)
        self._flush()


def summary_words(summary: Summary, context: Context) -> str:
    """`14 rows on 2026-11-22: 8 alerts, 6 clear.`"""
    outcomes = summary.outcomes
    parts = [words.counted(outcomes[Outcome.ALERT], "alert")] if outcomes[Outcome.ALERT] else []
    parts += [
        f"{outcomes[outcome]:,} {word}"
        for outcome, word in (
            (Outcome.UNDETERMINED, "undetermined"),
            (Outcome.CLEAR, "clear"),
            (Outcome.ERROR, "could not be read"),
        )
        if outcomes[outcome]
    ]
    rows = words.counted(summary.rows, "row")
    return f"{rows} screened for {context.on}: {', '.join(parts) or 'nothing'}."


def meanings(page: Page, summary: Summary, lists: ListWords) -> None:
    """What an entry on each list means that raised something."""
    met = sorted(summary.met & set(lists.effects))
    if met:
        page.blank()
        page.text("What an entry means", style="dim")
    for item in met:
        page.labelled("·", f"{lists.title(item)}: {lists.effects[item]}", 0, 2)


def provenance(page: Page, context: Context, lists: ListWords) -> None:
    """On which lists an answer rests, and what was less than whole."""
    page.blank()
    rows = [
        [
            lists.title(use.list_id),
            str(use.list_date),
            f"{use.entries:,}",
            "starter" if use.starter else use.sha256[:12],
        ]
        for use in context.snapshots
    ]
    page.table(rows, ["Lists used", "of", "entries", "snapshot"], right=[2])
    warning = words.starter_warning(context)
    if warning:
        page.blank()
        page.text(warning, style="warn")
    troubles = [item for item in context.degraded if not words.of_starter(item)]
    if troubles:
        page.blank()
        page.lines.append(page.styled("Less than whole:", "warn"))
        for whats, reason in words.troubles(troubles):
            page.labelled("·", f"{', '.join(map(lists.title, whats))}: {reason}", 2, 2)
    page.blank()
    known = f"{context.known:%Y-%m-%d %H:%M} UTC"
    page.text(
        f"As known {known}; {context.engine}, level {words.level_words(context.threshold)}. "
        f"{words.NOT_ADVICE}",
        style="dim",
    )
