"""`onrecord quote`"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..console import FINDINGS, call_of, stop, stop_unless_id

if TYPE_CHECKING:
    from ..quoting import Finding
    from ..workbench import Workbench


@click.command("quote")
@click.argument("words")
@click.option("--source", default="", metavar="ID", help="Look in this source only.")
@click.option("--speaker", default="", metavar="ID", help="Who says it, where the text does not make it plain.")
@click.option("--answers", multiple=True, metavar="QUESTION=STANCE", help="What the words say to a question. May be given several times.")
@click.option("--implies", multiple=True, metavar="QUESTION=STANCE", help="The same where it only follows from the words.")
@click.option("--paraphrase", default="", help="One sentence of your own that says what was said, for words that are reported without marks, or partly quoted.")
@click.option("--id", "id", default="", metavar="ID", help="The id of the statement. Default: made from the speaker and the words.")
@click.option("--not-speech", default=None, type=click.Choice(["caption", "credit", "heading", "boilerplate", "scare-quote"]),
              help="With --add: nobody says them; they are listed as this.")
@click.option("--whole", is_flag=True, help="Take the whole sentences of the speaker that the words stand in.")
@click.option("--take", type=click.IntRange(1), metavar="N", help="Which of the places that were found, by its number.")
@click.option("--add", is_flag=True, help="Write the statement into the file of its source.")
@click.option("--again", is_flag=True, help="With --add: although the words are keyed already.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is told.")
@click.pass_obj
def command(folder: Path, words: str, source: str, speaker: str, answers: tuple[str, ...], implies: tuple[str, ...], paraphrase: str,
            id: str, not_speech: str | None, whole: bool, take: int | None, add: bool, again: bool, form: str) -> None:
    """Find WORDS in the archived texts, and key them with --add.

    To key words is to write the entry that says who said them. The words may be a little wrong: the nearest passage is shown then, but only words that stand there are ever keyed. The entry that is printed
    passes `onrecord check` as it is; --add writes it into the file, and touches no other line.
    """
    import json

    from .. import disk, quoting
    from ..inserting import CannotInsert
    from ..suggesting import Wish
    from ..workbench import Workbench

    if id:
        stop_unless_id(id)
    files, _ = disk.read_dossier(folder)
    bench = Workbench.of(files.data, files.seeds)
    called = call_of(folder)
    try:
        found = quoting.look(bench, words, Wish(speaker, id, quoting.answers_of(bench.records, answers, implies), whole, paraphrase), source)
    except quoting.NotUnderstood as fault:
        stop(fault.message, fault.help)
    except CannotInsert as fault:
        stop(str(fault), "`onrecord check` and `onrecord fmt` help to put the file in order")
    if take is not None and take > len(found):
        stop(f"--take {take}: the words were found {len(found)} times")
    chosen = (found[take - 1],) if take else found
    if form == "json":
        click.echo(json.dumps({"schema_version": 1, "items": quoting.as_items(bench, chosen)}, ensure_ascii=False, indent=2))
    elif not add:
        click.echo(quoting.as_text(bench, chosen, called), nl=False)
    if not found or not found[0].place.is_exact:
        if add and form == "text":
            click.echo(quoting.as_text(bench, chosen, called), nl=False)
        sys.exit(FINDINGS)
    if add and not_speech:
        _add_not_speech(folder, bench, chosen, not_speech)
    elif add:
        _add(folder, bench, chosen, called, again)


def _add_not_speech(folder: Path, bench: Workbench, chosen: Sequence[Finding], kind: str) -> None:
    from .. import quoting
    from ..inserting import CannotInsert
    from ..report import visible

    if len(chosen) > 1:
        stop("the words stand in several places", "choose one place with --take N")
    try:
        fields, judged = quoting.as_not_speech(bench, chosen[0].place, kind)
    except CannotInsert as fault:
        stop(str(fault))
    if judged.errors:
        click.echo(f"not added: {judged.errors[0].code}: {visible(judged.errors[0].message)}", err=True)
        sys.exit(FINDINGS)
    path = bench.records.by_kind["sources"][chosen[0].place.source].file
    _put(folder, bench, path, judged.text)
    click.echo(f"added to `not_speech` of {path}, lines {judged.first} to {judged.last}: {kind} “{visible(str(fields['text']))}”")


def _put(folder: Path, bench: Workbench, path: str, text: str) -> None:
    """Write the new text of a file. Ends with 2 where it cannot be written."""
    from .. import disk

    try:
        disk.replace_file(folder, path, bench.data[path], text.encode())
    except (disk.NotWritten, OSError) as fault:
        stop(str(fault))


def _add(folder: Path, bench: Workbench, chosen: Sequence[Finding], called: str, again: bool) -> None:
    from .. import quoting

    made = chosen[0].made if len(chosen) == 1 else None
    if len(chosen) > 1 or made is None or not made.passes:
        click.echo(quoting.as_text(bench, chosen, called), nl=False)
        click.echo("not added: " + ("choose one place with --take N" if len(chosen) > 1 else "see above"), err=True)
        sys.exit(FINDINGS)
    if chosen[0].is_keyed_whole and not again:
        click.echo(f"not added: keyed already, in {', '.join(sorted({id for _, id in chosen[0].keyed}))} (--again adds it all the same)", err=True)
        sys.exit(FINDINGS)
    assert made.judged is not None
    path = bench.records.by_kind["sources"][made.source].file
    _put(folder, bench, path, made.judged.text)
    if made.is_widened:
        click.echo(f"more words were taken, for yours alone do not pass: {made.because[0].code}")
    click.echo(f"added {made.fields['id']} to {path}, lines {made.judged.first} to {made.judged.last}:\n\n{made.block(2)}", nl=False)
