"""Numbers, birth dates and what evidence is worth, on two sides made by hand."""

from __future__ import annotations

import csv
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tidegate import tables
from tidegate.lists.partial_dates import partial_date
from tidegate.match.births import birth_finding
from tidegate.match.evidence import Scales, Standing, in_order
from tidegate.match.numbers import number_key, search_keys, well_formed
from tidegate.model.evidence import Aspect, Effect, Evidence, EvidenceRules, Facts
from tidegate.model.listing import Identifier, PartyKind

FOLDER = ROOT / "tests" / "cases" / "evidence"
RULES = EvidenceRules(
    circa_years=2, near_years=3, shortest_number=6, lowest_name=0.45, surest_name=0.98,
    weak_alias=0.25,
)  # fmt: skip
SCALES = Scales(tables.evidence(), RULES)


def rows(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return list(csv.reader([line for line in lines if line[:1] != "#"][1:], delimiter="\t"))


@pytest.mark.parametrize(("kind", "one", "other", "same"), rows("numbers.tsv"))
def test_a_number_in_its_spellings(kind: str, one: str, other: str, same: str) -> None:
    assert (number_key(kind, one) == number_key(kind, other)) == (same == "yes")
    if same == "yes":
        assert set(search_keys(kind, one)) & set(search_keys(kind, other))


@pytest.mark.parametrize(("one", "other", "finding"), rows("births.tsv"))
def test_two_birth_dates(one: str, other: str, finding: str) -> None:
    dates = partial_date(one), partial_date(other)
    for ours, theirs in permutations(dates):
        assert (birth_finding(ours, theirs, RULES) or "-") == finding


@pytest.mark.parametrize(
    ("kind", "value", "formed"),
    [
        ("imo", "IMO 9187629", True), ("imo", "9187620", False), ("imo", "918762", False),
        ("lei", "253400V1H6ART1UQ0N98", True), ("lei", "253400V1H6ART1UQ0N99", False),
        ("uscc", "9111000071093019X7", True), ("uscc", "9111000071093019X8", False),
        ("bic", "HAVIGB2L", True), ("bic", "HAVIGB2LXXX", True), ("bic", "HAVI", False),
        ("passport", "anything", True),
    ],
)  # fmt: skip
def test_what_can_be_a_number_of_its_kind(kind: str, value: str, formed: bool) -> None:
    assert well_formed(kind, value) is formed


@given(st.sampled_from(["imo", "lei", "uscc", "bic", "wallet", "website", "tax_id", "other"]),
       st.text(max_size=40))  # fmt: skip
def test_any_text_may_be_given_as_a_number(kind: str, value: str) -> None:
    assert number_key(kind, value) == number_key(kind, value.strip())
    assert well_formed(kind, value) in (True, False)


def number(kind: str, value: str, issuer: str | None = None) -> Facts:
    return Facts(identifiers=(Identifier(kind=kind, value=value, issuer=issuer),))


@pytest.mark.parametrize(
    ("ours", "theirs", "finding"),
    [
        (number("passport", "AB 123456"), number("passport", "ab123456"), "identifier_same"),
        (number("tax_id", "91330000733796106P"), number("uscc", "91330000733796106P"),
         "identifier_same_elsewhere"),
        (number("other", "9187629"), number("imo", "9187629"), "identifier_same_short"),
        (number("email", "a@b.org"), number("website", "a@b.org"), None),
        (number("wallet", "12qtd5bfwrsdnsazy76uve1xycgntojh9h"),
         number("wallet", "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h"), "identifier_same_but_case"),
        (number("imo", "9074729"), number("imo", "9187629"), "identifier_other"),
        (number("imo", "9187620"), number("imo", "9187629"), "identifier_ill_formed"),
        (number("passport", "AB1234567", "IR"), number("passport", "X7654321", "IR"),
         "identifier_other"),
        (number("passport", "AB1234567", "IR"), number("passport", "X7654321", "FR"), None),
        (number("passport", "AB1234567"), number("passport", "X7654321", "IR"), None),
        (number("wallet", "0x8576acc5c05d6ce88f4e49bf65bdf0c62f91353c"),
         number("wallet", "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h"), None),
    ],
)  # fmt: skip
def test_two_numbers(ours: Facts, theirs: Facts, finding: str | None) -> None:
    found = [one.finding for one in SCALES.weigh(ours, theirs)]
    assert found == ([finding] if finding else [])


def facts(**more: object) -> Facts:
    return Facts(**more)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("ours", "theirs", "findings"),
    [
        (facts(gender="male"), facts(gender="female"), ["gender_other"]),
        (facts(gender="male"), facts(gender="male"), ["gender_same"]),
        (facts(gender="male"), facts(), []),
        (facts(countries=("IR",)), facts(countries=("IR", "SY")), ["country_same"]),
        (facts(countries=("FR",)), facts(countries=("IR",)), ["country_other"]),
        (facts(countries=("HK",)), facts(countries=("CN",)), []),
        (facts(countries=("IR",), cities=("tehran",)), facts(countries=("IR",), cities=("tehran",)),
         ["address_city_same"]),
        (facts(countries=("IR",), cities=("tehran",)), facts(countries=("IR",), cities=("shiraz",)),
         ["country_same", "address_city_other"]),
        (facts(kind=PartyKind.PERSON), facts(kind=PartyKind.VESSEL), ["kind_other"]),
        (facts(kind=PartyKind.PERSON), facts(kind=PartyKind.ADDRESS), []),
        (facts(kind=PartyKind.PERSON), facts(), []),
    ],
)  # fmt: skip
def test_two_sides(ours: Facts, theirs: Facts, findings: list[str]) -> None:
    assert [one.finding for one in SCALES.weigh(ours, theirs)] == findings


