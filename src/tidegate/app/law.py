"""The dated law, looked at: what a parameter said on every day."""

from __future__ import annotations

from tidegate.model.errors import UsageError
from tidegate.model.law import LawParameter
from tidegate.tables.regulations import regulations


def parameters(name: str | None = None) -> tuple[LawParameter, ...]:
    """The parameter of a name, or of the end of one; all of them without a name.

    Raises UsageError where no parameter, or several, are meant.
    """
    law = regulations()
    if name is None:
        return tuple(law.values())
    if name in law:
        return (law[name],)
    wanted = [one for one in law if one.endswith(f".{name}") or name in one.split(".")]
    if len(wanted) == 1:
        return (law[wanted[0]],)
    raise UsageError(
        f"there is no rule {name!r}" if not wanted else f"{name!r} means several rules",
        expected="one of " + ", ".join(wanted or law),
    )
