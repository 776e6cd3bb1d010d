"""What `show`, `history`, `lists`, `diff` and `update` have to say, as reports."""

from __future__ import annotations

from collections.abc import Sequence

from tidegate.cli.render import words
from tidegate.cli.render.report import emit
from tidegate.cli.render.shapes import Report, Section
from tidegate.model.listing import Listing, Policy, Scope
from tidegate.model.match import Match
from tidegate.model.results import (
    Context,
    Difference,
    History,
    Hit,
    ListingChange,
    ListStatus,
    OwnTables,
    SourceUpdate,
    UpdateOutcome,
    UpdateReport,
)
from tidegate.model.time import Basis

__all__ = [
    "compared",
    "differing",
    "emit",
    "lived",
    "loaded",
    "own_tables",
    "shown",
    "troubled",
    "updated",
]

_TROUBLES = frozenset(
    {UpdateOutcome.REFUSED, UpdateOutcome.HELD, UpdateOutcome.FAILED, UpdateOutcome.SKIPPED}
)
_EVENTS = {
    "listed": "listed",
    "modified": "changed",
    "removed": "removed",
    "first_seen": "first seen by us",
    "wording_read": "wording read",
    "gone": "gone from the list",
}

_BASES = {
    Basis.EFFECTIVE: "effective date",
    Basis.PUBLISHED: "publication date",
    Basis.LISTED: "printed on the list",
    Basis.NOTICE: "date of the notice",
    Basis.EXPIRY: "printed term",
    Basis.SNAPSHOT: "snapshot",
    Basis.UNKNOWN: "date unknown",
}


def shown(hits: Sequence[Hit], context: Context) -> Report:
    """Every listing whole: nothing shortened."""
    sections = [Section(words.listing_words(hit), rows=_facts(hit)) for hit in hits]
    count = words.counted(len(hits), "listing")
    notes = [warning] if (warning := words.starter_warning(context)) else []
    return Report(f"{count}, as of {context.on}.", sections, notes)


def _facts(hit: Hit) -> list[tuple[str, str]]:
    listing = hit.listing
    rows: list[tuple[str, str]] = [("list", hit.list_title), ("id", listing.listing_id)]

    def add(label: str, text: str | None) -> None:
        if text:
            rows.append((label, text))

    add("number", listing.number)
    add("kind", listing.kind.value if listing.kind else None)
    add("in force", words.force_words(hit))
    for name in listing.names:
        add("name", words.name_words(name))
    for address in listing.addresses:
        add("address", address.text + (f" ({address.note})" if address.note else ""))
    add("country", listing.country)
    _add_clause(listing, rows)
    add("programmes", ", ".join(listing.programs))
    for identifier in listing.identifiers:
        issuer = f", {identifier.issuer}" if identifier.issuer else ""
        add(identifier.label or identifier.kind, identifier.value + issuer)
    for birth in listing.births:
        add("born", birth.text)
    for detail in listing.details:
        add(detail.key.replace("_", " "), detail.value)
    add("footnotes", ", ".join(map(str, listing.footnotes)))
    add("cited", words.citations(listing, hit.rule_citation))
    add("remarks", listing.remarks)
    for text in listing.unparsed:
        add("not parsed", text)
    for caveat in hit.caveats:
        add("note", caveat)
    return rows


def _add_clause(listing: Listing, rows: list[tuple[str, str]]) -> None:
    if listing.requirement:
        rows.append(("licence requirement", listing.requirement.text))
        if listing.requirement.scope is not Scope.UNPARSED:
            rows.append(("read as", words.SCOPES[listing.requirement.scope]))
    if listing.policy:
        rows.append(("review policy", listing.policy.text))
        for term in listing.policy.terms:
            if term.policy is not Policy.UNPARSED:
                rest = "all other items" if len(listing.policy.terms) > 1 else "all items"
                items = term.items or rest
                rows.append(("read as", f"{words.POLICIES[term.policy]}: {items}"))


