"""`onrecord archive`: a saved page becomes an archived text, what is no article is refused, and its quotations are ready to be keyed."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import judging
from generator.archiving import doubts, proposals, read_page, read_text
from generator.archiving.copies import copy_of, differences
from generator.archiving.page import NotReadable
from generator.canonical import canonical
from generator.cli import main
from generator.speech import read_speech

ROOT = Path(__file__).resolve().parent.parent
RURITANIA = ROOT / "tests" / "dossiers" / "ruritania"
PAGES = ROOT / "tests" / "data" / "pages"
LONG = "The palace of Strelsau will be guarded by bees from now on, the court announced on Monday, after two passwords were lost in one week. " * 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the fictional dossier."""
    for name in ("data", "seeds", "content"):
        shutil.copytree(RURITANIA / name, tmp_path / "fiction" / name)
    return tmp_path / "fiction"


def run(folder: Path, *arguments: str | Path, answers: str | None = None) -> Result:
    result = CliRunner().invoke(main, ["-C", str(folder), *map(str, arguments)], input=answers)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def archive(folder: Path, file: Path, *more: str) -> Result:
    return run(folder, "archive", file, "--id", "bees", "--yes", "--retrieved", "1933-07-04", *more)


def saved(folder: Path, body: str | bytes, head: str = "<title>Bees</title>", name: str = "page.html") -> Path:
    file = folder.parent / name
    file.write_bytes(body if isinstance(body, bytes) else f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>".encode())
    return file


def errors_of(folder: Path) -> list[str]:
    return [f"{d.span.file}:{d.span.line} {d.code}: {d.message}" for d in judging.read_and_judge(folder).diagnostics if d.severity == "error"]


# --- an article ---------------------------------------------------------------------------------------------------------


def test_a_page_is_taken_to_a_proven_source_by_the_calls_that_are_printed(folder: Path) -> None:
    result = archive(folder, PAGES / "article.html")
    assert result.exit_code == 0, result.output
    text = (folder / "seeds" / "bees.txt").read_bytes()
    assert text == (PAGES / "article.txt").read_bytes()
    record = (folder / "data" / "sources" / "bees.yml").read_bytes()
    assert hashlib.sha256(text).hexdigest().encode() in record and canonical("data/sources/bees.yml", record).data == record
    for line in (b"title: Bees to guard the palace", b"publisher: strelsau-gazette", b"url: https://gazette.example.org/bees", b"published: 1933-07-03",
                 b"author: Ilse Brenner", b"language: en", b"kind: caption", b"kind: heading", b"text: honey trap"):
        assert line in record, line
    made = re.findall(r"make the record: onrecord -C \S+ (new person .*)", result.output)
    assert made[0] == 'new person "Otto Krummel" --role "Town Council spokesman"'
    for call in dict.fromkeys(made):
        assert run(folder, *shlex.split(call)).exit_code == 0
    calls = re.findall(r"^   onrecord -C \S+ (quote .* --add)$", result.output, re.MULTILINE)
    assert len(calls) == 6
    for call in calls:
        said = run(folder, *shlex.split(call), *(("--paraphrase", "A beekeeper thinks little of it.") if "quite mad" in call else ()))
        assert said.exit_code == 0 or "keyed already" in said.output, (call, said.output)  # "But nobody ..." went with the words before it
    assert errors_of(folder) == []


def test_what_is_proposed_and_what_is_listed_stands_in_the_text(folder: Path) -> None:
    told = archive(folder, PAGES / "article.html").output
    assert "6 quotations" in told and "Colonel Sapt (colonel-sapt)" in told and "Princess Flavia (princess-flavia)" in told
    assert "seems to be “Town Council spokesman Otto Krummel”, who has no record" in told
    assert "“Sometimes … a hive is better than a council.”" in told
    assert "Three heads, one crown" not in (folder / "seeds" / "bees.txt").read_text("utf-8")


def test_a_plain_text_is_archived_byte_for_byte(folder: Path) -> None:
    words = "Bees again\r\n\r\n" + LONG + "\r\n“A bee is a bee,” Colonel Sapt said.\t\r\n\r\nRead more in our newsletter"
    result = archive(folder, saved(folder, words.encode(), name="page.txt"), "--title", "Bees again", "--published", "1933-07-03")
    assert result.exit_code == 0, result.output
    assert (folder / "seeds" / "bees.txt").read_bytes() == words.encode()
    record = (folder / "data" / "sources" / "bees.yml").read_text("utf-8")
    assert "kind: heading\n    text: Bees again" in record and "kind: boilerplate\n    text: Read more in our newsletter" in record
    assert run(folder, "quote", "A bee is a bee", "--add").exit_code == 0
    assert errors_of(folder) == []


def test_a_person_is_shown_the_text_and_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.commands.archive.is_asked", lambda: True)
    call = ("archive", PAGES / "article.html", "--id", "bees", "--retrieved", "1933-07-04")
    refused = run(folder, *call, answers="n\n")
    assert refused.exit_code == 2 and "whole article" in refused.output and not (folder / "seeds" / "bees.txt").exists()
    taken = run(folder, *call, answers="y\nn\n")  # the whole article; "honey trap" is no scare quote
    assert taken.exit_code == 0 and "honey trap" not in (folder / "data" / "sources" / "bees.yml").read_text("utf-8")
    assert "[caption] A bee" in taken.output and "left out (" in taken.output


def test_without_a_terminal_nothing_is_asked_unless_it_is_said(folder: Path) -> None:
    result = run(folder, "archive", PAGES / "article.html", "--id", "bees")
    assert result.exit_code == 2 and "--yes" in result.output


def test_nothing_that_is_there_is_overwritten(folder: Path) -> None:
    assert archive(folder, PAGES / "article.html").exit_code == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = archive(folder, PAGES / "copy.html")
    assert again.exit_code == 2 and "nothing is overwritten" in again.output
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_fault_in_what_was_given_writes_nothing(folder: Path) -> None:
    for more, code in ((("--published", "last summer"), "date-not-edtf"), (("--url", "http://example.org/"), "link-not-https"),
                       (("--publisher", "nobody"), "unknown-reference"), (("--language", "english"), "unknown-language")):
        result = archive(folder, PAGES / "article.html", *more)
        assert result.exit_code == 2 and code in result.output, result.output
    assert run(folder, "archive", PAGES / "article.html", "--id", "../../bees", "--yes").exit_code == 2
    assert not list(folder.rglob("bees*"))


TALKS = f"""Talks on the bridge

{{}}

{LONG}

“Nobody should cross it before winter,” said Norwegian Foreign Minister Espen Barth Eide.

“We shall pay our part of it,” Eide said. “And we shall pay in time.”

“It is a good bridge,” said Peter Lang.

“It is the best of bridges and it will stand,” said Peter Lang, a baker from Bonn, on Tuesday.

Mayor Anna Vogel was not there. “I would have come if anybody had asked me,” Vogel said.
"""


def test_the_calls_that_make_records_are_right_as_they_are_printed(folder: Path) -> None:
    told = archive(folder, saved(folder, TALKS.format("").encode(), name="talks.txt")).output
    made = re.findall(r"make the record: onrecord -C \S+ (new person .*)", told)
    assert sorted(set(made)) == ['new person "Anna Vogel" --role "Mayor"', 'new person "Espen Barth Eide" --role "Norwegian Foreign Minister"', 'new person "Peter Lang"']
    assert "seems to be “Eide”, above in full “Espen Barth Eide”, who has no record" in told
    calls = re.findall(r"^   onrecord -C \S+ (quote .* --add)$", told, re.MULTILINE)
    for call in [*dict.fromkeys(made), *calls]:
        said = run(folder, *shlex.split(call))
        assert said.exit_code == 0, (call, said.output)
    assert len(calls) == 6 and errors_of(folder) == []


def test_a_last_name_that_stands_alone_is_to_be_filled_up(folder: Path) -> None:
    told = archive(folder, saved(folder, f"{LONG}\n\n“It is a good bridge,” Vogel said.\n".encode(), name="talks.txt")).output
    assert re.search(r'make the record, with the full name if you know it: onrecord -C \S+ new person "Vogel"', told)


@pytest.mark.parametrize("line, said", [
    ("Oslo, 3 July 1933", "Oslo, 3 July 1933"), ("OSLO, July 3, 1933 – The ministers met.", "OSLO, July 3, 1933"), ("Monday, 3 July 1933", "Monday, 3 July 1933"),
    ("Oslo, 31 June 1933", ""), ("Oslo, 3 July 1943", ""), ("On 3 July 1933 the ministers met.", ""), ("Oslo, 2 July 1933\n\nOslo, 3 July 1933", ""),
])
def test_the_day_of_a_dateline_is_told_and_not_taken(folder: Path, line: str, said: str) -> None:
    told = archive(folder, saved(folder, TALKS.format(line).encode(), name="talks.txt")).output
    assert "published: ../1933-07-04 (on or before that day)\n" in told
    hint = f"near its beginning stands “{said}”: if it was published then, write `published: 1933-07-03` in data/sources/bees.yml"
    assert (hint in told) if said else ("near its beginning" not in told)
    record = (folder / "data" / "sources" / "bees.yml").read_text("utf-8")
    assert "published: ../1933-07-04\n" in record and f"text: {line}\n" not in record  # no heading either


def test_a_day_that_is_known_is_not_asked_for_again(folder: Path) -> None:
    told = archive(folder, saved(folder, TALKS.format("Oslo, 3 July 1933").encode(), name="talks.txt"), "--published", "1933-07-02").output
    assert "published: 1933-07-02\n" in told and "near its beginning" not in told


# --- no article ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name, code", [("captcha", "captcha"), ("paywall", "paywall"), ("error", "error-page"), ("empty", "empty"), ("links", "no-running-text")])
def test_what_is_no_article_is_refused_and_the_page_is_quoted(folder: Path, name: str, code: str) -> None:
    result = archive(folder, PAGES / f"{name}.html")
    assert result.exit_code == 1 and f"{name}.html: {code}: " in result.output, result.output
    assert not (folder / "seeds" / "bees.txt").exists()


def test_an_article_is_none_of_these(folder: Path) -> None:
    for name in ("article", "copy"):
        assert doubts(read_page((PAGES / f"{name}.html").read_bytes())) == ()
    for seed in [*RURITANIA.glob("seeds/g*.txt"), *ROOT.glob("seeds/*.txt")]:
        assert doubts(read_text(seed.read_bytes())) == ()


def test_a_transcript_of_short_turns_is_a_transcript() -> None:
    turns = read_text(("MAYOR: Will you pay?\n\nGUARD: No. " + "\n\nMAYOR: Why not?\n\nGUARD: It rains." * 12).encode())
    assert [one.code for one in doubts(turns)] == ["no-running-text"] and doubts(turns, "transcript") == ()


def test_an_article_about_captchas_and_missing_pages_is_an_article() -> None:
    words = "<p>" + "The court asked every guard to solve a captcha, and the page was not found, said the Colonel, who has been looking for it since. " * 30 + "</p>"
    assert doubts(read_page(f"<article><h1>Guards and riddles</h1>{words}</article>".encode())) == ()


def test_anyway(folder: Path) -> None:
    assert archive(folder, PAGES / "paywall.html", "--anyway").exit_code == 0


# --- a copy -------------------------------------------------------------------------------------------------------------


def test_a_copy_is_seen_and_its_differences_are_proposed_as_alterations(folder: Path) -> None:
    assert archive(folder, PAGES / "article.html").exit_code == 0
    assert run(folder, "quote", "It has none.", "--add").exit_code == 0
    result = run(folder, "archive", PAGES / "copy.html", "--id", "bees-copy", "--yes", "--retrieved", "1933-07-05")
    assert result.exit_code == 0, result.output
    assert "this is a copy of bees" in result.output and "[-two-] [+three+] passwords" in result.output
    record = (folder / "data" / "sources" / "bees-copy.yml").read_text("utf-8")
    for words in ("derived_from:", "source: bees", "title: Bees to guard the palace", "alterations:", "kind: omission", "kind: addition", "kind: change"):
        assert words in record, words
    assert run(folder, "quote", "It has none.", "--source", "bees-copy", "--add").exit_code == 0
    assert errors_of(folder) == []


def test_a_newer_version_by_the_same_publisher_supersedes(folder: Path) -> None:
    assert archive(folder, PAGES / "article.html").exit_code == 0
    result = run(folder, "archive", PAGES / "copy.html", "--id", "bees-2", "--yes", "--publisher", "strelsau-gazette", "--retrieved", "1933-07-05")
    assert result.exit_code == 0 and "supersedes: bees" in (folder / "data" / "sources" / "bees-2.yml").read_text("utf-8")


def test_the_same_bytes_are_not_archived_twice(folder: Path) -> None:
    assert archive(folder, PAGES / "article.html").exit_code == 0
    result = run(folder, "archive", PAGES / "article.html", "--id", "bees-2", "--yes")
    assert result.exit_code == 1 and "bees has this text already" in result.output


def test_differences_are_told_by_paragraph() -> None:
    there, here = "One two three four.\nAll of it stays.\nThis is left out here.\n", "One two five four.\nAll of it stays.\nBrand new words.\n"
    found = [(d.kind, d.number) for d in differences(there, here)]
    assert found == [("change", 1), ("omission", 3), ("addition", 3)]
    assert copy_of("nothing like it at all, not by any means whatever", {"a": there}) is None


# --- what a page says ---------------------------------------------------------------------------------------------------


def text_of(body: str, head: str = "") -> str:
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>".encode()).text


def test_words_are_those_that_a_reader_sees() -> None:
    page = f"""<article><p>{LONG}</p><p>One&nbsp;two <b>three</b>four<br>five <script>alert(1)</script><style>x</style><span hidden>no</span>
        <span style="display: none">no</span><span aria-hidden="true">no</span>six<!-- no --></p><pre>a  b\nc</pre></article>"""
    assert text_of(page).split("\n\n")[1:] == ["One\xa0two threefour", "five six", "a b", "c\n"]


def test_q_elements_are_written_with_the_marks_that_a_browser_shows() -> None:
    page = read_page(f"<article><p>{LONG}</p><p>He called it <q>mad</q>.</p></article>".encode())
    assert "called it “mad”." in page.text and page.quoted_elements == 1


@pytest.mark.parametrize("head, key, wanted", [
    ("<link rel=canonical href='https://a.example/x'>", "url", "https://a.example/x"),
    ("<link rel=canonical href='http://a.example/x'>", "url", None),
    ("<link rel=canonical href='javascript:alert(1)'>", "url", None),
    ("<link rel=canonical href='https://user@a.example/x'>", "url", None),
    ("<meta property=og:title content='A &amp; B'>", "title", "A & B"),
    ("<script type='application/ld+json'>{\"datePublished\": \"2025-08-19T01:02:03Z\"}</script>", "published", "2025-08-19"),
    ("<script type='application/ld+json'>[{\"@graph\": [{\"publisher\": {\"name\": \"Post\"}}]}]</script>", "site", "Post"),
    ("<meta property='article:published_time' content='2025-13-45T00:00'>", "published", None),
    ("<script type='application/ld+json'>" + "[" * 100_000 + "</script>", "published", None),
    ("<script type='application/ld+json'>" + '{"a":' * 9_000 + "1" + "}" * 9_000 + "</script>", "published", None),
    ("<meta property=og:locale content=pt_BR>", "language", "pt"),
])
def test_what_a_page_says_of_itself(head: str, key: str, wanted: str | None) -> None:
    assert read_page(f"<html><head>{head}</head><body><p>x</p></body></html>".encode()).says.get(key) == wanted


def test_other_charsets() -> None:
    assert "Zürich" in read_page("<meta charset=iso-8859-1><p>Zürich</p>".encode("latin-1")).text
    assert "Київ" in read_page("<meta charset=windows-1251><p>Київ</p>".encode("cp1251")).text
    assert "“Київ”" in read_page("<p>“Київ”</p>".encode("utf-16")).text
    with pytest.raises(NotReadable, match="neither UTF-8"):
        read_page(b"<meta charset=no-such-charset><p>\xff\xfa</p>")


# --- hostile input ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [
    "<div>" * 200_000 + "x", "<b>" * 200_000 + "x", "<p><a>" * 100_000, "<table><tr><td>" * 50_000, "<!--" * 200_000, "<!" * 500_000, "<p a='" * 100_000,
    "&" * 1_000_000, "<q>" * 100_000, "</div>" * 300_000, "<article>" * 50_000 + "<p>x</p>", "“" * 100_000, "<h1>" + "x" * 1_000_000,
    "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">x",
], ids=lambda body: body[:12])
def test_no_page_takes_long_or_breaks_it(body: str, within_a_minute: None) -> None:
    page = read_page(body.encode())
    speech = read_speech(page.text)
    proposals(speech, page.blocks)
    doubts(page)


