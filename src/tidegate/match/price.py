"""What a word that met nothing costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tidegate.match.align import Alignment
from tidegate.match.units import UNMET_KINDS, Units
from tidegate.text import Kind, Lexicon, Scoring, Token

_NAMES = frozenset({Kind.DISTINCTIVE, Kind.FATHER})
_BRANCH = "branch"
_OF_A_BRANCH = frozenset({Kind.PLACE, Kind.NUMBER, Kind.ORGAN, Kind.GENERIC, Kind.ACTIVITY})


class Setting(NamedTuple):
    """What a price depends on besides the word: how many distinctive words met, whether a line of
    business met, how much dearer little evidence makes it."""

    address: bool
    rare: int
    activity_met: bool
    scarcity: float


class _Side(NamedTuple):
    """One name: the kinds that the other has left, its own words that met, and whether all that it
    has left tells of a branch, office or site of the other."""

    kinds_other: frozenset[Kind]
    met_keys: frozenset[str]
    met_spans: frozenset[tuple[int, int]]
    branch: bool


class Costs(NamedTuple):
    """What each word left of ours, and of theirs, counts against, and whether any of them bears
    on who is named: forms do not, nor does what tells of a branch."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    bearing: bool


def costs(
    ours: Units, theirs: Units, found: Alignment, setting: Setting, lexicon: Lexicon
) -> Costs:
    """The costs of all words that met nothing."""
    if not found.left_ours and not found.left_theirs:
        return Costs((), (), False)
    left = [ours.tokens[at] for at in found.left_ours]
    right = [theirs.tokens[at] for at in found.left_theirs]
    kinds, kinds_theirs = (
        frozenset([one.kind for one in left]),
        frozenset([one.kind for one in right]),
    )
    apart = None
    if not setting.activity_met and Kind.ACTIVITY in kinds and Kind.ACTIVITY in kinds_theirs:
        apart = _sectors_differ(left, right, lexicon.sectors)
    price = _Price(setting, apart, len(found.met) > 1, lexicon.scoring)
    met = [ours.tokens[at] for one in found.met for at in one.ours]
    met_theirs = [theirs.tokens[at] for one in found.met for at in one.theirs]
    mine = _side(met, kinds_theirs, _is_branch(ours, found.left_ours, lexicon.sectors))
    their = _side(met_theirs, kinds, _is_branch(theirs, found.left_theirs, lexicon.sectors))
    bearing = not (mine.branch or their.branch or kinds | kinds_theirs <= UNMET_KINDS)
    return Costs(
        tuple([price.of(one, mine) for one in left]),
        tuple([price.of(one, their) for one in right]),
        bearing,
    )


def _side(met: list[Token], kinds_other: frozenset[Kind], branch: bool) -> _Side:
    return _Side(
        kinds_other,
        frozenset([token.keys[0] for token in met]),
        frozenset([token[:2] for token in met]),
        branch and kinds_other <= UNMET_KINDS,
    )


def _is_branch(units: Units, left: tuple[int, ...], sectors: Mapping[str, str]) -> bool:
    """Whether the words left of a name stand together, or around the rest (Branch of the Bank in
    Kazan), and tell of a branch. Of Bank of Tokyo London Branch, Bank of London leaves words on
    both sides of a London that met."""
    bearing = [at for at in left if units.tokens[at].kind not in UNMET_KINDS]
    marks = [at for at in bearing if sectors.get(units.tokens[at].keys[0]) == _BRANCH]
    if not marks or any(units.tokens[at].kind not in _OF_A_BRANCH for at in bearing):
        return False
    rest = [at for at in units.bearing if at not in bearing]
    together = not any(bearing[0] < at < bearing[-1] for at in rest)
    return together or all(
        at < rest[0] or (at > rest[-1] and units.tokens[at].kind is Kind.PLACE) for at in bearing
    )


class _Price:
    """The price of one word after another."""

    def __init__(
        self, setting: Setting, apart: bool | None, several: bool, scoring: Scoring
    ) -> None:
        self.setting, self.apart, self.several = setting, apart, several
        self.scoring = scoring

    def of(self, token: Token, side: _Side) -> float:
        kind = token.kind
        if kind in UNMET_KINDS:
            return float(token.weight)
        scoring = self.scoring
        if side.branch and kind in _OF_A_BRANCH:
            return token.weight * scoring.branch
        both = kind in side.kinds_other
        share = self._address(kind, both) if self.setting.address else self._name(kind, side)
        if kind is Kind.DISTINCTIVE and not both and self.setting.rare > 1:
            share *= scoring.second_distinctive
        if not self.setting.rare and kind in (Kind.ACTIVITY, Kind.ORGAN, Kind.PLACE):
            least = max(share, scoring.all_generic_least)
            share = least * (scoring.all_generic if both else scoring.all_generic_alone)
        if self.several and token.keys[0] in side.met_keys and kind is not Kind.NUMBER:
            share *= scoring.repeated
        elif token[:2] in side.met_spans:
            # One of several words that translate a word of which another has met.
            share *= scoring.helping_word
        return token.weight * share * self.setting.scarcity

    def _name(self, kind: Kind, side: _Side) -> float:
        scoring = self.scoring
        both = kind in side.kinds_other
        if kind is Kind.INITIAL:
            both = both or not side.kinds_other.isdisjoint(_NAMES)
        if kind is Kind.ACTIVITY and both and self.apart is not None:
            return scoring.other_sector if self.apart else scoring.one_sided[kind]
        return (scoring.conflict if both else scoring.one_sided)[kind]

    def _address(self, kind: Kind, both: bool) -> float:
        scoring = self.scoring
        if kind is Kind.NUMBER and not both:
            return scoring.address_number_alone
        if kind is Kind.PLACE and both:
            return scoring.address_place_apart
        if kind is Kind.INITIAL:
            return scoring.address_letter
        if kind is Kind.DISTINCTIVE and not both:
            return scoring.address_word_alone
        return (scoring.conflict if both else scoring.one_sided)[kind]


def _sectors_differ(
    left: list[Token], right: list[Token], sectors: Mapping[str, str]
) -> bool | None:
    """Whether the lines of business left on both sides share no sector; None if not known."""
    mine = {sectors.get(token.keys[0], "") for token in left} - {"", _BRANCH}
    their = {sectors.get(token.keys[0], "") for token in right} - {"", _BRANCH}
    return mine.isdisjoint(their) if mine and their else None
