"""A transaction → a determination: one package for each regime, a trace of every rule asked. Pure.

`determine(transaction, facts, tables)` asks every rule and folds what they say.
"""
