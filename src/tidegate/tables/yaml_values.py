"""YAML text into values: the part of `tidegate.tables.reading` that knows nodes and tags.

A file is composed, not loaded, so that every value still knows its line when it is refused.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tidegate.model.errors import DataError
from tidegate.tables.values import DATE, DECIMAL, INTEGER, Place, day, leaf, shown, text_of

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)

_TAG = "tag:yaml.org,2002:"


def load(path: Path, shape: type[T]) -> T:
    """One YAML file as the value that `shape` describes (structs, dicts, tuples, scalars)."""
    value: T = _build(_composed(path), shape, Place(shown(path), 1, ""))
    return value


def line_of(path: Path, keys: Sequence[str | int]) -> int:
    """The line of a key or of an item in a file that was read, for an error found later; that of
    the nearest thing above it where it is not there."""
    node, line = _composed(path), 1
    for key in keys:
        if isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line + 1
            continue
        pairs = node.value if isinstance(node, MappingNode) else []
        found = next((pair for pair in pairs if pair[0].value == key), None)
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line


def _composed(path: Path) -> Node:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node: Node | None = yaml.compose(text_of(path), Loader=loader)
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        raise DataError(
            f"not YAML: {broken.problem or broken.context}",
            file=shown(path),
            line=mark.line + 1 if mark else None,
        ) from None
    except yaml.YAMLError as broken:
        raise DataError(f"not YAML: {broken}", file=shown(path)) from None
    if node is None:
        raise DataError("the file is empty", file=shown(path))
    return node


def _build(node: Node, shape: Any, above: Place) -> Any:
    """The value of a node, held to `shape`."""
    place = Place(above.file, node.start_mark.line + 1, above.field)
    origin = typing.get_origin(shape)
    if origin in (typing.Union, types.UnionType):
        options = [option for option in typing.get_args(shape) if option is not type(None)]
        if len(options) < len(typing.get_args(shape)) and node.tag == f"{_TAG}null":
            return None
        if len(options) == 1:
            return _build(node, options[0], above)
        return leaf(_scalar(node, place), shape, place)
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        return _build_struct(_mapping(node, place), shape, place)
    if origin is dict:
        of = typing.get_args(shape)[1]
        pairs = _pairs(_mapping(node, place), place)
        return {key: _build(value, of, at) for key, (value, at) in pairs.items()}
    if origin in (tuple, list):
        return _build_sequence(node, shape, place)
    return leaf(_scalar(node, place), shape, place)


def _build_sequence(node: Node, shape: Any, place: Place) -> Any:
    if not isinstance(node, SequenceNode):
        raise place.error("not a list", expected="a list of values")
    origin, of = typing.get_origin(shape), typing.get_args(shape)[0]
    items = (
        _build(item, of, Place(place.file, place.line, f"{place.field}[{count}]"))
        for count, item in enumerate(node.value)
    )
    return origin(items)


@cache
def _fields(shape: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(shape)}


def _build_struct(node: MappingNode, shape: type[S], place: Place) -> S:
    pairs = _pairs(node, place)
    fields = _fields(shape)
    for key, (_, at) in pairs.items():
        if key not in fields:
            raise at.error("unknown key", expected=f"one of {', '.join(fields)}")
    missing = [key for key, field in fields.items() if field.required and key not in pairs]
    if missing:
        raise place.error(f"missing key {missing[0]}", expected=f"keys {', '.join(fields)}")
    values = {
        fields[key].name: _build(value, fields[key].type, at) for key, (value, at) in pairs.items()
    }
    return shape(**values)


def _mapping(node: Node, place: Place) -> MappingNode:
    if not isinstance(node, MappingNode):
        raise place.error("not a mapping", expected="keys with values")
    return node


def _pairs(node: MappingNode, place: Place) -> dict[str, tuple[Node, Place]]:
    """Key → value node and its place. A key that stands twice or is no word is an error."""
    pairs: dict[str, tuple[Node, Place]] = {}
    for key_node, value_node in node.value:
        name = str(key_node.value)
        at = Place(place.file, key_node.start_mark.line + 1, f"{place.field}.{name}".lstrip("."))
        # A key is its text: `on` and `no` are words here, whatever YAML takes them for.
        if key_node.tag not in (f"{_TAG}str", f"{_TAG}bool"):
            raise at.error("a key that is not a word", expected="a word, in quotes if need be")
        if name in pairs:
            raise at.error("duplicate key")
        pairs[name] = (value_node, at)
    return pairs


def _scalar(node: Node, place: Place) -> Any:
    """The plain value of a scalar: text, whole number, decimal, true or false, date, null."""
    if not isinstance(node, ScalarNode):
        raise place.error("several values where one belongs")
    text, tag = str(node.value), node.tag.removeprefix(_TAG)
    if tag == "str":
        return text
    if tag == "null" and text in ("", "null"):
        return None
    if tag == "bool" and text in ("true", "false"):
        return text == "true"
    if tag == "int" and INTEGER.fullmatch(text):
        return int(text)
    if tag == "float" and DECIMAL.fullmatch(text):
        return float(text)
    if tag == "timestamp" and DATE.fullmatch(text):
        return day(text, place)
    raise place.error(
        f"{text!r} would be read as a {tag}",
        expected="text in quotes, or true, false, a plain number, a date such as 2019-10-09",
    )
