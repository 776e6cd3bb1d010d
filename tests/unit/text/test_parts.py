"""The names inside a name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.text.parts import parts


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Hikvision (海康威视)", {"Hikvision", "海康威视"}),
        ("海康威视 Hikvision", {"Hikvision", "海康威视"}),
        ("Cobalt Refinery Co Inc (Corefco)", {"Cobalt Refinery Co Inc", "Corefco"}),
        ("Acme Works a.k.a. Foo Bar", {"Acme Works", "Foo Bar"}),
        ("Example Trading; Sample Shipping", {"Example Trading", "Sample Shipping"}),
        (
            "DMT Trading LLC, 89/2 Pobediteley Ave., 220020 Minsk, Belarus",
            {"DMT Trading LLC"},
        ),
        ("ACMSH. Building 4, No. 1690 Cailun Road, Shanghai", {"ACMSH"}),
    ],
)
def test_parts_of_a_crowded_cell(text: str, inside: set[str]) -> None:
    assert inside <= set(parts(text))


@pytest.mark.parametrize(
    "text",
    ["Huawei Technologies Co., Ltd.", "Müller & Söhne GmbH", "华为技术有限公司", "Smith, John"],
)
def test_most_names_have_no_parts(text: str) -> None:
    assert parts(text) == ()


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_parts_are_few_tidy_and_never_the_whole(text: str) -> None:
    found = parts(text)
    assert len(found) <= 8
    assert text not in found
    assert all(part == part.strip() and len(part) > 1 for part in found)
