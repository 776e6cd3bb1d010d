"""The use case "bring the lists up to date": official files in, the store's new state out.

One source's failure never stops another, a file that is not the whole list never replaces one
that is, and what went wrong is recorded so that later screenings say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from tidegate.app.clock import Clock
from tidegate.lists import guard, parsers
from tidegate.lists.carry import carry
from tidegate.lists.recognise import SnapshotFiles, assemble
from tidegate.model.errors import RefusedError, UsageError
from tidegate.model.listing import Frozen, Listing, ParsedList
from tidegate.model.results import SourceUpdate, UpdateOutcome
from tidegate.model.sources import Removal, SourceDescriptor
from tidegate.model.time import Dater
from tidegate.store import MemberFile, NewSnapshot, Store, members_digest

Progress = Callable[[str, int, int | None], None]

_SHORTEST_DIGEST = 8
# Somewhere it is tomorrow already.
_AHEAD = timedelta(days=1)


class Wiring(Frozen):
    """What an update needs besides the store and the clock, read from the tables once."""

    descriptors: Mapping[str, SourceDescriptor]
    dater: Dater
    removals: Sequence[Removal]
    tolerance: float


class Intake:
    """Takes candidates (the files of one source and date) through guard, parser and store."""

    def __init__(self, store: Store, clock: Clock, wiring: Wiring) -> None:
        self._store, self._clock, self._wiring = store, clock, wiring

    def take(self, candidate: SnapshotFiles, url: str | None = None) -> SourceUpdate:
        """Store one candidate, or say why not. Raises only what is no fault of the files."""
        files = tuple(sorted(file.filename for file in candidate.members.values()))
        try:
            update = self._take(candidate, url, files)
        except RefusedError as error:
            error.file = self._found_as(candidate, error.file)
            update = self._failed(candidate, files, str(error))
        self._note(update)
        return update

    def _take(
        self, candidate: SnapshotFiles, url: str | None, files: tuple[str, ...]
    ) -> SourceUpdate:
        descriptor = self._wiring.descriptors[candidate.source_id]
        members = {member: file.content for member, file in candidate.members.items()}
        names = {member: file.filename for member, file in candidate.members.items()}
        guard.check_members(descriptor, candidate.form, members, names)
        parser = descriptor.forms[candidate.form].parser
        parsed = parsers.parse(parser, members, candidate.source_id)
        guard.check_counts(descriptor, parsed)
        printed = next((item.list_date for item in parsed if item.list_date), None)
        list_date = candidate.list_date or printed
        if list_date is None:
            raise RefusedError(
                "neither the content nor the name of the file gives the date of the list",
                file=", ".join(files),
                expected="a date such as 2026-03-25 in the file's name",
                todo="Say the date: tidegate update --from DIR --dated YYYY-MM-DD",
            )
        if list_date > self._clock.now().date() + _AHEAD:
            raise RefusedError(
                f"the list is dated {list_date}, which is still to come",
                file=", ".join(files),
                expected="a date of today or before",
                todo="Put the right date into the file's name",
            )
        snapshot = self._snapshot(candidate, list_date, url)
        previous = self._previous(parsed, list_date)
        parsed = tuple(carry(previous[item.list_id], item) for item in parsed)
        reason = self._held(parsed, previous, snapshot)
        if reason:
            self._store.hold(snapshot, parsed, reason, self._clock.now())
            return SourceUpdate(
                source_id=candidate.source_id,
                outcome=UpdateOutcome.HELD,
                files=files,
                sha256=snapshot.sha256,
                list_date=list_date,
                reason=reason,
            )
        return self._ingest(snapshot, parsed, files, candidate.date_basis)

    def _found_as(self, candidate: SnapshotFiles, official: str | None) -> str:
        """The name of the file that is meant, as it was found: a parser knows the official name
        only, and people look for theirs."""
        layout = self._wiring.descriptors[candidate.source_id].forms[candidate.form].members
        names = {layout[key].file: file.filename for key, file in candidate.members.items()}
        found = sorted(names.values())
        member = candidate.members.get((official or "").rpartition("/")[2])
        if member is not None:
            return member.filename
        return official if official in found else names.get(official or "", ", ".join(found))

    def _ingest(
        self,
        snapshot: NewSnapshot,
        parsed: Sequence[ParsedList],
        files: tuple[str, ...],
        basis: str | None,
    ) -> SourceUpdate:
        changes = self._store.ingest(snapshot, parsed, self._wiring.dater, self._clock.now())
        changed = any(change.added or change.removed or change.changed for change in changes)
        return SourceUpdate(
            source_id=snapshot.source_id,
            outcome=UpdateOutcome.NEW if changed else UpdateOutcome.UNCHANGED,
            files=files,
            sha256=snapshot.sha256,
            list_date=snapshot.list_date,
            date_basis=basis,
            changes=changes,
            anomalies=tuple(anomaly for item in parsed for anomaly in item.anomalies),
            missing=snapshot.missing,
        )

    def _snapshot(self, candidate: SnapshotFiles, list_date: date, url: str | None) -> NewSnapshot:
        stored = {
            member: MemberFile(self._store.put_file(file.content), file.filename)
            for member, file in sorted(candidate.members.items())
        }
        form = self._wiring.descriptors[candidate.source_id].forms[candidate.form]
        return NewSnapshot(
            source_id=candidate.source_id,
            form=candidate.form,
            sha256=members_digest(stored),
            members=stored,
            list_date=list_date,
            date_basis=candidate.date_basis or "content",
            url=url,
            fetched=self._clock.now(),
            missing=tuple(sorted(set(form.members) - set(candidate.members))),
        )

    def _previous(self, parsed: Sequence[ParsedList], on: date) -> dict[str, list[Listing]]:
        """What the newest real snapshot up to a date shows, for each list: that of the same date
        too, which the new one would replace."""
        known = self._clock.now()
        return {item.list_id: self._live(item.list_id, on, known) for item in parsed}

    def _live(self, list_id: str, on: date, known: datetime) -> list[Listing]:
        dates = [
            info.list_date
            for info in self._store.snapshots(known, list_id)
            if not info.snapshot.starter and info.list_date <= on
        ]
        if not dates:
            return []
        newest = max(dates)
        return [
            version.listing
            for versions in self._store.iter_versions(known, list_id)
            for version in versions
            if version.seen_from <= newest and (not version.seen_to or newest < version.seen_to)
        ]

    def _held(
        self,
        parsed: Sequence[ParsedList],
        previous: Mapping[str, Sequence[Listing]],
        snapshot: NewSnapshot,
    ) -> str | None:
        """Why a person must look first: a list that lost too much since its earlier snapshot.
        What is in the store already, or was accepted once, is not asked about again."""
        infos = self._store.snapshots(self._clock.now())
        if any(info.sha256 == snapshot.sha256 for info in infos):
            return None
        removals, tolerance = self._wiring.removals, self._wiring.tolerance
        reasons = [
            guard.check_loss(before, item, removals, tolerance, snapshot.sha256)
            for item in parsed
            if (before := previous[item.list_id])
        ]
        return " ".join(filter(None, reasons)) or None

    def accept(self, sha256: str, reason: str, who: str) -> SourceUpdate:
        """Take a held snapshot in on a person's word, which is recorded.

        Raises `UsageError` where nothing is held under that digest.
        """
        held = next((h for h in self._store.held() if h.snapshot.sha256.startswith(sha256)), None)
        if held is None or len(sha256) < _SHORTEST_DIGEST:
            raise UsageError(
                f"no snapshot is held under {sha256!r}",
                field="--accept",
                expected="the SHA-256 (8 characters at least) that the update printed",
            )
        snapshot = held.snapshot
        members = {m: self._store.get_file(file.sha256) for m, file in snapshot.members.items()}
        form = self._wiring.descriptors[snapshot.source_id].forms[snapshot.form]
        read = parsers.parse(form.parser, members, snapshot.source_id)
        previous = self._previous(read, snapshot.list_date)
        parsed = tuple(carry(previous[item.list_id], item) for item in read)
        self._store.accept(snapshot.sha256, reason, who, self._clock.now())
        files = tuple(sorted(file.filename for file in snapshot.members.values()))
        update = self._ingest(snapshot, parsed, files, snapshot.date_basis)
        self._note(update)
        return update

    def trouble(self, source_id: str, outcome: UpdateOutcome, reason: str) -> SourceUpdate:
        """Record that a source could not be had at all."""
        update = SourceUpdate(source_id=source_id, outcome=outcome, reason=reason)
        self._note(update)
        return update

    def _failed(
        self, candidate: SnapshotFiles, files: tuple[str, ...], reason: str
    ) -> SourceUpdate:
        return SourceUpdate(
            source_id=candidate.source_id,
            outcome=UpdateOutcome.REFUSED,
            files=files,
            list_date=candidate.list_date,
            reason=reason,
        )

    def _note(self, update: SourceUpdate) -> None:
        self._store.attempt(
            update.source_id, self._clock.now(), update.outcome, update.reason, update.sha256
        )


def from_folder(
    intake: Intake,
    folder: Path,
    wiring: Wiring,
    dated: date | None,
    progress: Progress,
) -> tuple[list[SourceUpdate], tuple[str, ...]]:
    """Take in the official files of a folder (not of its subfolders), oldest date first.

    Returns the updates and the files that are no list known to us. Raises `UsageError` for a
    folder that is not there.
    """
    if not folder.is_dir():
        raise UsageError("there is no such folder", file=str(folder), field="--from")
    limit = max(item.max_bytes for item in wiring.descriptors.values())
    files: dict[str, bytes] = {}
    odd: list[str] = []
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    for number, path in enumerate(paths):
        progress("read files", number, len(paths))
        if path.stat().st_size > limit:
            odd.append(f"{path.name}: larger than any list ({limit:,} bytes)")
        else:
            files[path.name] = path.read_bytes()
    assembly = assemble(files, wiring.descriptors, dated)
    updates = []
    for number, candidate in enumerate(assembly.candidates):
        progress(f"take in {candidate.source_id}", number, len(assembly.candidates))
        updates.append(intake.take(candidate))
    progress("take in", len(assembly.candidates), len(assembly.candidates))
    odd += [f"{name}: {reason}" for name, reason in assembly.troubles]
    return updates, tuple(odd)
