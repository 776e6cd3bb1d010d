"""The starter lists: `data/starter/<list id>.yaml`, one file for each list.

They are facts in the project's own form, for a first screening where no official list can be
fetched: each file says of which date the official text is that its entries were read in. An
entry gets the same key as from the parser of the official file, so that a fetched list goes on
with the same listing. Native names are not here: see `data/supplement/`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from tidegate.model.errors import DataError
from tidegate.model.listing import (
    Address,
    Citation,
    Detail,
    Frozen,
    Identifier,
    Listing,
    Name,
    NameKind,
    ParsedList,
    PartialDate,
    PartyKind,
    Policy,
    PolicyTerm,
    Requirement,
    ReviewPolicy,
    Scope,
    entry_key,
    fold,
    number_repeats,
)
from tidegate.tables.reading import read_yaml
from tidegate.tables.values import shown

_LAST = r"(?:^|[,;]|\bin)\s*(?:[\d-]{{3,}}\s+)?(?P<country>{names})[,. ]*(?:[\d-]{{3,}})?[. ]*$"
_PAGE = re.compile(r"(?P<volume>\d{1,3}) FR (?P<page>\d{1,6})")


class Starter(Frozen, kw_only=True):
    """The starter lists with the date of the newest of them."""

    date: date
    lists: tuple[ParsedList, ...]


class Cite(Frozen, kw_only=True):
    """A Federal Register page that an entry prints. `published` is the printed date, `effective`
    that of the rule. `printed` is the wording, where it is not the usual `84 FR 54004, 10/9/19`;
    where no page can be read from it, it stands alone."""

    page: str | None = None
    published: date | None = None
    effective: date | None = None
    printed: str | None = None


class RequirementClause(Frozen, kw_only=True):
    """A licence requirement that entries of a file share by name."""

    text: str
    scope: Scope
    sections: tuple[str, ...] = ()
    limit: str | None = None


class Limb(Frozen, kw_only=True):
    """One limb of a review policy: see `tidegate.model.listing.PolicyTerm`."""

    policy: Policy
    items: str | None = None
    eccns: tuple[str, ...] = ()


class PolicyClause(Frozen, kw_only=True):
    """A licence review policy that entries of a file share by name."""

    text: str
    limbs: tuple[Limb, ...]
    sections: tuple[str, ...] = ()


class Entry(Frozen, kw_only=True):
    """One entry as a lawyer would write it down.

    `original_script` is the name itself in its own script, `native_aka`, `aka`, `fka` and
    `weak_aka` are the list's further names. `within` names the entry of the list that lists this
    party as a subordinate; clauses and citations are then those of that entry.
    """

    name: str
    country: str | None = None
    number: str | None = None
    kind: PartyKind | None = None
    section: str | None = None
    within: str | None = None
    aka: tuple[str, ...] = ()
    fka: tuple[str, ...] = ()
    weak_aka: tuple[str, ...] = ()
    original_script: tuple[str, ...] = ()
    native_aka: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    places: tuple[Address, ...] = ()
    requirement: str | None = None
    policy: str | None = None
    footnotes: tuple[int, ...] = ()
    citations: tuple[Cite, ...] = ()
    programs: tuple[str, ...] = ()
    listed: date | None = None
    expires: date | None = None
    identifiers: tuple[Identifier, ...] = ()
    births: tuple[PartialDate, ...] = ()
    details: tuple[Detail, ...] = ()
    remarks: str | None = None


class StarterFile(Frozen, kw_only=True):
    """One file: the list, the date of the official text, where it was read, the shared clauses.
    `address_countries` are the countries in which an address may end, as addresses spell them."""

    list_id: str
    list_date: date
    read_in: str
    address_countries: tuple[str, ...] = ()
    requirements: dict[str, RequirementClause] = msgspec.field(default_factory=dict)
    policies: dict[str, PolicyClause] = msgspec.field(default_factory=dict)
    listings: tuple[Entry, ...]


def load(folder: Path) -> Starter:
    """The starter lists of a folder, by list id. Raises DataError for a file that breaks its
    schema, an entry that names no known clause, or one that stands twice."""
    lists = [_load_list(path) for path in sorted(folder.glob("*.yaml"))]
    dates = [parsed.list_date for parsed in lists if parsed.list_date]
    if not dates:
        raise DataError("no starter list in this folder", file=shown(folder))
    return Starter(date=max(dates), lists=tuple(lists))


def _load_list(path: Path) -> ParsedList:
    content = read_yaml(path, StarterFile)
    if content.list_id != path.stem:
        raise DataError(
            f"the file is named {path.stem}", file=shown(path), field=f"list_id: {content.list_id}"
        )
    own = [entry.number or entry_key(entry.country or "", entry.name) for entry in content.listings]
    for entry, key, unique in zip(content.listings, own, number_repeats(own), strict=True):
        if key != unique:
            raise DataError("stands twice", file=shown(path), field=f"listings.{entry.name}")
    rows: dict[str, Listing] = {}
    for row, (entry, key) in enumerate(zip(content.listings, own, strict=True), start=1):
        listing = _listing(content, entry, key, shown(path))
        if entry.within is not None:
            above = next((r for r in rows.values() if r.caption == entry.within), None)
            if above is None:
                raise DataError(
                    f"no entry {entry.within} above it",
                    file=shown(path),
                    field=f"listings.{entry.name}.within",
                )
            listing = _subordinate(listing, above)
        rows[listing.key] = msgspec.structs.replace(listing, row=row)
    return ParsedList(
        list_id=content.list_id,
        rows=sum(listing.parent is None for listing in rows.values()),
        listings=tuple(rows.values()),
        list_date=content.list_date,
    )


def _listing(content: StarterFile, entry: Entry, key: str, file: str) -> Listing:
    def place(field: str) -> str:
        return f"listings.{entry.name}.{field}"

    addresses = [_address(text, content.address_countries) for text in entry.addresses]
    return Listing(
        list_id=content.list_id,
        key=key,
        kind=entry.kind,
        names=_names(entry),
        addresses=(*addresses, *entry.places),
        identifiers=entry.identifiers,
        births=entry.births,
        programs=entry.programs,
        country=entry.country,
        number=entry.number,
        section=entry.section,
        requirement=_requirement(content, entry, file, place("requirement")),
        policy=_policy(content, entry, file, place("policy")),
        footnotes=entry.footnotes,
        citations=tuple(_citation(cite, file, place("citations")) for cite in entry.citations),
        listed=entry.listed,
        expires=entry.expires,
        details=entry.details,
        remarks=entry.remarks,
    )


def _subordinate(listing: Listing, above: Listing) -> Listing:
    """A party that the entry `above` lists by name: what is said there is said of it too."""
    return msgspec.structs.replace(
        listing,
        key=f"{above.key}/{fold(listing.caption)}",
        parent=above.key,
        country=above.country,
        requirement=above.requirement,
        policy=above.policy,
        footnotes=above.footnotes,
        citations=above.citations,
        details=(Detail(key="subordinate_of", value=above.caption),),
    )


def _address(text: str, countries: tuple[str, ...]) -> Address:
    """An address with the country that it ends in, a postcode around it left aside."""
    names = "|".join(re.escape(country) for country in countries)
    found = re.search(_LAST.format(names=names), text) if countries else None
    return Address(text=text, country=found["country"] if found else None)


def _names(entry: Entry) -> tuple[Name, ...]:
    groups: Sequence[tuple[Sequence[str], NameKind]] = (
        (entry.aka, NameKind.AKA),
        (entry.fka, NameKind.FKA),
    )
    names = [Name(text=entry.name)]
    names += [Name(text=text, native=True) for text in entry.original_script]
    names += [Name(text=text, kind=NameKind.AKA, native=True) for text in entry.native_aka]
    names += [Name(text=text, kind=kind) for texts, kind in groups for text in texts]
    names += [Name(text=text, kind=NameKind.AKA, weak=True) for text in entry.weak_aka]
    return tuple(names)


def _requirement(content: StarterFile, entry: Entry, file: str, field: str) -> Requirement | None:
    if entry.requirement is None:
        return None
    clause = content.requirements.get(entry.requirement)
    if clause is None:
        raise DataError(
            f"no requirement {entry.requirement}",
            file=file,
            field=field,
            expected=f"one of {', '.join(content.requirements)}",
        )
    return Requirement(
        text=clause.text, scope=clause.scope, sections=clause.sections, limit=clause.limit
    )


def _policy(content: StarterFile, entry: Entry, file: str, field: str) -> ReviewPolicy | None:
    if entry.policy is None:
        return None
    clause = content.policies.get(entry.policy)
    if clause is None:
        raise DataError(
            f"no policy {entry.policy}",
            file=file,
            field=field,
            expected=f"one of {', '.join(content.policies)}",
        )
    return ReviewPolicy(
        text=clause.text,
        terms=tuple(
            PolicyTerm(policy=limb.policy, items=limb.items, eccns=limb.eccns)
            for limb in clause.limbs
        ),
        sections=clause.sections,
    )


def _citation(cite: Cite, file: str, field: str) -> Citation:
    if cite.page is None:
        if cite.printed is None:
            raise DataError("a citation without page and wording", file=file, field=field)
        return Citation(text=cite.printed, published=cite.published)
    page = _PAGE.fullmatch(cite.page)
    if page is None:
        raise DataError(
            f"{cite.page!r} is no page", file=file, field=field, expected="such as 84 FR 54004"
        )
    on = cite.published
    usual = f"{cite.page}, {on.month}/{on.day}/{on.year % 100:02}" if on else cite.page
    return Citation(
        text=cite.printed or usual,
        volume=int(page["volume"]),
        page=int(page["page"]),
        published=on,
    )
