"""The options that every command has, and the values that they become."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tidegate.model.errors import UsageError
from tidegate.model.listing import IDENTIFIER_KINDS, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tidegate.app.gate import Gate

F = TypeVar("F", bound=Callable[..., Any])


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A date in law. Raises click.BadParameter for a text that names no day."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is no day of the calendar; expected YYYY-MM-DD", ctx, param
        ) from None


def list_ids(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> tuple[str, ...] | None:
    """Ids of lists, apart by commas."""
    if value is None:
        return None
    return tuple(part.strip() for part in value.split(",") if part.strip())


_STORE = click.option(
    "--store", metavar="PATH_OR_URL",
    help="Where the lists are kept: a folder, a file or a PostgreSQL URL. [TIDEGATE_STORE]",
)  # fmt: skip
_NAMES = click.option(
    "--names", metavar="FOLDER",
    help="Word tables of your own, over those of the package. [TIDEGATE_NAMES]",
)  # fmt: skip
_ON = click.option("--on", callback=day, metavar="DATE", help="The date in law. Default: today.")
_KNOWN = click.option(
    "--known", metavar="INSTANT",
    help="Answer as known then: 2026-11-22 (the end of that day, UTC) or 2026-11-22T12:00Z.",
)  # fmt: skip


def store(command: F) -> F:
    """`--store`, which may also stand before the command."""
    return _STORE(command)


def names(command: F) -> F:
    """`--names`, which may also stand before the command."""
    return _NAMES(command)


def time_axes(command: F) -> F:
    """`--on` and `--known`, which may also stand before the command."""
    return _ON(_KNOWN(command))


def output(command: F) -> F:
    """`--format` and `--out`."""
    from tidegate.cli.render.screening import FORMATS

    form = click.option(
        "--format", "form", type=click.Choice(FORMATS), metavar="FORMAT",
        help=f"How to show the answer: {', '.join(FORMATS)}. Default: as --out ends, else table.",
    )  # fmt: skip
    out = click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help="Write to a file instead of the screen.",
    )  # fmt: skip
    return form(out(command))


def facts(command: F) -> F:
    """What is known of the one party that the command line names, beside its name."""
    for names, meta, several, words in (
        ("--gender", "GENDER", False, "Whether the person named is male or female."),
        ("--id", "KIND:NUMBER", True, "A number of the party named: imo:9187629, passport:A123456. "
         "Repeatable."),
        ("--country", "COUNTRY", False, "The country of the party named, by name or code."),
        ("--birth-date", "DATE", True, "When the person named was born: 1965-03-12, 1965-03, 1965, "
         "'circa 1965', 1960-1965. Repeatable."),
        ("--address", "TEXT", True, "An address of the party named. Repeatable."),
    ):  # fmt: skip
        command = click.option(names, metavar=meta, multiple=several, help=words)(command)
    return command


def known_facts(options: dict[str, Any]) -> dict[str, Any]:
    """The same as fields of a `Party`, those that were given.

    Raises UsageError for what cannot be understood: left out in silence it would seem compared.
    """
    from tidegate.app.intake.dates import read_dates
    from tidegate.app.intake.parties import clean
    from tidegate.tables.intake import intake

    found: dict[str, Any] = {}
    try:
        dates = [one for text in options["birth_date"] for one in read_dates(clean(text))]
    except ValueError as wrong:
        raise UsageError(str(wrong), field="--birth-date") from None
    if dates:
        found["birth_date"] = "; ".join(dict.fromkeys(dates))
    if options["country"]:
        found["country"] = clean(options["country"])
    if options["gender"]:
        found["gender"] = intake().genders.get(fold(options["gender"]))
        if found["gender"] is None:
            raise UsageError(f"{options['gender']!r}", field="--gender", expected="male or female")
    if options["id"]:
        found["identifiers"] = tuple(map(_number, options["id"]))
    if options["address"]:
        found["addresses"] = tuple(map(clean, options["address"]))
    return found


def _number(text: str) -> tuple[str, str]:
    kind, mark, value = text.partition(":")
    if not mark:
        return "other", text.strip()
    kind = kind.strip().lower().replace("-", "_")
    if kind not in IDENTIFIER_KINDS or not fold(value):
        raise UsageError(
            f"{text!r}", field="--id",
            expected=f"KIND:NUMBER, KIND one of {', '.join(IDENTIFIER_KINDS)}",
        )  # fmt: skip
    return kind, value.strip()


def given(ctx: click.Context, name: str, value: Any) -> Any:
    """The value of an option given after the command, else the one given before it."""
    return value if value is not None else ctx.find_root().params.get(name)


@contextmanager
def opened(ctx: click.Context, location: str | None) -> Iterator[Gate]:
    """The gate on the store that the options name."""
    # What a start makes lives to the end: looking it over for garbage would only cost time.
    gc.disable()
    try:
        from tidegate.app.gate import open_gate

        gate = open_gate(
            given(ctx, "store", location),
            names=given(ctx, "names", ctx.params.get("names")),
        )
    finally:
        gc.freeze()
        gc.enable()
    with gate:
        yield gate
