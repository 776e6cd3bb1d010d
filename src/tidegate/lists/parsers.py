"""The registry of parsers: a descriptor names one, this module finds and calls it.

Each parser is imported when it is first asked for: most commands need none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from tidegate.model.errors import DataError
from tidegate.model.listing import ParsedList

Parser = Callable[..., tuple[ParsedList, ...]]

# parser -> module, function, whether it must be told the source: the XML of the two OFAC lists
# does not say which of the two it is.
_PARSERS: dict[str, tuple[str, str, bool]] = {
    "us_bis_part744": ("tidegate.lists.us_bis", "parse", False),
    "us_bis_dpl": ("tidegate.lists.us_bis_dpl", "parse", False),
    "us_ofac_csv": ("tidegate.lists.us_ofac_csv", "parse", True),
    "us_ofac_xml": ("tidegate.lists.us_ofac_xml", "parse", True),
    "us_csl_csv": ("tidegate.lists.us_csl", "parse_csv", False),
    "us_csl_json": ("tidegate.lists.us_csl", "parse_json", False),
    "un_sc_xml": ("tidegate.lists.un_sc", "parse", False),
}

NAMES = frozenset(_PARSERS)
"""the parser names that a descriptor may use"""


def parse(parser: str, members: Mapping[str, bytes], source_id: str) -> tuple[ParsedList, ...]:
    """The lists of one snapshot of `source_id`, read by the parser of that name.

    Raises `DataError` for a parser that does not exist and `RefusedError` where the bytes are not
    the whole list.
    """
    try:
        module, function, told = _PARSERS[parser]
    except KeyError:
        raise DataError(
            f"there is no parser '{parser}'",
            field=f"{source_id}.forms.*.parser",
            expected="one of " + ", ".join(sorted(_PARSERS)),
        ) from None
    read: Parser = getattr(import_module(module), function)
    return read(members, source_id=source_id) if told else read(members)
