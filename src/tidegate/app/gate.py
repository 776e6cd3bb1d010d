"""The gate: one open store with the project's tables, and every use case on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from tidegate import tables
from tidegate.app.clock import Clock, SystemClock, as_date, as_instant
from tidegate.app.compiled import Compiled, compiled
from tidegate.app.deciding import Deciding
from tidegate.app.judging import Question, Wording, version_caveats
from tidegate.app.lives import events, listing_change
from tidegate.app.names import alert_threshold, lexicon
from tidegate.app.packaged import ensure_packaged
from tidegate.app.provenance import Provenance
from tidegate.app.screening import Screener, as_party, refuse_without_lists
from tidegate.app.settings import Settings, settings
from tidegate.app.supplement import SupplementBook
from tidegate.lists.dating import Datebook
from tidegate.model.errors import UsageError
from tidegate.model.listing import fold
from tidegate.model.match import Match
from tidegate.model.party import Party
from tidegate.model.results import (
    Context,
    Difference,
    History,
    Hit,
    ListStatus,
    OwnTables,
    Reject,
    ScreenedParty,
    Screening,
    UpdateReport,
)
from tidegate.model.time import InForce, Version, in_force
from tidegate.store import Store

if TYPE_CHECKING:
    from tidegate.text import Lexicon

Progress = Callable[[str, int, int | None], None]
Day = date | str | None
Instant = datetime | date | str | None


def open_gate(
    location: str | Path | None = None,
    *,
    names: str | Path | None = None,
    clock: Clock | None = None,
) -> Gate:
    """Open the store at a folder, a database file or a PostgreSQL URL, and put the gate on it.

    Without a location: `TIDEGATE_STORE`, else the user's data folder. A new store starts with
    the starter lists of the package. `names` is a folder of word tables of your own, which
    extend those of the package (without it: `TIDEGATE_NAMES`). Raises `StoreError` and
    `DataError`.
    """
    return Gate(settings(location, names=names), clock or SystemClock())


class Gate(Deciding):
    """Answers whom we may deal with, and why. Made by `tidegate.open()`; a context manager.

    Every question takes `on`, the date in law (default: today), and `known`, the state of
    knowledge (default: now; a date means the end of that day, UTC).
    """

    def __init__(self, setting: Settings, clock: Clock) -> None:
        self._settings, self._clock = setting, clock
        self._store = Store.open(setting.store, files_folder=setting.files)
        try:
            ensure_packaged(self._store, lambda: self._datebook, clock)
        except BaseException:
            self._store.close()
            raise

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def __enter__(self) -> Gate:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- screening --------------------------------------------------------------------------

    def screen(
        self,
        party: str | Mapping[str, object] | Party,
        on: Day = None,
        known: Instant = None,
        *,
        lists: Collection[str] | None = None,
        threshold: float | None = None,
        limit: int = 10,
    ) -> ScreenedParty:
        """Screen one party, given by name, by the fields of `Party`, or as a `Party`."""
        screening = self.screen_many(
            [as_party(party)], on, known, lists=lists, threshold=threshold, limit=limit
        )
        return screening.rows[0]

    def screen_many(
        self,
        parties: Iterable[Party],
        on: Day = None,
        known: Instant = None,
        *,
        lists: Collection[str] | None = None,
        threshold: float | None = None,
        limit: int = 10,
        rejects: Sequence[Reject] = (),
        progress: Progress | None = None,
    ) -> Screening:
        """Screen parties; `rejects` are the rows that could not be read and are carried along."""
        question = self._question(on, known, lists, threshold, limit)
        context = self._provenance.context(question)
        screener = self._screener(question, progress)
        rows = []
        for number, party in enumerate(parties):
            if not context.snapshots:
                rows.append(refuse_without_lists(party))
            else:
                rows.append(screener.screen(party, question))
            if progress:
                progress("screen", number + 1, None)
        return Screening(context=context, rows=tuple(rows), rejects=tuple(rejects))

    def context(
        self,
        on: Day = None,
        known: Instant = None,
        lists: Collection[str] | None = None,
        threshold: float | None = None,
    ) -> Context:
        """The provenance that an answer to such a question carries."""
        return self._provenance.context(self._question(on, known, lists, threshold, 10))

    def _question(
        self,
        on: Day,
        known: Instant,
        lists: Collection[str] | None,
        threshold: float | None,
        limit: int,
    ) -> Question:
        now = self._clock.now()
        level = alert_threshold() if threshold is None else threshold
        if not 0 < level <= 1:
            raise UsageError(f"{level} is no level", field="threshold", expected="above 0, up to 1")
        if limit < 1:
            raise UsageError(f"{limit} is too few", field="limit", expected="1 or more")
        chosen = tuple(sorted(set(lists or ())))
        titles = self._titles
        unknown = [name for name in chosen if name not in titles]
        if unknown:
            raise UsageError(
                f"there is no list {unknown[0]!r}",
                field="lists",
                expected="some of " + ", ".join(sorted(titles)),
            )
        return Question(
            on=as_date(on, now.date()),
            known=as_instant(known, now),
            threshold=level,
            limit=limit,
            lists=chosen,
        )

    @cached_property
    def _titles(self) -> dict[str, str]:
        return self._provenance.titles()

    @cached_property
    def _provenance(self) -> Provenance:
        return Provenance(self._store, tables.sources(), tables.digest(), self._words.tables)

    @cached_property
    def _words(self) -> Lexicon:
        return lexicon(self._settings.names)

    @cached_property
    def _datebook(self) -> Datebook:
        lead = tables.parameters().whole("dating.lead_days")
        return Datebook(tables.rules(), tables.removals(), lead)

    @cached_property
    def _book(self) -> SupplementBook:
        return SupplementBook(tables.supplements())

    def _compiled(self, progress: Progress | None = None) -> Compiled:
        return compiled(self._store, self._book, self._words, progress)

    def _screener(self, question: Question, progress: Progress | None = None) -> Screener:
        return Screener(
            self._compiled(progress),
            self._book,
            self._store.versions,
            Wording(self._titles, self._cite, self._store.coverage(question.known)),
        )

    def _asked(self, on: Day, known: Instant) -> tuple[Question, Screener, Context]:
        question = self._question(on, known, None, None, 10)
        return question, self._screener(question), self._provenance.context(question)

    def _cite(self, version: Version) -> str | None:
        return self._datebook.rule_citation(version.listing)

    # -- looking ----------------------------------------------------------------------------

    def show(self, reference: str, on: Day = None, known: Instant = None) -> tuple[Hit, ...]:
        """The listings that a reference means: a listing's id, an official number or a name."""
        question = self._question(on, known, None, None, 10)
        return tuple(
            self._plain_hit(versions, question) for versions in self._resolve(reference, question)
        )

    def history(self, reference: str, on: Day = None, known: Instant = None) -> tuple[History, ...]:
        """The life of each listing that a reference means."""
        question = self._question(on, known, None, None, 10)
        lives = []
        for versions in self._resolve(reference, question):
            answer = self._force(versions, question)
            listing = answer.version.listing
            lives.append(
                History(
                    listing=listing,
                    list_title=self._titles.get(listing.list_id, listing.list_id),
                    force=answer.force,
                    events=events(versions, self._datebook.dated),
                    versions=versions,
                )
            )
        return tuple(lives)

    def _resolve(self, reference: str, question: Question) -> list[tuple[Version, ...]]:
        """The versions of every listing that a reference means, the closest first.

        Raises `UsageError` where it means none.
        """
        ids: tuple[str, ...] = (reference,) if ":" in reference else ()
        ids = ids or self._store.listing_ids(question.known, number=reference.strip())
        if not self._store.versions(ids, question.known):
            screened = self._screener(question).screen(Party(name=reference), question)
            ids = tuple(hit.listing.listing_id for hit in (*screened.hits, *screened.others))
        stored = self._store.versions(ids, question.known)
        found = [stored[ident] for ident in ids if ident in stored]
        if not found:
            raise UsageError(
                f"nothing is listed as {reference!r}",
                expected="a listing's id, an official number or a name on a loaded list",
                todo="See what is loaded with: tidegate lists",
            )
        return found

    def _force(self, versions: Sequence[Version], question: Question) -> InForce:
        coverage = self._store.coverage(question.known)
        return in_force(versions, question.on, coverage.get(versions[0].listing.list_id))

    def _plain_hit(self, versions: Sequence[Version], question: Question) -> Hit:
        answer = self._force(versions, question)
        listing = answer.version.listing
        return Hit(
            listing=listing,
            match=Match(listing_id=listing.listing_id, score=1.0, name=listing.caption),
            force=answer,
            list_title=self._titles.get(listing.list_id, listing.list_id),
            rule_citation=self._cite(answer.version),
            caveats=tuple(version_caveats(answer)),
        )

    def diff(
        self,
        list_id: str,
        before: Day = None,
        after: Day = None,
        known: Instant = None,
    ) -> Difference:
        """What changed on a list between the snapshots that cover two dates; without dates,
        between its two newest snapshots. Raises `UsageError` where there are not two."""
        question = self._question(None, known, [list_id], None, 10)
        old, new = self._provenance.dates(
            list_id,
            as_date(before, date.min) if before else None,
            as_date(after, date.max) if after else None,
            question.known,
        )
        found = self._store.difference(list_id, old, new, question.known)
        changes = [
            listing_change(pair.listing_id, pair.before, pair.after) for pair in found.changes
        ]
        order = {"added": 0, "removed": 1, "changed": 2}
        changes.sort(key=lambda change: (order[change.change], fold(change.caption)))
        return Difference(
            list_id=list_id, before=found.before, after=found.after, changes=tuple(changes)
        )

    def lists(self, on: Day = None, known: Instant = None) -> tuple[ListStatus, ...]:
        """Every list that we know how to read: what is loaded, how old, how many."""
        return self._provenance.status(self._question(on, known, None, None, 10))

    def check_names(self, folder: str | Path, progress: Progress | None = None) -> OwnTables:
        """What the word tables of a folder would add, change and break, beside the lists loaded.

        Raises `DataError` where one breaks its layout.
        """
        from tidegate.app.own_words import check

        return check(str(folder), self._store.iter_contents(), progress)

    # -- updating ---------------------------------------------------------------------------

    def update(
        self,
        source_dir: str | Path | None = None,
        *,
        sources: Collection[str] | None = None,
        dated: Day = None,
        since: Day = None,
        accept: str | None = None,
        reason: str | None = None,
        who: str | None = None,
        within: float | None = None,
        mirror: str | None = None,
        progress: Progress | None = None,
    ) -> UpdateReport:
        """Bring the lists up to date from the official addresses, or from a folder of files.

        `within` is the time that fetching may take, in seconds. `since` also fetches the older
        versions of the Entity List that the code of regulations keeps. `accept` takes in a held
        snapshot, with a `reason`. The compiled index is renewed at the end.
        """
        from tidegate.app.update import Order, run_update

        order = Order(
            folder=str(source_dir) if source_dir is not None else None,
            sources=tuple(sorted(sources or ())),
            dated=as_date(dated, date.min) if dated else None,
            since=as_date(since, date.min) if since else None,
            accept=accept,
            reason=reason,
            who=who,
            within=within,
            mirror=mirror or self._settings.mirror,
        )
        report = run_update(self._store, self._clock, self._datebook, order, progress)
        self.__dict__.pop("_titles", None)
        self.__dict__.pop("_provenance", None)
        self._compiled(progress)
        return report
