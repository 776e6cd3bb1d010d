"""The project's own sourced names for listings: native names, brands, former names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tidegate.model.listing import Listing, Name, NameKind, fold
from tidegate.model.sources import Supplement


class SupplementBook:
    """Finds the supplementary names of a listing by its list and any of its printed names."""

    def __init__(self, supplements: Sequence[Supplement]) -> None:
        self._by_name: dict[tuple[str, str], list[Supplement]] = {}
        for item in supplements:
            self._by_name.setdefault((item.list_id, fold(item.listed_name)), []).append(item)

    def entries(self, listing: Listing) -> tuple[Supplement, ...]:
        """The supplements of a listing, in the order of the table; empty for most."""
        found: list[Supplement] = []
        for name in listing.names:
            for item in self._by_name.get((listing.list_id, fold(name.text)), ()):
                if item not in found:
                    found.append(item)
        return tuple(found)

    def names(self, listing: Listing) -> tuple[Name, ...]:
        """The same as names that say that they are ours and where they come from."""
        return tuple(as_name(item) for item in self.entries(listing))


def as_name(item: Supplement) -> Name:
    """A supplement as a name of the listing, marked as ours."""
    return Name(
        text=item.text,
        kind=NameKind.FKA if item.kind == "former" else NameKind.AKA,
        native=not item.text.isascii(),
        language=item.language,
        provenance="supplement",
        source=item.source,
    )


def with_text(names: Iterable[Name], text: str) -> Name | None:
    """The name that reads exactly `text`, if there is one."""
    return next((name for name in names if name.text == text), None)
