"""The words of a result: one place for every sentence that more than one form shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tidegate.model.listing import Listing, Name, NameKind, Policy, Scope
from tidegate.model.match import Piece, Route
from tidegate.model.party import Party
from tidegate.model.results import Context, Degraded, Hit, Outcome, Reject, ScreenedParty
from tidegate.model.time import Basis, Force

NOT_ADVICE = (
    "Decision support, not a legal opinion. Clear says only that nothing like this was found on "
    "the lists named here, for the date named here."
)

_ATTEMPTS = re.compile(r"https?://\S+: | \((?:\d+ attempts|not tried again)\)")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")

# Words so alike are printed as the same: their likeness would be rounded to 100 %.
EXACT = 0.995

# What a route is called in an explanation.
_ROUTES: Mapping[Route, str] = {
    Route.SAME: "the same",
    Route.SPELLING: "spelling",
    Route.ROMANISED: "the same in Latin letters",
    Route.TRANSLATED: "translation or brand name",
    Route.ABBREVIATES: "abbreviation",
    Route.INITIALS: "initials",
    Route.FORM: "legal form",
    Route.PLACE: "place name",
    Route.IDENTIFIER: "number",
}
BASES: Mapping[Basis, str] = {
    Basis.EFFECTIVE: "effective date",
    Basis.PUBLISHED: "publication date; the effective date is not known",
    Basis.LISTED: "date printed on the list",
    Basis.NOTICE: "date of the notice",
    Basis.EXPIRY: "printed term",
    Basis.SNAPSHOT: "first snapshot that shows it",
    Basis.UNKNOWN: "date unknown",
}
FORCES: Mapping[Force, str] = {
    Force.IN_FORCE: "in force",
    Force.POSSIBLY: "possibly in force",
    Force.NOT_YET: "not yet in force",
    Force.ENDED: "no longer in force",
    Force.UNDETERMINED: "undetermined",
}
SCOPES: Mapping[Scope, str] = {
    Scope.ALL_ITEMS: "all items subject to the EAR",
    Scope.ALL_EXCEPT: "all items subject to the EAR except those named",
    Scope.CCL_AND_LISTED_EAR99: "items on the Commerce Control List and the EAR99 items named",
    Scope.CCL_LISTED: "the items on the Commerce Control List that are named",
    Scope.USE_LIMITED: "items for the use named",
    Scope.INHERITED: "as for the main entry",
    Scope.UNPARSED: "not parsed",
}
POLICIES: Mapping[Policy, str] = {
    Policy.POLICY_OF_DENIAL: "policy of denial",
    Policy.PRESUMPTION_OF_DENIAL: "presumption of denial",
    Policy.CASE_BY_CASE: "case-by-case review",
    Policy.PRESUMPTION_OF_APPROVAL: "presumption of approval",
    Policy.SEE_SECTION: "as the section says",
    Policy.INHERITED: "as for the main entry",
    Policy.UNPARSED: "not parsed",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.CLEAR: "clear",
    Outcome.ALERT: "ALERT",
    Outcome.UNDETERMINED: "UNDETERMINED",
    Outcome.ERROR: "ERROR",
}


@dataclass(frozen=True)
class ListWords:
    """What people call the lists (`titles`), and what an entry on each means (`effects`)."""

    titles: Mapping[str, str] = field(default_factory=dict)
    effects: Mapping[str, str] = field(default_factory=dict)

    def title(self, list_id: str) -> str:
        """A list in words, else its id."""
        return self.titles.get(list_id, list_id)


def cut(score: float, places: int) -> float:
    """A score to so many places, the rest cut off and not rounded: what is below a level must not
    read as the level, and 1 stands for equal names alone."""
    cut_off: int = 10 ** (6 - places)
    return round(score * 1_000_000) // cut_off * cut_off / 1_000_000


def score_words(score: float) -> str:
    """A score as people read it."""
    return f"{cut(score, 2):.2f}"


def level_words(level: float) -> str:
    """The alert level, in the places of a score or in more where it has more."""
    return max(f"{level:.2f}", f"{level:g}", key=len)


def safe(text: str) -> str:
    """Text that cannot steer a terminal or turn a line around: names are other people's input."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(
        char
        for char in text.replace("\n", " ").replace("\t", " ")
        if char not in _BIDI and unicodedata.category(char) not in ("Cc", "Cs", "Co")
    )


