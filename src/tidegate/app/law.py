"""The dated law, looked at and stated: what a parameter said on every day, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from tidegate.model.errors import UsageError
from tidegate.model.law import LawParameter, LawStatement, LawStatus, Value, spliced, value_fault
from tidegate.tables.regulations import regulations


def law_with(statements: Iterable[LawStatement]) -> Mapping[str, LawParameter]:
    """The law as it is packaged, with what users state in its place, in the order of recording."""
    law = dict(regulations())
    for one in statements:
        if one.parameter in law:
            law[one.parameter] = spliced(law[one.parameter], one)
    return law


def parameters(
    name: str | None = None, statements: Iterable[LawStatement] = ()
) -> tuple[LawParameter, ...]:
    """The parameter of a name, or of the end of one; all of them without a name.

    Raises UsageError where no parameter, or several, are meant.
    """
    law = law_with(statements)
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


def statement_of(
    name: str,
    status: LawStatus,
    value: str | None,
    days: tuple[date | None, date | None],
    grounds: tuple[str, str, str | None],
    recorded: datetime,
) -> LawStatement:
    """What a user says the law is. `days` are from and to, `grounds` the citation, who says so and
    why. Raises UsageError for an unknown rule, a value of another sort, days that end before
    they begin, or a law in force without a value."""
    (parameter,) = parameters(name)
    said = _value(parameter, value)
    fault = value_fault(parameter.unit, said)
    if fault is not None:
        raise UsageError(fault, field="--value")
    if status is LawStatus.IN_FORCE and said is None:
        said = next((one.value for one in parameter.values if one.value is not None), None)
    if status is LawStatus.UNKNOWN:
        raise UsageError(
            "a statement says what the law is", field="--status", expected="another status"
        )
    if days[0] is not None and days[1] is not None and days[0] >= days[1]:
        raise UsageError(f"{days[1]} is not after {days[0]}", field="--to")
    cite, who, reason = grounds
    return LawStatement(
        parameter=parameter.id,
        from_=days[0],
        to=days[1],
        status=status,
        value=said,
        cite=cite,
        who=who,
        reason=reason,
        recorded=recorded,
    )


def _value(parameter: LawParameter, text: str | None) -> Value | None:
    if text is None or parameter.unit in ("share", "text"):
        return text
    if parameter.unit == "truth":
        truths: dict[str, Value] = {"true": True, "false": False}
        return truths.get(text, text)
    try:
        return float(text)
    except ValueError:
        return text
