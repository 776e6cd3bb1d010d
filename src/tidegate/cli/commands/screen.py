"""`tidegate screen`: names or files of counterparties in, explained answers out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tidegate.cli import options
from tidegate.cli.output import destination, say, whole_file
from tidegate.cli.progress import Bar
from tidegate.cli.render.screening import FORMATS, format_for, writer_for
from tidegate.cli.render.shapes import Summary, Writer
from tidegate.model.errors import UsageError
from tidegate.model.listing import PartyKind
from tidegate.model.party import Party
from tidegate.model.results import Context, Reject, ScreenedParty

if TYPE_CHECKING:
    from tidegate.app.gate import Gate
    from tidegate.app.intake import Reading
    from tidegate.cli.render.words import ListWords

_BATCH = 200
_KINDS = [kind.value for kind in PartyKind if kind is not PartyKind.ADDRESS]
_OPTIONS = {"addresses": "--address", "identifiers": "--id", "birth_date": "--birth-date"}
__all__ = ["FORMATS", "screen"]


@dataclass(frozen=True)
class Ask:
    """What the options ask of every row. `to_screen`: the answer goes to a terminal."""

    lists: tuple[str, ...] | None
    threshold: float | None
    limit: int
    to_screen: bool


@dataclass
class Source:
    """Rows of one file (`file` set) or the names of the command line."""

    rows: Iterable[Party | Reject]
    file: str | None = None
    expected: int | None = None
    close: Callable[[], None] | None = None
    rejects: list[Reject] = field(default_factory=list)


@click.command(
    short_help="Screen names, or files of them.",
    epilog="""\b
Examples:
  tidegate screen "Hikvision" 杭州海康威視數字技術
  tidegate screen "Hikvision" --on 2019-05-22
  tidegate screen customers.csv --out screening.html
  tidegate screen kunden.xlsx --map name=Kundenname --format jsonl
  tidegate screen "Viktor Bout" --birth-date 1967-01-13 --country Russia
  tidegate screen "Example Shipping" --id imo:9187629
  tidegate screen --address "Room 1205, Example Building, Hong Kong"
