"""What must be true of a snapshot before it is used: no list silently shrinks.

Refused (`RefusedError`): an empty file, a web page, a required member that is missing, a list under
its descriptor's minimum. Held (a sentence): a list that lost more than the tolerated part of its
entries, names or addresses without a known notice, until a person accepts it. Degraded: a list
that can be used and is less than it should be. All checks are pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from tidegate.lists.blank import is_empty, is_html
from tidegate.model.errors import DataError, RefusedError
from tidegate.model.listing import Listing, ParsedList, fold
from tidegate.model.results import Degraded
from tidegate.model.sources import Removal, SourceDescriptor

_SHOWN = 5
# One number in nine thousand was doubled in the worst real file; more than this is a copying error.
_DOUBLED_SHARE = 0.02
# A shorter name is too easily part of another one to explain the loss of it.
_LEAST_CONTAINED = 8


def check_members(
    descriptor: SourceDescriptor,
    form: str,
    members: Mapping[str, bytes],
    filenames: Mapping[str, str] | None = None,
) -> tuple[Degraded, ...]:
    """The members of one snapshot: every required one there, none empty, none a web page.

    `filenames` are the names of the files as they were found, for the messages. Returns what is
    degraded: the optional members that are missing. Raises `RefusedError` for the rest, and
    `DataError` for a form or a member that the descriptor does not have.
    """
    if form not in descriptor.forms:
        raise DataError(f"{descriptor.id} has no form '{form}'", field="forms")
    layout = descriptor.forms[form].members
    if unknown := sorted(set(members) - set(layout)):
        raise DataError(f"{descriptor.id} has no member '{unknown[0]}'", field=f"forms.{form}")
    missing = [key for key in layout if key not in members]
    for key, content in sorted(members.items()):
        _check_content((filenames or {}).get(key) or layout[key].file, content)
    for key in missing:
        if layout[key].required:
            raise RefusedError(
                f"the snapshot of {descriptor.id} has no {layout[key].file}",
                expected=", ".join(member.file for member in layout.values()),
                todo="Put the missing file beside the others; the earlier snapshot stays in force",
            )
    return tuple(
        Degraded(
            what=list_id,
            reason=f"read without {layout[key].file}: what stands only there is not screened",
            todo=f"Put {layout[key].file} of the same date beside the others and update again",
        )
        for list_id in sorted(descriptor.lists)
        for key in missing
    )


def _check_content(filename: str, content: bytes) -> None:
    if is_empty(content):
        raise RefusedError(
            "the file is empty",
            file=filename,
            todo="Fetch it again later; the earlier snapshot stays in force",
        )
    if is_html(content):
        raise RefusedError(
            "a web page (HTML) stands where the list should be",
            file=filename,
            todo="Open the page to see what it says; the earlier snapshot stays in force",
        )


def check_counts(
    descriptor: SourceDescriptor, parsed: Sequence[ParsedList]
) -> tuple[Degraded, ...]:
    """The sizes of the lists of one snapshot against their descriptor.

    Raises `RefusedError` for a list that is absent or has fewer entries than its `minimum`; returns
    `Degraded` for one that has fewer than `usual`. Subordinates named inside an entry do not count.
    """
    for one in parsed:
        doubled = sum(anomaly.kind == "doubled_number" for anomaly in one.anomalies)
        if doubled > _DOUBLED_SHARE * one.rows:
            raise RefusedError(
                f"{doubled:,} of {one.rows:,} numbers stand twice: the file seems to be doubled",
                field=one.list_id,
                todo="fetch the file again; the earlier snapshot stays in force",
            )
    counts = {one.list_id: len(_entries(one.listings)) for one in parsed}
    degraded = []
    for list_id, bounds in sorted(descriptor.lists.items()):
        count = counts.get(list_id, 0)
        if count < bounds.minimum:
            raise RefusedError(
                f"the {bounds.title} has {count:,} entries",
                field=list_id,
                expected=f"{bounds.minimum:,} at least",
                todo="The earlier snapshot stays in force; fetch the file again",
            )
        if count < bounds.usual:
            degraded.append(
                Degraded(
                    what=list_id,
                    reason=f"the {bounds.title} has {count:,} entries, usually {bounds.usual:,} "
                    "or more: it may be a part of the list",
                    todo="Load the whole list",
                )
            )
    return tuple(degraded)


def check_loss(
    previous: Collection[Listing],
    parsed: ParsedList,
    removals: Sequence[Removal],
    tolerance: float,
    sha256: str = "SHA256",
) -> str | None:
    """Whether a list lost more than the `tolerance` (0.10: a tenth) of what it had.

    `previous` are the listings of the newest earlier snapshot of the list. An entry that is gone
    counts unless a removal notice for the same list names it. For the entries that stayed, names
    and addresses are counted too, unless the file that they come from is missing and the snapshot
    is degraded for that. Returns `None` where all is well, else the sentence why it is held.
    """
    before, after = _entries(previous), _entries(parsed.listings)
    gone = [listing for key, listing in before.items() if key not in after]
    unexplained = _unexplained(gone, parsed.list_id, removals)
    if len(unexplained) > tolerance * len(before):
        explained = len(gone) - len(unexplained)
        return (
            f"{parsed.list_id} lost {len(gone):,} of {len(before):,} entries, of which known "
            f"notices explain {explained:,}; gone without a notice: {_some(unexplained)}. "
            f"{_ACCEPT.format(sha256=sha256)}"
        )
    for words, member, count in (("names", "alt", _names), ("addresses", "add", _addresses)):
        if member in parsed.missing:
            continue
        kept = [key for key in before if key in after]
        had = sum(count(before[key]) for key in kept)
        has = sum(count(after[key]) for key in kept)
        if had - has > tolerance * had:
            poorer = [before[key] for key in kept if count(after[key]) < count(before[key])]
            return (
                f"{parsed.list_id} kept its entries but lost {had - has:,} of their {had:,} "
                f"{words}, for example those of {_some(poorer)}. "
                f"{_ACCEPT.format(sha256=sha256)}"
            )
    return None


_ACCEPT = (
    "The earlier snapshot stays in force; if the loss is right, accept it: "
    'tidegate update --accept {sha256} --reason "…"'
)


def _entries(listings: Iterable[Listing]) -> dict[str, Listing]:
    """The entries by key: listings that no other listing names as its subordinate."""
    return {listing.key: listing for listing in listings if listing.parent is None}


def _names(listing: Listing) -> int:
    return sum(name.provenance == "list" for name in listing.names)


def _addresses(listing: Listing) -> int:
    return len(listing.addresses)


def _unexplained(
    gone: Sequence[Listing], list_id: str, removals: Sequence[Removal]
) -> list[Listing]:
    noticed = {
        folded
        for removal in removals
        if removal.list_id == list_id
        for folded in map(fold, removal.names)
        if folded
    }
    return [listing for listing in gone if not _noticed(listing, noticed)]


def _noticed(listing: Listing, noticed: Collection[str]) -> bool:
    """Whether a notice names the listing: equal but for case, spacing and punctuation, or the one
    inside the other (a notice often leaves the legal form out)."""
    for folded in (fold(name.text) for name in listing.names):
        if folded in noticed:
            return True
        for other in noticed:
            short, long = sorted((folded, other), key=len)
            if len(short) >= _LEAST_CONTAINED and short in long:
                return True
    return False


def _some(listings: Sequence[Listing]) -> str:
    captions = [listing.caption for listing in listings[:_SHOWN]]
    more = len(listings) - len(captions)
    return "; ".join(captions) + (f" and {more:,} more" if more else "")
