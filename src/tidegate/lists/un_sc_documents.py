"""The identity documents of the United Nations list.

Number, kind, issuer and dates have elements of their own, but often stand in the note or in the
second type: `Afghan national identification card (tazkira) number 545167`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tidegate.model.listing import Identifier

_KINDS = (
    ("passport", re.compile(r"passe?port|pasaporte", re.IGNORECASE)),
    ("ssn", re.compile(r"social security|\bssn\b", re.IGNORECASE)),
    ("birth_certificate", re.compile(r"birth certificate", re.IGNORECASE)),
    ("licence", re.compile(r"driver|driving", re.IGNORECASE)),
    ("tax_id", re.compile(r"fiscal code|tax", re.IGNORECASE)),
    ("national_id", re.compile(r"identi|national|card|voter|ration", re.IGNORECASE)),
)
_EXPIRES = re.compile(
    r"\b(?:expir(?:es|ed|y|ation)|valid until|date of expiration)\b[\s:]*(?:date)?[\s:]*(?:on\s+)?"
    r"(?P<date>\d{4}-\d{2}-\d{2}|\d{1,2}\s+[A-Za-z]{3,9}\.?\s+\d{4}|[A-Za-z]{3,9}\.?\s+\d{4})",
    re.IGNORECASE,
)
# A number of a document: at least five digits, with the letters that belong to it.
_NUMBER = re.compile(
    r"\b(?:[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]|\d{3}-\d\d-\d{4}"
    r"|(?:[A-Z]{1,3}[- ]{0,2})?\d{5,}(?:[-/]?[0-9A-Z]+)*)\b"
)

_PHRASE = re.compile(
    r"(?:[^\d]*\b(?:number|no\.?|passport|card\)?|N°)[\s:]+)?(?P<value>[^\s(]*\d[^(]*?)"
    r"(?:\s*\((?:expire[sd]?)\b[^)]*\))?\Z",
    re.IGNORECASE,
)


def document(fields: Mapping[str, str]) -> Identifier | None:
    """The identifier in the elements of one document; `None` where no number can be found."""
    first, second, note = fields["TYPE_OF_DOCUMENT"], fields["TYPE_OF_DOCUMENT2"], fields["NOTE"]
    value = fields["NUMBER"]
    if not value:
        found = _NUMBER.search(second) or _NUMBER.search(note)
        if found is None:
            return None
        value = found[0]
    phrase = _PHRASE.match(value)
    if phrase is not None:
        # "British passport number C00146605": the words stay as the note.
        value, note = phrase["value"], "; ".join(filter(None, (value, note)))
    issuer = fields["ISSUING_COUNTRY"] or fields["COUNTRY_OF_ISSUE"]
    place = [fields["CITY_OF_ISSUE"], fields["COUNTRY_OF_ISSUE"]]
    issued_in = ", ".join(part for part in place if part and part != issuer)
    expires = _EXPIRES.search(note)
    remarks = [note, f"issued in {issued_in}" if issued_in else ""]
    return Identifier(
        kind=_kind(first, second, fields["NUMBER"] or note),
        value=value,
        label="; ".join(filter(None, (first, second.strip(" :")))) or None,
        issuer=issuer or None,
        issued=fields["DATE_OF_ISSUE"] or None,
        expires=expires["date"] if expires else None,
        note="; ".join(filter(None, remarks)) or None,
    )


def _kind(first: str, second: str, words: str) -> str:
    """The second type is the narrower one; without it the words about the number tell."""
    for text in filter(None, (second, words, first)):
        for kind, pattern in _KINDS:
            if pattern.search(text):
                return kind
    return "other"
