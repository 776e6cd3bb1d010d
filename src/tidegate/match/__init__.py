"""Compiled names: an index that finds, scores and explains candidates."""
