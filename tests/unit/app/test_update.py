"""Updating: official files in, and no list that silently shrinks, gets old or mixes dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.list_server import Always, Cut, Html, ListServer, Status
from tests.support.official_files import Row, filler, part744, sdn
from tests.unit.app.support import HIKVISION, SetClock, entity_list, gate, serve_ecfr, write
from tidegate.model.errors import UsageError
from tidegate.model.results import Outcome, UpdateOutcome

EL = "us_bis_entity_list"
BIS = "us_bis_part744"


def test_files_at_hand_are_told_by_content_and_dated_by_name(tmp_path: Path) -> None:
    files = {"anything_2026-03-25.xml": entity_list()}
    with gate(tmp_path) as it:
        report = it.update(write(tmp_path / "in", files))
        [update] = report.sources
        assert update.outcome is UpdateOutcome.NEW
        assert (update.source_id, update.list_date) == (BIS, date(2026, 3, 25))
        assert update.date_basis == "name"
        [status] = [item for item in it.lists() if item.list_id == EL]
        assert (status.entries, status.starter) == (601, False)


def test_a_file_without_a_date_asks_for_one(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"part.xml": entity_list()})
    with gate(tmp_path) as it:
        [update] = it.update(folder).sources
        assert update.outcome is UpdateOutcome.REFUSED
        assert "--dated" in (update.reason or "")
        [update] = it.update(folder, dated="2026-03-25").sources
        assert (update.outcome, update.date_basis) == (UpdateOutcome.NEW, "given")


def test_the_same_text_again_changes_nothing(tmp_path: Path) -> None:
    respelt = part744(
        [
            *filler(600),
            Row(HIKVISION.country, HIKVISION.entity.upper().replace(", ", " ,  ", 1)),
        ]
    )
    with gate(tmp_path) as it:
        it.update(write(tmp_path / "a", {"a_2026-03-25.xml": entity_list()}))
        [update] = it.update(write(tmp_path / "b", {"b_2026-03-26.xml": respelt})).sources
        assert update.outcome is UpdateOutcome.UNCHANGED
        assert not it.diff(EL).changes


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(entity_list()[:-40_000], "cut off", id="truncated"),
        pytest.param(entity_list(rows=20), "expected 500 at least", id="too few"),
        pytest.param(
            entity_list().replace(b"License requirement", b"Licence rule"),
            "columns",
            id="a renamed column",
        ),
    ],
)
def test_what_is_not_the_list_is_refused_and_the_earlier_one_stays(
    tmp_path: Path, content: bytes, words: str
) -> None:
    with gate(tmp_path) as it:
        it.update(write(tmp_path / "a", {"a_2026-03-25.xml": entity_list()}))
        [update] = it.update(write(tmp_path / "b", {"b_2026-03-26.xml": content})).sources
        assert update.outcome is UpdateOutcome.REFUSED
        assert words in (update.reason or "")
        assert "b_2026-03-26.xml" in (update.reason or "") + " ".join(update.files)
        screened = it.screen("Hikvision")
        assert screened.outcome is Outcome.ALERT
        [trouble] = [item for item in it.context().degraded if item.what == BIS]
        assert words in trouble.reason
        it.update(write(tmp_path / "c", {"c_2026-03-26.xml": entity_list()}))
        assert BIS not in [item.what for item in it.context().degraded]


@pytest.mark.parametrize("content", [b"", b"<!DOCTYPE html><html><body>Sorry.</body></html>"])
def test_a_blank_file_under_a_lists_name_is_that_list_refused(
    tmp_path: Path, content: bytes
) -> None:
    files = {"sdn_2026-03-25.csv": content, "us_bis_part744_2026-03-25.xml": content}
    with gate(tmp_path) as it:
        updates = it.update(write(tmp_path / "in", files)).sources
        assert {update.source_id for update in updates} == {BIS, "us_ofac_sdn"}
        for update in updates:
            assert update.outcome is UpdateOutcome.REFUSED
            assert (update.reason or "").startswith(update.files[0])
        assert {BIS, "us_ofac_sdn"} <= {item.what for item in it.context().degraded}


def test_a_list_that_lost_a_tenth_is_held_until_a_person_accepts_it(tmp_path: Path) -> None:
    with gate(tmp_path) as it:
        it.update(write(tmp_path / "a", {"a_2026-03-25.xml": entity_list()}))
        [held] = it.update(write(tmp_path / "b", {"b_2026-03-26.xml": entity_list(530)})).sources
        assert held.outcome is UpdateOutcome.HELD
        assert "lost 70 of 601" in (held.reason or "")
        assert held.sha256
        assert held.sha256 in (held.reason or "")
        [status] = [item for item in it.lists() if item.list_id == EL]
        assert status.entries == 601
        assert any("lost 70" in item.reason for item in status.degraded)

        with pytest.raises(UsageError, match="reason"):
            it.update(accept=held.sha256)
        with pytest.raises(UsageError, match="no snapshot is held"):
            it.update(accept="0" * 64, reason="a guess")
        [taken] = it.update(accept=held.sha256, reason="rule of 2026-03-26").sources
        assert taken.outcome is UpdateOutcome.NEW
        [status] = [item for item in it.lists() if item.list_id == EL]
        assert status.entries == 531
        # The same file once more is no news, and no question either.
        [again] = it.update(tmp_path / "b").sources
        assert again.outcome is UpdateOutcome.UNCHANGED


def test_a_smaller_list_of_the_same_date_is_held_too(tmp_path: Path) -> None:
    with gate(tmp_path) as it:
        it.update(write(tmp_path / "a", {"a_2026-03-25.xml": entity_list()}))
        [held] = it.update(write(tmp_path / "b", {"b_2026-03-25.xml": entity_list(510)})).sources
        assert held.outcome is UpdateOutcome.HELD
        assert it.screen("Hikvision").outcome is Outcome.ALERT


def test_a_date_to_come_is_refused(tmp_path: Path) -> None:
    with gate(tmp_path) as it:
        [update] = it.update(write(tmp_path / "a", {"a_2031-01-01.xml": entity_list()})).sources
        assert update.outcome is UpdateOutcome.REFUSED
        assert "still to come" in (update.reason or "")


def test_a_doubled_file_is_refused(tmp_path: Path) -> None:
    content = sdn(5001)["sdn.csv"].removesuffix(b"\x1a")
    with gate(tmp_path) as it:
        folder = write(tmp_path / "in", {"sdn_2026-03-25.csv": content * 2})
        [update] = it.update(folder).sources
        assert update.outcome is UpdateOutcome.REFUSED
        assert "stand twice" in (update.reason or "")


def test_entries_cut_off_at_a_line_end_are_refused_by_their_companions(tmp_path: Path) -> None:
    early = {number: f"ALIAS {number}" for number in range(1, 200)}
    files = sdn(5050, early | {5049: "LATE ALIAS", 5048: "LATER", 5047: "LATEST"})
    lines = files["sdn.csv"].split(b"\r\n")
    cut = {"sdn_2026-03-25.csv": b"\r\n".join(lines[:5010]) + b"\r\n"}
    whole = {f"{name}_2026-03-25.csv": files[f"{name}.csv"] for name in ("alt", "add")}
    with gate(tmp_path) as it:
        [update] = it.update(write(tmp_path / "in", cut | whole)).sources
        assert update.outcome is UpdateOutcome.REFUSED
        assert (update.reason or "").startswith("alt_2026-03-25.csv")


def test_a_refused_source_that_was_never_loaded_is_not_forgotten(tmp_path: Path) -> None:
    with gate(tmp_path) as it:
        it.update(write(tmp_path / "in", {"consolidated_screening_2026-03-25.csv": b""}))
        it.update(write(tmp_path / "b", {"us_csl_2026-03-25.csv": b"_id,source,name\n1,x"}))
        assert "us_csl" in [item.what for item in it.context().degraded]


def test_members_of_different_dates_are_never_mixed(tmp_path: Path) -> None:
    old, new = sdn(5001, {1: "OLD ALIAS"}), sdn(5001, {1: "NEW ALIAS"})
    files = {
        "sdn_2026-03-01.csv": old["sdn.csv"],
        "alt_2026-03-01.csv": old["alt.csv"],
        "sdn_2026-03-02.csv": new["sdn.csv"],
    }
    with gate(tmp_path) as it:
        first, second = it.update(write(tmp_path / "in", files)).sources
        assert first.missing == ("add", "comments")
        assert second.missing == ("add", "alt", "comments")
        missing = [i for i in it.context().degraded if "came without" in i.reason]
        assert [(item.what) for item in missing] == ["us_ofac_sdn"]
        # The alias was not taken off the list, only not delivered: it still counts.
        screened = it.screen("OLD ALIAS", lists=["us_ofac_sdn"])
        assert screened.outcome is Outcome.ALERT
        assert any("complete" in caveat for caveat in screened.hits[0].caveats)


def test_fetching_asks_again_only_for_what_is_new(tmp_path: Path) -> None:
    clock = SetClock()
    with ListServer() as server, gate(tmp_path, clock) as it:
        path = serve_ecfr(server, entity_list(), date(2026, 3, 25))
        order = {"sources": [BIS], "mirror": server.url}
        [first] = it.update(**order).sources
        assert (first.outcome, first.date_basis) == (UpdateOutcome.NEW, "fetched")
        [second] = it.update(**order).sources
        assert second.outcome is UpdateOutcome.UNCHANGED
        [_, conditional] = [one for one in server.requests if one.path == path]
        assert "If-None-Match" in conditional.headers


def test_a_server_that_stumbles_twice_is_asked_a_third_time(tmp_path: Path) -> None:
    with ListServer() as server, gate(tmp_path) as it:
        path = serve_ecfr(server, entity_list(), date(2026, 3, 25))
        server.script(path, Status(503), Cut())
        [update] = it.update(sources=[BIS], mirror=server.url).sources
        assert update.outcome is UpdateOutcome.NEW
        assert server.asked(path) == 3


def test_one_failing_source_does_not_stop_the_others(tmp_path: Path) -> None:
    with ListServer() as server, gate(tmp_path) as it:
        serve_ecfr(server, entity_list(), date(2026, 3, 25))
        base = "/sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"
        files = sdn(5001)
        server.change(f"{base}/SDN.CSV", files["sdn.csv"])
        server.change(f"{base}/ALT.CSV", files["alt.csv"])
        server.change(f"{base}/SDN_COMMENTS.CSV", files["sdn_comments.csv"])
        server.script(f"{base}/ADD.CSV", Always(Html()))
        report = it.update(mirror=server.url)
        outcomes = {update.source_id: update.outcome for update in report.sources}
        assert outcomes[BIS] is UpdateOutcome.NEW
        # Its addresses came as an error page, so nothing of that day is taken.
        assert outcomes["us_ofac_sdn"] is UpdateOutcome.REFUSED
        assert outcomes["un_security_council"] is UpdateOutcome.FAILED
        degraded = {item.what for item in it.context().degraded}
        assert {"us_ofac_sdn", "un_security_council"} <= degraded


def test_no_time_left_is_said_for_each_source(tmp_path: Path) -> None:
    with ListServer() as server, gate(tmp_path) as it:
        serve_ecfr(server, entity_list(), date(2026, 3, 25))
        [update] = it.update(sources=[BIS], mirror=server.url, within=0).sources
        assert update.outcome is UpdateOutcome.FAILED
        assert "the time allowed" in (update.reason or "")


def test_older_versions_of_the_entity_list_are_filled_in_behind(tmp_path: Path) -> None:
    days = [date(2025, 1, 16), date(2025, 9, 16), date(2026, 3, 25)]
    texts = [entity_list(600, ()), entity_list(601, ()), entity_list(601)]
    rows = ", ".join(
        f'{{"date": "{day}", "identifier": "Supplement No. 4 to Part 744"}}' for day in days[:2]
    )
    with ListServer() as server, gate(tmp_path) as it:
        for day, text in zip(days, texts, strict=True):
            serve_ecfr(server, text, day)
        server.change(
            "/www.ecfr.gov/api/versioner/v1/versions/title-15.json?part=744",
            f'{{"content_versions": [{rows}]}}'.encode(),
        )
        it.update(sources=[BIS], mirror=server.url)
        report = it.update(sources=[BIS], mirror=server.url, since="2025-02-01")
        assert [update.list_date for update in report.sources] == days
        assert [item.change for item in it.diff(EL, days[0], days[1]).changes] == ["added"]
        [change] = it.diff(EL, days[1], days[2]).changes
        assert change.caption.startswith("Hangzhou Hikvision")


@pytest.mark.parametrize(
    ("order", "field"),
    [
        ({"accept": "abcdef0123"}, "--reason"),
        ({"dated": "2026-01-01"}, "--dated"),
        ({"source_dir": "x", "since": "2026-01-01"}, "--since"),
        ({"sources": ["nowhere"]}, "--source"),
        ({"source_dir": "/nowhere/at/all"}, "--from"),
    ],
)
def test_an_order_that_makes_no_sense_is_wrong_use(
    tmp_path: Path, order: dict[str, str], field: str
) -> None:
    with gate(tmp_path) as it, pytest.raises(UsageError) as caught:
        it.update(**order)
    assert caught.value.field == field
