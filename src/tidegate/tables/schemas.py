"""JSON Schemas of the YAML files that are read, made from the structs that read them.

They are for editors; the structs remain what a file is held to. The pages for people are in
`data/schemas/README.md`.
"""

from __future__ import annotations

import inspect
import json
from typing import Any

import msgspec

from tidegate.model.law import LawParameter
from tidegate.model.licenses import Authorization
from tidegate.model.ownership import OwnershipTest
from tidegate.model.sources import SourceDescriptor
from tidegate.model.transaction import Transaction
from tidegate.tables.dated import ParametersFile
from tidegate.tables.starting import StarterFile

KINDS: dict[str, type[msgspec.Struct]] = {
    "license": Authorization,
    "ownership": OwnershipTest,
    "parameters": ParametersFile,
    "regulation": LawParameter,
    "source": SourceDescriptor,
    "starter": StarterFile,
    "transaction": Transaction,
}


def json_schemas() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    found = {}
    for name, shape in KINDS.items():
        schema = _closed(msgspec.json.schema(shape))
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        found[f"{name}.schema.json"] = (
            json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        )
    return found


def _closed(node: Any) -> Any:
    """The schema with every struct closed to unknown keys and its description on one line."""
    if isinstance(node, list):
        return [_closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _closed(value) for key, value in node.items()}
    if "properties" in closed and "title" in closed:
        closed["additionalProperties"] = False
    if isinstance(closed.get("description"), str):
        closed["description"] = " ".join(inspect.cleandoc(closed["description"]).split())
    return closed