def shorten(text: str, limit: int) -> str:
    """Text cut at a word before `limit` characters, with a mark where it was cut."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 2]
    at = cut.rfind(" ")
    return (cut[:at] if at > limit * 2 // 3 else cut).rstrip(" ,;:") + " …"


def why(pieces: Iterable[Piece]) -> list[str]:
    """An explanation as phrases: what met and how, what did not, and what speaks against."""
    met: dict[str, list[str]] = {}
    theirs: list[str] = []
    ours: list[str] = []
    against: list[str] = []
    for piece in _joined(pieces):
        if piece.route is Route.CONFLICT or (piece.against and piece.ours and piece.theirs):
            against.append(f"{piece.ours} is not {piece.theirs}")
        elif piece.route is Route.MISSING_OURS or not piece.ours:
            theirs.append(piece.theirs)
        elif piece.route is Route.MISSING_THEIRS or not piece.theirs:
            ours.append(piece.ours)
        else:
            words, route = _met(piece)
            met.setdefault(route, []).append(words)
    phrases = [
        f"{(' ' if route == _ROUTES[Route.SAME] else ', ').join(items)} ({route})"
        for route, items in met.items()
    ]
    if theirs:
        phrases.append(f"only on the list: {', '.join(theirs)}")
    if ours:
        phrases.append(f"only in yours: {', '.join(ours)}")
    if against:
        phrases.append(f"against it: {', '.join(against)}")
    return [safe(phrase) for phrase in phrases]


def piece_words(piece: Piece) -> str:
    """One step of an explanation as a phrase."""
    return why([piece])[0]


def how(piece: Piece) -> str:
    """By which route a piece's words met, or on which side one stands alone."""
    if piece.route is Route.CONFLICT:
        return "not the same"
    if piece.route is Route.MISSING_OURS or not piece.ours:
        return "only in the second"
    if piece.route is Route.MISSING_THEIRS or not piece.theirs:
        return "only in the first"
    return _met(piece)[1].partition(",")[0]


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours that met one and the same name of theirs, as one."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            last
            and piece.ours
            and piece.theirs
            and last.ours
            and (
                (last.theirs, last.route, last.against)
                == (piece.theirs, piece.route, piece.against)
            )
        ):
            joined[-1] = Piece(
                ours=f"{last.ours} {piece.ours}",
                theirs=piece.theirs,
                route=piece.route,
                weight=last.weight + piece.weight,
                similarity=min(last.similarity, piece.similarity),
                against=piece.against,
            )
        else:
            joined.append(piece)
    return joined


def _met(piece: Piece) -> tuple[str, str]:
    """One pair of words, and by which route in words."""
    exact = piece.similarity >= EXACT
    if piece.ours.casefold() == piece.theirs.casefold():
        return piece.theirs, _ROUTES.get(piece.route, piece.route.value)
    route = piece.route
    if route is Route.SAME:
        # One word of the tables in two forms, or the same word with a slip in it.
        words = "another form of the word" if exact else _ROUTES[Route.SPELLING]
    else:
        words = _ROUTES.get(route, route.value)
    if exact:
        return f"{piece.ours} = {piece.theirs}", words
    if route is Route.FORM:
        return f"{piece.ours} for {piece.theirs}", "another legal form"
    return f"{piece.ours} ≈ {piece.theirs}", f"{words}, {piece.similarity:.0%} alike"


def met_words(hit: Hit) -> str:
    """What met, in front of the explanation where it was not simply the name."""
    if hit.met == "address":
        return "the address: "
    if hit.met == "identifier":
        return "an official number: "
    if hit.listing.names and hit.match.name != hit.listing.names[0].text:
        return f"as “{safe(hit.match.name)}”: "
    return ""


def force_words(hit: Hit) -> str:
    """Since when and on what basis, with the rule."""
    force = hit.force
    text = force.reason or FORCES[force.force]
    if force.force is Force.UNDETERMINED:
        text = f"undetermined: {text}"
    rule = short_rule(hit)
    return safe(f"{text}, {rule}" if rule and rule not in text else text)


def short_rule(hit: Hit) -> str:
    """The rule's citation without its table page and dates: `84 FR 54002`."""
    return re.split(r" \(|,", hit.rule_citation or "", maxsplit=1)[0]


def brief_force(hit: Hit) -> str:
    """The same in the fewest words, for listings that are not in force on the date."""
    force, rule = hit.force, short_rule(hit)
    cited = f" ({rule})" if rule else ""
    if force.force is Force.NOT_YET and force.since:
        return f"begins {force.since}{cited}"
    if force.force is Force.ENDED and force.until:
        began = f"from {force.since} " if force.since else ""
        if force.until_basis is Basis.SNAPSHOT:
            return f"was in force {began}and gone by {force.until}; the removal date is unknown"
        return f"was in force {began}until {force.until}{cited}"
    return force_words(hit)


def other_words(hit: Hit) -> str:
    """Why a listing that met raises no alert: its time, or a name that it no longer carries."""
    said = [hit.doubt, *hit.caveats] if hit.doubt else hit.caveats
    if hit.force.force in (Force.NOT_YET, Force.ENDED) or not said:
        return f"not in force: {brief_force(hit)}"
    return f"no alert: {safe(said[0] or '')}"


def weak_words(hit: Hit) -> str:
    """Why a meeting proves little by itself, if it is such a one."""
    return hit.doubt or ""


