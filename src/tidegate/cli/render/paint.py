"""Two names word by word: words that met wear one colour in both, whatever their script."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from tidegate.cli.render import words
from tidegate.model.match import Match, Piece, Route, Span

_COLOURS = 6
_SIDES = (Route.MISSING_OURS, Route.MISSING_THEIRS)

Mark = tuple[Span, str, str]


def both_names(match: Match) -> tuple[str, str]:
    """The name asked about and the listed one as markup, each word in the colour of its piece and
    with what is said of it; plain text where an explanation has no places."""
    ours: list[Mark] = []
    theirs: list[Mark] = []
    met = 0
    for piece in match.pieces:
        kind = _kind(piece, met)
        met += kind.startswith("met")
        said = words.piece_words(piece)
        ours += [(span, kind, said) for span in piece.ours_spans]
        theirs += [(span, kind, said) for span in piece.theirs_spans]
    return _painted(match.asked, ours), _painted(match.name, theirs)


def _kind(piece: Piece, met: int) -> str:
    if piece.against or piece.route is Route.CONFLICT:
        return "against"
    if piece.route in _SIDES or not piece.ours or not piece.theirs:
        return "alone"
    if piece.route is Route.FORM:
        return "form"
    near = "" if piece.similarity >= words.EXACT else " near"
    return f"met c{met % _COLOURS}{near}"


def _painted(text: str, marks: Iterable[Mark]) -> str:
    """Text with its stretches marked; of two that overlap the first."""
    parts: list[str] = []
    done = 0
    for (start, end), kind, said in sorted(marks):
        if start < done or not start < end <= len(text):
            continue
        parts.append(_plain(text[done:start]))
        parts.append(
            f'<mark class="{kind}" title="{_plain(said)}">{_plain(text[start:end])}</mark>'
        )
        done = end
    return "".join(parts) + _plain(text[done:])


def _plain(text: str) -> str:
    return escape(words.safe(text))
