"""What holds of every pair of names: properties, and the order in which evidence stands."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from benchmarks.names import sets
from tests.unit.text.tables import LEXICON
from tidegate.match import Index, compare
from tidegate.match.units import units_of
from tidegate.text import analyse

THRESHOLD = LEXICON.parameters["alert_threshold"]
DEV = [pair for pair in sets.pairs("dev") if (pair.name_a + pair.name_b).isascii()]
NAMES = sorted({name for pair in DEV for name in (pair.name_a, pair.name_b)})
WORDS = sorted({word for name in NAMES for word in name.split()})
name = st.one_of(
    st.sampled_from(NAMES), st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
)
FORMS = ["LLC", "Ltd", "GmbH", "S.A.", "S.p.A.", "d.o.o.", "S.r.l.", "Sdn. Bhd.", "J.S.C.", "A/S"]


def score(ours: str, theirs: str, kind: str | None = None) -> float:
    return compare(ours, theirs, kind, lexicon=LEXICON).score


@given(name, name, st.sampled_from([None, "person", "organization", "address"]))
def test_it_does_not_matter_which_name_is_asked(ours: str, theirs: str, kind: str | None) -> None:
    assert score(ours, theirs, kind) == score(theirs, ours, kind)


@given(st.text(max_size=40), st.text(max_size=40))
def test_nor_does_it_of_any_text(ours: str, theirs: str) -> None:
    assert score(ours, theirs) == score(theirs, ours)


@given(st.sampled_from([pair for pair in DEV if pair.kind == "person"]))
def test_case_and_commas_say_nothing_of_a_person(pair: sets.Pair) -> None:
    lower, other = pair.name_a.lower(), pair.name_b.lower()
    plain = score(lower, other, "person")
    assert score(lower.replace(" ", ", ", 1), other, "person") == plain
    assert score(lower.title(), other.title(), "person") == plain


@given(name, st.sampled_from(FORMS))
def test_a_legal_form_is_met_however_it_is_written(own: str, form: str) -> None:
    # A name of forms alone tells nobody, and has no word that could be met.
    assume(units_of(analyse(own, LEXICON).readings[0]).bearing)
    plain = form.replace(".", "").replace("/", "")
    dotted, undotted = score(f"{own} {form}", f"{own} {plain}"), score(*[f"{own} {plain}"] * 2)
    # Behind another form (Bellini S.p.A. S.A.) the two tell a hair less.
    assert dotted == pytest.approx(undotted, abs=0.001)


@pytest.mark.parametrize(
    ("asked", "ranked"),
    [
        (
            "Voithmann Pumps AG",
            ["Voithmann Pumps AG", "Voithmann Pumps GmbH", "Voithman Pumps AG", "Voithmann AG"],
        ),
        ("Robert Kessler", ["Robert Kessler", "Bob Kessler", "R. Kessler", "Rupert Kessler"]),
        (
            "Hengruida Nanjing Electronics",
            [
                "Hengruida Nanjing Electronics",
                "Hengruida Nanjing Electronics Branch",
                "Hengruida Chengdu Electronics",
            ],
        ),
    ],
)
def test_more_evidence_scores_higher(asked: str, ranked: list[str]) -> None:
    scores = [score(asked, one) for one in ranked]
    assert scores == sorted(set(scores), reverse=True)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Bill Haldane", "William Haldane"),
        ("Kessler, Bobby", "Robert Kessler"),
        ("Sasha Golovin", "Aleksandr Golovin"),
        ("P. E. Hargreave", "Philip Edward Hargreave"),
        ("Abdul Rahim Qasem", "Abdulrahim Kasim"),
        ("Orlovsk Radio Plant, Branch No. 2", "Orlovsk Radio Plant"),
        ("Plant Number Seven", "Plant No. 7"),
        (
            "National Technol ogy and Trading Group",
            "National Technology & Trading Group",
        ),
        ("LIMITED LIABILITY COMPANYBELKAZTRANS", "Limited Liability Company Belkaztrans"),
        ("Kamel BenMouldi", "Kamel Ben Mouldi"),
    ],
)
def test_one_party_in_two_writings_meets(ours: str, theirs: str) -> None:
    assert score(ours, theirs) >= THRESHOLD


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Mario Rossi", "Marco Rossi"),
        ("Michelle Johnson", "Michael Johnson"),
        ("Hussein Abdulrahim Jaber", "Hussein Abdulkarim Jaber"),
        ("Philip T. Hargreave", "Philip E. Hargreave"),
        ("Luo Xiangping", "Luo Xiangming"),
        ("Petrov", "Petrova"),
        ("Omega Therapeutics, Inc.", "Colonel Omega"),
        ("Jupiter Gold Corp", "Jupiter"),
        ("China Shipbuilding (CSSC) 714th Institute", "China Shipbuilding (CSSC) 716th Institute"),
    ],
)
def test_two_parties_of_like_names_do_not(ours: str, theirs: str) -> None:
    assert score(ours, theirs) < THRESHOLD


@pytest.mark.parametrize(
    ("asked", "kind", "listed"),
    [
        ("Savo Stjepanovic d.o.o.", "person", "STJEPANOVIC, Savo"),
        ("Bluegate Inc.", "vessel", "BLUEGATE"),
    ],
)
def test_a_firm_that_bears_a_listed_name_alerts(asked: str, kind: str, listed: str) -> None:
    """A person's firm and a ship's owner bear the name: without a stated kind both are shown, and
    an index says of them what a comparison says."""
    found = Index.build([("one", kind, [listed])], LEXICON).screen(asked)
    assert found[0].score >= THRESHOLD
    assert found[0].score == score(asked, listed)
