"""The matching engine with the project's word tables, and a user's own over them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tidegate.app.settings import own_tables
from tidegate.match import Index as BareIndex
from tidegate.match import compare as bare_compare
from tidegate.model.errors import UsageError
from tidegate.model.listing import PartyKind
from tidegate.model.match import Match

if TYPE_CHECKING:
    from tidegate.match.compiled import Entry
    from tidegate.text import Lexicon

# A name of so few characters has too few words to be cut.
_NEVER_CUT = 60


def lexicon(own: str | None = None) -> Lexicon:
    """The word tables of the package and over them those in the folder `own` (without it:
    `TIDEGATE_NAMES`), made ready once per process. Raises DataError."""
    return _lexicon(own_tables(own))


def package_lexicon() -> Lexicon:
    """The word tables of the package alone."""
    return _lexicon(None)


@cache
def _lexicon(own: str | None) -> Lexicon:
    from tidegate.tables.names import FOLDER, lexicon_data
    from tidegate.text import Lexicon

    return Lexicon(lexicon_data(FOLDER, Path(own) if own else None))


class Index(BareIndex):
    """Compiled names of listings, on the word tables of the package.

    Build it from entries of (listing id, kind, names), primary name first; `kind` is `person`,
    `organization`, `vessel`, `aircraft`, `address` or `None` for "not said". The same entries
    give the same bytes and the same scores on every machine.
    """

    @classmethod
    def build(cls, entries: Iterable[Entry], words: Lexicon | None = None) -> Self:
        """An index over entries of (listing id, kind, names); `words` replaces the tables.

        Raises UsageError for an entry of another shape or an unknown kind.
        """
        return super().build(map(_checked, entries), words or lexicon())

    def screen_many(
        self,
        names: Iterable[str],
        kind: str | None = None,
        limit: int = 10,
        threshold: float | None = None,
        *,
        workers: int = 1,
    ) -> list[list[Match]]:
        """`screen` for each name, in order; with several `workers` on as many processors."""
        kind = _kind(kind)
        return super().screen_many(names, kind, limit, threshold, workers=workers)

    @classmethod
    def load(cls, path: str | Path, words: Lexicon | None = None) -> Self:
        """The index in a file, mapped into memory.

        Raises IndexFileError where the file is damaged or was written by another engine.
        """
        return super().load(path, words or lexicon())


def compare(
    name_a: str, name_b: str, kind: str | None = None, words: Lexicon | None = None
) -> Match:
    """How well two names agree, with the words that met: the score and the explanation of the
    same path that screening uses. `kind` is a kind of party or `None`; `words` replaces the
    tables."""
    return bare_compare(name_a, name_b, _kind(kind), lexicon=words or lexicon())


def _checked(entry: Entry) -> Entry:
    listing, kind, names = entry
    if isinstance(names, str):
        raise UsageError(
            f"the names of {listing!r} are one text", field="entries", expected="a list of names"
        )
    return listing, _kind(kind), names


def _kind(kind: str | None) -> str | None:
    if kind is not None and kind not in set(PartyKind):
        kinds = ", ".join(PartyKind)
        raise UsageError(f"there is no kind {kind!r}", field="kind", expected=f"{kinds} or None")
    return kind


def alert_threshold() -> float:
    """The shipped level: a score at or above it raises an alert."""
    return lexicon().parameters["alert_threshold"]


def identifies(text: str, words: Lexicon) -> bool:
    """Whether a name has a word that tells one party from another. "Bank", "Co., Ltd." and
    "University" have none; "General Electric" has two words that together do."""
    from tidegate.text import Kind, analyse

    silent = (Kind.FORM, Kind.FUNCTION, Kind.TITLE, Kind.PARTICLE)
    return any(
        token.kind is Kind.DISTINCTIVE or place
        for reading in analyse(text, words).readings
        for place, token in enumerate(t for t in reading if t.kind not in silent)
    )


def is_cut(text: str, words: Lexicon) -> bool:
    """Whether a name is so long that only its beginning is compared: then nothing found does not
    mean that nothing is there."""
    from tidegate.text import analyse

    return len(text) > _NEVER_CUT and analyse(text, words).cut
