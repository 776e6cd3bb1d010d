"""The index: what it finds, in what order, and that its file is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.unit.text.tables import LEXICON
from tidegate.match import Index, compare
from tidegate.model.errors import IndexFileError
from tidegate.text import analyse

ENTRIES = [
    ("el:hikvision", None, ["Hangzhou Hikvision Digital Technology Co., Ltd.", "Hikvision"]),
    ("el:dahua", None, ["Dahua Technology"]),
    ("el:huawei", "organization", ["Huawei Technologies Co., Ltd.", "Huawei"]),
    ("el:huawei-device", "organization", ["Huawei Device (Shenzhen) Co., Ltd."]),
    ("sdn:zhang", "person", ["ZHANG, Wei"]),
    ("sdn:zarya", "vessel", ["ZARYA 7"]),
    ("el:nudt", None, ["National University of Defense Technology (NUDT)", "CSCC"]),
    ("el:suzhou", None, ["Suzhou Design Center"]),
    ("sdn:empty", None, ["---"]),
    ("el:flat", "address", ["No. 68 Fayuen St., Mongkok, Kowloon, Hong Kong"]),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(ENTRIES, LEXICON)


def first(index: Index, name: str, kind: str | None = None) -> str | None:
    found = index.screen(name, kind)
    return found[0].listing_id if found else None


@pytest.mark.parametrize(
    ("name", "listing"),
    [
        ("杭州海康威視數字技術", "el:hikvision"),
        ("浙江大華科技", "el:dahua"),
        ("Хуавэй", "el:huawei"),
        ("Huwaei", "el:huawei"),
        ("Wei Zhang", "sdn:zhang"),
        ("张伟", "sdn:zhang"),
        ("国防科技大学", "el:nudt"),
        ("Suzhou Design Centre", "el:suzhou"),
        ("68 Fa Yuen Street, Mong Kok", "el:flat"),
        ("Hik Vision", "el:hikvision"),
    ],
)
def test_the_listing_is_found_first(index: Index, name: str, listing: str) -> None:
    assert first(index, name) == listing


def test_one_match_for_each_listing_and_best_first(index: Index) -> None:
    found = index.screen("Huawei Device", limit=10)
    assert [match.listing_id for match in found[:2]] == ["el:huawei-device", "el:huawei"]
    assert len({match.listing_id for match in found}) == len(found)
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)


def test_a_pair_and_a_screening_say_the_same(index: Index) -> None:
    for asked in ("Huawei Device", "Hikvison", "浙江大華科技"):
        for match in index.screen(asked):
            pair = compare(asked, match.name, lexicon=LEXICON, listing_id=match.listing_id)
            assert pair == match


def test_a_match_says_how_much_evidence_it_rests_on() -> None:
    names = ["Orion", "Orion Zavodskaya Telemekhanika", "Orion Zavodskaya"]
    index = Index.build([(name, None, [name]) for name in names], LEXICON)
    found = [index.screen(name)[0] for name in names]
    assert [match.listing_id for match in found] == names
    assert found[0].evidence < found[2].evidence < found[1].evidence


def test_limit_and_threshold(index: Index) -> None:
    assert len(index.screen("Huawei Device", limit=1)) == 1
    assert index.screen("Huawei Device", limit=0) == []
    assert all(match.score >= 0.9 for match in index.screen("Huawei Device", threshold=0.9))


@pytest.mark.parametrize("kind", [None, "person", "organization", "vessel", "aircraft"])
def test_a_stated_kind_hides_no_listing(index: Index, kind: str | None) -> None:
    assert first(index, "Zhang Wei", kind) == "sdn:zhang"
    assert first(index, "Hikvision", kind) == "el:hikvision"
    assert first(index, "Zarya 7", kind) == "sdn:zarya"


def test_the_index_scores_as_compare_does(index: Index) -> None:
    for name in ("Huwaei", "杭州海康威視數字技術", "Zhang Wei", "Huawei Device"):
        for match in index.screen(name):
            alone = compare(name, match.name, lexicon=LEXICON)
            assert (alone.score, alone.pieces) == (match.score, match.pieces)


def test_many_are_screened_as_one_by_one(index: Index) -> None:
    names = ["Huwaei", "", "浙江大華科技", "???"]
    assert list(index.screen_many(names)) == [index.screen(name) for name in names]


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    empty = Index.build([], LEXICON)
    assert empty.screen("Huawei") == []
    empty.save(tmp_path / "empty")
    assert len(Index.load(tmp_path / "empty", LEXICON)) == 0


def test_a_saved_index_answers_alike(index: Index, tmp_path: Path) -> None:
    index.save(tmp_path / "index")
    loaded = Index.load(tmp_path / "index", LEXICON)
    for name in ("Huwaei", "杭州海康威視數字技術", "Zhang Wei", "68 Fa Yuen Street"):
        assert loaded.screen(name) == index.screen(name)


def test_equal_entries_give_equal_bytes(index: Index, tmp_path: Path) -> None:
    index.save(tmp_path / "one")
    Index.build(ENTRIES, LEXICON).save(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_seed_of_hashing_changes_nothing(tmp_path: Path) -> None:
    """Bytes and answers in two processes with different hash seeds."""
    script = tmp_path / "build.py"
    script.write_text(
        "import sys, hashlib, pathlib\n"
        "from tests.unit.match.test_index import ENTRIES\n"
        "from tests.unit.text.tables import LEXICON\n"
        "from tidegate.match import Index\n"
        "index = Index.build(ENTRIES, LEXICON)\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "index.save(path)\n"
        "print(hashlib.sha256(path.read_bytes()).hexdigest())\n"
        "for name in ('Huwaei', '杭州海康威視數字技術', 'Zhang', 'Huawei Device'):\n"
        "    print(index.screen(name))\n",
        encoding="utf-8",
    )
    told = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        environment["PYTHONPATH"] = str(ROOT)
        run = subprocess.run(
            [sys.executable, str(script), str(tmp_path / seed)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        told.append(run.stdout)
    assert told[0] == told[1]


@pytest.mark.parametrize("at", [0, 20, 200, -1, -2000])
def test_a_damaged_file_is_refused(index: Index, tmp_path: Path, at: int) -> None:
    path = tmp_path / "index"
    index.save(path)
    content = bytearray(path.read_bytes())
    content[at] ^= 0x40
    path.write_bytes(content)
    with pytest.raises(IndexFileError):
        Index.load(path, LEXICON)


@pytest.mark.parametrize("size", [0, 10, 100, 3000])
def test_a_file_cut_short_is_refused(index: Index, tmp_path: Path, size: int) -> None:
    path = tmp_path / "index"
    index.save(path)
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(IndexFileError):
        Index.load(path, LEXICON)


def test_another_engine_and_a_missing_file_are_refused(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.save(tmp_path / "index")
    monkeypatch.setattr("tidegate.match.storage.ENGINE", 999)
    with pytest.raises(IndexFileError, match="engine"):
        Index.load(tmp_path / "index", LEXICON)
    with pytest.raises(IndexFileError):
        Index.load(tmp_path / "none", LEXICON)


def test_a_failed_save_leaves_the_old_file(index: Index, tmp_path: Path) -> None:
    path = tmp_path / "index"
    index.save(path)
    before = path.read_bytes()
    with pytest.raises(OSError, match=r"."):
        index.save(tmp_path / "no such folder" / "index")
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["index"]


def test_hostile_names_are_answered(index: Index) -> None:
    crowd = Index.build([("many", None, [f"Zorbax {i} Works" for i in range(500)])], LEXICON)
    assert len(crowd.screen("Zorbax 77 Works")) == 1
    for name in ("A" * 10_000, "Zarya " * 2_000, "海" * 10_000, "." * 10_000, "d.o.o." * 2000):
        index.screen(name)
        crowd.screen(name)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=30))
def test_any_text_can_be_indexed_and_asked(names: list[str], asked: str) -> None:
    small = Index.build([("one", None, names)], LEXICON)
    for match in small.screen(asked):
        assert match.name in names
        assert match.score > 0


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_a_listed_name_is_always_found_by_itself(name: str) -> None:
    """What is listed is found, be it a legal form, a lone letter or a word of no known script."""
    small = Index.build([("one", None, [name])], LEXICON)
    if any(token for reading in analyse(name, LEXICON).readings for token in reading):
        (match,) = small.screen(name)
        assert match.score >= LEXICON.parameters["alert_threshold"]
