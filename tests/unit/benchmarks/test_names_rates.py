"""The table of common words is what its command learns, from firms that no query is drawn from."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.names import firms, rates
from benchmarks.names.names_of_lists import ListNames, clear_queries
from tests.unit.text.tables import LEXICON


def test_a_word_counts_once_for_each_name() -> None:
    names = ["Acme Acme Ltd", "ACME Gold", "Zürich-Gold Ltd"]
    assert rates.counted(names, 2) == {"acme": 66_667, "gold": 66_667, "ltd": 66_667}
    assert rates.counted(names, 3) == {}
    assert firms.words_of("Zürich-Gold's") == ["zurich", "golds"]


def test_tokens_of_people_are_two_to_a_name(tmp_path: Path) -> None:
    path = tmp_path / "tokens.tsv"
    path.write_text("Müller\tx\t6\nanna\tx\t5\nanna\ty\t1\nrare\tz\t2\n", encoding="utf-8")
    assert rates.labelled(path) == {"muller": 85_714, "anna": 85_714}


def test_sister_firms_are_in_one_part() -> None:
    firm = "Acme Capital Acquisition Corp. II"
    assert firms.is_learnt(firm) == firms.is_learnt("ACME, Inc.")
    parts = {firms.is_learnt(f"{chr(letter)}acme Corp") for letter in range(ord("a"), ord("z"))}
    assert parts == {True, False}


def test_no_word_is_rarer_than_was_set_by_hand() -> None:
    wrong = [word for word, least in rates.by_hand().items() if LEXICON.tables.rates[word] < least]
    assert wrong == []


@pytest.mark.real
def test_the_table_is_what_the_command_learns(
    real_lists: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Failed? A word goes into benchmarks/names/common_words.tsv, then the command writes the table.
    assert rates.main(["--check"]) == 0, capsys.readouterr().out


@pytest.mark.real
def test_clear_firms_are_many_and_none_was_learnt(real_lists: Path) -> None:
    asked = clear_queries(ListNames((), "no list"), 2000)
    listed = set(firms.firms())
    unseen = [name for name in asked if name in listed]
    assert len(asked) >= 1_000
    assert len(unseen) >= 500
    assert not any(map(firms.is_learnt, unseen))
