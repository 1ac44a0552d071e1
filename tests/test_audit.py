"""The audit: both sites pass it, and each planted fault is found on its page and line.

Faults in a page are planted in its text, one at a time; faults in the data and the archive in a small copy of the site
that was audited before and found clean.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.audit import Audited, Held, audit, hold, of_page
from generator.audit.archive import read_archive
from generator.audit.marks import styles
from generator.audit.pages import read_page
from generator.audit.words import stands_in_marks

ROOT = Path(__file__).absolute().parent.parent
SEEDS = {"first": ROOT / "seeds", "ruritania": ROOT / "tests" / "dossiers" / "ruritania" / "seeds"}
Plant = Callable[[Path, Path], None]

SOURCE, FACT = "politico-deadlock-over-security-guarantees", "germany-undecided"
LEAVITT = "statements/leavitt-rules-out-boots/index.html"
TRUMP = "statements/trump-europeans-front-load/index.html"
MACRON = "statements/macron-reassurance-forces/index.html"
MELONI = "statements/meloni-pact-not-troops/index.html"
FLAVIA = "statements/flavia-keeps-bees/index.html"
MICHAEL = "statements/michael-kitchen-tale/index.html"
STRAKENCZ = "statements/strakencz-at-once/index.html"
ZENDA = "statements/sapt-was-at-zenda/index.html"
PURSE = "statements/sapt-the-purse-will-last/index.html"
ERASED = "statements/josef-wants-to-go-home/index.html"
WITHDRAWN = "statements/strakencz-told-nothing/index.html"
TOLD = "definitively ruled out boots on the ground</q></p></blockquote>"
UNPROVEN, ABSENT, OTHER = "no statement stands behind", "do not stand in the archived text", "words of the archived text, but not those of"
NO_NAME, ALONE = "that names no statement, part and source", "partial words alone in a"


@pytest.fixture(scope="session")
def sites(first_site: Path, ruritania_site: Path) -> dict[str, Path]:
    return {"first": first_site, "ruritania": ruritania_site}


@pytest.fixture(scope="session")
def held(sites: dict[str, Path]) -> dict[str, Held]:
    return {name: hold(read_archive(site, SEEDS[name])[0]) for name, site in sites.items()}


@pytest.fixture(scope="session")
def small(first_site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Site and seeds of a small copy of the first dossier: four statements, one fact, a source page with no more than they need."""
    folder = tmp_path_factory.mktemp("small")
    keep = [Path(path).parent.name for path in (LEAVITT, TRUMP, MACRON, MELONI)]
    for name, ids in (("statements", keep), ("facts", [FACT]), ("sources", [SOURCE])):
        items = json.loads((first_site / f"api/v1/{name}.json").read_text("utf-8"))["items"]
        save(folder / "site", name, [item | ({"statements": keep} if name == "sources" else {}) for item in items if item["id"] in ids])
    for path in (LEAVITT, TRUMP, MACRON, MELONI):
        write(folder / "site" / path, (first_site / path).read_text("utf-8"))
    receipt = json.loads((first_site / "proof.json").read_text("utf-8"))
    receipt["items"] = [item for item in receipt["items"] if f"{item['page']}index.html" in (LEAVITT, TRUMP, MACRON, MELONI)]
    receipt["counts"] |= dict.fromkeys(("declared", "checked", "published"), 4) | {"quotations_on_pages": len(receipt["items"])}
    write(folder / "site/proof.json", json.dumps(receipt))
    sha256 = re.search(r'class="hash">([0-9a-f]{64})', (first_site / LEAVITT).read_text("utf-8"))
    assert sha256
    write(folder / f"site/sources/{SOURCE}/index.html", f'<!doctype html><title>A source</title><p class="hash">{sha256[1]}</p><p id="fact-{FACT}">A fact.</p>')
    shutil.copytree(SEEDS["first"], folder / "seeds")
    assert texts(audit(folder / "site", folder / "seeds")) == []
    return folder / "site", folder / "seeds"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def save(site: Path, name: str, items: list[dict[str, Any]]) -> None:
    """Write a file of the data as the site has it, an item a line; with the statements those of each year, and the index."""
    data = site / "api/v1"
    write(data / f"{name}.json", in_lines(items))
    if name == "statements":
        shutil.rmtree(data / name, ignore_errors=True)
        years = [(item["said"]["earliest"] or "")[:4] or "undated" for item in items]
        for year in set(years):
            write(data / name / f"{year}.json", in_lines([item for item, own in zip(items, years, strict=True) if own == year]))
    files = sorted(path.relative_to(site).as_posix() for path in data.rglob("*.json") if path.name != "index.json")
    write(data / "index.json", in_lines([{"id": file, "file": file} for file in files]))


