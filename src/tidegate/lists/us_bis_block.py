"""One block of an Entity cell: the names and the addresses of one entity.

A block begins with the primary name. Aliases, where there are any, follow their introduction;
the addresses come last, on lines of their own or behind a comma.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tidegate.lists.us_bis_addresses import split_addresses
from tidegate.lists.us_bis_aliases import (
    AliasIntro,
    find_intro,
    inline_list,
    read_items,
    take_brackets,
    tidy,
)
from tidegate.lists.us_bis_split import Countries, continues_name, parts, sentence_split, split
from tidegate.lists.us_bis_words import NUMBERS, ORG
from tidegate.model.listing import Name, NameKind

DASH = re.compile(r"^[—–-]\s*")
_SUBORDINATE_INLINE = re.compile(
    r"^(?P<parent>.+?),?\s+subordinate\s+(?:institu\w+|entit\w+)\s*:\s*(?:[—–-]\s*)?(?P<name>.+)$",
    re.I | re.S,
)
_OF_PARENT = re.compile(
    r"\s*\(an? subordinate (?:institut\w*|entity) of (?P<parent>[^()]+)\)", re.I
)
_INCLUDING = re.compile(
    r",?\s*(?:and\s+)?\b(?P<note>(?:including the|to include the|and any nuclear-related|"
    r"and all operating units)\b.*)$",
    re.I | re.S,
)
_PLACE = re.compile(r"(?:(?:in|near|at|off) .+|[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*){0,2})")
_TOWN = re.compile(r"(?!(?:Inc|Ltd|LLC|Jr|Sr)$)[A-ZÀ-Þ][a-zß-ÿ'’-]{3,}")
# A house number at the end of a name that is no institution's: an address may have run into it.
_NUMBERED = re.compile(r"\bNo[.:]? ?\d+$")
_EVERYWHERE = re.compile(r"\bAll address(?:es)? located in\b.*$", re.S)
# `a.k.a., Vast Solution 2706, Amcorp Bldg., …`: the number of the house behind the last alias.
_HOUSE_NUMBER = re.compile(r"\s(\d{2,})$")


@dataclass
class Party:
    """One entity as a cell names it: the row's own, or a subordinate."""

    names: list[Name] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    parent_name: str | None = None
    unsure: list[str] = field(default_factory=list)
    miscounted: str | None = None


def read_block(lines: Sequence[str], countries: Countries) -> Party:
    """One entity's lines: its names, then its addresses."""
    party = Party()
    bracketed: list[Name] = []
    kept = []
    for line in lines:
        if not line:
            continue
        if "k.a" in line or "ka" in line:
            line, names = take_brackets(line)
            bracketed.extend(names)
        kept.append(line)
    if kept:
        kept = _take_parent(kept, party)
        intro, before, after = _find(kept)
        if intro is None:
            _plain(kept, party, countries)
        else:
            _aliased(before, intro, after, party, countries)
    party.names[1:1] = bracketed
    whole = " ".join(line for line in lines if line)
    if whole and not any(name.kind is NameKind.PRIMARY for name in party.names):
        # Nothing in the block could be told to be its name: no word of it is dropped.
        party.names.insert(0, Name(text=whole, kind=NameKind.PRIMARY))
        party.unsure.append(whole)
    return party


def _take_parent(lines: list[str], party: Party) -> list[str]:
    """Take the words that say whose subordinate the entity is out of its name."""
    if "subordinate" not in lines[0]:
        return lines
    found = _OF_PARENT.search(lines[0])
    if found:
        party.parent_name = found["parent"].strip()
        lines[0] = _OF_PARENT.sub("", lines[0])
    joins = lines[0].rstrip().endswith(":") and len(lines) > 1 and "subordinate" in lines[0]
    head = f"{lines[0]} {lines[1]}" if joins else lines[0]
    inline = _SUBORDINATE_INLINE.match(head)
    if not inline or find_intro(inline["parent"]):
        return lines
    party.parent_name = inline["parent"].strip()
    return [inline["name"], *lines[2 if joins else 1 :]]


def _find(lines: Sequence[str]) -> tuple[AliasIntro | None, str, list[str]]:
    """The first alias introduction, the text before it and the lines from it on."""
    before: list[str] = []
    for number, line in enumerate(lines):
        if DASH.match(line) and before:
            break
        intro = find_intro(line)
        if intro:
            before.append(line[: intro.start])
            rest = line[intro.end :].strip()
            after = [*([rest] if rest else []), *lines[number + 1 :]]
            return replace(intro, inline=bool(rest)), " ".join(before).strip(), after
        before.append(line)
    return None, "", []


def _plain(lines: Sequence[str], party: Party, countries: Countries) -> None:
    """A block without aliases: `Name, address`, the address perhaps on lines of its own."""
    lines = _take_note(lines, party)
    first = split(lines[0], countries)
    if len(lines) > 1 and not first.sure and ";" not in lines[0]:
        _primary(lines[0], party, closing=True)
        party.addresses.extend(split_addresses(lines[1:], countries))
        return
    joined = " ".join(lines)
    found = split(joined, countries)
    if not found.sure and (found.address or "," in joined):
        party.unsure.append(joined)
    name, address = found.name, found.address
    if _NUMBERED.search(name) and not ORG.search(name):
        party.unsure.append(joined)
    if not found.sure and not _places(address):
        # Nothing shows where an address begins: the name is then cut at a last town at most.
        name, _, address = joined.rpartition(",")
        if not _TOWN.fullmatch(address.strip(" .")):
            name, address = joined, ""
    _primary(name, party, closing=not address)
    party.addresses.extend(split_addresses([address], countries))


