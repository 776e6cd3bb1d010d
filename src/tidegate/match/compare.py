"""Two names, one answer: the scoring path without an index."""

from __future__ import annotations

from tidegate.match.score import Scored, pieces, score
from tidegate.match.units import Units, units_of
from tidegate.model.match import Match
from tidegate.text import Lexicon, analyse


def compare(
    name_a: str, name_b: str, kind: str | None = None, *, lexicon: Lexicon, listing_id: str = ""
) -> Match:
    """How well `name_a` (ours) meets `name_b` (theirs), by the path that an index scores with.

    `kind` says what both name (`person`, `organization`, `vessel`, `aircraft`, `address`).
    """
    ours, theirs = analyse(name_a, lexicon, kind), analyse(name_b, lexicon, kind)
    best: tuple[Scored, Units, Units] | None = None
    for reading in ours.readings:
        mine = units_of(reading)
        for other in theirs.readings:
            their = units_of(other)
            found = score(mine, their, lexicon, kind == "address")
            if best is None or found.score > best[0].score:
                best = (found, mine, their)
    if best is None:
        return Match(listing_id=listing_id, score=0.0, name=name_b, asked=name_a)
    found, mine, their = best
    return Match(
        listing_id=listing_id,
        score=found.score,
        name=name_b,
        asked=name_a,
        pieces=pieces(found, mine, their, name_a, name_b),
    )
