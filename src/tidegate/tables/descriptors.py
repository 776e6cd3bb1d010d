"""The descriptors of the sources: `data/sources/<source id>.yaml`."""

from __future__ import annotations

from pathlib import Path

from tidegate.model.errors import DataError
from tidegate.model.sources import SourceDescriptor
from tidegate.tables.reading import read_yaml
from tidegate.tables.values import shown


def load(folder: Path) -> dict[str, SourceDescriptor]:
    """All descriptors of a folder, by id. Raises DataError where one breaks its schema, where a
    file is not named after its source, or where two sources claim one list."""
    found: dict[str, SourceDescriptor] = {}
    lists: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        source = read_yaml(path, SourceDescriptor)
        _check(source, path)
        for list_id in source.lists:
            if list_id in lists:
                raise DataError(
                    f"the list {list_id} is also claimed by {lists[list_id]}",
                    file=shown(path),
                    field="lists",
                )
            lists[list_id] = source.id
        found[source.id] = source
    if not found:
        raise DataError("no descriptor in this folder", file=shown(folder))
    return found


def _check(source: SourceDescriptor, path: Path) -> None:
    """What the struct alone cannot say of a descriptor."""

    def wrong(field: str, message: str, expected: str | None = None) -> DataError:
        return DataError(message, file=shown(path), field=field, expected=expected)

    if source.id != path.stem:
        raise wrong("id", f"the file is named {path.stem}", f"id: {path.stem}")
    if not source.forms:
        raise wrong("forms", "no form")
    if not source.lists:
        raise wrong("lists", "no list")
    if source.max_age_days < 1 or source.max_bytes < 1:
        raise wrong("max_age_days, max_bytes", "not positive", "whole numbers above nought")
    for name, form in source.forms.items():
        if not form.members:
            raise wrong(f"forms.{name}.members", "no member")
        for key, member in form.members.items():
            if not member.url.startswith("https://"):
                raise wrong(f"forms.{name}.members.{key}.url", member.url, "an https address")
    for list_id, entry in source.lists.items():
        if not 0 < entry.minimum <= entry.usual:
            raise wrong(
                f"lists.{list_id}.minimum",
                f"minimum {entry.minimum}, usual {entry.usual}",
                "0 < minimum <= usual",
            )
