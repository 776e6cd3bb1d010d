"""`tidegate ownership`, `law` and `license`: owners, stated law, licences in hand."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Any

import click

from tidegate.cli import options
from tidegate.cli.output import destination, say
from tidegate.cli.progress import Bar
from tidegate.cli.render.screening import format_for
from tidegate.model.law import LawStatus
from tidegate.model.ownership import Verdict

_UNDETERMINED = 4


@click.command(
    short_help="Say who is owned by listed parties.",
    epilog="""\b
Examples:
  tidegate ownership examples/stakes.csv
  tidegate ownership stakes.csv --test bis --on 2025-10-15 --of "Example Trading"
  tidegate ownership entities.ftm.json --test ofac --format json
""",
)
@click.argument("file", type=click.Path(path_type=Path))
@options.store
@options.names
@options.time_axes
@click.option("--test", "tests", multiple=True, metavar="TEST",
              help="bis, ofac, eu or uk. Repeatable. Default: all.")  # fmt: skip
@click.option("--of", metavar="NAME", help="Ask about this party alone.")
@click.option("--assume-foreign", "foreign", is_flag=True,
              help="Parties without a country are not of the United States.")  # fmt: skip
@click.option("--no-screen", "plain", is_flag=True,
              help="Only listings that the file states count; no name is asked.")  # fmt: skip
@options.output
@click.pass_context
def ownership(ctx: click.Context, /, file: Path, **options_: Any) -> int:
    """Say who is owned by listed parties, by the stakes in FILE: a CSV (owner, owned, pct…),
    FollowTheMoney entities, or GLEIF level-2 relationship records.

    Exit code 1 where a party is covered, 4 where one cannot be determined, else 0.
    """
    from tidegate.cli.render import owners, reports

    form = format_for(options_["form"], options_["out"])
    on = options.given(ctx, "on", options_["on"])
    known = options.given(ctx, "known", options_["known"])
    with options.opened(ctx, options_["store"]) as gate, Bar() as bar:
        read, answers, context = gate.ownership(
            file, options_["tests"], on, known, of=options_["of"], foreign=options_["foreign"],
            screen=not options_["plain"], progress=bar,
        )  # fmt: skip
    with destination(options_["out"], form) as stream:
        report = owners.report(read.rejects, answers, context)
        reports.emit(report, owners.whole(read.rejects, answers, context), form, stream)
    found = {one.verdict for answer in answers for one in answer.findings}
    if Verdict.COVERED in found:
        return 1
    return _UNDETERMINED if Verdict.UNDETERMINED in found else 0


@click.group(
    short_help="State what the law is.",
    epilog="""\b
Examples:
  tidegate law set affiliates_rule --status stayed --from 2026-11-10 --cite "91 FR 12345"
  tidegate explain affiliates_rule
""",
)
def law() -> None:
    """State what the law is where you know more than Tidegate: answers then rest on it as if it
    shipped so, and name who said it."""


@law.command(
    "set",
    short_help="Record what a rule is from a day on.",
    epilog="""\b
Examples:
  tidegate law set affiliates_rule --status in_force --from 2026-11-10 --cite "90 FR 50857"
""",
)
@click.argument("rule")
@click.option("--status", required=True, metavar="STATUS",
              type=click.Choice([one.value for one in LawStatus if one is not LawStatus.UNKNOWN]),
              help="not_enacted, in_force, stayed, not_enforced or expired.")  # fmt: skip
@click.option("--value", metavar="VALUE", help="What it says, such as '>= 50 %'.")
@click.option("--from", "from_", callback=options.day, metavar="DATE", help="The first day.")
@click.option("--to", callback=options.day, metavar="DATE", help="The first day no more.")
@click.option("--cite", required=True, metavar="TEXT", help="Where it stands.")
@click.option("--reason", metavar="TEXT", help="Why you state it.")
@click.option("--who", metavar="NAME", help="Who states it. Default: your login name.")
@options.store
@click.pass_context
def law_set(ctx: click.Context, /, rule: str, **options_: Any) -> int:
    """Record what RULE is, from one day up to another."""
    with options.opened(ctx, options_["store"]) as gate:
        made = gate.state_law(
            rule, options_["status"], cite=options_["cite"],
            who=options_["who"] or getpass.getuser(), value=options_["value"],
            from_=options_["from_"], to=options_["to"], reason=options_["reason"],
        )  # fmt: skip
    days = f"from {made.from_ or 'the beginning'}" + (f" to {made.to}" if made.to else "")
    say(f"Recorded: {made.parameter} is {made.status.value} {days}. See: tidegate explain {rule}")
    return 0


@click.group(
    "license",
    short_help="Record licences in hand.",
    epilog="""\b
Examples:
  tidegate license record license.yaml
  tidegate license list
""",
)
def license_() -> None:
    """Licences in hand: what they cover, and what is left of their values."""


@license_.command(
    "record",
    short_help="Record a licence from a file.",
    epilog="""\b
Examples:
  tidegate license record license.yaml
""",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--who", metavar="NAME", help="Who records it. Default: your login name.")
@options.store
@click.pass_context
def record(ctx: click.Context, /, file: Path, **options_: Any) -> int:
    """Record the licences in FILE (YAML or JSON): number, regime, parties, items, destinations,
    from, to, value_usd, conditions."""
    from tidegate.app.transactions import read_licenses

    found = read_licenses(file)
    with options.opened(ctx, options_["store"]) as gate:
        for one in found:
            gate.record_license(one, options_["who"] or getpass.getuser())
    say(f"Recorded: {', '.join(one.number for one in found)}.")
    return 0


@license_.command(
    "list",
    short_help="Show the licences in hand and their balances.",
    epilog="""\b
Examples:
  tidegate license list --format json
""",
)
@options.store
@click.option("--known", metavar="INSTANT", help="As known then.")
@options.output
@click.pass_context
def listed(ctx: click.Context, /, **options_: Any) -> int:
    """Show the licences in hand, and what is left of their values."""
    from tidegate.cli.render import owners, reports

    form = format_for(options_["form"], options_["out"])
    known = options.given(ctx, "known", options_["known"])
    with options.opened(ctx, options_["store"]) as gate:
        held = gate.licenses(known)
    report, whole = owners.licenses(held)
    with destination(options_["out"], form) as stream:
        reports.emit(report, whole, form, stream)
    return 0
