"""Results as plain values for JSON: every field, nothing shortened, numbers to four places.

The shapes are a contract with the programs that read them: add fields, never rename or drop one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from tidegate.cli.render import words
from tidegate.model.evidence import Evidence
from tidegate.model.listing import Address, Listing, Name
from tidegate.model.match import Match, Piece
from tidegate.model.party import Party
from tidegate.model.results import (
    Context,
    Difference,
    History,
    Hit,
    ListStatus,
    OwnTables,
    Reject,
    ScreenedParty,
    UpdateReport,
)

Json = dict[str, Any]


def encode(value: Any, indent: int = 0) -> bytes:
    """JSON with sorted keys: the same value gives the same bytes."""
    raw = msgspec.json.encode(value, order="sorted", enc_hook=str)
    return msgspec.json.format(raw, indent=indent) if indent else raw


def rounded(number: float) -> float:
    """A share or a level to four places, as it is printed everywhere."""
    return round(number, 4)


def instant(value: datetime) -> str:
    """An instant as ISO text in UTC."""
    return value.isoformat().replace("+00:00", "Z")


def context(value: Context) -> Json:
    """The provenance of a result, whole."""
    return {
        "on": value.on,
        "known": instant(value.known),
        "engine": value.engine,
        "configuration": value.configuration,
        "threshold": rounded(value.threshold),
        "own_tables": list(value.own_tables),
        "snapshots": [
            {
                "list": use.list_id,
                "date": use.list_date,
                "sha256": use.sha256,
                "recorded": instant(use.recorded),
                "entries": use.entries,
                "listings": use.listings,
                "starter": use.starter,
                "missing": list(use.missing),
            }
            for use in value.snapshots
        ],
        "degraded": [_degraded(item) for item in value.degraded],
        "notice": words.NOT_ADVICE,
    }


def compact_context(value: Context) -> Json:
    """The provenance for forms with a line for each row: snapshots by short digest."""
    return {
        "on": value.on,
        "known": instant(value.known),
        "engine": value.engine,
        "configuration": value.configuration,
        "threshold": rounded(value.threshold),
        "snapshots": {
            use.list_id: f"{use.list_date} {use.sha256[:16]}{' starter' if use.starter else ''}"
            for use in value.snapshots
        },
        "degraded": [f"{item.what}: {item.reason}" for item in value.degraded],
    }


def _degraded(item: Any) -> Json:
    return {"what": item.what, "reason": item.reason, "todo": item.todo}


def party(value: Party) -> Json:
    """A counterparty as it was asked about."""
    return {
        "row": value.row,
        "id": value.ref,
        "name": value.name,
        "kind": value.kind,
        "aliases": list(value.aliases),
        "addresses": list(value.addresses),
        "country": value.country,
        "birth_date": value.birth_date,
        "gender": value.gender,
        "identifiers": [{"kind": kind, "value": text} for kind, text in value.identifiers],
    }


def screened(row: ScreenedParty, file: str | None = None) -> Json:
    """The answer for one row. `matches` count on the date, `other_matches` do not:
    they are not in force, or met by a name that the listing no longer carries."""
    return {
        **party(row.party),
        "file": file,
        "outcome": row.outcome,
        "reason": row.reason,
        "matches": [hit(item) for item in row.hits],
        "other_matches": [hit(item) for item in row.others],
    }


def reject(value: Reject, file: str | None = None) -> Json:
    """A row that could not be read."""
    return {
        "file": file,
        "line": value.line,
        "field": value.field,
        "reason": value.reason,
        "text": value.text,
    }


def hit(value: Hit) -> Json:
    """A listing that met, with its explanation and its state on the date."""
    force = value.force
    return {
        "listing": listing(value.listing, value.list_title),
        "met": value.met,
        "weak": value.weak,
        "doubt": value.doubt,
        "asked_name": value.match.asked,
        "matched_name": value.match.name,
        "score": words.cut(value.score, 4),
        "name_score": words.cut(value.name_score, 4),
        "evidence": [_evidence(one) for one in value.evidence],
        "steps": [msgspec.to_builtins(step) for step in value.steps],
        "why": words.why(value.match.pieces),
        "pieces": [_piece(piece) for piece in value.match.pieces],
        "in_force": force.force,
        "since": force.since,
        "basis": force.since_basis,
        "until": force.until,
        "until_basis": force.until_basis,
        "wording_known": force.wording_known,
        "in_force_reason": force.reason,
        "rule_citation": value.rule_citation,
        "snapshot": force.version.snapshot,
        "caveats": list(value.caveats),
    }


def _evidence(one: Evidence) -> Json:
    return {
        "aspect": one.aspect,
        "finding": one.finding,
        "says": one.says,
        "ours": one.ours,
        "theirs": one.theirs,
        "ratio": rounded(one.ratio),
        "effect": one.effect,
        "against": one.against,
    }


def _piece(piece: Piece) -> Json:
    return {
        "ours": piece.ours,
        "theirs": piece.theirs,
        "route": piece.route,
        "weight": rounded(piece.weight),
        "similarity": rounded(piece.similarity),
        "against": piece.against,
        "ours_spans": [list(span) for span in piece.ours_spans],
        "theirs_spans": [list(span) for span in piece.theirs_spans],
    }


def comparison(value: Match, level: float) -> Json:
    """Two names beside each other."""
    return {
        "first": value.asked,
        "second": value.name,
        "score": words.cut(value.score, 4),
        "level": rounded(level),
        "alert": value.score >= level,
        "why": words.why(value.pieces),
        "pieces": [_piece(piece) for piece in value.pieces],
    }


def own_tables(value: OwnTables) -> Json:
    """A user's own word tables, looked through."""
    plain: Json = msgspec.to_builtins(value)
    return plain


