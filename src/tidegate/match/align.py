"""Which words of one name met which of the other: the first half of the scoring path."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from rapidfuzz.distance import OSA

from tidegate.match import surnames
from tidegate.match.keys import are_apart, closest, is_guessed, joined_alike
from tidegate.match.letters import (
    LONGEST_ACRONYM,
    SHORTEST_ACRONYM,
    is_abbreviation,
    may_be_form,
    near_form,
    spelled_by,
)
from tidegate.match.similarity import two_japanese
from tidegate.match.units import (
    LEAST_JOINED,
    UNMET_KINDS,
    Units,
    is_korean,
    is_written,
    real_words,
    two_known,
)
from tidegate.model.match import Route
from tidegate.text import RESPELT, ROMANISED, SYLLABIC, TRANSLATED, Kind, Scoring, Token
from tidegate.text.sound import ABROAD, GIVEN, VOWELLESS, WRITTEN

_FUZZY = frozenset({Kind.DISTINCTIVE, Kind.PLACE, Kind.ACTIVITY, Kind.ORGAN, Kind.GENERIC,
                    Kind.STREET, Kind.FATHER})  # fmt: skip
_TELLING = frozenset({Kind.DISTINCTIVE, Kind.NUMBER, Kind.PLACE, Kind.ORGAN})
_WRITTEN = _FUZZY | {Kind.INITIAL}
_GIVEN_MARKS = (GIVEN, ABROAD)
_READ_MARKS = frozenset((VOWELLESS, WRITTEN))


class Met(NamedTuple):
    """A meeting: positions of ours and of theirs, how alike, by which route."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    alike: float
    route: Route


class Alignment(NamedTuple):
    """All meetings, and the positions on both sides that met nothing."""

    met: tuple[Met, ...]
    left_ours: tuple[int, ...]
    left_theirs: tuple[int, ...]


def align(
    ours: Units, theirs: Units, scoring: Scoring, known: Container[str] = frozenset()
) -> Alignment:
    """Words paired one to one: equal ones first, then joined and split, then misspelt, then
    initials and acronyms. Order does not matter but as a tie-breaker. `known` are acronyms of which
    the full name is known: they spell nothing else."""
    table = _Table(ours, theirs, scoring)
    table.equal()
    if table.both_left():
        if not ours.beginnings.isdisjoint(_GIVEN_MARKS):
            table.given()
        table.joined()
    if table.both_left():
        table.misspelt()
    if table.both_left():
        table.acronyms(known)
    if table.free_ours or table.free_theirs:
        table.broken_forms()
    if table.both_left():
        table.garbled()
    if table.both_left():
        table.initials()
    return Alignment(
        tuple(sorted(table.met)), tuple(sorted(table.free_ours)), tuple(sorted(table.free_theirs))
    )


_Side = tuple[Units, dict[int, None]]


