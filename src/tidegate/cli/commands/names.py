"""`tidegate compare` and `tidegate names`: two names beside each other; word tables of your own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tidegate.cli import options
from tidegate.cli.output import destination
from tidegate.cli.progress import Bar
from tidegate.cli.render.screening import format_for
from tidegate.model.listing import PartyKind


@click.command(
    short_help="Show how well two names agree, and why.",
    epilog="""\b
Examples:
  tidegate compare "Dahua Technology" 浙江大華科技
  tidegate compare "Muhammad Ali" "Mohamed Aly" --kind person
  tidegate compare Zavod Works --names ./our-words --format json
""",
)
@click.argument("first")
@click.argument("second")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in PartyKind]), metavar="KIND",
    help=f"What the names are: {', '.join(kind.value for kind in PartyKind)}.",
)  # fmt: skip
@options.names
@options.output
@click.pass_context
def compare(ctx: click.Context, /, first: str, second: str, **options_: Any) -> int:
    """Show how well two names agree, word by word: the score that a screening would give them.

    Needs no list. Exit code 1 where the score would raise an alert, else 0.
    """
    from tidegate.app.names import alert_threshold, lexicon
    from tidegate.app.names import compare as compared
    from tidegate.cli.render import payload, reports

    form = format_for(options_["form"], options_["out"])
    tables = lexicon(options.given(ctx, "names", options_["names"]))
    match, level = compared(first, second, options_["kind"], tables), alert_threshold()
    with destination(options_["out"], form) as stream:
        reports.emit(reports.compared(match, level), payload.comparison(match, level), form, stream)
    return int(match.score >= level)


@click.group(
    short_help="Look after word tables of your own.",
    epilog="""\b
Examples:
  tidegate names check ./our-words
  tidegate screen customers.csv --names ./our-words
""",
)
def names() -> None:
    """Word tables of your own: a folder of files named and laid out like those of the package
    (words.tsv, places.tsv, forms.tsv, brands.tsv, glossary.tsv…), used with --names FOLDER or
    TIDEGATE_NAMES. A row adds a word, or replaces what the package says of it."""


@names.command(
    short_help="Say what tables of your own would add, change and break.",
    epilog="""\b
Examples:
  tidegate names check ./our-words
""",
)
@click.argument("folder", type=click.Path(path_type=Path))
@options.store
@options.output
@click.pass_context
def check(ctx: click.Context, /, folder: Path, **options_: Any) -> int:
    """Look through the word tables in FOLDER: mistakes with file and line, what they add and
    change, and which listed names they would leave without a word that identifies.

    Exit code 1 where listed names would be lost.
    """
    from tidegate.cli.render import payload, reports

    form = format_for(options_["form"], options_["out"])
    with options.opened(ctx, options_["store"]) as gate, Bar() as bar:
        found = gate.check_names(folder, bar)
    with destination(options_["out"], form) as stream:
        reports.emit(reports.own_tables(found), payload.own_tables(found), form, stream)
    return int(bool(found.unidentified))
