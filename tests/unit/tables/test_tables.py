"""The packaged data files: that they load, and that they hold what is known and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tidegate import tables
from tidegate.model.errors import DataError
from tidegate.model.listing import Listing, Policy, Scope, fold
from tidegate.model.sources import Rule
from tidegate.tables.dated import Parameter, Stretch
from tidegate.tables.reading import read_yaml
from tidegate.tables.starting import StarterFile
from tidegate.tables.values import DATA

EL = "us_bis_entity_list"
XINJIANG_UNITS = [
    "Luopu Haishi Dingxin Electronic Technology Co., Ltd.",
    "Moyu Haishi Electronic Technology Co., Ltd.",
    "Pishan Haishi Yong'an Electronic Technology Co., Ltd.",
    "Urumqi Haishi Xin'an Electronic Technology Co., Ltd.",
    "Yutian Haishi Meitian Electronic Technology Co., Ltd.",
]


def rule(volume: int, page: int) -> Rule:
    return next(r for r in tables.rules() if (r.volume, r.table_page) == (volume, page))


def starter(list_id: str) -> dict[str, Listing]:
    parsed = next(p for p in tables.starter().lists if p.list_id == list_id)
    return {listing.caption: listing for listing in parsed.listings}


# --- sources


def test_every_list_has_one_source() -> None:
    sources = tables.sources()
    assert list(sources) == sorted(sources)
    lists = [list_id for source in sources.values() for list_id in source.lists]
    assert len(lists) == len(set(lists))
    assert {EL, "us_ofac_sdn", "un_security_council"} <= set(lists)


def test_tables_are_read_once() -> None:
    assert tables.sources() is tables.sources()
    assert tables.rules() is tables.rules()
    assert tables.starter() is tables.starter()


def test_the_digest_is_that_of_a_sha256() -> None:
    assert len(bytes.fromhex(tables.digest())) == 32


# --- rules


def test_effective_is_not_published() -> None:
    huawei = rule(84, 22963)
    assert (huawei.first_page, huawei.effective, huawei.published) == (
        22961,
        date(2019, 5, 16),
        date(2019, 5, 21),
    )
    assert rule(85, 83420).effective == date(2020, 12, 18)
    assert rule(88, 18985).effective == date(2023, 3, 28)
    assert rule(84, 54004).effective == rule(84, 54004).published == date(2019, 10, 9)


def test_no_rule_takes_effect_long_before_or_after_its_publication() -> None:
    """The lead of 14 days is safe: no known rule has one of more than a week."""
    leads = [r.published - r.effective for r in tables.rules() if r.effective and r.published]
    assert min(leads) == timedelta(0)
    assert max(leads) == timedelta(days=7)


def test_volumes_are_years() -> None:
    odd = [r for r in tables.rules() if r.published and r.published.year != r.volume + 1935]
    assert [(r.volume, r.table_page) for r in odd] == [(83, 61541)], "one misprint of the list"


@pytest.mark.parametrize(
    ("volume", "page"),
    [(84, 50416), (84, 51946), (84, 29355), (88, 12150), (84, 50414)],
)
def test_pages_that_others_invented_are_not_in_the_table(volume: int, page: int) -> None:
    assert not [
        r for r in tables.rules() if r.volume == volume and page in (r.table_page, r.first_page)
    ]


def test_first_pages_that_nobody_confirmed_are_left_out() -> None:
    assert rule(87, 13143).first_page is None
    assert rule(73, 54503).first_page is None
    assert sum(r.first_page is None for r in tables.rules()) == 79


def test_a_rule_without_effective_date_says_so() -> None:
    unknown = [r for r in tables.rules() if r.effective is None]
    assert len(unknown) == 64
    assert {r.confidence for r in unknown} == {"unknown"}


# --- removals


def test_zte_was_listed_and_removed() -> None:
    zte = next(r for r in tables.removals() if "ZTE Corporation" in r.names)
    assert (zte.listed, zte.effective, zte.citation) == (
        date(2016, 3, 8),
        date(2017, 3, 29),
        "82 FR 15458",
    )
    assert zte.listed_citation == "81 FR 12004 (table 12006)"


def test_removals_keep_all_that_is_known() -> None:
    removals = tables.removals()
    assert len(removals) == 133
    assert sum(bool(r.names) for r in removals) == 111
    institute = next(
        r for r in removals if "Institute of Forensic Science" in (r.names or ("",))[0]
    )
    assert institute.effective == date(2023, 11, 16)
    inside = [r.names[0] for r in removals if r.citation == "90 FR 4617" and r.names]
    assert inside == [
        "Bhabha Atomic Research Center",
        "Indira Gandhi Atomic Research Center",
        "Indian Rare Earths",
    ]


# --- supplements


def test_native_names_are_ours_and_sourced() -> None:
    ours = {s.text: s for s in tables.supplements() if s.list_id == EL}
    assert ours["杭州海康威视数字技术股份有限公司"].confidence == "verified"
    assert ours["杭州海康威視數字技術股份有限公司"].confidence == "computed"
    assert ours["海康威视"].kind == "brand"
    assert all(s.source for s in tables.supplements())


def test_no_native_name_for_the_units_in_xinjiang() -> None:
    folded = {fold(name) for name in XINJIANG_UNITS}
    assert not [s for s in tables.supplements() if fold(s.listed_name) in folded]


@pytest.mark.parametrize(
    "text", ["SMIC", "大华", "中兴", "海思", "南航", "航天科技", "HIT", "BIT", "ICT"]
)
def test_words_that_mean_something_else_carry_a_caution(text: str) -> None:
    found = [s for s in tables.supplements() if s.text == text]
    assert found
    assert all(s.caution for s in found)


def test_nobody_gets_the_name_of_a_stranger() -> None:
    listed = {(fold(s.listed_name), s.text) for s in tables.supplements()}
    assert (fold("Hytera Communications Limited"), "海能达") not in listed, "no stated link"
    assert not {text for _, text in listed} & {"字节跳动", "荣耀", "长鑫存储", "ACM Research, Inc."}


# --- parameters


def test_parameters_are_dated_and_cited() -> None:
    parameters = tables.parameters()
    assert parameters.number("update.shrink_tolerance") == 0.10
    assert parameters.whole("dating.lead_days") == 14
    assert all(stretch.cite for p in parameters.values() for stretch in p.values)


def test_a_value_that_changes_must_be_asked_with_a_date() -> None:
    from tidegate.tables.dated import Parameters

    stay = Parameter(
        meaning="the share that covers an affiliate",
        unit="percent",
        values=(
            Stretch(from_=None, to=date(2025, 9, 29), status="not_enacted", cite="none"),
            Stretch(
                from_=date(2025, 9, 29),
                to=date(2025, 11, 10),
                status="in_force",
                value=50,
                cite="90 FR 47201",
            ),
            Stretch(from_=date(2025, 11, 10), to=None, status="stayed", cite="90 FR 50857"),
        ),
    )
    assert stay.at(date(2025, 9, 28)).status == "not_enacted"
    assert stay.at(date(2025, 9, 29)).value == 50
    assert stay.at(date(2025, 11, 10)).status == "stayed"
    with pytest.raises(ValueError, match="with a date"):
        Parameters({"x": stay}).number("x")
    with pytest.raises(KeyError):
        Parameters({}).number("y")


# --- starter lists


def test_the_starter_lists_and_their_dates() -> None:
    lists = {parsed.list_id: parsed for parsed in tables.starter().lists}
    assert {name: parsed.list_date for name, parsed in lists.items()} == {
        "un_security_council": date(2026, 2, 27),
        "us_bis_denied_persons": date(2022, 9, 7),
        "us_bis_entity_list": date(2026, 3, 25),
        "us_bis_military_end_user_list": date(2026, 3, 25),
        "us_bis_unverified_list": date(2026, 3, 25),
        "us_ofac_consolidated": date(2025, 12, 19),
        "us_ofac_sdn": date(2022, 1, 31),
    }
    assert tables.starter().date == date(2026, 3, 25)
    assert sum(parsed.rows for parsed in lists.values()) >= 120
    described = {list_id for source in tables.sources().values() for list_id in source.lists}
    assert set(lists) <= described


def test_hikvision_is_reviewed_case_by_case_and_dahua_is_not() -> None:
    entries = starter(EL)
    hikvision, dahua = (
        entries["Hangzhou Hikvision Digital Technology Co., Ltd."],
        entries["Dahua Technology"],
    )
    assert hikvision.policy is not None
    assert dahua.policy is not None
    assert [term.policy for term in hikvision.policy.terms] == [
        Policy.CASE_BY_CASE,
        Policy.CASE_BY_CASE,
        Policy.PRESUMPTION_OF_DENIAL,
    ]
    assert (hikvision.footnotes, dahua.footnotes) == ((), (4,))
    assert [term.policy for term in dahua.policy.terms] == [Policy.PRESUMPTION_OF_DENIAL]


def test_the_units_in_xinjiang_are_there_without_native_name() -> None:
    entries = starter(EL)
    for name in XINJIANG_UNITS:
        assert all(alias.text.isascii() for alias in entries[name].names)
        assert entries[name].citations[0].text == "88 FR 18985, 3/30/23"


def test_footnote_5_is_an_entrys_own() -> None:
    entries = starter(EL)
    smic = {
        name: e.footnotes
        for name, e in entries.items()
        if "SMIC" in name or "International (" in name
    }
    assert {name for name, notes in smic.items() if notes == (5,)} == {
        "Semiconductor Manufacturing International Corporation (SMIC)",
        "Semiconductor Manufacturing International (Beijing) Corporation",
        "SMIC Northern Integrated Circuit Manufacturing (Beijing) Co., Ltd.",
        "SMIC Advanced Technology R&D (Shanghai) Corporation",
    }
    assert len(smic) >= 9


def test_addresses_alone() -> None:
    parsed = next(p for p in tables.starter().lists if p.list_id == EL)
    places = [e for e in parsed.listings if e.kind == "address"]
    assert len(places) == 19
    scopes = [e.requirement.scope for e in places if e.requirement]
    assert (scopes.count(Scope.CCL_LISTED), scopes.count(Scope.CCL_AND_LISTED_EAR99)) == (8, 11)


def test_subordinates_share_the_entry_that_names_them() -> None:
    entries = starter(EL)
    marine, parent = (
        entries["Huawei Marine Networks Co., Ltd."],
        entries["Huawei Technologies Co., Ltd."],
    )
    assert marine.parent == parent.key
    assert marine.key.startswith(parent.key + "/")
    assert (marine.citations, marine.footnotes) == (parent.citations, (1, 2))


def test_who_is_not_listed_is_not_in_the_starter() -> None:
    captions = " ".join(starter(EL))
    for name in ("ZTE Corporation", "ACM Research, Inc", "ChangXin", "ByteDance", "Honor Device"):
        assert name not in captions


@pytest.mark.parametrize("path", sorted((DATA / "starter").glob("*.yaml")), ids=lambda p: p.stem)
def test_effective_dates_agree_with_the_table_of_rules(path) -> None:
    table = {(r.volume, r.table_page): r for r in tables.rules()}
    for entry in read_yaml(path, StarterFile).listings:
        for cite in entry.citations:
            if cite.page is None or path.stem == "us_bis_denied_persons":
                continue
            volume, _, page = cite.page.split()
            known = table[int(volume), int(page)]
            assert cite.effective == known.effective, (entry.name, cite.page)
            assert cite.published in (known.published, date(2021, 1, 15)), (entry.name, cite.page)


def test_a_table_that_is_not_there_is_an_error_not_an_empty_list(tmp_path) -> None:
    from tidegate.tables.notices import load_rules

    with pytest.raises(DataError):
        load_rules(tmp_path / "rules.tsv")
