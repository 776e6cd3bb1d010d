"""The options that every command has, and the values that they become."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

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