def lived(lives: Sequence[History], context: Context) -> Report:
    """The events of each listing, oldest first."""
    sections = []
    for life in lives:
        country = f" · {life.listing.country}" if life.listing.country else ""
        state = words.FORCES[life.force]
        rows = [
            (
                str(event.on or "date unknown"),
                _EVENTS.get(event.what, event.what),
                _BASES[event.basis],
                event.citation or event.text,
            )
            for event in life.events
        ]
        title = f"{life.listing.caption}{country} — {life.list_title}: {state} on {context.on}"
        sections.append(Section(title, ("date", "what", "basis", "source"), rows))
    notes = [warning] if (warning := words.starter_warning(context)) else []
    return Report(f"{words.counted(len(lives), 'listing')}.", sections, notes)


def compared(match: Match, level: float) -> Report:
    """Two names beside each other: the score, and each word with what it met."""
    verdict = "raises an alert" if match.score >= level else "raises no alert"
    rows = [
        (
            words.safe(piece.ours),
            words.safe(piece.theirs),
            words.how(piece),
            f"{piece.weight:.2f}",
            f"{piece.similarity:.2f}",
            "against" if piece.against else "",
        )
        for piece in match.pieces
    ]
    columns = ("first", "second", "how", "weight", "alike", "")
    title = f"Score {words.score_words(match.score)}: {verdict} (level {words.level_words(level)})."
    return Report(title, [Section("", columns, rows, right=(3, 4))] if rows else [])


def own_tables(found: OwnTables) -> Report:
    """What a user's word tables add and change, and what they would break."""
    rows = [
        (table.file, f"{table.added:,}", f"{len(table.changed):,}", ", ".join(table.changed[:8]))
        for table in found.tables
    ]
    sections = [Section("", ("table", "added", "changed", "such as"), rows, right=(1, 2))]
    if found.unidentified:
        lost = [(item.name, item.listing_id) for item in found.unidentified]
        sections.append(
            Section("Listed names without a word left that identifies", ("name", "listing"), lost)
        )
    count = len(found.unidentified)
    notes = []
    if count:
        notes = [
            f"{words.counted(count, 'listed name')} could no longer be told from others: take "
            "the words back that make them generic."
        ]
    tables = words.counted(len(found.tables), "word table")
    return Report(f"{tables} of your own, sha256 {found.sha256[:12]}.", sections, notes)


def loaded(statuses: Sequence[ListStatus]) -> Report:
    """The lists with their dates and ages, then what is wrong with them."""
    rows = [
        (
            status.list_id,
            status.title,
            f"{status.entries:,}" if status.list_date else "",
            f"{status.listings:,}" if status.list_date else "",
            str(status.list_date or "not loaded"),
            f"{status.age_days} d" if status.age_days is not None else "",
            str(status.evidence_from or ""),
            "starter" if status.starter else (status.sha256 or "")[:12],
        )
        for status in statuses
    ]
    columns = ("list", "title", "entries", "listings", "of", "age", "evidence from", "snapshot")
    starters = [status for status in statuses if status.starter]
    troubles = words.troubles(
        item for status in statuses for item in status.degraded if not words.of_starter(item)
    )
    sections = [Section("", columns, rows, right=(2, 3, 5), spare=(6, 1))]
    if troubles:
        lines = [("·", f"{', '.join(whats)}: {reason}") for whats, reason in troubles]
        sections.append(Section("Less than whole", rows=lines))
    notes = []
    if starters:
        notes.append(
            f"{words.counted(len(starters), 'list is a starter', 'lists are starters')} from "
            "inside the program: a few chosen entries, not the official list. Get the official "
            "lists with “tidegate update”."
        )
    return Report("", sections, notes)


