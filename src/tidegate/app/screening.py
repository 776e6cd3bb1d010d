"""The use case "may we deal with these people?": a party in, an explained answer out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from tidegate.app.compiled import Compiled, match_current
from tidegate.app.names import identifies, is_cut
from tidegate.app.supplement import SupplementBook, with_text
from tidegate.model.listing import Frozen, Listing, Name, PartyKind, fold
from tidegate.model.match import Match, Piece, Route
from tidegate.model.party import Party
from tidegate.model.results import Hit, Outcome, ScreenedParty
from tidegate.model.sources import Supplement
from tidegate.model.time import Force, InForce, Version, in_force
from tidegate.text.parts import parts

# The index returns this many listings for each one that may be shown, because some of them
# turn out not to be in force, or to have lost the name that met.
_RESERVE = 4

_SHARED_ADDRESS = (
    "the address is that of a listed party; only an address-only entry requires a licence by the "
    "address itself (15 CFR 744.16(f)): a red flag to resolve"
)

# Dates of an entry that are neither its listing nor its end: when a ban begins to bite, and until
# when what is held may be sold.
_OTHER_DATES = ("effective_date", "divestment_date")

VersionsOf = Callable[[Collection[str], datetime], dict[str, tuple[Version, ...]]]


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


class Screener:
    """Answers for one party after the other. `versions` reads the store as known at an instant."""

    def __init__(
        self, index: Compiled, book: SupplementBook, versions: VersionsOf, wording: Wording
    ) -> None:
        self._index, self._book, self._words = index, book, index.words
        self._versions, self._wording = versions, wording

    def screen(self, party: Party, question: Question) -> ScreenedParty:
        """The answer for one party: every listing that it met, and what that means on the date."""
        texts = [text for text in (party.name, *party.aliases) if fold(text)]
        places = [text for text in party.addresses if fold(text)]
        if not texts and not places and not party.identifiers:
            return ScreenedParty(
                party=party,
                outcome=Outcome.UNDETERMINED,
                reason="there is no name, address or number to screen",
            )
        found = self._candidates(party, texts, places, question)
        hits, others = self._judge(found, question)
        answer = _answer(party, question, hits, others)
        if (
            texts
            and not places
            and not any(identifies(text, self._words) for text in texts)
            and not self._exact(hits)
        ):
            return msgspec.structs.replace(
                answer,
                outcome=Outcome.UNDETERMINED,
                reason="the name has no word that tells one party from another",
            )
        if answer.outcome is Outcome.CLEAR and any(
            is_cut(text, self._words) for text in (*texts, *places)
        ):
            return msgspec.structs.replace(
                answer,
                outcome=Outcome.UNDETERMINED,
                reason="the name is too long to be one: only its beginning was screened",
            )
        return answer

    def _exact(self, hits: Sequence[Hit]) -> bool:
        return any(hit.match.score >= self._words.parameters["all_words"] for hit in hits)

    def _candidates(
        self, party: Party, texts: Sequence[str], places: Sequence[str], question: Question
    ) -> dict[str, _Met]:
        """The best meeting with each listing: an identifier settles it, a name beats an address."""
        found: dict[str, _Met] = {}

        def offer(met: _Met) -> None:
            held = found.get(met.match.listing_id)
            if held is None or met.rank > held.rank:
                found[met.match.listing_id] = met

        reserve = question.limit * _RESERVE
        for kind, value in party.identifiers:
            for ident in self._index.by_identifier(value):
                offer(_Met(query=value, met="identifier", match=_same(ident, value, kind)))
        inside = [part for text in texts for part in parts(text) if identifies(part, self._words)]
        for text in (*texts, *inside):
            for match in self._index.names.screen(
                text, kind=party.kind, limit=reserve, threshold=question.threshold
            ):
                part = text in inside
                offer(_Met(query=text, met="name", match=match, part=part, kind=party.kind))
        for text in places:
            for match in self._index.addresses.screen(
                text, kind=PartyKind.ADDRESS, limit=reserve, threshold=question.threshold
            ):
                offer(_Met(query=text, met="address", match=match))
        return found

    def _judge(
        self, found: dict[str, _Met], question: Question
    ) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
        """Ask the store which of the candidates count on the date, as known."""
        hits: list[Hit] = []
        others: list[Hit] = []
        stored = self._versions(sorted(found), question.known)
        for ident, met in found.items():
            versions = stored.get(ident)
            if not versions:
                continue
            if question.lists and versions[0].listing.list_id not in question.lists:
                continue
            hit, counts = self._hit(met, versions, question)
            if hit.match.score < question.threshold:
                continue
            (hits if counts else others).append(hit)
        return _ordered(hits, question.limit), _ordered(others, question.limit)

    def _hit(self, met: _Met, versions: Sequence[Version], question: Question) -> tuple[Hit, bool]:
        """The hit with one listing, and whether it counts on the date."""
        list_id = versions[0].listing.list_id
        force = in_force(versions, question.on, self._wording.coverage.get(list_id))
        listing = force.version.listing
        match, current, doubt = met.match, True, None
        caveats: list[str] = []
        if met.met == "name":
            match, current = self._current_name(met, versions, force)
            weak, caveats = self._name_caveats(match.name, current, force)
            doubt = "only a weak name meets" if weak else None
            if met.part:
                caveats.append(f"met by a part of the name: “{met.query}”")
            if _other_kind(met.kind, listing.kind):
                doubt = doubt or "the list has another kind of party"
                caveats.append(f"the list has {listing.kind}, you asked about {met.kind}")
        elif met.met == "address" and listing.kind is not PartyKind.ADDRESS:
            doubt, caveats = "only the address is shared", [_SHARED_ADDRESS]
        caveats += version_caveats(force)
        hit = Hit(
            listing=listing,
            match=match,
            force=force,
            list_title=self._wording.titles.get(list_id, list_id),
            met=met.met,
            weak=doubt is not None,
            doubt=doubt,
            rule_citation=self._wording.cite(force.version),
            caveats=tuple(caveats),
        )
        live = force.force in (Force.IN_FORCE, Force.POSSIBLY, Force.UNDETERMINED)
        return hit, live and current

    def _name_caveats(self, text: str, current: bool, force: InForce) -> tuple[bool, list[str]]:
        """Whether the name that met proves little by itself, and what to say of it."""
        listing = force.version.listing
        name = with_text(self._names(listing), text)
        if name is None:
            if listing.kind is PartyKind.ADDRESS:
                return False, []
            words = "an older, complete snapshot" if current else "an older wording"
            return False, [f"{words} carried the name “{text}”"]
        caveats = []
        if name.provenance == "supplement":
            caveats.append(f"“{text}” is not printed on the list; it is ours, from {name.source}")
        if name.weak:
            caveats.append(f"“{text}” is an alias that the publisher calls weak")
        cautions = [item.caution for item in self._cautious(listing) if item.text == text]
        caveats += [f"“{text}” alone proves little: {caution}" for caution in cautions]
        return name.weak or (bool(cautions) and name.provenance == "supplement"), caveats

    def _cautious(self, listing: Listing) -> list[Supplement]:
        return [item for item in self._book.entries(listing) if item.caution]

    def _current_name(
        self, met: _Met, versions: Sequence[Version], force: InForce
    ) -> tuple[Match, bool]:
        """The match with a name of the wording in force, and whether there is one.

        The index knows every name that the listing ever had. A name that only an older wording
        carried counts no more, unless the newer snapshot came without its alias file: then the
        name was not taken off the list, only not delivered.
        """
        listing = force.version.listing
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
        older = [v for v in versions if with_text(v.listing.names, met.match.name)]
        if older and force.version.missing and older[-1].seen_from <= force.version.seen_from:
            return met.match, True
        if best is not None and best.score > 0:
            return best, True
        return met.match, False

    def _names(self, listing: Listing) -> tuple[Name, ...]:
        return (*listing.names, *self._book.names(listing))


class _Met(Frozen):
    """A candidate: our text, what of theirs it met, and the match."""

    query: str
    met: str
    match: Match
    part: bool = False
    kind: PartyKind | None = None

    @property
    def rank(self) -> tuple[int, float, float]:
        """What decides between two meetings with one listing."""
        sort = {"identifier": 2, "name": 1, "address": 0}[self.met]
        return sort, self.match.score, self.match.evidence


def _same(ident: str, value: str, kind: str) -> Match:
    piece = Piece(ours=value, theirs=value, route=Route.IDENTIFIER, weight=1.0)
    return Match(listing_id=ident, score=1.0, name=f"{kind} {value}", pieces=(piece,))


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


def _ordered(hits: list[Hit], limit: int) -> tuple[Hit, ...]:
    """Best first, what proves little by itself last; equal scores by evidence, list and key, so
    that the order never depends on chance."""
    order = {"identifier": 0, "name": 1, "address": 2}
    hits.sort(
        key=lambda h: (
            h.weak, order[h.met], -h.match.score, -h.match.evidence, h.listing.list_id,
            h.listing.key,
        )
    )  # fmt: skip
    return tuple(hits[:limit])


def _answer(
    party: Party, question: Question, hits: tuple[Hit, ...], others: tuple[Hit, ...]
) -> ScreenedParty:
    """Fold the hits: one that is surely in force and meets by more than a shared address, a weak
    alias or a name of another kind of party raises an alert; what is left unsure goes to a
    person."""
    certain = [hit for hit in hits if hit.force.force is Force.IN_FORCE and not hit.weak]
    if certain:
        outcome, reason = Outcome.ALERT, _sentence(certain[0])
    elif hits:
        outcome, reason = Outcome.UNDETERMINED, _sentence(hits[0]) + _doubt(hits[0])
    elif others:
        outcome, reason = Outcome.CLEAR, _why_not(others[0])
    else:
        outcome, reason = Outcome.CLEAR, "nothing found on the lists that were loaded"
    return ScreenedParty(party=party, outcome=outcome, reason=reason, hits=hits, others=others)


def _why_not(other: Hit) -> str:
    """Why a listing that met raises no alert: its time, or a name that it no longer has."""
    why = other.force.reason
    if other.force.force is Force.IN_FORCE:
        why = other.caveats[0]
    cited = f" [{other.rule_citation}]" if other.rule_citation else ""
    return f"{other.listing.caption} ({other.list_title}) is {why}{cited}"


def _sentence(hit: Hit) -> str:
    return f"{hit.listing.caption} ({hit.list_title}): {hit.force.reason}"


def _other_kind(ours: PartyKind | None, theirs: PartyKind | None) -> bool:
    """Whether both sides say what the party is and differ. Any kind can be at an address."""
    return None not in (ours, theirs) and ours != theirs and theirs is not PartyKind.ADDRESS


def _doubt(hit: Hit) -> str:
    return f"; {hit.doubt}" if hit.doubt and hit.force.force is Force.IN_FORCE else ""


def refuse_without_lists(party: Party) -> ScreenedParty:
    """The answer where no list at all was known: never clear."""
    return ScreenedParty(
        party=party, outcome=Outcome.UNDETERMINED, reason="no list was loaded at that time"
    )


def as_party(value: Party | str | Mapping[str, object]) -> Party:
    """A party from a name or from a mapping with the fields of `Party`.

    Raises `UsageError` for an unknown or ill-typed field.
    """
    from tidegate.model.errors import UsageError

    if isinstance(value, Party):
        return value
    if isinstance(value, str):
        return Party(name=value)
    if not isinstance(value, Mapping):
        raise UsageError(
            f"{type(value).__name__} is no party",
            field="party",
            expected="a name, a mapping with the fields of Party, or a Party",
        )
    unknown = sorted(set(value) - set(Party.__struct_fields__))
    if unknown:
        raise UsageError(
            f"unknown field {unknown[0]!r}",
            field="party",
            expected="one of " + ", ".join(Party.__struct_fields__),
        )
    try:
        return msgspec.convert(dict(value), Party)
    except msgspec.ValidationError as error:
        raise UsageError(str(error), field="party") from None
