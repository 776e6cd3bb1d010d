"""A name taken apart: script runs, tokens with a kind, keys that survive spelling and script."""
