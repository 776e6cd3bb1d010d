"""Writes small part-744 documents in the eCFR's layout, for tests of their parser.

    part(entity=[row(country="CHINA", entity="Some Co., Ltd., 1 Some Road, Beijing, China.")])

In a cell a line feed is `<br/>`, `^3` a footnote mark in superscript.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

REQUIREMENT = "For all items subject to the EAR. (See § 744.11 of the EAR)"
POLICY = "Presumption of denial"
CITATION = "84 FR 54004, 10/9/19."
HEADINGS = {
    4: ("Country", "Entity", "License requirement", "License review\npolicy", "{} citation"),
    6: ("Country", "Listed person and address", "{} citation"),
    7: ("Country", "Entity", "{} citation"),
}
Row = tuple[str, ...]


def row(
    entity: str,
    country: str = "",
    requirement: str = REQUIREMENT,
    policy: str = POLICY,
    citation: str = CITATION,
) -> Row:
    """A row of the Entity List. A country carried down from above is left blank."""
    return country, entity, requirement, policy, citation


def part(
    entity: Sequence[Row] | None = (),
    unverified: Sequence[Row] | None = (),
    military: Sequence[Row] | None = (),
    notes: str = "",
) -> bytes:
    """A part 744 with the three supplements; `None` leaves one out, `notes` goes under No. 4."""
    tables = {4: entity, 6: unverified, 7: military}
    body = "".join(
        supplement(number, rows, notes if number == 4 else "")
        for number, rows in tables.items()
        if rows is not None
    )
    return f'<?xml version="1.0"?>\n<DIV5 N="744" TYPE="PART">{body}</DIV5>'.encode()


def supplement(number: int, rows: Sequence[Row], notes: str = "") -> str:
    """One supplement with its table; a row of one cell spans the table, as footnotes do."""
    heading = "".join(
        f"<TH>{_xml(text).format('<strong>Federal Register</strong>')}</TH>"
        for text in HEADINGS[number]
    )
    lines = "".join(
        "<TR>" + "".join(f'<TD class="left">{_xml(cell)}</TD>' for cell in cells) + "</TR>\n"
        for cells in rows
    )
    return (
        f'<DIV9 N="Supplement No. {number} to Part 744" TYPE="APPENDIX"><HEAD>Supplement</HEAD>'
        f'<P>Text.</P><DIV width="100%"><DIV class="gpotbl_div"><TABLE><THEAD><TR>{heading}</TR>'
        f"</THEAD><TBODY>{lines}</TBODY></TABLE></DIV></DIV>{notes}</DIV9>\n"
    )


def _xml(text: str) -> str:
    marked = re.sub(r"\^(,?\d)", r"<sup>\1</sup>", escape(text or " ", quote=False))
    return marked.replace(" and ", ' <E T="03">and</E> ').replace("\n", "\n<br/>")
