"""What the documents say is true: their transcripts, links, help and examples run as tests."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from tests.blackbox.program import Program
from tests.conftest import ROOT

PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "docs" / "cli.md",
    ROOT / "docs" / "own-words.md",
    ROOT / "docs" / "evidence.md",
    ROOT / "docs" / "determination.md",
]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WIDTH = "88"


def blocks(page: Path, kind: str) -> list[str]:
    return [
        text for found, text in BLOCK.findall(page.read_text(encoding="utf-8")) if found == kind
    ]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(store=tmp_path_factory.mktemp("documents") / "store", folder=ROOT)


@dataclass(frozen=True)
class Step:
    """One command of a transcript and the lines that must follow; `…` stands for any lines."""

    command: str
    lines: list[str]


def steps(page: Path) -> list[Step]:
    found: list[Step] = []
    for block in blocks(page, "console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Step(line.removeprefix("$ "), []))
            elif found:
                found[-1].lines.append(line)
    return found


STEPS = {
    page: steps(page)
    for page in (
        ROOT / "README.md",
        ROOT / "docs" / "own-words.md",
        ROOT / "docs" / "evidence.md",
        ROOT / "docs" / "determination.md",
    )
}


def test_the_pages_have_transcripts() -> None:
    assert all(STEPS.values())


@pytest.mark.parametrize(
    "step", [step for found in STEPS.values() for step in found], ids=lambda step: step.command
)
def test_a_transcript_is_what_the_program_prints(program: Program, step: Step) -> None:
    name, *arguments = shlex.split(step.command)
    assert name == "tidegate"
    run = program(*arguments, COLUMNS=WIDTH)
    parts = "\n".join(step.lines).split("…\n" if step.lines[-1] != "…" else "…")
    pattern = ".*".join(re.escape(part.strip("\n")) for part in parts)
    assert re.fullmatch(pattern + r"\s*", run.out, re.DOTALL), run.out


def test_the_python_of_the_readme_runs(program: Program) -> None:
    for code in blocks(ROOT / "README.md", "python"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            env={"TIDEGATE_STORE": str(program.store), "PATH": "/usr/bin:/bin"},
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        assert "2019, 10, 9" in done.stdout


def test_the_help_page_is_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "generate_cli_docs.py", "--check"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    missing = [link for link in targets if not (page.parent / link).exists()]
    assert not missing


def commands(group: click.Group) -> Iterator[click.Command]:
    """Every command of a group, and those of the groups within it."""
    for command in group.commands.values():
        yield command
        if isinstance(command, click.Group):
            yield from commands(command)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_that_a_document_names_exists(page: Path) -> None:
    from tidegate.cli.main import cli

    known = {"--help", "--version"} | {
        option
        for command in [cli, *commands(cli)]
        for parameter in command.params
        for option in parameter.opts
    }
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page.read_text(encoding="utf-8")))
    assert named <= known


def test_the_examples_of_the_help_are_commands_that_parse(program: Program) -> None:
    """Each example is understood: what it then finds depends on files and lists."""
    from tidegate.cli.main import cli

    examples = [
        line.strip()
        for command in commands(cli)
        for line in (command.epilog or "").splitlines()
        if line.strip().startswith("tidegate ")
    ]
    assert len(examples) > 10
    for example in examples:
        words = shlex.split(re.split(r"\s{3,}", example)[0])[1:]
        command, name, *words = cli.commands[words[0]], *words
        while isinstance(command, click.Group):
            command, name, *words = command.commands[words[0]], *words
        context = command.make_context(name, words, resilient_parsing=True)
        assert not [word for word in context.args if word.startswith("--")], example
