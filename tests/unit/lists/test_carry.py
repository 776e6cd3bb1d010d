"""A row set in type anew is the same row."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.official_files import Row, filler, part744
from tidegate.lists.carry import carry
from tidegate.lists.parsers import parse
from tidegate.model.listing import ParsedList, substance

HUAWEI = Row(
    "CHINA",
    "Huawei Technologies Co., Ltd., a.k.a., the following two aliases: —Shenzhen Huawei "
    "Technologies; and —Huawei Technology. Bantian, Longgang District, Shenzhen, China.",
)
INSTITUTE = Row(
    "CHINA",
    "First Academy of Works, 12 Long Road, Beijing, China. Subordinate institution: —Second "
    "Institute of Works, 14 Long Road, Beijing, China.",
)


def entity_list(rows: list[Row]) -> ParsedList:
    return parse("us_bis_part744", {"main": part744([*filler(5), *rows])}, "us_bis_part744")[0]


def said(parsed: ParsedList) -> dict[str, str]:
    return {item.key: substance(item) for item in parsed.listings}


@pytest.mark.parametrize(
    "respell",
    [
        str.upper,
        str.lower,
        lambda text: re.sub(r"[,.;]", " ", text),
        lambda t: t.replace(" ", "  "),
    ],
    ids=["upper case", "lower case", "no punctuation", "double spaces"],
)
def test_another_spelling_of_a_row_changes_nothing(respell: Callable[[str], str]) -> None:
    before = entity_list([HUAWEI, INSTITUTE])
    rows = [Row(row.country, respell(row.entity)) for row in (HUAWEI, INSTITUTE)]
    assert said(carry(before.listings, entity_list(rows))) == said(before)


def test_a_changed_row_is_read_anew_and_the_others_carried() -> None:
    before = entity_list([HUAWEI, INSTITUTE])
    other = Row(HUAWEI.country, HUAWEI.entity.replace("Huawei Technology.", "Huawei Tech."))
    after = carry(before.listings, entity_list([other, INSTITUTE]))
    changed = {key for key, digest in said(after).items() if said(before).get(key) != digest}
    assert changed == {"china/huaweitechnologiescoltd"}
    assert set(said(after)) == set(said(before))


def test_a_row_that_moves_keeps_its_listings_at_its_new_place() -> None:
    before = entity_list([HUAWEI, INSTITUTE])
    after = carry(before.listings, entity_list([INSTITUTE, HUAWEI]))
    assert said(after) == said(before)
    rows = {item.key: item.row for item in after.listings}
    assert rows["china/huaweitechnologiescoltd"] == 7


def test_rows_that_are_gone_or_new_are_neither_kept_nor_lost() -> None:
    before = entity_list([HUAWEI])
    after = carry(before.listings, entity_list([INSTITUTE]))
    assert "china/huaweitechnologiescoltd" not in said(after)
    assert any("academy" in key for key in said(after))


def test_the_real_text_in_capitals_is_the_same_list(real_lists: Path) -> None:
    content = (real_lists / "us_bis_part744_2026-03-25.xml").read_text("utf-8")
    start = content.index("<TBODY>", content.index("Supplement No. 4 to Part 744&#x2014;Entity"))
    end = content.index("Supplement No. 5 to Part 744&#x2014;")
    # Capitals everywhere but in markup and in character references.
    loud = re.sub(r"<[^>]*>|&#?\w+;|[^<&]+", _loud, content[start:end])
    before, *_ = parse("us_bis_part744", {"main": content.encode()}, "us_bis_part744")
    text = content[:start] + loud + content[end:]
    after, *_ = parse("us_bis_part744", {"main": text.encode()}, "us_bis_part744")
    assert said(after) != said(before)
    assert said(carry(before.listings, after)) == said(before)


def _loud(found: re.Match[str]) -> str:
    return found[0] if found[0][0] in "<&" else found[0].upper()
