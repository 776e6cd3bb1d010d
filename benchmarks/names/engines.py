"""The engines that are measured: Tidegate, and peers where they are installed.

Peers are optional and loaded when asked for. `pip install anyascii scipy nomenklatura` in an
environment of your own brings all of them; nomenklatura needs ICU (`pyicu`, or the ready-built
`pyicu-wheels`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import numpy as np

from benchmarks.names.names_of_lists import Entry

Found = list[tuple[str, float]]
TOP = 10
# How many listings the slow engines rescore: those that n-grams rank first.
RESCORED = 25


class MissingPeerError(Exception):
    """A peer that is not installed; the message says what to install."""


class Engine(ABC):
    """Scores pairs of names, and finds names in a list once `load` has been called."""

    name: ClassVar[str]
    threshold: float | None = None

    @abstractmethod
    def pair(self, name_a: str, name_b: str, kind: str | None) -> float:
        """How well two names agree, 0 to 1."""

    @abstractmethod
    def load(self, entries: Sequence[Entry]) -> None:
        """Make the list ready."""

    @abstractmethod
    def search(self, query: str, kind: str | None) -> Found:
        """The best listings with their scores, best first."""

    def search_many(self, queries: Sequence[str]) -> list[Found] | None:
        """`search` for each, in a faster way where the engine has one, otherwise `None`."""
        return None


class Tidegate(Engine):
    """This project's engine."""

    name = "tidegate"

    def __init__(self) -> None:
        import tidegate

        self._tidegate = tidegate
        self.threshold = float(tidegate.ALERT_THRESHOLD)
        self._index: Any = None

    def pair(self, name_a: str, name_b: str, kind: str | None) -> float:
        return self._tidegate.compare(name_a, name_b, kind).score

    def load(self, entries: Sequence[Entry]) -> None:
        self._index = self._tidegate.Index.build(entries)

    def search(self, query: str, kind: str | None) -> Found:
        return [(m.listing_id, m.score) for m in self._index.screen(query, kind, limit=TOP)]

    def search_many(self, queries: Sequence[str]) -> list[Found]:
        batch = self._index.screen_many(queries, limit=TOP)
        return [[(match.listing_id, match.score) for match in found] for found in batch]


class _Scanned(Engine):
    """A string scorer over every name of the list."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._names: list[str] = []

    def prepare(self, name: str) -> str:
        """The string that is compared."""
        raise NotImplementedError

    @property
    def scorer(self) -> Callable[..., float]:
        """A scorer of 0 to 100."""
        raise NotImplementedError

    def pair(self, name_a: str, name_b: str, kind: str | None) -> float:
        return self.scorer(self.prepare(name_a), self.prepare(name_b)) / 100

    def load(self, entries: Sequence[Entry]) -> None:
        self._ids = [listing for listing, _, names in entries for _ in names]
        self._names = [self.prepare(name) for _, _, names in entries for name in names]

    def search(self, query: str, kind: str | None) -> Found:
        from rapidfuzz import process

        text = self.prepare(query)
        found = process.extract(
            text, self._names, scorer=self.scorer, processor=None, limit=TOP * 3
        )
        best: dict[str, float] = {}
        for _, score, place in found:
            best.setdefault(self._ids[place], score / 100)
        return list(best.items())[:TOP]


class WRatio(_Scanned):
    """rapidfuzz's blend of ratios, as many tools use it."""

    name = "rapidfuzz WRatio"

    def prepare(self, name: str) -> str:
        from rapidfuzz import utils

        return utils.default_process(name)

    @property
    def scorer(self) -> Callable[..., float]:
        from rapidfuzz import fuzz

        return fuzz.WRatio


def _ascii(name: str) -> str:
    try:
        from anyascii import anyascii
    except ImportError as missing:
        raise MissingPeerError("pip install anyascii") from missing
    from rapidfuzz import utils

    return str(utils.default_process(anyascii(name)))


class TokenSort(_Scanned):
    """Sorted words after anyascii: the best cheap baseline with one line of code."""

    name = "token_sort + anyascii"

    def __init__(self) -> None:
        super().__init__()
        _ascii("probe")

    def prepare(self, name: str) -> str:
        return _ascii(name)

    @property
    def scorer(self) -> Callable[..., float]:
        from rapidfuzz import fuzz

        return fuzz.token_sort_ratio


