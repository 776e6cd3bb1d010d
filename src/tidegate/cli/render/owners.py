"""Ownership answers and licences in hand as reports and as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec

from tidegate.cli.render import payload, words
from tidegate.cli.render.shapes import Report, Section
from tidegate.model.licenses import Authorization
from tidegate.model.ownership import (
    ChainStep,
    OwnershipAnswer,
    OwnershipFinding,
    Verdict,
    percent,
)
from tidegate.model.results import Context, Reject

_VERDICTS = {
    Verdict.LISTED: "listed itself",
    Verdict.COVERED: "covered",
    Verdict.UNDETERMINED: "undetermined",
    Verdict.NOT_COVERED: "not covered",
}


def report(
    rejects: Sequence[Reject], answers: Sequence[OwnershipAnswer], context: Context
) -> Report:
    """One section for each test: who is covered, by whom, through which stakes."""
    sections = [_section(answer) for answer in answers]
    if rejects:
        rows = [(f"line {one.line}", one.reason) for one in rejects]
        sections.append(Section("Rows that could not be read whole", rows=rows))
    odd = {anomaly.text: None for answer in answers for anomaly in answer.anomalies}
    if odd:
        sections.append(Section("Odd in the stakes", rows=[("·", text) for text in odd]))
    notes = [warning] if (warning := words.starter_warning(context)) else []
    covered = sum(one.verdict is Verdict.COVERED for answer in answers for one in answer.findings)
    title = f"{words.counted(covered, 'covered party', 'covered parties')} on {context.on}."
    return Report(title, sections, notes)


def _section(answer: OwnershipAnswer) -> Section:
    rows = [_row(one) for one in answer.findings]
    states = "; ".join(
        f"{one.title}: {one.stretch.status.value.replace('_', ' ')}" for one in answer.law
    )
    title = f"{answer.test.title} ({states})"
    if not rows:
        return Section(title, rows=[("·", "no restricted owner among the parties")])
    columns = ("party", "verdict", "through", "interest", "why", "red flags")
    return Section(title, columns, rows, spare=(3, 5))


def _row(one: OwnershipFinding) -> tuple[str, ...]:
    held = ""
    if one.interest is not None:
        held = percent(one.interest.low)
        if one.interest.high != one.interest.low:
            held = f"{held} to {percent(one.interest.high)}"
    return (
        words.safe(one.party.name),
        _VERDICTS[one.verdict],
        "; ".join(map(_step, one.chain)),
        held,
        words.safe(one.reason),
        "; ".join(flag.code.replace("_", " ") for flag in one.red_flags),
    )


def _step(step: ChainStep) -> str:
    parts = ", ".join(f"{words.safe(one.owner.name)} {one.share}" for one in step.contributions)
    return f"{words.safe(step.company.name)} ({parts})"


def whole(
    rejects: Sequence[Reject], answers: Sequence[OwnershipAnswer], context: Context
) -> dict[str, Any]:
    """The answers as plain values; shares are fractions as text."""
    return {
        "context": payload.context(context),
        "results": [msgspec.to_builtins(one, enc_hook=str) for one in answers],
        "rejects": [msgspec.to_builtins(one) for one in rejects],
    }


def licenses(
    held: Sequence[tuple[Authorization, Decimal | None]],
) -> tuple[Report, dict[str, Any]]:
    """Licences with their balances."""
    rows = [
        (
            one.number, one.regime, ", ".join(one.parties), ", ".join(one.items),
            ", ".join(one.destinations), str(one.from_), str(one.to or ""),
            f"{one.value_usd:,}" if one.value_usd is not None else "no limit",
            f"{left:,}" if left is not None else "",
        )
        for one, left in held
    ]  # fmt: skip
    columns = ("number", "regime", "parties", "items", "to", "from", "until", "value", "left")
    plain = [{**msgspec.to_builtins(one), "left_usd": left} for one, left in held]
    title = f"{words.counted(len(held), 'licence')} in hand."
    return Report(title, [Section("", columns, rows, right=(7, 8))]), {"results": plain}
