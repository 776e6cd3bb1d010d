"""`tidegate lists` and `tidegate diff`: what is loaded, and what changed."""

from __future__ import annotations

from typing import Any

import click

from tidegate.cli import options
from tidegate.cli.output import destination
from tidegate.cli.render.screening import format_for


@click.command(
    short_help="Show which lists are loaded, how old, how many.",
    epilog="""\b
Examples:
  tidegate lists
  tidegate lists --known 2026-03-01 --format json
""",
)
@options.store
@options.time_axes
@options.output
@click.pass_context
def lists(ctx: click.Context, /, **options_: Any) -> int:
    """Show what is loaded: each list, of which date, how old, how many entries, what is wrong."""
    from tidegate.cli.render import payload, reports

    form = format_for(options_["form"], options_["out"])
    on = options.given(ctx, "on", options_["on"])
    known = options.given(ctx, "known", options_["known"])
    with options.opened(ctx, options_["store"]) as gate:
        context = gate.context(on, known)
        statuses = gate.lists(context.on, context.known)
    whole = {"context": payload.context(context), "results": payload.statuses(statuses)}
    with destination(options_["out"], form) as stream:
        reports.emit(reports.loaded(statuses), whole, form, stream)
    return 0


@click.command(
    short_help="Show what changed on a list.",
    epilog="""\b
Examples:
  tidegate diff us_ofac_sdn                      the two newest snapshots
  tidegate diff us_ofac_sdn --before 2022-02-22 --after 2022-02-24
  tidegate diff us_bis_entity_list --out changes.csv
""",
)
@click.argument("list_id", metavar="LIST")
@options.store
@click.option("--before", callback=options.day, metavar="DATE", help="The state of this date…")
@click.option("--after", callback=options.day, metavar="DATE", help="…compared with that of this.")
@click.option("--known", metavar="INSTANT", help="Compare as known then.")
@options.output
@click.pass_context
def diff(ctx: click.Context, /, list_id: str, **options_: Any) -> int:
    """Show what changed on a LIST between two of its snapshots: added, removed, changed."""
    from tidegate.cli.render import payload, reports

    form = format_for(options_["form"], options_["out"])
    known = options.given(ctx, "known", options_["known"])
    with options.opened(ctx, options_["store"]) as gate:
        difference = gate.diff(list_id, options_["before"], options_["after"], known)
    with destination(options_["out"], form) as stream:
        reports.emit(reports.differing(difference), payload.difference(difference), form, stream)
    return 0
