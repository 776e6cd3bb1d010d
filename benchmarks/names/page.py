"""The page about the benchmark in the documents, from the data of one whole run."""

from __future__ import annotations

from typing import Any

from benchmarks.names import report
from benchmarks.names.report import markdown, number, percent
from benchmarks.names.sets import ENTITY_NAMES

_PAGE = """# The name benchmark

<!-- Made by `python -m benchmarks.names --write-docs`; do not edit. -->

How well does a matcher tell that two names are one party, across spellings, scripts and languages,
and that two others are not? This set asks {pairs:,} times, in {groups} groups, {negatives} of them
names that must not meet; and it asks native-script names of real lists. It is the project's own,
ships with the source under the project's licence, and runs other people's engines beside ours.

## What is in it

- `benchmarks/names/pairs.tsv`: pairs of names with a label, the entity that the pair is about
  (`base`), a group, a half and a source. `same` means that a person who screens wants to be told:
  one party under two names. Names of public companies, institutes and officials come from general
  knowledge; where an official list bears the name, `source` says which, and as of when;
  `constructed` pairs and the systematically altered ones (`benchmarks/names/alter.py`) are made up.
- `bases/`: what was written by hand; `python -m benchmarks.names.build` makes the pairs from it.
- `native_han.tsv`, `native_hangul.tsv`, `native_kana.tsv` (kana and kanji), `native_cyrillic.tsv`,
  `native_arabic.tsv` (Arabic and Persian): native names with the Latin list name that they should
  find, and native names of well-known parties on no list, which should find nothing.
- Altered names of the lists themselves, and names that should find nothing: as many listed
  companies as made-up people. Neither the lists nor these clear names are part of the project.

**Halves.** A hash of the family of names decides whether a pair belongs to the development or to
the test half; no name stands in both. Engines may be tuned on the first, never on the second. The
best threshold of an engine is always chosen on the development half.

**Hard negatives** stand in every group: sister companies in another place, the 38th and the 39th
institute, X bin Y and Y bin X, syllables that differ by one letter, lone surnames, brands that
several firms share, names that share only trade words, and listed names that are ordinary words.

## How to run it

    pip install anyascii scipy nomenklatura     # peers, each optional; nomenklatura needs ICU
    python -m benchmarks.names                  # --half dev|test|both, --peers logic-v2 tfidf ...

Figures go to `benchmarks/out/names.json`. Without real list files beside the project the starter
lists of the package are asked, and native queries whose list name they do not carry are left out.

## Figures

One run on {machine}; every engine in the same process, one after the other. Ratios
between the rows are worth more than times.{missing}

In brackets: the interval that holds the true figure 19 times in 20, for what is like this set. For
shares it is Wilson's; for F1 it is linearised, with all pairs about one entity as one observation.

### Labelled pairs

{pair_table}

The shipped threshold is each engine's own default; the baselines have none. As more than half of
the pairs are one party, an engine that always says "the same" has an F1 of about {always}:
so the table also gives the balanced accuracy, at the threshold that is best for it on dev, of which
that engine would have 50 %.

### Right and wrong hits

Test half, at the same thresholds. Right hits are the positives that raise an alert, wrong hits the
negatives that do; the mean of groups counts every group the same, however many pairs it has.
Everyday firms are the variants of firms' names in Latin letters that a customer file holds, the
share of right answers; its groups are {entity_groups}.

{hit_table}

By group:

{group_hit_table}

### What a score means

![Of the pairs that score so, how many are one party](names-reliability.svg)

The score of Tidegate is calibrated: of as many pairs of this set that are one party as pairs that
are not, about eight in ten of those that score 0.8 are one party, and at 0.5, the alert level, as
much speaks for as against. The map from the raw score is learnt on the development half
(`python -m benchmarks.names.calibrate`; `calibration.tsv`), rises everywhere, and is held at the
level: learning moves what the other scores mean and never what raises an alert. On the test half:

{reliability_table}

A score stands in the row of its nearest tenth. The share is what it would be if both labels were
equally many. The expected calibration error is {error} over all pairs, {error_met} without the
row 0.0: there stand pairs of which nothing met, and of these some are one party in a writing that
the engine does not read. The data of both halves are in `benchmarks/names/reliability.tsv`.

What it does not mean: a customer file is not half full of listed parties, and its names are easier
than these. Where one customer in a thousand is listed, most alerts at 0.5 are of others; the table
of altered and clear queries below says how many. Names alone count here: a birth date or a
country moves the odds further.

### Accuracy by group

Test half; at the shipped threshold, for the baselines at the one with the best balanced accuracy.

{group_table}

### Altered and clear queries of a real list

{list_described}: {list_count:,} names. {altered:,} altered and {clear:,} clear
queries. nomenklatura rescores the {rescored} listings that the n-grams rank first: asked of every
listing, a query would take seconds.

{list_table}

Recall at 1 % false alerts by kind of alteration:

{label_table}

### Native-script queries of the same Latin names

Recall counts a positive where its listing is among the first ten, at or above the threshold.
With fewer than 100 negatives, 1 % means none of them.

{native_tables}

### Size

An index of made-up names of firms, each step in a process of its own; seconds and queries are of
processor time on one core, memory is the most that the process had, Python and tables included.

{footprint_table}

## Limits

- The pairs were written and labelled by the project, by few hands, and look where matchers fail;
  they are no sample of what a customer file holds. Rates here are not rates there.
- Names alone: no birth dates, addresses or numbers. Some pairs (a bare acronym, a common personal
  name) could not be decided so by anyone who knows no more.
- Public names from general knowledge are as good as that knowledge; corrections are welcome.
- Altered queries keep to ten kinds of alteration; real slips are more inventive. A few lose the
  very word that told the name, and nobody could find them.
- The word counts of Tidegate (`rates.tsv`, by `python -m benchmarks.names.rates`) rest on the other
  half of the file of listed firms: no clear query is drawn from a line that was counted, nor
  from a firm that begins with the same word. The least counts that were set by hand for ordinary
  words (`common_words.tsv`) were written before, after alarms of an older clear set over the whole
  file: some of these firms may have been among them.
- About a dozen test rows of the native sets and of the pairs, and base names of either half, were
  seen by their authors while these grew. Nothing was tuned on them, but they are not unseen.
- Clear names are mostly Western; native negatives are few, so their rates of false alerts are
  coarse.
- A native name may be a homonym of somebody listed; where that was seen the name was left out.
"""