""",
)
@click.argument("names_or_files", nargs=-1, metavar="[NAME | FILE]...")
@options.store
@options.names
@options.time_axes
@click.option(
    "--lists", callback=options.list_ids, metavar="LIST,…",
    help="Only these lists (see: tidegate lists). Default: all that are loaded.",
)  # fmt: skip
@click.option(
    "--threshold", type=float, metavar="SCORE",
    help="The score from which a match is an alert, above 0 and up to 1.",
)  # fmt: skip
@click.option(
    "--limit", type=int, default=10, metavar="N",
    help="The most matches that are shown for a row. Default: 10.",
)  # fmt: skip
@click.option(
    "--kind", type=click.Choice(_KINDS), metavar="KIND",
    help=f"What the names are, where a row does not say: {', '.join(_KINDS)}.",
)  # fmt: skip
@options.facts
@click.option(
    "--map", "mapping", multiple=True, metavar="OUR=THEIRS",
    help="Which column of a file holds what: name=Kundenname. Repeatable.",
)  # fmt: skip
@click.option("--sheet", metavar="NAME", help="The sheet of a spreadsheet. Default: the first.")
@click.option("--encoding", metavar="NAME", help="The encoding of a text file, if not found out.")
@click.option(
    "--rejects", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Where rows that cannot be read go. Default: FILE.rejects.csv beside the input.",
)  # fmt: skip
@options.output
@click.pass_context
def screen(ctx: click.Context, /, names_or_files: tuple[str, ...], **options_: Any) -> int:
    """Screen names, or files of them: CSV, XLSX, JSON lines, plain text.

    Says for each row clear or alert, which listing, why, since when it is in force, which licence
    is required and how an application is reviewed, with the citation. An argument that is a file,
    or ends like one, is read as a file; "-" reads standard input. The columns are found by their
    headings.
    """
    form = format_for(options_["form"], options_["out"])
    _check_targets(names_or_files, options_["out"], options_["rejects"])
    sources = list(_sources(names_or_files, options_))
    to_screen = options_["out"] is None and sys.stdout.isatty()
    ask = Ask(options_["lists"], options_["threshold"], options_["limit"], to_screen)
    on = options.given(ctx, "on", options_["on"])
    known = options.given(ctx, "known", options_["known"])
    with _closing(sources), options.opened(ctx, options_["store"]) as gate:
        context = gate.context(on, known, ask.lists, ask.threshold)
        lists = _list_words(gate, context)
        with destination(options_["out"], form) as stream:
            from tidegate.cli.render.layout import page_for

            writer = writer_for(form, stream, page_for(), lists)
            summary = _run(gate, context, ask, sources, writer)
    _write_rejects(sources, options_["rejects"])
    if options_["out"] is not None:
        from tidegate.cli.render.table import summary_words

        say(f"{summary_words(summary, context)} Written to {options_['out']}.")
    degraded = 3 if context.degraded or summary.rejects else 0
    return summary.exit_code or degraded


def _check_targets(inputs: tuple[str, ...], *targets: Path | None) -> None:
    """Refuse to write an answer over a file that is read."""
    for target in targets:
        for text in inputs:
            if (
                target is not None
                and Path(text).is_file()
                and target.resolve() == Path(text).resolve()
            ):
                raise UsageError(
                    "is read and would be written over", file=text, expected="another file name"
                )


def _list_words(gate: Gate, context: Context) -> ListWords:
    from tidegate.cli.render.words import ListWords
    from tidegate.tables import sources

    titles = {
        source.id: ", ".join(item.title for item in source.lists.values())
        for source in sources().values()
    }
    titles |= {item.list_id: item.title for item in gate.lists(context.on, context.known)}
    return ListWords(
        titles=titles,
        effects={
            list_id: " ".join(item.effect.split())
            for source in sources().values()
            for list_id, item in source.lists.items()
        },
    )


def _sources(arguments: tuple[str, ...], options_: dict[str, Any]) -> Iterator[Source]:
    """The arguments as sources, in their order; neighbouring names make one."""
    from tidegate.app.intake import Options, looks_like_file, read
    from tidegate.app.intake.parties import clean

    kind = PartyKind(options_["kind"]) if options_["kind"] else None
    facts = options.known_facts(options_)
    intake_options = Options(
        mapping=_mapping(options_["mapping"]),
        sheet=options_["sheet"],
        encoding=options_["encoding"],
        kind=kind,
    )
    is_file = [text == "-" or looks_like_file(text) for text in arguments]
    if facts and (len(arguments) > 1 or any(is_file)):
        first = min(facts, key=list(Party.__struct_fields__).index)
        raise UsageError(
            "is known of one party", field=_OPTIONS.get(first, f"--{first}"), expected="one NAME"
        )
    alone = bool(facts.get("addresses") or facts.get("identifiers"))
    if not arguments and not alone:
        raise UsageError(
            "nothing to screen",
            expected="a name or a file",
            todo='Try: tidegate screen "Hikvision"',
        )
    for text in arguments:
        # Unlike Path.is_dir: false, not an error, for a text of any length.
        if os.path.isdir(text):
            raise UsageError(
                "this is a folder", file=text, expected="a name or a file",
                todo="Official lists are read with: tidegate update --from FOLDER",
            )  # fmt: skip
    names: list[Party | Reject] = []
    for text, file in zip(arguments, is_file, strict=True):
        if not file:
            names.append(Party(name=clean(text), kind=kind, **facts))
            continue
        if names:
            yield Source(names)
            names = []
        stdin = text == "-"
        reading = read(sys.stdin.buffer if stdin else Path(text), intake_options,
                       "standard input" if stdin else None)  # fmt: skip
        _tell(reading)
        yield Source(reading, reading.file, reading.expected, reading.close)
    if alone and not arguments:
        names.append(Party(name="", kind=kind, **facts))
    if names:
        yield Source(names)


@contextmanager
def _closing(sources: list[Source]) -> Iterator[None]:
    """Close the files however it ends."""
    try:
        yield
    finally:
        for source in sources:
            if source.close is not None:
                source.close()


def _tell(reading: Reading) -> None:
    for note in reading.notes:
        say(f"{reading.file}: {note}")


def _mapping(pairs: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        ours, mark, theirs = pair.partition("=")
        if not mark or not ours.strip() or not theirs.strip():
            raise UsageError(
                f"{pair!r}", field="--map", expected="OUR=THEIRS, as in name=Kundenname"
            )
        found[ours.strip()] = (*found.get(ours.strip(), ()), theirs.strip())
    return found


def _run(gate: Gate, context: Context, ask: Ask, sources: list[Source], writer: Writer) -> Summary:
    """Screen every row and write it where it stands; the rows are never held all at once."""
    summary = Summary()
    writer.begin(context)
    with Bar(quiet=("screen",)) as bar:
        for source in sources:
            rows, done = iter(source.rows), 0
            while batch := list(islice(rows, _BATCH)):
                parties = [item for item in batch if isinstance(item, Party)]
                answers = gate.screen_many(
                    parties, context.on, context.known, lists=ask.lists,
                    threshold=ask.threshold, limit=ask.limit, progress=bar.inner,
                ).rows  # fmt: skip
                if ask.to_screen:
                    # The rows themselves show how far it is; a bar would write over them.
                    bar.close()
                for row in _in_order(batch, answers, source, summary):
                    writer.row(row, source.file)
                done += len(batch)
                if not ask.to_screen:
                    bar(f"screening {source.file or 'names'}", done, source.expected)
    writer.end(summary)
    return summary


def _in_order(
    batch: list[Party | Reject], answers: Iterable[ScreenedParty], source: Source, summary: Summary
) -> Iterator[ScreenedParty]:
    """The answers and, where they stood, the rows that could not be read."""
    from tidegate.cli.render.words import rejected_row

    given = iter(answers)
    for item in batch:
        if isinstance(item, Reject):
            row = rejected_row(item, source.file)
            source.rejects.append(item)
            summary.rejects.append((source.file, item))
        else:
            row = next(given)
        summary.count(row)
        yield row


def _write_rejects(sources: list[Source], wanted: Path | None) -> None:
    """The rows that could not be read, beside their file or all in the file asked for."""
    files = [source for source in sources if source.file]
    held = [source for source in files if source.rejects]
    if wanted is not None:
        if held:
            _write_reject_file(wanted, held)
        return
    for source in files:
        file = Path("stdin" if source.file == "standard input" else str(source.file))
        beside = file.with_name(file.name + ".rejects.csv")
        if source.rejects:
            _write_reject_file(beside, [source])
        elif beside.exists():
            say(f"{beside} is from an earlier run: this time every row was read")


def _write_reject_file(path: Path, sources: list[Source]) -> None:
    from tidegate.cli.render.csv_out import csv_bytes
    from tidegate.cli.render.words import counted

    rows = [
        (source.file, reject.line, reject.field, reject.reason, reject.text)
        for source in sources
        for reject in source.rejects
    ]
    with whole_file(path) as stream:
        stream.write(csv_bytes([("file", "line", "field", "reason", "text"), *rows]))
    say(f"{counted(len(rows), 'row')} could not be read: see {path}")
