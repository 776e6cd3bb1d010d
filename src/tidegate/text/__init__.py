"""A name taken apart: script runs, tokens with a kind, keys that survive spelling and script."""

from tidegate.tables.scoring import Scoring
from tidegate.text.analysis import analyse
from tidegate.text.lexicon import Kind, Lexicon
from tidegate.text.tokens import RESPELT, ROMANISED, SAME, TRANSLATED, Analysis, Token

__all__ = [
    "RESPELT",
    "ROMANISED",
    "SAME",
    "TRANSLATED",
    "Analysis",
    "Kind",
    "Lexicon",
    "Scoring",
    "Token",
    "analyse",
]