def differing(difference: Difference) -> Report:
    """What changed: the names that came and went, then each changed field."""
    before, after = difference.before.list_date, difference.after.list_date
    groups: dict[str, list[ListingChange]] = {"added": [], "removed": [], "changed": []}
    for change in difference.changes:
        groups.setdefault(change.change, []).append(change)
    counts = ", ".join(f"{len(items):,} {what}" for what, items in groups.items())
    fields = [
        (change.caption, item.field, item.before or "", item.after or "")
        for change in groups.pop("changed")
        for item in change.fields
    ]
    sections = [
        Section(what.capitalize(), ("listing", "name"), [(c.listing_id, c.caption) for c in items],
                spare=(0,))
        for what, items in groups.items() if items
    ]  # fmt: skip
    if fields:
        sections.append(Section("Changed", ("listing", "field", "before", "after"), fields))
    flat = Section(
        columns=("change", "id", "listing", "field", "before", "after"),
        rows=[
            (change.change, change.listing_id, change.caption, field, old or "", new or "")
            for change in difference.changes
            for field, old, new in (
                [(item.field, item.before, item.after) for item in change.fields]
                or [("", None, None)]
            )
        ],
    )
    title = f"{difference.list_id}, {before} → {after}: {counts}."
    return Report(title, sections, flat=flat)


def troubled(report: UpdateReport) -> bool:
    """Whether anything was refused, held, failed or missing, or a file was not used."""
    if not report.sources or report.unrecognised:
        return True
    return any(item.outcome in _TROUBLES or item.missing for item in report.sources)


def updated(report: UpdateReport, titles: dict[str, str]) -> Report:
    """One line for each source; what went wrong with its reason and its remedy."""
    remedy = _shared_remedy([item.reason for item in report.sources if item.reason])
    rows = []
    for item in report.sources:
        day = str(item.list_date or "")
        what = _what_changed(item, titles)
        if remedy and item.reason:
            what = what.replace(f" {remedy}", "")
        rows.append((item.source_id, item.outcome.value, day, what))
    notes = [remedy] if remedy else []
    notes += [
        f"{item.source_id} is held. If it is right: tidegate update --accept {item.sha256[:16]} "
        '--reason "…"'
        for item in report.sources
        if item.outcome is UpdateOutcome.HELD and item.sha256
    ]
    notes += [f"Not used: {file.rstrip('.')}." for file in report.unrecognised]
    if any(item.outcome in _TROUBLES for item in report.sources):
        notes.append(
            "A list that could not be used changes nothing: the earlier snapshot stays in force, "
            "and every answer says so until it is mended."
        )
    if not rows:
        return Report("No official list was found.", [], notes)
    return Report("", [Section("", ("source", "outcome", "of", "what"), rows)], notes)


def _shared_remedy(reasons: list[str]) -> str:
    """The last sentence of every reason, if several end alike: it is said once for all."""
    last = {reason.rpartition(". ")[2] for reason in reasons}
    return last.pop() if len(reasons) > 1 and len(last) == 1 else ""


def _what_changed(item: SourceUpdate, titles: dict[str, str]) -> str:
    parts = []
    for change in item.changes:
        moved = [
            f"{count:,} {word}"
            for count, word in (
                (change.added, "added"),
                (change.removed, "removed"),
                (change.changed, "changed"),
            )
            if count
        ]
        title = titles.get(change.list_id, change.list_id)
        counted = words.counted(change.entries, "entry", "entries")
        if change.listings != change.entries:
            counted += f", {change.listings:,} listings"
        parts.append(f"{title}: {counted} ({', '.join(moved) or 'no change'})")
    if item.missing:
        parts.append(f"came without {', '.join(item.missing)}")
    if item.anomalies:
        first = item.anomalies[0]
        more = f" and {len(item.anomalies) - 1:,} more" if len(item.anomalies) > 1 else ""
        parts.append(f"odd: {first.kind.replace('_', ' ')}: {words.shorten(first.text, 120)}{more}")
    if item.reason:
        parts.append(item.reason)
    return "; ".join(parts)
