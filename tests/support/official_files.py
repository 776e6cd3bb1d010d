"""Official files of our own making, to the documented layouts: whole lists of made-up parties.

Large enough to pass the descriptors' minimum counts, small enough to build in milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Row:
    """One row of Supplement No. 4."""

    country: str
    entity: str
    requirement: str = "For all items subject to the EAR. (See § 744.11 of the EAR)"
    policy: str = "Presumption of denial"
    citation: str = "84 FR 54004, 10/9/19."


def filler(count: int, country: str = "SWEDEN") -> list[Row]:
    """Rows of made-up parties, none of which resembles another."""
    return [
        Row(country, f"{_word(n)} Works, {n} Harbour Road, Malmo, Sweden.") for n in range(count)
    ]


def _word(number: int) -> str:
    """A made-up word, different in more than one letter from its neighbours."""
    syllables = ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so"]
    word = ""
    value = number * 7919 + 13
    for _ in range(4):
        word += syllables[value % 14]
        value //= 14
    return word.capitalize() + str(number)


def part744(rows: Sequence[Row], unverified: int = 30, military: int = 3) -> bytes:
    """Part 744 as the eCFR serves it, with three supplements."""
    parts = [
        '<?xml version="1.0"?>\n<DIV5 N="744" TYPE="PART" VOLUME="2">\n',
        "<HEAD>PART 744—CONTROL POLICY: END-USER AND END-USE BASED\n</HEAD>\n",
        _supplement(4, "Entity List", ENTITY_HEADINGS, [_cells(row) for row in rows]),
        _supplement(
            6, "Unverified List", UNVERIFIED_HEADINGS, _short("NORWAY", "Fjordly", unverified)
        ),
        _supplement(
            7,
            "'Military End-User' (MEU) List",
            MILITARY_HEADINGS,
            _short("BURMA", "Delta", military),
        ),
        "</DIV5>\n",
    ]
    return "".join(parts).encode()


ENTITY_HEADINGS = (
    "Country", "Entity", "License requirement", "License review<br/>policy",
    "<strong>Federal Register</strong> citation\n",
)  # fmt: skip
UNVERIFIED_HEADINGS = ("Country", "Listed person and address", "Federal Register citation")
MILITARY_HEADINGS = ("Country", "Entity", "Federal Register citation")


def _cells(row: Row) -> tuple[str, ...]:
    return row.country, row.entity, row.requirement, row.policy, row.citation


def _short(country: str, stem: str, count: int) -> list[tuple[str, ...]]:
    return [
        (country, f"{stem} {_word(n)}, {n} Quay Street, Town", "86 FR 12531, 3/4/21.")
        for n in range(count)
    ]


def _supplement(
    number: int, title: str, headings: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> str:
    name = f"Supplement No. {number} to Part 744"
    head = "".join(f"<TH>{heading}</TH>\n" for heading in headings)
    body, country = [], None
    for row in rows:
        # The country stands on the first row of its block alone.
        first = row[0] if row[0] != country else " "
        country = row[0]
        cells = "".join(f"<TD>{cell}</TD>\n" for cell in (first, *map(escape, row[1:])))
        body.append(f"<TR>\n{cells}</TR>\n")
    return (
        f'<DIV9 N="{name}" TYPE="APPENDIX">\n<HEAD>{name}—{title}\n</HEAD>\n<P>Text.</P>\n'
        f"<DIV><DIV><TABLE>\n<THEAD>\n<TR>\n{head}</TR>\n</THEAD>\n<TBODY>\n{''.join(body)}"
        "</TBODY>\n</TABLE></DIV></DIV>\n</DIV9>\n"
    )


def sdn(count: int, aliases: dict[int, str] | None = None) -> dict[str, bytes]:
    """The SDN family: `count` entries numbered from 1; `aliases` by number."""
    null = "-0- "
    main = [
        f'{n},"{_word(n).upper()} TRADING",{null},"SDGT",' + ",".join([null] * 8)
        for n in range(1, count + 1)
    ]
    alt = [
        f'{n},{k},"aka","{name}",{null}'
        for k, (n, name) in enumerate(sorted((aliases or {1: "FIRST ALIAS"}).items()), start=1)
    ]
    add = [f'{n},{n},{null},"Havana","Cuba",{null}' for n in range(1, 11)]
    files = {"sdn.csv": main, "alt.csv": alt, "add.csv": add, "sdn_comments.csv": ['1," more."']}
    return {name: ("\r\n".join(lines) + "\r\n\x1a").encode() for name, lines in files.items()}