def in_lines(items: list[dict[str, Any]]) -> str:
    return '{"schema_version":1,"items":[\n' + ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items) + "\n]}\n"


def texts(audited: Audited) -> list[str]:
    return [str(finding) for finding in audited.findings]


def planted(small: tuple[Path, Path], tmp_path: Path, plant: Plant) -> list[str]:
    """What is found once a fault was planted in a copy of the small site."""
    site, seeds = (Path(shutil.copytree(folder, tmp_path / folder.name)) for folder in small)
    plant(site, seeds)
    return texts(audit(site, seeds))


def replace(path: Path, old: str, new: str) -> int:
    """Replace the first `old`, which must be there; its line."""
    text = path.read_bytes().decode("utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))
    return text.count("\n", 0, text.index(old)) + 1


# --- sites as they are ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["first", "ruritania"])
def test_the_site_passes_and_says_what_was_audited(name: str, sites: dict[str, Path]) -> None:
    site = sites[name]
    audited = audit(site, SEEDS[name])
    assert texts(audited) == []
    statements = json.loads((site / "api/v1/statements.json").read_text("utf-8"))["items"]
    pages = list(site.rglob("*.html"))
    assert (audited.pages, audited.statements) == (len(pages), len(statements))
    assert audited.quotations == sum(page.read_text("utf-8").count(" data-statement=") for page in pages) > 100
    assert f"{len(pages)} pages with {audited.quotations} quotations" in audited.summary


def test_the_command_ends_with_the_exit_codes_of_the_rest(small: tuple[Path, Path], tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = subprocess.run([sys.executable, "-m", "generator", "-C", str(ROOT), "audit", *words],
                              cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        return done.returncode, done.stdout

    site = Path(shutil.copytree(small[0], tmp_path / "site"))
    code, said = run(str(site))
    assert (code, said.count("\n")) == (0, 1)
    line = replace(site / LEAVITT, TOLD, TOLD.replace("definitively", "nearly"))
    code, said = run(str(site))
    assert code == 1
    assert f"{LEAVITT}:{line}: words that do not stand" in said
    assert said.splitlines()[-1].startswith("audited: 5 pages with ")
    assert run(str(tmp_path / "nowhere"))[0] == 2


def test_nothing_to_audit_is_a_failure(tmp_path: Path, small: tuple[Path, Path]) -> None:
    found = "\n".join(texts(audit(tmp_path, SEEDS["first"])))
    for what in ("pages", "quotations", "statements", "archived texts"):
        assert f"there are no {what}: nothing was audited" in found
    site, seeds = small
    shutil.copytree(site / "api", tmp_path / "api")
    shutil.copyfile(site / "proof.json", tmp_path / "proof.json")
    write(tmp_path / "index.html", "<!doctype html><title>A page</title><p>No words of anybody.</p>")
    found = "\n".join(texts(audit(tmp_path, seeds)))
    assert "there are no quotations" in found
    assert "there are no pages" not in found


# --- faults in pages: each is planted in the text of one page ----------------------------------------------------------------------------------------------------

FAULTS = [
    # words of a quotation
    ("changed word", "first", LEAVITT, TOLD, TOLD.replace("definitively", "nearly"), ABSENT),
    ("dropped word", "first", LEAVITT, TOLD, TOLD.replace("definitively ", ""), ABSENT),
    ("moved words", "first", LEAVITT, TOLD, TOLD.replace("ruled out boots", "boots ruled out"), ABSENT),
    ("changed case", "first", LEAVITT, ">I can tell you", ">i can tell you", ABSENT),
    ("added full stop", "first", LEAVITT, "on the ground</q></p></bl", "on the ground.</q></p></bl", ABSENT),
    ("straight apostrophe", "first", TRUMP, "We’ve got", "We&#39;ve got", ABSENT),
    ("soft hyphen put in", "first", LEAVITT, TOLD, TOLD.replace("definitively", "defini&shy;tively"), r"defini\\xadtively"),
    ("soft hyphen taken out", "ruritania", STRAKENCZ, "ques\xadtions", "questions", ABSENT),
    ("zero-width space", "first", LEAVITT, TOLD, TOLD.replace("boots on", "boots&#8203; on"), r"boots\\u200b on"),
    ("no-break space", "first", LEAVITT, "boots on the ground</q></p></bl", "boots&nbsp;on the ground</q></p></bl", ABSENT),
    ("right-to-left override", "first", LEAVITT, "boots on the ground</q></p></bl", "\u202eboots on the ground</q></p></bl", ABSENT),
    ("homoglyph", "first", LEAVITT, "boots on the ground</q></p></bl", "b\u043eots on the ground</q></p></bl", ABSENT),
    ("decomposed letter", "ruritania", "statements/riegel-a-king-who-is-there/index.html", "présent.", "pre\u0301sent.", ABSENT),
    ("cut where the whole stand", "first", LEAVITT, "I can tell you he&#39;s definitively ruled", "he&#39;s definitively ruled", "only a piece"),
    ("cut in a word", "first", TRUMP, "words <q class=\"quote\" data-statement=\"trump-europeans-front-load\" data-part=\"0\" "
     "data-source=\"politico-deadlock-over-security-guarantees\" lang=\"en\" dir=\"ltr\">We’ve got the European nations, and they’ll front-load it",
     "words <q class=\"quote\" data-statement=\"trump-europeans-front-load\" data-part=\"0\" "
     "data-source=\"politico-deadlock-over-security-guarantees\" lang=\"en\" dir=\"ltr\">he European nat", "in the middle of a word"),
    ("nested tags", "first", LEAVITT, TOLD, TOLD.replace("definitively", "<em>definitively</em>"), "has elements in it"),
    ("quotation in a quotation", "first", LEAVITT, "boots on the ground</q></p></bl", "boots <q>on the ground</q></q></p></bl", "stands in another quotation"),
    ("hidden words", "first", LEAVITT, TOLD, TOLD.replace("ruled", "<span hidden>never</span> ruled"), "has elements in it"),
    ("empty quotation", "first", LEAVITT, ">I can tell you he&#39;s definitively ruled out boots on the ground</q></p></bl", "></q></p></bl", "is empty"),
    ("other part", "first", TRUMP, 'data-part="0"', 'data-part="1"', OTHER),
    ("words of another statement", "ruritania", ZENDA, ">Yes.</q></p></bl", ">The Guard is paid out of the King&#39;s own purse.</q></p></bl", OTHER),
    ("element of another statement", "ruritania", PURSE, 'data-statement="sapt-the-purse-will-last"', 'data-statement="sapt-kept-the-card"', OTHER),
    ("same words, another statement", "ruritania", ZENDA, 'data-statement="sapt-was-at-zenda"', 'data-statement="no-such-statement"', "which the data do not have"),
    ("erased statement shown", "ruritania", ERASED, "</h1>", '</h1><p>He said <q data-statement="josef-wants-to-go-home" data-part="0" '
     'data-source="radio-noon">I want to go home</q>.</p>', "withdrawn or erased"),
    ("other source", "first", LEAVITT, 'data-source="politico-deadlock-over-security-guarantees"', 'data-source="elsewhere"', "which the data do not have"),
    ("no data-statement", "first", LEAVITT, ' data-statement="leavitt-rules-out-boots"', "", NO_NAME),
    ("no data-part", "first", LEAVITT, ' data-part="0"', "", NO_NAME),
    ("no data-source", "first", LEAVITT, ' data-source="politico-deadlock-over-security-guarantees"', "", NO_NAME),
    ("part that is none", "first", LEAVITT, 'data-part="0"', 'data-part="7"', "which the data do not have"),
    ("reported words in marks", "ruritania", FLAVIA, "</h1>", '</h1><p>Of her it was told: <q data-statement="flavia-keeps-bees" data-part="0" '
     'data-source="gazette-three-heads">she would rather keep bees than wear a crown</q>.</p>', "does not mark as speech"),
    ("reported words changed", "ruritania", FLAVIA, "</h1>", '</h1><p><span class="reported" data-statement="flavia-keeps-bees" data-part="0" '
     'data-source="gazette-three-heads">she would rather keep wasps than wear a crown</span></p>', ABSENT),
    ("parts out of order", "ruritania", STRAKENCZ, "</h1>", '</h1><blockquote><p><q data-statement="strakencz-at-once" data-part="1" data-source="council-meeting">'
     'and bury the ques\xadtions under the carpet of the nave.</q> · <q data-statement="strakencz-at-once" data-part="0" data-source="council-meeting">'
     "Crown him at once</q></p></blockquote>", "out of order"),
    ("two statements as one", "ruritania", STRAKENCZ, "</h1>", '</h1><blockquote><p><q data-statement="strakencz-at-once" data-part="0" data-source="council-meeting">'
     'Crown him at once</q> · <q data-statement="sapt-was-at-zenda" data-part="0" data-source="chamber-inquiry">Yes.</q></p></blockquote>', "joins several statements"),
    ("cut in a citation", "first", LEAVITT, "</h1>", '</h1><p>So it is.<span class="cite"><span class="cite-words cite-quote"><q data-statement="leavitt-rules-out-boots" '
     f'data-part="0" data-source="{SOURCE}">boots on the ground</q></span></span></p>', "only a piece"),
    ("no gap between parts", "ruritania", STRAKENCZ, "</h1>", '</h1><blockquote><p><q data-statement="strakencz-at-once" data-part="0" '
     'data-source="council-meeting">Crown him at once</q> <q data-statement="strakencz-at-once" data-part="1" data-source="council-meeting">'
     "and bury the ques\xadtions under the carpet of the nave.</q></p></blockquote>", "as if nothing stood between them"),
    ("words in a block quotation", "first", LEAVITT, TOLD, TOLD.replace("</q>", "</q> for ever"), "no statement stands behind: 'for ever'"),
    ("block quotation of ours", "first", LEAVITT, "</h1>", "</h1><blockquote><p>Peace is near.</p></blockquote>", "block quotation that names no statement"),
    ("q of ours", "first", MELONI, "a defence pact", "<q>a defence pact</q>", NO_NAME),
    ("class of quotations", "first", MELONI, "a defence pact", '<b class="quote">a defence pact</b>', NO_NAME),
    ("changed prompt", "ruritania", ZENDA, "Colonel, were you in", "Colonel, were you not in", "in no archived text"),
    ("reporter's words made up", "ruritania", MICHAEL, "The Duke called the charge <q", '<span class="reporter">The Duke shouted </span><q', "sentence shown as the source's"),
    # marks that nothing stands behind
    ("marks around our words", "first", MELONI, "a defence pact", "a “defence pact”", UNPROVEN),
    ("straight marks", "first", MELONI, "a defence pact", 'a "defence pact"', UNPROVEN),
    ("entity-encoded marks", "first", MELONI, "a defence pact", "a &ldquo;defence pact&rdquo;", UNPROVEN),
    ("numbered entities", "first", MELONI, "a defence pact", "a &#34;defence pact&#x22;", UNPROVEN),
    ("guillemets", "first", MELONI, "a defence pact", "a «defence pact»", UNPROVEN),
    ("reversed guillemets", "first", MELONI, "a defence pact", "a »defence pact«", UNPROVEN),
    ("low marks", "first", MELONI, "a defence pact", "a „defence pact“", UNPROVEN),
    ("single marks", "first", MELONI, "a defence pact", "a ‘defence pact’", UNPROVEN),
    ("straight single marks", "first", MELONI, "a defence pact", "a 'defence pact'", UNPROVEN),
    ("low single marks", "first", MELONI, "a defence pact", "a ‚defence pact‘", UNPROVEN),
    ("doubled apostrophes", "first", MELONI, "a defence pact", "a ``defence pact''", UNPROVEN),
    ("corner brackets", "first", MELONI, "a defence pact", "a 「defence pact」", UNPROVEN),
    ("a mark across tags", "first", MELONI, "a defence pact", "a <b>“defence</b> <i>pact”</i>", UNPROVEN),
    ("a lone mark", "first", MELONI, "a defence pact", "a “defence pact", UNPROVEN),
    ("marks around a quotation", "first", LEAVITT, TOLD, TOLD.replace("</q>", "</q>”"), "no statement stands behind"),
    ("citation of other words", "ruritania", "index.html", "“The crown stays where it is”", "“The crown goes where it is”", UNPROVEN),
    ("citation of half a word", "ruritania", "index.html", "“The crown stays where it is”", "“he crown stays”", UNPROVEN),
    ("quotation in the title", "first", LEAVITT, "<title>Karoline", "<title>“Boots ruled out”: Karoline", "in the title"),
    ("quotation in the description", "first", LEAVITT, 'name="description" content="What', 'name="description" content="“No boots”: what', "<meta description>"),
    ("quotation in og:title", "first", LEAVITT, 'property="og:title" content="', 'property="og:title" content="«No boots» ', "<meta og:title>"),
    ("quotation in linked data", "first", LEAVITT, '"@type":"Quotation"', '"@type":"Quotation","abstract":"She said \\"no boots\\""', "linked data .abstract."),
    ("other words in linked data", "first", LEAVITT, '"text":"I can tell you', '"text":"I cannot tell you', "linked data give as a quotation"),
    ("partial in linked data", "ruritania", MICHAEL, '"@type":"Quotation"', '"@type":"Quotation","text":"a tale for the kitchen"', "linked data give as a quotation"),
    ("another speaker in linked data", "first", LEAVITT, '"name":"Karoline Leavitt"', '"name":"Donald Trump"', "into the mouth of Donald Trump"),
    ("another address in linked data", "first", LEAVITT, ',"url":"https://onrecord.example/statements/', ',"url":"https://onrecord.example/people/', "another address"),
    ("words of what was withdrawn in linked data", "ruritania", WITHDRAWN, '"@type":"WebPage"', '"@type":"Quotation"', "withdrawn or erased"),
    ("partial as a name in linked data", "ruritania", MICHAEL, '"@type":"Quotation"', '"@type":"Quotation","name":"A tale for the kitchen"', ALONE + " linked data"),
    ("partial in a name of linked data", "ruritania", MICHAEL, '"position":3', '"position":3,"description":"Duke Michael called it a tale for the kitchen"',
     ALONE + " linked data"),
    # citations
    ("partial in BibTeX", "ruritania", MICHAEL, "title = {{", "title = {{A tale for the kitchen: ", ALONE + " citation"),
    ("partial in CSL-JSON", "ruritania", MICHAEL, '"title":"', '"title":"A tale for the kitchen: ', ALONE + r" citation \(title\)"),
    ("partial in the text of a citation", "ruritania", MICHAEL, "data-copy>Duke Michael", "data-copy>A tale for the kitchen: Duke Michael", ALONE + " citation"),
    ("quotation in BibTeX", "first", LEAVITT, "note = {Said", "note = {She said “no boots”, said", UNPROVEN),
    ("quotation in CSL-JSON", "first", LEAVITT, '"note":"', '"note":"“no boots”, ', UNPROVEN),
    ("quotation in the text of a citation", "first", LEAVITT, "data-copy>Karoline", "data-copy>“No boots”, Karoline", UNPROVEN),
    ("citation of another speaker", "first", LEAVITT, '"family":"Leavitt"', '"family":"Trump"', "does not name the speaker"),
    ("citation of another statement", "first", LEAVITT, '[{"id":"leavitt-rules-out-boots"', '[{"id":"trump-europeans-front-load"', "something other"),
    ("broken citation", "first", LEAVITT, '[{"id"', '[{"id', "cannot be read"),
    ("broken linked data", "first", LEAVITT, '{"@context"', '{"@context', "linked data that cannot be read"),
    ("quotation in an attribute", "first", LEAVITT, "<h1>", '<h1 title="She said: &quot;no boots&quot;">', "attribute title"),
    ("quotation in aria-label", "first", LEAVITT, 'aria-label="Karoline Leavitt, ', 'aria-label="Karoline Leavitt, “no boots”, ', "attribute aria-label"),
    ("quotation in alt", "first", LEAVITT, "</h1>", '</h1><img src="x.png" alt="A banner: ‘no boots’">', "attribute alt"),
    ("a style that writes marks", "first", LEAVITT, "</head>", '<style>.lead::before { content: "\\201C" }</style></head>', "a style writes"),
    # partial words
    ("partial in a heading", "first", MACRON, "<h1>", "<h1>Reassurance forces</h1><h1>", ALONE + " heading"),
    ("partial before a name", "first", MACRON, "<h1>Emmanuel", "<h1>Reassurance forces: Emmanuel", ALONE + " heading"),
    ("long partial in a title", "first", MACRON, "<title>Emmanuel", "<title>In the air, at sea and on land, Emmanuel", ALONE + " title"),
    ("partial as description", "ruritania", MICHAEL, 'name="description" content="', 'name="description" content="A tale for the kitchen: ', ALONE + " <meta description>"),
    ("quoted partial in a heading", "ruritania", MICHAEL, "</h1>", ' <q data-statement="michael-kitchen-tale" data-part="0" data-source="gazette-three-heads">a tale for the '
     "kitchen</q></h1>", "partial words in a heading"),
    ("partial alone in its block", "ruritania", MICHAEL, "The Duke called the charge <q", "<q", "alone in their block"),
    ("partial as block quotation", "ruritania", MICHAEL, "</h1>", '</h1><blockquote><p><q data-statement="michael-kitchen-tale" data-part="0" data-source="gazette-three-heads">'
     "a tale for the kitchen</q></p></blockquote>", "partial words in a block quotation"),
    # the page as a whole
    ("other hash", "first", LEAVITT, '<p class="hash">51cae', '<p class="hash">61cae', "is not that of the archived text"),
]  # fmt: skip


def changed(sites: dict[str, Path], held: dict[str, Held], dossier: str, path: str, old: str, new: str) -> tuple[int, list[str]]:
    """The line of the first `old` of a page, which must be there, and what is found once it is `new`."""
    text = (sites[dossier] / path).read_bytes().decode("utf-8")
    assert old in text, f"{old!r} is not in {path}"
    return text.count("\n", 0, text.index(old)) + 1, [str(one) for one in of_page(read_page(path, text.replace(old, new, 1)), held[dossier])]


@pytest.mark.parametrize(("dossier", "path", "old", "new", "told"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_in_a_page_is_found_where_it_is(dossier: str, path: str, old: str, new: str, told: str, sites: dict[str, Path],
                                                held: dict[str, Held]) -> None:
    line, found = changed(sites, held, dossier, path, old, new)
    here = [one for one in found if re.search(told, one)]
    assert here, found
    assert all(one.startswith(f"{path}:{line}: ") for one in here), here


# --- faults in the feed ----------------------------------------------------------------------------------------------------

ENTRY = ('<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{title}</title><link href="https://x.example/statements/{id}/"/>'
         "<summary>{summary}</summary></entry></feed>")


def fed(title: str = "Emmanuel Macron, August 2025", id: str = "macron-reassurance-forces", summary: str = "On the record.") -> Plant:
    return lambda site, seeds: write(site / "feed.xml", ENTRY.format(title=title, id=id, summary=summary))


@pytest.mark.parametrize(("plant", "told"), [
    (fed(), ""), (fed(id="nobody-said-it"), "which is no page of a statement"), (fed(title="“No boots”"), UNPROVEN),
    (fed(summary="He said ‘no boots’"), UNPROVEN), (fed(title="In the air, at sea and on land"), "partial words alone in the feed"),
    (lambda site, seeds: write(site / "feed.xml", "<feed>"), "the feed cannot be read"),
], ids=["a sound feed", "no statement", "a quotation", "a quotation in a summary", "a partial", "no XML"])
def test_the_feed_is_audited_too(plant: Plant, told: str, small: tuple[Path, Path], tmp_path: Path) -> None:
    found = planted(small, tmp_path, plant)
    assert found == [] if not told else [one for one in found if one.startswith("feed.xml:1: ") and told in one], found


# --- faults in the data and the archive -----------------------------------------------------------------------------------


def edited(name: str, edit: Callable[[dict[str, dict[str, object]]], object]) -> Plant:
    """Change an API file by its items by id."""
    def plant(site: Path, seeds: Path) -> None:
        items = json.loads((site / f"api/v1/{name}.json").read_text("utf-8"))["items"]
        edit({item["id"]: item for item in items})
        save(site, name, items)
    return plant


def dropped(name: str, id: str) -> Plant:
    def plant(site: Path, seeds: Path) -> None:
        items = json.loads((site / f"api/v1/{name}.json").read_text("utf-8"))["items"]
        save(site, name, [item for item in items if item["id"] != id])
    return plant


def receipted(edit: Callable[[Any], object]) -> Plant:
    """Change the receipt."""
    def plant(site: Path, seeds: Path) -> None:
        data = json.loads((site / "proof.json").read_text("utf-8"))
        edit(data)
        write(site / "proof.json", json.dumps(data))
    return plant


def a_year(site: Path) -> Path:
    """The file of the year in which `ID` was said."""
    return site / "api/v1/statements/2025.json"


def part(items: dict[str, dict[str, object]], id: str, number: int = 0) -> dict[str, object]:
    return items[id]["parts"][number]  # type: ignore[index,no-any-return]


ID = "leavitt-rules-out-boots"
ELSEWHERE: list[tuple[str, Plant, str]] = [
    ("changed seed", lambda site, seeds: replace(seeds / f"{SOURCE}.txt", "definitively ruled out", "nearly ruled out"), f"seeds/{SOURCE}.txt:1: the archived text has the hash"),
    ("changed seed, words too", lambda site, seeds: replace(seeds / f"{SOURCE}.txt", "definitively ruled out", "nearly ruled out"), rf"{LEAVITT}:\d+: words that do not stand"),
    ("missing seed", lambda site, seeds: (seeds / f"{SOURCE}.txt").unlink(), "the archived text is missing"),
    ("seed that is not UTF-8", lambda site, seeds: (seeds / f"{SOURCE}.txt").write_bytes(b"\xff"), "is not UTF-8"),
    ("changed hash", edited("sources", lambda items: items[SOURCE].update(sha256="0" * 64)), "the site says 0000"),
    ("moved offset", edited("statements", lambda items: part(items, ID).update(start=1421)), r"statements.json:\d+: leavitt.*the data give"),
    ("offset in a word", edited("statements", lambda items: part(items, ID).update(start=1425)), "cut a word"),
    ("offset past the text", edited("statements", lambda items: part(items, ID).update(end=99_999_999)), "are no place in the archived text"),
    ("offset that is no number", edited("statements", lambda items: part(items, ID).update(start="1422")), "are no place in the archived text"),
    ("parts out of order", edited("statements", lambda items: items["trump-europeans-front-load"]["parts"].reverse()), "are no place in the archived text after"),  # type: ignore[attr-defined]
    ("changed words", edited("statements", lambda items: part(items, ID).update(exact="I can tell you")), "the data give 'I can tell you'"),
    ("words withheld", edited("statements", lambda items: part(items, ID).update(exact=None)), "without its words"),
    ("reporter's words given", edited("statements", lambda items: part(items, ID).update(speech="indirect")), "not the speaker's own"),
    ("no words at all", edited("statements", lambda items: items[ID].update(parts=[])), "a statement without words"),
    ("unknown source", edited("statements", lambda items: items[ID].update(source="nowhere")), "no archived text of nowhere"),
    ("statement dropped from the data", dropped("statements", ID), f"{LEAVITT}:1: the page of a statement that the data do not have"),
    ("statement that its source lacks", edited("sources", lambda items: items[SOURCE]["statements"].remove(ID)), "its source does not list it"),  # type: ignore[attr-defined]
    ("statement that is no record", edited("statements", lambda items: items[ID].pop("parts")), "a statement cannot be understood"),
    ("data that are no JSON", lambda site, seeds: (site / "api/v1/statements.json").write_text("{", "utf-8"), "the data cannot be read"),
    ("data that are missing", lambda site, seeds: (site / "api/v1/sources.json").unlink(), "the site's data are missing"),
    ("changed words of a year", lambda site, seeds: replace(a_year(site), ID, "another-id"), r"statements/2025.json:2: another-id is not what .* has"),
    ("missing year", lambda site, seeds: a_year(site).unlink(), f"{ID} stands in no file of a year"),
    ("year that is another", lambda site, seeds: a_year(site).rename(site / "api/v1/statements/1894.json"), r"statements/1894.json:2: .* was said in another year"),
    ("two files of a year", lambda site, seeds: shutil.copy(a_year(site), site / "api/v1/statements/2026.json"), "or stands in two files"),
    ("data that the index lacks", lambda site, seeds: shutil.copy(a_year(site), site / "api/v1/more.json"), "index.json:1: api/v1/more.json is not in the index"),
    ("data that only the index has", lambda site, seeds: (site / "api/v1/facts.json").unlink(), "facts.json is in the index, and is not there"),
    ("missing page", lambda site, seeds: (site / LEAVITT).unlink(), f"the page statements/{ID}/ is missing"),
    ("missing place", lambda site, seeds: replace(site / f"sources/{SOURCE}/index.html", f'id="fact-{FACT}"', 'id="other"'), "the place sources/.* is missing"),
    ("page that is not UTF-8", lambda site, seeds: (site / LEAVITT).write_bytes(b"<p>\xff</p>"), "the file is not UTF-8"),
    ("page without its statement", lambda site, seeds: (site / LEAVITT).write_text("<!doctype html><title>Karoline Leavitt</title>", "utf-8"), "is not displayed on its own page"),
    ("own page without its words", lambda site, seeds: replace(site / MELONI, "a defence pact", "a plan"), "is not displayed on its own page"),
    ("no receipt", lambda site, seeds: (site / "proof.json").unlink(), "the receipt is missing"),
    ("receipt that is none", lambda site, seeds: write(site / "proof.json", '{"items": [1]}'), "the receipt cannot be understood"),
    ("receipt of too little", receipted(lambda data: data["items"].pop()), r"index.html:\d+: part \d of .* is shown, and the receipt does not have it"),
    ("receipt of too much", receipted(lambda data: data["items"][0].update(page="method/")), "is on the receipt, and method/index.html does not show it"),
    ("receipt of another span", receipted(lambda data: data["items"][0].update(end=7)), "the hash or the span is another"),
    ("receipt of another hash", receipted(lambda data: data["items"][0].update(sha256="0" * 64)), "the hash or the span is another"),
    ("receipt that miscounts", receipted(lambda data: data["counts"].update(checked=3)), "checked is 3, and has to be 4"),
    ("receipt without a planted fault", receipted(lambda data: data["counts"].update(planted_false_quotations_refused=0)), "no planted false quotation"),
    ("page that is too many", lambda site, seeds: write(site / "statements/another/index.html", (site / LEAVITT).read_text("utf-8")), "the page of a statement that the data do not have"),
]  # fmt: skip


@pytest.mark.parametrize(("plant", "told"), [fault[1:] for fault in ELSEWHERE], ids=[fault[0] for fault in ELSEWHERE])
def test_a_fault_in_the_data_or_the_archive_is_found(plant: Plant, told: str, tmp_path: Path, small: tuple[Path, Path]) -> None:
    found = planted(small, tmp_path, plant)
    assert any(re.search(told, one) for one in found), found


# --- what is no fault -----------------------------------------------------------------------------------------------------

FAIR = [
    ("apostrophes", "first", MELONI, "a defence pact", "the allies’ and Italy's pact of the ’90s, rock ’n’ roll, o’clock"),
    ("plural and possessive", "first", MELONI, "a defence pact", "the soldiers' pact and the generals' view"),
    ("white space of HTML", "first", LEAVITT, "definitively ruled out boots on the ground</q></p></bl", "definitively\n   ruled&#10;out\tboots on the ground </q></p></bl"),
    ("quotes of a program", "first", MELONI, "a defence pact", '<code>quote: "a"</code>'),
    ("arrows and comparisons", "first", MELONI, "a defence pact", "1 &lt; 2, a &gt;&gt; b, a → b"),
    ("stretch of the words", "ruritania", "index.html", "“The crown stays where it is”", "“The crown stays”"),
    ("a comment", "first", MELONI, "a defence pact", 'a <!-- "quoted" --> defence pact'),
]  # fmt: skip


@pytest.mark.parametrize(("dossier", "path", "old", "new"), [fair[1:] for fair in FAIR], ids=[fair[0] for fair in FAIR])
def test_what_is_fair_is_no_finding(dossier: str, path: str, old: str, new: str, sites: dict[str, Path], held: dict[str, Held]) -> None:
    assert changed(sites, held, dossier, path, old, new)[1] == []


def test_a_mark_in_a_name_that_others_gave_is_no_quotation(tmp_path: Path, small: tuple[Path, Path]) -> None:
    def plant(site: Path, seeds: Path) -> None:
        edited("sources", lambda items: items[SOURCE].update(title='The "Zenda" letters'))(site, seeds)
        replace(site / LEAVITT, "</h1>", '</h1><p>From The "Zenda" letters.</p>')
    assert planted(small, tmp_path, plant) == []


def test_the_sentence_of_the_source_is_held_against_it(sites: dict[str, Path], held: dict[str, Held]) -> None:
    """A part inside its archived sentence: the page sets the marks, the words around must be the archived ones."""
    page = (sites["ruritania"] / MICHAEL).read_text("utf-8")

    def shown(before: str, after: str) -> list[str]:
        words = 'data-statement="michael-kitchen-tale" data-part="0" data-source="gazette-three-heads">a tale for the kitchen</q>'
        sentence = f'<p class="words words-partial"><span class="reporter">{before}</span><q {words}<span class="reporter">{after}</span></p>'
        return [str(one) for one in of_page(read_page(MICHAEL, page.replace("</h1>", "</h1>" + sentence)), held["ruritania"])]

    assert shown("He called the charge ", ".") == []
    for before, after in (("He called the claim ", "."), ("He called the charge ", "!"), ("He never called the charge ", "."), ("He called “the charge ", "."), ("", "?")):
        assert any("a sentence shown as the source's" in one for one in shown(before, after)), (before, after)


@pytest.mark.parametrize(("css", "count"), [
    ('q::before { content: open-quote; }', 0), ('.quote::after, q:after { content: close-quote }', 0), ('.a::before { content: " ↗"; }', 0),
    ('.a::before { content: open-quote }', 1), ('.quote::before, p::before { content: "\\201C" }', 1), ('p::before { content: "\u00ab" }', 1),
    ("@media print { .lead:before { color: red; content: '\"' } }", 1), ('.a { justify-content: center; quotes: "“" "”" }', 0),
    ('/* .a::before { content: open-quote } */', 0),
])  # fmt: skip
def test_marks_that_a_style_sheet_writes(css: str, count: int) -> None:
    assert len(list(styles("a.css", css))) == count


def test_a_page_is_read_as_a_browser_reads_it() -> None:
    page = read_page("a.html", "<p>One <b>two</b><p>Three<ul><li>Four<li>Five</ul><script>“no”</script><q data-statement=a data-statement=b data-part=0>six")
    assert [flow.text.strip() for flow in page.flows if flow.text.strip()] == ["six", "One two", "Three", "Four", "Five"]
    assert [(one.statement, one.part, one.text) for one in page.shown] == [("a", "0", "six")]


@pytest.mark.parametrize(("text", "is_marked"), [
    ("He said “the crown” is his.", True), ('He said "the crown" is his.', True), ("Er nannte es „the crown“ gern.", True), ("Il dit « the crown » ici.", True),
    ("He said the crown is his.", False), ('"Yes," he said of the crown, "no".', False), ("“Yes,” he said of the crown, “no”.", False),
    ("“Yes.”\nHe spoke of the crown.\n“No.”", False), ("It's the crown, isn't it", False),
])  # fmt: skip
def test_words_of_a_text_stand_between_marks_or_not(text: str, is_marked: bool) -> None:
    at = text.index("the crown")
    assert stands_in_marks(text, at, at + len("the crown")) is is_marked
