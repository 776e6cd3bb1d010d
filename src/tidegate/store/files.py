"""Snapshot files under their SHA-256: whole or absent, never half, never changed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from tidegate.model.errors import StoreError

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no flock
    fcntl = None  # type: ignore[assignment]  # the name must exist for the checks below

_HEX = frozenset("0123456789abcdef")


class Files:
    """The folder of snapshot files.

    A file is written beside its place, flushed to the disk and renamed, so that a name stands
    for whole bytes even after a crash. What a killed process left half-written is swept when
    the store is opened next and nobody is writing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "snapshots"
        self.incoming = folder / "incoming"

    def put(self, content: bytes) -> str:
        """Store the bytes and return their SHA-256; a second time changes nothing.

        Raises StoreError where the folder cannot be written.
        """
        digest = sha256(content).hexdigest()
        place = self._place(digest)
        try:
            if place.exists() and place.stat().st_size == len(content) and self._sound(digest):
                return digest
            place.parent.mkdir(parents=True, exist_ok=True)
            with self._writing():
                self._write(place, content)
        except OSError as error:
            raise StoreError(
                f"a snapshot file cannot be written ({error.strerror})",
                file=str(place),
                todo="Check the space on the disk and that you may write to the folder",
            ) from error
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes stored under a digest.

        Raises StoreError where they are absent or are no longer the ones that were stored.
        """
        place = self._place(digest)
        try:
            content = place.read_bytes()
        except FileNotFoundError as error:
            raise StoreError(
                "a snapshot file is missing", file=str(place), todo="Run `tidegate update`"
            ) from error
        except OSError as error:
            raise StoreError(
                f"a snapshot file cannot be read ({error.strerror})", file=str(place)
            ) from error
        if sha256(content).hexdigest() != digest:
            raise StoreError(
                "a snapshot file is damaged: its bytes do not have the digest of its name",
                file=str(place),
                todo="Put the official file in again with `tidegate update`",
            )
        return content

    def has(self, digest: str) -> bool:
        """Whether a file is stored under a digest."""
        return self._place(digest).is_file()

    def sweep(self) -> None:
        """Remove what killed processes left half-written, unless somebody is writing now."""
        if not self.incoming.is_dir() or fcntl is None:
            return
        with suppress(OSError), (self.incoming / ".lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for left in self.incoming.glob("*.part"):
                left.unlink()

    def _place(self, digest: str) -> Path:
        if len(digest) != 64 or not _HEX.issuperset(digest):
            raise StoreError(
                f"no snapshot file has this name: {digest[:80]!r}",
                expected="a SHA-256 in 64 hexadecimal digits",
            )
        return self.folder / digest[:2] / digest

    def _sound(self, digest: str) -> bool:
        with suppress(StoreError):
            self.get(digest)
            return True
        return False

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Keep sweepers away; the system lets go of the lock if this process is killed."""
        self.incoming.mkdir(parents=True, exist_ok=True)
        with (self.incoming / ".lock").open("ab") as lock:
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_SH)
            yield

    def _write(self, place: Path, content: bytes) -> None:
        handle, name = tempfile.mkstemp(suffix=".part", dir=self.incoming)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, place)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise
        for folder in (place.parent, self.folder):
            _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    """Bring the new name itself to the disk, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
