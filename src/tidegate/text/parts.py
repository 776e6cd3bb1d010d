"""The names inside a name: what one cell of a customer file holds beside the name itself.

People write the native name in brackets behind the Latin one, two names with a stroke between
them, or the whole address behind the name. Each part can be a listed party's name by itself, and
the words around it would only count against it.
"""

from __future__ import annotations

import re
import unicodedata

_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,})[)）\]】]")
# What stands between two names of one party, or of one and whom it acts for. A capital letter has
# to follow `ex`, and a space stand around `@`.
_MARKS = re.compile(
    r"\s*[;|；]\s*|\s/\s|\s@\s|又名|别名|別名|曾用名"
    r"|(?:^|[\s,(（])(?:"
    r"(?:a[./ ]?k[./ ]?a|[fn][./]k[./]a|fka|d[./ ]?b[./ ]?a|o/b/o)\b[.,:]?"
    r"|(?:[ct]/[oa]|a/c|f/o)\b[.,:]?|attn\b[.:]?|attention:"
    r"|(?:better |now |also |formerly |previously |later )?known (?:as|by|under)\b:?"
    r"|(?:trading|operating|doing business|acting|registered|(?:now |later )?renamed) as\b:?"
    r"|formerly\b:?|previously\b:?|(?:now|later) renamed\b:?|alias(?:es)?\b:?"
    r"|vormals\b|ehemals\b|fr[uü]her\b|anciennement\b|antes\b|antiguamente\b"
    r"|(?<!^)ex[- ](?=(?-i:[^\W\d_a-z]))|n[ée]e\b|geb\.|in care of\b"
    r"|(?:for and )?on behalf of\b|as (?:an )?agents? (?:of|for)\b|for (?:the )?account of\b"
    r"|(?:an? )?(?:(?:wholly|majority)[- ]owned )?(?:subsidiary|affiliate) of\b"
    r"|(?:owned|controlled|represented) by\b|successor (?:to|of)\b"
    r")\s*",
    re.IGNORECASE,
)
# What has fewer letters is no name: a state (Alight, Inc. / DE), a form.
_NAME = re.compile(r"[^\W\d_][^\W_]{3}|[^\W\d_][^\W_]+\W+[^\W\d_]|[^\x00-\u024f]{2}")
_NUMBER = re.compile(r"\d")
# Behind so few commas there is no address.
_LEAST_COMMAS = 2
_STOP = re.compile(r"\.\s+(?=[^.]*\d)")
# One cell holds a few names at the most; what claims more is not a name.
_MOST = 8


def parts(text: str) -> tuple[str, ...]:
    """The names inside a text, without the text itself: none for most names."""
    found: dict[str, None] = {}
    outside = _BRACKETS.sub(" ", text)
    if outside != text:
        found.update(dict.fromkeys([outside, *_BRACKETS.findall(text)]))
    for part in (text, *found):
        found.update(dict.fromkeys(part[start:end] for start, end in spliced(part)))
    for whole in (text, *found):
        found.update(dict.fromkeys(_by_script(whole)))
        found.update(dict.fromkeys(_before_address(whole)))
    tidy = dict.fromkeys(" ".join(part.split()).strip(" ,;.-–—()（）") for part in found)
    return tuple(part for part in tidy if len(part) > 1 and part != text)[:_MOST]


def spliced(text: str) -> tuple[tuple[int, int], ...]:
    """Where the names stand that a text says to be of one party or to act for each other (d/b/a,
    formerly, c/o); nothing for most names."""
    bounds = []
    start = 0
    for mark in _MARKS.finditer(text):
        bounds.append((start, mark.start()))
        start = mark.end()
    if not bounds:
        return ()
    spans = (*bounds, (start, len(text)))[:_MOST]
    return tuple((first, last) for first, last in spans if _NAME.search(text[first:last]))


def _by_script(text: str) -> list[str]:
    """The runs of Latin letters and of any other script, where a text has both."""
    groups: dict[bool, list[str]] = {}
    latin = None
    for char in text:
        if char.isalpha():
            latin = unicodedata.name(char, "").startswith(("LATIN", "FULLWIDTH LATIN"))
        if latin is not None:
            groups.setdefault(latin, []).append(char)
    if len(groups) < 2:
        return []
    return ["".join(chars) for chars in groups.values()]


def _before_address(text: str) -> list[str]:
    """What stands before an address in the same cell: the first segments of a text with several
    commas and numbers behind them, or the sentence before a sentence with numbers."""
    found = []
    segments = text.split(",")
    if len(segments) > _LEAST_COMMAS and any(_NUMBER.search(part) for part in segments[1:]):
        found += [segments[0], ",".join(segments[:2])]
    stop = _STOP.search(text)
    if stop and stop.start() > 1:
        found.append(text[: stop.start()])
    return found
