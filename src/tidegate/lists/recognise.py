"""Which list a file belongs to, and which files of a folder are one snapshot.

A file is told by its content, never by its name alone; its date by its content where it carries
one, otherwise by a date in its name (`sdn_20190104.csv`), otherwise by what the caller says. The
members of a family (sdn, alt, add, comments) of one date are one snapshot; members of different
dates are never mixed, and what is left over is listed with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Literal, NamedTuple

from tidegate.lists.blank import is_empty
from tidegate.lists.sniff import CONSOLIDATED, SDN, Guess, sniff
from tidegate.model.listing import Frozen
from tidegate.model.sources import SourceDescriptor

DateBasis = Literal["content", "name", "given", "fetched"]


class Recognition(Frozen):
    """What one file is. `source_id` is `None` where two sources are possible (`possible`): the
    alias, address and comment files of OFAC's two lists look alike, and only the numbers in the
    main file of the same date tell them apart."""

    source_id: str | None
    form: str
    member: str
    list_date: date | None = None
    date_basis: DateBasis | None = None
    possible: tuple[str, ...] = ()


class MemberFile(NamedTuple):
    """One file of a snapshot: its name, for messages, and its bytes."""

    filename: str
    content: bytes


class Trouble(NamedTuple):
    """A file that is not used, and the reason in one sentence."""

    filename: str
    reason: str


class SnapshotFiles(Frozen):
    """The files that make one snapshot of one source: one family, one form, one date.

    `missing` names the members that the form has and the folder has not; whether that is refused
    or only degraded, `guard.check_members` says.
    """

    source_id: str
    form: str
    members: dict[str, MemberFile]
    list_date: date | None
    date_basis: DateBasis | None
    missing: tuple[str, ...] = ()


class Assembly(Frozen):
    """The snapshots found among some files, oldest first (undated ones last), and every file that
    belongs to none of them."""

    candidates: tuple[SnapshotFiles, ...]
    troubles: tuple[Trouble, ...]


def recognise(filename: str, content: bytes) -> Recognition | None:
    """What a file is, or `None` where it is none of the lists that are read here (`why_not` gives
    the reason)."""
    guess = sniff(content)
    return None if isinstance(guess, str) else _recognition(filename, guess)


def why_not(content: bytes) -> str | None:
    """Why a file is not recognised, in words; `None` where it is."""
    guess = sniff(content)
    return guess if isinstance(guess, str) else None


def assemble(
    files: Mapping[str, bytes],
    descriptors: Mapping[str, SourceDescriptor],
    dated: date | None = None,
) -> Assembly:
    """Group files (by name) into snapshots.

    `dated` is the date of the files that carry none in content or name. An empty file or a web
    page under an official name stays a member, so that it is refused as that list. Of two
    different files for the same member and date the longer is used and the other is a trouble:
    a list must not shrink because somebody kept a part of it beside the whole.
    """
    seen, troubles = _look(files, dated)
    _named_unreadable(files, descriptors, seen, troubles, dated)
    _tell_families(files, seen, troubles)
    groups: dict[tuple[str, str, date | None], dict[str, list[str]]] = {}
    for name, found in sorted(seen.items()):
        source, form = found.source_id or "", found.form
        if source not in descriptors or form not in descriptors[source].forms:
            troubles.append(Trouble(name, f"a file of {source} ({form}), which is not among ours"))
            continue
        members = groups.setdefault((source, form, found.list_date), {})
        members.setdefault(found.member, []).append(name)
    candidates = []
    for (source, form, day), members in groups.items():
        chosen = {key: _choose(names, files, day, troubles) for key, names in members.items()}
        wanted = descriptors[source].forms[form].members
        candidates.append(
            SnapshotFiles(
                source_id=source,
                form=form,
                members={k: MemberFile(chosen[k], files[chosen[k]]) for k in wanted if k in chosen},
                list_date=day,
                date_basis=_basis(seen[name] for name in chosen.values()),
                missing=tuple(key for key in wanted if key not in chosen),
            )
        )
    kept = _one_form(candidates, descriptors, troubles)
    kept.sort(key=lambda c: (c.list_date or date.max, c.source_id, c.form))
    return Assembly(candidates=tuple(kept), troubles=tuple(sorted(troubles)))


# --- one file ---

_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")


def date_in_name(filename: str) -> date | None:
    """The date that a file's name carries: `2019-01-04` or `20190104` anywhere in it; the last one
    where there are several."""
    days = []
    for found in _DAY_IN_NAME.finditer(PurePath(filename).name):
        try:
            day = date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            continue
        if 1980 <= day.year < 2100:
            days.append(day)
    return days[-1] if days else None


def _recognition(filename: str, guess: Guess) -> Recognition:
    named = date_in_name(filename)
    basis: DateBasis | None = "content" if guess.list_date else "name" if named else None
    sources = guess.sources
    if len(sources) > 1:
        sources = _hinted(filename) or sources
    return Recognition(
        source_id=sources[0] if len(sources) == 1 else None,
        form=guess.form,
        member=_member(guess.member, sources),
        list_date=guess.list_date or named,
        date_basis=basis,
        possible=sources if len(sources) > 1 else (),
    )


def _member(member: str, sources: Sequence[str]) -> str:
    """The main CSV file is called sdn in the one family and prim in the other."""
    if member in ("sdn", "prim") and len(sources) == 1:
        return "sdn" if sources[0] == SDN else "prim"
    return member


def _hinted(filename: str) -> tuple[str, ...]:
    """The OFAC family that a file's name speaks of: `cons_alt.csv`, `sdn_comments.csv`."""
    words = re.split(r"[^a-z]+", PurePath(filename).stem.casefold())
    if {"cons", "consolidated", "nonsdn"} & set(words) or "non" in words:
        return (CONSOLIDATED,)
    return (SDN,) if "sdn" in words else ()


