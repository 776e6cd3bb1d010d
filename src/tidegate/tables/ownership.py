"""The named ownership tests and the short names of lists: `data/ownership/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tidegate.model.errors import DataError
from tidegate.model.listing import Frozen
from tidegate.model.ownership import OwnershipTest
from tidegate.tables.reading import read_yaml
from tidegate.tables.regulations import regulations
from tidegate.tables.values import DATA, shown
from tidegate.tables.yaml_values import line_of

FLAGS = frozenset(
    {"unknown_share", "minority", "look_through", "not_in_force", "control", "other_listing"}
)
_TAGS = "tags.yaml"


class Tag(Frozen):
    """A list in short: its title, and how its entries are known among the loaded lists."""

    title: str
    list: str | None = None
    section: str | None = None
    program: str | None = None


class _TagsFile(Frozen):
    tags: dict[str, Tag]


@cache
def named_tests() -> Mapping[str, OwnershipTest]:
    """The tests as they are packaged, by id."""
    return load(DATA / "ownership")


@cache
def tags() -> Mapping[str, Tag]:
    """The short names of lists."""
    return MappingProxyType(read_yaml(DATA / "ownership" / _TAGS, _TagsFile).tags)


def load(folder: Path) -> Mapping[str, OwnershipTest]:
    """The tests of a folder.

    Raises DataError where a file breaks its schema, is named other than its test, names a law or a
    tag that is not there, or leaves out a red flag.
    """
    paths = [path for path in sorted(folder.glob("*.yaml")) if path.name != _TAGS]
    if not paths:
        raise DataError("no ownership test in this folder", file=shown(folder))
    found = {}
    for path in paths:
        test = read_yaml(path, OwnershipTest)
        _check(test, path)
        found[test.id] = test
    return MappingProxyType(found)


def _check(test: OwnershipTest, path: Path) -> None:
    def fail(key: str, message: str, expected: str) -> DataError:
        return DataError(
            message, file=shown(path), line=line_of(path, (key,)), field=key, expected=expected
        )

    if test.id != path.stem:
        raise fail("id", f"the test is named {test.id}", f"{path.stem}, its file")
    for key, law in (("law", test.law), ("control_law", test.control_law)):
        if law is not None and law not in regulations():
            raise fail(key, f"no such parameter {law}", "one under data/regulations")
    for relief in test.relief:
        if relief.law not in regulations():
            raise fail("relief", f"no such parameter {relief.law}", "one under data/regulations")
    for key, rules in (("owners", test.owners), ("others", test.others)):
        for rule in rules:
            if rule.tag not in tags():
                raise fail(key, f"no such tag {rule.tag}", f"one of {', '.join(tags())}")
    if set(test.flags) != FLAGS:
        odd = sorted(set(test.flags) ^ FLAGS)[0]
        raise fail("flags", f"{odd} is missing or unknown", ", ".join(sorted(FLAGS)))
    if test.targets == "foreign" and not test.domestic:
        raise fail("targets", "foreign, but to whom is not said", "domestic: names of the country")
