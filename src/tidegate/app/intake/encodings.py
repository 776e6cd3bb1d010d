"""In which encoding a text file is written: told, marked, proven or judged, never assumed.

A mark (BOM) decides; then UTF-8, which hardly any other text satisfies by chance; then the
encodings of `data/intake/encodings.yaml`, judged by how likely the characters are that each would
give. Where two are as likely the user is asked: a name in the wrong letters would be a false clear.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field
from typing import BinaryIO

from tidegate.model.errors import InputError
from tidegate.tables.intake import Encoding, Encodings

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_WORD = re.compile(r"[^\W\d_]+")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class TextForm:
    """How the bytes of a text file become lines. `wide`: its line ends are not single bytes."""

    codec: str
    title: str
    lines: int = 0
    wide: bool = False


@dataclass
class _Census:
    """One pass over a file: what its lines beyond ASCII look like."""

    lines: int = 0
    utf8: int = 0
    other: int = 0
    kept: int = 0
    returns: bool = False
    sample: list[bytes] = field(default_factory=list)


def recognise(stream: BinaryIO, file: str, tables: Encodings, told: str | None = None) -> TextForm:
    """The encoding of a seekable stream, which is left at its beginning.

    Raises InputError where the encoding is unknown, or unclear between two.
    """
    head = stream.read(4096)
    stream.seek(0)
    census = _take_census(stream, tables.sample_bytes)
    stream.seek(0)
    returns = census.returns and census.lines <= 1
    if told is not None:
        codec = _known(told, file)
        return TextForm(codec, codec, census.lines, wide=returns or _is_wide(codec))
    for mark, codec, title in _MARKS:
        if head.startswith(mark):
            return TextForm(codec, title, census.lines, wide=returns or codec != "utf-8-sig")
    if b"\0" in head:
        # Without a mark, ASCII letters show which half of each pair is empty.
        codec = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
        return TextForm(codec, f"{codec.upper()} without a mark", census.lines, wide=True)
    if census.utf8 >= census.other:
        return TextForm("utf-8", "UTF-8", census.lines, wide=returns)
    chosen = _judge(census.sample, tables, file)
    return TextForm(chosen.codec, chosen.title, census.lines, wide=returns)


def _known(told: str, file: str) -> str:
    try:
        return codecs.lookup(told).name
    except LookupError:
        raise InputError(
            f"unknown encoding {told!r}", file=file, expected="a name such as utf-8, gb18030, big5"
        ) from None


def _is_wide(codec: str) -> bool:
    return codec.startswith(("utf-16", "utf-32"))


def _take_census(stream: BinaryIO, sample_bytes: int) -> _Census:
    census = _Census()
    while raw := stream.readline(_CHUNK):
        census.lines += 1
        census.returns = census.returns or b"\r" in raw.rstrip(b"\r\n")
        if raw.isascii():
            continue
        try:
            raw.decode("utf-8")
            census.utf8 += 1
        except UnicodeDecodeError:
            census.other += 1
        if census.kept < sample_bytes:
            census.sample.append(raw[:sample_bytes])
            census.kept += len(raw)
    return census


def _judge(sample: list[bytes], tables: Encodings, file: str) -> Encoding:
    scored = sorted(
        ((_score(sample, encoding, tables.sign_bonus), encoding) for encoding in tables.encodings),
        key=lambda pair: -pair[0],
    )
    (best, chosen), (second, rival) = scored[0], scored[1]
    if best >= tables.plausible and best - second >= tables.margin:
        return chosen
    message = "the encoding is not clear"
    if best >= tables.plausible:
        message += f": it could be {chosen.title} or {rival.title}"
    codecs_ = ", ".join(encoding.codec for encoding in tables.encodings)
    raise InputError(
        message,
        file=file,
        todo=f"Save it as UTF-8, or name its encoding (utf-8, {codecs_}; --encoding)",
    )


def _score(sample: list[bytes], encoding: Encoding, bonus: float) -> float:
    """How likely the sample is in an encoding: the share of likely characters or words, less the
    lines that are not of the encoding at all, more for a word that such a file tends to hold."""
    texts = []
    for raw in sample:
        try:
            texts.append(raw.decode(encoding.codec))
        except UnicodeDecodeError:
            continue
    if not texts:
        return 0.0
    whole = "\n".join(texts)
    if sum(1 for char in whole if not char.isascii()) < encoding.least:
        return 0.0
    likely = (
        _likely_pairs(whole, encoding)
        if encoding.judged == "pairs"
        else _likely_words(whole, encoding)
    )
    share = likely * len(texts) / len(sample)
    return share + (bonus if any(sign in whole for sign in encoding.signs) else 0.0)


def _likely_pairs(text: str, encoding: Encoding) -> float:
    beyond = [char for char in text if not char.isascii()]
    good = 0
    for char in beyond:
        pair = char.encode(encoding.codec)
        good += len(pair) == 2 and any(low <= pair[0] <= high for low, high in encoding.ranges)
    return good / len(beyond) if beyond else 0.0


def _likely_words(text: str, encoding: Encoding) -> float:
    """The share of words, among those with letters beyond ASCII, that look natural; marks beyond
    ASCII outside of words count as half a word each, for prose has few of them."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    marks = sum(
        1
        for char in text
        if not char.isascii() and not char.isalpha() and char not in "«»–—‘’“”„№°®©\xa0"
    )
    natural = sum(1 for word in words if _natural(word, str(encoding.script)))
    return natural / (len(words) + marks / 2) if words else 0.0


def _natural(word: str, script: str) -> bool:
    """One script, capitals only at the start or throughout, and in Latin words more plain letters
    than marked ones (a short word may be marked alone: à, où)."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    if any(not unicodedata.name(char, "").startswith(script) for char in word):
        return False
    marked = sum(1 for char in word if not char.isascii())
    return script != "LATIN" or marked * 2 <= len(word) or len(word) == 1
