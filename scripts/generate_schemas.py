"""Rebuild the JSON Schemas of the YAML data files from the structs that read them.

python scripts/generate_schemas.py          write them
python scripts/generate_schemas.py --check  say which committed file is not current
"""

from __future__ import annotations

import sys
from pathlib import Path

from tidegate.tables.schemas import json_schemas

FOLDER = Path(__file__).resolve().parent.parent / "src" / "tidegate" / "data" / "schemas"


def main() -> int:
    stale = [
        name
        for name, text in json_schemas().items()
        if not (FOLDER / name).is_file() or (FOLDER / name).read_text("utf-8") != text
    ]
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"data/schemas/{name} is not current: run python scripts/generate_schemas.py")
        return bool(stale)
    for name in stale:
        (FOLDER / name).write_text(json_schemas()[name], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
