"""What advanced chips are: total processing performance, performance density, and their paragraphs.

Source: ECCN 3A090 with its notes (88 FR 73458); the figures stand in `data/ear/chips.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tidegate.model.ear import Country
from tidegate.model.ear_rules import ChipTable
from tidegate.model.transaction import Act, Item

End = float | None


def total_processing_performance(operations: Iterable[tuple[float, int]]) -> float:
    """TPP of a chip from its dense peak rates: the greatest product of tera-operations a second
    and the bit length of the operation (a multiply-accumulate is two operations)."""
    return max((tera * bits for tera, bits in operations), default=0.0)


def performance_density(tpp: float, area_mm2: float) -> float:
    """TPP for each square millimetre of die made on a node with non-planar transistors.

    Raises ValueError for an area that is not above zero.
    """
    if area_mm2 <= 0:
        raise ValueError("an area above zero")
    return tpp / area_mm2


def with_figures(item: Item) -> Item:
    """The item with its TPP and performance density computed, where what they rest on is stated
    and they are not."""
    tpp, density = item.tpp, item.performance_density
    if tpp is None and item.peaks:
        tpp = total_processing_performance((peak.tera, peak.bits) for peak in item.peaks)
    if density is None and tpp is not None and item.die_area_mm2:
        density = performance_density(tpp, item.die_area_mm2)
    return msgspec.structs.replace(item, tpp=tpp, performance_density=density)


def paragraph_of(tpp: float, density: float | None, table: ChipTable) -> str | None:
    """The paragraph of 3A090 that a chip's figures meet (`a`, `b`), `""` for neither; `None` where
    it turns on a density that is not known."""
    open_ = False
    for paragraph in dict.fromkeys(row.paragraph for row in table.paragraphs):
        answers = [
            _meets(row.tpp, row.density, tpp, density)
            for row in table.paragraphs
            if row.paragraph == paragraph
        ]
        if True in answers:
            return None if open_ else paragraph
        open_ = open_ or None in answers
    return None if open_ else ""


def _meets(
    range_: tuple[End, End], dense: tuple[End, End], tpp: float, density: float | None
) -> bool | None:
    if not _within(tpp, range_):
        return False
    if dense == (None, None):
        return True
    return None if density is None else _within(density, dense)


def _within(value: float, ends: tuple[End, End]) -> bool:
    least, below = ends
    return (least is None or value >= least) and (below is None or value < below)


def paragraph(eccn: str, item: Item, table: ChipTable) -> str | None:
    """The paragraph of an item whose entry is stated without it, from its figures: `""` where they
    meet neither, `None` where they are not stated or it turns on what is not."""
    if eccn not in table.eccns or item.tpp is None:
        return None
    return paragraph_of(item.tpp, item.performance_density, table)


def case_by_case(
    item: Item, act: Act | None, country: Country, certified: frozenset[str], table: ChipTable
) -> tuple[bool | None, str]:
    """Whether applications for a chip are reviewed case by case, and on what that depends.

    15 CFR 742.6(b)(10)(iii) since 2026-01-15: exports from the United States alone; reexports and
    transfers stay with the presumption of denial.
    """
    box = table.case_by_case
    if country.iso2 not in box.countries or act not in (None, Act.EXPORT):
        return False, "the policy is for exports from the United States to China and Macau alone"
    figures = (
        (item.tpp, box.tpp_below, "TPP"),
        (item.dram_bandwidth_gbps, box.bandwidth_below, "GB/s of memory bandwidth"),
    )
    for value, below, unit in figures:
        if value is not None and value >= below:
            return False, f"{value:g} {unit} is not below {below:g}"
    missing = [unit for value, _, unit in figures if value is None]
    missing += [one for one in box.certifications if one not in certified]
    if missing:
        return None, "still to be stated or certified: " + ", ".join(missing)
    return True, "the figures are in the box and all is certified"
