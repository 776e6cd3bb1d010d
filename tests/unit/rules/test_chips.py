"""What chips are by their figures, against published ones."""

from __future__ import annotations

import pytest

from tests.unit.rules.asked import asked
from tidegate.model.determination import Outcome
from tidegate.rules.chips import paragraph_of, performance_density, total_processing_performance
from tidegate.tables.ear import ear


@pytest.mark.parametrize(
    ("name", "peaks", "tpp"),
    [
        # Dense peak rates as the maker prints them; the greatest product counts.
        ("H100 and H200", [(1979, 8), (989.5, 16), (1979, 8)], 15832),
        ("H20", [(296, 8), (148, 16)], 2368),
        ("nothing", [], 0),
    ],
)
def test_total_processing_performance(
    name: str, peaks: list[tuple[float, int]], tpp: float
) -> None:
    assert total_processing_performance(peaks) == pytest.approx(tpp), name


def test_performance_density_is_by_the_square_millimetre() -> None:
    assert performance_density(15832, 814) == pytest.approx(19.45, abs=0.01)
    with pytest.raises(ValueError, match="above zero"):
        performance_density(15832, 0)


@pytest.mark.parametrize(
    ("tpp", "density", "paragraph"),
    [
        (4800, None, "a"),
        (4799, 5.92, "a"),
        (1600, 5.92, "a"),
        (4799, 1.6, "b"),
        (2400, 1.6, "b"),
        (2399, 1.6, ""),
        (1600, 3.2, "b"),
        (1599, 100, ""),
        (2400, 1.59, ""),
        (2368, None, None),
        (2368, 2.9, ""),
        (3000, None, None),
    ],
)
def test_paragraphs_at_their_edges(
    tpp: float, density: float | None, paragraph: str | None
) -> None:
    assert paragraph_of(tpp, density, ear().chips) == paragraph


def test_a_transaction_may_state_peaks_and_area() -> None:
    fields = {
        "on": "2026-10-01", "act": "export", "from": "US", "destination": "China",
        "item": {"eccn": "3A090", "peaks": [{"tera": 1979, "bits": 8}], "die_area_mm2": 814,
                 "datacenter": True},
        "parties": [{"name": "Party", "listings": []}], "end_use": "civil", "complete": True,
    }  # fmt: skip
    assert asked(fields).outcome is Outcome.LICENSE_REQUIRED
