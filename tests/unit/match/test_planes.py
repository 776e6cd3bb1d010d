"""A scan on its side finds what looking at every bitmap finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.match import grams, planes
from tidegate.match.planes import Planes

NAMES = st.lists(st.text("abcdemnors", max_size=14), min_size=1, max_size=90)


def plain(names: list[str], asked: str, percent: int, count: int) -> list[int]:
    """Every bitmap looked at, one by one."""
    bits = grams.name_bits(asked)
    size = sum(one.bit_count() for one in bits)
    found = []
    for at, name in enumerate(names):
        other = grams.name_bits(name)
        own = sum(one.bit_count() for one in other)
        shared = sum((a & b).bit_count() for a, b in zip(bits, other, strict=True))
        if 200 * shared >= percent * (own + size):
            found.append((-2.0 * shared / (own + size), at))
    return [at for _, at in sorted(found)[:count]]


def laid_out(names: list[str], percent: int) -> Planes:
    return Planes(*planes.turned(grams.names_bits(names)), percent)


@settings(max_examples=120, deadline=None)
@given(NAMES, st.text("abcdemnors", min_size=1, max_size=14), st.integers(1, 100), st.data())
def test_a_scan_agrees_with_looking_one_by_one(
    names: list[str], asked: str, percent: int, data: st.DataObject
) -> None:
    known = data.draw(st.lists(st.integers(0, len(names) - 1), unique=True))
    expected = plain(names, asked, percent, 5)
    scan = laid_out(names, percent)
    assert scan.best(grams.name_bits(asked), 5, known) == expected
    assert scan.best(grams.name_bits(asked), 5, []) == expected


@pytest.mark.parametrize("size", [1, 63, 64, 65, 64 * planes._BLOCK + 1])
def test_no_border_of_groups_or_blocks_hides_a_name(size: int) -> None:
    """What is asked for stands last, first and in the middle, whatever the number of names."""
    names = [f"name {at % 97}" for at in range(size)]
    for at in {0, size // 2, size - 1}:
        names[at] = "hikvision"
        best = laid_out(names, 30).best(grams.name_bits("hikvison"), 5, [])
        assert best[:1] == [names.index("hikvision")]


def test_a_name_of_all_bits_and_one_of_none_are_looked_at() -> None:
    bits = np.array([[2**64 - 1, 0]] * grams.NAME_COLUMNS, np.uint64)
    scan = Planes(*planes.turned(bits), 30)
    assert scan.best((2**64 - 1,) * grams.NAME_COLUMNS, 5, []) == [0]
    assert scan.best((0,) * grams.NAME_COLUMNS, 5, []) == []


def test_nothing_is_found_among_nothing() -> None:
    assert laid_out([], 30).best(grams.name_bits("hikvision"), 5, []) == []