class Grams(Engine):
    """TF-IDF of character 2- to 4-grams after anyascii, cosine.

    The document frequencies are those of the list that is loaded.
    """

    name = "TF-IDF 2-4-grams + anyascii"

    def __init__(self) -> None:
        try:
            import scipy.sparse as sparse
        except ImportError as missing:
            raise MissingPeerError("pip install scipy") from missing
        _ascii("probe")
        self._sparse = sparse
        self._ids: list[str] = []
        self._columns: dict[str, int] = {}
        self._idf = np.ones(0)
        self._rare = 1.0
        self._matrix: Any = None

    @staticmethod
    def _count(name: str) -> dict[str, int]:
        text = f" {_ascii(name)} "
        counts: dict[str, int] = defaultdict(int)
        for size in (2, 3, 4):
            for start in range(len(text) - size + 1):
                counts[text[start : start + size]] += 1
        return counts

    def _weights(self, name: str) -> dict[str, float]:
        weights = {}
        for gram, count in self._count(name).items():
            column = self._columns.get(gram)
            idf = self._rare if column is None else float(self._idf[column])
            weights[gram] = (1 + np.log(count)) * idf
        norm = float(np.sqrt(sum(value * value for value in weights.values()))) or 1.0
        return {gram: value / norm for gram, value in weights.items()}

    def pair(self, name_a: str, name_b: str, kind: str | None) -> float:
        left, right = self._weights(name_a), self._weights(name_b)
        return sum(value * right.get(gram, 0.0) for gram, value in left.items())

    def load(self, entries: Sequence[Entry]) -> None:
        names = [name for _, _, texts in entries for name in texts]
        self._ids = [listing for listing, _, texts in entries for _ in texts]
        frequency: dict[str, int] = defaultdict(int)
        for name in names:
            for gram in self._count(name):
                frequency[gram] += 1
        self._columns = {gram: place for place, gram in enumerate(frequency)}
        self._idf = np.log((1 + len(names)) / (1 + np.array(list(frequency.values())))) + 1
        self._rare = float(np.log(1 + len(names)) + 1)
        values: list[float] = []
        columns: list[int] = []
        borders = [0]
        for name in names:
            weights = self._weights(name)
            values += weights.values()
            columns += (self._columns[gram] for gram in weights)
            borders.append(len(values))
        shape = (len(names), len(self._columns))
        self._matrix = self._sparse.csr_matrix((values, columns, borders), shape).tocsc()

    def search(self, query: str, kind: str | None) -> Found:
        return self.nearest(query, TOP)

    def nearest(self, query: str, count: int) -> Found:
        """The `count` listings whose best name is nearest."""
        known = [
            (self._columns[gram], value)
            for gram, value in self._weights(query).items()
            if gram in self._columns
        ]
        if not known:
            return []
        columns, values = zip(*known, strict=True)
        scores = self._matrix[:, list(columns)] @ np.array(values)
        pool = min(len(scores), count * 4)
        order = np.argpartition(-scores, pool - 1)[:pool]
        best: dict[str, float] = {}
        for place in order[np.argsort(-scores[order], kind="stable")]:
            best.setdefault(self._ids[place], float(scores[place]))
        return list(best.items())[:count]


class _Nomenklatura(Engine):
    """nomenklatura on names alone. In a list it rescores what the n-grams rank first: asked of
    every listing, one query would take seconds."""

    algorithm: ClassVar[str]
    threshold = 0.7  # the documented default of the matching service

    def __init__(self) -> None:
        try:
            from followthemoney import model
            from nomenklatura.matching import get_algorithm
        except ImportError as missing:
            raise MissingPeerError("pip install nomenklatura (needs ICU)") from missing
        found = get_algorithm(self.algorithm)
        if found is None:
            raise MissingPeerError(f"this nomenklatura has no {self.algorithm}")
        self._algorithm, self._model = found, model
        self._config = found.default_config()
        self._grams = Grams()
        self._entities: dict[str, Any] = {}

    def _entity(self, identity: str, names: Sequence[str], kind: str | None) -> Any:
        # nomenklatura remembers an entity's names by its id: each must have one of its own.
        schemas = {"person": "Person", "organization": "Organization"}
        entity = self._model.make_entity(schemas.get(str(kind), "LegalEntity"))
        entity.id = identity
        for name in names:
            entity.add("name", name)
        return entity

    def _score(self, query: Any, result: Any) -> float:
        return float(self._algorithm.compare(query, result, self._config).score)

    def pair(self, name_a: str, name_b: str, kind: str | None) -> float:
        asked = self._entity(f"{kind} a {name_a}", [name_a], kind)
        return self._score(asked, self._entity(f"{kind} b {name_b}", [name_b], kind))

    def load(self, entries: Sequence[Entry]) -> None:
        self._grams.load(entries)
        self._entities = {
            listing: self._entity(listing, names, kind) for listing, kind, names in entries
        }

    def search(self, query: str, kind: str | None) -> Found:
        asked = self._entity(f"{kind} query {query}", [query], kind)
        near = self._grams.nearest(query, RESCORED)
        scored = [(listing, self._score(asked, self._entities[listing])) for listing, _ in near]
        return sorted(scored, key=lambda item: (-item[1], item[0]))[:TOP]


class LogicV2(_Nomenklatura):
    """nomenklatura logic-v2."""

    name = "nomenklatura logic-v2"
    algorithm = "logic-v2"


class LogicV1(_Nomenklatura):
    """nomenklatura logic-v1."""

    name = "nomenklatura logic-v1"
    algorithm = "logic-v1"


PEERS: dict[str, type[Engine]] = {
    "logic-v2": LogicV2,
    "logic-v1": LogicV1,
    "tfidf": Grams,
    "token_sort": TokenSort,
    "wratio": WRatio,
}


def engines(peers: Sequence[str]) -> tuple[list[Engine], list[str]]:
    """Tidegate and the peers that are installed, and a sentence for each that is not."""
    found: list[Engine] = [Tidegate()]
    missing = []
    for key in peers:
        try:
            found.append(PEERS[key]())
        except MissingPeerError as error:
            missing.append(f"{PEERS[key].name} was left out: {error}")
    return found, missing
