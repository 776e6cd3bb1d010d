"""How often each finding is seen with one party and with two whose names resemble each other.

python -m benchmarks.evidence            the table, beside what `data/evidence/weights.tsv` says

One party: pairs of two publishers' lists with the same long name that nobody else bears. Two
parties: different entries of one list whose names resemble each other, and any two people of it.
All are told without looking at what is measured; the findings are the engine's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from rich.console import Console
from rich.table import Table

from benchmarks.evidence.parties import Known, lists_folder, load, same_parties
from tidegate import tables
from tidegate.app.judging import evidence_rules
from tidegate.app.names import Index, alert_threshold, compare
from tidegate.match.evidence import Scales
from tidegate.match.numbers import number_key
from tidegate.model.evidence import Facts
from tidegate.model.listing import PartyKind

_ON = date(2026, 1, 1)
_LIMIT, _FLOOR = 12, 0.1
# Two people so many places apart in the list, for each of the numbers.
_APART = (7, 101, 499, 1009, 1999)
# Which findings share a denominator: pairs of which both sides say something of the aspect.
_ASPECTS = ("birth", "country", "address_city", "gender", "kind")


@dataclass
class Seen:
    """How many pairs could show a finding, and how many did."""

    pairs: int = 0
    able: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def rate(self, finding: str, group: str) -> float:
        """The share of the pairs that could show it which do."""
        able = self.able[group]
        return self.found[finding] / able if able else 0.0


def _able(ours: Facts, theirs: Facts) -> Iterator[str]:
    if any(one.earliest for one in ours.births) and any(one.earliest for one in theirs.births):
        yield "birth"
    if ours.countries and theirs.countries:
        yield "country"
        yield f"country.{theirs.kind}"
    if ours.cities and theirs.cities:
        yield "address_city"
    if ours.gender and theirs.gender:
        yield "gender"
    if ours.kind and theirs.kind:
        yield "kind"
    kinds = {one.kind for one in ours.identifiers} & {one.kind for one in theirs.identifiers}
    yield from (f"identifier.{kind}" for kind in sorted(kinds))


def count(pairs: Iterable[tuple[Known, Known]], scales: Scales) -> Seen:
    """The findings of pairs."""
    seen = Seen()
    for one, other in pairs:
        seen.pairs += 1
        seen.able.update(_able(one.facts, other.facts))
        for found in scales.weigh(one.facts, other.facts):
            seen.found[found.finding] += 1
            if found.finding.startswith("country"):
                seen.found[f"{found.finding}.{other.listing.kind}"] += 1
            if found.finding.startswith("identifier"):
                kind = found.theirs.split(" ")[0].lower()
                seen.found[f"{found.finding}.{kind}"] += 1
    return seen


def alike(parties: list[Known]) -> Iterator[tuple[Known, Known]]:
    """Different entries of one list whose names resemble each other."""
    by_id = {one.listing.listing_id: one for one in parties}
    index = Index.build(
        (one.listing.listing_id, one.listing.kind,
         [name.text for name in one.listing.names if not name.weak])
        for one in parties
    )  # fmt: skip
    for one in parties:
        if not one.listing.names:
            continue
        for match in index.screen(one.listing.names[0].text, limit=_LIMIT, threshold=_FLOOR):
            other = by_id[match.listing_id]
            if other is not one:
                yield one, other


def any_two(parties: list[Known]) -> Iterator[tuple[Known, Known]]:
    """People of one list, whatever their names."""
    people = [one for one in parties if one.listing.kind is PartyKind.PERSON]
    for apart in _APART:
        yield from zip(people, people[apart:], strict=False)


def best_score(one: Known, other: Known) -> float:
    """How well the first name of one, as its list spells it, meets the names of the other."""
    asked = one.listing.names[0].text
    names = [name.text for name in other.listing.names if not name.weak]
    return max((compare(asked, text).score for text in names), default=0.0)


def effect(pairs: Iterable[tuple[Known, Known]], scales: Scales) -> Counter[tuple[str, str]]:
    """What pairs are by their names alone, and with what else is known."""
    level, found = alert_threshold(), Counter[tuple[str, str]]()
    for one, other in pairs:
        score = best_score(one, other)
        known = scales.weigh(one.facts, other.facts)
        before, after = (scales.standing(score, facts, level) for facts in ((), known))
        found[str(before), str(after)] += 1
    return found


def shared_numbers(parties: list[Known]) -> dict[str, tuple[int, int, int]]:
    """By kind of number: numbers of six characters or more, those that two entries print, and
    the same of shorter ones."""
    bearers: dict[tuple[str, str], set[str]] = {}
    for one in parties:
        for item in one.listing.identifiers:
            key = item.kind, number_key(item.kind, item.value)
            bearers.setdefault(key, set()).add(one.listing.listing_id)
    found: dict[str, list[int]] = {}
    for (kind, key), owners in bearers.items():
        row = found.setdefault(kind, [0, 0, 0])
        long = len(key) >= 6
        row[0] += long
        row[1] += long and len(owners) > 1
        row[2] += not long and len(owners) > 1
    return {kind: (row[0], row[1], row[2]) for kind, row in sorted(found.items())}


def _group(finding: str) -> str:
    name, _, kind = finding.partition(".")
    if name.startswith("identifier"):
        return f"identifier.{kind}"
    aspect = next((one for one in _ASPECTS if name.startswith(one)), name)
    return f"{aspect}.{kind}" if kind else aspect


def main() -> None:
    """Measure and print."""
    console = Console()
    folder = lists_folder()
    if folder is None:
        console.print("the real list files (../shared/data/lists) are not on this machine")
        return
    parties = load(folder)
    scales = Scales(tables.evidence(), evidence_rules(_ON))
    ofac, united, kingdom = (
        parties.get(name, []) for name in ("us_ofac_sdn", "un_security_council", "uk_ofsi")
    )
    # The other list's entry is what a user knows, OFAC's what is listed.
    linked = chain(same_parties(united, ofac), same_parties(kingdom, ofac))
    same_pairs, alike_pairs = list(linked), list(alike(ofac))
    same, two = count(same_pairs, scales), count(alike_pairs, scales)
    chance = count(any_two(ofac), scales)
    console.print(
        f"{same.pairs} pairs of one party, {two.pairs} of two whose names are alike, "
        f"{chance.pairs} of any two people"
    )
    table = Table("finding", "of", "one party", "of", "two alike", "ratio", "any two", "ratio",
                  "in the table")  # fmt: skip
    weights = tables.evidence().weights
    for finding in sorted({*weights, *same.found, *two.found}):
        group = _group(finding)
        if not same.found[finding] + two.found[finding] + chance.found[finding]:
            continue
        rates = [seen.rate(finding, group) for seen in (same, two, chance)]
        ratios = [f"{rates[0] / rate:.3g}" if rate else "" for rate in rates[1:]]
        stated = weights.get(finding)
        table.add_row(
            finding, str(same.able[group]), f"{rates[0]:.4f}", str(two.able[group]),
            f"{rates[1]:.5f}", ratios[0], f"{rates[2]:.5f}", ratios[1],
            f"{stated.ratio:g}" if stated else "",
        )  # fmt: skip
    console.print(table)
    moved = Table("by the name", "with all", "one party", "two alike")
    effects = effect(same_pairs, scales), effect(alike_pairs, scales)
    for key in sorted({*effects[0], *effects[1]}):
        moved.add_row(*key, *(str(part[key]) for part in effects))
    console.print(moved)
    shared = Table("number", "six characters or more", "of two entries", "shorter, of two entries")
    for kind, row in shared_numbers(ofac).items():
        shared.add_row(kind, *map(str, row))
    console.print(shared)


if __name__ == "__main__":
    main()
