"""What the matching engine says: a scored pair and the words that met."""

from __future__ import annotations

from enum import StrEnum

from tidegate.model.listing import Frozen


class Route(StrEnum):
    """By which way one of our words met one of theirs."""

    SAME = "same"
    SPELLING = "spelling"
    ROMANISED = "romanised"
    TRANSLATED = "translated"
    ABBREVIATES = "abbreviates"
    INITIALS = "initials"
    FORM = "form"
    PLACE = "place"
    IDENTIFIER = "identifier"
    MISSING_OURS = "only_theirs"
    MISSING_THEIRS = "only_ours"
    CONFLICT = "conflict"


Span = tuple[int, int]
"""A stretch of a text: from its first character up to, not including, its second number."""


class Piece(Frozen):
    """One step of an explanation.

    `ours` is the word (or words) of the question, `theirs` that of the list; one of them is empty
    where a word met nothing. `similarity` is 0–1. `weight` is the share of the whole that the
    piece can give (all weights of a match add up to 1); `against` marks what argues against.
    `ours_spans` and `theirs_spans` are where those words stand in `Match.asked` and `Match.name`,
    so that both names can be coloured word by word; empty where a piece is not of the names.
    """

    ours: str
    theirs: str
    route: Route
    weight: float
    similarity: float = 1.0
    against: bool = False
    ours_spans: tuple[Span, ...] = ()
    theirs_spans: tuple[Span, ...] = ()


class Match(Frozen):
    """A scored pair with its explanation, the return value of the one scoring path.

    `name` is the name of theirs that met best, `asked` the text of ours that met it, both as
    written. `score` is calibrated, 0–1: of as many pairs that are one party as pairs that are not,
    about eight in ten of those that score 0.8 are one party. `evidence` is the weight of what met
    and tells who is named, 100 that of a word that is met nowhere else; equal scores stand in its
    order.
    """

    listing_id: str
    score: float
    name: str
    asked: str = ""
    pieces: tuple[Piece, ...] = ()
    evidence: float = 0.0
