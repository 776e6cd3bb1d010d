"""The nouns of the house, as frozen value types. Imports nothing of Tidegate."""