# --- a folder ---


def _look(
    files: Mapping[str, bytes], dated: date | None
) -> tuple[dict[str, Recognition], list[Trouble]]:
    seen: dict[str, Recognition] = {}
    troubles: list[Trouble] = []
    for name in sorted(files):
        guess = sniff(files[name])
        if isinstance(guess, str):
            troubles.append(Trouble(name, guess))
        else:
            seen[name] = _given(_recognition(name, guess), dated)
    return seen, troubles


def _given(found: Recognition, dated: date | None) -> Recognition:
    if found.list_date is not None or dated is None:
        return found
    return Recognition(
        source_id=found.source_id,
        form=found.form,
        member=found.member,
        list_date=dated,
        date_basis="given",
        possible=found.possible,
    )


def _named_unreadable(
    files: Mapping[str, bytes],
    descriptors: Mapping[str, SourceDescriptor],
    seen: dict[str, Recognition],
    troubles: list[Trouble],
    dated: date | None,
) -> None:
    """What cannot be told by its content can be told by its name: where that is the name of one
    member and of no other, it is that list (empty, a web page, another layout), which must be
    refused and not silently passed over."""
    for name in [trouble.filename for trouble in troubles]:
        meant = _meant_by_name(name, descriptors)
        if len(meant) == 1:
            source_id, form, key = meant[0]
            day = date_in_name(name)
            found = Recognition(
                source_id=source_id,
                form=form,
                member=key,
                list_date=day,
                date_basis="name" if day else None,
            )
            seen[name] = _given(found, dated)
            troubles[:] = [trouble for trouble in troubles if trouble.filename != name]


def _meant_by_name(
    filename: str, descriptors: Mapping[str, SourceDescriptor]
) -> list[tuple[str, str, str]]:
    """The members (source, form, member) that a file's name can mean: their official name, with
    or without something before it, or the id of the source for its first member. Where a name
    fits several, the publisher at its beginning (`un_`, `us_`) decides."""
    path = PurePath(filename)
    stem = _DAY_IN_NAME.sub("", path.stem.casefold()).strip("-_. ")
    found = []
    for source in descriptors.values():
        for form, layout in source.forms.items():
            for place, (key, member) in enumerate(layout.members.items()):
                official = PurePath(member.file)
                alike = stem == official.stem or stem.endswith(f"_{official.stem}")
                named = stem == source.id and place == 0
                if (alike or named) and path.suffix.casefold() == official.suffix:
                    found.append((source.id, form, key))
    publisher = stem.partition("_")[0]
    ours = [meant for meant in found if meant[0].startswith(f"{publisher}_")]
    return ours if len(found) > 1 else found


