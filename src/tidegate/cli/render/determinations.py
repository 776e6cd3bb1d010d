"""Determinations in every form: a tree for the terminal, JSON for machines, a page for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, BinaryIO

import msgspec

from tidegate.cli.render import payload, words
from tidegate.cli.render.report import emit as emit_report
from tidegate.cli.render.shapes import Report, Section
from tidegate.model.determination import FREE, Determination, Finding, Outcome
from tidegate.model.law import LawParameter, LawStretch
from tidegate.model.results import Context, Determined

OUTCOMES = {
    Outcome.NO_LICENSE_REQUIRED: "No licence required",
    Outcome.EXCEPTION_AVAILABLE: "A licence exception is available",
    Outcome.LICENSE_REQUIRED: "A licence is required",
    Outcome.PROHIBITED: "Prohibited",
    Outcome.UNDETERMINED: "Undetermined: a person decides",
}
NOT_ADVICE = "This supports a decision and makes none: it is no legal advice."


def emit(answers: Sequence[Determined], form: str, stream: BinaryIO) -> None:
    """Write answers in a form."""
    if form == "json" and len(answers) == 1:
        stream.write(payload.encode(answer(answers[0]), indent=2) + b"\n")
        return
    whole = {"results": [answer(one) for one in answers]}
    emit_report(report(answers), whole, form, stream)


def answer(value: Determined) -> dict[str, Any]:
    """One answer as plain values."""
    found = value.determination
    plain: dict[str, Any] = msgspec.to_builtins(found, str_keys=True)
    return {
        **plain,
        "transaction": msgspec.to_builtins(value.transaction),
        "parties": [
            {
                "name": party.words,
                "screened": party.screened,
                "listings": [msgspec.to_builtins(met) for met in party.listings],
            }
            for party in value.parties
        ],
        "context": payload.context(value.context),
        "notice": NOT_ADVICE,
    }


def report(answers: Sequence[Determined]) -> Report:
    """Answers for people: outcome first, then what carries it, then everything else."""
    sections = [part for one in answers for part in _sections(one, len(answers) > 1)]
    notes = list(dict.fromkeys(_notes(one.context) for one in answers))
    title = (
        OUTCOMES[answers[0].determination.outcome] + f" (on {answers[0].determination.on})"
        if len(answers) == 1
        else words.counted(len(answers), "transaction")
    )
    return Report(f"{title}.", sections, [note for note in notes if note] + [NOT_ADVICE])


def _notes(context: Context) -> str:
    return words.starter_warning(context) or ""


def _sections(value: Determined, several: bool) -> Iterable[Section]:
    found = value.determination
    name = value.transaction.id or ""
    head = f"{name}: {OUTCOMES[found.outcome]} (on {found.on})" if several else name
    rows: list[tuple[str, str]] = []
    if len(found.possible) > 1:
        rows.append(("still possible", ", ".join(OUTCOMES[one] for one in found.possible)))
    rows += [("review policy", text) for text in found.policy]
    rows += [("condition", text) for text in found.conditions]
    rows += [("red flag", f"{flag.text} ({flag.cite})") for flag in found.red_flags]
    if found.missing:
        rows.append(("to be stated", ", ".join(found.missing)))
    rows += [("taken for granted", text) for text in found.assumed]
    if rows:
        yield Section(head, rows=rows)
    yield Section(
        "Findings" if not several else f"{head}: findings",
        columns=("rule", "says", "leaves", "cited"),
        rows=[_finding(one) for one in _ranked(found)],
        spare=(3,),
    )


def _ranked(found: Determination) -> list[Finding]:
    """The findings that are more than "no licence required" first."""
    return sorted(found.findings, key=lambda one: one.possible == (FREE,))


def _finding(one: Finding) -> tuple[str, str, str, str]:
    leaves = " or ".join(outcome.value.replace("_", " ") for outcome in one.possible)
    return one.title, words.safe(one.says), leaves, "; ".join(one.citations)


# -- the dated law ---------------------------------------------------------------------------


def law(
    found: Sequence[LawParameter], on: date | None, whole: bool
) -> tuple[Report, dict[str, Any]]:
    """Parameters of the dated law: their stretches, or one line for each."""
    plain = {"results": [msgspec.to_builtins(one) for one in found]}
    if not whole:
        rows = [(one.id, one.title, _state(one, on)) for one in found]
        columns = ("rule", "title", f"on {on}" if on else "now")
        return Report(words.counted(len(found), "rule") + ".", [Section("", columns, rows)]), plain
    one = found[0]
    rows_ = [_stretch(stretch, on) for stretch in one.values]
    section = Section("", ("from", "to", "status", "says", "cited"), rows_, spare=())
    notes = [stretch.note for stretch in one.values if stretch.note]
    title = f"{one.title} ({one.id}): {one.meaning} Last checked {one.checked}."
    return Report(title, [section], notes), plain


def _state(one: LawParameter, on: date | None) -> str:
    stretch = one.at(on) if on else one.values[-1]
    said = f": {stretch.value}" if stretch.value is not None else ""
    return stretch.status.value.replace("_", " ") + said


def _stretch(stretch: LawStretch, on: date | None) -> tuple[str, ...]:
    here = on is not None and (
        (stretch.from_ is None or stretch.from_ <= on) and (stretch.to is None or on < stretch.to)
    )
    says = str(stretch.value) if stretch.value is not None else ""
    if stretch.possible:
        says = " or ".join(
            f"{one.status.value.replace('_', ' ')} {one.value or ''}".strip()
            for one in stretch.possible
        )
    return (
        str(stretch.from_ or "always"),
        str(stretch.to or ""),
        stretch.status.value.replace("_", " ") + (" ←" if here else ""),
        says,
        stretch.cite,
    )
