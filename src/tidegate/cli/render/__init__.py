"""Results → what people and programs read: table, json, jsonl, csv, xlsx, html.

One module for each form; `words.py` holds the sentences that several of them use, so that the
terminal, the page and the spreadsheet say the same.
"""