def listing(value: Listing, title: str | None = None) -> Json:
    """A listing, whole: texts verbatim, with the clause that was read from them beside."""
    requirement, policy = value.requirement, value.policy
    return {
        "id": value.listing_id,
        "list": value.list_id,
        "list_title": title,
        "number": value.number,
        "section": value.section,
        "kind": value.kind,
        "names": [_name(name) for name in value.names],
        "addresses": [_address(address) for address in value.addresses],
        "country": value.country,
        "identifiers": [msgspec.to_builtins(item) for item in value.identifiers],
        "birth_dates": [birth.text for birth in value.births],
        "programs": list(value.programs),
        "license_requirement": requirement.text if requirement else None,
        "license_scope": requirement.scope if requirement else None,
        "license_sections": list(requirement.sections) if requirement else [],
        "license_limit": requirement.limit if requirement else None,
        "review_policy": policy.text if policy else None,
        "review_terms": [
            {"policy": term.policy, "items": term.items, "eccns": list(term.eccns)}
            for term in (policy.terms if policy else ())
        ],
        "footnotes": list(value.footnotes),
        "citations": [
            {"text": cited.text, "published": cited.published} for cited in value.citations
        ],
        "listed": value.listed,
        "expires": value.expires,
        "details": [{"key": item.key, "value": item.value} for item in value.details],
        "remarks": value.remarks,
        "unparsed": list(value.unparsed),
        "parent": value.parent,
    }


def _name(name: Name) -> Json:
    return {
        "text": name.text,
        "kind": name.kind,
        "weak": name.weak,
        "native": name.native,
        "provenance": name.provenance,
        "source": name.source,
    }


def _address(address: Address) -> Json:
    return {"text": address.text, "country": address.country, "note": address.note}


def history(value: History) -> Json:
    """The life of one listing."""
    return {
        "listing": listing(value.listing, value.list_title),
        "in_force": value.force,
        "events": [
            {
                "what": event.what,
                "on": event.on,
                "basis": event.basis,
                "text": event.text,
                "citation": event.citation,
                "recorded": instant(event.recorded) if event.recorded else None,
            }
            for event in value.events
        ],
        "versions": [
            {
                "seen_from": version.seen_from,
                "last_seen": version.last_seen,
                "seen_to": version.seen_to,
                "recorded_from": instant(version.recorded_from),
                "recorded_to": instant(version.recorded_to) if version.recorded_to else None,
                "snapshot": version.snapshot,
                "missing": list(version.missing),
                "dating": msgspec.to_builtins(version.dating),
                "names": [name.text for name in version.listing.names],
            }
            for version in value.versions
        ],
    }


def difference(value: Difference) -> Json:
    """What changed between two snapshots of a list."""
    changes = value.changes
    return {
        "list": value.list_id,
        "before": {"date": value.before.list_date, "sha256": value.before.sha256},
        "after": {"date": value.after.list_date, "sha256": value.after.sha256},
        "counts": {
            what: sum(1 for change in changes if change.change == what)
            for what in ("added", "removed", "changed")
        },
        "changes": [
            {
                "change": change.change,
                "listing": change.listing_id,
                "name": change.caption,
                "fields": [
                    {"field": item.field, "before": item.before, "after": item.after}
                    for item in change.fields
                ],
            }
            for change in changes
        ],
    }


def statuses(values: Iterable[ListStatus]) -> list[Json]:
    """The lists as loaded."""
    return [
        {
            "list": value.list_id,
            "title": value.title,
            "publisher": value.publisher,
            "entries": value.entries,
            "listings": value.listings,
            "date": value.list_date,
            "age_days": value.age_days,
            "recorded": instant(value.recorded) if value.recorded else None,
            "sha256": value.sha256,
            "evidence_from": value.evidence_from,
            "starter": value.starter,
            "degraded": [_degraded(item) for item in value.degraded],
        }
        for value in values
    ]


def update(value: UpdateReport) -> Json:
    """What an update did."""
    return {
        "started": instant(value.started),
        "sources": [
            {
                "source": item.source_id,
                "outcome": item.outcome,
                "files": list(item.files),
                "sha256": item.sha256,
                "date": item.list_date,
                "date_basis": item.date_basis,
                "lists": [
                    {
                        "list": change.list_id,
                        "entries": change.entries,
                        "listings": change.listings,
                        "added": change.added,
                        "removed": change.removed,
                        "changed": change.changed,
                    }
                    for change in item.changes
                ],
                "anomalies": [
                    {
                        "kind": anomaly.kind,
                        "text": anomaly.text,
                        "place": anomaly.place,
                        "key": anomaly.key,
                    }
                    for anomaly in item.anomalies
                ],
                "missing": list(item.missing),
                "reason": item.reason,
            }
            for item in value.sources
        ],
        "unrecognised": list(value.unrecognised),
    }
