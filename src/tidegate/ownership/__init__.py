"""Stakes → who is covered, under a named test. Pure: handed values, imports only `model`.

`Graph(structure, on)` is compiled once for a date; `cascade` and `interest` are asked of it.
"""

from tidegate.ownership.graph import Graph

__all__ = ["Graph"]