def evidence(ratio: float, effect: Effect = Effect.MOVES) -> Evidence:
    return Evidence(aspect=Aspect.COUNTRY, finding="x", says="x", ratio=ratio, effect=effect)


ratios = st.lists(st.floats(0.001, 1000), max_size=6)
scores = st.floats(0, 1).map(lambda score: round(score, 4))


@given(scores)
def test_no_evidence_leaves_the_score(score: float) -> None:
    assert SCALES.weighed(score, ()).score == score
    assert SCALES.weighed(score, [evidence(1.0)]).score == score


@given(scores, ratios, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(
    score: float, numbers: list[float], chance: object
) -> None:
    pieces = [evidence(ratio) for ratio in numbers]
    turned = list(reversed(pieces))
    assert SCALES.weighed(score, pieces) == SCALES.weighed(score, turned)
    assert in_order(pieces) == in_order(turned)


@given(scores, ratios, st.floats(0.001, 0.999))
def test_what_speaks_against_never_raises_and_what_speaks_for_never_lowers(
    score: float, numbers: list[float], ratio: float
) -> None:
    pieces = [evidence(one) for one in numbers]
    before = SCALES.weighed(score, pieces).score
    assert SCALES.weighed(score, [*pieces, evidence(ratio)]).score <= before
    assert SCALES.weighed(score, [*pieces, evidence(1 / ratio)]).score >= before
    assert 0 <= before <= 1


@given(scores, ratios, st.sampled_from(Effect), st.floats(0.001, 0.999), st.floats(0.05, 0.95))
def test_what_speaks_against_leaves_a_doubt_and_hides_nothing(
    score: float, numbers: list[float], effect: Effect, ratio: float, level: float
) -> None:
    lifting = effect if effect in (Effect.ALERTS, Effect.SETTLES) else Effect.MOVES
    pieces = [evidence(one, lifting if one > 1 else Effect.MOVES) for one in numbers]
    before = SCALES.standing(score, pieces, level)
    for against in (evidence(ratio), evidence(ratio, Effect.EXCLUDES)):
        after = SCALES.standing(score, [*pieces, against], level)
        assert (after is Standing.NOTHING) == (before is Standing.NOTHING)
        assert not (before is Standing.DOUBT and after is Standing.ALERT)
    alone = Standing.ALERT if score >= level else Standing.NOTHING
    assert SCALES.standing(score, (), level) is alone


def test_every_finding_of_the_rules_has_its_weight() -> None:
    weights = tables.evidence().weights
    births = {row[2] for row in rows("births.tsv")} - {"-"}
    others = {"gender_same", "gender_other", "country_same", "country_other", "address_same",
              "address_city_same", "address_city_other", "kind_other", "identifier_same",
              "identifier_same_short", "identifier_same_elsewhere", "identifier_same_but_case",
              "identifier_ill_formed"}  # fmt: skip
    assert {name for name in weights if "." not in name} == births | others
