"""The pages and schemas that describe the data files are those of the structs that read them."""

from __future__ import annotations

import json

import msgspec
import pytest

from tidegate.model.law import LawStretch
from tidegate.tables.additions import SupplementRow
from tidegate.tables.notices import RemovalRow, RuleRow
from tidegate.tables.schemas import json_schemas
from tidegate.tables.starting import Entry
from tidegate.tables.values import DATA
from tidegate.tables.weighing import CountryRow, WeightRow

FOLDER = DATA / "schemas"


@pytest.mark.parametrize(("name", "text"), json_schemas().items())
def test_committed_schemas_are_current(name: str, text: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == text, "run python scripts/generate_schemas.py"
    structs = json.loads(text)["$defs"].values()
    assert all(s["additionalProperties"] is False for s in structs if "properties" in s)


@pytest.mark.parametrize(
    ("section", "shape"),
    [
        ("federal_register_rules.tsv", RuleRow),
        ("removals.tsv", RemovalRow),
        ("supplement/*.tsv", SupplementRow),
        ("evidence/weights.tsv", WeightRow),
        ("evidence/countries.tsv", CountryRow),
        ("starter/*.yaml", Entry),
        ("regulations/**.yaml", LawStretch),
    ],
)
def test_the_page_for_people_names_every_column(section: str, shape: type[msgspec.Struct]) -> None:
    page = (FOLDER / "README.md").read_text("utf-8")
    part = next(part for part in page.split("\n## ") if section in part.split("\n")[0])
    columns = [field.encode_name for field in msgspec.structs.fields(shape)]
    assert [column for column in columns if column not in part] == []
