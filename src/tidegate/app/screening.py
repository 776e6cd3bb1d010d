"""The use case "may we deal with these people?": a party in, an explained answer out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

import msgspec

from tidegate.app.compiled import Compiled
from tidegate.app.facts import births_of, facts_of_party
from tidegate.app.judging import Judge, Meetings, Met, Question, Wording
from tidegate.app.names import identifies, is_cut
from tidegate.app.supplement import SupplementBook
from tidegate.model.errors import UsageError
from tidegate.model.listing import PartyKind, fold
from tidegate.model.match import Match, Piece, Route
from tidegate.model.party import GENDERS, Party
from tidegate.model.results import Hit, Outcome, ScreenedParty
from tidegate.model.time import Force, Version
from tidegate.text.parts import parts

# The index returns this many listings for each one that may be shown, because some of them
# turn out not to be in force, or to have lost the name that met.
_RESERVE = 4

VersionsOf = Callable[[Collection[str], datetime], dict[str, tuple[Version, ...]]]


class Screener:
    """Answers for one party after the other. `versions` reads the store as known at an instant."""

    def __init__(
        self, index: Compiled, book: SupplementBook, versions: VersionsOf, wording: Wording
    ) -> None:
        self._index, self._book, self._words = index, book, index.words
        self._versions, self._wording = versions, wording
        self._judges: dict[Question, Judge] = {}

    def screen(self, party: Party, question: Question) -> ScreenedParty:
        """The answer for one party: every listing that it met, and what that means on the date."""
        texts = list(filter(_says, (party.name, *party.aliases)))
        places = list(filter(_says, party.addresses))
        if not texts and not places and not party.identifiers:
            return ScreenedParty(
                party=party,
                outcome=Outcome.UNDETERMINED,
                reason="there is no name, address or number to screen",
            )
        judge = self._judge_for(question)
        found = self._meetings(party, judge, question)
        hits, others = self._judged(party, found, judge, question)
        answer = _answer(party, question, hits, others)
        # An address that is on no list does not clear a name that says nothing.
        if (
            texts
            and (not places or answer.outcome is Outcome.CLEAR)
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

    def _judge_for(self, question: Question) -> Judge:
        judge = self._judges.get(question)
        if judge is None:
            judge = self._judges[question] = Judge(self._book, self._wording, question, self._words)
        return judge

    def _meetings(self, party: Party, judge: Judge, question: Question) -> dict[str, Meetings]:
        """Every way in which the party met each listing. Where a fact beside the name may lift a
        name that is not enough by itself, such names are looked at too."""
        found: defaultdict[str, Meetings] = defaultdict(Meetings)
        texts = list(filter(_says, (party.name, *party.aliases)))
        lifting = party.birth_date or party.addresses or party.identifiers
        level = judge.lowest_name if lifting else question.threshold
        reserve = question.limit * _RESERVE
        for kind, value in party.identifiers:
            for ident in self._index.by_identifier(kind, value):
                met = Met(query=value, met="identifier", match=_same(ident, value, kind))
                found[ident].offer(met)
        inside = [part for text in texts for part in parts(text) if identifies(part, self._words)]
        for text in (*texts, *inside):
            for match in self._index.names.screen(
                text, kind=party.kind, limit=reserve, threshold=level
            ):
                met = Met(query=text, met="name", match=match, part=text in inside)
                found[match.listing_id].offer(met)
        for text in filter(_says, party.addresses):
            for match in self._index.addresses.screen(
                text, kind=PartyKind.ADDRESS, limit=reserve, threshold=question.threshold
            ):
                found[match.listing_id].offer(Met(query=text, met="address", match=match))
        return found

    def _judged(
        self, party: Party, found: Mapping[str, Meetings], judge: Judge, question: Question
    ) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
        """Ask the store which of the candidates count on the date, as known."""
        hits: list[Hit] = []
        others: list[Hit] = []
        ours = facts_of_party(party, self._words)
        stored = self._versions(sorted(found), question.known)
        for ident, meetings in found.items():
            versions = stored.get(ident)
            if not versions:
                continue
            if question.lists and versions[0].listing.list_id not in question.lists:
                continue
            judged = judge.hit(ours, meetings, versions)
            if judged:
                (hits if judged[1] else others).append(judged[0])
        return _ordered(hits, question.limit), _ordered(others, question.limit)


def _says(text: str) -> bool:
    """Whether a text has a letter or a digit; a sign such as № stands for some and is none."""
    return any(map(str.isalnum, text))


def _same(ident: str, value: str, kind: str) -> Match:
    piece = Piece(ours=value, theirs=value, route=Route.IDENTIFIER, weight=1.0)
    return Match(listing_id=ident, score=1.0, name=f"{kind} {value}", pieces=(piece,))


def _ordered(hits: list[Hit], limit: int) -> tuple[Hit, ...]:
    """Best first, what proves little by itself last; equal scores by evidence, list and key, so
    that the order never depends on chance."""
    order = {"identifier": 0, "name": 1, "address": 2}
    hits.sort(
        key=lambda h: (
            h.weak, order[h.met], -h.score, -h.match.evidence, h.listing.list_id, h.listing.key
        )
    )  # fmt: skip
    return tuple(hits[:limit])


def _answer(
    party: Party, question: Question, hits: tuple[Hit, ...], others: tuple[Hit, ...]
) -> ScreenedParty:
    """Fold the hits: one that is surely in force and about which there is no doubt raises an
    alert; what is left unsure goes to a person."""
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
    cited = f" [{other.rule_citation}]" if other.rule_citation else ""
    who = f"{other.listing.caption} ({other.list_title})"
    if other.force.force is Force.IN_FORCE:
        return f"{who}: {other.doubt or other.caveats[0]}{cited}"
    return f"{who} is {other.force.reason}{cited}"


def _sentence(hit: Hit) -> str:
    return f"{hit.listing.caption} ({hit.list_title}): {hit.force.reason}"


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
    if isinstance(value, Party):
        return _checked(value)
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
        return _checked(msgspec.convert(dict(value), Party))
    except msgspec.ValidationError as error:
        raise UsageError(str(error), field="party") from None


def _checked(party: Party) -> Party:
    """The party, if its birth date and gender can be understood: what could not would be left
    out of the comparison in silence."""
    if party.birth_date and not births_of(party.birth_date):
        raise UsageError(
            f"{party.birth_date!r} is not a date",
            field="birth_date",
            expected="YYYY-MM-DD, YYYY-MM, YYYY, “circa 1965” or “1960-1965”",
        )
    if party.gender and fold(party.gender) not in GENDERS:
        raise UsageError(
            f"{party.gender!r} is no gender", field="gender", expected=" or ".join(GENDERS)
        )
    return party