def _tell_families(
    files: Mapping[str, bytes], seen: dict[str, Recognition], troubles: list[Trouble]
) -> None:
    """Give each alias, address and comment file to the OFAC list of its date whose numbers it uses.

    A file whose name speaks of a family keeps it unless the numbers say the other one.
    """
    mains: dict[date | None, dict[str, set[str]]] = {}
    for name, found in seen.items():
        if found.form == "csv" and found.member in ("sdn", "prim") and found.source_id:
            numbers = mains.setdefault(found.list_date, {}).setdefault(found.source_id, set())
            numbers |= _numbers(files[name])
    for name, found in list(seen.items()):
        if found.form != "csv" or found.member not in ("alt", "add", "comments"):
            if found.source_id is None:
                seen.pop(name)
                troubles.append(Trouble(name, _UNTOLD.format(possible=_either(found))))
            continue
        source = _by_numbers(_numbers(files[name]), mains.get(found.list_date, {}))
        source = source or found.source_id
        if source is None:
            seen.pop(name)
            troubles.append(Trouble(name, _ALONE.format(member=found.member, day=_on(found))))
        else:
            seen[name] = _of(source, found)


_ALONE = (
    "the {member} file of an OFAC list, but no main file of {day} beside it has its numbers, and "
    "its name does not say of which list (cons_{member}.csv or sdn_{member}.csv would)"
)
_UNTOLD = "a file of {possible}: neither its content nor its name says of which"


def _either(found: Recognition) -> str:
    return " or ".join(found.possible)


def _on(found: Recognition) -> str:
    return found.list_date.isoformat() if found.list_date else "no known date"


def _of(source: str, found: Recognition) -> Recognition:
    return Recognition(
        source_id=source,
        form=found.form,
        member=found.member,
        list_date=found.list_date,
        date_basis=found.date_basis,
    )


def _numbers(content: bytes) -> set[str]:
    """The official numbers at the beginnings of the lines."""
    return {found.decode() for found in re.findall(rb"^\"?(\d+)\"?,", content, re.MULTILINE)}


def _by_numbers(numbers: set[str], mains: Mapping[str, set[str]]) -> str | None:
    """The family most of whose numbers a file uses, if it is more than half of the file's."""
    shares = {source: len(numbers & known) for source, known in mains.items()}
    best = max(shares, key=lambda source: (shares[source], source), default=None)
    return best if best and shares[best] * 2 > len(numbers) else None


def _choose(
    names: list[str], files: Mapping[str, bytes], day: date | None, troubles: list[Trouble]
) -> str:
    """The file to use of several for one member and date: the longest, then the first by name."""
    best = min(names, key=lambda name: (-len(files[name]), name))
    for name in names:
        if name == best:
            continue
        when = day or "no known date"
        if files[name] == files[best]:
            reason = f"not used: the same bytes as {best}"
        else:
            reason = (
                f"not used: {best} is for the same member and date ({when}) and is longer or "
                f"first by name ({len(files[best]):,} against {len(files[name]):,} bytes); "
                "they differ, keep only the right one"
            )
        troubles.append(Trouble(name, reason))
    return best


def _basis(members: Iterable[Recognition]) -> DateBasis | None:
    bases = {found.date_basis for found in members}
    order: tuple[DateBasis, ...] = ("content", "name", "given")
    return next((basis for basis in order if basis in bases), None)


def _one_form(
    candidates: Sequence[SnapshotFiles],
    descriptors: Mapping[str, SourceDescriptor],
    troubles: list[Trouble],
) -> list[SnapshotFiles]:
    """One form for each source and date: the descriptor's first one that is whole. Two forms of one
    day say the same in other words, and would be kept as a change that never happened."""
    kept: dict[tuple[str, date | None], SnapshotFiles] = {}

    def rank(candidate: SnapshotFiles) -> tuple[bool, int]:
        source = descriptors[candidate.source_id]
        members = source.forms[candidate.form].members
        broken = any(members[key].required for key in candidate.missing) or any(
            is_empty(file.content) for file in candidate.members.values()
        )
        return broken, list(source.forms).index(candidate.form)

    for candidate in sorted(candidates, key=rank):
        place = (candidate.source_id, candidate.list_date)
        first = kept.setdefault(place, candidate)
        if first is not candidate:
            for file in candidate.members.values():
                reason = f"not used: the {first.form} form of the same list and date is read"
                troubles.append(Trouble(file.filename, reason))
    return list(kept.values())
