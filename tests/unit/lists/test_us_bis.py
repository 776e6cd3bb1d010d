"""Part 744: tables, rows and what becomes of them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.us_bis_part import part, row, supplement
from tidegate.lists.us_bis import parse
from tidegate.model.errors import RefusedError
from tidegate.model.listing import Listing, ParsedList, Policy, Scope, entry_key, substance

CASES = Path(__file__).parents[2] / "cases" / "lists" / "us_bis" / "cells.yaml"
BAD_DATA = Path(__file__).parents[2] / "bad_data" / "lists" / "us_bis"
CHINA = "CHINA, PEOPLE'S REPUBLIC OF"
KEYS = {
    *("what", "country", "cell", "kind", "primary", "aliases", "addresses", "children"),
    *("alternate_address_country", "listed_elsewhere_as", "subordinate_of", "remarks"),
    *("unparsed", "anomalies"),
}


def entity_list(*rows: tuple[str, ...], **others: Any) -> ParsedList:
    return parse({"main": part(entity=rows, **others)})[0]


def kinds(parsed: ParsedList) -> list[str]:
    return [anomaly.kind for anomaly in parsed.anomalies]


def details(listing: Listing, key: str) -> list[str]:
    return [detail.value for detail in listing.details if detail.key == key]


def _cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    for case in cases:
        assert not set(case) - KEYS, f"unknown key in {case['what']}"
    return cases


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["what"])
def test_cell(case: dict[str, Any]) -> None:
    # Headings of other blocks tell the parser the countries that its addresses end in.
    others = [row("Other Person, Nowhere.", c) for c in ("RUSSIA", "UNITED ARAB EMIRATES", "IRAN")]
    read = entity_list(row(case["cell"], case["country"]), *others)
    main, *children = [listing for listing in read.listings if listing.row == 1]
    assert main.country == case["country"]
    assert main.kind == case.get("kind")
    assert main.names[0].kind == "primary"
    assert main.names[0].text == case["primary"]
    assert aliases(main) == case.get("aliases", [])
    assert [a.text for a in main.addresses] == case.get("addresses", [])
    for key in ("alternate_address_country", "listed_elsewhere_as", "subordinate_of"):
        assert details(main, key) == case.get(key, []), key
    assert main.remarks == case.get("remarks")
    assert bool(main.unparsed) == case.get("unparsed", False)
    assert kinds(read) == case.get("anomalies", [])
    expected = case.get("children", {})
    assert [child.names[0].text for child in children] == list(expected)
    for child, wanted in zip(children, expected.values(), strict=True):
        assert child.parent == main.key
        assert aliases(child) == wanted.get("aliases", [])
        assert [a.text for a in child.addresses] == wanted.get("addresses", [])


def aliases(listing: Listing) -> list[str]:
    return [f"{name.kind.value} {name.text}" for name in listing.names[1:]]


def test_country_is_carried_down_to_the_rows_below() -> None:
    read = entity_list(
        row("First, Kabul, Afghanistan.", "AFGHANISTAN"),
        row("Second, Kabul, Afghanistan."),
        row("Third, Yerevan, Armenia.", "ARMENIA"),
    )
    assert [listing.country for listing in read.listings] == [
        "AFGHANISTAN",
        "AFGHANISTAN",
        "ARMENIA",
    ]
    assert [listing.row for listing in read.listings] == [1, 2, 3]
    assert read.listings[1].key == entry_key("AFGHANISTAN", "Second")


def test_a_row_above_every_country_is_reported() -> None:
    read = entity_list(row("First, 1 Road, Kabul."))
    assert read.rows == len(read.listings) == 1
    assert kinds(read) == ["no_country"]


def test_clauses_citations_and_footnotes_of_a_row() -> None:
    (listing,) = entity_list(
        row(
            "Example, 1 Road, Kabul, Afghanistan.",
            "AFGHANISTAN",
            "For all items subject to the EAR. (See §§ 734.9(g),^3 746.8(a)(3) of the EAR)",
            "Policy of denial",
            "84 FR 22963, 5/21/19.\n84 FR 43495, 8/21/19.",
        )
    ).listings
    assert listing.requirement is not None
    assert listing.requirement.text == (
        "For all items subject to the EAR. (See §§ 734.9(g),³ 746.8(a)(3) of the EAR)"
    )
    assert listing.requirement.scope is Scope.ALL_ITEMS
    assert listing.policy is not None
    assert [term.policy for term in listing.policy.terms] == [Policy.POLICY_OF_DENIAL]
    assert listing.footnotes == (3,)
    assert [(c.volume, c.page, c.published) for c in listing.citations] == [
        (84, 22963, date(2019, 5, 21)),
        (84, 43495, date(2019, 8, 21)),
    ]


@pytest.mark.parametrize(
    ("requirement", "footnotes"),
    [
        ("For all items subject to the EAR, see §§ 734.9(e) ^1 and 744.11 of the EAR ^2", (1, 2)),
        ("For all items subject to the EAR (See §§ 734.9(g)^,3 746.8(a)(3) of the EAR)", (3,)),
        ("For all items subject to the EAR. (See § 744.11 of the EAR)", ()),
    ],
)
def test_footnote_marks_wherever_the_comma_stands(
    requirement: str, footnotes: tuple[int, ...]
) -> None:
    (listing,) = entity_list(row("Example, Minsk, Belarus.", "BELARUS", requirement)).listings
    assert listing.footnotes == footnotes


def test_quirk_2_a_row_without_clauses_continues_the_one_before() -> None:
    read = entity_list(
        row(
            "Example Technologies Co., Ltd., a.k.a., the following one alias:\n"
            "—Example Technology, and to include the following addresses and the following 3"
            " affiliated entities:\n\nAddresses for Example Technologies Co., Ltd.: Example Base,"
            " Shenzhen, 518129, China; and Kowloon, Hong Kong.",
            CHINA,
            "For all items subject to the EAR, see §§ 734.9(e) ^1 and 744.11 of the EAR ^2",
        ),
        row(
            "Affiliated entities:\n"
            "Beijing Example Information Co., Ltd., a.k.a., the following one alias:\n"
            "—Beijing Exampler, to include the following subordinate. 3rd Floor, No. 3 Example"
            " Road, Beijing, China.\n"
            "Example Marine Co., Ltd., a.k.a., the following one alias:\n"
            "—Example Marine;\nEMN Technologies; and\nEMN Tech.\n"
            "Building R4, No. 2 City Avenue, Dongguan, 523808, and No. 62, Second Ave., Tianjin,"
            " China.\n"
            "Example Enterprises, No. 410 Example Road, Hangzhou, China.",
            requirement="",
            policy="",
            citation="",
        ),
    )
    assert read.rows == 2
    # The list announces one alias of Example Marine and prints three.
    assert [(a.kind, a.place) for a in read.anomalies] == [
        ("continuation_row", 2),
        ("alias_count", 2),
    ]
    main, *affiliates = read.listings
    assert aliases(main) == ["aka Example Technology"]
    assert len(main.addresses) == 2
    assert [a.names[0].text for a in affiliates] == [
        "Beijing Example Information Co., Ltd.",
        "Example Marine Co., Ltd.",
        "Example Enterprises",
    ]
    assert aliases(affiliates[0]) == ["aka Beijing Exampler"]
    assert aliases(affiliates[1]) == ["aka Example Marine", "aka EMN Technologies", "aka EMN Tech."]
    assert [a.text for a in affiliates[1].addresses] == [
        "Building R4, No. 2 City Avenue, Dongguan, 523808",
        "No. 62, Second Ave., Tianjin, China",
    ]
    for affiliate in affiliates:
        assert affiliate.parent == main.key
        assert affiliate.row == 2
        assert affiliate.country == CHINA
        assert affiliate.requirement == main.requirement
        assert affiliate.policy == main.policy
        assert affiliate.citations == main.citations
        assert affiliate.footnotes == (1, 2)


def test_quirk_2_addresses_on_a_continuation_row_are_the_whole_entrys() -> None:
    read = entity_list(
        row("Example Academy, a.k.a., the following one alias:\n—EA.", CHINA),
        row("Subordinate institution\n201 Institute.", requirement="", policy="", citation=""),
        row(
            "The following addresses apply to the entity and to the one subordinate institutions:"
            "\n\n50 Example Road, Beijing, China; and 51 Example Road, Beijing, China.",
            requirement="",
            policy="",
            citation="",
        ),
    )
    assert kinds(read) == ["continuation_row", "continuation_row"]
    assert [listing.names[0].text for listing in read.listings] == [
        "Example Academy",
        "201 Institute",
    ]
    for listing in read.listings:
        assert [a.text for a in listing.addresses] == [
            "50 Example Road, Beijing, China",
            "51 Example Road, Beijing, China",
        ]


def test_quirk_3_swapped_columns_are_put_right() -> None:
    read = entity_list(
        row(
            "Example, Kiel, Germany.",
            "GERMANY",
            "Presumption of denial",
            "For all items subject to the EAR. (See § 744.11 of the EAR)",
        )
    )
    (listing,) = read.listings
    assert listing.requirement is not None
    assert listing.policy is not None
    assert listing.requirement.scope is Scope.ALL_ITEMS
    assert listing.policy.text == "Presumption of denial"
    assert kinds(read) == ["swapped_columns"]


def test_quirk_4_a_citation_glued_to_the_policy_is_a_citation() -> None:
    policy = "See § 744.3(d) of the EAR88 FR 13675, 3/6/23."
    read = entity_list(
        row("Example, Beijing, China.", CHINA, policy=policy, citation="77 FR 58006, 9/19/12.")
    )
    (listing,) = read.listings
    assert listing.policy is not None
    assert listing.policy.text == "See § 744.3(d) of the EAR"
    assert [(c.volume, c.page) for c in listing.citations] == [(88, 13675), (77, 58006)]
    assert kinds(read) == ["citation_in_policy"]


def test_quirk_9_an_editorial_note_is_reported() -> None:
    notes = "<EDNOTE><HED>Editorial Note:</HED><PSPACE>One could not be added.</PSPACE></EDNOTE>"
    read = entity_list(row("Example, Kabul, Afghanistan.", "AFGHANISTAN"), notes=notes)
    assert [a.text for a in read.anomalies if a.kind == "editorial_note"] == [
        "Supplement No. 4 to Part 744: Editorial Note: One could not be added."
    ]


def test_what_cannot_be_classed_is_kept_and_reported() -> None:
    read = entity_list(row("Example, 1 Road, Kabul.", "AFGHANISTAN", "As told", "Perhaps", "soon"))
    (listing,) = read.listings
    assert listing.requirement is not None
    assert (listing.requirement.text, listing.requirement.scope) == ("As told", Scope.UNPARSED)
    assert listing.policy is not None
    assert listing.policy.terms[0].items == "Perhaps"
    assert listing.citations[0].text == "soon"
    assert kinds(read) == ["unread_citation", "unparsed_requirement", "unparsed_policy"]


def test_one_party_with_rows_under_several_countries() -> None:
    read = entity_list(
        row("Example Trading, Sofia, Bulgaria. (See alternate address under U.A.E.)", "BULGARIA"),
        row("Example Shop, Sofia, Bulgaria."),
        row("Example Trading, Minsk, Belarus.", "BELARUS"),
        row(
            "Example Trading LLC, a.k.a., Example Trading, Dubai, U.A.E. (See alternate address"
            " under Bulgaria).",
            "UNITED ARAB EMIRATES",
        ),
    )
    party = entry_key("BULGARIA", "Example Trading")
    assert [listing.party for listing in read.listings] == [party, None, None, party]


def test_rows_that_point_at_each_other_are_one_party_with_or_without_a_legal_form() -> None:
    rows = [
        row("Sinno Exam Co., Ltd., Wuhan, China. (See alternate address under Latvia)", CHINA),
        row("Sinno Exam, Riga, Latvia. (See alternate address under China).", "LATVIA"),
        row("Sinno Example, Tallinn, Estonia.", "ESTONIA"),
    ]
    party = entry_key(CHINA, "Sinno Exam Co., Ltd.")
    assert [listing.party for listing in entity_list(*rows).listings] == [party, party, None]


def test_equal_names_under_one_country_keep_their_rows_apart() -> None:
    read = entity_list(
        row("Twice, Karachi, Pakistan.", "PAKISTAN"), row("TWICE, 5 Road, Lahore, Pakistan.")
    )
    first, second = read.listings
    assert second.key == f"{first.key}~2"
    assert kinds(read) == ["doubled_name"]


@pytest.mark.parametrize("cells", [3, 4, 6])
def test_a_row_with_odd_columns_is_kept_whole_and_reported(cells: int) -> None:
    odd = ("", "Somebody, Kabul, Afghanistan.", "All items", "Denied", "84 FR 54004", "more")[
        :cells
    ]
    read = entity_list(row("Example, Kabul, Afghanistan.", "AFGHANISTAN"), odd)
    assert (read.rows, len(read.listings)) == (2, 2)
    assert read.listings[1].names[0].text == "Somebody"
    assert read.listings[1].unparsed == (" | ".join(odd[1:]),)
    assert ("odd_columns", 2) in [(a.kind, a.place) for a in read.anomalies]


def test_a_blank_row_under_another_country_continues_nothing() -> None:
    read = entity_list(
        row("Example, Kabul, Afghanistan.", "AFGHANISTAN"),
        row("Somebody, Minsk, Belarus.", "BELARUS", requirement="", policy="", citation=""),
    )
    assert [(x.country, x.parent) for x in read.listings] == [
        ("AFGHANISTAN", None),
        ("BELARUS", None),
    ]
    assert kinds(read) == ["blank_requirement", "no_citation"]


def test_headings_of_other_years_may_say_more() -> None:
    content = part(
        unverified=[
            ("ARMENIA", "Example, 1 Road, Yerevan, Armenia", "85 FR 64017, October 9, 2020.")
        ]
    ).replace(b"citation</TH>", b"citation and date of publication</TH>")
    assert [parsed.rows for parsed in parse({"main": content})] == [0, 1, 0]


def test_a_reserved_row_is_counted_and_reported() -> None:
    read = entity_list(row("Example, Kabul, Afghanistan.", "AFGHANISTAN"), row("[Reserved]"))
    assert (read.rows, len(read.listings)) == (2, 1)
    assert [(a.kind, a.place) for a in read.anomalies] == [("reserved_row", 2)]


def test_footnotes_and_effective_date_notes_are_kept_with_their_section() -> None:
    notes = "<EFFDNOT><HED>Effective Date Note:</HED><PSPACE>Text stayed.</PSPACE></EFFDNOT>"
    content = part(
        entity=[
            row("Example, Kabul, Afghanistan.", "AFGHANISTAN"),
            ("^1 For this entity, something more.",),
        ],
        military=[(CHINA, "Example Co., Beijing, China", "85 FR 83799, 12/23/2020.")],
        notes=notes,
    ).replace(b"</DIV5>", f'<DIV8 N="744.11">{notes}</DIV8></DIV5>'.encode())
    entity, _, military = parse({"main": content})
    assert entity.rows == 1
    assert [(note.section, note.text) for note in entity.notes] == [
        ("Supplement No. 4 to Part 744, footnote 1", "¹ For this entity, something more."),
        ("Supplement No. 4 to Part 744", "Effective Date Note: Text stayed."),
        ("744.11", "Effective Date Note: Text stayed."),
    ]
    assert military.notes == ()


def test_unverified_and_military_end_user_lists_in_their_order() -> None:
    lists = parse(
        {
            "main": part(
                unverified=[
                    (
                        "ARMENIA",
                        "Example Trade, No. 20 Road, Yerevan, Armenia",
                        "85 FR 64017, October 9, 2020.",
                    ),
                    ("", "Example Ltd., a.k.a. Exampler Ltd., 1 Road, Yerevan, Armenia", ""),
                ],
                military=[
                    ("BURMA", "[Reserved]", "[Reserved]"),
                    (
                        CHINA,
                        "The following two subordinate institutions of Example Company of China:",
                        "85 FR 83799, 12/23/2020.",
                    ),
                    ("", "Subordinate institution:", ""),
                    ("", "Example Engine Co. Ltd., 1 Road, Xian 710021, China", ""),
                    ("", "Example Power Co. Ltd., 2 Road, Xian 710021, China", ""),
                    ("", "Example Parts Co., Ltd., 3 Road, Xian, China", "86 FR 4864, 1/15/2021."),
                ],
            )
        }
    )
    assert [parsed.list_id for parsed in lists] == [
        "us_bis_entity_list",
        "us_bis_unverified_list",
        "us_bis_military_end_user_list",
    ]
    _, unverified, military = lists
    assert unverified.rows == len(unverified.listings) == 2
    assert unverified.listings[0].citations[0].published == date(2020, 10, 9)
    assert unverified.listings[0].requirement is None
    assert aliases(unverified.listings[1]) == ["aka Exampler Ltd."]
    assert kinds(unverified) == ["no_citation"]
    assert (military.rows, len(military.listings)) == (6, 3)
    engine, power, parts = military.listings
    assert details(engine, "subordinate_of") == details(power, "subordinate_of")
    assert details(power, "subordinate_of") == ["Example Company of China"]
    assert details(parts, "subordinate_of") == []
    assert engine.citations == power.citations
    assert engine.citations[0].page == 83799
    assert kinds(military) == ["reserved_row", "heading_row", "label_row"]


def test_an_older_version_without_supplement_no_7_is_read_and_says_so() -> None:
    lists = parse(
        {"main": part(entity=[row("Example, Kabul, Afghanistan.", "AFGHANISTAN")], military=None)}
    )
    assert [parsed.list_id for parsed in lists] == ["us_bis_entity_list", "us_bis_unverified_list"]
    assert kinds(lists[0]) == ["missing_supplement"]
    assert "Supplement No. 7" in lists[0].anomalies[0].text


def test_raised_figures_of_fractions_and_ordinals_are_no_footnotes() -> None:
    cell = (
        "Example LLC, 1<sup>1</sup>⁄<sub>2</sub> Miles, 3<sup>rd</sup> Ring Road, Moscow, Russia."
    )
    content = part(entity=[row("MARK", "RUSSIA")]).replace(b"MARK", cell.encode())
    (listing,) = parse({"main": content})[0].listings
    assert listing.footnotes == ()
    assert [a.text for a in listing.addresses] == ["1 1⁄2 Miles, 3rd Ring Road, Moscow, Russia"]


def test_spacing_and_case_change_no_substance() -> None:
    cell = "Example Co., Ltd., a.k.a., the following one alias:\n—Exam.\n\n1 Road, Minsk, Belarus."
    first = entity_list(row(cell, "BELARUS")).listings
    other = entity_list(row(cell.replace(" ", "  ").replace("—", "— "), "BELARUS")).listings
    assert [substance(x) for x in first] == [substance(x) for x in other]


def test_what_happens_in_another_row_changes_no_listing() -> None:
    rows = [
        row("Example Co., Ltd., Some Quarter, 1 Road, Minsk, Belarus.", "BELARUS"),
        row("Somebody, Some Quarter, Minsk, Belarus."),
    ]
    assert entity_list(*rows).listings[0] == entity_list(rows[0]).listings[0]


PIECES = (
    *("Example", "Co., Ltd.", ", ", "; and ", "a.k.a., ", "the following two aliases:", "\n", "—"),
    *("1 Road", "China", "(", ")", "(See alternate address under ", "Russia", ".", "\n\n", "^3"),
    *("Subordinate institution\n", "Affiliated entities:", "(f.k.a. ", "Address: ", "[Reserved]"),
    *("The following addresses apply to all: ", "and the following two subordinate entities:"),
)
CELL_TEXT = st.lists(
    st.sampled_from(PIECES)
    | st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8),
    max_size=14,
).map("".join)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(CELL_TEXT, CELL_TEXT, CELL_TEXT, CELL_TEXT), max_size=5))
def test_rows_in_equal_rows_out(rows: list[tuple[str, str, str, str]]) -> None:
    read = entity_list(
        row("Example, Kabul, Afghanistan.", "AFGHANISTAN"), *[("", *r) for r in rows]
    )
    assert read.rows == 1 + len(rows)
    joined = {"continuation_row", "reserved_row"}
    seen = {listing.row for listing in read.listings if listing.parent is None}
    seen |= {anomaly.place for anomaly in read.anomalies if anomaly.kind in joined}
    assert seen == set(range(1, read.rows + 1))
    keys = [listing.key for listing in read.listings]
    assert len(set(keys)) == len(keys)
    assert {listing.parent for listing in read.listings} - {None} <= set(keys)


@settings(max_examples=100, deadline=None)
@given(CELL_TEXT)
@example("Subordinate institution\nExampleand the following two subordinate entities:, ")
def test_no_word_of_a_cell_is_lost(cell: str) -> None:
    words = iter(range(1000))
    cell = re.sub("Example", lambda _: f"Word{next(words)}x", cell).replace("[Reserved]", "")
    read = entity_list(row(cell, "AFGHANISTAN"))
    kept = "".join(
        "|".join([*(n.text for n in x.names), *(a.text for a in x.addresses), *x.unparsed])
        + "|".join([x.remarks or "", *(d.value for d in x.details)])
        for x in read.listings
    )
    assert set(re.findall(r"Word\d+x", cell)) <= set(re.findall(r"Word\d+x", kept))


def _bad() -> list[dict[str, str]]:
    cases: list[dict[str, str]] = yaml.safe_load((BAD_DATA / "expected.yaml").read_text("utf-8"))
    return cases


@pytest.mark.parametrize("case", _bad(), ids=lambda case: case["file"])
def test_bad_file_is_refused_with_its_reason(case: dict[str, str]) -> None:
    with pytest.raises(RefusedError) as refused:
        parse({"main": (BAD_DATA / case["file"]).read_bytes()})
    assert case["says"] in str(refused.value)
    assert "\n" not in str(refused.value)


def test_every_bad_file_is_expected() -> None:
    assert {case["file"] for case in _bad()} == {f.name for f in BAD_DATA.glob("*.xml")}


def test_a_missing_member_is_refused() -> None:
    with pytest.raises(RefusedError, match="empty"):
        parse({})


def test_no_entity_of_a_document_type_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    content = part(entity=[row("Example &x; Co., Kabul, Afghanistan.", "AFGHANISTAN")])
    content = content.replace(b"&amp;x;", b"&x;").replace(
        b"<DIV5", f'<!DOCTYPE DIV5 [<!ENTITY x SYSTEM "{secret.as_uri()}">]><DIV5'.encode(), 1
    )
    (listing,) = parse({"main": content})[0].listings
    assert "secret" not in listing.names[0].text


def test_supplements_of_other_parts_are_left_alone() -> None:
    other = supplement(4, [row("Other, Kabul, Afghanistan.", "X")]).replace("Part 744", "Part 740")
    content = part(entity=[row("Example, Kabul, Afghanistan.", "AFGHANISTAN")]).replace(
        b'<?xml version="1.0"?>\n', b""
    )
    whole = f'<DIV1><DIV5 N="740">{other}</DIV5>'.encode() + content + b"</DIV1>"
    assert [x.names[0].text for x in parse({"main": whole})[0].listings] == ["Example"]
