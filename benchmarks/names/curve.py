"""The picture of the reliability of scores, as SVG in plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.names.reliability import Bin

_SIDE, _LEFT, _TOP = 360, 60, 40
_COLOURS = {"dev": "#9aa5b1", "test": "#0b6e99"}
_NAMES = {"dev": "development half", "test": "test half"}
_SHIFT = {"dev": -3, "test": 3}


def _x(value: float) -> float:
    return _LEFT + value * _SIDE


def _y(value: float) -> float:
    return _TOP + (1.0 - value) * _SIDE


def drawn(bins: Mapping[str, Sequence[Bin]]) -> str:
    """The share of one party against the score, with its interval, for each half."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE + 90} {_SIDE + 110}" '
        'font-family="sans-serif" font-size="12" fill="#1f2933">',
        "<title>Of the pairs that score so, how many are one party</title>",
        f'<rect width="{_SIDE + 90}" height="{_SIDE + 110}" fill="#ffffff"/>',
        *_axes(),
    ]
    for place, (half, found) in enumerate(bins.items()):
        colour = _COLOURS[half]
        lines.append(f'<g stroke="{colour}" fill="{colour}">')
        points = " ".join(f"{_x(one.mean):.1f},{_y(one.share):.1f}" for one in found)
        lines.append(f'<polyline points="{points}" fill="none" stroke-width="1.5"/>')
        lines += [_point(one, _SHIFT[half]) for one in found]
        lines.append("</g>")
        top = _TOP + 16 + 18 * place
        lines.append(f'<circle cx="{_LEFT + 14}" cy="{top - 4}" r="4" fill="{colour}"/>')
        lines.append(f'<text x="{_LEFT + 24}" y="{top}">{_NAMES[half]}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def _axes() -> list[str]:
    lines = [
        f'<path d="M{_x(0):.0f} {_y(0):.0f}L{_x(1):.0f} {_y(1):.0f}" stroke="#cbd2d9" '
        'stroke-dasharray="4 4"/>',
        f'<path d="M{_x(0):.0f} {_y(1):.0f}V{_y(0):.0f}H{_x(1):.0f}" fill="none" '
        'stroke="#1f2933"/>',
    ]
    for tenth in range(0, 11, 2):
        value = tenth / 10
        below = f'x="{_x(value):.0f}" y="{_y(0) + 18:.0f}" text-anchor="middle"'
        beside = f'x="{_x(0) - 8:.0f}" y="{_y(value) + 4:.0f}" text-anchor="end"'
        lines += [f"<text {place}>{value:.1f}</text>" for place in (below, beside)]
    lines.append(f'<text x="{_x(0.5):.0f}" y="{_y(0) + 40:.0f}" text-anchor="middle">score</text>')
    lines.append(
        f'<text transform="translate({_x(0) - 40:.0f} {_y(0.5):.0f}) rotate(-90)" '
        'text-anchor="middle">share that is one party</text>'
    )
    return lines


def _point(one: Bin, shift: int) -> str:
    x = _x(one.mean) + shift
    return (
        f'<path d="M{x:.1f} {_y(one.low):.1f}V{_y(one.high):.1f}"/>'
        f'<circle cx="{_x(one.mean):.1f}" cy="{_y(one.share):.1f}" r="4">'
        f"<title>{one.tenth:.1f}: {one.same} of {one.same + one.other} are one party</title>"
        "</circle>"
    )
