"""What a word of a name may be, and a known word."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What a word of a name is. The numbers stand in index files: add, never renumber."""

    DISTINCTIVE = 0
    FORM = 1
    FUNCTION = 2
    GENERIC = 3
    ACTIVITY = 4
    ORGAN = 5
    PLACE = 6
    NUMBER = 7
    TITLE = 8
    PATRONYM = 9
    PARTICLE = 10
    STREET = 11
    INITIAL = 12
    FATHER = 13


class Sense(NamedTuple):
    """A known word: the form that it shares with its variants, and its kind."""

    canonical: str
    kind: Kind


KINDS = {
    "generic": Kind.GENERIC,
    "activity": Kind.ACTIVITY,
    "organ": Kind.ORGAN,
    "place": Kind.PLACE,
    "form": Kind.FORM,
    "function": Kind.FUNCTION,
    "title": Kind.TITLE,
    "patronym": Kind.PATRONYM,
    "particle": Kind.PARTICLE,
    "street": Kind.STREET,
}
"""The kinds that word tables name."""


def kind_of(name: str) -> Kind:
    """The kind that a word table names."""
    return KINDS[name]
