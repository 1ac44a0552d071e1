"""`onrecord new`"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..console import call_of, stop, stop_unless_id

if TYPE_CHECKING:
    from ..workbench import Workbench
    from ..yaml_lines import Value


@click.group("new")
def command() -> None:
    """Write a new record, or a whole little dossier to begin with.

    Each record goes into a file of its own, with comments that say what else it can hold. Nothing that is there is overwritten.
    """


@command.command("person")
@click.argument("name")
@click.option("--id", "id", default="", metavar="ID", help="Its id. Default: made from the name.")
@click.option("--role", default="", help="An office, as a text names it.")
@click.option("--country", default="", metavar="XX", help="The country that the office belongs to.")
@click.option("--organisation", default="", metavar="ID", help="Where the office is held.")
@click.option("--represents", is_flag=True, help="The office speaks for its country or organisation.")
@click.option("--from", "since", default="", metavar="DATE", help="Since when the office is held, such as 2025-05-06.")
@click.option("--until", default="", metavar="DATE", help="Until when; where left out it is still held.")
@click.option("--alias", multiple=True, help="Another name that a text uses. May be given several times.")
@click.option("--unnamed-in", default="", metavar="SOURCE", help="NAME is a description of somebody whom this source does not name.")
@click.option("--plural", is_flag=True, help="Several unnamed people who are quoted as one.")
@click.option("--anonymity", default="", help="What the source says of why they are not named.")
@click.pass_obj
def person(folder: Path, name: str, id: str, role: str, country: str, organisation: str, represents: bool, since: str, until: str, alias: tuple[str, ...],
           unnamed_in: str, plural: bool, anonymity: str) -> None:
    """A person, named or not.

    NAME is as the site shows it, such as "Jane Example"; with --unnamed-in it is the description that the source gives, such as
    "senior official".
    """
    membership: dict[str, Value] = {}
    if role:
        dates = f"{since}/{until or '..'}" if since or until else ""
        membership = {key: value for key, value in (("role", role), ("organisation", organisation), ("country", country), ("dates", dates),
                                                    ("represents", represents)) if value}
    elif country or organisation or represents or since or until:
        stop("an office needs its name", 'give --role, as in --role "Foreign Minister"')
    fields: dict[str, Value] = {"name": name[:1].upper() + name[1:] if unnamed_in else name, "aliases": list(alias)}
    if unnamed_in:
        fields |= {"identified_by": "description", "source": unnamed_in, "plural": plural, "anonymity": anonymity}
        fields = {key: value for key, value in fields.items() if value}
    fields["memberships"] = [membership] if membership else []
    words = name.split()
    _write(folder, "people", id or _slug(name), fields, f"{words[-1]}, {' '.join(words[:-1])}" if len(words) > 1 else "")


@command.command("organisation")
@click.argument("name")
@click.option("--id", "id", default="", metavar="ID", help="Its id. Default: made from the name.")
@click.option("--alias", multiple=True, help="Another name that a text uses. May be given several times.")
@click.option("--classification", default="", help="What it is, in plain words.")
@click.option("--country", default="", metavar="XX", help="The country that it belongs to.")
@click.option("--represents", is_flag=True, help="It speaks for its country.")
@click.option("--member", multiple=True, metavar="ID", help="A country or organisation that is its member. May be given several times.")
@click.option("--url", default="", help="Its own site; https only.")
@click.option("--interest", default="", help="For a publisher: who stands behind it.")
@click.pass_obj
def organisation(folder: Path, name: str, id: str, alias: tuple[str, ...], classification: str, country: str, represents: bool, member: tuple[str, ...],
                 url: str, interest: str) -> None:
    """An organisation, or a publisher: its full NAME."""
    fields: dict[str, Value] = {"name": name, "aliases": list(alias), "classification": classification, "country": country, "members": list(member),
                                "url": url, "interest": interest}
    _write(folder, "organisations", id or _slug(name), fields | ({"represents": True} if represents else {}))


@command.command("country")
@click.argument("code")
@click.option("--alias", multiple=True, help="A name that a text uses for it, its capital and adjectives included. May be given several times.")
@click.option("--name", default="", help="Only where the usual name does not serve.")
@click.pass_obj
def country(folder: Path, code: str, alias: tuple[str, ...], name: str) -> None:
    """A country: its ISO 3166-1 CODE of two letters."""
    fields: dict[str, Value] = {"name": name, "aliases": list(alias)}
    _write(folder, "countries", code.lower(), fields)


@command.command("event")
@click.argument("name")
@click.option("--id", "id", default="", metavar="ID", help="Its id. Default: made from the name.")
@click.option("--date", default="", metavar="DATE", help="When it happened, such as 2025-08-18 or 2025-08; EDTF.")
@click.option("--place", default="", help="Where.")
@click.option("--participant", multiple=True, metavar="ID", help="Who took part. May be given several times.")
@click.option("--summary", default="", help="What happened, in your own words.")
@click.pass_obj
def event(folder: Path, name: str, id: str, date: str, place: str, participant: tuple[str, ...], summary: str) -> None:
    """Something that happened, for the timeline: a short NAME."""
    _stop_where_nobody_answers([] if date else ["--date"], 'onrecord new event "The council meets" --date 2025-08-18')
    fields: dict[str, Value] = {"name": name, "date": date or _asked("When did it happen (as 2025-08-18)?"), "place": place,
                                "participants": list(participant), "summary": summary}
    _write(folder, "events", id or _slug(name), fields)


@command.command("question")
@click.argument("title")
@click.option("--id", "id", default="", metavar="ID", help="Its id. Default: made from --short.")
@click.option("--short", default="", help="One or two words for tables.")
@click.option("--stance", multiple=True, metavar="ID=LABEL", help="A stance, such as wood='Build it in wood', in the order of the scale. Give two or more.")
@click.option("--nominal", is_flag=True, help="The stances lie on no line.")
@click.option("--text", default="", help="What the question means.")
@click.pass_obj
def question(folder: Path, title: str, id: str, short: str, stance: tuple[str, ...], nominal: bool, text: str) -> None:
    """A contested question: its TITLE is a question."""
    from ..skeletons import stances

    missing = [*([] if short else ["--short"]), *([] if len(stance) >= 2 else ["--stance (two or more)"])]
    _stop_where_nobody_answers(missing, 'onrecord new question "Build it in wood?" --short Bridge --stance wood="In wood" --stance stone="In stone"')
    short = short or _asked("One or two words for tables:")
    listed = list(stance)
    while len(listed) < 2 or (not stance and sys.stdin.isatty()):
        answer = _asked(f"Stance {len(listed) + 1}, as stays=Stays at home (empty ends):" if len(listed) >= 2 else f"Stance {len(listed) + 1}, as stays=Stays at home:",
                        may_be_empty=len(listed) >= 2)
        if not answer:
            break
        listed.append(answer)
    pairs = []
    for one in listed:
        key, _, label = one.partition("=")
        pairs.append((key.strip() if label else _slug(one), (label or key).strip()))
    scale: dict[str, Value] = {"kind": "nominal" if nominal else "ordered", "stances": stances(pairs)}
    _write(folder, "questions", id or _slug(short), {"title": title, "short": short, "text": text, "scale": scale})


@command.command("dossier")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="The bridge of Hentzau (a fiction)", show_default=True, help="The title of the site.")
@click.option("--tool", default="", metavar="REQUIREMENT", help="Where GitHub gets this tool, as pip takes it. Default: where this one was installed from.")
def dossier(target: Path, title: str, tool: str) -> None:
    """A little dossier that builds, to begin with.

    It is a fiction to replace by your own. DIR is a new or empty folder. What checks and publishes it on GitHub is among its files.
    """
    from .. import disk
    from ..skeletons import faults_of
    from ..starting import starter
    from ..workbench import Workbench

    if not disk.is_vacant(target):
        stop(f"{target} is not empty, and nothing is overwritten", "name a new folder")
    if not title.strip() or not title.isprintable():
        stop("the title is empty or holds characters that nobody sees")
    files = starter(title, tool)
    path = "data/dossier.yml"
    own = {name: data for name, data in files.items() if name.startswith("data/")}
    _, faults = faults_of(Workbench.of(own, {}), path, files[path].decode())
    if faults:
        stop(f"--title: {faults[0].message}", faults[0].help)
    try:
        disk.add_files(target, files)
    except (disk.NotWritten, OSError) as fault:
        stop(str(fault))
    called = call_of(target)
    click.echo(f"{len(files)} files in {target}\n\n  {called} check\n  {called} build\n  {called} serve")
    if not any(line.startswith("onrecord") for line in files["requirements.txt"].decode().splitlines()):
        click.echo(f"\nName the tool in {target / 'requirements.txt'} before its CI can run; see there.")


# --- what they share --------------------------------------------------------------------------------------------------


def _slug(text: str) -> str:
    from ..suggesting import slug

    made = slug(text)
    if not made:
        stop(f"no id can be made from {text!r}", "give --id")
    return made


def _stop_where_nobody_answers(missing: Sequence[str], example: str) -> None:
    """Ends with 2 where options are missing and nobody sits at the terminal who could be asked for them."""
    if missing and not sys.stdin.isatty():
        stop(f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing", f"as in {example}")


def _asked(prompt: str, may_be_empty: bool = False) -> str:
    """An answer of whoever sits at the terminal."""
    return str(click.prompt(prompt, default="" if may_be_empty else None, show_default=False, prompt_suffix=" "))


def _write(folder: Path, kind: str, id: str, fields: Mapping[str, Value], example: str = "") -> None:
    """Write the file of a record, if it would stand `onrecord check`. Ends with 2 where not."""
    from .. import disk, report
    from ..skeletons import faults_of, record_file, taken_actor
    from ..workbench import Workbench

    stop_unless_id(id)
    files, _ = disk.read_dossier(folder)
    bench = Workbench.of(files.data, files.seeds)
    path = f"data/{kind}/{id}.yml"
    other = taken_actor(bench.records, id) if kind in ("people", "organisations", "countries") else ""
    if path in files.data or other:
        stop(f"there is a record `{id}` already, in data/{other or kind}/", "give another --id where this is somebody else")
    text = record_file(kind, fields, example)
    _, faults = faults_of(bench, path, text)
    if faults:
        click.echo(report.text(faults, lambda name: text if name == path else None), err=True, nl=False)
        stop("not written: the file would have the faults above", _missing_help(bench, fields, call_of(folder)))
    try:
        disk.add_files(folder, {path: text.encode()})
    except (disk.NotWritten, OSError) as fault:
        stop(str(fault))
    click.echo(f"{path}\n\n{text}", nl=False)


def _missing_help(bench: Workbench, fields: Mapping[str, Value], called: str) -> str:
    """What to make first, where a record names a country or organisation that has no record. `called`: as `call_of` gives it."""
    memberships = fields.get("memberships") or ()
    named: Sequence[Mapping[str, Value]] = [one for one in (fields, *memberships) if isinstance(one, Mapping)]  # type: ignore[misc]
    for one in named:
        for key, kind, call in (("country", "countries", "country {}"), ("organisation", "organisations", 'organisation "NAME" --id {}')):
            value = one.get(key)
            if isinstance(value, str) and value and value not in bench.records.by_kind[kind]:
                return f"make it first: {called} new {call.format(value)}"
    return ""
