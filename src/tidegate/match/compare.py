"""Two names, one answer: the scoring path without an index."""

from __future__ import annotations

from tidegate.match.answer import Pairing, match_of
from tidegate.match.score import score
from tidegate.match.units import units_of
from tidegate.model.match import Match
from tidegate.text import Lexicon, analyse


def compare(
    name_a: str, name_b: str, kind: str | None = None, *, lexicon: Lexicon, listing_id: str = ""
) -> Match:
    """How well `name_a` (ours) meets `name_b` (theirs), by the path that an index scores with.

    `kind` says what both name (`person`, `organization`, `vessel`, `aircraft`, `address`).
    """
    best = best_readings(name_a, name_b, kind, lexicon)
    if best is None:
        return Match(listing_id=listing_id, score=0.0, name=name_b, asked=name_a)
    return match_of(best, name_a, name_b, lexicon, listing_id)


def best_readings(name_a: str, name_b: str, kind: str | None, lexicon: Lexicon) -> Pairing | None:
    """The two readings of two names that meet best, with their raw score; `None` where one has
    none."""
    ours, theirs = analyse(name_a, lexicon, kind), analyse(name_b, lexicon, kind)
    others = [units_of(reading) for reading in theirs.readings]
    best: Pairing | None = None
    for reading in ours.readings:
        mine = units_of(reading)
        for their in others:
            found = score(mine, their, lexicon, kind == "address")
            if best is None or found.score > best.scored.score:
                best = Pairing(found, mine, their)
    return best
