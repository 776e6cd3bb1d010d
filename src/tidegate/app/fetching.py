"""The official addresses: each source fetched on its own, one's failure never stopping another."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date

from tidegate.app.clock import Clock
from tidegate.app.updating import Intake
from tidegate.lists import ecfr
from tidegate.lists.fetch import Fetched, Fetcher, Request
from tidegate.lists.recognise import MemberFile, SnapshotFiles
from tidegate.model.errors import FetchError
from tidegate.model.results import SourceUpdate, UpdateOutcome
from tidegate.model.sources import Form, SourceDescriptor
from tidegate.store import Store

Progress = Callable[[str, int, int | None], None]

# Seconds for one file where the caller sets no limit for the whole.
_PATIENCE = 300.0


class Fetching:
    """Fetches sources into an `Intake`. `within` is the time in seconds that all of it may take
    (`None`: as long as the fetcher's own limits allow)."""

    def __init__(
        self,
        intake: Intake,
        store: Store,
        clock: Clock,
        within: float | None,
        progress: Progress,
    ) -> None:
        self._intake, self._store, self._clock = intake, store, clock
        self._end = None if within is None else time.monotonic() + within
        self._within, self._progress = within, progress

    def run(self, sources: Sequence[SourceDescriptor], since: date | None) -> list[SourceUpdate]:
        """Fetch the sources in order; with `since` also the older versions of those that keep
        dated ones."""
        updates: list[SourceUpdate] = []
        with Fetcher() as fetcher:
            for number, source in enumerate(sources):
                self._progress(f"fetch {source.id}", number, len(sources))
                try:
                    updates += self._source(fetcher, source, since)
                except FetchError as error:
                    failed = UpdateOutcome.FAILED
                    updates.append(self._intake.trouble(source.id, failed, str(error)))
        self._progress("fetch", len(sources), len(sources))
        return updates

    def _source(
        self, fetcher: Fetcher, source: SourceDescriptor, since: date | None
    ) -> list[SourceUpdate]:
        form_name, form = next(iter(source.forms.items()))
        if source.newest is None:
            today = self._clock.now().date()
            return [self._fetch(fetcher, source, (form_name, form), today)]
        days: list[date] = []
        if since is not None and source.changes is not None:
            days += ecfr.ecfr_change_dates(fetcher, source, since, self._left())
        days.append(ecfr.newest_ecfr_date(fetcher, source, self._left()))
        return [self._fetch(fetcher, source, (form_name, form), day) for day in sorted(set(days))]

    def _fetch(
        self,
        fetcher: Fetcher,
        source: SourceDescriptor,
        form: tuple[str, Form],
        day: date,
    ) -> SourceUpdate:
        """One snapshot of one source: all its members, fetched together."""
        members: dict[str, MemberFile] = {}
        answers: dict[str, Fetched] = {}
        for key, member in form[1].members.items():
            url = ecfr.dated_url(member.url, day)
            # A member that does not come fails the whole: without its aliases a list would clear
            # people whom the snapshot before it stops.
            answers[url] = self._one(fetcher, source, url)
            content = answers[url].content
            if content is None:
                content = self._store.get_file(self._store.validators(url).sha256 or "")
            members[key] = MemberFile(member.file, content)
        files = SnapshotFiles(
            source_id=source.id,
            form=form[0],
            members=members,
            list_date=day,
            date_basis="fetched",
        )
        first = next(iter(answers), None)
        update = self._intake.take(files, first)
        if update.outcome in (UpdateOutcome.NEW, UpdateOutcome.UNCHANGED):
            for url, answer in answers.items():
                if answer.content is not None:
                    digest = self._store.put_file(answer.content)
                    self._store.remember(url, answer.etag, answer.modified, digest)
        return update

    def _one(self, fetcher: Fetcher, source: SourceDescriptor, url: str) -> Fetched:
        """One file, asking only for what is new where the copy at hand is still there."""
        held = self._store.validators(url)
        request = Request(
            url=url,
            max_bytes=source.max_bytes,
            etag=held.etag if held.sha256 else None,
            modified=held.modified if held.sha256 else None,
            deadline=self._left(),
        )

        def tell(done: int, total: int | None) -> None:
            self._progress(f"fetch {source.id} (bytes)", done, total)

        return fetcher.fetch(request, tell)

    def _left(self) -> float:
        """The seconds left for the whole update. Raises `FetchError` when there are none."""
        if self._end is None:
            return _PATIENCE
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError(
                f"the time allowed for fetching ({self._within:g} s) was up",
                todo="Run it again with more time: tidegate update",
            )
        return left
