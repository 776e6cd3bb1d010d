"""A gate whose clock the test sets, on a store of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.support.list_server import ListServer
from tests.support.official_files import Row, filler, part744
from tidegate.app.gate import Gate, open_gate

TODAY = datetime(2026, 3, 26, 12, tzinfo=UTC)
HIKVISION = Row(
    "CHINA, PEOPLE'S REPUBLIC OF",
    "Hangzhou Hikvision Digital Technology Co., Ltd., a.k.a., the following one alias: "
    "—Hikvision. No. 555 Qianmo Road, Binjiang District, Hangzhou 310052, China.",
)
ECFR = "/www.ecfr.gov/api/versioner/v1"


class SetClock:
    """A clock that stands where the test puts it, a microsecond further at each look."""

    def __init__(self, now: datetime = TODAY) -> None:
        self.at = now

    def now(self) -> datetime:
        self.at += timedelta(microseconds=1)
        return self.at


def gate(folder: Path, clock: SetClock | None = None) -> Gate:
    return open_gate(folder / "store", clock=clock or SetClock())


def write(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def entity_list(rows: int = 600, extra: tuple[Row, ...] = (HIKVISION,)) -> bytes:
    return part744([*filler(rows), *extra])


def serve_ecfr(server: ListServer, content: bytes, day: date) -> str:
    """Put part 744 of a day on a mirror of the eCFR; the path of the text."""
    titles = f'{{"titles": [{{"number": 15, "up_to_date_as_of": "{day}"}}]}}'
    server.change(f"{ECFR}/titles.json", titles.encode())
    path = f"{ECFR}/full/{day}/title-15.xml?part=744"
    server.change(path, content)
    return path
