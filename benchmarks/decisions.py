"""Determinations a second, and ownership over many stakes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from rich.console import Console
from rich.table import Table

from tidegate.app.determining import Resolver
from tidegate.app.transactions import transaction_of
from tidegate.model.ownership import OwnerListing, Share, Stake, StakeParty, Structure
from tidegate.model.party import Party
from tidegate.model.results import Outcome, ScreenedParty
from tidegate.model.transaction import Transaction
from tidegate.ownership.graph import Graph
from tidegate.ownership.judge import Judge, Law
from tidegate.rules.affiliates import Owned
from tidegate.rules.case import Case
from tidegate.rules.determine import determine
from tidegate.tables.ear import ear
from tidegate.tables.ownership import named_tests, tags
from tidegate.tables.regulations import regulations

ECCNS = ("EAR99", "5A992.c", "3A001.a.2", "3A090", "4A003.b", "5A002.a", "2B350.g", "9A610.x")
PLACES = ("China", "Germany", "India", "Brazil", "Turkey", "Russia", "Vietnam", "Mexico")
LISTS: tuple[tuple[str, ...], ...] = ((), (), (), ("EL",), ("UVL",), ("SDN",))


def _clear(party: Party) -> ScreenedParty:
    return ScreenedParty(party=party, outcome=Outcome.CLEAR, reason="")


def transactions(number: int) -> list[Transaction]:
    """Fully stated exports, always the same ones."""
    dice = random.Random(7)
    made = []
    for at in range(number):
        fields: dict[str, Any] = {
            "id": str(at),
            "on": "2026-10-01",
            "act": "export",
            "from": "US",
            "destination": dice.choice(PLACES),
            "item": {"eccn": dice.choice(ECCNS), "nature": "commodity", "value_usd": 4000},
            "parties": [
                {"role": role, "name": role, "listings": list(dice.choice(LISTS))}
                for role in ("purchaser", "end user")
            ],
            "end_use": "civil",
            "complete": True,
        }
        made.append(transaction_of(fields))
    return made


def _determine(one: Transaction) -> None:
    on = one.on or date(2026, 10, 1)
    resolver = Resolver(_clear, tags(), 0.9, on)
    parties = tuple(resolver.party(party) for party in one.parties)
    case = Case(one, on, parties, ear(), frozenset({"EL", "MEU", "UVL", "DPL", "SDN", "CMIC"}))
    structure = resolver.structure(one, parties)
    determine(case, Owned(structure, tuple(named_tests().values())))


def stakes(number: int) -> Structure:
    """A forest of companies with some cross-holdings; one party in a hundred is listed."""
    dice = random.Random(11)
    count = number * 3 // 4
    names = [f"company {at}" for at in range(count)]
    held = []
    for at in range(number):
        owned = 1 + at % (count - 1)
        owner = dice.randrange(owned) if dice.random() < 0.98 else dice.randrange(count)
        part = Fraction(dice.choice((10, 25, 33, 50, 51, 60, 100)), 100)
        share = Share(low=part, high=part)
        held.append(Stake(owner=names[owner], owned=names[owned], share=share, row=at))
    listed = (OwnerListing(tag="SDN"),)
    return Structure(
        parties={
            name: StakeParty(id=name, name=name, country="CY", listings=listed * (at % 100 == 0))
            for at, name in enumerate(names)
        },
        stakes=tuple(held),
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def report(console: Console, number: int = 2000, many: int = 200_000) -> None:
    """The two tables."""
    asked = transactions(number)
    _determine(asked[0])
    spent = _seconds(lambda: [_determine(one) for one in asked])
    table = Table("transactions", "s of processor", "a second", title="Determinations, with trace")
    table.add_row(f"{number:,}", f"{spent:.2f}", f"{number / spent:,.0f}")
    console.print(table)
    structure = stakes(many)
    on = date(2026, 10, 1)
    made: list[Graph] = []
    compiled = _seconds(lambda: made.append(Graph(structure, on)))
    test = named_tests()["ofac"]
    law = Law.at(regulations()[test.law], None, on)
    judges: list[Judge] = []

    def judge() -> None:
        judges.append(Judge(made[0], test, law))
        judges[0].reach(judges[0].readings[0])

    asked_once = _seconds(judge)
    covered = len(judges[0].reach(judges[0].readings[0]).sure)
    rows = Table("stakes", "compiled, s", "one test over all, ms", "covered", title="Ownership")
    rows.add_row(f"{many:,}", f"{compiled:.2f}", f"{asked_once * 1000:.0f}", f"{covered:,}")
    console.print(rows)
