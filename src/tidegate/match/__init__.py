"""Compiled names: an index that finds, scores and explains candidates."""

from tidegate.match.compare import compare
from tidegate.match.index import Index
from tidegate.match.score import ENGINE

__all__ = ["ENGINE", "Index", "compare"]
