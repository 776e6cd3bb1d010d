"""What a meeting of two names is worth: the second half of the scoring path.

    score = met / (met + missing + conflicts)

Every word brings its weight (rarity and kind). What met counts as far as it is alike; what met
nothing counts against, by its kind: a missing rare word much, a missing place or activity little,
two places or numbers that differ more than their weight. The less that is distinctive met, the
more a missing word hurts: generic words alone never suffice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tidegate.match.align import Alignment, Met, align
from tidegate.match.spans import Written
from tidegate.match.units import UNMET_KINDS, Units
from tidegate.model.match import Piece, Route, Span
from tidegate.text import Kind, Lexicon, Scoring

ENGINE = 3
"""The version of analysis, scoring and index layout together; a stored index of another is
refused. Raise it with every change that can change a score."""

_ARGUES = frozenset({Kind.DISTINCTIVE, Kind.PLACE, Kind.ACTIVITY, Kind.ORGAN, Kind.NUMBER})


class Scored(NamedTuple):
    """A score and what it is made of: worth of each meeting, cost of each word left."""

    score: float
    alignment: Alignment
    worth: tuple[float, ...]
    cost_ours: tuple[float, ...]
    cost_theirs: tuple[float, ...]
    crossed: float
    evidence: float


def score(ours: Units, theirs: Units, lexicon: Lexicon, address: bool = False) -> Scored:
    """The score of two readings, 0–1, with its parts, by the numbers of the lexicon."""
    scoring = lexicon.scoring
    found = align(ours, theirs, scoring)
    worth = []
    met = reached = evidence = doubt = 0.0
    rare = 0
    street_words = street_numbers = 0
    activity_met = False
    for one in found.met:
        weight, kind = _worth(ours, theirs, one)
        worth.append(weight)
        met += weight
        reached += weight * one.alike
        if kind is Kind.DISTINCTIVE:
            evidence += weight * one.alike
            doubt += weight * (1.0 - one.alike)
            rare += 1
            street_words += 1
        elif kind is Kind.NUMBER:
            street_numbers += 1
            evidence += weight * scoring.number_evidence
        elif kind is Kind.ACTIVITY:
            activity_met = True
    if rare == 1:
        # The one word that tells the name is misspelt: nothing else vouches for it.
        reached -= doubt * scoring.lone_doubt
    if not rare:
        evidence = met * scoring.generic_evidence
    scarcity = 1.0 + max(0.0, scoring.enough - evidence) / scoring.scarcity
    apart = None if activity_met else _sectors_differ(ours, theirs, found, lexicon.sectors)
    price = _Price(ours, theirs, found, address, rare, apart, scarcity, scoring)
    cost_ours = tuple(price.of(ours, at, price.kinds_theirs) for at in found.left_ours)
    cost_theirs = tuple(price.of(theirs, at, price.kinds_ours) for at in found.left_theirs)
    crossed = _crossed(ours, theirs, found) * scoring.crossed
    whole = met + sum(cost_ours) + sum(cost_theirs) + crossed
    value = reached / whole if whole else 0.0
    complete = not found.left_ours and not found.left_theirs and not doubt
    if complete or not (_bearing(ours, found.left_ours) or _bearing(theirs, found.left_theirs)):
        least = scoring.same_floor
        value *= least + (1.0 - least) * min(1.0, evidence / scoring.plenty)
    else:
        least = scoring.part_floor
        value *= least + (1.0 - least) * min(1.0, evidence / scoring.enough)
    value -= scoring.disorder if _out_of_order(found) else 0.0
    if address and not (street_words and (street_numbers or street_words > 1)):
        value *= scoring.no_street
    if not ours.bearing or not theirs.bearing:
        value *= scoring.nothing_borne
    if not address and _same_words(ours, theirs):
        value = max(value, scoring.same_words)
    return Scored(
        round(max(0.0, value), 4), found, tuple(worth), cost_ours, cost_theirs, crossed, evidence
    )


def _same_words(ours: Units, theirs: Units) -> bool:
    """Whether two names are the same words in the same order, be they as empty as `Corp`: what a
    list prints as a name is a name."""
    if len(ours.tokens) != len(theirs.tokens) or not ours.tokens:
        return False
    return ours.spelling == theirs.spelling


def _worth(ours: Units, theirs: Units, one: Met) -> tuple[float, Kind]:
    """The weight of a meeting and the kind that it counts as.

    Words of one kind share their weight; where a known word met an unknown one (a misspelt
    "Cmpany"), the smaller weight counts. An acronym weighs as much as what it stands for.
    """
    if len(one.ours) == len(one.theirs) == 1:
        a, b = ours.tokens[one.ours[0]], theirs.tokens[one.theirs[0]]
        if a.kind is b.kind:
            return (a.weight + b.weight) / 2, a.kind
    mine = [ours.tokens[at] for at in one.ours]
    their = [theirs.tokens[at] for at in one.theirs]
    weight_mine = sum(token.weight for token in mine)
    weight_their = sum(token.weight for token in their)
    rare_mine = any(token.kind is Kind.DISTINCTIVE for token in mine)
    rare_their = any(token.kind is Kind.DISTINCTIVE for token in their)
    if one.route is Route.INITIALS or rare_mine == rare_their:
        rare = rare_mine or rare_their
        kind = Kind.DISTINCTIVE if rare else mine[-1].kind
        return (weight_mine + weight_their) / 2, kind
    return float(min(weight_mine, weight_their)), (their if rare_mine else mine)[-1].kind


def _bearing(side: Units, left: tuple[int, ...]) -> bool:
    return any(side.tokens[at].kind not in UNMET_KINDS for at in left)


class _Price:
    """What a word that met nothing costs."""

    def __init__(
        self,
        ours: Units,
        theirs: Units,
        found: Alignment,
        address: bool,
        rare: int,
        apart: bool | None,
        scarcity: float,
        scoring: Scoring,
    ) -> None:
        self.kinds_ours = {ours.tokens[at].kind for at in found.left_ours}
        self.kinds_theirs = {theirs.tokens[at].kind for at in found.left_theirs}
        self.address, self.rare, self.scarcity = address, rare, scarcity
        self.scoring = scoring
        self.sectors = apart
        self.several = len(found.met) > 1
        met_ours = [ours.tokens[at] for one in found.met for at in one.ours]
        met_theirs = [theirs.tokens[at] for one in found.met for at in one.theirs]
        self.met_keys = {
            id(ours): {token.keys[0] for token in met_ours},
            id(theirs): {token.keys[0] for token in met_theirs},
        }
        self.met_spans = {
            id(ours): {token[:2] for token in met_ours},
            id(theirs): {token[:2] for token in met_theirs},
        }

    def of(self, side: Units, at: int, kinds_other: set[Kind]) -> float:
        token = side.tokens[at]
        kind = token.kind
        if kind in UNMET_KINDS:
            return float(token.weight)
        scoring = self.scoring
        both = kind in kinds_other
        share = (scoring.conflict if both else scoring.one_sided)[kind]
        if self.address:
            if kind is Kind.NUMBER and not both:
                share = scoring.address_number_alone
            elif kind is Kind.PLACE and both:
                share = scoring.address_place_apart
            elif kind is Kind.INITIAL:
                share = scoring.address_letter
            elif kind is Kind.DISTINCTIVE and not both:
                share = scoring.address_word_alone
        elif kind is Kind.ACTIVITY and both and self.sectors is not None:
            share = scoring.other_sector if self.sectors else scoring.one_sided[kind]
        if kind is Kind.DISTINCTIVE and not both and self.rare > 1:
            share *= scoring.second_distinctive
        if not self.rare and kind in (Kind.ACTIVITY, Kind.ORGAN, Kind.PLACE):
            share = max(share, scoring.all_generic_least) * scoring.all_generic
        if self.several and token.keys[0] in self.met_keys[id(side)] and kind is not Kind.NUMBER:
            share *= scoring.repeated
        elif token[:2] in self.met_spans[id(side)]:
            # One of several words that translate a word of which another has met.
            share *= scoring.helping_word
        return token.weight * share * self.scarcity


def _sectors_differ(
    ours: Units, theirs: Units, found: Alignment, sectors: Mapping[str, str]
) -> bool | None:
    """Whether the lines of business left on both sides share no sector; None if not known."""
    left = {sectors.get(ours.tokens[at].keys[0], "") for at in found.left_ours}
    right = {sectors.get(theirs.tokens[at].keys[0], "") for at in found.left_theirs}
    left.discard("")
    right.discard("")
    return not left & right if left and right else None


def _crossed(ours: Units, theirs: Units, found: Alignment) -> float:
    """The weight of names that stand before the `bin` on one side and behind it on the other."""
    if ours.patronym < 0 or theirs.patronym < 0:
        return 0.0
    crossed = 0.0
    for one in found.met:
        if ours.tokens[one.ours[0]].kind is not Kind.DISTINCTIVE:
            continue
        if (one.ours[0] < ours.patronym) != (one.theirs[0] < theirs.patronym):
            crossed += ours.tokens[one.ours[0]].weight
    return crossed


def _out_of_order(found: Alignment) -> bool:
    last = -1
    for one in found.met:
        if one.theirs[0] < last:
            return True
        last = one.theirs[0]
    return False


def pieces(scored: Scored, ours: Units, theirs: Units, asked: str, name: str) -> tuple[Piece, ...]:
    """The explanation of a score: its parts in the order of our words, then what only theirs
    has. Weights add up to 1. `asked` and `name` are the two texts as written."""
    found = scored.alignment
    parts: list[_Part] = []
    left = dict(zip(found.left_ours, scored.cost_ours, strict=True))
    by_first = {one.ours[0]: at for at, one in enumerate(found.met)}
    kinds_ours = {ours.tokens[at].kind for at in found.left_ours}
    kinds_theirs = {theirs.tokens[at].kind for at in found.left_theirs}
    for at in range(len(ours.tokens)):
        if at in by_first:
            one = found.met[by_first[at]]
            spans = _spans(ours, one.ours), _spans(theirs, one.theirs)
            parts.append(_Part(*spans, one.route, scored.worth[by_first[at]], one.alike, False))
        elif at in left:
            kind = ours.tokens[at].kind
            clash = kind in kinds_theirs and kind in (Kind.NUMBER, Kind.PLACE)
            route = Route.CONFLICT if clash else Route.MISSING_THEIRS
            parts.append(_Part(_spans(ours, (at,)), (), route, left[at], 0.0, kind in _ARGUES))
    for at, cost in zip(found.left_theirs, scored.cost_theirs, strict=True):
        kind = theirs.tokens[at].kind
        clash = kind in kinds_ours and kind in (Kind.NUMBER, Kind.PLACE)
        route = Route.CONFLICT if clash else Route.MISSING_OURS
        parts.append(_Part((), _spans(theirs, (at,)), route, cost, 0.0, kind in _ARGUES))
    if scored.crossed:
        marks = _spans(ours, (ours.patronym,)), _spans(theirs, (theirs.patronym,))
        parts.append(_Part(*marks, Route.CONFLICT, scored.crossed, 0.0, True))
    return _weighed(parts, Written(asked), Written(name))


class _Part(NamedTuple):
    """A piece before its words: spans of both plain texts, route, weight not yet shared out."""

    ours: tuple[Span, ...]
    theirs: tuple[Span, ...]
    route: Route
    weight: float
    alike: float
    against: bool


def _weighed(parts: list[_Part], ours: Written, theirs: Written) -> tuple[Piece, ...]:
    whole = sum(part.weight for part in parts)
    made = []
    spent = 0
    for number, part in enumerate(parts):
        # Never more than is left: what rounding up has given away, the last part has less.
        share = min(round(10000 * part.weight / whole), 10000 - spent) if whole else 0
        if number == len(parts) - 1:
            share = 10000 - spent
        spent += share
        made.append(
            Piece(
                ours=ours.words(part.ours),
                theirs=theirs.words(part.theirs),
                route=part.route,
                weight=share / 10000,
                similarity=round(part.alike, 4),
                against=part.against,
                ours_spans=tuple(filter(None, (ours.of(*span) for span in part.ours))),
                theirs_spans=tuple(filter(None, (theirs.of(*span) for span in part.theirs))),
            )
        )
    return tuple(made)


def _spans(units: Units, places: tuple[int, ...]) -> tuple[Span, ...]:
    """Where words stand, each once: a brand's words share the place of the brand."""
    return tuple(dict.fromkeys((units.tokens[at].start, units.tokens[at].end) for at in places))
