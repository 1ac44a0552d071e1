"""What was published may not vanish, and what was archived may not change."""

from __future__ import annotations

from collections.abc import Mapping

from little_dossier import FILES, SOURCE, SOURCE_FILE, STATEMENTS, TEXT, source_yaml

from generator.diagnostics import Diagnostic
from generator.reading import Records, read_records
from generator.rules.against import compare, published

SEEDS = {SOURCE: TEXT.encode()}


def records(statements: str = STATEMENTS, text: str = TEXT, files: Mapping[str, str | None] | None = None) -> Records:
    all_files = {**FILES, SOURCE_FILE: source_yaml(text, statements), **(files or {})}
    return read_records({path: body.encode() for path, body in all_files.items() if body is not None})[0]


def against(new: Records, seeds: Mapping[str, bytes] = SEEDS) -> tuple[Diagnostic, ...]:
    return compare(published(records(), SEEDS), new, seeds)


def test_nothing_changed_and_something_added_is_fine() -> None:
    assert against(records()) == ()
    added = records(STATEMENTS + '- {id: new, speaker: duke-michael, quote: "We shall not march"}\n')
    assert against(added, SEEDS | {"other": b"x"}) == ()


def test_a_statement_that_vanished() -> None:
    (fault,) = against(records(STATEMENTS.replace("- id: flavia-asks-nothing", "- id: flavia-asks-for-nothing")))
    assert fault.code == "published-id-vanished"
    assert "`flavia-asks-nothing`" in fault.message and "was it renamed to `flavia-asks-for-nothing`" in fault.help
    assert fault.notes[0].text.startswith("withdrawn: ")
    assert fault.span.file == SOURCE_FILE


def test_a_person_that_vanished() -> None:
    (fault,) = against(records(files={"data/people/princess-flavia.yml": None}))
    assert (fault.code, fault.span.file) == ("published-id-vanished", "data/people/princess-flavia.yml")


def test_a_file_with_faults_did_not_vanish() -> None:
    assert against(records(files={"data/people/princess-flavia.yml": "nome: Flavia\n", SOURCE_FILE: source_yaml() + "colour: red\n"})) == ()


def test_an_archived_text_that_was_changed_together_with_its_hash() -> None:
    text = TEXT.replace("not march", "soon march")
    (fault,) = against(records(STATEMENTS, text), {SOURCE: text.encode()})
    assert (fault.code, fault.span.file) == ("archive-changed", f"seeds/{SOURCE}.txt")
    assert "`supersedes`" in fault.help


def test_an_archived_text_that_is_gone() -> None:
    (fault,) = against(records(), {})
    assert fault.code == "archive-changed" and "is gone" in fault.message


def test_a_text_that_was_changed_together_with_its_hash_is_always_caught() -> None:
    from measures import against

    caught, tried = against.measure(against.DOSSIERS[0])
    assert tried > 150 and caught == tried
