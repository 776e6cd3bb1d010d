"""What a meeting of two names is worth: the second half of the scoring path.

    score = met / (met + missing + conflicts)

Every word brings its weight (rarity and kind). What met counts as far as it is alike; what met
nothing counts against, by its kind: a missing rare word much, a missing place or activity little,
two places or numbers that differ more than their weight. The less that is distinctive met, the
more a missing word hurts: generic words alone never suffice.
"""

from __future__ import annotations

from typing import NamedTuple

from tidegate.match.align import Alignment, Met, align
from tidegate.match.price import Setting, costs
from tidegate.match.spans import Written
from tidegate.match.units import UNMET_KINDS, Units
from tidegate.model.match import Piece, Route, Span
from tidegate.text import Kind, Lexicon, Scoring
from tidegate.text.sound import skeleton

ENGINE = 4
"""The version of analysis, scoring and index layout together; a stored index of another is
refused. Raise it with every change that can change a score."""

_ARGUES = frozenset(
    {Kind.DISTINCTIVE, Kind.FATHER, Kind.PLACE, Kind.ACTIVITY, Kind.ORGAN, Kind.NUMBER}
)


class Scored(NamedTuple):
    """A score and what it is made of: worth of each meeting, cost of each word left."""

    score: float
    alignment: Alignment
    worth: tuple[float, ...]
    cost_ours: tuple[float, ...]
    cost_theirs: tuple[float, ...]
    crossed: float
    evidence: float


class _Weighed(NamedTuple):
    """What the meetings of two names add up to: their weights, the sum of these, the part of it
    that is alike, how much of it tells who is named, the doubt about that, and how many words of
    each kind met."""

    worth: tuple[float, ...]
    met: float
    reached: float
    evidence: float
    doubt: float
    kinds: list[int]


def score(ours: Units, theirs: Units, lexicon: Lexicon, address: bool = False) -> Scored:
    """The score of two readings, 0–1, with its parts, by the numbers of the lexicon.

    The same whichever name is ours, to the last bit."""
    if (theirs.spelling, theirs.tokens) < (ours.spelling, ours.tokens):
        return _turned(_score(theirs, ours, lexicon, address))
    return _score(ours, theirs, lexicon, address)


def _turned(scored: Scored) -> Scored:
    """A score as the other side sees it."""
    met, left_ours, left_theirs = scored.alignment
    turned = [(Met(one.theirs, one.ours, one.alike, one.route), worth)
              for one, worth in zip(met, scored.worth, strict=True)]  # fmt: skip
    turned.sort()
    return scored._replace(
        alignment=Alignment(tuple(one for one, _ in turned), left_theirs, left_ours),
        worth=tuple(worth for _, worth in turned),
        cost_ours=scored.cost_theirs,
        cost_theirs=scored.cost_ours,
    )


def _score(ours: Units, theirs: Units, lexicon: Lexicon, address: bool) -> Scored:
    scoring = lexicon.scoring
    found = align(ours, theirs, scoring, lexicon.acronyms)
    weighed = _weigh(ours, theirs, found, scoring)
    evidence, kinds = weighed.evidence, weighed.kinds
    rare = kinds[Kind.DISTINCTIVE]
    scarcity = 1.0 + max(0.0, scoring.enough - evidence) / scoring.scarcity
    setting = Setting(address, rare, kinds[Kind.ACTIVITY] > 0, scarcity)
    cost = costs(ours, theirs, found, setting, lexicon)
    crossed = _crossed(ours, theirs, found) * scoring.crossed
    whole = weighed.met + sum(cost.ours) + sum(cost.theirs) + crossed
    value = weighed.reached / whole if whole else 0.0
    if cost.bearing:
        least, enough = scoring.part_floor, scoring.enough
    else:
        least, enough = scoring.same_floor, scoring.plenty
    value *= least + (1.0 - least) * min(1.0, evidence / enough)
    value -= scoring.disorder if _out_of_order(found) else 0.0
    if address and not (rare and (kinds[Kind.NUMBER] or rare > 1)):
        value *= scoring.no_street
    if not ours.bearing or not theirs.bearing:
        value *= scoring.nothing_borne
    if not address and _same_words(ours, theirs):
        value = max(value, scoring.same_words)
    value = round(max(0.0, value), 4)
    return Scored(value, found, weighed.worth, cost.ours, cost.theirs, crossed, evidence)


def _weigh(ours: Units, theirs: Units, found: Alignment, scoring: Scoring) -> _Weighed:
    worth = []
    met = reached = evidence = doubt = helping = blurred = 0.0
    kinds = [0] * len(Kind)
    for one in found.met:
        weight, kind = _worth(ours, theirs, one)
        worth.append(weight)
        met += weight
        reached += weight * one.alike
        kinds[kind] += 1
        if kind is Kind.DISTINCTIVE:
            evidence += weight * one.alike
            # Letters that spell a name say how sure they are by themselves.
            doubt += 0.0 if one.route is Route.INITIALS else weight * (1.0 - one.alike)
        elif kind is Kind.NUMBER:
            evidence += weight * scoring.number_evidence
        elif kind not in UNMET_KINDS:
            helping += weight * one.alike
            blurred += weight * (1.0 - one.alike)
    rare = kinds[Kind.DISTINCTIVE]
    if rare == 1:
        # The one word that tells the name is misspelt: nothing vouches for it but the rest.
        share = scoring.lone_doubt_rest if _rest_equal(found) else scoring.lone_doubt
        reached -= doubt * share
    elif rare and doubt:
        main = _main_doubt(ours, theirs, found, worth, scoring.main_alike)
        reached -= main * scoring.main_doubt
    if rare:
        evidence += helping * scoring.helping_evidence
    else:
        borne = sum([kinds[kind] for kind in Kind if kind not in UNMET_KINDS])
        borne += kinds[Kind.NUMBER]
        # The same of a word that any firm may bear, where it is all that met.
        reached -= blurred * scoring.lone_doubt if borne == 1 else 0.0
        evidence = met * scoring.generic_evidence[min(borne, len(scoring.generic_evidence) - 1)]
    return _Weighed(tuple(worth), met, reached, evidence, doubt, kinds)


def _main_doubt(
    ours: Units, theirs: Units, found: Alignment, worth: list[float], least: float
) -> float:
    """The doubt about a word of other consonants, less alike than `least`, that weighs more than
    all others that met: what else is alike is common (Sergey Ivanov, Sergey Ivashov)."""
    main = max(range(len(worth)), key=lambda at: worth[at])
    one = found.met[main]
    if one.route is not Route.SPELLING or one.alike >= least or 2 * worth[main] <= sum(worth):
        return 0.0
    mine = "".join(ours.spelling[at] for at in one.ours)
    if skeleton(mine) == skeleton("".join(theirs.spelling[at] for at in one.theirs)):
        return 0.0
    return worth[main] * (1.0 - one.alike)


def _rest_equal(found: Alignment) -> bool:
    """Whether nothing is left on either side, and all but one word are equal."""
    if found.left_ours or found.left_theirs:
        return False
    return len(found.met) > 1 and sum(one.alike < 1.0 for one in found.met) == 1


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