class _Table:
    """The state of one alignment: which positions are still free, and what met."""

    def __init__(self, ours: Units, theirs: Units, scoring: Scoring) -> None:
        self.ours, self.theirs, self.scoring = ours, theirs, scoring
        self.free_ours = dict.fromkeys(range(len(ours.tokens)))
        self.free_theirs = dict.fromkeys(range(len(theirs.tokens)))
        self.met: list[Met] = []

    @property
    def chinese(self) -> bool:
        return self.ours.chinese and self.theirs.chinese

    def both_left(self) -> bool:
        return bool(self.free_ours) and bool(self.free_theirs)

    def meet(self, ours: tuple[int, ...], theirs: tuple[int, ...], alike: float, by: Route) -> None:
        self.met.append(Met(ours, theirs, alike, by))
        for at in ours:
            del self.free_ours[at]
        for at in theirs:
            del self.free_theirs[at]

    def equal(self) -> None:
        if self.ours.places.keys().isdisjoint(self.theirs.places):
            for at in self.ours.forms:
                self._other_form(at)
            return
        places, free = self.theirs.places, self.free_theirs
        for at, token in enumerate(self.ours.tokens):
            for number, key in enumerate(token.keys):
                if key not in places or key[0] in _GIVEN_MARKS:
                    continue
                place = next((p for p in places[key] if p in free), None)
                if place is None:
                    continue
                other = self.theirs.tokens[place]
                if (token.kind is Kind.NUMBER) != (other.kind is Kind.NUMBER):
                    continue
                second = other.keys.index(key)
                guessed = is_guessed(token, number) + is_guessed(other, second)
                if guessed > 1:
                    continue
                respelt = RESPELT in (token.routes[number], other.routes[second])
                if respelt and are_apart(token, number, other, second):
                    continue
                usual = (number == 0 or token.routes[number]) and (
                    second == 0 or other.routes[second]
                )
                alike = 1.0 if usual else self.scoring.other_reading
                alike = self.scoring.guessed if guessed else alike
                alike = self.scoring.respelt if respelt else alike
                route = _route(token, number, other, second)
                self.meet((at,), (place,), alike, route)
                break
            else:
                if token.kind is Kind.FORM:
                    self._other_form(at)

    def given(self) -> None:
        """Forms of one given name: Bob and Robert; Robert and Roberto."""
        places = self.theirs.places
        for mark in _GIVEN_MARKS:
            alike = self.scoring.given_form if mark == GIVEN else self.scoring.given_abroad
            for at in list(self.free_ours):
                keys = [key for key in self.ours.tokens[at].keys if key[0] == mark]
                met = (p for key in keys for p in places.get(key, ()) if p in self.free_theirs)
                place = next(met, None)
                if place is not None:
                    self.meet((at,), (place,), alike, Route.SPELLING)

    def _other_form(self, at: int) -> None:
        """A legal form meets any that is left on the other side."""
        place = next((p for p in self.theirs.forms if p in self.free_theirs), None)
        if place is not None:
            self.meet((at,), (place,), self.scoring.form_for_form, Route.FORM)

    def joined(self) -> None:
        """Two or three words of one side that the other writes as one, and the reverse."""
        ours, theirs = (self.ours, self.free_ours), (self.theirs, self.free_theirs)
        for size in (2, 3):
            self._join(ours, theirs, size, False)
            self._join(theirs, ours, size, True)
        self._rest()

    def _join(self, split: _Side, whole: _Side, size: int, swapped: bool) -> None:
        free_split, free_whole, tokens = split[1], whole[1], whole[0].tokens
        if len(free_split) < size or not free_whole:
            return
        targets = None
        begin = whole[0].beginnings
        anyhow = not _READ_MARKS.isdisjoint(begin)
        for part, text in split[0].joins[size - 2]:
            if not (anyhow or text[0] in begin or text[0] in _READ_MARKS):
                continue
            if part[0] not in free_split or part[1] not in free_split or part[-1] not in free_split:
                continue
            if targets is None:
                targets = [at for at in free_whole if tokens[at].kind in _FUZZY]
            best, place = 0.0, 0
            for at in targets:
                alike = (
                    joined_alike(text, tokens[at], self.scoring, self.chinese)
                    if at in free_whole
                    else 0.0
                )
                if alike > best:
                    best, place = alike, at
            if best >= self.scoring.joined_least:
                pair = (part, (place,))
                left, right = (pair[1], pair[0]) if swapped else pair
                route = Route.SAME if best == 1.0 else Route.SPELLING
                if _foreign(self.ours.tokens[left[0]]) or _foreign(self.theirs.tokens[right[0]]):
                    route = Route.ROMANISED
                self.meet(left, right, self.scoring.joined * best, route)

    def _rest(self) -> None:
        """All that is left on both sides, written together (Alma zantey / Almaz Antey)."""
        mine, their = self.ours.tokens, self.theirs.tokens
        left = [at for at in self.free_ours if mine[at].kind in _WRITTEN]
        right = [at for at in self.free_theirs if their[at].kind in _WRITTEN]
        if min(len(left), len(right)) < 1 or len(left) + len(right) < 3:
            return
        if self.ours.spelling[left[0]][0] != self.theirs.spelling[right[0]][0]:
            return
        a = "".join([self.ours.spelling[at] for at in left])
        b = "".join([self.theirs.spelling[at] for at in right])
        if len(a) >= LEAST_JOINED and a == b:
            self.meet(tuple(left), tuple(right), self.scoring.joined, Route.SPELLING)

    def misspelt(self) -> None:
        pairs = []
        mine, their = self.ours.spelling, self.theirs.spelling
        named = GIVEN in self.ours.beginnings and GIVEN in self.theirs.beginnings
        right = [(j, self.theirs.tokens[j], their[j][0]) for j in self.free_theirs]
        for i in self.free_ours:
            a, first = self.ours.tokens[i], mine[i][0]
            for j, b, begin in right:
                alike, number, other = 0.0, 0, 0
                if _may_be_misspelt(a.kind, b.kind) and not (named and surnames.two_names(a, b)):
                    alike, number, other = closest(a, b, self.scoring, self.chinese)
                if alike > self.scoring.two_known and two_known(a, b, self.scoring):
                    alike = self.scoring.two_known
                if first == begin and alike < self.scoring.abbreviation and is_abbreviation(a, b):
                    alike, number, other = self.scoring.abbreviation, -1, -1
                if alike:
                    weight = alike * (a.weight + b.weight + 1)
                    pairs.append((-weight, i, j, alike, number, other))
        for _, i, j, alike, number, other in sorted(pairs):
            if i in self.free_ours and j in self.free_theirs:
                a, b = self.ours.tokens[i], self.theirs.tokens[j]
                route = Route.ABBREVIATES if number < 0 else _route(a, number, b, other)
                self.meet((i,), (j,), alike, Route.SPELLING if route is Route.SAME else route)

    def broken_forms(self) -> None:
        """Short unknown words that are a misspelt form or little word of the other side
        (JCS for JSC, Co. Lta), whether that one has met already or not."""
        for at in [at for at in self.free_ours if may_be_form(self.ours.tokens[at])]:
            place = near_form(self.ours.tokens[at], self.theirs)
            if place >= 0:
                self._add((at,), (place,))
        for at in [at for at in self.free_theirs if may_be_form(self.theirs.tokens[at])]:
            place = near_form(self.theirs.tokens[at], self.ours)
            if place >= 0:
                self._add((place,), (at,))

    def _add(self, ours: tuple[int, ...], theirs: tuple[int, ...]) -> None:
        """Meet, or join a meeting of one of the two."""
        for number, one in enumerate(self.met):
            if set(ours) & set(one.ours) or set(theirs) & set(one.theirs):
                left = tuple(sorted({*one.ours, *ours}))
                right = tuple(sorted({*one.theirs, *theirs}))
                most = self.scoring.broken_form_most
                self.met[number] = Met(left, right, min(one.alike, most), one.route)
                for at in ours:
                    self.free_ours.pop(at, None)
                for at in theirs:
                    self.free_theirs.pop(at, None)
                return
        self.meet(ours, theirs, self.scoring.broken_form, Route.SPELLING)

    def garbled(self) -> None:
        """Short words and broken spaces: what is left on both sides differs by one or two
        letters while the names as a whole agree."""
        left, right = list(self.free_ours), list(self.free_theirs)
        mine = self.ours.spelling
        a = "".join([mine[at] for at in left])
        b = "".join([self.theirs.spelling[at] for at in right])
        if abs(len(a) - len(b)) > 2 or min(len(a), len(b)) < 2:
            return
        if any(
            is_written(one) or is_korean(one) for one in (*self.ours.tokens, *self.theirs.tokens)
        ):
            return  # its letters say what it may be spelt as
        whole = sum(map(len, mine))
        shortest = self.scoring.shortest_garbled
        most = 0 if whole < shortest else 1 if whole < 2 * shortest - 2 else 2
        if not most or abs(len(a) - len(b)) > most:
            return
        sides = (self.ours, left), (self.theirs, right)
        if two_japanese(a, b) and any(side.syllabic(at) for side, at in sides):
            return
        if all(real_words(*side, self.scoring) for side in sides):
            return
        errors = OSA.distance(a, b, score_cutoff=most)
        pair = self.ours.tokens[left[0]], self.theirs.tokens[right[0]]
        if len(left) == len(right) == 1 and surnames.are_two(*pair, self.scoring):
            return
        if errors <= most and 2 * errors < len(a):
            alike = self.scoring.garbled - self.scoring.garbled_error * errors
            self.meet(tuple(left), tuple(right), alike, Route.SPELLING)

    def acronyms(self, known: Container[str]) -> None:
        ours, theirs = (self.ours, self.free_ours), (self.theirs, self.free_theirs)
        self._acronyms(ours, theirs, known, False)
        self._acronyms(theirs, ours, known, True)

    def _acronyms(self, short: _Side, full: _Side, known: Container[str], swapped: bool) -> None:
        tokens = short[0].tokens
        for at in [at for at in short[1] if tokens[at].kind is Kind.DISTINCTIVE]:
            word = tokens[at].keys[0]
            if is_written(tokens[at]):
                continue
            if not SHORTEST_ACRONYM <= len(word) <= LONGEST_ACRONYM or len(full[1]) < 2:
                continue
            found = None if word in known else spelled_by(word, *full, self.scoring)
            if found:
                left, right = (found.words, (at,)) if swapped else ((at,), found.words)
                alike = found.proves if self._vouched() else found.alone
                self.meet(left, right, alike, Route.INITIALS)

    def _vouched(self) -> bool:
        """Whether a word that tells something has met already."""
        return any(self.ours.tokens[one.ours[0]].kind in _TELLING for one in self.met)

    def initials(self) -> None:
        if not (self.ours.initialled or self.theirs.initialled):
            return
        for i in list(self.free_ours):
            a = self.ours.tokens[i]
            for j in list(self.free_theirs):
                b = self.theirs.tokens[j]
                if Kind.INITIAL not in (a.kind, b.kind) or Kind.NUMBER in (a.kind, b.kind):
                    continue
                if {a.kind, b.kind} <= {Kind.INITIAL, Kind.DISTINCTIVE, Kind.FATHER} and (
                    not _begins(a).isdisjoint(_begins(b))
                ):
                    self.meet((i,), (j,), self.scoring.initial_for_name, Route.INITIALS)
                    break


