"""Write docs/cli.md from the help of the commands. `--check` only says whether it is current."""

from __future__ import annotations

import sys
from pathlib import Path

import click

TARGET = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
HEAD = """# The command line

Made from the commands' own help by `scripts/generate_cli_docs.py`; a test holds it to that.
"""


def page() -> str:
    """The whole page."""
    from tidegate.cli.main import cli

    parts = [HEAD, _section("tidegate", cli, None)]
    group = click.Context(cli, info_name="tidegate")
    parts += [_section(f"tidegate {name}", cli.commands[name], group) for name in _order(cli)]
    return "\n".join(parts)


def _order(cli: click.Group) -> list[str]:
    first = ["screen", "update", "lists", "show", "history", "diff"]
    return first + sorted(set(cli.commands) - set(first))


def _section(name: str, command: click.Command, parent: click.Context | None) -> str:
    context = click.Context(
        command, info_name=name.split()[-1], parent=parent, terminal_width=96, max_content_width=96
    )
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"## `{name}`\n\n```text\n{text}\n```\n"


def main() -> int:
    """Write the page, or compare it."""
    if "--check" in sys.argv[1:]:
        current = TARGET.exists() and TARGET.read_text(encoding="utf-8") == page()
        print(
            "docs/cli.md is current" if current else "docs/cli.md is old: run this without --check"
        )
        return 0 if current else 1
    TARGET.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
