"""An Entity cell of Supplement No. 4 taken apart: names, addresses, cross-references, subordinates.

The usual cell is

    <primary name>, a.k.a., the following two aliases:
    —<alias>; and
    —<alias>.

    <address>; and <address>. (See alternate addresses under <country>).

The cell comes as its lines (`<br/>` ends one, an empty line is a blank line). It is cut into
blocks, one for the entity of the row and one for each subordinate that it names; a block holds
one entity's names and addresses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tidegate.lists.us_bis_addresses import split_addresses
from tidegate.lists.us_bis_aliases import find_intro
from tidegate.lists.us_bis_block import DASH, Party, read_block
from tidegate.lists.us_bis_split import Countries, is_address, parts
from tidegate.lists.us_bis_words import NUMBERS

_REFERENCE = re.compile(
    r"[(\s]*\(\s*(?:For alternate addresse?s?,?\s*)?see\b\s+"
    r"(?P<body>(?:[^()]|\([^()]*\)?)*)\)?[\s.]*",
    re.I,
)
_REFERENCE_LEAD = re.compile(r"^.*?\b(?:under|in)\s+(?:the\s+)?|^also\s+", re.I | re.S)
_LISTED_AS = re.compile(r"\s*for this entry,\s*which is listed as\s+(?P<name>.+)$", re.I)
_NAME_IN = re.compile(r"^(?P<name>.+?)\s+in\s+(?P<place>[A-Z].+)$")
_PLACES = re.compile(r"\s*,\s*(?:and\s+)?(?:the\s+)?|\s+and\s+(?:the\s+)?")
_SUBORDINATE = re.compile(
    r"^Subordinate\s+(?:institu\w+|entit\w+)\s*:?\s*(?:[—–-]\s*)?(?P<rest>.*)$", re.I
)
_AFFILIATES = re.compile(r"^Affiliated entities\s*:\s*(?P<rest>.*)$", re.I)
_SHARED = re.compile(
    r"^The following address(?:es)? apply to (?P<whom>[^:]+):\s*(?P<rest>.*)$", re.I
)
_OWN_ADDRESSES = re.compile(r"^Address(?:es)? for [^:]+:\s*(?P<rest>.*)$", re.I)
_GROUP = re.compile(r"^The following (?P<name>.+? entit(?:y|ies))\s*:\s*(?P<rest>.*)$", re.I)
_SUBORDINATES_FOLLOW = re.compile(
    r"[;,]?\s*(?:and\s+)?the following (?:\w+ )?subordinate (?:entit|institut)\w+\s*:?\s*$", re.I
)


@dataclass
class Cell:
    """What one Entity cell says.

    `shared` are addresses that the cell gives to the entity and to its subordinates alike;
    `places` the countries under which the party stands again, `listed_as` the names that it has
    there. `main` has no names in a row that only continues the one before.
    """

    main: Party = field(default_factory=Party)
    children: list[Party] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    listed_as: list[str] = field(default_factory=list)


def read_cell(lines: Sequence[str], countries: Countries) -> Cell:
    """Take an Entity cell apart. Never fails: what fits nothing goes to `unsure`, verbatim."""
    cell = Cell()
    rest = _take_references(lines, cell)
    blocks = _blocks(rest, cell, countries)
    for number, block in enumerate(blocks):
        party = read_block(block.lines, countries)
        if block.own:
            party.addresses[:0] = block.own
        if number == 0 and not block.child:
            cell.main = party
        else:
            cell.children.append(party)
    _share_last(cell, blocks)
    return cell


def _take_references(lines: Sequence[str], cell: Cell) -> list[str]:
    """Cut out the `(See alternate addresses under …)` notes and keep what they say."""
    rest = []
    for line in lines:
        if "ee " not in line or "(" not in line:
            rest.append(line)
            continue
        for found in list(_REFERENCE.finditer(line)):
            _reference(found["body"].strip(" .,"), cell)
        kept = _REFERENCE.sub(" ", line).strip()
        if kept or not line:
            rest.append(kept)
    return rest


def _reference(body: str, cell: Cell) -> None:
    places = _REFERENCE_LEAD.sub("", body, count=1)
    places = places.replace("(", " ").replace(")", " ").strip(" .,")
    listed = _LISTED_AS.search(places)
    if listed:
        cell.listed_as.append(listed["name"].strip())
        places = places[: listed.start()].strip()
    else:
        named = _NAME_IN.match(places)
        if named:
            cell.listed_as.append(named["name"].strip())
            places = named["place"]
    cell.places.extend(
        " ".join(place.split()) for place in _PLACES.split(places.strip()) if place.strip()
    )


@dataclass
class _Block:
    """The lines of one entity; `own` are addresses that the cell names as this entity's."""

    lines: list[str] = field(default_factory=list)
    child: bool = False
    own: list[str] = field(default_factory=list)


