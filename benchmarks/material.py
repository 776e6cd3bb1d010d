"""What is measured on: real list files where they are at hand, made-up ones where not."""

from __future__ import annotations

import random
from pathlib import Path

from tidegate.model.listing import Listing

REAL = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "lists"


def folder() -> Path | None:
    """The folder of real list files, or `None`."""
    return REAL if REAL.is_dir() else None


def names(listings: list[Listing]) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """Index entries of listings."""
    return [
        (item.listing_id, item.kind, tuple(name.text for name in item.names))
        for item in listings
        if item.names
    ]


def made_up(count: int) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """Made-up companies: pronounceable words in the proportions of a real list."""
    chance = random.Random(20261122)
    syllables = [c + v for c in "bcdfghjklmnprstvz" for v in "aeiou"]
    forms = ["Co., Ltd.", "LLC", "GmbH", "JSC", "FZE", "Trading", "Electronics", "Shipping Company"]

    def word() -> str:
        return "".join(chance.choices(syllables, k=chance.randint(2, 4))).capitalize()

    return [
        (f"made:{n}", None, (f"{word()} {word()} {chance.choice(forms)}",)) for n in range(count)
    ]


def enlarged(
    entries: list[tuple[str, str | None, tuple[str, ...]]], count: int
) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """`count` names: those of a list, then others that begin as one of them and end as another."""
    chance = random.Random(20261125)
    texts = list(dict.fromkeys(text for _, _, names in entries for text in names))
    made = dict.fromkeys(texts[:count])
    while len(made) < count:
        head, tail = (chance.choice(texts).split(" ") for _ in range(2))
        made[" ".join(head[: (len(head) + 1) // 2] + tail[len(tail) // 2 :])] = None
    return [(f"made:{n}", None, (text,)) for n, text in enumerate(made)]


def altered(texts: list[str], count: int) -> list[str]:
    """Names as a hurried person types them: a letter lost, doubled or swapped, words turned."""
    chance = random.Random(7)
    queries = []
    for text in chance.sample(texts, min(count, len(texts))):
        letters = list(text)
        place = chance.randrange(1, max(2, len(letters) - 1))
        match chance.randrange(4):
            case 0:
                del letters[place : place + 1]
            case 1:
                letters.insert(place, letters[place - 1])
            case 2 if place + 1 < len(letters):
                letters[place], letters[place + 1] = letters[place + 1], letters[place]
            case _:
                words = text.split(" ")
                letters = list(" ".join(words[1:] + words[:1]))
        queries.append("".join(letters))
    return queries
