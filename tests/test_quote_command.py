"""`onrecord quote`: words are found, the speaker is told, and what is added passes `check` and touches no other line."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
import shutil
from difflib import unified_diff
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator import disk, judging
from generator.cli import main
from generator.diagnostics import has_errors
from generator.finding import keyed_at
from generator.inserting import CannotInsert, with_entry
from generator.reading import read_entry
from generator.suggesting import Wish, draft, utterances
from generator.suggesting.drafts import in_form
from generator.workbench import Workbench
from generator.yaml_lines import entry

ROOT = Path(__file__).resolve().parent.parent
RURITANIA = ROOT / "tests" / "dossiers" / "ruritania"
SOURCE = "politico-deadlock-over-security-guarantees"


def copied(dossier: Path, to: Path) -> Path:
    for name in ("data", "seeds", "content"):
        shutil.copytree(dossier / name, to / name)
    return to


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the first dossier."""
    return copied(ROOT, tmp_path / "own")


@pytest.fixture
def fiction(tmp_path: Path) -> Path:
    """A copy of the fictional dossier."""
    return copied(RURITANIA, tmp_path / "fiction")


def quote(folder: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["-C", str(folder), "quote", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def bench_of(folder: Path) -> Workbench:
    files, _ = disk.read_dossier(folder)
    return Workbench.of(files.data, files.seeds)


def errors_of(folder: Path) -> list[str]:
    return [f"{d.span.file}:{d.span.line} {d.code}" for d in judging.read_and_judge(folder).diagnostics if d.severity == "error"]


def sentences_spoken(bench: Workbench, id: str) -> list[tuple[int, int]]:
    """Every sentence that the text marks as speech, those listed as not speech and stage directions apart."""
    source = bench.source(id)
    if source.speech.form == "marks":
        inside = [s for q in source.speech.outermost for s in source.speech.sentences_of(q).all]
    else:
        inside = [s for p in source.speech.paragraphs for s in source.speech.sentences_of(p).all]
    spoken = [(s.start, s.end) for s in inside]
    return [span for span in spoken if not any(role == "not-speech" for role, _ in keyed_at(source, *span))]


def speaker_keyed(bench: Workbench, id: str, span: tuple[int, int]) -> set[str]:
    return {s.record.speaker for s in bench.source(id).statements if s.record.speaker and not s.record.within
            for a, b in s.quote.spans if a < span[1] and span[0] < b}


# --- every sentence -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dossier", [ROOT, RURITANIA], ids=["own", "ruritania"])
def test_every_spoken_sentence_can_be_added_and_check_passes(dossier: Path, tmp_path: Path) -> None:
    """Through the same code as --add, each in turn into one copy; the whole copy is checked at the end."""
    folder = copied(dossier, tmp_path / "copy")
    before = {p: p.read_text("utf-8") for p in folder.glob("data/sources/*.yml")}
    added = needed_a_speaker = 0
    for id in bench_of(folder).records.by_kind["sources"]:
        bench = bench_of(folder)
        for span in sentences_spoken(bench, id):
            made = draft(bench, id, *span, Wish())
            if made is None:
                continue  # a stage direction
            gold = speaker_keyed(bench, id, span)
            if not made.speaker.actor:
                if not gold:
                    continue  # nobody of the dossier says it: a heading of a record, a witness whose words were erased
                needed_a_speaker += 1
                made = draft(bench, id, *span, Wish(speaker=min(gold)))
            if made is not None and {error.code for error in made.errors} == {"source-over-quoted"}:  # fragments show their sentences
                made = draft(bench, id, *span, Wish(speaker=made.speaker.id, paraphrase="That was said."))
            assert made is not None
            assert made.passes, (bench.source(id).text[slice(*span)], made.fields, made.errors)
            assert made.judged is not None
            path = folder / "data" / "sources" / f"{id}.yml"
            path.write_text(made.judged.text, "utf-8")
            bench = bench_of(folder)
            added += 1
    assert added >= (22 if dossier == ROOT else 70) and needed_a_speaker <= added // 8
    assert errors_of(folder) == []
    for path, old in before.items():
        lost = [line for line in unified_diff(old.splitlines(), path.read_text("utf-8").splitlines(), lineterm="", n=0)
                if line.startswith("-") and not line.startswith("---")]
        assert not lost, (path.name, lost)


@pytest.mark.parametrize("dossier", [ROOT, RURITANIA], ids=["own", "ruritania"])
def test_a_speaker_that_is_named_without_being_asked_is_the_one_who_was_keyed(dossier: Path) -> None:
    bench = bench_of(dossier)
    named = 0
    for id in bench.records.by_kind["sources"]:
        if bench.source(id).speech.form == "document":
            continue  # a document speaks itself, or its issuer does: both are right
        for span in utterances(bench.source(id)) or sentences_spoken(bench, id):
            gold, made = speaker_keyed(bench, id, span), draft(bench, id, *span, Wish())
            if gold and made is not None and made.speaker.actor:
                named += 1
                assert made.speaker.id in gold, (bench.source(id).text[slice(*span)], made.speaker)
    assert named >= 20


@pytest.mark.parametrize("words, more", [
    ("definitively ruled out boots on the ground", ()),
    ("It’s not an easy time economically.", ()),
    ("reassurance force if the hostilities ended", ("--speaker", "keir-starmer")),
    ("Sometimes … it is difficult to understand what we are talking about.", ()),
    ("would demand something in return", ("--speaker", "selim-yenel", "--paraphrase", "Ankara would want something for it, Yenel said.")),
])
def test_the_command_adds_what_passes(own: Path, words: str, more: tuple[str, ...]) -> None:
    path = own / "data" / "sources" / f"{SOURCE}.yml"
    old = path.read_text("utf-8")
    result = quote(own, words, "--add", "--again", *more)
    assert result.exit_code == 0, result.output
    new = path.read_text("utf-8")
    block = result.output.partition(":\n\n")[2]
    assert block.strip() and block in new and new.replace("\n" + block, "") == old
    assert errors_of(own) == []


def test_what_is_printed_is_what_is_added(own: Path) -> None:
    words = ("ruled out boots", "--answers", "troops=rules-out", "--id", "leavitt-again")
    shown = quote(own, *words).output
    block = quote(own, *words, "--add", "--again").output.partition(":\n\n")[2]
    assert block == "  - id: leavitt-again\n    speaker: karoline-leavitt\n    quote: ruled out boots\n    answers:\n      troops: rules-out\n"
    assert shown.endswith(block)


# --- what is told ------------------------------------------------------------------------------------------------------


def test_it_tells_place_sentence_speaker_and_what_is_keyed(own: Path) -> None:
    told = quote(own, "definitively ruled out boots").output
    text = (own / "seeds" / f"{SOURCE}.txt").read_text("utf-8")
    at = text.index("definitively ruled out boots")
    assert f"seeds/{SOURCE}.txt:10:22, paragraph 10, characters {at} to {at + 28}" in told
    assert ">>definitively ruled out boots<< on the ground" in told and "told reporters." in told
    assert "Karoline Leavitt (karoline-leavitt)" in told and "keyed: leavitt-rules-out-boots" in told


def test_words_that_are_a_little_wrong_are_shown_and_never_added(own: Path) -> None:
    path = own / "data" / "sources" / f"{SOURCE}.yml"
    old = path.read_bytes()
    result = quote(own, "definitely ruled out boots", "--add")
    assert result.exit_code == 1 and path.read_bytes() == old
    assert "stand in no archived text" in result.output
    assert "[definitely] ruled out boots" in result.output and "[definitively] ruled out boots" in result.output


def test_a_word_that_is_cut_is_shown_whole(own: Path) -> None:
    result = quote(own, "initively ruled out bo")
    assert result.exit_code == 1 and ">>definitively ruled out boots<<" in result.output


def test_nothing_alike(own: Path) -> None:
    result = quote(own, "xylophones quarrel zealously beneath volcanoes")
    assert result.exit_code == 1 and "nothing like these words" in result.output


@pytest.mark.parametrize("words", ["something that nobody said at all", "it was nothing at all", "we will send no soldiers there", "purple elephants said nothing of it"])
def test_for_words_that_are_nowhere_no_entry_is_offered(own: Path, words: str) -> None:
    result = quote(own, words)
    assert result.exit_code == 1 and "these words stand in no archived text, and nothing like them" in result.output
    assert "2. " not in result.output and "   sentence: " in result.output  # the nearest passage, to look at
    assert "speaker:" not in result.output and "- id:" not in result.output and "--whole" not in result.output
    assert [item["yaml"] for item in json.loads(quote(own, words, "--format", "json").output)["items"]] == [None]


@pytest.mark.parametrize("words", ["definitvely rulled uot bots", "that ruled out the boots on the ground"])
def test_for_words_with_slips_the_entry_is_offered(own: Path, words: str) -> None:
    assert "  - id: leavitt-" in quote(own, words).output


def test_marks_and_the_reporters_comma_are_no_matter(own: Path) -> None:
    assert quote(own, "“It's too early to contemplate such a development,”").exit_code == 0


def test_a_cut_that_turns_the_sense_is_widened_and_said(own: Path) -> None:
    result = quote(own, "it is easy to see how this plan will go")
    assert result.exit_code == 1  # without its "not" it stands nowhere
    told = quote(own, "easy to see how this plan will go").output
    assert "more words are taken" in told and "quote-drops-negation" in told and "it is not easy to see" in told


def test_the_whole_sentence_can_be_asked_for(own: Path) -> None:
    assert "quote: I can tell you he's definitively ruled out boots on the ground" in quote(own, "ruled out boots", "--whole").output


def test_a_speaker_who_is_not_plain_is_not_guessed(own: Path) -> None:
    path = own / "data" / "sources" / f"{SOURCE}.yml"
    old = path.read_bytes()
    result = quote(own, "reassurance force if the hostilities ended", "--add", "--again")
    assert result.exit_code == 1 and path.read_bytes() == old
    assert "perhaps Keir Starmer (keir-starmer)" in result.output and "--speaker ID" in result.output


def test_a_wrong_speaker_is_refused(own: Path) -> None:
    result = quote(own, "ruled out boots", "--speaker", "keir-starmer", "--add", "--again")
    assert result.exit_code == 1 and "attribution-names-another" in result.output


def test_a_speaker_without_a_record_is_told_with_the_call_that_makes_one(own: Path) -> None:
    (own / "data" / "people" / "maria-zakharova.yml").unlink()
    told = quote(own, "unequivocally rejecting any scenarios").output
    assert 'new person "Maria Zakharova" --role "Russian Foreign Ministry spokesperson"' in told
    (own / "data" / "people" / "eu-diplomat.yml").unlink()
    told = quote(own, "not an easy time economically").output
    assert f'new person "EU diplomat" --unnamed-in {SOURCE}' in told


def test_the_calls_that_are_told_reach_a_folder_whose_name_has_a_blank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where no dossier is
    folder = copied(ROOT, tmp_path / "my dossier")
    (folder / "data" / "people" / "maria-zakharova.yml").unlink()
    told = quote(folder, "unequivocally rejecting any scenarios").output
    (call,) = re.findall(r"make the record: onrecord (.+)", told)
    result = CliRunner().invoke(main, shlex.split(call))
    assert result.exit_code == 0 and (folder / "data" / "people" / "maria-zakharova.yml").exists(), result.output


def test_words_in_several_places_are_chosen_by_number(fiction: Path) -> None:
    result = quote(fiction, "Yes.", "--source", "chamber-inquiry", "--add", "--again")
    assert result.exit_code == 1 and "--take N" in result.output
    result = quote(fiction, "Yes.", "--source", "chamber-inquiry", "--take", "2", "--add", "--again")
    assert result.exit_code == 0 and "occurrence: 2" in result.output and "prompt: Did Duke Michael send the wine?" in result.output
    assert errors_of(fiction) == []


def test_what_is_keyed_is_not_keyed_twice(own: Path) -> None:
    result = quote(own, "definitively ruled out boots", "--add")
    assert result.exit_code == 1 and "leavitt-rules-out-boots" in result.output and "--again" in result.output


def test_near_misses_are_offered(own: Path) -> None:
    for arguments, wanted in ((("--answers", "troops=send"), "`sends`"), (("--answers", "troop=sends"), "`troops`"),
                              (("--speaker", "caroline-leavitt"), "`karoline-leavitt`"), (("--source", "politico-deadlock"), SOURCE),
                              (("--id", "leavitt-rules-out-boots"), "taken"), (("--id", "No Id"), "is no id"), (("--take", "9"), "1 times")):
        result = quote(own, "ruled out boots", *arguments)
        assert result.exit_code == 2 and wanted in result.output, (arguments, result.output)


def test_words_that_nobody_says_are_listed_as_such(own: Path) -> None:
    path = own / "data" / "sources" / f"{SOURCE}.yml"
    old = path.read_text("utf-8")
    result = quote(own, "a bespoke mission", "--not-speech", "scare-quote", "--add")
    assert result.exit_code == 0, result.output
    new = path.read_text("utf-8")
    assert new.replace("  - kind: scare-quote\n    text: a bespoke mission\n", "") == old and errors_of(own) == []
    refused = quote(own, "definitively ruled out boots on the ground", "--not-speech", "caption", "--add")
    assert refused.exit_code == 1 and "quote-in-not-speech" in refused.output and path.read_text("utf-8") == new


def test_json(own: Path) -> None:
    whole = json.loads(quote(own, "ruled out boots", "--format", "json").output)
    (item,) = whole["items"]
    text = (own / item["seed"]).read_text("utf-8")
    assert whole["schema_version"] == 1 and item["exact"] and item["passes"] and item["errors"] == []
    assert text[item["start"]:item["end"]] == item["words"] == "ruled out boots"
    assert item["speaker"]["id"] == "karoline-leavitt" and item["keyed"] == [{"role": "quote", "id": "leavitt-rules-out-boots"}]
    assert item["yaml"].startswith("  - id: ")


def test_control_characters_of_a_text_do_not_reach_the_terminal(fiction: Path) -> None:
    seed, record = fiction / "seeds" / "council-meeting.txt", fiction / "data" / "sources" / "council-meeting.yml"
    old = hashlib.sha256(seed.read_bytes()).hexdigest()
    seed.write_text(seed.read_text("utf-8") + "\nOsric Helsing said: “The \x1b[31mred\x1b[0m and \u202egreen\u202c carpet is mine.”\n", "utf-8")
    record.write_text(record.read_text("utf-8").replace(old, hashlib.sha256(seed.read_bytes()).hexdigest()), "utf-8")
    told = quote(fiction, "carpet is mine").output
    assert "\x1b" not in told and "\u202e" not in told and "<U+202E>" in told


# --- the file ----------------------------------------------------------------------------------------------------------

HEAD = "title: A source\npublished: 1933-06-01\narchive: {sha256: " + "0" * 64 + ", retrieved: 1933-07-01}\n"
ONE = {"id": "a-b", "speaker": "somebody", "quote": "some words"}


def with_one(text: str) -> str:
    new, first, last = with_entry("data/sources/x.yml", text, "statements", lambda indent: in_form(ONE, indent))
    assert new.splitlines()[first - 1].strip() == "- id: a-b" and new.splitlines()[last - 1].strip() == "quote: some words"
    return new


@pytest.mark.parametrize("text, wanted", [
    (HEAD, HEAD + "\nstatements:\n  - id: a-b\n    speaker: somebody\n    quote: some words\n"),
    (HEAD.rstrip("\n"), HEAD + "\nstatements:\n  - id: a-b\n    speaker: somebody\n    quote: some words\n"),
    (HEAD + "statements: []  # none yet\n", HEAD + "statements:\n  - id: a-b\n    speaker: somebody\n    quote: some words\n"),
    (HEAD + "statements:\n- {id: x, speaker: y, quote: z} # kept\n# the end\n",
     HEAD + "statements:\n- {id: x, speaker: y, quote: z} # kept\n\n- id: a-b\n  speaker: somebody\n  quote: some words\n# the end\n"),
    (HEAD + "statements:\n    - id: x\n      speaker: y\n      quote: >-\n        folded\n        words\n\nfacts: []\n",
     HEAD + "statements:\n    - id: x\n      speaker: y\n      quote: >-\n        folded\n        words\n\n    - id: a-b\n      speaker: somebody\n"
            "      quote: some words\n\nfacts: []\n"),
    (HEAD + "facts: []\n", HEAD + "\nstatements:\n  - id: a-b\n    speaker: somebody\n    quote: some words\nfacts: []\n"),
])
def test_lines_are_put_in_and_no_other_is_touched(text: str, wanted: str) -> None:
    assert with_one(text) == wanted


def test_line_ends_of_a_file_are_kept() -> None:
    new = with_one((HEAD + "statements:\n  - {id: x, speaker: y, quote: z}\n").replace("\n", "\r\n"))
    assert "\n" not in new.replace("\r\n", "")


def test_a_list_on_one_line_is_refused() -> None:
    with pytest.raises(CannotInsert, match="lines of its own"):
        with_one(HEAD + "statements: [{id: x, speaker: y, quote: z}]\n")


def test_a_block_that_looks_like_a_key_is_seen_through() -> None:
    """A line of a folded text at the margin cannot be: but one that looks like `facts:` inside a quoted scalar can."""
    text = HEAD + 'note: "a note\n  statements:\n  of mine"\nstatements:\n  - {id: x, speaker: y, quote: z}\n'
    assert with_one(text).startswith(text)


def test_what_would_change_another_value_is_refused() -> None:
    """A line of a quoted text at the margin that looks like the list: the lines would go into the text."""
    with pytest.raises(CannotInsert, match="the entry cannot be"):
        with_one(HEAD + 'note: "a note\nstatements:\nof mine"\n')


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300).filter(str.strip))
def test_every_text_is_written_so_that_it_reads_back(words: str) -> None:
    fields = {"id": "a-b", "speaker": "somebody", "quote": [words, "more"], "paraphrase": words}
    text = HEAD + "statements:\n" + entry(fields, 2)
    found, faults = read_entry("data/sources/x.yml", text.encode())
    assert found is not None, (text, faults)
    (statement,) = found.record.statements
    assert statement.quote == (words, "more") and statement.paraphrase == words


def test_no_errors_before() -> None:
    """The dossiers that the tests add to are sound."""
    assert not has_errors(judging.read_and_judge(RURITANIA).diagnostics)
