"""Transactions asked with stated listings alone: no store, no names."""

from __future__ import annotations

from typing import Any

from tidegate.app.determining import Resolver
from tidegate.app.transactions import transaction_of
from tidegate.model.determination import Determination
from tidegate.model.party import Party
from tidegate.model.results import Outcome, ScreenedParty
from tidegate.rules.affiliates import Owned
from tidegate.rules.case import Case
from tidegate.rules.determine import determine
from tidegate.tables.ear import ear
from tidegate.tables.ownership import named_tests, tags

LOADED = frozenset({"EL", "MEU", "UVL", "DPL", "SDN", "CMIC", "UN"})


def _clear(party: Party) -> ScreenedParty:
    return ScreenedParty(party=party, outcome=Outcome.CLEAR, reason="")


def asked(fields: dict[str, Any]) -> Determination:
    """The determination of a transaction whose names meet nothing."""
    transaction = transaction_of({key: value for key, value in fields.items() if value is not None})
    assert transaction.on is not None
    resolver = Resolver(_clear, tags(), 0.9, transaction.on)
    parties = tuple(resolver.party(one) for one in transaction.parties)
    case = Case(transaction, transaction.on, parties, ear(), LOADED)
    structure = resolver.structure(transaction, parties)
    return determine(case, Owned(structure, tuple(named_tests().values())))
