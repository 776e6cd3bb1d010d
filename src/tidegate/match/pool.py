"""Many names on several processors: answers in the order of the names, whoever works them out."""

from __future__ import annotations

import gc
import itertools
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator

import msgspec

from tidegate.model.match import Match

Screen = Callable[[str], list[Match]]

_PART = 64
_WAITING = 4


def can_fork() -> bool:
    """Whether a worker can share the memory of this process: an index is mapped and known words
    are at hand, so nothing is read or sent twice."""
    import multiprocessing

    return "fork" in multiprocessing.get_all_start_methods()


def in_parallel(screen: Screen, names: Iterable[str], workers: int) -> Iterator[list[Match]]:
    """`screen` of each name by several forked processes, in order. A few parts are under way at
    a time, so that an endless stream of names is answered as it comes."""
    import multiprocessing

    source = iter(names)
    # Python warns of forking while there are threads; a worker uses nothing of theirs.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        pool = multiprocessing.get_context("fork").Pool(workers, _begin, (screen,))
    with pool:
        waiting = deque(
            pool.apply_async(_work, (part,))
            for part in itertools.islice(_parts(source), _WAITING * workers)
        )
        while waiting:
            yield from msgspec.msgpack.decode(waiting.popleft().get(), type=list[list[Match]])
            for part in itertools.islice(_parts(source), 1):
                waiting.append(pool.apply_async(_work, (part,)))


def _parts(source: Iterator[str]) -> Iterator[list[str]]:
    while part := list(itertools.islice(source, _PART)):
        yield part


_screen: list[Screen] = []


def _begin(screen: Screen) -> None:
    """In a worker: keep what it was forked for; what it shares is never looked over for garbage,
    which would copy it."""
    gc.freeze()
    _screen[:] = [screen]


def _work(names: list[str]) -> bytes:
    return msgspec.msgpack.encode([_screen[0](name) for name in names])
