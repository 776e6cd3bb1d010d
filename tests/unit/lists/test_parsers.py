"""The registry of parsers, against the packaged descriptors."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from tests.conftest import ROOT
from tidegate import tables
from tidegate.lists import parsers
from tidegate.model.errors import DataError, RefusedError

FORMS = [
    (source.id, form.parser)
    for source in tables.sources().values()
    for form in source.forms.values()
]


def test_every_descriptor_names_a_parser_and_every_parser_is_named() -> None:
    assert {parser for _, parser in FORMS} == parsers.NAMES


@pytest.mark.parametrize(("source_id", "parser"), FORMS)
def test_every_parser_is_there_and_refuses_an_empty_file(source_id: str, parser: str) -> None:
    form = next(f for f in tables.sources()[source_id].forms.values() if f.parser == parser)
    with pytest.raises(RefusedError, match="empty"):
        parsers.parse(parser, dict.fromkeys(form.members, b""), source_id)


def test_a_parser_that_does_not_exist_is_a_mistake_in_the_descriptor() -> None:
    with pytest.raises(DataError, match="no parser 'us_bis_part745'"):
        parsers.parse("us_bis_part745", {"main": b"x"}, "us_bis_part744")


def test_the_registry_reaches_the_function_by_the_name_of_the_form() -> None:
    content = (ROOT / "tests" / "cases" / "lists" / "csl" / "bulk.json").read_bytes()
    (parsed,) = parsers.parse("us_csl_json", {"main": content}, "us_csl")
    direct = import_module("tidegate.lists.us_csl").parse_json({"main": content})
    assert (parsed,) == direct


def test_a_parser_is_imported_when_it_is_first_asked_for() -> None:
    code = (
        "import sys, tidegate.lists.parsers;"
        "sys.exit(sum(m.startswith('tidegate.lists.u') or m == 'lxml' for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
