"""What we know of a source before we read it: descriptors, Federal Register rules, notices."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tidegate.model.listing import Frozen


class Member(Frozen):
    """One file of a source. `file` is its official name, `required` says whether a snapshot
    without it is refused (true) or only degraded (false)."""

    url: str
    file: str
    required: bool = True


class Form(Frozen):
    """One file format in which a source is published: which parser reads which members."""

    parser: str
    members: dict[str, Member]


class ListDescriptor(Frozen):
    """One list of a source.

    Fewer than `minimum` entries: refused. Fewer than `usual`: used and marked degraded.
    `dated_by`: `citation` (the table of rules dates the listings), `column` (the list prints a
    date for each), `none` (only the first snapshot dates them).
    `effect` is one sentence on who is bound to what, `authority` its legal base.
    """

    title: str
    short: str
    authority: str
    effect: str
    dated_by: Literal["citation", "column", "none"]
    minimum: int
    usual: int


class SourceDescriptor(Frozen):
    """Where a source comes from and how it is read. The first form is the one that is fetched;
    all are recognised among local files. `max_age_days`: older than this is degraded.
    A member whose URL holds `{date}` is published for every date: `newest` is the address that
    names the newest one, `changes` the address that names the dates on which the text changed.
    """

    id: str
    publisher: str
    page: str
    schedule: str
    max_age_days: int
    max_bytes: int
    forms: dict[str, Form]
    lists: dict[str, ListDescriptor]
    newest: str | None = None
    changes: str | None = None


class Rule(Frozen):
    """A Federal Register rule as a list cites it: by volume and `table_page`, which need not be
    the rule's `first_page`. Confidence as in the notices' schema."""

    volume: int
    table_page: int
    published: date | None = None
    first_page: int | None = None
    last_page: int | None = None
    document: str | None = None
    effective: date | None = None
    title: str | None = None
    confidence: str = "unknown"
    source: str | None = None


class Removal(Frozen):
    """A party that a rule took off a list. `listed` is its first day in force where known,
    `effective` the first day no longer in force; `names` start with the printed one.

    `count` is the number of entries that went; a notice may tell it without naming them, and then
    `names` is empty. `gone_by` is the date of a text that no longer shows the party, where the
    rule that removed it is not known.
    """

    list_id: str
    names: tuple[str, ...]
    effective: date | None
    citation: str | None
    published: date | None = None
    listed: date | None = None
    listed_citation: str | None = None
    country: str | None = None
    count: int = 1
    gone_by: date | None = None
    confidence: str = "unknown"
    source: str | None = None
    note: str | None = None


class Supplement(Frozen):
    """A sourced name of the project's own for a listing: native name, brand, former name.

    `caution` says why the name alone proves little: an ordinary word, an acronym with another
    meaning, a short name that many unrelated firms bear. A screening asks for more context then.
    """

    list_id: str
    listed_name: str
    text: str
    kind: str
    source: str
    confidence: str
    language: str | None = None
    caution: str | None = None
