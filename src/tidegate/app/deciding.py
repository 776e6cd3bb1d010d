"""The gate's use cases beyond a name: determinations, the dated law, licences in hand."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tidegate.app.clock import Clock, as_date, as_instant
from tidegate.app.judging import Question
from tidegate.app.screening import Screener
from tidegate.model.law import LawParameter, LawStatement, LawStatus
from tidegate.model.licenses import Authorization, Draw
from tidegate.model.ownership import OwnershipAnswer
from tidegate.model.results import Context, Determined
from tidegate.model.transaction import Transaction
from tidegate.store import Store

if TYPE_CHECKING:
    from tidegate.app.stakes import StakesFile

Progress = Callable[[str, int, int | None], None]
Day = date | str | None
Instant = datetime | date | str | None


class Deciding(ABC):
    """What is asked of an open store about transactions. `Gate` gives it store, clock and
    screener."""

    _store: Store
    _clock: Clock

    @abstractmethod
    def _asked(self, on: Day, known: Instant) -> tuple[Question, Screener, Context]:
        """A question for a date and a state of knowledge, and what answers it."""

    def determine(
        self,
        transaction: Transaction | Mapping[str, object],
        on: Day = None,
        known: Instant = None,
        *,
        draw: bool = False,
    ) -> Determined:
        """What may be done with a transaction, and why. `on` and `known` stand where the
        transaction does not say its own. With `draw`, its value is drawn on the licences in
        hand that cover it, once for each transaction `id`.

        Raises `InputError` where it states what cannot be, or has no `id` to draw for.
        """
        from tidegate.app.determining import Stated, determined, draws_of
        from tidegate.app.transactions import transaction_of

        asked = transaction if isinstance(transaction, Transaction) else transaction_of(transaction)
        question, screener, context = self._asked(asked.on or on, asked.known or known)
        stated = Stated(
            self._store.stated(LawStatement, question.known),
            self._store.stated(Authorization, question.known),
            self._store.stated(Draw, question.known),
        )
        found = determined(
            asked,
            lambda party: screener.screen(party, question),
            context,
            stated,
        )
        if draw:
            now = self._clock.now()
            for one in draws_of(found, now):
                self._store.state(one, now)
        return found

    def ownership(
        self,
        path: str | Path,
        tests: Iterable[str] = (),
        on: Day = None,
        known: Instant = None,
        *,
        of: str | None = None,
        foreign: bool = False,
        screen: bool = True,
        progress: Progress | None = None,
    ) -> tuple[StakesFile, tuple[OwnershipAnswer, ...], Context]:
        """Who is owned by listed parties, by the stakes in a file, under each named test.

        `of` asks about one party; `foreign` vouches that parties without a country are not of
        the United States; without `screen` only listings that the file states count. Raises
        `InputError` and `UsageError`.
        """
        from tidegate.app import owning
        from tidegate.app.determining import resolver_of
        from tidegate.app.law import law_with
        from tidegate.app.stakes import read_stakes

        named = owning.chosen(tests)
        file = read_stakes(Path(path))
        question, screener, context = self._asked(on, known)
        resolver = resolver_of(lambda party: screener.screen(party, question), question.on)
        structure = owning.structure_of(file, resolver, screen, progress)
        if foreign:
            structure = owning.assume_foreign(structure, "not the United States (vouched for)")
        law = law_with(self._store.stated(LawStatement, question.known))
        answers = tuple(owning.owned(structure, test, question.on, law, of) for test in named)
        return file, answers, context

    def law(self, name: str | None = None, known: Instant = None) -> tuple[LawParameter, ...]:
        """The dated law as known: one rule by its name or the end of it, or all; with what users
        of this store state in its place. Raises `UsageError` where none is meant."""
        from tidegate.app.law import parameters

        instant = as_instant(known, self._clock.now())
        return parameters(name, self._store.stated(LawStatement, instant))

    def state_law(
        self,
        name: str,
        status: str,
        *,
        cite: str,
        who: str,
        value: str | None = None,
        from_: Day = None,
        to: Day = None,
        reason: str | None = None,
    ) -> LawStatement:
        """Record what the law is, from one day up to another: answers from now on rest on it as
        if it shipped so, and name who said it. Raises `UsageError`."""
        from tidegate.app.law import statement_of

        now = self._clock.now()
        days = (as_date(from_, date.min) if from_ else None, as_date(to, date.max) if to else None)
        made = statement_of(name, LawStatus(status), value, days, (cite, who, reason), now)
        self._store.state(made, now)
        return made

    def record_license(self, license_: Authorization, who: str) -> Authorization:
        """Record a licence in hand. Raises `StoreError` for a second one of its number."""
        now = self._clock.now()
        held = msgspec.structs.replace(license_, recorded=now, who=who)
        self._store.state(held, now)
        return held

    def licenses(self, known: Instant = None) -> tuple[tuple[Authorization, Decimal | None], ...]:
        """The licences in hand with what is left of their values."""
        instant = as_instant(known, self._clock.now())
        draws = self._store.stated(Draw, instant)
        found = []
        for one in self._store.stated(Authorization, instant):
            taken = sum((d.value_usd for d in draws if d.number == one.number), Decimal(0))
            left = one.value_usd - taken if one.value_usd is not None else None
            found.append((one, left))
        return tuple(found)