def hit_score(hit: Hit) -> str:
    """The score of a hit, and that of its name where other evidence moved it."""
    moved = hit.score != hit.name_score and hit.met == "name"
    alone = f", of the name alone {score_words(hit.name_score)}" if moved else ""
    return score_words(hit.score) + alone


def evidence_words(hit: Hit, *, against: bool) -> list[str]:
    """What both sides say beside the name and agree in, or differ in, as phrases, what says most
    first."""
    found = reversed(hit.evidence) if against else hit.evidence
    return [
        safe(one.says + _both(one.ours, one.theirs))
        for one in found
        if (one.against if against else one.ratio > 1)
    ]


def _both(ours: str, theirs: str) -> str:
    if ours and theirs and ours != theirs:
        return f" (yours {ours}, listed {theirs})"
    return f" ({ours or theirs})" if ours or theirs else ""


def step_words(hit: Hit) -> list[tuple[str, str]]:
    """OFAC's steps, each with what was found at it; empty for other publishers' lists."""
    if not hit.steps or hit.steps[0].result == "other list":
        return []
    return [(f"OFAC {step.number}", safe(f"{step.asks} {step.found}")) for step in hit.steps]


def citations(listing: Listing, rule: str | None) -> str:
    """The rule with its first page, then the list's own citations."""
    texts = [citation.text for citation in listing.citations]
    printed = "; ".join(texts[:4]) + (f"; and {len(texts) - 4} more" if len(texts) > 4 else "")
    if rule and printed:
        return safe(f"{rule}; the list cites {printed}")
    return safe(rule or printed)


def party_words(party: Party) -> str:
    """A counterparty in one line: its number, name and country."""
    name = party.name or (party.addresses[0] if party.addresses else "(no name)")
    parts = [party.ref or "", name, party.country or ""]
    return safe(" · ".join(part for part in parts if part))


def listing_words(hit: Hit) -> str:
    """A listing in one line: the name it carries, its country."""
    listing = hit.listing
    parts = [listing.caption, listing.country or ""]
    return safe(" · ".join(part for part in parts if part))


def name_words(name: Name) -> str:
    """A name with what the list says of it."""
    marks = []
    if name.kind is not NameKind.PRIMARY:
        marks.append({"aka": "a.k.a.", "fka": "f.k.a.", "nka": "n.k.a."}[name.kind.value])
    if name.weak:
        marks.append("weak")
    if name.provenance != "list":
        marks.append(f"our addition: {name.source}" if name.source else "our addition")
    return safe(name.text + (f" ({', '.join(marks)})" if marks else ""))


def lists_words(context: Context) -> str:
    """The snapshots of a context in one line, for the forms that have a line for each row."""
    return "; ".join(
        f"{use.list_id} {use.list_date}{' starter' if use.starter else ''} {use.sha256[:12]}"
        for use in context.snapshots
    )


def degraded_words(context: Context) -> str:
    """What was less than whole, in one line."""
    return "; ".join(f"{item.what}: {item.reason}" for item in context.degraded)


def of_starter(item: Degraded) -> bool:
    """Whether it says no more than the warning of the starter lists, which stands elsewhere."""
    return "starter list" in item.reason


def troubles(items: Iterable[Degraded]) -> list[tuple[list[str], str]]:
    """What was less than whole: the parts that share a reason together, with its remedy. Where
    and how often was tried is left to JSON, so that one dead network is one sentence."""
    found: dict[str, dict[str, None]] = {}
    for item in items:
        todo = f" {item.todo.rstrip('.')}." if item.todo else ""
        reason = _ATTEMPTS.sub("", item.reason).rstrip(".")
        found.setdefault(f"{reason}.{todo}", {})[item.what] = None
    return [(list(whats), safe(reason)) for reason, whats in found.items()]


def starter_warning(context: Context) -> str | None:
    """The plain warning that an answer rests on the lists inside the package."""
    starters = [use for use in context.snapshots if use.starter]
    if not starters:
        return None
    first = min(use.list_date for use in starters)
    last = max(use.list_date for use in starters)
    dates = f"of {first}" if first == last else f"of {first} to {last}"
    return (
        f"The lists marked “starter” are {sum(use.entries for use in starters):,} chosen entries "
        f"{dates} inside the program, not the official lists. Most listed parties are not among "
        "them: get the official lists with “tidegate update” before you rely on an answer."
    )


def rejected_row(reject: Reject, file: str | None = None) -> ScreenedParty:
    """A row that could not be read, as it stands among the answers."""
    party = Party(name="", row=reject.line)
    return ScreenedParty(party=party, outcome=Outcome.ERROR, reason=reject_words(reject, file))


def reject_words(reject: Reject, file: str | None = None) -> str:
    """Where a row stands and why it could not be read."""
    place = f"{file}:{reject.line}" if file else f"line {reject.line}"
    field = f"{reject.field}: " if reject.field else ""
    return safe(f"{place}: {field}{reject.reason}")


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 row`, `2 rows`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
