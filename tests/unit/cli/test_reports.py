"""What `update`, `lists`, `diff`, `show` and `history` say, in every form."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from tests.unit.cli import samples
from tidegate.cli.render import payload, reports
from tidegate.model.listing import Anomaly
from tidegate.model.results import (
    Degraded,
    Difference,
    Event,
    FieldChange,
    History,
    ListChange,
    ListingChange,
    ListStatus,
    SourceUpdate,
    UpdateOutcome,
    UpdateReport,
)
from tidegate.model.time import Basis, Force

TITLES = {"us_ofac_sdn": "SDN List", "us_bis_entity_list": "Entity List"}


def update(*sources: SourceUpdate, unrecognised: tuple[str, ...] = ()) -> UpdateReport:
    return UpdateReport(started=samples.KNOWN, sources=sources, unrecognised=unrecognised)


NEW = SourceUpdate(
    source_id="us_ofac_sdn",
    outcome=UpdateOutcome.NEW,
    list_date=date(2022, 2, 24),
    changes=(ListChange(list_id="us_ofac_sdn", entries=9123, listings=9123, added=67, changed=2),),
)
HELD = SourceUpdate(
    source_id="us_bis_part744",
    outcome=UpdateOutcome.HELD,
    sha256=samples.SHA,
    list_date=date(2026, 3, 25),
    reason="the Military End-User List lost 47 of 68 entries.",
)


def failed(source: str) -> SourceUpdate:
    return SourceUpdate(
        source_id=source,
        outcome=UpdateOutcome.FAILED,
        reason=f"https://{source}.example/: no connection. Try again later.",
    )


def said(report: UpdateReport) -> str:
    out = io.BytesIO()
    reports.emit(reports.updated(report, TITLES), payload.update(report), "table", out)
    return " ".join(out.getvalue().decode().split())


def test_an_update_says_what_came_went_and_changed() -> None:
    text = said(update(NEW))
    assert "us_ofac_sdn new 2022-02-24 SDN List: 9,123 entries (67 added, 2 changed)" in text
    assert not reports.troubled(update(NEW))


def test_a_held_list_says_how_to_accept_it() -> None:
    text = said(update(NEW, HELD))
    assert "lost 47 of 68 entries" in text
    assert f"tidegate update --accept {samples.SHA[:16]} --reason" in text
    assert "the earlier snapshot stays in force" in text


def test_a_remedy_that_all_share_is_said_once() -> None:
    text = said(update(failed("a"), failed("b")))
    assert text.count("Try again later.") == 1
    assert said(update(failed("a"))).count("Try again later.") == 1


@pytest.mark.parametrize(
    "report",
    [
        update(HELD),
        update(failed("a"), NEW),
        update(SourceUpdate(source_id="a", outcome=UpdateOutcome.REFUSED, reason="empty")),
        update(SourceUpdate(source_id="a", outcome=UpdateOutcome.SKIPPED, reason="no time")),
        update(SourceUpdate(source_id="a", outcome=UpdateOutcome.NEW, missing=("alt",))),
        update(NEW, unrecognised=("page.html: no list",)),
        update(),
    ],
)
def test_whatever_was_not_used_is_trouble(report: UpdateReport) -> None:
    assert reports.troubled(report)


def test_odd_things_are_counted_and_the_first_is_told() -> None:
    odd = SourceUpdate(
        source_id="us_ofac_sdn",
        outcome=UpdateOutcome.NEW,
        changes=NEW.changes,
        anomalies=(
            Anomaly(kind="doubled_number", text="number 2677 stands twice"),
            Anomaly(kind="other", text="x"),
        ),
    )
    assert "odd: doubled number: number 2677 stands twice and 1 more" in said(update(odd))


DIFFERENCE = Difference(
    list_id="us_ofac_sdn",
    before=samples.CONTEXT.snapshots[0],
    after=samples.CONTEXT.snapshots[1],
    changes=(
        ListingChange(change="added", listing_id="us_ofac_sdn:1", caption="NEW ONE"),
        ListingChange(change="removed", listing_id="us_ofac_sdn:2", caption="OLD ONE"),
        ListingChange(
            change="changed",
            listing_id="us_ofac_sdn:3",
            caption="SAME ONE",
            fields=(FieldChange(field="programs", before="A", after="A | B"),),
        ),
    ),
)


def test_a_difference_counts_and_names() -> None:
    out = io.BytesIO()
    reports.emit(reports.differing(DIFFERENCE), payload.difference(DIFFERENCE), "table", out)
    text = out.getvalue().decode()
    assert "2026-03-25 → 2026-11-22: 1 added, 1 removed, 1 changed." in text
    for words in ("NEW ONE", "OLD ONE", "A | B"):
        assert words in text


def test_a_difference_as_csv_is_one_table() -> None:
    out = io.BytesIO()
    reports.emit(reports.differing(DIFFERENCE), payload.difference(DIFFERENCE), "csv", out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode())))
    assert [(row["change"], row["id"], row["field"]) for row in rows] == [
        ("added", "us_ofac_sdn:1", ""),
        ("removed", "us_ofac_sdn:2", ""),
        ("changed", "us_ofac_sdn:3", "programs"),
    ]


def test_a_difference_as_json_lines_has_a_line_for_each_change() -> None:
    out = io.BytesIO()
    reports.emit(reports.differing(DIFFERENCE), payload.difference(DIFFERENCE), "jsonl", out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["change"] for line in lines] == ["added", "removed", "changed"]
    assert all(line["after"]["date"] == "2026-11-22" for line in lines)


LIFE = History(
    listing=samples.HIKVISION,
    list_title="Entity List",
    force=Force.IN_FORCE,
    events=(
        Event(what="listed", on=date(2019, 10, 9), basis=Basis.EFFECTIVE, text="in force from",
              citation="84 FR 54002"),
        Event(what="gone", on=None, basis=Basis.UNKNOWN, text="nobody knows"),
    ),
    versions=(samples.version(samples.HIKVISION),),
)  # fmt: skip

STATUS = ListStatus(
    list_id="us_ofac_sdn",
    title="SDN List",
    publisher="OFAC",
    entries=20,
    listings=20,
    list_date=date(2022, 1, 31),
    recorded=samples.KNOWN,
    sha256=samples.SHA,
    age_days=1756,
    evidence_from=date(2022, 1, 31),
    starter=True,
    degraded=(
        Degraded(what="us_ofac_sdn", reason="only the starter list is loaded"),
        Degraded(what="us_ofac_sdn", reason="the update failed"),
    ),
)


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "xlsx", "html"])
def test_every_report_has_every_form_and_the_same_bytes(form: str) -> None:
    context = samples.CONTEXT
    both = [
        (reports.shown([samples.HIT], context), {"results": [payload.hit(samples.HIT)]}),
        (reports.lived([LIFE], context), {"results": [payload.history(LIFE)]}),
        (reports.loaded([STATUS]), {"results": payload.statuses([STATUS])}),
    ]
    for report, whole in both:
        written = []
        for _ in range(2):
            out = io.BytesIO()
            reports.emit(report, whole, form, out)
            written.append(out.getvalue())
        assert written[0]
        assert written[0] == written[1]


def test_a_listing_is_shown_with_its_clause_as_read() -> None:
    out = io.BytesIO()
    reports.emit(reports.shown([samples.HIT], samples.CONTEXT), {}, "table", out)
    text = " ".join(out.getvalue().decode().split())
    assert "review policy Case-by-case review for ECCNs 1A004.c" in text
    assert "read as presumption of denial: all other items" in text
    assert "our addition: company register" in text


def test_the_lists_name_what_is_wrong_beyond_being_starters() -> None:
    out = io.BytesIO()
    reports.emit(reports.loaded([STATUS]), {}, "table", out)
    text = " ".join(out.getvalue().decode().split())
    assert "us_ofac_sdn: the update failed." in text
    assert "1 list is a starter" in text