def _blocks(lines: Sequence[str], cell: Cell, countries: Countries) -> list[_Block]:
    """Cut a cell into the block of its entity and those of its subordinates."""
    blocks = [_Block()]
    mode = "entity"
    quota = 0
    for line in lines:
        if mode == "entity" and not _special(line):
            blocks[-1].lines.append(line)
            continue
        if found := _AFFILIATES.match(line):
            mode = "affiliates"
            line = found["rest"]
        elif found := _SUBORDINATE.match(line):
            mode = "entity"
            blocks.append(_Block(child=True))
            line = found["rest"]
        elif found := _SHARED.match(line):
            mode = "shared"
            line = found["rest"]
        elif found := _OWN_ADDRESSES.match(line):
            blocks[0].own.extend(split_addresses([found["rest"]], countries))
            continue
        elif found := _GROUP.match(line):
            mode = "listed"
            blocks[-1].lines.append(found["name"])
            line = found["rest"]
        if mode == "shared":
            cell.shared.extend(split_addresses([line], countries) if line else [])
        elif mode == "affiliates":
            _affiliate(line, blocks, countries)
        elif mode == "listed" and DASH.match(line) and quota <= 0:
            blocks.append(_Block(child=True, lines=[DASH.sub("", line)]))
            quota = _quota(line)
        elif _SUBORDINATES_FOLLOW.search(line):
            blocks[-1].lines.append(_SUBORDINATES_FOLLOW.sub("", line))
            mode, quota = "listed", 0
        else:
            quota -= 1 if DASH.match(line) else 0
            blocks[-1].lines.append(line)
    return [block for block in blocks if any(block.lines) or block.own or not block.child]


def _special(line: str) -> bool:
    """Whether a line can be more than a name, an alias or an address of the current entity."""
    return line.startswith(("Aff", "Sub", "The f", "Address")) or "subordinate" in line


def _quota(line: str) -> int:
    """How many aliases a line announces."""
    intro = find_intro(line)
    if not intro or not intro.announced:
        return 0
    return NUMBERS.get(intro.number or "one", 1)


def _affiliate(line: str, blocks: list[_Block], countries: Countries) -> None:
    """Add a line to the affiliate that it belongs to, or begin the next one.

    The row of affiliates sets no blank lines between them: an affiliate is complete when its
    address has been read.
    """
    if not line:
        return
    current = blocks[-1] if blocks[-1].child else None
    if current is None or (not DASH.match(line) and _complete(current.lines, countries)):
        blocks.append(_Block(child=True, lines=[line]))
    else:
        # In a list that a semicolon holds open, a line without its dash is still an alias.
        held = re.search(r"(?:;|; and|, and)$", current.lines[-1]) and not _has_address(
            line, countries
        )
        current.lines.append(f"—{line}" if held and not DASH.match(line) else line)


def _complete(lines: Sequence[str], countries: Countries) -> bool:
    return not re.search(r"(?:[;:,]|\band)$", lines[-1]) and _has_address(lines[-1], countries)


def _has_address(line: str, countries: Countries) -> bool:
    bare = DASH.sub("", line)
    return any(is_address(bare[start:end].strip(" .;"), countries) for start, end in parts(bare))


def _share_last(cell: Cell, blocks: Sequence[_Block]) -> None:
    """Give the addresses after the last subordinate to the whole entry, where no other has any.

    A row that prints its addresses once, at its end, means the entity of the row too.
    """
    if not cell.children or cell.main.addresses or not cell.main.names:
        return
    *others, last = cell.children
    if last.addresses and "" in blocks[-1].lines and not any(other.addresses for other in others):
        cell.shared.extend(last.addresses)
        last.addresses = []
