"""OFAC's published steps for assessing a match, walked for one hit (FAQ 5; FAQ 23 on the last).

A view for the person who decides: it changes no outcome. The steps are in our own words.
"""

from __future__ import annotations

from tidegate.model.evidence import Aspect, Evidence, Facts, Step
from tidegate.model.match import Piece, Route
from tidegate.model.results import Hit

_OFAC = "us_ofac_"
GOES_ON, NO_MATCH, INCOMPLETE, OTHER_LIST = "goes on", "no match", "incomplete", "other list"
_BARE = frozenset({Route.FORM, Route.PLACE})
_ALIKE = 0.5
_FACTS = (
    ("births", "birth date"), ("countries", "country"), ("gender", "gender"),
    ("identifiers", "official numbers"), ("cities", "address"), ("kind", "kind of party"),
)  # fmt: skip


def steps(hit: Hit, ours: Facts, theirs: Facts) -> tuple[Step, ...]:
    """The five steps, each with what was found at it. A step that says "no match" does not end
    the walk: the reader sees all."""
    first, kind, name = _list(hit), _kind(hit, ours), _name(hit)
    facts = _facts(hit, ours, theirs)
    return first, kind, name, facts, _conclusion(hit, (first, kind, name, facts))


def _list(hit: Hit) -> Step:
    asks = "Is it one of OFAC's lists?"
    if hit.listing.list_id.startswith(_OFAC):
        return Step(number=1, asks=asks, found=f"yes, {hit.list_title}", result=GOES_ON)
    found = f"no, {hit.list_title}: ask its publisher"
    return Step(number=1, asks=asks, found=found, result=OTHER_LIST)


def _kind(hit: Hit, ours: Facts) -> Step:
    asks = "Is it the same kind of party?"
    mine, other = ours.kind, hit.listing.kind
    if mine is None or other is None:
        side = "you do not say what yours is" if mine is None else "the list does not say"
        return Step(number=2, asks=asks, found=side, result=GOES_ON)
    if any(one.aspect is Aspect.KIND for one in hit.evidence):
        return Step(
            number=2,
            asks=asks,
            found=f"no, {mine} with you and {other} on the list",
            result=NO_MATCH,
        )
    return Step(number=2, asks=asks, found=f"yes, {other}", result=GOES_ON)


def _name(hit: Hit) -> Step:
    asks = "How much of the listed name matches?"
    if hit.met != "name":
        found = f"the name was not needed: met by its {hit.met}"
        return Step(number=3, asks=asks, found=found, result=GOES_ON)
    met, missing = _words(hit.match.pieces)
    if not missing:
        return Step(number=3, asks=asks, found=f"all of “{hit.match.name}”", result=GOES_ON)
    whole = met + missing
    found = f"{met} of {whole} words of “{hit.match.name}”"
    return Step(number=3, asks=asks, found=found, result=NO_MATCH if met <= 1 else GOES_ON)


def _words(pieces: tuple[Piece, ...]) -> tuple[int, int]:
    """How many words of the listed name met one of ours and how many did not, forms and places
    left aside."""
    met = missing = 0
    for piece in pieces:
        if not piece.theirs or piece.route in _BARE:
            continue
        count = len(piece.theirs.split())
        alike = piece.ours and not piece.against and piece.similarity >= _ALIKE
        met, missing = (met + count, missing) if alike else (met, missing + count)
    return met, missing


def _facts(hit: Hit, ours: Facts, theirs: Facts) -> Step:
    asks = "What does the rest of the entry say?"
    told = [one for one in hit.evidence if one.aspect not in (Aspect.KIND, Aspect.ALIAS)]
    agrees = [one.says for one in told if one.ratio > 1]
    differs = [one.says for one in told if one.against]
    lacking = _lacking(hit, ours, theirs)
    parts = [
        f"agrees: {', '.join(agrees)}" if agrees else "",
        f"differs: {', '.join(differs)}" if differs else "",
        f"on the list and not given by you: {', '.join(lacking)}" if lacking else "",
    ]
    found = "; ".join(filter(None, parts)) or "nothing to compare"
    lacks = not told or len(lacking) > len(told)
    return Step(number=4, asks=asks, found=found, result=INCOMPLETE if lacks else GOES_ON)


def _lacking(hit: Hit, ours: Facts, theirs: Facts) -> list[str]:
    """What the list says and the user does not."""
    listing = hit.listing
    there = {
        "births": listing.births, "identifiers": listing.identifiers, "cities": listing.addresses,
        "countries": theirs.countries or listing.country, "kind": listing.kind,
        "gender": theirs.gender or any(item.key == "gender" for item in listing.details),
    }  # fmt: skip
    return [words for name, words in _FACTS if there[name] and not getattr(ours, name)]


def _conclusion(hit: Hit, before: tuple[Step, ...]) -> Step:
    asks = "Are there several similarities or exact matches?"
    ends = [step for step in before if step.result == NO_MATCH]
    for_, against = _sides(hit.evidence)
    if hit.met == "identifier" and not hit.weak:
        return Step(number=5, asks=asks, found="an official number is the same", result=GOES_ON)
    if ends:
        found = f"by step {ends[0].number} it is no match; a person confirms that"
        return Step(number=5, asks=asks, found=found, result=NO_MATCH)
    if before[3].result == INCOMPLETE:
        found = "get the facts of step 4, then compare again"
        return Step(number=5, asks=asks, found=found, result=INCOMPLETE)
    if for_:
        found = f"the name and {for_} more: ask OFAC or the list's publisher"
        return Step(number=5, asks=asks, found=found, result=GOES_ON)
    found = f"the name alone, and {against} against it" if against else "the name alone"
    return Step(number=5, asks=asks, found=found, result=NO_MATCH if against else INCOMPLETE)


def _sides(found: tuple[Evidence, ...]) -> tuple[int, int]:
    return sum(one.ratio > 1 for one in found), sum(one.against for one in found)
