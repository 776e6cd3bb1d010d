"""The use cases, and the only place where the parts are wired together.

Owns the clock, the configuration and the transactions.
"""
