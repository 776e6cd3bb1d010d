"""`tidegate determine` and `tidegate explain`: may we do this, and what does a rule say?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tidegate.cli import options
from tidegate.cli.output import destination
from tidegate.cli.render.screening import format_for
from tidegate.model.determination import FREE, Outcome

_UNDETERMINED = 4


@click.command(
    short_help="Say whether a transaction needs a licence.",
    epilog="""\b
Examples:
  tidegate determine examples/deal.yaml
  tidegate determine deals.json --format jsonl
  tidegate determine examples/deal.yaml --on 2025-10-15 --out answer.html
""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...",
                type=click.Path(path_type=Path))  # fmt: skip
@options.store
@options.names
@options.time_axes
@click.option(
    "--draw", is_flag=True,
    help="Draw the value on the licences in hand that cover it, once for each transaction id.",
)  # fmt: skip
@options.output
@click.pass_context
def determine(ctx: click.Context, /, files: tuple[Path, ...], **options_: Any) -> int:
    """Say whether the transactions in FILEs (YAML or JSON, one or many) need a licence, under which
    rule, and what it turns on.

    Exit code 0 where none does, 1 where one does or an exception is needed, 4 where one cannot be
    determined from what is stated.
    """
    from tidegate.app.transactions import read_transactions
    from tidegate.cli.render import determinations

    form = format_for(options_["form"], options_["out"])
    asked = [(path, one) for path in files for one in read_transactions(path)]
    on = options.given(ctx, "on", options_["on"])
    known = options.given(ctx, "known", options_["known"])
    with options.opened(ctx, options_["store"]) as gate:
        answers = [gate.determine(one, on, known, draw=options_["draw"]) for _, one in asked]
    with destination(options_["out"], form) as stream:
        determinations.emit(answers, form, stream)
    return _exit_code([answer.determination.outcome for answer in answers])


def _exit_code(outcomes: list[Outcome]) -> int:
    if all(outcome is FREE for outcome in outcomes):
        return 0
    return _UNDETERMINED if Outcome.UNDETERMINED in outcomes else 1


@click.command(
    short_help="Show a rule, its dates and what it says.",
    epilog="""\b
Examples:
  tidegate explain us.ear.part744.affiliates_rule
  tidegate explain us.ofac.fifty_percent --on 2013-01-01
  tidegate explain
""",
)
@click.argument("rule", required=False)
@options.store
@options.time_axes
@options.output
@click.pass_context
def explain(ctx: click.Context, /, rule: str | None, **options_: Any) -> int:
    """Show what a RULE of the dated law said on every day, with its citations; without one, all
    the rules there are."""
    from tidegate.cli.render import determinations, reports

    form = format_for(options_["form"], options_["out"])
    on = options.given(ctx, "on", options_["on"])
    known = options.given(ctx, "known", options_["known"])
    with options.opened(ctx, options_["store"]) as gate:
        found = gate.law(rule, known)
    report, whole = determinations.law(found, on, whole=rule is not None)
    with destination(options_["out"], form) as stream:
        reports.emit(report, whole, form, stream)
    return 0
