"""Two ways in which a file is no list at all: nothing stands in it, or a web page does."""

from __future__ import annotations

import re


def is_empty(content: bytes) -> bool:
    """Whether nothing stands in the file: no byte, blanks, or a lone end-of-file mark (0x1A),
    with which old programs end their text files."""
    return not content[:65536].removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n\x1a\x00")


def is_html(content: bytes) -> bool:
    """Whether the file is a web page, whatever its name and whatever the server called it."""
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    head = re.sub(rb"^(<\?xml[^>]*\?>|<!--.*?-->|\s)+", b"", head, flags=re.DOTALL)
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script"))
