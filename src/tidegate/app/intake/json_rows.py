"""JSON lines → one mapping of texts for each line, or the reason why not."""

from __future__ import annotations

from typing import Any

import msgspec

from tidegate.app.intake.lines import Line
from tidegate.model.results import Reject
from tidegate.tables.intake import Limits

_decode = msgspec.json.Decoder().decode


def members_of(line: Line, limits: Limits) -> dict[str, list[str]] | Reject:
    """The members of the object on a line, each as a list of texts.

    An object inside an object is no text and rejects the line; a list gives several texts.
    """
    if line.problem is not None:
        return _reject(line, line.problem, limits)
    try:
        value = _decode(line.text)
    except msgspec.DecodeError as broken:
        return _reject(line, f"not JSON: {broken}", limits)
    if not isinstance(value, dict):
        return _reject(line, "a JSON object was expected on each line", limits)
    members = {}
    for key, member in value.items():
        texts = _texts(member)
        if texts is None:
            return _reject(line, "an object where text or a list of texts belongs", limits, key)
        members[key] = texts
    return members


def _texts(member: Any) -> list[str] | None:
    if member is None:
        return []
    if isinstance(member, bool):
        return [str(member).lower()]
    if isinstance(member, (str, int, float)):
        return [str(member)]
    if isinstance(member, list):
        parts = [_texts(part) for part in member]
        return None if None in parts else [text for part in parts if part for text in part]
    return None


def _reject(line: Line, reason: str, limits: Limits, field: str | None = None) -> Reject:
    return Reject(line=line.number, reason=reason, field=field, text=line.text[: limits.text_shown])
