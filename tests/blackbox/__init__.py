"""The installed program, used as its users use it: nothing of its inside is imported here."""
