"""The folder of real files: each is told, each date is found, families are not mixed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidegate import tables
from tidegate.lists.recognise import Assembly, assemble

pytestmark = pytest.mark.real

WHOLE = ("sdn", "alt", "add")


@pytest.fixture(scope="module")
def folder(real_lists: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(real_lists.iterdir())}


@pytest.fixture(scope="module")
def assembly(folder: dict[str, bytes]) -> Assembly:
    return assemble(folder, tables.sources())


def test_every_snapshot_is_found_in_order(assembly: Assembly) -> None:
    found = [(one.source_id, one.form, str(one.list_date)) for one in assembly.candidates]
    assert found == [
        ("us_ofac_sdn", "csv", "2019-01-04"),
        ("us_csl", "csv", "2019-12-03"),
        ("us_ofac_sdn", "csv", "2022-01-31"),
        ("us_ofac_sdn", "csv", "2022-02-22"),
        ("us_ofac_sdn", "csv", "2022-02-24"),
        ("us_ofac_consolidated", "xml", "2022-03-24"),
        ("us_bis_denied_persons", "txt", "2022-09-07"),
        ("us_csl", "csv", "2023-11-30"),
        ("us_csl", "csv", "2025-06-25"),
        ("us_ofac_consolidated", "csv", "2025-12-19"),
        ("un_security_council", "xml", "2026-02-27"),
        ("us_bis_part744", "ecfr_xml", "2026-03-25"),
    ]


def test_the_members_of_one_date_are_together(assembly: Assembly) -> None:
    families = [one for one in assembly.candidates if one.form == "csv" and len(one.members) > 1]
    for family in families:
        days = {str(family.list_date)}
        assert {file.filename.split("_")[-1][:10] for file in family.members.values()} - days <= {
            "altered.cs"
        }
    assert [(tuple(one.members), one.missing) for one in families] == [
        (WHOLE, ("comments",)),
        (WHOLE, ("comments",)),
        (("prim", "alt", "add", "comments"), ()),
    ]


def test_the_files_of_other_publishers_are_no_lists_of_ours(
    assembly: Assembly, folder: dict[str, bytes]
) -> None:
    used = {file.filename for one in assembly.candidates for file in one.members.values()}
    left = {trouble.filename for trouble in assembly.troubles}
    assert used | left == set(folder)
    assert {name.split("_")[0] + "_" + name.split("_")[1] for name in left} == {
        "au_dfat",
        "ca_sema",
        "eu_fsf",
        "ieee_oui",
        "uk_hmt",
        "uk_ofsi",
        "us_dhs",
    }


def test_the_content_decides_and_not_the_name(folder: dict[str, bytes]) -> None:
    """The same files under names that say nothing, or the wrong thing."""
    family = ("us_ofac_sdn", "us_ofac_alt", "us_ofac_add")
    hidden = {f"f{n}.csv": folder[f"{name}_2019-01-04.csv"] for n, name in enumerate(family)}
    hidden["sdn.csv"] = folder["us_ofac_cons_prim_2025-12-19.csv"]
    hidden["x.csv"] = folder["us_ofac_cons_alt_2025-12-19.csv"]
    hidden["y.csv"] = folder["us_ofac_cons_comments_2025-12-19.csv"]
    hidden["sdn.txt"] = folder["un_consolidated_2026-02-27.xml"]
    found = assemble(hidden, tables.sources())
    assert [(one.source_id, tuple(one.members)) for one in found.candidates] == [
        ("un_security_council", ("main",)),
        ("us_ofac_consolidated", ("prim", "alt", "comments")),
        ("us_ofac_sdn", WHOLE),
    ]
    assert found.troubles == ()
