"""The index file: read and written here and nowhere else.

    magic (16 bytes) · length of the head (8) · head (JSON: engine, arrays with type, shape and
    place, sum of the body) · checksum of the head (8) · body: the arrays, each on a 64-byte border

The body is mapped, not read; its sum is checked on opening, so that a damaged file is refused
and never asked.
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tidegate.match.compiled import Compiled
from tidegate.match.score import ENGINE
from tidegate.model.errors import IndexFileError

_MAGIC = b"tidegate index\n\x1a"
_LAYOUT = 3
_BORDER = 64
_TODO = "Build the index again: `tidegate update`"


def write_index(path: Path, arrays: Compiled, tables: str) -> None:
    """Write the arrays to a file beside it and put that in its place. `tables` is the digest of
    the word tables that the names were analysed with."""
    body, table = _body(arrays)
    head = json.dumps(
        {
            "layout": _LAYOUT,
            "engine": ENGINE,
            "tables": tables,
            "size": len(body),
            "sum": _sum(np.frombuffer(body, np.uint8)),
            "arrays": table,
        },
        separators=(",", ":"),
        sort_keys=True,
    ).encode()
    head += b" " * (-(len(head) + 32) % _BORDER)
    whole = b"".join(
        (_MAGIC, len(head).to_bytes(8, "little"), head, zlib.crc32(head).to_bytes(8, "little"))
    )
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(whole)
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _body(arrays: Compiled) -> tuple[bytes, dict[str, list[Any]]]:
    parts: list[bytes] = []
    table: dict[str, list[Any]] = {}
    place = 0
    for name, array in arrays._asdict().items():
        raw = np.ascontiguousarray(array)
        little = raw.astype(raw.dtype.newbyteorder("<"), copy=False)
        table[name] = [little.dtype.str, list(raw.shape), place]
        data = little.tobytes()
        data += b"\0" * (-len(data) % _BORDER)
        parts.append(data)
        place += len(data)
    return b"".join(parts), table


def _sum(body: npt.NDArray[np.uint8]) -> list[int]:
    """Two sums over the body, cheap enough to check on every opening: every 8 bytes added, and
    added with their place."""
    words = body.view("<u8")
    blocks = np.add.reduceat(words, np.arange(0, len(words), 4096)) if len(words) else words
    plain = int(np.add.reduce(blocks, dtype=np.uint64))
    placed = int(np.add.reduce(blocks * np.arange(1, len(blocks) + 1, dtype=np.uint64)))
    return [plain, placed]


def read_index(path: Path, tables: str) -> Compiled:
    """The arrays of a file, mapped into memory, if it was written with the same word tables."""
    head, start = _head(path)
    if head["tables"] != tables:
        raise IndexFileError(
            "the index was written with other word tables", file=str(path), todo=_TODO
        )
    size = head["size"]
    if path.stat().st_size != start + size:
        raise _damaged(path, "the file is shorter or longer than it says")
    if size == 0:
        raise _damaged(path, "the file holds no arrays")
    body = np.memmap(path, np.uint8, "r", start, (size,))
    if _sum(body) != head["sum"]:
        raise _damaged(path, "its sum is not the one that it was written with")
    arrays = {}
    for name, (kind, shape, place) in head["arrays"].items():
        dtype = np.dtype(kind)
        length = int(np.prod(shape)) * dtype.itemsize
        arrays[name] = np.asarray(body[place : place + length]).view(dtype).reshape(shape)
    if set(arrays) != set(Compiled._fields):
        raise _damaged(path, "arrays are missing")
    return Compiled(**arrays)


def _head(path: Path) -> tuple[dict[str, Any], int]:
    try:
        with path.open("rb") as file:
            magic = file.read(16)
            length = int.from_bytes(file.read(8), "little")
            if magic != _MAGIC or length > 1 << 20:
                raise _damaged(path, "it is no index of Tidegate")
            raw = file.read(length)
            crc = int.from_bytes(file.read(8), "little")
    except OSError as error:
        raise IndexFileError(
            f"the index cannot be read: {error.strerror}", file=str(path), todo=_TODO
        ) from None
    if len(raw) != length or zlib.crc32(raw) != crc:
        raise _damaged(path, "its head is cut off or changed")
    try:
        head: dict[str, Any] = json.loads(raw)
    except ValueError:
        raise _damaged(path, "its head cannot be read") from None
    if head.get("engine") != ENGINE or head.get("layout") != _LAYOUT:
        raise IndexFileError(
            f"the index was written by engine {head.get('engine')}, this is engine {ENGINE}",
            file=str(path),
            todo=_TODO,
        )
    return head, 16 + 8 + length + 8


def _damaged(path: Path, reason: str) -> IndexFileError:
    return IndexFileError(f"the index is damaged: {reason}", file=str(path), todo=_TODO)
