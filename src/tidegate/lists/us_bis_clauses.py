"""The grammar of the Entity List's licence requirements and licence review policies.

The same clause is printed in some sixty spellings (missing full stops, `Se §§`, `744.2l` with a
letter, footnote marks before or after a comma). A clause is therefore classified by what it
says, and its wording is kept verbatim beside the class. What fits no class is `UNPARSED`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tidegate.model.listing import Policy, PolicyTerm, Requirement, ReviewPolicy, Scope

_SUPERSCRIPTS = str.maketrans("", "", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A section number: part, point, digits (a letter l or capital I stands for the digit 1 in some
# rows), then paragraphs in brackets.
_SECTION = re.compile(r"(?<![\d.])(7\d\d)\.([\dlI]+)((?:\([a-z0-9]+\))*)")
_LETTER_ONE = str.maketrans("lI", "11")
_ALL = re.compile(r"^(?:for )?all items subject to the EAR\b", re.I)
_CCL = re.compile(r"^for items on the CCL\b", re.I)
_EAR99_ALSO = re.compile(r"\bCCL and EAR ?99 items\b", re.I)
_EXCEPT = re.compile(
    r"[,.]?\s*\b((?:except(?: for)?|apart from|other than|excluding)\b.*)", re.I | re.S
)
_USE = re.compile(
    r"^(?:for )?all items subject to the EAR,? ((?:when|if|for use)\b.*)", re.I | re.S
)
_SEE = re.compile(r"\(?\s*\bSee?\b\s+§*.*", re.I | re.S)

_DENIAL = "|".join(
    (
        r"(?P<policy_of_denial>policy of denial)",
        r"(?P<presumption_of_denial>presumption of denial)",
        r"(?P<presumption_of_approval>presumption of approval)",
        r"(?P<case_by_case>(?:reviewed on a )?case[- ]by[- ]case(?: review| basis)*)",
    )
)
_POLICY = re.compile(_DENIAL, re.I)
# A new limb begins where a policy is named after a semicolon or a full stop; the lists of ECCNs
# and "U.S. Government" hold such marks too.
_NEXT_LIMB = re.compile(rf"[;.]\s*(?:and\s+)?(?={re.sub(r'[?]P<[a-z_]+>', '?:', _DENIAL)})", re.I)
_ECCN = re.compile(r"\b(\d[A-E]\d{3})((?:\.[a-z0-9]+)*)(?![\w])")
_FURTHER = re.compile(r"(,|,? to|,? and|,? or)\s*\.?([a-z](?:\.[0-9a-z]+)*)(?=[\s,.;]|$)")
_SPECIAL_REVIEW = re.compile(
    r"^(?P<main>policy of denial|presumption of denial)(?P<scope>.*?)"
    r"\b(?:apart from|except)\b(?P<items>.*?)"
    r",? which will be reviewed on a case-by-case basis",
    re.I | re.S,
)
_EXCEPT_CASE = re.compile(
    r"^(?P<main>policy of denial|presumption of denial),?"
    r" except case-by-case(?: for)? (?P<items>.+)",
    re.I | re.S,
)


def looks_like_requirement(text: str) -> bool:
    """Whether a text is a licence requirement and not a review policy."""
    return bool(_ALL.match(text) or _CCL.match(text))


def looks_like_policy(text: str) -> bool:
    """Whether a text begins as a review policy does."""
    return bool(_POLICY.match(text))


def sections(text: str) -> tuple[str, ...]:
    """The sections of the regulations that a clause cites, without the sign, each once."""
    plain = text.translate(_SUPERSCRIPTS)
    found = (
        f"{part}.{number.translate(_LETTER_ONE)}{paragraphs}"
        for part, number, paragraphs in _SECTION.findall(plain)
    )
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def read_requirement(text: str) -> Requirement:
    """A licence requirement, verbatim and as a clause."""
    scope, limit = _scope(text)
    return Requirement(text=text, scope=scope, sections=sections(text), limit=limit)


def _scope(text: str) -> tuple[Scope, str | None]:
    if not text:
        return Scope.INHERITED, None
    if _CCL.match(text):
        listed = text.rstrip(". ")
        if _EAR99_ALSO.search(text):
            return Scope.CCL_AND_LISTED_EAR99, listed
        return (Scope.CCL_LISTED, listed) if "listed in" in text else (Scope.UNPARSED, None)
    if not _ALL.match(text):
        return Scope.UNPARSED, None
    excepted = _EXCEPT.search(text)
    if excepted:
        return Scope.ALL_EXCEPT, excepted[1].strip()
    use = _USE.match(text)
    if use:
        return Scope.USE_LIMITED, use[1].rstrip(". ")
    further = _further_sentence(text)
    return Scope.ALL_ITEMS, further


def _further_sentence(text: str) -> str | None:
    """The sentence after the citation, such as a licence exception that may be used."""
    found = re.search(r"\bThis license requirement may be overcome\b.*", text, re.S)
    return found[0].rstrip(". ") if found else None


@lru_cache(maxsize=1024)
def read_policy(text: str) -> ReviewPolicy:
    """A licence review policy, verbatim and as its limbs in the printed order."""
    plain = text.translate(_SUPERSCRIPTS).strip()
    terms = _terms(plain) if plain else (PolicyTerm(policy=Policy.INHERITED),)
    return ReviewPolicy(text=text, terms=terms, sections=sections(text))


def _terms(text: str) -> tuple[PolicyTerm, ...]:
    body = _SEE.sub("", text).strip(" .;")
    cited = sections(text)
    if not body:
        return (PolicyTerm(policy=Policy.SEE_SECTION if cited else Policy.UNPARSED),)
    special = _SPECIAL_REVIEW.match(body) or _EXCEPT_CASE.match(body)
    if special:
        return (
            PolicyTerm(policy=_named(special["main"])),
            _limb(Policy.CASE_BY_CASE, special["items"]),
        )
    return tuple(_part(part) for part in _NEXT_LIMB.split(body))


def _part(part: str) -> PolicyTerm:
    """One limb of a policy that is set out in several: `<policy> for <items>`."""
    found = _POLICY.match(part)
    if not found:
        return PolicyTerm(policy=Policy.UNPARSED, items=part)
    return _limb(_named(found[0]), part[found.end() :])


def _limb(policy: Policy, items: str) -> PolicyTerm:
    words = re.sub(r"^[\s,:]*(?:(?:for|to)\b\s*)?", "", items).strip(" ,.;") or None
    if words and re.fullmatch(
        r"all items subject to (?:the )?EAR|all others?(?: items.*)?", words, re.I
    ):
        words = None
    if words and re.match(r"all other items\b", words, re.I):
        words = None
    return PolicyTerm(policy=policy, items=words, eccns=eccns(words or ""))


def _named(words: str) -> Policy:
    found = _POLICY.search(words)
    return Policy(found.lastgroup) if found and found.lastgroup else Policy.UNPARSED


def eccns(text: str) -> tuple[str, ...]:
    """The ECCNs in a text, each once.

    `3B001.a.4, .c, .d` are three paragraphs of 3B001, `.k to .p` all from k to p.
    """
    found: list[str] = []
    for match in _ECCN.finditer(text):
        found.append(match[1] + match[2])
        place = match.end()
        while more := _FURTHER.match(text, place):
            if not match[2]:
                break
            last = found[-1].removeprefix(f"{match[1]}.")
            if more[1].strip(", ") == "to" and len(last) == len(more[2]) == 1:
                found.extend(f"{match[1]}.{chr(c)}" for c in range(ord(last) + 1, ord(more[2])))
            found.append(f"{match[1]}.{more[2]}")
            place = more.end()
    return tuple(dict.fromkeys(found))
