"""A benchmark of name matching that others can run: labelled pairs, native-script queries, peers.

`python -m benchmarks.names` measures; `python -m benchmarks.names.build` makes `pairs.tsv` again
from `bases/`. The development half may be tuned on, the test half never.
"""
