"""What a score means is learnt the same every time, and measured as it says."""

from __future__ import annotations

import random
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.names import calibrate, curve, reliability, sets
from benchmarks.names.calibrate import LEVEL, Scored, fit
from benchmarks.names.reliability import Judged
from tidegate.tables.calibration import LEAST_SLOPE, read_calibration
from tidegate.tables.names import lexicon_data


def made_up(count: int, seed: int) -> list[Scored]:
    """Pairs of which a share that is the square of their raw score is one party."""
    chance = random.Random(seed)
    raws = [round(chance.random(), 4) for _ in range(count)]
    return [Scored(raw, chance.random() < raw * raw, str(at)) for at, raw in enumerate(raws)]


def test_the_same_pairs_give_the_same_files() -> None:
    pairs = sets.pairs("dev")[:150]
    first = calibrate.files(calibrate.raw_scores(pairs), calibrate.raw_scores(pairs[::2]))
    again = calibrate.files(calibrate.raw_scores(pairs), calibrate.raw_scores(pairs[::2]))
    assert first == again
    assert {path.name for path in first} == {
        "calibration.tsv",
        "reliability.tsv",
        "names-reliability.svg",
    }


def test_the_order_of_the_pairs_says_nothing() -> None:
    pairs = made_up(600, 1)
    assert calibrate.text_of(fit(pairs)) == calibrate.text_of(fit(pairs[::-1]))


def test_a_free_map_finds_what_pairs_are() -> None:
    learnt = fit(made_up(20_000, 2), held=False)
    for raw in (0.6, LEVEL, 0.8, 0.9, 0.95):
        # One party weighs as much as the other label: two of three pairs here are not.
        odds = 2.0 * raw * raw / (2.0 * raw * raw + 1.0 - raw * raw)
        assert learnt.score_of(raw) == pytest.approx(odds, abs=0.06)


def test_a_held_map_is_half_at_the_level_and_rises_everywhere() -> None:
    learnt = fit(made_up(500, 3))
    assert learnt.score_of(LEVEL) == 0.5
    cells = [line.split("\t") for line in calibrate.text_of(learnt).splitlines()[5:]]
    again = read_calibration(Path("x"), [(row, at) for at, row in enumerate(cells)])
    assert again.score == learnt.score
    # Where no pair was seen the map rises by the least.
    few = [Scored(0.1, False, "a"), Scored(0.97, True, "b")]
    gaps = zip(fit(few).score, fit(few).score[1:], strict=False)
    assert min(high - low for low, high in gaps) >= LEAST_SLOPE * 0.05 - 1e-4


def test_the_committed_map_is_of_this_command() -> None:
    # Not that it is current: word tables change scores a little, `--check` says by how much.
    path = calibrate.TABLES / "calibration.tsv"
    assert path.read_text(encoding="utf-8") == calibrate.text_of(lexicon_data().calibration)
    assert lexicon_data().calibration.raw == calibrate.KNOTS
    assert lexicon_data().calibration.raw_of(0.5) == LEVEL


def test_bins_are_the_nearest_tenths_and_labels_weigh_the_same() -> None:
    pairs = [Judged(0.81, True)] * 3 + [Judged(0.76, False)] + [Judged(0.1, False)] * 5
    low, high = reliability.of_pairs(pairs)
    assert (low.tenth, low.same, low.other) == (0.1, 0, 5)
    assert (high.tenth, high.same, high.other) == (0.8, 3, 1)
    # Two negatives stand for each positive: three positives count six.
    assert high.share == pytest.approx(6 / 7)
    assert high.mean == pytest.approx((0.81 * 6 + 0.76) / 7)
    assert high.low < high.share < high.high


def test_expected_error_of_scores_that_are_right_and_of_some_that_are_not() -> None:
    right = [Judged(0.8, at < 8) for at in range(10)] + [Judged(0.2, at < 2) for at in range(10)]
    assert reliability.expected_error(right) == pytest.approx(0.0, abs=1e-9)
    turned = [Judged(1.0 - one.score, one.same) for one in right]
    assert reliability.expected_error(turned) == pytest.approx(0.6)
    found = reliability.figures([*right, Judged(0.0, True), Judged(0.0, False)])
    assert found["error"] == pytest.approx(0.5 * 2 / 22)
    assert found["error_met"] == pytest.approx(0.0, abs=1e-9)


def test_the_picture_is_whole() -> None:
    bins = {"dev": reliability.of_pairs([Judged(0.9, True), Judged(0.2, False)]), "test": []}
    root = ElementTree.fromstring(curve.drawn(bins))
    assert len(root.findall(".//{*}circle")) == 2 + 2  # a point for each bin, a mark for each half
    committed = sets.FOLDER.parent.parent / "docs" / "names-reliability.svg"
    assert ElementTree.fromstring(committed.read_text(encoding="utf-8")).tag.endswith("svg")


def test_check_says_which_file_is_not_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    some = [*sets.pairs("dev")[:60], *sets.pairs("test")[:60]]
    monkeypatch.setattr(sets, "pairs", lambda half: [one for one in some if one.half == half])
    monkeypatch.setattr(calibrate, "TABLES", tmp_path)
    monkeypatch.setattr(sets, "FOLDER", tmp_path / "benchmarks" / "names")
    (tmp_path / "docs").mkdir()
    (tmp_path / "benchmarks" / "names").mkdir(parents=True)
    assert calibrate.main(["--check"]) == 1
    assert "calibration.tsv: not current" in capsys.readouterr().out
    assert calibrate.main([]) == 0
    assert calibrate.main(["--check"]) == 0
    assert f"level 0.5 is a raw score of {LEVEL:.4f}" in capsys.readouterr().out
