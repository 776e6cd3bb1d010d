"""What leaves the program: screenings, updates, histories, differences.

Each top-level result carries the `Context` that makes it provable later: which snapshots,
which engine and configuration, which date in law and which state of knowledge, and what was
degraded.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from tidegate.model.determination import Determination
from tidegate.model.evidence import Evidence, Step
from tidegate.model.listing import Anomaly, Frozen, Listing
from tidegate.model.match import Match
from tidegate.model.party import Party
from tidegate.model.time import Basis, Force, InForce, Version
from tidegate.model.transaction import PartyFacts, Transaction


class Outcome(StrEnum):
    """What a screening says of one party.

    `clear` says only that nothing was found on the lists that were loaded, for that date.
    """

    CLEAR = "clear"
    ALERT = "alert"
    UNDETERMINED = "undetermined"
    ERROR = "error"


class Degraded(Frozen):
    """Something that did not run, or ran on less than it should have. `what` is the list or part
    (`us_bis_entity_list`, `store`), `reason` a sentence, `todo` what mends it."""

    what: str
    reason: str
    todo: str | None = None


class SnapshotUse(Frozen):
    """A snapshot that an answer stands on.

    `entries` are the entry rows of the official file, `listings` what was read from them: a row
    can name subordinates too, or be reserved. `starter` marks the lists inside the package,
    `missing` names the files that the snapshot came without.
    """

    list_id: str
    sha256: str
    list_date: date
    recorded: datetime
    entries: int
    listings: int
    starter: bool = False
    missing: tuple[str, ...] = ()


class Context(Frozen, omit_defaults=False):
    """The provenance of a result. `on` is the date in law, `known` the state of knowledge,
    `configuration` the digest of threshold, lists and tables that shaped the answer; `own_tables`
    names the word tables of the user's own among them."""

    on: date
    known: datetime
    engine: str
    configuration: str
    threshold: float
    snapshots: tuple[SnapshotUse, ...]
    degraded: tuple[Degraded, ...] = ()
    own_tables: tuple[str, ...] = ()


class Hit(Frozen):
    """A listing that met a party: the match, and the answer for the date.

    `met` says what met: `name`, `address` or `identifier`. `list_title` is the list in words.
    `rule_citation` is the citation with the rule's first page, where the table of rules has it.
    `weak` marks a meeting that proves little by itself and goes to a person: an alias that the
    publisher calls weak, a short name of ours that others bear too, an address alone, a party of
    another kind, facts that speak against it. `doubt` says which in a few words. `caveats` are
    sentences for the reader (a name of ours, an older wording, a weak alias).
    `evidence` is what both sides say beside the name, what speaks for it first; `moved` the score
    that it gives, where that is another than the name's. `steps` are OFAC's for assessing a match.
    """

    listing: Listing
    match: Match
    force: InForce
    list_title: str
    met: str = "name"
    weak: bool = False
    doubt: str | None = None
    rule_citation: str | None = None
    caveats: tuple[str, ...] = ()
    moved: float | None = None
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def name_score(self) -> float:
        """The score of what met (the name, for most), without other evidence."""
        return self.match.score

    @property
    def score(self) -> float:
        """The score with all evidence."""
        return self.match.score if self.moved is None else self.moved


class ScreenedParty(Frozen, omit_defaults=False):
    """The answer for one party. `hits` are in force or possibly so; `others` met the name but
    are not in force on the date (they begin later or have ended) and raise no alert."""

    party: Party
    outcome: Outcome
    reason: str
    hits: tuple[Hit, ...] = ()
    others: tuple[Hit, ...] = ()


class Reject(Frozen):
    """A row that could not be read: its line, the reason in one sentence, and its text."""

    line: int
    reason: str
    field: str | None = None
    text: str | None = None


class Screening(Frozen, omit_defaults=False):
    """The answers for many parties: as many rows out (screened plus rejected) as rows in."""

    context: Context
    rows: tuple[ScreenedParty, ...]
    rejects: tuple[Reject, ...] = ()


class UpdateOutcome(StrEnum):
    """What became of one source in an update."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    HELD = "held"
    FAILED = "failed"
    SKIPPED = "skipped"


class ListChange(Frozen):
    """How many entry rows and listings of a list a snapshot has, and how many listings it added,
    removed and changed."""

    list_id: str
    entries: int
    listings: int
    added: int = 0
    removed: int = 0
    changed: int = 0


class SourceUpdate(Frozen):
    """What an update did with one source. `reason` is set for all but new and unchanged."""

    source_id: str
    outcome: UpdateOutcome
    files: tuple[str, ...] = ()
    sha256: str | None = None
    list_date: date | None = None
    date_basis: str | None = None
    changes: tuple[ListChange, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    missing: tuple[str, ...] = ()
    reason: str | None = None


class UpdateReport(Frozen):
    """What an update did: one line for each source and snapshot, oldest list date first."""

    started: datetime
    sources: tuple[SourceUpdate, ...]
    unrecognised: tuple[str, ...] = ()


class Determined(Frozen, omit_defaults=False):
    """A determination with its provenance and the transaction that was asked about."""

    transaction: Transaction
    determination: Determination
    context: Context
    parties: tuple[PartyFacts, ...] = ()


class ListStatus(Frozen, omit_defaults=False):
    """One list as loaded: how many listings, of which date, how old, and what is wrong."""

    list_id: str
    title: str
    publisher: str
    entries: int
    listings: int
    list_date: date | None
    recorded: datetime | None
    sha256: str | None
    age_days: int | None
    evidence_from: date | None
    starter: bool
    degraded: tuple[Degraded, ...] = ()


class OwnTable(Frozen):
    """A word table of the user's own: how many rows it adds, and the words, places or forms of
    the package's table that it changes."""

    file: str
    added: int
    changed: tuple[str, ...] = ()


class Unidentified(Frozen):
    """A listed name that would have no word left that tells one party from another."""

    listing_id: str
    name: str


class OwnTables(Frozen):
    """The user's own word tables, looked through. `sha256` is the digest of all of them."""

    sha256: str
    tables: tuple[OwnTable, ...]
    unidentified: tuple[Unidentified, ...] = ()


class FieldChange(Frozen):
    """One field of a listing before and after, as text."""

    field: str
    before: str | None
    after: str | None


class ListingChange(Frozen):
    """One listing that differs between two dates: `added`, `removed` or `changed`."""

    change: str
    listing_id: str
    caption: str
    fields: tuple[FieldChange, ...] = ()


class Difference(Frozen):
    """What changed on a list between two snapshots."""

    list_id: str
    before: SnapshotUse
    after: SnapshotUse
    changes: tuple[ListingChange, ...]


class Event(Frozen):
    """One step in the life of a listing: `listed`, `modified`, `removed`, `first_seen`,
    `wording_read`, `gone`. `on` is a date in law or of a list, as `basis` says."""

    what: str
    on: date | None
    basis: Basis
    text: str
    citation: str | None = None
    recorded: datetime | None = None


class History(Frozen):
    """The life of one listing: its events in the order of their dates, and its versions."""

    listing: Listing
    list_title: str
    force: Force
    events: tuple[Event, ...]
    versions: tuple[Version, ...]
