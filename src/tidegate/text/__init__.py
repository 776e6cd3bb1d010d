"""A name taken apart: script runs, tokens with a kind, keys that survive spelling and script."""

from tidegate.tables.scoring import Scoring
from tidegate.text.analysis import analyse
from tidegate.text.lexicon import Kind, Lexicon
from tidegate.text.tokens import RESPELT, ROMANISED, SAME, SYLLABIC, TRANSLATED, Analysis, Token

__all__ = [
    "RESPELT",
    "ROMANISED",
    "SAME",
    "SYLLABIC",
    "TRANSLATED",
    "Analysis",
    "Kind",
    "Lexicon",
    "Scoring",
    "Token",
    "analyse",
]
