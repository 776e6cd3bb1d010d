"""Tidegate: may we deal with these people, and if not, under which rule, since when?

The public face; everything else is reached through it or over the command line.
"""

__version__ = "0.1.0"
