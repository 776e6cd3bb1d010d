"""What a meeting with one listing is worth on a date: the hit, and whether it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tidegate import tables
from tidegate.app.compiled import match_current
from tidegate.app.facts import facts_of_listing
from tidegate.app.steps import steps
from tidegate.app.supplement import SupplementBook, with_text
from tidegate.match.evidence import Address, Scales, Standing, Weighed, in_order
from tidegate.match.numbers import search_keys
from tidegate.model.evidence import Aspect, Evidence, EvidenceRules, Facts
from tidegate.model.listing import Frozen, Listing, Name, PartyKind, fold
from tidegate.model.match import Match, Route
from tidegate.model.results import Hit
from tidegate.model.sources import Supplement
from tidegate.model.time import Force, InForce, Version, in_force

if TYPE_CHECKING:
    from tidegate.text import Lexicon

_SHARED_ADDRESS = (
    "the address is that of a listed party; only an address-only entry requires a licence by the "
    "address itself (15 CFR 744.16(f)): a red flag to resolve"
)

# Dates of an entry that are neither its listing nor its end: when a ban begins to bite, and until
# when what is held may be sold.
_OTHER_DATES = ("effective_date", "divestment_date")


class Question(Frozen):
    """What is asked of every party of one screening. `lists` empty means all that are loaded."""

    on: date
    known: datetime
    threshold: float
    limit: int = 10
    lists: tuple[str, ...] = ()


class Wording(NamedTuple):
    """What the answers say of a listing besides itself: `titles` names each list, `cite` gives
    the citation of a version with the rule's first page, `coverage` the date of the first
    snapshot of each list."""

    titles: Mapping[str, str]
    cite: Callable[[Version], str | None]
    coverage: Mapping[str, date]


class Met(Frozen):
    """A way in which a party met a listing: our text, what of theirs it met (`name`, `address` or
    `identifier`), and the match."""

    query: str
    met: str
    match: Match
    part: bool = False


class Meetings:
    """Every way in which a party met one listing: the best of each sort."""

    def __init__(self) -> None:
        self._best: dict[str, Met] = {}

    def offer(self, met: Met) -> None:
        """Keep a meeting where it is the best of its sort."""
        held = self._best.get(met.met)
        rank = met.match.score, met.match.evidence
        if held is None or rank > (held.match.score, held.match.evidence):
            self._best[met.met] = met

    def get(self, sort: str) -> Met | None:
        """The best meeting of a sort."""
        return self._best.get(sort)

    @property
    def address(self) -> Address | None:
        """Our address and theirs, where one is shared."""
        met = self._best.get("address")
        return (met.query, met.match.name) if met else None


class Verdict(NamedTuple):
    """What one way of meeting comes to: `doubt` says why it goes to a person, `counts` whether it
    does more than stand beside the answer."""

    met: Met
    match: Match
    score: float
    evidence: tuple[Evidence, ...]
    doubt: str | None
    caveats: list[str]
    counts: bool = True


class _Known(NamedTuple):
    """What is known when a listing is judged."""

    meetings: Meetings
    versions: Sequence[Version]
    force: InForce
    evidence: tuple[Evidence, ...]

    @property
    def listing(self) -> Listing:
        return self.force.version.listing


class Judge:
    """Judges what met, for one question."""

    def __init__(
        self, book: SupplementBook, wording: Wording, question: Question, words: Lexicon
    ) -> None:
        self._book, self._wording = book, wording
        self._question, self._words = question, words

    @cached_property
    def _scales(self) -> Scales:
        return Scales(tables.evidence(), evidence_rules(self._question.on))

    @property
    def _all_words(self) -> float:
        return self._words.parameters["all_words"]

    @property
    def lowest_name(self) -> float:
        """The lowest score of a name that other evidence may lift."""
        return min(self._scales.rules.lowest_name, self._question.threshold)

    def hit(
        self, ours: Facts, meetings: Meetings, versions: Sequence[Version]
    ) -> tuple[Hit, bool] | None:
        """The hit with one listing and whether it counts on the date; `None` where what met is
        not enough to show."""
        list_id = versions[0].listing.list_id
        force = in_force(versions, self._question.on, self._wording.coverage.get(list_id))
        listing = force.version.listing
        theirs = Facts()
        found: tuple[Evidence, ...] = ()
        if ours.said:
            theirs = facts_of_listing(listing, self._words if ours.cities else None)
            found = self._scales.weigh(ours, theirs, meetings.address)
        known = _Known(meetings, versions, force, found)
        verdict = next(self._verdicts(known), None)
        if verdict is None:
            return None
        hit = Hit(
            listing=listing,
            match=verdict.match,
            force=force,
            list_title=self._wording.titles.get(list_id, list_id),
            moved=None if verdict.score == verdict.match.score else verdict.score,
            met=verdict.met.met,
            weak=verdict.doubt is not None,
            doubt=verdict.doubt,
            rule_citation=self._wording.cite(force.version),
            caveats=(*verdict.caveats, *version_caveats(force)),
            evidence=verdict.evidence,
        )
        hit = msgspec.structs.replace(hit, steps=steps(hit, ours, theirs))
        live = force.force in (Force.IN_FORCE, Force.POSSIBLY, Force.UNDETERMINED)
        return hit, live and verdict.counts

    def _verdicts(self, known: _Known) -> Iterator[Verdict]:
        """The ways to meet from the one that says most: a number that settles it, the name,
        another number, the address."""
        number = known.meetings.get("identifier")
        judged = self._scales.weighed(0.0, known.evidence)
        if number and judged.settled:
            yield Verdict(number, number.match, 1.0, known.evidence, None, [])
        name = known.meetings.get("name")
        verdict = self._of_name(name, known) if name else None
        if verdict:
            yield verdict
        verdict = self._of_number(number, judged, known) if number else None
        if verdict:
            yield verdict
        address = known.meetings.get("address")
        if address and address.match.score >= self._question.threshold:
            shared = known.listing.kind is not PartyKind.ADDRESS
            doubt = "only the address is shared" if shared else None
            rest = tuple(one for one in known.evidence if one.aspect is not Aspect.ADDRESS)
            caveats = [_SHARED_ADDRESS] if shared else []
            yield Verdict(address, address.match, address.match.score, rest, doubt, caveats)

    def _of_number(self, number: Met, judged: Weighed, known: _Known) -> Verdict | None:
        """A number that settles nothing, or that only an older wording carried."""
        found = known.evidence
        says = [one.says for one in found if one.aspect is Aspect.IDENTIFIER and one.ratio > 1]
        if says:
            match = msgspec.structs.replace(number.match, score=judged.score)
            doubt = f"only this is shared: {says[0]}"
            return Verdict(number, match, judged.score, found, doubt, [])
        if carries(known.listing, number.query):
            return None
        caveat = f"an older wording carried the number “{number.query}”"
        return Verdict(number, number.match, 1.0, found, None, [caveat])

    def _of_name(self, met: Met, known: _Known) -> Verdict | None:
        level = self._question.threshold
        match, current = self._current_name(met, known)
        match, weak, caveats = self._strong_name(met, match, current, known)
        alias = weak == "weak"
        found = known.evidence
        if alias:
            found = in_order((*found, self._scales.weak_alias(match.name)))
        judged = self._scales.weighed(match.score, found)
        sure = judged.lifts and judged.score >= level
        standing = self._scales.standing(match.score, found, level)
        if standing is Standing.NOTHING:
            return None
        doubt = None
        if weak and not sure:
            doubt = "only a weak name meets"
        if standing is Standing.DOUBT and not alias:
            against = [one.says for one in reversed(found) if one.against]
            doubt = "against it: " + ", ".join(against)
        if judged.excluded:
            doubt = "the list has another kind of party"
        if alias and judged.score < level and match.score < self._all_words and not judged.lifts:
            doubt, current = "only resembles an alias that the publisher calls weak", False
        if match.score < level:
            for_ = [one.says for one in found if one.ratio > 1]
            caveats.append("the name alone is not enough; raised by: " + ", ".join(for_))
        if met.part:
            caveats.append(f"met by a part of the name: “{met.query}”")
        return Verdict(met, match, judged.score, found, doubt, caveats, current)

    def _strong_name(
        self, met: Met, match: Match, current: bool, known: _Known
    ) -> tuple[Match, str, list[str]]:
        """The match, whether its name proves little by itself (`weak` where the publisher says so,
        `short` where we do), and what to say of it. Where a weak alias meets best, a strong name
        that is enough for an alert goes before it."""
        weak, caveats = self._name_caveats(match.name, current, known.force)
        if weak == "weak" and current:
            strong = [one.text for one in self._names(known.listing) if not one.weak]
            cautious = [item.text for item in self._cautious(known.listing)]
            texts = [text for text in strong if text not in cautious]
            best = match_current(met.query, texts, match, self._words)
            if best is not None and best.score >= self._question.threshold:
                return best, *self._name_caveats(best.name, current, known.force)
        return match, weak, caveats

    def _name_caveats(self, text: str, current: bool, force: InForce) -> tuple[str, list[str]]:
        listing = force.version.listing
        name = with_text(self._names(listing), text)
        if name is None:
            if listing.kind is PartyKind.ADDRESS:
                return "", []
            words = "an older, complete snapshot" if current else "an older wording"
            return "", [f"{words} carried the name “{text}”"]
        caveats = []
        if name.provenance == "supplement":
            caveats.append(f"“{text}” is not printed on the list; it is ours, from {name.source}")
        if name.weak:
            caveats.append(f"“{text}” is an alias that the publisher calls weak")
        cautions = [item.caution for item in self._cautious(listing) if item.text == text]
        caveats += [f"“{text}” alone proves little: {caution}" for caution in cautions]
        short = "short" if cautions and name.provenance == "supplement" else ""
        return "weak" if name.weak else short, caveats

    def _cautious(self, listing: Listing) -> list[Supplement]:
        return [item for item in self._book.entries(listing) if item.caution]

    def _current_name(self, met: Met, known: _Known) -> tuple[Match, bool]:
        """The match with a name of the wording in force, and whether there is one.

        The index knows every name that the listing ever had. A name that only an older wording
        carried counts no more, unless the newer snapshot came without its alias file: then the
        name was not taken off the list, only not delivered.
        """
        listing, force = known.listing, known.force
        texts = [name.text for name in self._names(listing)]
        if listing.kind is PartyKind.ADDRESS:
            texts += [address.text for address in listing.addresses]
        cautious = [item.text for item in self._cautious(listing)]
        if met.match.name in cautious and _has_more_words(met.match):
            # A name that proves little by itself ("大华") is disproved by a word beside it that
            # the listing does not have ("銀行", bank); its other names may still meet.
            texts = [text for text in texts if text not in cautious]
        if met.match.name in texts:
            return met.match, True
        best = match_current(met.query, texts, met.match, self._words)
        if best is not None and best.score >= met.match.score:
            return best, True
        older = [v for v in known.versions if with_text(v.listing.names, met.match.name)]
        if older and force.version.missing and older[-1].seen_from <= force.version.seen_from:
            return met.match, True
        if best is not None and best.score > 0:
            return best, True
        return met.match, False

    def _names(self, listing: Listing) -> tuple[Name, ...]:
        return (*listing.names, *self._book.names(listing))


def carries(listing: Listing, number: str) -> bool:
    """Whether a listing prints a number, under any kind."""
    key = fold(number)
    return any(key in search_keys(item.kind, item.value) for item in listing.identifiers)


def evidence_rules(on: date) -> EvidenceRules:
    """The numbers of the rules of evidence as they stand on a date."""
    parameters = tables.parameters()
    weak = parameters["evidence.weak_alias"].at(on).value
    return EvidenceRules(
        circa_years=parameters.whole("evidence.circa_years"),
        near_years=parameters.whole("evidence.near_years"),
        shortest_number=parameters.whole("evidence.shortest_number"),
        lowest_name=parameters.number("evidence.lowest_name"),
        surest_name=parameters.number("evidence.surest_name"),
        weak_alias=1.0 if weak is None else float(weak),
    )


def version_caveats(force: InForce) -> list[str]:
    """What a reader of a listing must know besides its words: other dates that it names, a
    wording that is not that of the day, files that its snapshot came without."""
    version = force.version
    caveats = [
        f"the list says: {detail.key.replace('_', ' ')} {detail.value}"
        for detail in version.listing.details
        if detail.key in _OTHER_DATES
    ]
    if not force.wording_known:
        caveats.append("the wording of that day was not read; an earlier or later one is shown")
    if version.missing:
        caveats.append("the snapshot came without its file(s) " + ", ".join(version.missing))
    return caveats


def _has_more_words(match: Match) -> bool:
    return any(piece.route is Route.MISSING_THEIRS for piece in match.pieces)
