"""`tidegate show` and `tidegate history`: one listing, whole, and its life."""

from __future__ import annotations

from typing import Any

import click

from tidegate.cli import options
from tidegate.cli.output import destination
from tidegate.cli.render.screening import format_for


@click.command(
    short_help="Show a listing whole.",
    epilog="""\b
Examples:
  tidegate show "Hikvision"
  tidegate show us_ofac_sdn:2677
  tidegate show "Hangzhou Hikvision" --on 2021-06-01 --format json
""",
)
@click.argument("reference")
@options.store
@options.time_axes
@options.output
@click.pass_context
def show(ctx: click.Context, /, reference: str, **options_: Any) -> int:
    """Show a listing whole: REFERENCE is its id, its official number or a name."""
    from tidegate.cli.render import payload, reports

    form = format_for(options_["form"], options_["out"])
    on = options.given(ctx, "on", options_["on"])
    known = options.given(ctx, "known", options_["known"])
    with options.opened(ctx, options_["store"]) as gate:
        context = gate.context(on, known)
        hits = gate.show(reference, context.on, context.known)
    whole = {
        "context": payload.context(context),
        "results": [payload.hit(hit) for hit in hits],
    }
    with destination(options_["out"], form) as stream:
        reports.emit(reports.shown(hits, context), whole, form, stream)
    return 0


@click.command(
    short_help="Show when a party was listed, changed and removed.",
    epilog="""\b
Examples:
  tidegate history "ZTE"
  tidegate history "Huawei Technologies" --known 2026-03-25
""",
)
@click.argument("reference")
@options.store
@options.time_axes
@options.output
@click.pass_context
def history(ctx: click.Context, /, reference: str, **options_: Any) -> int:
    """Show the life of a listing: when it was listed, changed and removed, and on what basis."""
    from tidegate.cli.render import payload, reports

    form = format_for(options_["form"], options_["out"])
    on = options.given(ctx, "on", options_["on"])
    known = options.given(ctx, "known", options_["known"])
    with options.opened(ctx, options_["store"]) as gate:
        context = gate.context(on, known)
        lives = gate.history(reference, context.on, context.known)
    whole = {
        "context": payload.context(context),
        "results": [payload.history(life) for life in lives],
    }
    with destination(options_["out"], form) as stream:
        reports.emit(reports.lived(lives, context), whole, form, stream)
    return 0