def _take_note(lines: Sequence[str], party: Party) -> Sequence[str]:
    """Take the note `including the Armed Forces … and all operating units` out of an entry."""
    noted = _INCLUDING.search(lines[0]) if "includ" in lines[0] else None
    if not noted:
        return lines
    everywhere = _EVERYWHERE.search(noted["note"])
    party.remarks.append(noted["note"][: everywhere.start() if everywhere else None].strip())
    rest = [everywhere[0].strip()] if everywhere else []
    return [lines[0][: noted.start()], *rest, *lines[1:]]


def _places(text: str) -> bool:
    """Whether a text can be the name of a place alone: `Islamabad`, `in the Sea of Okhotsk`."""
    return bool(text) and all(
        _PLACE.fullmatch(text[start:end].strip(" .;")) for start, end in parts(text)
    )


def _primary(text: str, party: Party, *, closing: bool) -> None:
    """Record the primary name, and apart from it the note that it carries."""
    noted = _INCLUDING.search(text) if "inclu" in text or "and a" in text else None
    if noted:
        party.remarks.append(noted["note"].strip())
        text = text[: noted.start()]
    name = tidy(text, closing=closing)
    if name:
        party.names.insert(0, Name(text=name, kind=NameKind.PRIMARY))


def _aliased(
    before: str,
    intro: AliasIntro,
    after: Sequence[str],
    party: Party,
    countries: Countries,
) -> None:
    """A block with an introduction of aliases."""
    _primary(before, party, closing=not intro.comma)
    if not intro.announced:
        _unannounced(intro, after, party, countries)
        return
    items, addresses = _cut_items(intro, after, countries)
    read = read_items(intro, items, countries, open_end=not addresses)
    party.names.extend(read.names)
    announced = NUMBERS.get(intro.number or "", len(read.names))
    if announced != len(read.names):
        party.miscounted = f"aliases announced: {intro.number}, printed: {len(read.names)}"
    party.remarks.extend(read.remarks)
    party.addresses.extend(split_addresses(read.addresses, countries))
    party.addresses.extend(split_addresses([read.address, *addresses], countries))


def _unannounced(
    intro: AliasIntro, after: Sequence[str], party: Party, countries: Countries
) -> None:
    """`a.k.a. X, Y and Z, <address>` in running text, perhaps with a further mark in it."""
    text = " ".join(after)
    further = find_intro(text)
    body = text[: further.start] if further else text
    names, address = inline_list(body, countries)
    if len(names) == 1:
        found = sentence_split(body, countries)
        names, address = [found.name], found.address
        number = _HOUSE_NUMBER.search(found.name)
        if number and address and not continues_name(found.name):
            names, address = [found.name[: number.start()]], f"{number[1]} {address}"
    party.names.extend(Name(text=tidy(name, closing=False), kind=intro.kind) for name in names)
    party.addresses.extend(split_addresses([address], countries))
    if further:
        _aliased_rest(further, text[further.end :], party, countries)


def _aliased_rest(intro: AliasIntro, text: str, party: Party, countries: Countries) -> None:
    read = Party()
    _aliased("", intro, [text.strip()], read, countries)
    party.names.extend(read.names)
    party.addresses.extend(read.addresses)
    party.remarks.extend(read.remarks)


def _cut_items(
    intro: AliasIntro, after: Sequence[str], countries: Countries
) -> tuple[list[str], list[str]]:
    """The lines of the alias list, and the lines of addresses after it."""
    first = 1 if intro.inline else 0
    dashed = [n for n, line in enumerate(after) if n >= first and DASH.match(line)]
    if dashed:
        after = _mend(intro, after, dashed)
        end = (
            len(after)
            if dashed[-1] + 1 > len(after)
            else 1 + max(n for n, line in enumerate(after) if n >= first and DASH.match(line))
        )
        if after[end:]:
            return list(after[:end]), list(after[end:])
        last, address = _cut_last(after[end - 1], countries)
        return [*after[: end - 1], last], [address] if address else []
    # Without dashes the aliases are counted: `the following two aliases: X; and Y. <address>`.
    if not after:
        return [], []
    count = NUMBERS.get(intro.number or "one", 1)
    pieces = [after[0][start:end] for start, end in parts(after[0], ";")]
    items = [piece + ";" for piece in pieces[: count - 1]] + pieces[count - 1 : count]
    more = ";".join(pieces[count:])
    if not more:
        return items, list(after[1:])
    split = sentence_split(items[-1], countries)
    rest = [f"{split.address};{more}", *after[1:]]
    return [*items[:-1], split.name], rest


def _mend(intro: AliasIntro, after: Sequence[str], dashed: Sequence[int]) -> list[str]:
    """Join an alias that was cut at its own hyphen: one line too many, one line left open.

    `the following two aliases: —OOO Neft / —Aktiv; and / —RN-Aktiv OOO` names OOO Neft-Aktiv.
    """
    lines = list(after)
    count = NUMBERS.get((intro.number or "").lower())
    open_lines = [n for n in dashed[:-1] if not re.search(r"(?:[;,:.]|\band)\s*$", lines[n])]
    if count != len(dashed) - 1 or len(open_lines) != 1 or open_lines[0] + 1 not in dashed:
        return lines
    at = open_lines[0]
    return [*lines[:at], f"{lines[at]}-{DASH.sub('', lines[at + 1])}", *lines[at + 2 :]]


def _cut_last(line: str, countries: Countries) -> tuple[str, str]:
    """The last alias and the addresses behind it in the same line."""
    if ";" not in line or "(Address:" in line:
        return line, ""
    for start, end in parts(line, ";"):
        piece = line[start:end]
        if start and DASH.match(piece.replace("and ", "", 1).strip()):
            continue
        found = sentence_split(piece, countries)
        if found.sure and found.address:
            return line[:start] + found.name, found.address + line[end:]
    return line, ""
