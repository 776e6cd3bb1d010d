"""Counterparty files → parties and rejects: CSV, spreadsheets, JSON lines, plain lists of names.

`read()` opens a file or a stream and says how it was understood; iterating gives one `Party` or
one `Reject` for each row, in the order of the file, without holding the file in memory. Nothing is
dropped: a row that cannot be read is a `Reject` with its line, its field and the reason.
"""

from tidegate.app.intake.reading import SUFFIXES, Options, Reading, looks_like_file, read

__all__ = ["SUFFIXES", "Options", "Reading", "looks_like_file", "read"]
