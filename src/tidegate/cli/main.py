"""The `tidegate` command: its group of commands, and what its exit codes mean."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

import tidegate
from tidegate.cli import options
from tidegate.cli.commands.determine import determine, explain
from tidegate.cli.commands.holding import law, license_, ownership
from tidegate.cli.commands.listing import history, show
from tidegate.cli.commands.lists import diff, lists
from tidegate.cli.commands.names import compare, names
from tidegate.cli.commands.screen import screen
from tidegate.cli.commands.update import update
from tidegate.model.errors import TidegateError

USAGE, BUG, STOPPED = 2, 70, 130

_HELP = """Screen people and firms against the official restricted-party lists, with reasons.

\b
Exit codes:
  0  clear, or done
  1  alerts, or answers that could not be determined
  2  wrong use, or a file that cannot be read
  4  a transaction that cannot be determined from what is stated
  3  clear, but a list is missing, old or a starter, or rows could not be read
     (update: something was refused, held or failed)
"""


@click.group(
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
    epilog="""\b
Begin with:
  tidegate screen "Hikvision"
  tidegate screen customers.csv
  tidegate update
""",
)
@options.store
@options.names
@options.time_axes
@click.version_option(tidegate.__version__, message="%(prog)s %(version)s")
def cli(**_: Any) -> None:
    """See the help above; options given here hold for the command unless it is given its own."""


for command in (
    screen,
    determine,
    ownership,
    explain,
    law,
    license_,
    update,
    show,
    history,
    diff,
    lists,
    compare,
    names,
):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. Every failure is one line on standard error."""
    try:
        code = cli.main(
            args=None if arguments is None else list(arguments),
            prog_name="tidegate",
            standalone_mode=False,
        )
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        return USAGE if asked.ctx and asked.ctx.parent else 0
    except click.UsageError as wrong:
        path = wrong.ctx.command_path if wrong.ctx else "tidegate"
        _complain(f"{wrong.format_message().rstrip('.')}. See: {path} --help")
        return USAGE
    except click.ClickException as wrong:
        _complain(wrong.format_message())
        return USAGE
    except TidegateError as error:
        _complain(str(error))
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        _complain("stopped")
        return STOPPED
    except BrokenPipeError:
        # The reader had enough (`| head`). Python would complain again when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + 13
    except Exception as error:
        return _bug(error)


def _complain(line: str) -> None:
    print(f"tidegate: {' '.join(line.split())}", file=sys.stderr)


def _bug(error: Exception) -> int:
    """An error that nobody foresaw is ours, and never dressed up as the user's."""
    if os.environ.get("TIDEGATE_DEBUG"):
        traceback.print_exception(error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    _complain(
        f"this is a bug in Tidegate, not your mistake: {type(error).__name__}: {error} "
        f"({Path(last.filename).name}, line {last.lineno}, tidegate {tidegate.__version__}). "
        "Please report this line and the command; TIDEGATE_DEBUG=1 shows the whole trace."
    )
    return BUG


if __name__ == "__main__":
    main()
