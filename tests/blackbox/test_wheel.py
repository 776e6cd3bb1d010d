"""The wheel in an empty environment: what a user of pipx or uvx gets."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.blackbox.program import Program
from tests.conftest import ROOT


def run(*arguments: object, timeout: int = 600) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(argument) for argument in arguments], capture_output=True, text=True, timeout=timeout
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `python -m build` makes it, without a network: hatchling is at hand."""
    folder = tmp_path_factory.mktemp("dist")
    done = run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_all_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        inside = {name for name in packed.namelist() if name.startswith("tidegate/")}
    source = ROOT / "src" / "tidegate"
    wanted = {
        f"tidegate/{path.relative_to(source).as_posix()}"
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert inside == wanted


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The wheel installed where nothing else is. Skipped where no package index is reached."""
    folder = tmp_path_factory.mktemp("fresh")
    made = run(sys.executable, "-m", "venv", folder / "venv")
    assert made.returncode == 0, made.stderr
    pip = folder / "venv" / "bin" / "python"
    options = ("--disable-pip-version-check", "--quiet", "--retries", "1", "--timeout", "15")
    probe = run(pip, "-m", "pip", "download", *options, "--no-deps", "-d", folder, "click")
    if probe.returncode != 0:
        pytest.skip("no package index is reachable: the wheel cannot be installed with its needs")
    constraints = ("-c", ROOT / "constraints.txt")
    done = run(pip, "-m", "pip", "install", *options, *constraints, wheel)
    assert done.returncode == 0, done.stderr
    return Program(folder / "store", folder, folder / "venv" / "bin" / "tidegate")


def test_screening_works_from_the_wheel_with_the_starter_lists(program: Program) -> None:
    run = program("screen", "杭州海康威視數字技術", "Müller Maschinenbau GmbH", "--format", "jsonl")
    assert run.code == 1, run.err
    assert [row["outcome"] for row in run.lines()] == ["alert", "clear"]
    snapshots = run.lines()[0]["context"]["snapshots"]
    assert snapshots["us_bis_entity_list"].endswith("starter")


def test_every_form_works_from_the_wheel(program: Program) -> None:
    for form in ("table", "html", "csv"):
        assert program("screen", "Hikvision", "--format", form).code == 1
    assert program("screen", "Hikvision", "--out", program.folder / "a.xlsx").code == 1
    assert program("lists").code == 0
