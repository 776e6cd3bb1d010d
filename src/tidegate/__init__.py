"""Tidegate: may we deal with these people, and if not, under which rule, since when?

The public face; everything behind it is reached through these names or the command line:

- `tidegate.open(path_or_url=None)`: the gate, for screening, updating, history;
- `tidegate.compare(name_a, name_b, kind=None)`: how well two names agree, and why;
- `tidegate.Index`: an index over names of your own;
- `tidegate.Party`: what is screened; `tidegate.TidegateError`: what is raised;
- `tidegate.ALERT_THRESHOLD`: the score from which a name raises an alert.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tidegate.app.gate import Gate as Gate
    from tidegate.app.gate import open_gate as open
    from tidegate.app.names import Index as Index
    from tidegate.app.names import compare as compare
    from tidegate.model.errors import TidegateError as TidegateError
    from tidegate.model.party import Party as Party

    ALERT_THRESHOLD: float

__version__ = "0.1.0"

__all__ = [
    "ALERT_THRESHOLD",
    "Gate",
    "Index",
    "Party",
    "TidegateError",
    "__version__",
    "compare",
    "open",
]

# Loaded when first asked for: `import tidegate` alone costs nothing.
_FACE = {
    "Gate": ("tidegate.app.gate", "Gate"),
    "Index": ("tidegate.app.names", "Index"),
    "Party": ("tidegate.model.party", "Party"),
    "TidegateError": ("tidegate.model.errors", "TidegateError"),
    "compare": ("tidegate.app.names", "compare"),
    "open": ("tidegate.app.gate", "open_gate"),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "ALERT_THRESHOLD":
        return import_module("tidegate.app.names").alert_threshold()
    if name in _FACE:
        module, attribute = _FACE[name]
        return getattr(import_module(module), attribute)
    raise AttributeError(f"module 'tidegate' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