def page(data: dict[str, Any]) -> str:
    """The page for the documents, from the data of one whole run."""
    sets = data["sets"]
    native = "\n\n".join(
        f"**{script}**: {item[0]['positives']} positives, {item[0]['negatives']} negatives\n\n"
        + markdown(report.list_rows(item))
        for script, item in sets["native"].items()
    )
    missing = "".join(f" {sentence}." for sentence in data["missing"])
    return _PAGE.format(
        pairs=data["count"],
        groups=len(data["sizes"]),
        negatives=percent(data["negatives"]),
        machine=data["machine"],
        missing=missing,
        always=number(data["always"]),
        hit_table=markdown(report.hit_rows(sets["pairs"], "test")),
        group_hit_table=markdown(report.group_hit_rows(sets["pairs"], "test")),
        footprint_table=markdown(report.footprint_rows(data["footprint"])),
        entity_groups=", ".join(f"`{group}`" for group in ENTITY_NAMES),
        reliability_table=markdown(report.reliability_rows(data["reliability"]["test"])),
        error=number(data["reliability"]["test"]["error"]),
        error_met=number(data["reliability"]["test"]["error_met"]),
        pair_table=markdown(report.pair_rows(sets["pairs"])),
        group_table=markdown(report.test_group_rows(sets["pairs"])),
        list_described=data["list"],
        list_count=data["list_names"],
        altered=sets["list"][0]["positives"],
        clear=sets["list"][0]["negatives"],
        rescored=data["rescored"],
        list_table=markdown(report.list_rows(sets["list"])),
        label_table=markdown(report.label_rows(sets["list"])),
        native_tables=native,
    )
