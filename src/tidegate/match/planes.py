"""Bitmaps laid on their side, and the few most alike to one of them found among all.

A plane is one bit of all bitmaps: 64 of them in a machine word. The planes of the bits that are
asked for are added up as a processor adds, carry by carry, so that a scan of a million names is a
few hundred operations on arrays of 16,000 words. Bitmaps lie in order of how many bits each has:
neighbours need about as many shared bits, and one comparison serves 64.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tidegate.match.grams import Bits, counts

_GROUP = 64
_MOST = 256
# Groups at a time: their planes stay in the processor's cache.
_BLOCK = 1 << 12


def turned(
    columns: Bits,
) -> tuple[Bits, npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
    """Bitmaps (an array of 64-bit columns) as planes, which bitmap lies where, and how many bits
    each has, in that order."""
    own = counts(columns)
    order = np.argsort(own, kind="stable")
    rows = len(order)
    planes = np.zeros((_GROUP * len(columns), -(-rows // _GROUP) * 8), np.uint8)
    for number, column in enumerate(columns):
        left = column[order]
        for bit in range(_GROUP):
            packed = np.packbits((left & np.uint64(1)).astype(np.uint8), bitorder="little")
            planes[_GROUP * number + bit, : len(packed)] = packed
            left >>= np.uint64(1)
    return planes.view("<u8").astype(np.uint64), order.astype(np.uint32), own[order]


class Planes:
    """Planes to be scanned. What shares less than `percent` of its bits (Dice) with what is asked
    is never found."""

    def __init__(
        self,
        planes: Bits,
        order: npt.NDArray[np.uint32],
        own: npt.NDArray[np.uint8],
        percent: int,
    ) -> None:
        self.planes, self.order, self.own, self.percent = planes, order, own, percent
        starts = np.arange(0, len(own), _GROUP)
        self._fewest = np.minimum.reduceat(own, starts) if len(own) else own
        self._places: npt.NDArray[np.uint32] | None = None

    def best(self, columns: Sequence[int], count: int, known: Sequence[int]) -> list[int]:
        """The `count` bitmaps most alike to one, best first, ties by number. Some `known` ones
        make it sooner, and change nothing."""
        wanted = np.array(columns, "<u8").view(np.uint8)
        asked = np.flatnonzero(np.unpackbits(wanted, bitorder="little"))
        if not len(asked) or not len(self.own):
            return []
        least = self._least(asked, count, known)
        places, shared = self._alike(asked, least)
        rows = self.order[places]
        alike = 2.0 * shared / (self.own[places].astype(np.float64) + len(asked))
        if len(rows) > count:
            edge = np.partition(alike, len(alike) - count)[len(alike) - count]
            near = np.flatnonzero(alike >= edge)
            rows, alike = rows[near], alike[near]
        found: list[int] = rows[np.lexsort((rows, -alike))[:count]].tolist()
        return found

    def _least(
        self, asked: npt.NDArray[np.int64], count: int, known: Sequence[int]
    ) -> tuple[int, int]:
        """A share, as a fraction of whole numbers, below which nothing need be looked at: that of
        the last of the best `count` known ones, or the lowest of all."""
        if len(known) < count:
            return self.percent, 200
        if self._places is None:
            self._places = np.empty(len(self.order), np.uint32)
            self._places[self.order] = np.arange(len(self.order), dtype=np.uint32)
        places = self._places[np.array(known)]
        bits = self.planes[asked[:, None], places >> 6] >> (places & 63).astype(np.uint64)
        shared = (bits & np.uint64(1)).sum(axis=0).tolist()
        own = self.own[places].tolist()
        whole = [each + len(asked) for each in own]
        ranked = sorted(range(len(known)), key=lambda at: -shared[at] / whole[at])
        last = ranked[count - 1]
        if 200 * shared[last] <= self.percent * whole[last]:
            return self.percent, 200
        return shared[last], whole[last]

    def _alike(
        self, asked: npt.NDArray[np.int64], least: tuple[int, int]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The places of all bitmaps that share so much, and how many bits each shares."""
        share, whole = least
        size = len(asked)
        powers = np.arange(size.bit_length(), dtype=np.uint64)[:, None]
        needed = (share * (np.arange(_MOST) + size) + whole - 1) // whole
        needed = needed.clip(max=(1 << len(powers)) - 1).astype(np.uint64)
        # For each power, all ones where what is needed lacks it.
        lacking = np.subtract(needed >> powers & np.uint64(1), np.uint64(1), dtype=np.uint64)
        found = [
            _counted(
                self.planes[asked, start : start + _BLOCK],
                lacking[:, self._fewest[start : start + _BLOCK]],
                start * _GROUP,
            )
            for start in range(0, len(self._fewest), _BLOCK)
        ]
        places, shared = (np.concatenate(parts) for parts in zip(*found, strict=True))
        exact = shared * whole >= share * (self.own[places].astype(np.int64) + size)
        return places[exact], shared[exact]


def _counted(
    planes: Bits, lacking: Bits, offset: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The places, from `offset` on, that have enough bits, and how many."""
    sums = _added(planes)
    enough = ~np.zeros_like(lacking[0])
    # What is needed is taken off: where nothing is borrowed in the end, there is enough.
    for plane, other in zip(sums, lacking, strict=False):
        enough = plane & other | (plane | other) & enough
    for other in lacking[len(sums) :]:
        enough &= other
    groups = np.flatnonzero(enough)
    bytes_ = enough[groups].astype("<u8").view(np.uint8)
    bits = np.flatnonzero(np.unpackbits(bytes_, bitorder="little"))
    group, within = groups[bits >> 6], (bits & 63).astype(np.uint64)
    each = np.array(sums)[:, group] >> within & np.uint64(1)
    shared = (each << np.arange(len(sums), dtype=np.uint64)[:, None]).sum(axis=0)
    return offset + group * _GROUP + (bits & 63), shared.astype(np.int64)


def _added(planes: Bits) -> list[Bits]:
    """The sum of planes for each place, as planes: ones, twos, fours."""
    sums = []
    while len(planes):
        carries = [planes[:0]]
        while len(planes) > 2:
            third = len(planes) // 3
            a, b, c = planes[:third], planes[third : 2 * third], planes[2 * third : 3 * third]
            either = a ^ b
            carries.append(a & b | either & c)
            either ^= c
            rest = planes[3 * third :]
            planes = np.concatenate((either, rest)) if len(rest) else either
        if len(planes) == 2:
            carries.append(planes[:1] & planes[1:])
            planes = planes[:1] ^ planes[1:]
        sums.append(planes[0])
        planes = np.concatenate(carries)
    return sums
