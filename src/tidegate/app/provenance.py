"""On what an answer stands: snapshots, their ages, and everything that was less than whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

import tidegate
from tidegate.app.judging import Question
from tidegate.app.packaged import REMOVED_PARTIES
from tidegate.match import ENGINE
from tidegate.model.errors import UsageError
from tidegate.model.results import Context, Degraded, ListStatus, SnapshotUse
from tidegate.model.sources import ListDescriptor, SourceDescriptor
from tidegate.store import Store
from tidegate.tables.names import NameTables

_REMOVED_TITLE = "Parties removed from the BIS lists (Federal Register notices)"


class Provenance:
    """Reads the store's snapshots and says what an answer on them is worth."""

    def __init__(
        self,
        store: Store,
        descriptors: Mapping[str, SourceDescriptor],
        tables_digest: str,
        words: NameTables,
    ) -> None:
        self._store, self._descriptors = store, descriptors
        self._digest, self._words = tables_digest, words
        self._lists: dict[str, tuple[SourceDescriptor, ListDescriptor]] = {
            list_id: (source, item)
            for source in descriptors.values()
            for list_id, item in source.lists.items()
        }

    def titles(self) -> dict[str, str]:
        """Every list that we know of, with its title."""
        titles = {list_id: item.title for list_id, (_, item) in self._lists.items()}
        return {**titles, REMOVED_PARTIES: _REMOVED_TITLE}

    def context(self, question: Question) -> Context:
        """The provenance of an answer to a question."""
        uses = [
            use
            for use in self._store.in_use(question.known, question.on)
            if not question.lists or use.list_id in question.lists
        ]
        return Context(
            on=question.on,
            known=question.known,
            engine=f"tidegate {tidegate.__version__}",
            configuration=self._configuration(question),
            threshold=question.threshold,
            own_tables=self._words.own,
            snapshots=tuple(uses),
            degraded=tuple(self._degraded(question, uses)),
        )

    def _configuration(self, question: Question) -> str:
        parts = [self._digest, str(ENGINE), repr(question.threshold), str(question.limit)]
        parts += [self._words.own_digest, *question.lists]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _degraded(self, question: Question, uses: list[SnapshotUse]) -> Iterator[Degraded]:
        wanted = set(question.lists) or {use.list_id for use in uses}
        for use in uses:
            yield from self._of_use(use, question)
        for list_id in sorted(wanted - {use.list_id for use in uses}):
            yield Degraded(
                what=list_id,
                reason="the list was not loaded at that time",
                todo="Load it: tidegate update",
            )
        if not uses:
            yield Degraded(
                what="store", reason="no list was known at that time", todo="tidegate update"
            )
        sources = {self._lists[item][0].id for item in wanted if item in self._lists}
        for trouble in self._store.troubles(question.known):
            if trouble.what in sources or not question.lists:
                yield trouble

    def _of_use(self, use: SnapshotUse, question: Question) -> Iterator[Degraded]:
        if use.list_id not in self._lists:
            return
        source, item = self._lists[use.list_id]
        if use.starter:
            yield Degraded(
                what=use.list_id,
                reason=f"only the starter list is loaded: {use.entries} chosen entries as of "
                f"{use.list_date}, not the whole list",
                todo="Load the official list: tidegate update",
            )
            return
        age = (question.on - use.list_date).days
        if age > source.max_age_days:
            yield Degraded(
                what=use.list_id,
                reason=f"the newest snapshot is of {use.list_date}, {age} days before the date "
                f"asked about (limit {source.max_age_days})",
                todo="Bring it up to date: tidegate update",
            )
        if use.entries < item.usual:
            yield Degraded(
                what=use.list_id,
                reason=f"{use.entries:,} entries, usually at least {item.usual:,}: this may be a "
                "selection",
                todo="Load the whole list: tidegate update",
            )
        if use.missing:
            yield Degraded(
                what=use.list_id,
                reason="the snapshot came without " + ", ".join(use.missing),
                todo="Load all files of one date together",
            )
        yield from self._evidence(use, item, question)

    def _evidence(
        self, use: SnapshotUse, item: ListDescriptor, question: Question
    ) -> Iterator[Degraded]:
        """A date before the first snapshot: what was removed by then is known only in part."""
        if question.on >= use.list_date:
            return
        known = (
            "parties removed before it are known only from the removal notices on file"
            if item.dated_by == "citation"
            else "parties removed before it are not known"
        )
        yield Degraded(
            what=use.list_id,
            reason=f"the evidence begins with the snapshot of {use.list_date}; {known}",
            todo="Load older versions of the list (tidegate update --since or --from)",
        )

    def status(self, question: Question) -> tuple[ListStatus, ...]:
        """Every list that we can read, loaded or not, in the order of their ids."""
        uses = {use.list_id: use for use in self._store.in_use(question.known, question.on)}
        coverage = self._store.coverage(question.known)
        degraded: dict[str, list[Degraded]] = {}
        for item in self._degraded(question, list(uses.values())):
            degraded.setdefault(item.what, []).append(item)
        titles = self.titles()
        return tuple(
            self._status(list_id, titles[list_id], uses.get(list_id), coverage, degraded, question)
            for list_id in sorted(titles)
        )

    def _status(
        self,
        list_id: str,
        title: str,
        use: SnapshotUse | None,
        coverage: Mapping[str, date],
        degraded: Mapping[str, list[Degraded]],
        question: Question,
    ) -> ListStatus:
        source = self._lists[list_id][0] if list_id in self._lists else None
        troubles = [*degraded.get(list_id, ())]
        if source is not None:
            troubles += degraded.get(source.id, ()) if source.id != list_id else ()
        return ListStatus(
            list_id=list_id,
            title=title,
            publisher=source.publisher if source else "Tidegate, from Federal Register notices",
            entries=use.entries if use else 0,
            listings=use.listings if use else 0,
            list_date=use.list_date if use else None,
            recorded=use.recorded if use else None,
            sha256=use.sha256 if use else None,
            age_days=(question.on - use.list_date).days if use else None,
            evidence_from=coverage.get(list_id),
            starter=bool(use and use.starter),
            degraded=tuple(troubles),
        )

    def dates(
        self, list_id: str, before: date | None, after: date | None, known: datetime
    ) -> tuple[date, date]:
        """The dates of the two snapshots that a comparison means: those that cover the dates
        asked for, without dates the two newest.

        Raises `UsageError` where there are not two different ones.
        """
        held = self._store.snapshots(known, list_id)
        real = [info for info in held if not info.snapshot.starter] or list(held)
        dates = sorted({info.list_date for info in real})
        new = max((day for day in dates if after is None or day <= after), default=None)
        old = None
        if new is not None:
            limit = before or new - timedelta(days=1)
            old = max((day for day in dates if day <= limit), default=None)
        if old is None or new is None or old >= new:
            listed = ", ".join(str(day) for day in dates) or "none"
            raise UsageError(
                f"there is no earlier and later snapshot of {list_id} to compare for these dates",
                expected=f"dates that tell two of its snapshots apart ({listed})",
                todo="Load another version of the list: tidegate update",
            )
        return old, new
