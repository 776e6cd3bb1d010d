"""The index: names compiled once, asked many times."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from tidegate.match.answer import Pairing, match_of
from tidegate.match.compiled import KINDS, Compiled, Entry, Strings, compile_names
from tidegate.match.pool import can_fork, in_parallel
from tidegate.match.retrieve import Finder, retrieve
from tidegate.match.score import Scored, score
from tidegate.match.storage import read_index, write_index
from tidegate.match.units import Units, units_of
from tidegate.model.match import Match
from tidegate.text import Kind, Lexicon, Token, analyse

_ADDRESS = KINDS.index("address")
_REMEMBERED = 20_000
_LEAST = 0.0001
_KIND = tuple(Kind)


class Index:
    """Compiled names of listings.

    Build it from entries of (listing id, kind, names), primary name first; `kind` is `person`,
    `organization`, `vessel`, `aircraft`, `address` or `None` for "not said". The same entries
    give the same bytes and the same scores on every machine.
    """

    def __init__(self, arrays: Compiled, lexicon: Lexicon) -> None:
        self._arrays = arrays
        self._lexicon = lexicon
        self._listings = Strings(arrays.listing_blob, arrays.listing_offsets)
        self._names = Strings(arrays.name_blob, arrays.name_offsets)
        self._words = Strings(arrays.word_blob, arrays.word_offsets)
        self._finder = Finder(arrays, self._words, lexicon.scoring)
        self._units: dict[int, Units] = {}

    def __len__(self) -> int:
        """How many names the index holds."""
        return len(self._names)

    @classmethod
    def build(cls, entries: Iterable[Entry], lexicon: Lexicon) -> Self:
        """An index over entries of (listing id, kind, names)."""
        return cls(compile_names(entries, lexicon), lexicon)

    @classmethod
    def load(cls, path: str | Path, lexicon: Lexicon) -> Self:
        """The index in a file, mapped into memory.

        Raises IndexFileError where the file is damaged or was written by another engine or with
        other word tables.
        """
        return cls(read_index(Path(path), lexicon.tables.digest), lexicon)

    def save(self, path: str | Path) -> None:
        """Write the index to a file, whole or not at all; equal indexes give equal bytes."""
        write_index(Path(path), self._arrays, self._lexicon.tables.digest)

    def screen(
        self,
        name: str,
        kind: str | None = None,
        limit: int = 10,
        threshold: float | None = None,
    ) -> list[Match]:
        """Listings that a name meets, best first, the best name of each.

        Only scores of at least `threshold` are given, by default all above a low floor. `kind`
        says how the name is read; listings of every kind are met, and what another kind says is
        for the asker to weigh. Equal scores are in order of evidence, then of listing.
        """
        floor = self._lexicon.parameters["floor"] if threshold is None else threshold
        least = max(self._lexicon.calibration.raw_of(floor), _LEAST)
        analysis = analyse(name, self._lexicon, kind)
        best: dict[int, tuple[Scored, Units, int]] = {}
        for reading in analysis.readings:
            query = units_of(reading)
            for row in retrieve(self._finder, query, limit):
                self._look_at(row, query, kind, best)
        ranked = sorted(
            (item for item in best.items() if item[1][0].score >= least),
            key=lambda item: (-item[1][0].score, -item[1][0].evidence, item[0]),
        )
        return [self._match(name, at, *found) for at, found in ranked[: max(0, limit)]]

    def screen_many(
        self,
        names: Iterable[str],
        kind: str | None = None,
        limit: int = 10,
        threshold: float | None = None,
        *,
        workers: int = 1,
    ) -> list[list[Match]]:
        """`screen` for each name, in order. Several `workers` are forked processes that give the
        same answers sooner; where the system cannot fork, one process does all."""

        def screen(name: str) -> list[Match]:
            return self.screen(name, kind, limit, threshold)

        if workers > 1 and can_fork():
            return list(in_parallel(screen, names, workers))
        return list(map(screen, names))

    def _look_at(
        self,
        row: int,
        query: Units,
        kind: str | None,
        best: dict[int, tuple[Scored, Units, int]],
    ) -> None:
        """Score one row, and keep it if no better one of its listing is known."""
        arrays = self._arrays
        address = kind == "address" or int(arrays.row_kind[row]) == _ADDRESS
        found = score(query, self._row_units(row), self._lexicon, address)
        listing = int(arrays.name_listing[arrays.row_name[row]])
        known = best.get(listing)
        if known is None or (found.score, found.evidence) > (known[0].score, known[0].evidence):
            best[listing] = (found, query, row)

    def _row_units(self, row: int) -> Units:
        units = self._units.get(row)
        if units is None:
            if len(self._units) > _REMEMBERED:
                self._units.clear()
            units = self._units[row] = units_of(self._row_reading(row))
        return units

    def _row_reading(self, row: int) -> tuple[Token, ...]:
        arrays = self._arrays
        first, last = arrays.row_tokens[row : row + 2].tolist()
        borders = arrays.token_keys[first : last + 1].tolist()
        words = arrays.key_word[borders[0] : borders[-1]].tolist()
        routes = arrays.key_route[borders[0] : borders[-1]].tolist()
        keys = [self._words[word] for word in words]
        columns = zip(
            borders,
            borders[1:],
            arrays.token_start[first:last].tolist(),
            arrays.token_end[first:last].tolist(),
            arrays.token_kind[first:last].tolist(),
            arrays.token_weight[first:last].tolist(),
            arrays.token_initial[first:last].tolist(),
            strict=False,
        )
        base = borders[0]
        return tuple(
            [
                Token(
                    start,
                    end,
                    tuple(keys[a - base : b - base]),
                    tuple(routes[a - base : b - base]),
                    _KIND[kind],
                    weight,
                    chr(initial) if initial else "",
                )
                for a, b, start, end, kind, weight, initial in columns
            ]
        )

    def _match(self, asked: str, listing: int, found: Scored, query: Units, row: int) -> Match:
        name = self._names[int(self._arrays.row_name[row])]
        pairing = Pairing(found, query, self._row_units(row))
        return match_of(pairing, asked, name, self._lexicon, self._listings[listing])
