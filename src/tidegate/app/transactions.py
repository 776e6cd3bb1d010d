"""Transaction files → transactions: YAML or JSON, one document or many.

Every scalar is text first, so that Norway is `NO` and not false; errors name file, line and field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tidegate.model.errors import InputError
from tidegate.model.licenses import Authorization
from tidegate.model.transaction import Transaction

T = TypeVar("T", Transaction, Authorization)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_DEEPEST = 12
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]")
_SIZE = 16 << 20


def read_transactions(path: Path) -> tuple[Transaction, ...]:
    """The transactions of a file, in its order.

    Raises InputError, with file, line and field, for what is no YAML or JSON, is not UTF-8, names
    an unknown field, or states what cannot be.
    """
    return transactions_of(_text(path), str(path))


def _text(path: Path) -> str:
    file = str(path)
    try:
        content = path.read_bytes()
    except OSError as broken:
        raise InputError(f"cannot be read ({broken.strerror})", file=file) from None
    if len(content) > _SIZE:
        raise InputError(f"{len(content):,} bytes", file=file, expected=f"at most {_SIZE:,}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as broken_text:
        line = content[: broken_text.start].count(b"\n") + 1
        raise InputError("not UTF-8 text", file=file, line=line) from None


def transactions_of(text: str, file: str) -> tuple[Transaction, ...]:
    """The transactions that a text states; `file` is its name for messages."""
    found = tuple(_read(node, file, Transaction) for node in _documents(text, file))
    if not found:
        raise InputError("no transaction in the file", file=file)
    return found


def read_licenses(path: Path) -> tuple[Authorization, ...]:
    """The licences in hand that a file states. Raises InputError as `read_transactions` does."""
    file, text = str(path), _text(path)
    found = tuple(_read(node, file, Authorization) for node in _documents(text, file))
    if not found:
        raise InputError("no licence in the file", file=file)
    return found


def transaction_of(fields: Any) -> Transaction:
    """A transaction given as plain values. Raises InputError."""
    try:
        return msgspec.convert(fields, Transaction, strict=False)
    except msgspec.ValidationError as wrong:
        message, path = _split(wrong)
        raise InputError(message, field=path or None) from None


def _documents(text: str, file: str) -> Iterator[Node]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for node in yaml.compose_all(text, Loader=loader):
            if isinstance(node, SequenceNode):
                yield from node.value
            elif node is not None and not _is_nothing(node):
                yield node
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        raise InputError(
            f"not YAML: {broken.problem or broken.context}",
            file=file,
            line=mark.line + 1 if mark else None,
        ) from None
    except (yaml.YAMLError, RecursionError) as broken_file:
        raise InputError(f"not YAML: {broken_file}", file=file) from None


def _is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.style is None and node.value in _NOTHING


def _read(node: Node, file: str, shape: type[T]) -> T:
    if not isinstance(node, MappingNode):
        raise InputError(
            "not a mapping", file=file, line=node.start_mark.line + 1, expected="fields and values"
        )
    plain = _plain(node, file, 0)
    try:
        return msgspec.convert(plain, shape, strict=False)
    except msgspec.ValidationError as wrong:
        message, path = _split(wrong)
        line = _line(node, path)
        raise InputError(message, file=file, line=line, field=path or None) from None


def _plain(node: Node, file: str, depth: int) -> Any:
    """The values of a node: scalars as text, what says nothing as None."""
    if depth > _DEEPEST:
        raise InputError("values nested too deep", file=file, line=node.start_mark.line + 1)
    if isinstance(node, ScalarNode):
        return None if _is_nothing(node) else str(node.value)
    if isinstance(node, SequenceNode):
        return [_plain(item, file, depth + 1) for item in node.value]
    found: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in found:
            raise InputError("stands twice", file=file, line=key.start_mark.line + 1, field=name)
        plain = _plain(value, file, depth + 1)
        if plain is not None:
            found[name] = plain
    return found


def _split(wrong: msgspec.ValidationError) -> tuple[str, str]:
    """The message in plain words, and the path of the field."""
    message, _, place = str(wrong).partition(" - at `")
    path = place.rstrip("`").removeprefix("$").lstrip(".")
    message = message.replace("`", "").replace("Object contains unknown field", "unknown field")
    unknown = re.fullmatch(r"unknown field (\w+)", message)
    if unknown:
        path = f"{path}.{unknown[1]}".lstrip(".")
        message = "unknown field"
    return message[:1].lower() + message[1:], path


def _line(node: Node, path: str) -> int:
    """The line of a field, or of the nearest thing above it."""
    line = node.start_mark.line + 1
    for name, number in _STEP.findall("." + path):
        if number and isinstance(node, SequenceNode) and int(number) < len(node.value):
            node = node.value[int(number)]
            line = node.start_mark.line + 1
            continue
        pairs = node.value if isinstance(node, MappingNode) else []
        found = next((pair for pair in pairs if pair[0].value == name), None)
        if found is None:
            return line
        line, node = found[0].start_mark.line + 1, found[1]
    return line
