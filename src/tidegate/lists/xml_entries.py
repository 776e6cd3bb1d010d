"""Entries out of an XML file, one at a time, with nothing in them overlooked.

`entries` streams the elements that hold an entry; `Taken` hands out what an element holds and
knows at the end what nobody asked for. lxml is imported when the first file is read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

from tidegate.model.errors import RefusedError
from tidegate.model.listing import Anomaly, Listing, number_repeats

if TYPE_CHECKING:
    from lxml.etree import _Element


def local(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def words(element: _Element) -> str:
    """All text in an element; the line breaks and indents of the file are no part of it."""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    return " ".join(" ".join(str(text) for text in element.itertext()).split())


class Taken:
    """The children of one element, handed out by name, each once."""

    def __init__(self, element: _Element) -> None:
        self._left: dict[str, list[_Element]] = {}
        self._name = local(element)
        self._attributes = {str(key): str(value) for key, value in element.attrib.items()}
        for child in element:
            if isinstance(child.tag, str):
                self._left.setdefault(local(child), []).append(child)

    def children(self, name: str) -> list[_Element]:
        """The children of that name."""
        return self._left.pop(name, [])

    def texts(self, name: str) -> list[str]:
        """The words of every child of that name that has any."""
        return [text for text in map(words, self.children(name)) if text]

    def text(self, name: str) -> str:
        """The words of the child of that name; of several, all, divided by semicolons."""
        return "; ".join(self.texts(name))

    def rest(self) -> Iterator[str]:
        """What nobody asked for and is not empty, as `name: words`."""
        for name, children in self._left.items():
            for child in children:
                if text := words(child):
                    yield f"{self._name}/{name}: {text}"
        for name, value in self._attributes.items():
            yield f"{self._name}/@{name}: {value}"


class Required:
    """The elements that every entry of a list has: where many entries lack one, it was renamed,
    and to read on would lose what it says."""

    def __init__(self, *names: str) -> None:
        self._missing = dict.fromkeys(names, 0)
        self._entries = 0

    def see(self, element: _Element) -> None:
        """Count one entry."""
        self._entries += 1
        found = {local(child) for child in element if isinstance(child.tag, str)}
        for name in self._missing:
            self._missing[name] += name not in found

    def check(self, file: str) -> None:
        """Raise `RefusedError` where more entries lack an element than slips explain."""
        for name, count in self._missing.items():
            if count > max(_SLIPS, _SLIP_SHARE * self._entries):
                raise RefusedError(
                    f"{count} of {self._entries} entries have no {name}: the layout has changed",
                    file=file,
                    field=name,
                    expected=f"{name} in every entry",
                    todo="The earlier snapshot stays in force until the new layout is known",
                )


# A few entries without an element are slips of the publisher; more is another layout.
_SLIPS = 3
_SLIP_SHARE = 0.03


class Entries:
    """The entry elements of a file, in order.

    `root` is the name that the document element must have, `tags` are the elements to yield,
    `groups` those between them and the root. After the last one, `strangers` names the elements
    beside the entries that are neither.
    """

    def __init__(
        self, content: bytes, file: str, root: str, tags: Collection[str], groups: Collection[str]
    ) -> None:
        self._content = content
        self._file = file
        self._tags = tuple(tags)
        self._groups = frozenset(groups)
        self._expected = root
        self.attributes = self._open()
        self.strangers: tuple[str, ...] = ()

    def _open(self) -> dict[str, str]:
        """The attributes of the document element, once it is known to be the right one."""
        from lxml import etree

        head = self._content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\x00\x1a")
        if not head:
            raise RefusedError("the file is empty", file=self._file, todo="fetch it again")
        if head[:14].lower().startswith((b"<!doctype html", b"<html")):
            raise RefusedError("the file is a web page, not the list", file=self._file)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise RefusedError(
                "the XML declares a document type, which this list never does", file=self._file
            )
        try:
            _, root = next(etree.iterparse(BytesIO(self._content), events=("start",)))
        except (etree.XMLSyntaxError, StopIteration) as error:
            raise self._broken(error) from None
        if local(root) != self._expected:
            raise RefusedError(
                f"the document is '{local(root)}'", file=self._file, expected=self._expected
            )
        return {str(name): str(value) for name, value in root.attrib.items()}

    def __iter__(self) -> Iterator[_Element]:
        from lxml import etree

        reader = etree.iterparse(
            BytesIO(self._content),
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in self._tags],
            resolve_entities=False,
            no_network=True,
        )
        try:
            for _, element in reader:
                yield element
                element.clear()
        except etree.XMLSyntaxError as error:
            raise self._broken(error) from None
        self.strangers = tuple(self._strange(reader.root))

    def _strange(self, element: _Element) -> Iterator[str]:
        for child in element:
            if not isinstance(child.tag, str) or local(child) in self._tags:
                continue
            if local(child) in self._groups:
                yield from self._strange(child)
            else:
                yield f"{local(child)}: {words(child)}"

    def _broken(self, error: Exception) -> RefusedError:
        line = getattr(error, "lineno", None)
        return RefusedError(
            f"the XML is cut off or damaged ({getattr(error, 'msg', None) or 'no element'})",
            file=self._file,
            line=line or None,
            todo="fetch it again",
        )


def unique(listings: Sequence[Listing]) -> tuple[list[Listing], list[Anomaly]]:
    """The listings with keys made unique: a number that stands twice is two parties, reported."""
    keys = number_repeats([listing.key for listing in listings])
    numbered, anomalies = [], []
    for listing, key in zip(listings, keys, strict=True):
        if key == listing.key:
            numbered.append(listing)
            continue
        numbered.append(msgspec.structs.replace(listing, key=key))
        text = f"the number {listing.key} stands again, for {listing.caption} ({key})"
        anomalies.append(
            Anomaly(kind="doubled_number", text=text, place=listing.row, key=listing.key)
        )
    return numbered, anomalies


# So many reports of one unknown element name it; the rest is a number.
_REPORTS = 5


def condensed(anomalies: Sequence[Anomaly]) -> list[Anomaly]:
    """The anomalies, with an element that is new in every entry reported a few times and counted.

    Nothing is lost by it: what the element said stays in the `unparsed` of each entry.
    """
    seen: dict[str, int] = {}
    kept = []
    for anomaly in anomalies:
        name = anomaly.text.partition(":")[0]
        if anomaly.kind == "unknown_element":
            seen[name] = seen.get(name, 0) + 1
            if seen[name] > _REPORTS:
                continue
        kept.append(anomaly)
    kept.extend(
        Anomaly(kind="unknown_element", text=f"{name}: {count - _REPORTS} times more")
        for name, count in seen.items()
        if count > _REPORTS
    )
    return kept
