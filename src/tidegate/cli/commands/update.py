"""`tidegate update`: bring the official lists up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tidegate.cli import options
from tidegate.cli.output import destination
from tidegate.cli.progress import Bar
from tidegate.cli.render.screening import format_for
from tidegate.model.errors import UsageError


@click.command(
    short_help="Bring the official lists up to date.",
    epilog="""\b
Examples:
  tidegate update                                fetch every list
  tidegate update --source us_bis_part744        one publisher's file
  tidegate update --from lists/ --dated 2026-03-25
  tidegate update --since 2019-01-01             older versions of the Entity List
  tidegate update --accept 3f9a… --reason "91 FR 1234 removed 47 names"
""",
)
@options.store
@click.option(
    "--from", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR", help="Take the files in a folder; nothing is fetched.",
)  # fmt: skip
@click.option(
    "--dated", callback=options.day, metavar="DATE",
    help="The date of files in --from that do not say it themselves.",
)  # fmt: skip
@click.option(
    "--since", callback=options.day, metavar="DATE",
    help="Fetch the older versions of the Entity List too, from this date on.",
)  # fmt: skip
@click.option(
    "--source", "sources", multiple=True, metavar="ID", help="Only this source. Repeatable."
)
@click.option(
    "--accept", metavar="SHA256", help="Use a list that is held, with --reason, which is recorded."
)
@click.option("--reason", metavar="TEXT", help="Why a held list is right.")
@click.option(
    "--within", type=float, metavar="SECONDS",
    help="The time that fetching may take.",
)  # fmt: skip
@options.output
@click.pass_context
def update(ctx: click.Context, /, **options_: Any) -> int:
    """Fetch the official lists, or take files already at hand.

    A list that is damaged, or has lost many of its entries for no known reason, is not used: the
    earlier one stays in force, and later answers say so. One list's failure does not stop the
    others. Exit code 0 if all is well, 3 if anything was refused, held, failed or missing, or a
    file was not recognised.
    """
    from tidegate.cli.render import payload, reports

    form = format_for(options_["form"], options_["out"])
    if bool(options_["accept"]) != bool(options_["reason"]):
        raise UsageError("--accept and --reason go together", field="--accept")
    with options.opened(ctx, options_["store"]) as gate:
        with Bar() as bar:
            report = gate.update(
                options_["folder"],
                sources=options_["sources"] or None,
                dated=options_["dated"],
                since=options_["since"],
                accept=options_["accept"],
                reason=options_["reason"],
                within=options_["within"],
                progress=bar,
            )
        titles = {status.list_id: status.title for status in gate.lists()}
    with destination(options_["out"], form) as stream:
        reports.emit(reports.updated(report, titles), payload.update(report), form, stream)
    return 3 if reports.troubled(report) else 0
