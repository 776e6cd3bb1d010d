"""From a folder of files to guarded lists: every real file is read or refused as it should be."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tidegate import tables
from tidegate.lists import guard, parsers
from tidegate.lists.recognise import SnapshotFiles, assemble
from tidegate.model.errors import RefusedError
from tidegate.model.listing import ParsedList

pytestmark = pytest.mark.real

# source, date, the entries of each list (without subordinates)
WHOLE = {
    ("us_bis_part744", "2026-03-25"): {"us_bis_unverified_list": 186},
    ("us_ofac_sdn", "2019-01-04"): {"us_ofac_sdn": 7379},
    ("us_ofac_sdn", "2022-01-31"): {"us_ofac_sdn": 9044},
    ("us_ofac_sdn", "2022-02-22"): {},
    ("us_ofac_sdn", "2022-02-24"): {},
    ("us_ofac_consolidated", "2022-03-24"): {"us_ofac_consolidated": 462},
    ("us_ofac_consolidated", "2025-12-19"): {"us_ofac_consolidated": 442},
    ("us_bis_denied_persons", "2022-09-07"): {"us_bis_denied_persons": 581},
    ("us_csl", "2019-12-03"): {"us_csl": 115},
    ("us_csl", "2025-06-25"): {"us_csl": 13},
    ("un_security_council", "2026-02-27"): {"un_security_council": 1003},
}


@pytest.fixture(scope="module")
def snapshots(real_lists: Path) -> dict[tuple[str, str], SnapshotFiles]:
    files = {path.name: path.read_bytes() for path in sorted(real_lists.iterdir())}
    found = assemble(files, tables.sources()).candidates
    return {(one.source_id, str(one.list_date)): one for one in found}


@pytest.mark.parametrize(("source_id", "day"), WHOLE)
def test_a_whole_list_passes_its_guard(
    snapshots: dict[tuple[str, str], SnapshotFiles], source_id: str, day: str
) -> None:
    snapshot, source = snapshots[source_id, day], tables.sources()[source_id]
    members = {key: file.content for key, file in snapshot.members.items()}
    degraded = guard.check_members(source, snapshot.form, members)
    assert len(degraded) == len(snapshot.missing) * len(source.lists)
    parsed = parsers.parse(source.forms[snapshot.form].parser, members, source_id)
    small = guard.check_counts(source, parsed)
    assert [one.what for one in small] == (["us_csl"] if source_id == "us_csl" else [])
    counts = {
        one.list_id: sum(listing.parent is None for listing in one.listings) for one in parsed
    }
    assert counts == counts | WHOLE[source_id, day]
    assert all(guard.check_loss(one.listings, one, (), 0.10) is None for one in parsed)


def test_the_screening_list_that_breaks_off_is_refused(
    snapshots: dict[tuple[str, str], SnapshotFiles],
) -> None:
    snapshot = snapshots["us_csl", "2023-11-30"]
    members = {key: file.content for key, file in snapshot.members.items()}
    with pytest.raises(RefusedError, match="cut off"):
        parsers.parse("us_csl_csv", members, "us_csl")


def test_three_weeks_of_designations_are_no_loss(
    snapshots: dict[tuple[str, str], SnapshotFiles],
) -> None:
    """The SDN files of 31 January and 22 February 2022: more entries, without the aliases and
    addresses, which are missing and not lost. Half of the newer list is held."""
    lists = []
    for day in ("2022-01-31", "2022-02-22"):
        files = snapshots["us_ofac_sdn", day].members
        members = {key: file.content for key, file in files.items()}
        lists += parsers.parse("us_ofac_csv", members, "us_ofac_sdn")
    before, after = lists
    assert guard.check_loss(before.listings, after, (), 0.10) is None
    held = guard.check_loss(after.listings, _half(after), (), 0.10)
    assert held is not None
    assert "lost" in held


def _half(parsed: ParsedList) -> ParsedList:
    return msgspec.structs.replace(parsed, listings=parsed.listings[::2])
