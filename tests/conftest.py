"""What every test may lean on: the real list files, where this machine has them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# At home each run looks at new examples; where nobody watches, the same tree gives the same answer.
settings.register_profile("unwatched", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("unwatched")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def real_lists() -> Path:
    """The folder of real list files; tests that need it are skipped where it is absent."""
    folder = SHARED / "lists"
    if not folder.is_dir():
        pytest.skip("the real list files (../shared/data/lists) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def real_facts() -> Path:
    """The folder of gathered facts, absent outside the project's own machines."""
    folder = SHARED / "facts"
    if not folder.is_dir():
        pytest.skip("the gathered facts (../shared/data/facts) are not on this machine")
    return folder
