"""The aliases in an Entity cell: their introduction, their list, and what ends it.

Forms met: `a.k.a., the following two aliases:` with a dash before each, the same without dashes
or without `a.k.a.`, `a.k.a., X, Y and Z, <address>`, and the bracketed
`(a.k.a. X; a.k.a. Y; f.k.a. Z)` of 2014. The kind of an alias is that of the last mark before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tidegate.lists.us_bis_split import (
    Countries,
    continues_name,
    is_address,
    parts,
    sentence_split,
)
from tidegate.lists.us_bis_words import NUMBERS, STARTS_WITH_FORM
from tidegate.model.listing import Name, NameKind

_KINDS = {"a": NameKind.AKA, "f": NameKind.FKA, "n": NameKind.NKA}
_MARK_TEXT = r"(?<![\w'])(?P<kind>[afn])\.?\s?k\.?\s?a(?![\w'])\.?(?:\s?,)?"
_MARK = re.compile(_MARK_TEXT)
_ANNOUNCED = (
    r"(?:(?:and|as|including),?\s+)?(?:the\s+)?(?:follow(?:ing)?\s+)?(?:the\s+following\s+)?"
    r"(?:(?P<number>\w+)\s+)?(?:following\s+)?(?:ali\w*|entit(?:y|ies))\b"
)
_INTRO = re.compile(
    rf"(?P<lead>[\s,;]*)(?:{_MARK_TEXT}(?P<list>\s*{_ANNOUNCED})?"
    r"|the following (?P<bare>\w+ )?ali\w*\b)"
)
# What may stand between the announcement and its colon.
_UP_TO_COLON = re.compile(r"\s*(?:,[^:;—]{0,80})?:|\s*,?\s*$|\s*,(?=\s)")
_BRACKET = re.compile(rf",?\s*\(\s*(?={_MARK_TEXT})")
_ENDING = re.compile(r"(?P<stop>[;,]?)\s*(?:\band\b[;,]?)?$")
_BEGINNING = re.compile(r"^(?:and\s+|[—–-]\s*)")
# Words whose full stop is their own, at the end of a list too: `Ltd.`, `Elec.`, `S.A.`
_ABBREVIATION = re.compile(
    r"(?:^|[\s(,.])(?:Ltd|Ltda|Co|Inc|Corp|Pvt|Pte|Pty|Sdn|Bhd|Est|Jr|Sr|Intl|Int'l|Int|Mfg|Ind|"
    r"Elec|Tech|Sci|Dev|Imp|Exp|Eng|Dept|Bros|Ş?ti|Sti|Şti|ŞTİ|İth|Tic|San|Cie|No|St|"
    r"(?:[A-Za-z]{1,3}\.)+[A-Za-z]{1,3})\.$"
)
_ADDRESS_NOTE = re.compile(r",?\s*\(Address:\s*(?P<address>[^()]*)\)", re.I)
_AFTERWORD = re.compile(
    r",?\s*\(all of (?:the )?preceding[^()]*\)|(?:[;,]?\s*\band |^)any nuclear-related\b.*$"
    r"|,?\s*(?:and\s+)?to include the following\b[^.]*(?:\.|$)\s*",
    re.I | re.S,
)
# A comma or semicolon that was set before the quote that it should follow: `'Zaliv;' and`.
_INTO_QUOTE = re.compile(r"([;,])(['’”\"])(?=\s|$)")
_ORDINARY_WORD = re.compile(r"(?!and$)[A-ZÀ-Þ][^\W\dA-Z_]+(?:-[A-ZÀ-Þ]?[^\W\dA-Z_]+)*")
_QUOTES = frozenset("'’”\"")
_EITHER = re.compile(r"\s+or\s+(?=[A-Z])")


@dataclass(frozen=True)
class AliasIntro:
    """Where a list of aliases begins. `announced` is true for `the following … aliases`,
    `number` is the word that counts them, `comma` says that a comma parts it from the name,
    `inline` that the first alias stands in the same line."""

    start: int
    end: int
    kind: NameKind
    announced: bool
    number: str | None
    comma: bool
    inline: bool = False


@dataclass
class Items:
    """The aliases of a list and what followed the last of them in the same line."""

    names: list[Name] = field(default_factory=list)
    address: str = ""
    addresses: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def find_intro(line: str) -> AliasIntro | None:
    """The first introduction of aliases in a line, outside brackets."""
    if "k.a" not in line and "aka" not in line and "follow" not in line and "k. a" not in line:
        return None
    found = _INTRO.search(line)
    if not found:
        return None
    announced = bool(found["list"]) or not found["kind"]
    end = found.end()
    if announced:
        colon = _UP_TO_COLON.match(line, end)
        end = colon.end() if colon else end
    number = found["number"] or (found["bare"] or "").strip() or None
    kind = _KINDS[found["kind"]] if found["kind"] else NameKind.AKA
    return AliasIntro(found.start(), end, kind, announced, number, "," in found["lead"])


def take_brackets(line: str) -> tuple[str, list[Name]]:
    """Take the bracketed lists `(a.k.a. X; f.k.a. Y)` out of a line."""
    names: list[Name] = []
    while found := _BRACKET.search(line):
        end = _closing(line, found.end())
        names.extend(_marked(line[found.end() : end]))
        gap = "," if line[end + 1 : end + 2] not in ("", ",", ";", ".", " ") else ""
        line = line[: found.start()] + gap + line[end + 1 :]
    return line, names


def _closing(line: str, start: int) -> int:
    """The place of the bracket that closes the one before `start`, or the end of the line."""
    depth = 1
    for place in range(start, len(line)):
        depth += {"(": 1, ")": -1}.get(line[place], 0)
        if not depth:
            return place
    return len(line)


def _marked(text: str) -> list[Name]:
    """Aliases each behind its own mark, or several behind one."""
    marks = list(_MARK.finditer(text))
    names: list[Name] = []
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        body = text[mark.end() : end].strip(" ;,")
        single = len(marks) == 1
        pieces = _semicolons(body)
        if len(pieces) == 1 and single:
            pieces = comma_list(body)
        for piece in pieces:
            _add(names, tidy(piece, closing=True), _KINDS[mark["kind"]])
    return names


def _semicolons(text: str) -> list[str]:
    """The pieces between semicolons; a quote that closes behind its semicolon is put right."""
    text = unquote_marks(text)
    return [text[start:end].strip() for start, end in parts(text, ";") if text[start:end].strip()]


def comma_list(text: str) -> list[str]:
    """The names in `X, Co., Y and Z`: a part that begins with a legal form stays with its name."""
    pieces: list[str] = []
    for start, end in parts(text):
        part = text[start:end].strip()
        if pieces and (STARTS_WITH_FORM.match(part) or not part):
            pieces[-1] = f"{pieces[-1]}, {part}".rstrip(", ")
        else:
            pieces.append(part)
    *before, last = pieces
    names = [*before, *_at_and(last)]
    return [name.removeprefix("and ").strip() for name in names if name.strip()]


def _at_and(text: str) -> list[str]:
    """The names in `Steven Lim and Yong Nam Lim`; `and` inside one name parts nothing.

    Persons are parted, and names that share two words or more; an institution's name is not.
    """
    found = text.split(" and ")
    if len(found) == 1:
        return found
    shared = set.intersection(*({w for w in name.split() if len(w) > 2} for name in found))
    if len(shared) > 1 or not (continues_name(text) or re.search(r"\d", text)):
        return found
    return [text]


def read_items(
    intro: AliasIntro, lines: Sequence[str], countries: Countries, *, open_end: bool
) -> Items:
    """Read the lines of an alias list. With `open_end` the last one may run into the address."""
    items = Items()
    pieces = _pieces(intro, lines)
    for piece in pieces[:-1]:
        _item(_take_notes(piece, items), intro.kind, items)
    if pieces:
        last = _take_notes(pieces[-1], items)
        found = sentence_split(last, countries) if open_end else None
        if found and found.sure and found.address:
            last, items.address = found.name, found.address
        _item(last, intro.kind, items, closing=True)
    return items


def _pieces(intro: AliasIntro, lines: Sequence[str]) -> list[str]:
    """The single aliases as printed, each with the mark that ends it."""
    pieces: list[str] = []
    counted = NUMBERS.get(intro.number or "") == len(lines)
    for line in lines:
        text = unquote_marks(line)
        bounds = parts(text, ";")
        if counted and len(bounds) > 1 and _one_name(text, bounds):
            pieces.append(text.lstrip("—–- "))
            continue
        for number, (start, end) in enumerate(bounds):
            piece = text[start:end].strip()
            if number < len(bounds) - 1:
                piece += ";"
            if piece in ("", "and", ";", "and;"):
                if pieces and piece:
                    pieces[-1] += f" {piece}"
                continue
            pieces.append(piece.removeprefix("and ").lstrip("—–- "))
    return pieces


def _one_name(text: str, bounds: Sequence[tuple[int, int]]) -> bool:
    """Whether a semicolon stands inside one alias: `Xinjiang Leon Telecom; and Technology`.

    Asked only where the list announces as many aliases as it has lines. A single ordinary word
    behind the semicolon is no alias of its own; an acronym or several words are.
    """
    further = (text[start:end].strip().removeprefix("and ") for start, end in bounds[1:])
    return any(_ORDINARY_WORD.fullmatch(piece.strip(" .;")) for piece in further)


def _take_notes(piece: str, items: Items) -> str:
    """Take an address in brackets and a remark about the whole list out of an alias."""
    noted = _ADDRESS_NOTE.search(piece) if "(" in piece else None
    if noted:
        items.addresses.append(noted["address"].strip())
        piece = _ADDRESS_NOTE.sub("", piece)
    told = "preceding" in piece or "nuclear" in piece or "follow" in piece
    after = _AFTERWORD.search(piece) if told else None
    if after:
        items.remarks.append(after[0].strip(" ,;."))
        rest = piece[after.end() :].strip()
        piece = piece[: after.start()]
        if rest:
            items.addresses.append(rest)
    return piece


def _item(piece: str, kind: NameKind, items: Items, *, closing: bool = False) -> None:
    """Add one alias, or several where it holds a mark or `or`; `closing`: it ends the list."""
    name = tidy(piece, closing=closing)
    marks = list(_MARK.finditer(name)) if "k" in name and "a" in name else []
    if marks:
        _add(items.names, tidy(name[: marks[0].start()].rstrip(" ,"), closing=False), kind)
        items.names.extend(_marked(name[marks[0].start() :]))
        return
    for each in _EITHER.split(name) if " or " in name else (name,):
        _add(items.names, each, kind)


def _add(names: list[Name], text: str, kind: NameKind) -> None:
    if text:
        names.append(Name(text=text, kind=kind))


def unquote_marks(text: str) -> str:
    """Put a comma or semicolon that stands before a closing quote behind it."""
    if not _QUOTES.isdisjoint(text):
        return _INTO_QUOTE.sub(r"\2\1", text)
    return text


def tidy(text: str, *, closing: bool) -> str:
    """A name without the marks that part it from its neighbours.

    A full stop before a semicolon or a comma belongs to the name (`Piotech.`); one that ends the
    list (`closing`) is the list's, unless it ends an abbreviation (`Ltd.`).
    """
    text = unquote_marks(text.strip())
    parted = False
    if text.endswith((";", ",", "and")):
        ended = _ENDING.search(text)
        parted = bool(ended and ended["stop"])
        text = text[: ended.start()].rstrip(" ,;") if ended else text
    if text.startswith(("and ", "—", "–", "-", ",")):
        text = _BEGINNING.sub("", text).strip(" ,")
    if closing and not parted and text.endswith(".") and not _ABBREVIATION.search(text):
        text = text[:-1].rstrip()
    return text


def inline_list(text: str, countries: Countries) -> tuple[list[str], str]:
    """`X, Y and Z, <address>`: the names up to the part that begins the address, and the rest."""
    bounds = parts(text)
    cut = len(text)
    for number, (start, end) in enumerate(bounds):
        part = text[start:end].strip()
        later = [text[a:b].strip(" .;") for a, b in bounds[number + 1 :]]
        town = len(later) == 1 and countries.has(later[0])
        if number and (is_address(part, countries) or (town and not STARTS_WITH_FORM.match(part))):
            cut = start
            break
    return comma_list(text[:cut].strip(" ,")), text[cut:].strip(" ,")
