"""The names inside a name: what one cell of a customer file holds beside the name itself.

People write the native name in brackets behind the Latin one, two names with a stroke between
them, or the whole address behind the name. Each part can be a listed party's name by itself, and
the words around it would only count against it.
"""

from __future__ import annotations

import re
import unicodedata

_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,})[)）\]】]")
_ALSO = re.compile(
    r"\s*(?:[;|；]|\s/\s"
    r"|,?\s\b(?:[afn]\.?k\.?a|d\.?b\.?a|d/b/a|trading as|formerly|also known as)\b[.,:]?"
    r"|又名|别名|別名|曾用名)\s*",
    re.IGNORECASE,
)
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
    split = _ALSO.split(text)
    if len(split) > 1:
        found.update(dict.fromkeys(split))
    for whole in (text, *found):
        found.update(dict.fromkeys(_by_script(whole)))
        found.update(dict.fromkeys(_before_address(whole)))
    tidy = dict.fromkeys(" ".join(part.split()).strip(" ,;.-–—()（）") for part in found)
    return tuple(part for part in tidy if len(part) > 1 and part != text)[:_MOST]


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
