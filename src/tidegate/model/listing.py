"""What an official list says about one party: the listing and its parts.

A listing is one entry of one list, parsed. Everything that the entry says is either in a field
or, where it could not be parsed, verbatim in `unparsed`: nothing is dropped.
"""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Any, dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Frozen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The base of every value type: immutable, compared by value, encodable as JSON.

    Values are trees, never cycles, so the garbage collector need not look at them: a fifth of the
    time of reading a large list.
    """


class PartyKind(StrEnum):
    """What sort of thing a listing names. `None` in its place means that the list does not say."""

    PERSON = "person"
    ORGANIZATION = "organization"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    ADDRESS = "address"


class NameKind(StrEnum):
    """How a name stands to the party: the primary name, also, formerly or now known as."""

    PRIMARY = "primary"
    AKA = "aka"
    FKA = "fka"
    NKA = "nka"


class Name(Frozen):
    """One name of a listed party, verbatim.

    `weak` marks an alias that the publisher itself calls weak or of low quality. `native` marks
    a name in original script. `provenance` is `list` for what the list prints and `supplement`
    for the project's own sourced additions, which are never shown as the list's.
    """

    text: str
    kind: NameKind = NameKind.PRIMARY
    weak: bool = False
    native: bool = False
    language: str | None = None
    provenance: str = "list"
    source: str | None = None


class Address(Frozen):
    """One address, whole (`text`) and, where the list has columns, in parts."""

    text: str
    street: str | None = None
    city: str | None = None
    region: str | None = None
    postal_code: str | None = None
    country: str | None = None
    note: str | None = None


IDENTIFIER_KINDS = (
    "passport", "national_id", "tax_id", "registration", "imo", "mmsi", "call_sign", "aircraft",
    "bic", "lei", "wallet", "email", "phone", "website", "ssn", "birth_certificate", "licence",
    "isin", "ticker", "duns", "uscc", "other",
)  # fmt: skip


class Identifier(Frozen):
    """A number or mark that identifies a party.

    `kind` is one of `IDENTIFIER_KINDS`. `label` is the list's own word for it;
    `issuer` a country or a currency.
    """

    kind: str
    value: str
    label: str | None = None
    issuer: str | None = None
    issued: str | None = None
    expires: str | None = None
    note: str | None = None


class PartialDate(Frozen):
    """A date as a list prints it, with the days that it can mean: `earliest` to `latest`, both
    included; both `None` where the text could not be read."""

    text: str
    earliest: date | None = None
    latest: date | None = None
    circa: bool = False


class Detail(Frozen):
    """A fact with a name of its own and no field: `gender`, `nationality`, `birth_place`,
    `title`, `linked_to`, `secondary_sanctions`, `vessel_flag`, `alternate_address_country`…"""

    key: str
    value: str


class Citation(Frozen):
    """A Federal Register page as the list prints it, or another publication (`text` alone).

    `volume` and `page` are the printed ones; Supplement No. 4 prints the page of the table and
    not the rule's first page, which the table of rules supplies. `published` is the printed date.
    """

    text: str
    volume: int | None = None
    page: int | None = None
    published: date | None = None


class Scope(StrEnum):
    """To which items a licence requirement reaches."""

    ALL_ITEMS = "all_items"
    ALL_EXCEPT = "all_except"
    CCL_AND_LISTED_EAR99 = "ccl_and_listed_ear99"
    CCL_LISTED = "ccl_listed"
    USE_LIMITED = "use_limited"
    INHERITED = "inherited"
    UNPARSED = "unparsed"


class Requirement(Frozen):
    """The licence requirement of an Entity List entry: verbatim, and as a clause.

    `sections` are the cited sections of the regulations without the sign (`744.11`,
    `734.9(e)(2)`); `limit` is the wording that narrows the scope (the use, or what is excepted).
    """

    text: str
    scope: Scope = Scope.UNPARSED
    sections: tuple[str, ...] = ()
    limit: str | None = None


class Policy(StrEnum):
    """How an application for a licence is reviewed, from the strictest down."""

    POLICY_OF_DENIAL = "policy_of_denial"
    PRESUMPTION_OF_DENIAL = "presumption_of_denial"
    CASE_BY_CASE = "case_by_case"
    PRESUMPTION_OF_APPROVAL = "presumption_of_approval"
    SEE_SECTION = "see_section"
    INHERITED = "inherited"
    UNPARSED = "unparsed"


class PolicyTerm(Frozen):
    """One limb of a review policy: the policy, and the items or the condition that it is for
    (`None`: all items that no other limb names)."""

    policy: Policy
    items: str | None = None
    eccns: tuple[str, ...] = ()


class ReviewPolicy(Frozen):
    """The licence review policy of an entry: verbatim, and as its limbs in the printed order."""

    text: str
    terms: tuple[PolicyTerm, ...] = ()
    sections: tuple[str, ...] = ()


class Listing(Frozen):
    """One entry of one list.

    `list_id` is the list (`us_bis_entity_list`), `key` the identity of the entry within it: the
    official number where the list has one, otherwise country and name folded; repeats carry `~2`,
    `~3`… `number` is the official number as printed. `row` is the place in the file (line, or
    count of entries), `party` joins several rows of one party, `parent` is the key of the listing
    that names this one as its subordinate. `listed` and `expires` are dates that the list itself
    prints; where it prints citations instead, the table of rules dates them.
    `unparsed` holds, verbatim, what the parser could not take apart. `row_digest` tells rows of
    free text apart by their letters and digits: an equal one means that the row was not changed,
    however its punctuation may now be read.
    """

    list_id: str
    key: str
    kind: PartyKind | None = None
    names: tuple[Name, ...] = ()
    addresses: tuple[Address, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    births: tuple[PartialDate, ...] = ()
    programs: tuple[str, ...] = ()
    country: str | None = None
    number: str | None = None
    section: str | None = None
    requirement: Requirement | None = None
    policy: ReviewPolicy | None = None
    footnotes: tuple[int, ...] = ()
    citations: tuple[Citation, ...] = ()
    listed: date | None = None
    expires: date | None = None
    details: tuple[Detail, ...] = ()
    remarks: str | None = None
    unparsed: tuple[str, ...] = ()
    party: str | None = None
    parent: str | None = None
    row: int | None = None
    row_digest: str | None = None

    @property
    def listing_id(self) -> str:
        """The identity of the listing across lists: `list_id:key`."""
        return f"{self.list_id}:{self.key}"

    @property
    def caption(self) -> str:
        """The name to show: the first name, or the first address of an address-only entry."""
        if self.names:
            return self.names[0].text
        return self.addresses[0].text if self.addresses else self.key


class Anomaly(Frozen):
    """Something in an official file that a person should know: a doubled number, a broken
    citation, columns that were swapped. `place` is a line or a row, `text` the words."""

    kind: str
    text: str
    place: int | None = None
    key: str | None = None


class LawNote(Frozen):
    """An effective-date note of the code of regulations with the section that it stays."""

    section: str
    text: str


class ParsedList(Frozen):
    """One list as read from one snapshot: as many entry rows in as `rows` says, none lost."""

    list_id: str
    rows: int
    listings: tuple[Listing, ...]
    anomalies: tuple[Anomaly, ...] = ()
    notes: tuple[LawNote, ...] = ()
    list_date: date | None = None
    missing: tuple[str, ...] = ()


# Built once: on ASCII text, which most of it is, deleting by table is many times faster.
_NOT_ALNUM = {code: None for code in range(128) if not chr(code).isalnum()}


def fold(text: str) -> str:
    """Letters and digits alone, without case or accents: equal for texts that differ in case,
    spacing and punctuation only."""
    if text.isascii():
        return text.lower().translate(_NOT_ALNUM)
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def entry_key(*parts: str, limit: int = 96) -> str:
    """A readable identity for an entry without an official number, from its folded parts.

    Parts longer than `limit` characters together end in a digest, so that no two differ only
    behind the cut.
    """
    folded = "/".join(filter(None, (fold(part) for part in parts))) or "unnamed"
    if len(folded) <= limit:
        return folded
    digest = hashlib.sha256(folded.encode()).hexdigest()[:12]
    return f"{folded[:limit]}-{digest}"


def number_repeats(keys: list[str]) -> list[str]:
    """The keys made unique in order: the second `x` becomes `x~2`."""
    seen: dict[str, int] = {}
    unique = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        unique.append(key if seen[key] == 1 else f"{key}~{seen[key]}")
    return unique


PLACE_FIELDS = frozenset({"row", "row_digest"})
"""Where in a file an entry stands is not what it says: a row that moves has not changed."""


def substance(listing: Listing) -> str:
    """The digest of what a listing says, blind to case, spacing, punctuation and place.

    Two versions of an entry with equal substance are one version.
    """
    content = {
        key: value for key, value in msgspec.to_builtins(listing).items() if key not in PLACE_FIELDS
    }
    return hashlib.sha256(msgspec.json.encode(_folded(content), order="sorted")).hexdigest()


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, dict):
        return {key: _folded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_folded(item) for item in value]
    return value