def test_entities_are_not_expanded_and_nothing_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET", "utf-8")
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    page = f'<!DOCTYPE html [<!ENTITY a0 "ha"><!ENTITY x SYSTEM "file://{tmp_path}/secret">{bomb}]><html><body><p>&a11; &x; {LONG}</p></body></html>'
    text = read_page(page.encode()).text
    assert len(text) < 5_000 and "SECRET" not in text


def test_a_name_or_word_that_moves_the_cursor_is_shown_harmlessly(folder: Path) -> None:
    page = saved(folder, f"<article><h1>Bees\x1b[2J \u202egnp.exe</h1><p>{LONG}</p><p>“It is \u202eevil\u202c,” said Otto \x1b[31mKrummel.</p></article>",
                 head="<title>A\x1b]0;x\x07</title><meta property=og:site_name content='x\"; rm -rf ~; \"'>")
    result = archive(folder, page)
    assert "\x1b" not in result.output and "\u202e" not in result.output


def test_calls_to_copy_hold_no_shell(folder: Path) -> None:
    page = saved(folder, f"<article><p>{LONG}</p><p>“It costs $(reboot) and `halt` \\ a lot!” said Otto `touch x` Krummel.</p></article>")
    calls = re.findall(r"onrecord -C \S+ ((?:quote|new) .*)", archive(folder, page).output)
    assert len(calls) > 1
    for call in calls:
        assert shlex.split(call)  # as a shell reads it: words, and nothing that runs
        assert not re.search(r'"[^"\']*[$`]', call), call


