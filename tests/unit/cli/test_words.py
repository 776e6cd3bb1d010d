"""The sentences that people read."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from tests.unit.cli import samples
from tidegate.cli.render import words
from tidegate.model.match import Piece, Route
from tidegate.model.results import Degraded
from tidegate.model.time import Basis, Force


def piece(ours: str, theirs: str, route: Route, **more: float | bool) -> Piece:
    return Piece(ours=ours, theirs=theirs, route=route, weight=0.5, **more)  # type: ignore[arg-type]  # field by name


@pytest.mark.parametrize(
    ("pieces", "phrases"),
    [
        ([piece("hikvision", "Hikvision", Route.SAME)], ["Hikvision (the same)"]),
        (
            [piece("Hikvison", "Hikvision", Route.SPELLING, similarity=0.94)],
            ["Hikvison ≈ Hikvision (spelling, 94% alike)"],
        ),
        (
            [
                piece("海康威視", "Hikvision", Route.TRANSLATED),
                piece("杭州", "Hangzhou", Route.PLACE),
            ],
            ["海康威視 = Hikvision (translation or brand name)", "杭州 = Hangzhou (place name)"],
        ),
        (
            [
                piece("", "Co., Ltd.", Route.MISSING_OURS),
                piece("Trading", "", Route.MISSING_THEIRS),
            ],
            ["only on the list: Co., Ltd.", "only in yours: Trading"],
        ),
        (
            [piece("7th", "30th", Route.CONFLICT, against=True)],
            ["against it: 7th is not 30th"],
        ),
        ([piece("ltd", "Ltd", Route.FORM)], ["Ltd (legal form)"]),
        (
            [piece("GmbH", "Ltd", Route.FORM, similarity=0.8)],
            ["GmbH for Ltd (another legal form)"],
        ),
        ([piece("mfg", "Manufacturing", Route.SAME)],
         ["mfg = Manufacturing (another form of the word)"]),
        (
            [
                piece("Semi", "中芯国际", Route.TRANSLATED),
                piece("Manufacturing", "中芯国际", Route.TRANSLATED),
            ],
            ["Semi Manufacturing = 中芯国际 (translation or brand name)"],
        ),
        ([], []),
    ],
)  # fmt: skip
def test_why(pieces: list[Piece], phrases: list[str]) -> None:
    assert words.why(pieces) == phrases


def test_one_dead_network_is_one_sentence() -> None:
    items = [
        Degraded(what="a", reason="the update failed: https://a.example/x.csv: no connection"),
        Degraded(what="a", reason="the update failed: https://a.example/x.csv: no connection"),
        Degraded(
            what="b", reason="the update failed: https://b.example/: no connection (2 attempts)."
        ),
        Degraded(what="c", reason="too old", todo="Update it."),
    ]
    assert words.troubles(items) == [
        (["a", "b"], "the update failed: no connection."),
        (["c"], "too old. Update it."),
    ]


def test_every_route_has_words() -> None:
    for route in Route:
        phrases = words.why([piece("a", "b", route, similarity=0.5)])
        assert phrases
        assert route.value not in ("".join(phrases)) or route in (
            Route.SPELLING, Route.INITIALS, Route.FORM, Route.PLACE, Route.SAME
        )  # fmt: skip


def test_every_state_and_basis_has_words() -> None:
    assert set(words.FORCES) == set(Force)
    assert set(words.BASES) == set(Basis)


@pytest.mark.parametrize(
    ("force", "until", "basis", "text"),
    [
        (Force.NOT_YET, None, None, "begins 2019-10-09 (84 FR 54002)"),
        (Force.ENDED, date(2022, 1, 1), Basis.NOTICE,
         "was in force from 2019-10-09 until 2022-01-01 (84 FR 54002)"),
        (Force.ENDED, date(2022, 1, 1), Basis.SNAPSHOT,
         "was in force from 2019-10-09 and gone by 2022-01-01; the removal date is unknown"),
    ],
)  # fmt: skip
def test_a_listing_that_is_not_in_force_says_when(
    force: Force, until: date | None, basis: Basis | None, text: str
) -> None:
    state = msgspec.structs.replace(
        samples.NOT_YET.force, force=force, until=until, until_basis=basis
    )
    assert words.brief_force(msgspec.structs.replace(samples.NOT_YET, force=state)) == text


def test_since_when_with_the_rule() -> None:
    assert words.force_words(samples.HIT) == (
        "in force since 2019-10-09 (effective date), 84 FR 54002"
    )


def test_the_rule_stands_before_the_citations_of_the_list() -> None:
    assert words.citations(samples.HIKVISION, "84 FR 54002") == (
        "84 FR 54002; the list cites 84 FR 54004, 10/9/19"
    )
    assert words.citations(samples.HIKVISION, None) == "84 FR 54004, 10/9/19"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("red\x1b[31m", "red[31m"), ("a\u202eb", "ab"), ("a\nb\tc", "a b c"), ("海康", "海康"),
        ("\ud800x", "x"),
    ],
)  # fmt: skip
def test_names_cannot_steer_the_terminal(text: str, shown: str) -> None:
    assert words.safe(text) == shown


def test_long_texts_are_cut_at_a_word_with_a_mark() -> None:
    assert words.shorten("presumption of denial for all items", 24) == "presumption of denial …"
    assert words.shorten("short", 24) == "short"


def test_the_starter_warning_says_what_to_do() -> None:
    warning = words.starter_warning(samples.CONTEXT) or ""
    assert "starter" in warning
    assert "2026-11-22" in warning
    assert "tidegate update" in warning
    real = msgspec.structs.replace(samples.CONTEXT, snapshots=samples.CONTEXT.snapshots[:1])
    assert words.starter_warning(real) is None


@pytest.mark.parametrize(
    ("score", "shown", "places"),
    [
        (0.4999, "0.49", 0.4999),
        (0.499999, "0.49", 0.4999),
        (0.5, "0.50", 0.5),
        (0.57, "0.57", 0.57),
        (0.719649, "0.71", 0.7196),
        (0.999999, "0.99", 0.9999),
        (1.0, "1.00", 1.0),
        (0.0, "0.00", 0.0),
    ],
)
def test_a_score_below_a_level_never_reads_as_the_level(
    score: float, shown: str, places: float
) -> None:
    assert words.score_words(score) == shown
    assert words.cut(score, 4) == places


def test_a_level_has_the_places_of_a_score() -> None:
    assert words.level_words(0.5) == "0.50"
    assert words.level_words(0.725) == "0.725"
    assert words.level_words(1) == "1.00"
