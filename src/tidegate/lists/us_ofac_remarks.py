"""OFAC's remarks taken apart.

Remarks are one text of parts, divided by semicolons and ended by a full stop. A part is a label
and its words (`DOB 12 Mar 1965`, `Passport A123 (Iran) issued 2 Jan 1990`), a weak alias in
quotation marks (`a.k.a. 'BNC'`; OFAC prints its weak aliases here and nowhere else in the CSV
form), or free words (a position, a family tie, a whereabouts). What is none of these stays
verbatim in `leftovers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tidegate.lists.partial_dates import exact_date, partial_date
from tidegate.lists.us_ofac_labels import SPECIAL, Label, find_label
from tidegate.model.listing import Detail, Frozen, Identifier, Name, NameKind, PartialDate


class Remarks(Frozen):
    """The facts in one entry's remarks. `listing_dates` pairs the programme or directive with
    the day on which OFAC says that it was listed; `parts` counts what the text was made of."""

    births: tuple[PartialDate, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    details: tuple[Detail, ...] = ()
    names: tuple[Name, ...] = ()
    leftovers: tuple[str, ...] = ()
    listing_dates: tuple[tuple[str, date], ...] = ()
    parts: int = 0


@dataclass
class Facts:
    """What has been read so far; the parsers of both forms write into it."""

    births: list[PartialDate] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    listing_dates: list[tuple[str, date]] = field(default_factory=list)

    def detail(self, key: str, value: str) -> None:
        """Note a fact that has a name of its own and no field."""
        self.details.append(Detail(key=key, value=value))


def remarks(text: str, *, complete: bool = True) -> Remarks:
    """Take one remarks text apart.

    `complete=False` says that the text is known to be cut off: its last part is then no fact
    (half a wallet address is another address) and stays among the leftovers.
    """
    facts = Facts()
    parts = split_parts(text, complete=complete)
    cut = None if complete or not parts else parts.pop()
    for part in parts:
        read_part(part, facts)
    if cut is not None:
        facts.leftovers.append(cut)
    return Remarks(
        births=tuple(facts.births),
        identifiers=tuple(facts.identifiers),
        details=tuple(facts.details),
        names=tuple(facts.names),
        leftovers=tuple(facts.leftovers),
        listing_dates=tuple(facts.listing_dates),
        parts=len(parts) + (cut is not None),
    )


def split_parts(text: str, *, complete: bool = True) -> list[str]:
    """The parts between the semicolons; one inside brackets or quotation marks divides nothing."""
    text = text.strip()
    if complete:
        text = _without_stop(text)
    pieces = [piece.strip() for piece in text.split(";")]
    if len(pieces) > 1 and any(map(_is_open, pieces)):
        pieces = _rejoin(pieces)
    return [piece for piece in pieces if piece and piece != "."]


# "S.A." at the end is both an abbreviation and the end of the remarks: OFAC prints one stop.
_ABBREVIATION = re.compile(r"(?:\b\w\.\w\.|\b(?:ltd|co|inc|corp|jr|sr|st|no)\.)\Z", re.IGNORECASE)

_ABBREVIATION_LENGTH = 6


def _without_stop(text: str) -> str:
    if not text.endswith(".") or _ABBREVIATION.search(text[-_ABBREVIATION_LENGTH:]):
        return text
    return text[:-1]


def _rejoin(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    waiting = ""
    for piece in pieces:
        if waiting and find_label(_without_alt(piece)) is None and _is_open(waiting):
            waiting = f"{waiting}; {piece}"
            joined[-1] = waiting
            continue
        joined.append(piece)
        waiting = piece if _is_open(piece) else ""
    return joined


def _is_open(piece: str) -> bool:
    """Whether a bracket, or the quotation mark of a weak alias, is still open."""
    if "(" in piece and piece.count("(") > piece.count(")"):
        return True
    return piece[1:8] == ".k.a. '" and not piece.rstrip(".").endswith("'")


def _without_alt(part: str) -> str:
    return part[5:] if part[:5] in ("alt. ", "Alt. ") else part


def read_part(part: str, facts: Facts) -> None:
    """Read one part of remarks into `facts`; what is not understood goes to the leftovers."""
    bare = part[1:-1] if part.startswith("(Linked To:") and part.endswith(")") else part
    bare = _without_alt(bare)
    labelled = find_label(bare)
    if labelled is None:
        _free_words(part, facts)
        return
    label, words = labelled
    if not words or not labelled_fact(label, words, facts):
        facts.leftovers.append(part)


def labelled_fact(label: Label, words: str, facts: Facts) -> bool:
    """Read the words after a label; `False` where they do not fit it."""
    if label.key in SPECIAL:
        return _SPECIAL_READERS[label.key](words, facts)
    if label.key is not None:
        facts.detail(label.key, words)
        return True
    assert label.kind is not None
    found = identifier(label, words)
    if found is None:
        return False
    facts.identifiers.append(found)
    return True


def _birth(words: str, facts: Facts) -> bool:
    facts.births.append(partial_date(words))
    return True


def _alias(kind: NameKind) -> Callable[[str, Facts], bool]:
    def read(words: str, facts: Facts) -> bool:
        text = words.strip().rstrip(".").strip()
        if len(text) > 1 and text[0] == "'" and text[-1] == "'":
            text = text[1:-1].strip()
        elif text.startswith("'"):
            return False
        if not text:
            return False
        facts.names.append(Name(text=text, kind=kind, weak=True))
        return True

    return read


_SCOPED = re.compile(r"\((?P<scope>[^)]*)\):?\s*(?P<day>.+)\Z")


def _scoped_date(key: str) -> Callable[[str, Facts], bool]:
    def read(words: str, facts: Facts) -> bool:
        found = _SCOPED.match(words)
        scope, printed = (found["scope"], found["day"]) if found else ("", words)
        day = exact_date(printed)
        shown = day.isoformat() if day else printed
        facts.detail(key, f"{shown} ({scope})" if scope else shown)
        if key == "listing_date" and day is not None:
            facts.listing_dates.append((scope, day))
        return day is not None

    return read


_SPECIAL_READERS: dict[str, Callable[[str, Facts], bool]] = {
    "dob": _birth,
    "aka": _alias(NameKind.AKA),
    "fka": _alias(NameKind.FKA),
    "nka": _alias(NameKind.NKA),
    "listing_date": _scoped_date("listing_date"),
    "effective_date": _scoped_date("effective_date"),
    "divestment_date": _scoped_date("divestment_date"),
}


_DIGIT = re.compile(r"\d")
_DATED = re.compile(r"(?:issued|expir|until)")
_ISSUED = re.compile(r",?\s*\bissued\s+(?=\S)")
_EXPIRES = re.compile(r",?\s*\b(?:expires|expired|expiry|valid until)\s+(?=\S)", re.IGNORECASE)
_IMO = re.compile(r"IMO\s*(?:No\.?|Number)?\s*(?P<number>\d{7})\Z", re.IGNORECASE)
_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}\Z")
_WALLET = re.compile(r"(?P<currency>[A-Z0-9]{2,6})\s+(?P<address>\S{20,})\Z")


# A number without a digit is none: `Passport and National ID were issued in Ulm`.
_NUMBERED = frozenset(
    {
        *("passport", "national_id", "tax_id", "registration", "ssn", "duns", "uscc", "licence"),
        *("birth_certificate", "imo", "mmsi", "isin", "phone", "lei"),
    }
)
_PREFIX = re.compile(r"(?:#|No\.?:?|Number:?)\s+(?=\S)")


def identifier(label: Label, words: str) -> Identifier | None:
    """An identifier from the words after its label: number, issuer in brackets, dates, note."""
    if label.kind == "wallet":
        return _wallet(label, words)
    issued = expires = note = None
    if _DATED.search(words):
        words, expires, note = _dated(words, _EXPIRES, None)
        words, issued, note = _dated(words, _ISSUED, note)
    value, issuer = _issuer(" ".join(words.split()).rstrip("., "))
    value = _PREFIX.sub("", value, count=1) if value[:1] in "#N" else value
    kind = label.kind or "other"
    if not value or (kind in _NUMBERED and not _DIGIT.search(value)):
        return None
    name = label.text
    if imo := _IMO.match(value):
        kind, value, name = "imo", imo["number"], f"{name} IMO"
    elif value.startswith("ISIN: "):
        kind, value = "isin", value[6:]
    elif name == "Legal Entity Number" and _LEI.match(value):
        kind = "lei"
    elif kind == "imo":
        value = value.strip("()")
    return Identifier(
        kind=kind,
        value=value,
        label=name,
        issuer=issuer,
        issued=issued,
        expires=expires,
        note=note,
    )


def _wallet(label: Label, words: str) -> Identifier | None:
    found = _WALLET.match(words.strip().lstrip("- ").rstrip("."))
    if found is None:
        return None
    return Identifier(
        kind="wallet", value=found["address"], label=label.text, issuer=found["currency"]
    )


def _dated(
    words: str, mark: re.Pattern[str], note: str | None
) -> tuple[str, str | None, str | None]:
    """The words before a mark such as "issued", the date after it, and what is no date."""
    found = mark.search(words)
    if found is None:
        return words, None, note
    before, after = words[: found.start()], words[found.end() :].strip().rstrip(".,")
    if partial_date(after).earliest is not None:
        return before, after, note
    said = words[found.start() :].strip(" ,.")
    return before, None, said if note is None else f"{said}; {note}"


_COUNTRY = re.compile(r"[^\W\d_][^\d]*\Z")


def _issuer(words: str) -> tuple[str, str | None]:
    """A country in brackets at the end; brackets with digits belong to the number itself."""
    if not words.endswith(")"):
        return words, None
    start = words.rfind("(")
    inside = words[start + 1 : -1].strip()
    if start < 0 or not _COUNTRY.match(inside):
        return words, None
    return words[:start].rstrip(" ,"), inside


_EMAIL = re.compile(r"(?P<value>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)\.?(?:\s*\(email\))?\Z", re.IGNORECASE)
_WEBSITE = re.compile(
    r"(?P<value>(?:https?://|www\.)\S+?)\.?(?:\s*\(website\))?\.?\Z", re.IGNORECASE
)
_LINK = re.compile(r"for more information\b.*?\blink:\s*(?P<link>\S+)", re.IGNORECASE)
_ORDER = re.compile(r"Executive Order \d{5}\b.*", re.DOTALL)
_ROLE = re.compile(
    r"\b(?:minister|director(?:ate)?|commander|chief|head|president|chair(?:man|woman|person)?|"
    r"secretary|general|colonel|lieutenant|lt|captain|brigadier|governor|deputy|member|"
    r"representative|official|officer|manager|leader|ambassador|judge|justice|prosecutor|"
    r"spokesperson|speaker|advisor|adviser|aide|mayor|senator|owner|founder|co-founder|ceo|"
    r"engineer|doctor|dr|professor|haji|sheikh|shaykh|maulana|moulana|maulawi|mulawi|mullah|mufti|"
    r"ustad|ustadz|qari|hojjatoleslam|ayatollah|admiral|marshal|commissioner|counsell?or|rector|"
    r"magistrate|attorney|treasurer|employee|accountant|dealer|businessman|envoy|consul|diplomat|"
    r"ombudsman|partner|superintendent|supervisor|administrator|registrar|figure|executive|"
    r"constituent|politburo|command|mp|general's|advisor|minster|led)\b",
    re.IGNORECASE,
)
_KIN = (
    r"(?:wife|husband|son|daughter|brother|sister|half-brother|(?:son|daughter|sister|brother)"
    r"-in-law|mother|father|nephew|niece|cousin|uncle|spouse|child|children)"
)
_TIE = re.compile(rf"\A{_KIN} of\b|'s (?:\w+ )?{_KIN}\Z", re.IGNORECASE)
_CUSTODY = re.compile(
    r"\b(?:arrested|incarcerated|in custody|in jail|in prison|in remand|detained|deceased|"
    r"indictee|wanted by|suspension of deportation)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:(?:offices?|branch(?:es)?|locations?) (?:worldwide|in|within|only)|all (?:other )?"
    r"(?:offices|branches|locations)|operations in|located in|border area|head office|"
    r"only locations)\b",
    re.IGNORECASE,
)
_OFFICE_HOLDER = re.compile(
    r"(?:(?:deputy|vice|first|former|current|managing|chief|general|head|director|president)\b"
    r"(?! offices?\b)\W*)+(?:of|for|at|in|to)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\A(?:HAMAS(?: - .+)?|DFLP|PFLP|asso(?:ci|c)ated with .+)\.?\Z", re.IGNORECASE)

# In this order: the first that fits says what a part without a label is about.
_FREE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("custody", _CUSTODY),
    ("membership", _GROUP),
    ("relation", _TIE),
    ("position", re.compile(rf"\A{_OFFICE_HOLDER.pattern}", re.IGNORECASE)),
    ("offices", _PLACE),
    ("position", _ROLE),
)


def _free_words(part: str, facts: Facts) -> None:
    """A part without a label: an address on the net, an order's words, a position, a tie."""
    words = _without_stop(part)
    if found := _EMAIL.match(words):
        facts.identifiers.append(Identifier(kind="email", value=found["value"]))
    elif found := _WEBSITE.match(words):
        facts.identifiers.append(Identifier(kind="website", value=found["value"]))
    elif _ORDER.match(_without_alt(part)):
        facts.detail("executive_order", _without_alt(part))
    elif found := _LINK.search(part):
        before = part[: found.start()].strip()
        if before:
            _free_words(before, facts)
        facts.detail("more_information", found["link"].rstrip("."))
    elif part.startswith("United States financial institutions are prohibited"):
        facts.detail("prohibition", part)
    elif part.startswith("This designation refers"):
        facts.detail("designation_note", part)
    else:
        _described(part, words, facts)


# A number that long is an identifier whose label we do not know: no position and no tie.
_LONG_NUMBER = re.compile(r"\d{5}")


def _described(part: str, words: str, facts: Facts) -> None:
    for key, pattern in _FREE:
        if pattern.search(words) and not _LONG_NUMBER.search(words):
            facts.detail(key, words)
            return
    facts.leftovers.append(part)
