"""Official numbers and marks, each compared in the form of its kind."""

from __future__ import annotations

import re

from tidegate.model.listing import fold

WORLDWIDE = frozenset({"imo", "lei", "uscc", "duns", "isin", "mmsi", "bic", "aircraft", "ssn"})
"""Kinds that one authority gives to the whole world: two of them differ wherever they are from."""

SHORTEST = 4
"""A number of fewer characters is not looked for."""

_BANK = 8
_IMO = re.compile(r"(?:imo)?(?:no)?(\d{7})")
_VAT = re.compile(r"[a-z]{2}(?=\d{8})")
_ZEROS = re.compile(r"0+(?=\d{5})")
_PADDED = frozenset({"registration", "tax_id", "national_id", "passport", "licence", "duns"})
# Addresses of these forms may be written in either case; in all others case is a digit.
_ANY_CASE = re.compile(r"0x[0-9a-f]{40}|(?:bc|ltc|tb|addr)1[0-9a-z]+", re.IGNORECASE)
_SITE = re.compile(r"^(?:https?://)?(?:www\d?\.)?|[/?#].*$", re.IGNORECASE)


def number_key(kind: str, value: str) -> str:
    """A number or mark in the one form that its spellings share.

    An IMO number without the letters before it, a bank's code without its branch, a tax number
    without the country before it, plain numbers without the zeros that fill them up, a wallet in
    its own case where case counts.
    """
    if kind == "wallet":
        plain = value.strip().rpartition(":")[2]
        return plain.lower() if _ANY_CASE.fullmatch(plain) else plain
    if kind == "website":
        return _SITE.sub("", value.strip()).lower()
    if kind == "email":
        return value.strip().lower()
    plain = fold(value)
    if kind == "phone":
        return plain.removeprefix("00")
    ship = _IMO.fullmatch(plain)
    if ship and (kind == "imo" or plain.startswith("imo")):
        return ship[1]
    if kind == "bic":
        return plain[:_BANK]
    if kind == "tax_id":
        plain = _VAT.sub("", plain)
    return _ZEROS.sub("", plain) if kind in _PADDED and plain.isdigit() else plain


def search_keys(kind: str, value: str) -> tuple[str, ...]:
    """The keys by which a number is looked for, whatever the kind it is filed under."""
    keys = (number_key(kind, value).lower(), fold(value))
    return tuple(dict.fromkeys(key for key in keys if len(key) >= SHORTEST))


def well_formed(kind: str, value: str) -> bool:
    """Whether a number can be one of its kind: its length, its letters and its check digit, for
    the kinds that have one; `True` for all others."""
    test = {"imo": _is_imo, "lei": _is_lei, "uscc": _is_uscc, "bic": _is_bic}.get(kind)
    return test is None or test(number_key(kind, value) if kind == "imo" else fold(value).upper())


def _is_imo(plain: str) -> bool:
    """Seven digits; the last is that of the sum of the others times 7 down to 2."""
    if not re.fullmatch(r"[0-9]{7}", plain):
        return False
    total = sum(int(digit) * factor for digit, factor in zip(plain, range(7, 1, -1), strict=False))
    return total % 10 == int(plain[-1])


def _is_lei(plain: str) -> bool:
    """ISO 17442: twenty characters with the check digits of ISO 7064, modulo 97."""
    if not re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", plain):
        return False
    return int("".join(str(int(char, 36)) for char in plain)) % 97 == 1


_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _is_uscc(plain: str) -> bool:
    """GB 32100-2015: eighteen characters of 31, the last a check character by powers of 3."""
    if len(plain) != 18 or any(char not in _USCC for char in plain):
        return False
    total = sum(_USCC.index(char) * pow(3, at, 31) for at, char in enumerate(plain[:17]))
    return (31 - total % 31) % 31 == _USCC.index(plain[17])


def _is_bic(plain: str) -> bool:
    """ISO 9362: four characters of the bank, a country, a place, and perhaps a branch."""
    return bool(re.fullmatch(r"[0-9A-Z]{4}[A-Z]{2}[0-9A-Z]{2}(?:[0-9A-Z]{3})?", plain))
