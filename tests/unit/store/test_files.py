"""Snapshot files: whole or absent, never half."""

from __future__ import annotations

import fcntl
import os
from hashlib import sha256
from pathlib import Path

import pytest

from tidegate.model.errors import StoreError
from tidegate.store.files import Files


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def stored(files: Files) -> list[str]:
    return sorted(path.name for path in files.folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"a,b\r\n" * 50_000])
def test_bytes_come_back_as_they_were(files: Files, content: bytes) -> None:
    digest = files.put(content)
    assert digest == sha256(content).hexdigest()
    assert files.get(digest) == content
    assert files.has(digest)


def test_putting_twice_keeps_one_file(files: Files) -> None:
    assert files.put(b"x") == files.put(b"x")
    assert stored(files) == [sha256(b"x").hexdigest()]


def test_a_damaged_file_is_told_and_mended_by_putting_it_in_again(files: Files) -> None:
    digest = files.put(b"whole")
    place = files.folder / digest[:2] / digest
    place.write_bytes(b"Whole")
    with pytest.raises(StoreError, match=r"damaged.*Put the official file in again"):
        files.get(digest)
    files.put(b"whole")
    assert files.get(digest) == b"whole"


def test_a_missing_file_is_told(files: Files) -> None:
    digest = sha256(b"never").hexdigest()
    assert not files.has(digest)
    with pytest.raises(StoreError, match="missing"):
        files.get(digest)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "g" * 64])
def test_a_name_that_is_no_digest_is_refused(files: Files, name: str) -> None:
    with pytest.raises(StoreError, match="64 hexadecimal digits"):
        files.get(name)


def test_what_a_dead_process_left_is_swept(files: Files) -> None:
    files.put(b"x")
    (files.incoming / "dead.part").write_bytes(b"ha")
    files.sweep()
    assert not list(files.incoming.glob("*.part"))
    assert stored(files) == [sha256(b"x").hexdigest()]


def test_what_a_living_process_writes_is_left_alone(files: Files) -> None:
    files.put(b"x")
    living = files.incoming / "living.part"
    living.write_bytes(b"ha")
    with (files.incoming / ".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        files.sweep()
        assert living.exists()
    files.sweep()
    assert not living.exists()


def test_sweeping_a_folder_that_never_was_does_nothing(files: Files) -> None:
    files.sweep()
    assert not files.incoming.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "snapshots").write_text("a file in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        Files(tmp_path).put(b"x")


def test_a_full_disk_leaves_nothing_behind(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left on device"):
        files.put(b"x")
    assert not list(files.incoming.glob("*.part"))
    assert stored(files) == []
