"""The addresses of an entry: one cell prints several, parted by `; and` and in other ways."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tidegate.lists.us_bis_split import Countries, parts
from tidegate.model.listing import Address

_LABEL = re.compile(r"[\s;.]*\b(?:Alt(?:ernate|\.)?\s+)?Address(?:es)?\s*:\s*", re.I)
_AND = re.compile(r",?\s+and,?\s+(?=\S)|;")
_LEADING = re.compile(r"^(?:[\s;,.]|and(?=[A-Z\d#;,\s]|$))+")
_POSTCODE = re.compile(r"\d{5,6}")
_POSTCODES = re.compile(r"\s+[A-Z]{0,4}-?[\d-]{3,}$|^[\d-]{3,}\s+")
# A postcode that stands alone: `100102`, `H3H2P2`, `M2M 3Z9`.
_CODE = re.compile(r"(?=.*\d)[A-Z\d][A-Z\d -]{2,9}")
_REMARK = re.compile(r"\s*\([^()]*\)$")
_TAIL_POSTCODE = re.compile(r"\d{5,6}\s*$")
_INITIALS = re.compile(r"(?:^|[\s,])(?:[A-Za-z]\. ?){2,}$")


def split_addresses(lines: Iterable[str], countries: Countries) -> list[str]:
    """The single addresses in some lines, in their order, each verbatim.

    They part at a semicolon, at `and` behind a country, and at the labels `Address:` and
    `Alt Address:`. A semicolon without `and` that no country precedes belongs to the address.
    """
    text = " ".join(line for line in lines if line).strip()
    found: list[str] = []
    for labelled in _LABEL.split(text) if "ddress" in text else (text,):
        held = ""
        bounds = parts(labelled, ";")
        for number, (start, end) in enumerate(bounds):
            piece = labelled[start:end]
            following = labelled[end + 1 :].lstrip()[:4] if number < len(bounds) - 1 else "and "
            held = f"{held};{piece}" if held else piece
            if (
                following.startswith(("and", "And"))
                or _TAIL_POSTCODE.search(piece)
                or _ends_in_country(piece, countries)
            ):
                found.extend(_at_and(held, countries))
                held = ""
        if held:
            found.extend(_at_and(held, countries))
    return [address for address in map(_tidy, found) if address]


def _at_and(text: str, countries: Countries) -> list[str]:
    """Part a text at each `and` that follows a country."""
    if " and" not in text and ";" not in text:
        return [text]
    pieces, start = [], 0
    for mark in _AND.finditer(text):
        left = text[start : mark.start()]
        if left.count("(") > left.count(")"):
            continue
        comma = mark[0].startswith(",")
        if _ends_in_country(left, countries, behind_comma=comma) and not text[
            mark.end() :
        ].lower().startswith("all "):
            pieces.append(left)
            start = mark.end()
    return [*pieces, text[start:]]


def _ends_in_country(text: str, countries: Countries, *, behind_comma: bool = False) -> bool:
    """Whether the last part of a text, or its last words, are a country.

    A remark in brackets behind the country does not count; before a comma a postcode does.
    """
    text = _REMARK.sub("", text) if text.endswith(")") else text
    last = text[text.rfind(",") + 1 :].strip(" .")
    if countries.has(last) or (behind_comma and _POSTCODE.fullmatch(last)):
        return True
    return countries.ends(last.split())


def _tidy(text: str) -> str:
    text = text.strip(" ,;")
    if text[:1] in ("a", ".", ";", ","):
        text = _LEADING.sub("", text)
    text = text.removesuffix(" and").rstrip(" ,;")
    if text.endswith(".") and not _INITIALS.search(text):
        text = text.rstrip(". ")
    return text


def as_address(text: str, countries: Countries, note: str | None = None) -> Address:
    """An address with the country that it ends in, as printed."""
    return Address(text=text, country=_country(text, countries), note=note)


def _country(text: str, countries: Countries) -> str | None:
    """The country at the end of an address, before or behind its postcode."""
    before, _, last = text.rpartition(",")
    last = last.strip()
    if not countries.has(last.strip(" .")):
        if before and _CODE.fullmatch(last):
            last = before.rpartition(",")[2].strip()
        words = last.split()
        tails = [" ".join(words[-n:]) for n in (1, 2, 3) if len(words) > n]
        heads = [" ".join(words[:n]) for n in (1, 2) if _CODE.fullmatch(" ".join(words[n:]))]
        last = next((w for w in (last, *tails, *heads) if countries.has(w.strip(" ."))), "")
    return _POSTCODES.sub("", last).strip() or None