def _begins(token: Token) -> frozenset[str]:
    """The letters that a word begins with; an initial of another alphabet has several."""
    first = token.keys if token.kind is Kind.INITIAL else token.keys[:1]
    return frozenset(key[0] for key in first)


def _may_be_misspelt(a: Kind, b: Kind) -> bool:
    """Words that a typing error may part: a known word only from an unknown one."""
    if a is Kind.DISTINCTIVE:
        return b in _FUZZY or b in UNMET_KINDS
    if a is Kind.FATHER and b is Kind.FATHER:
        return True
    return b is Kind.DISTINCTIVE and (a in _FUZZY or a in UNMET_KINDS)


def _foreign(token: Token) -> bool:
    return token.routes[0] != 0


def _route(a: Token, i: int, b: Token, j: int) -> Route:
    routes = (a.routes[i], b.routes[j])
    if routes == (TRANSLATED, TRANSLATED) and a.keys == b.keys and a.kind is not Kind.PLACE:
        # One word in two forms of a script: 海康威視, 海康威视.
        return Route.SAME
    if TRANSLATED in routes:
        return Route.PLACE if a.kind is Kind.PLACE else Route.TRANSLATED
    if not {ROMANISED, RESPELT, SYLLABIC}.isdisjoint(routes):
        return Route.ROMANISED
    return Route.FORM if a.kind is Kind.FORM else Route.SAME
