"""The last step of the scoring path: a scored pair becomes what is shown, once for all askers."""

from __future__ import annotations

from typing import NamedTuple

from tidegate.match.score import Scored, pieces
from tidegate.match.units import Units
from tidegate.model.match import Match
from tidegate.text import Lexicon


class Pairing(NamedTuple):
    """Two readings and what they score, raw."""

    scored: Scored
    ours: Units
    theirs: Units


def match_of(
    pairing: Pairing, asked: str, name: str, lexicon: Lexicon, listing_id: str = ""
) -> Match:
    """The match of our text with their name. Here alone a raw score becomes the one that is shown:
    everything before compares raw ones."""
    scored, ours, theirs = pairing
    return Match(
        listing_id=listing_id,
        score=lexicon.calibration.score_of(scored.score),
        name=name,
        asked=asked,
        pieces=pieces(scored, ours, theirs, asked, name),
        evidence=round(scored.evidence, 4),
    )
