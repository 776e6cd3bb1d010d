"""Where the words of an explanation stand in a name as it was written.

Analysis reads the plain text of a name (`text.normal.plain_text`): full-width letters narrowed,
ligatures opened, marks joined to their letters. Who colours a name word by word has the text that
was written, so the spans of an explanation are positions in that.
"""

from __future__ import annotations

import unicodedata

from tidegate.model.match import Span
from tidegate.text.analysis import TEXT_LIMIT
from tidegate.text.normal import plain_text


class Written:
    """A text as written and as read. `of` turns a span of the plain text into one of the text
    as written; there is none where the two cannot be laid side by side."""

    def __init__(self, text: str) -> None:
        text = text[:TEXT_LIMIT]
        self.plain = plain_text(text)
        self._starts = None if self.plain == text else _starts(text)

    def of(self, start: int, end: int) -> Span | None:
        """The characters as written that a span of the plain text was made of."""
        if self._starts is None:
            return start, end
        if not start < end < len(self._starts):
            return None
        first, last = self._starts[start], self._starts[end - 1]
        after = next(at for at in self._starts[end:] if at > last)
        return first, after

    def words(self, spans: tuple[Span, ...]) -> str:
        """The words of spans of the plain text."""
        return " ".join(self.plain[start:end] for start, end in spans)


def _starts(text: str) -> list[int]:
    """For each character of the plain text the place of the written cluster that it was made of,
    and behind the last one the length of the text; nothing where the clusters, made plain one by
    one, do not add up."""
    starts: list[int] = []
    made = ""
    for first, end in _clusters(text):
        part = _normal(text[first:end])
        made += part
        starts += [first] * len(part)
    return [*starts, len(text)] if made == _normal(text) else []


def _clusters(text: str) -> list[Span]:
    """Stretches that normalisation treats as one: a character with the marks that join it."""
    borders = [0]
    for at in range(1, len(text)):
        before, char = text[borders[-1] : at], text[at]
        if not unicodedata.combining(char) and _normal(before + char) == (
            _normal(before) + _normal(char)
        ):
            borders.append(at)
    return list(zip(borders, [*borders[1:], len(text)], strict=True)) if text else []


def _normal(text: str) -> str:
    """What plain text does to lengths: what it does beyond this is one character for one."""
    return unicodedata.normalize("NFKC", text)
