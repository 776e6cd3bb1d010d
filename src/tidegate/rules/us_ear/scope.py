"""Is an item subject to the Export Administration Regulations? 15 CFR 734.3, 734.4, 734.9."""

from __future__ import annotations

from typing import NamedTuple

from tidegate.model.determination import FREE, Finding, Step
from tidegate.model.ear import Country
from tidegate.model.ear_rules import AnyShare
from tidegate.model.transaction import Act, Item
from tidegate.rules.case import Case
from tidegate.rules.places import UNITED_STATES, country_code
from tidegate.rules.us_ear.goods import Good, UnreadableError, entry_of, goods

REGIME = "us_ear"


class Subject(NamedTuple):
    """Whether an item is subject to the EAR (`None`: not determined by what is stated), why, and
    which facts would tell."""

    answer: bool | None
    why: str
    cite: str
    missing: tuple[str, ...] = ()


def subject(case: Case, item: Item) -> Subject:
    """Whether an item in a transaction is subject to the EAR."""
    start = country_code(case.transaction.from_, case.ear)
    if case.act in (Act.EXPORT, Act.DEEMED_EXPORT):
        # An export is out of the United States (§ 734.13); from elsewhere it is a reexport.
        words = "it leaves the United States"
        if start not in (None, UNITED_STATES):
            words = "stated as an export; from another country state it as a reexport"
        return Subject(True, words, "15 CFR 734.3(a)(1); 15 CFR 734.13")
    if start == UNITED_STATES:
        return Subject(True, "it is in the United States", "15 CFR 734.3(a)(1)")
    if country_code(item.origin, case.ear) == UNITED_STATES:
        return Subject(True, "it was made in the United States", "15 CFR 734.3(a)(2)")
    foreign = _foreign(case, item)
    if item.origin is None and foreign.answer is not True:
        return Subject(None, "its origin is not stated", "15 CFR 734.3", ("item origin",))
    return foreign


def _foreign(case: Case, item: Item) -> Subject:
    content = _content(case, item)
    product = _product(case, item)
    if content.answer or product.answer:
        return content if content.answer else product
    if content.answer is False and product.answer is False:
        return Subject(False, f"{content.why}; {product.why}", f"{content.cite}; {product.cite}")
    return Subject(
        None,
        "; ".join(one.why for one in (content, product) if one.answer is None),
        "; ".join(one.cite for one in (content, product) if one.answer is None),
        (*content.missing, *product.missing),
    )


def _content(case: Case, item: Item) -> Subject:
    """De minimis, § 734.4: the share of controlled content from the United States."""
    table = case.ear.de_minimis
    share = item.us_content_pct
    if share is None:
        return Subject(None, "the share of controlled United States content is not stated",
                       "15 CFR 734.4", ("item us_content_pct",))  # fmt: skip
    if share == 0:
        return Subject(False, "it holds no controlled United States content", "15 CFR 734.4")
    answers: set[bool | None] = set()
    why, cite = "", ""
    for country in case.places:
        level = table.strict if country.groups & set(table.strict.groups) else table.general
        any_share = _any_share(case, item, country)
        if any_share is not None:
            answers.add(True)
            why, cite = "any share of such content is enough", any_share.cite
            continue
        answers.add(share > level.above)
        sign = "above" if share > level.above else "not above"
        why = f"{share:g} % of controlled United States content is {sign} {level.above:g} %"
        cite = level.cite
    if len(answers) > 1:
        words = "the level for the destination is not known"
        return Subject(None, words, "15 CFR 734.4", ("destination",))
    return Subject(answers.pop(), why, cite)


def _any_share(case: Case, item: Item, country: Country) -> AnyShare | None:
    try:
        kinds = goods(item, case.ear) or ()
    except UnreadableError:
        kinds = ()
    for rule in case.ear.de_minimis.none:
        there = rule.everywhere or country.iso2 in rule.countries
        there = there or bool(country.groups & set(rule.groups))
        if there and any(_named(good, rule, case) for good in kinds):
            return rule
    return None


def _named(good: Good, rule: AnyShare, case: Case) -> bool:
    if good.eccn in rule.eccns:
        return True
    entry = entry_of(good, case.ear)
    first = good.paragraph.split(".")[0]
    if entry is None or not entry.family or entry.family not in rule.families:
        return False
    return first in rule.paragraphs if rule.paragraphs else first not in rule.paragraphs_not


def _product(case: Case, item: Item) -> Subject:
    """The foreign direct product rules, § 734.9: what a product is made with, and for whom."""
    if item.us_technology is False:
        return Subject(False, "it is no direct product of named technology, software or plant",
                       "15 CFR 734.9")  # fmt: skip
    marks = {
        str(mark): party.words
        for party in case.parties
        for met in party.listings
        for mark in met.footnotes
        if met.sure and str(mark) in case.ear.de_minimis.footnotes
    }
    if item.us_technology and marks:
        mark, name = next(iter(marks.items()))
        return Subject(True, f"a direct product for {name}, an entry with footnote {mark}",
                       case.ear.de_minimis.footnotes[mark])  # fmt: skip
    if item.us_technology:
        return Subject(None, "it is a direct product of named technology: the rule for its "
                       "destination and end use is to be looked at", "15 CFR 734.9")  # fmt: skip
    return Subject(None, "whether it is a direct product of named United States technology is not "
                   "stated", "15 CFR 734.9", ("item us_technology",))  # fmt: skip


def finding(item: Item, said: Subject) -> Finding:
    """The finding on scope. It never asks for a licence; what it leaves open, the others do."""
    words = {True: "subject to the EAR", False: "not subject to the EAR",
             None: "perhaps subject to the EAR"}[said.answer]  # fmt: skip
    return Finding(
        rule="ear.scope",
        regime=REGIME,
        title="Subject to the EAR",
        says=f"{words}: {said.why}",
        possible=(FREE,),
        citations=tuple(said.cite.split("; ")),
        steps=(Step(asked="Is it subject to the EAR?", answer=words, cite=said.cite),),
        missing=said.missing,
        item=item.eccn,
    )
