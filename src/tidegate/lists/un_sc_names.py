"""The names of the United Nations list: several in one field, in two scripts, with notes inside.

The list prints aliases such as `Jin Tiesan (金铁三)`, `A; B; C`, `أبو شيماء (Abu-Shaima; Abu-
Shayma)`, `X (previously listed as)`. Each name is taken out verbatim; what is a remark about a
name and no name becomes a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tidegate.model.listing import Name, NameKind

# Letters beyond the Latin blocks: Greek and Cyrillic up to Hangul and the Arabic forms.
_NATIVE = re.compile(
    r"[\u0370-\u1cff\u2c00-\u2dff\u3005-\ua71f\ua800-\uabff\uac00-\ufaff\ufb13-\ufeff]"
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def is_native(text: str) -> bool:
    """Whether a name is written in another script than the Latin one."""
    return _NATIVE.search(text) is not None


@dataclass(slots=True)
class Names:
    """Names in the order in which they were found, and the notes about them."""

    names: list[Name] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, text: str, kind: NameKind, weak: bool) -> None:
        """Add a name, unless the list has given the same already and no weaker."""
        text = _trim(text)
        if not text:
            return
        name = Name(text=text, kind=kind, weak=weak, native=is_native(text))
        for place, known in enumerate(self.names):
            if known.text == text:
                if known.weak and not weak:
                    self.names[place] = name
                return
        self.names.append(name)


_SUB_UNIT = re.compile(r"\s+-\s+sub-unit name\Z", re.IGNORECASE)


def _trim(text: str) -> str:
    """A name without the commas and the odd bracket that the list leaves at its ends."""
    text = _SUB_UNIT.sub("", " ".join(text.split())).strip(" ,;:")
    if text.startswith(")"):
        text = text[1:].lstrip()
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1]
    return text.strip(" ,;:")


def primary(text: str, found: Names) -> None:
    """The primary name as printed; two names packed into it are given singly as well."""
    found.add(text, NameKind.PRIMARY, weak=False)
    parts = [part for part in re.split(r"\s*;\s*|\s+/\s+", text) if part.strip()]
    if len(parts) > 1:
        for part in parts:
            found.add(part, NameKind.AKA, weak=False)


def original_script(text: str, found: Names) -> None:
    """The primary name in original script, of which one field may hold several."""
    for part in re.split(r"[;؛]|\s/\s", text):
        found.add(part, NameKind.PRIMARY, weak=False)


_LISTED_AS = re.compile(r"\(?\b(?:previously|formerly) listed as\b\)?[.,]?", re.IGNORECASE)
_SCRIPT_LABEL = re.compile(
    r"\s*(?:\(original script\)|(?:in )?(?:original script|arabic)\s*:)\s*", re.IGNORECASE
)
_ENUMERATED = re.compile(r"(?:^|\s)[a-z]\)\s+")
_BORN = re.compile(r",?\s+born\b.*$", re.IGNORECASE | re.DOTALL)
_NOTE_DIGITS = 4
_REMARK = re.compile(
    r"(?:birth|combat) name|nom de guerre|initials|false identity|sub-unit name", re.IGNORECASE
)


def alias(text: str, note: str, kind: NameKind, weak: bool, found: Names) -> None:
    """The names in one alias field, with what the note beside it says about them.

    A note can make the alias a former name, give it in its own script, or list its spellings.
    """
    if _LISTED_AS.search(text) or _LISTED_AS.search(note):
        kind = NameKind.FKA
        text, note = _LISTED_AS.sub("", text), _LISTED_AS.sub("", note)
    shown = " ".join(text.split())
    if born := _BORN.search(text):
        found.notes.append(shown)
        text = text[: born.start()]
    for part in _divide(text):
        for piece in _ENUMERATED.split(part):
            _one_alias(piece, kind, weak, found)
    if rest := _note_names(" ".join(note.split()), kind, weak, found):
        found.notes.append(f"{shown}: {rest}" if shown else rest)


def _one_alias(text: str, kind: NameKind, weak: bool, found: Names) -> None:
    outside, brackets = _brackets(text)
    kept: list[str] = []
    inner: list[str] = []
    for inside in brackets:
        other_script = is_native(inside) != is_native(outside)
        if other_script or ";" in inside:
            # The same name in the other script, or its spellings.
            inner.extend(_divide(_SCRIPT_LABEL.sub(" ", inside)))
        elif _REMARK.search(inside) or len(re.findall(r"\d", inside)) > _NOTE_DIGITS:
            found.notes.append(" ".join(text.split()))
        else:
            kept.append(inside)
    if len(kept) != len(brackets):
        text = " ".join((outside, *(f"({inside})" for inside in kept)))
    for name in (_SCRIPT_LABEL.sub(" ", text), *inner):
        found.add(name, kind, weak)


def _divide(text: str) -> Iterator[str]:
    """The parts between semicolons that stand in no bracket."""
    depth, start = 0, 0
    for place, char in enumerate(text):
        depth += (char == "(") - (char == ")" and depth > 0)
        if char == ";" and depth == 0:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _brackets(text: str) -> tuple[str, list[str]]:
    """A text without its outermost brackets, and what stands in them."""
    outside: list[str] = []
    inside: list[str] = []
    depth = 0
    current: list[str] = []
    for char in text:
        if char == "(":
            depth += 1
            if depth == 1:
                current = []
                continue
        if char == ")" and depth:
            depth -= 1
            if depth == 0:
                inside.append("".join(current))
                continue
        (current if depth else outside).append(char)
    if depth:
        return text, []
    return "".join(outside), inside


_LABELLED_SCRIPT = re.compile(
    r"(?:original script|in arabic(?: script)?)\s*:\s*(?P<name>[^.;]+)", re.IGNORECASE
)
_SPELLINGS = re.compile(r"[^0-9:()]+(?:;[^0-9:()]+)+\Z")
_NAME_WORDS = 7


def _note_names(note: str, kind: NameKind, weak: bool, found: Names) -> str:
    """Take the names out of a note; returns the note where it says more than names."""
    rest = note
    script = _LABELLED_SCRIPT.search(rest)
    if script and is_native(script["name"]):
        found.add(script["name"], kind, weak)
        rest = rest.replace(script[0], "")
    outside, brackets = _brackets(rest)
    spellings = [
        part
        for text in (rest, *brackets)
        if _SPELLINGS.match(text.strip())
        for part in _divide(text)
        if len(part.split()) <= _NAME_WORDS
    ]
    for part in spellings:
        found.add(part, kind, weak)
    all_names = bool(spellings) and not brackets
    said = outside.strip(" ,.;") or brackets
    return note if said and not all_names else ""