def test_files_that_are_no_text_or_too_large_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not UTF-8" in archive(folder, saved(folder, b"\x89PNG\r\n\xff" * 50, name="x.txt")).output
    assert "control character" in archive(folder, saved(folder, b"abc\x00def", name="x.txt")).output
    monkeypatch.setitem(__import__("generator.archiving.page", fromlist=["x"])._CAPS, "html", 1000)
    assert "larger" in archive(folder, saved(folder, "x" * 2000)).output
    os.mkfifo(folder.parent / "pipe.html")
    assert "not a plain file" in archive(folder, folder.parent / "pipe.html").output


def test_a_folder_that_leads_elsewhere_is_not_written_to(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    shutil.rmtree(folder / "seeds")
    (folder / "seeds").symlink_to(tmp_path / "elsewhere")
    result = archive(folder, PAGES / "article.html")
    assert result.exit_code == 2 and "links are not followed" in result.output
    assert not list((tmp_path / "elsewhere").iterdir()) and not (folder / "data" / "sources" / "bees.yml").exists()


def test_who_speaks_is_described_without_the_clause_behind_and_entries_are_numbered_without_gaps(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "clerk.txt").write_text(LONG + "\n\n“We have counted it,” Colonel Sapt said. “We have counted it twice.”\n\nA treasury clerk who asked not to be named said the "
                                        "money “is there, and has been there all along.”\n\n“The bees are late,” said a gardener.\n", "utf-8")
    printed = run(folder, "archive", tmp_path / "clerk.txt", "--id", "clerk", "--yes").output
    assert 'new person "treasury clerk" --unnamed-in clerk' in printed, printed
    assert "--speaker treasury-clerk --add" in printed
    numbers = [int(number) for number in re.findall(r"(?m)^(\d+)\. seeds/", printed)]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= 3


def test_a_publisher_without_a_record_is_told_with_what_to_do(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "bees.html"
    page.write_text(f'<html><head><title>Bees</title><meta property="og:site_name" content="The Zenda Bee"></head><body><article><h1>Bees at last</h1><p>{LONG}</p>'
                    "<p>“They are late,” Colonel Sapt said.</p></article></body></html>", "utf-8")
    printed = run(folder, "archive", page, "--id", "bees", "--published", "1933-07-02", "--yes").output
    assert 'new organisation "The Zenda Bee"` makes a record, then add `publisher: the-zenda-bee` to data/sources/bees.yml' in printed, printed
    assert run(folder, "new", "organisation", "The Zenda Bee").output.startswith("data/organisations/the-zenda-bee.yml")
