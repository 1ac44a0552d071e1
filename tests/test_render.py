"""Views to HTML: complete, escaped, with archived words marked as such and no other words between quotation marks."""

from __future__ import annotations

import ast
import html.parser
import re
from pathlib import Path
from types import MappingProxyType

import pytest
from jinja2 import UndefinedError
from sample_dossier import DIRECT, REPORTED, SOURCE, empty, part, sample, summed

from generator import render, views
from generator.fragments import pieces
from generator.frozen import replace
from generator.model import Allegation, Alteration, Notice, Translation
from generator.resolved import Dossier, ResolvedStatement
from generator.views.content import with_pages
from generator.views.statement import view as statement_view

CONTENT = with_pages({
    "content/index.md": b"# Ruritania\n\nA crown [@rassendyll-crown].\n\n[@michael-iron-hand]\n",
    "content/method.md": b"No heading {{ 7 * 7 }} [@treasury-is-empty]\n\n## Two\n\n[@treasury-is-empty]\n"})  # fmt: skip
HOSTILE = "<script>alert(1)</script>\"'&<b onx=1>{{ 7 * 7 }}"
RENDER = render.Renderer().render  # one for all tests: it compiles the templates
TEMPLATES = Path(render.__file__).parent / "templates"


class Reader(html.parser.HTMLParser):
    """Reads a fragment: what is open at its end, the ids, the links, the text of each marked element."""

    VOID = frozenset(("br", "hr", "img", "meta", "link", "input"))

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[tuple[str, str, str, str]] = []  # tag, statement, part, text
        self._reading: list[list[str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append((tag, dict(attrs)))
            self._reading.append([])

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1][0] if self.open else 'nothing'}")
            return
        name, attrs = self.open.pop()
        text = "".join(self._reading.pop())
        if self._reading:
            self._reading[-1].append(text)
        if "data-part" in attrs:
            self.marked.append((name, attrs["data-statement"] or "", attrs["data-part"] or "", text))

    def handle_data(self, data: str) -> None:
        if self._reading:
            self._reading[-1].append(data)


def all_pages() -> dict[str, str]:
    return {page.path: RENDER(page.make()) for page in views.pages(sample(), CONTENT, base="/sub/")}


PAGES = all_pages()


@pytest.mark.parametrize("path", list(PAGES))
def test_a_page_is_well_formed_with_one_heading_and_ids_that_its_contents_lead_to(path: str) -> None:
    read = Reader(PAGES[path])
    assert not read.faults and not read.open
    assert [tag for tag, _ in read.tags].count("h1") == 1
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    made = next(page for page in views.pages(sample(), CONTENT, base="/sub/") if page.path == path).make()
    assert {entry.id for entry in made.head.toc} <= set(ids)
    assert {attrs["aria-labelledby"] for _, attrs in read.tags if "aria-labelledby" in attrs} <= set(ids)


@pytest.mark.parametrize("path", list(PAGES))
def test_words_in_marks_are_archived_words_marked_as_speech_and_nothing_else(path: str) -> None:
    read = Reader(PAGES[path])
    statements = sample().statements
    assert sum(tag == "q" for tag, _ in read.tags) == sum(name == "q" for name, *_ in read.marked), "no <q> without its statement"
    for name, id, number, text in read.marked:
        said = statements[id].parts[int(number)]
        assert text in said.exact
        if name == "q":
            spans = said.quoted if said.speech == "indirect" else ((0, len(said.exact)),)
            assert said.speech is not None and any(text in said.exact[a:b] for a, b in spans)
    # Marks as characters stand only where the source's own words have them: the sample's never do.
    bare = re.sub(r"<[^>]*>", "", PAGES[path])
    assert not re.search("[“”„«»]", bare)


@pytest.mark.parametrize("path", list(PAGES))
def test_every_link_within_the_site_leads_to_a_page(path: str) -> None:
    here = path if path.endswith("/") or not path else ""
    for tag, attrs in Reader(PAGES[path]).tags:
        link = attrs.get("href")
        if tag != "a" or link is None or link.startswith("https://"):
            continue
        if link.startswith("/sub/"):
            target = link.removeprefix("/sub/")
        else:
            target = "/".join(_resolved(here, link))
        page, _, anchor = target.partition("#")
        assert page in PAGES, (path, link)
        if anchor:
            assert f'id="{anchor}"' in PAGES[page], (path, link)


def _resolved(here: str, link: str) -> list[str]:
    if link.startswith("#"):
        return [here + link]
    parts = here.split("/")[:-1]
    rest = link
    while rest.startswith(("../", "./")):
        if rest.startswith("../"):
            parts.pop()
        rest = rest.partition("/")[2]
    return ["/".join([*parts, rest]) if parts else rest]


def test_no_inline_style_or_script_and_no_other_host_is_asked_for_anything() -> None:
    for path, page in PAGES.items():
        for tag, attrs in Reader(page).tags:
            assert tag not in ("script", "style", "iframe", "img", "object", "embed"), path
            assert "style" not in attrs and not any(name.startswith("on") for name in attrs), path
            assert attrs.get("href", "").startswith(("https://", "./", "../", "#", "/sub/")) or "href" not in attrs, path


def test_words_carry_their_language_and_direction() -> None:
    dossier = sample()
    persian = replace(dossier.sources[SOURCE], record=dossier.sources[SOURCE].record.model_copy(update={"language": "fa"}))
    page = RENDER(statement_view(replace(dossier, sources=MappingProxyType({SOURCE: persian})), DIRECT.id))
    assert page.count('lang="fa" dir="rtl"') >= len(re.findall("<q ", page)) > 0
    for tag in re.findall('<(?:q|span) [^>]*class="(?:quote|reporter|reported|archived)[^>]*>', page):
        assert 'lang="fa" dir="rtl"' in tag, tag


def test_uncertain_dates_have_no_machine_form() -> None:
    assert "<time" not in re.search(r"<h1>.*?</article>", PAGES["statements/michael-iron-hand/"], re.S)[0]
    assert '<time datetime="1894-09-10">10 September 1894</time>' in PAGES["statements/rassendyll-crown/"]


def test_what_is_ours_is_labelled() -> None:
    page = PAGES["statements/flavia-doubts/"]
    assert "In our words:" in page and "Our reading" in page and "implied" in page
    assert "As the source tells it:" in PAGES["statements/guard-tells/"]
    assert "the original is not archived here" in page
    assert "Withdrawn by us" in PAGES["statements/rassendyll-old/"] and "Erased" in PAGES["statements/gone/"]
    assert "Nothing on record" in PAGES["positions/"] and "not a no" in PAGES["positions/"]


def test_a_claim_of_ours_says_so_wherever_it_stands_and_that_its_source_is_a_copy() -> None:
    card = re.search(r'<article class="card card-fact".*?</article>', "".join(PAGES.values()), re.S)
    assert card and "republished; the original is not archived here" in card[0]
    cited = re.search(r'<span class="cite-words cite-ours">.*?</span></span>', "".join(PAGES.values()), re.S)
    assert cited and "In our words:" in cited[0] and "The treasury holds" in cited[0]


def test_a_link_preview_claims_no_more_than_was_checked() -> None:
    """Of what is told in our words alone no word is quoted."""
    told = replace(DIRECT, id="told", paraphrase="He wants the crown.", parts=tuple(replace(one, speech="indirect") for one in DIRECT.parts))
    descriptions = [statement_view(with_statement(one), one.id).head.description for one in (DIRECT, told)]
    assert "; checked word for word against a republished copy of Strelsau Gazette" in descriptions[0]
    assert "; told in our words, checked against a republished copy of Strelsau Gazette" in descriptions[1]


def test_brackets_of_the_source_are_told_from_ours() -> None:
    bracketed = replace(DIRECT, id="bracketed", parts=(replace(DIRECT.parts[0], exact="I will wear [the crown] if my people ask for it."),))
    for one, told in ((bracketed, True), (replace(bracketed, parts=DIRECT.parts[:1]), False)):
        assert ("Square brackets within the words stand so in the source." in RENDER(statement_view(with_statement(one), one.id))) is told


def with_statement(one: ResolvedStatement) -> Dossier:
    dossier = sample()
    return summed(replace(dossier, statements=MappingProxyType({**dossier.statements, one.id: one}), timeline=(*dossier.timeline, one.id)))


def test_an_erased_statement_is_told_of_on_its_page_and_nothing_else_is() -> None:
    page = PAGES["statements/gone/"]
    assert "By order of a court." in page
    for word in ("vouches", "Unverified", "On the record", "Source:", "SHA-256", "<h2", "Strelsau"):
        assert word not in page, word


def test_a_withdrawn_statement_keeps_who_and_when_and_says_why_it_went() -> None:
    page = PAGES["statements/rassendyll-old/"]
    assert "The page was misread." in page and "Rudolf Rassendyll" in page and "10 September 1894" in page
    assert "<q" not in page and "How this is known" not in page and "On the record" not in page


def test_the_evidence_of_a_fact_is_shown_by_its_place() -> None:
    page = PAGES[f"sources/{SOURCE}/"]
    assert "Evidence: proven, not printed" in page and "characters 700 to 739" in page and "mere" not in page


def test_a_speech_over_paragraphs_is_one_quotation_with_its_breaks_kept() -> None:
    dossier = sample()
    said = replace(DIRECT, parts=(part("Hear me.\n\n“I will not go.", 100, "direct"),), answers=())
    page = RENDER(statement_view(replace(dossier, statements=MappingProxyType({**dossier.statements, said.id: said})), said.id))
    assert re.search(r'<blockquote[^>]* dir="ltr"><p><q class="quote quote-paragraphs"[^>]*>Hear me.\n\n“I will not go.</q></p></blockquote>', page)
    assert "quote-paragraphs" not in PAGES["statements/rassendyll-crown/"]


def test_a_matrix_keeps_its_roles_where_a_phone_shows_it_as_blocks() -> None:
    read = Reader(PAGES["positions/"])
    for tag, role in (("table", "table"), ("tr", "row"), ("td", "cell")):
        assert {attrs.get("role") for name, attrs in read.tags if name == tag} == {role}
    assert {attrs["role"] for name, attrs in read.tags if name == "th"} == {"columnheader", "rowheader"}


def test_hostile_text_is_printed_and_never_obeyed() -> None:
    page = hostile_pages()
    for path, text in page.items():
        assert "<script>alert" not in text and "<b onx" not in text and "49" not in re.sub(r"\d{3,}", "", text), path
        assert not Reader(text).faults, path
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page["statements/rassendyll-crown/"]
    assert "{{ 7 * 7 }}" in page["statements/rassendyll-crown/"]


def hostile_pages() -> dict[str, str]:
    dossier = sample()
    said = replace(
        DIRECT, speaker_name=HOSTILE, parts=(part(HOSTILE, 0, "direct"), part(HOSTILE, 300, "partial", HOSTILE, HOSTILE)), paraphrase=None,
        said_phrase=HOSTILE, said_basis=HOSTILE, venue=HOSTILE, audience=(HOSTILE,), prompt=HOSTILE, prompt_speaker="duke-michael",
        speaks_for_reason=HOSTILE, rung_reason=HOSTILE, reviewed_by=HOSTILE, reviewed_why=HOSTILE, spoken_in="de",
        translations=(Translation(language="de", words=HOSTILE, by=HOSTILE),), via="princess-flavia", on_behalf_of="ru-x",
        corrections=(Notice(date="1895-01-01", reason=HOSTILE, by=HOSTILE),),
        allegation=Allegation(against="duke-michael", of=HOSTILE, no_reply=HOSTILE))
    fact = replace(dossier.facts["treasury-is-empty"], claim=HOSTILE)
    source = dossier.sources[SOURCE]
    record = source.record.model_copy(update={"title": HOSTILE, "author": HOSTILE, "note": HOSTILE})
    changed = replace(source, record=record, alterations=(Alteration(kind="change", note=HOSTILE),))
    questions = {id: q.model_copy(update={"title": HOSTILE, "short": HOSTILE, "text": HOSTILE}) for id, q in dossier.questions.items()}
    names = {key: HOSTILE for key in dossier.names}
    dossier = replace(
        dossier, statements=MappingProxyType({**dossier.statements, said.id: said}), facts=MappingProxyType({fact.id: fact}),
        sources=MappingProxyType({SOURCE: changed}), questions=MappingProxyType(questions), names=MappingProxyType(names),
        record=dossier.record.model_copy(update={"title": HOSTILE, "subject": HOSTILE}))
    return {page.path: RENDER(page.make()) for page in views.pages(dossier, {})}


def test_a_template_that_names_what_no_view_has_is_our_own_bug() -> None:
    renderer = render.Renderer()
    for template in ("{{ view.nothing_of_the_kind }}", "{% if view.nothing_of_the_kind %}{% endif %}", "{{ nothing }}", "{{ nothing.of_the_kind }}"):
        with pytest.raises((UndefinedError, AttributeError)):
            renderer._environment.from_string(template).render(view=object())


def test_a_dossier_in_which_nothing_is_recorded_has_empty_states() -> None:
    pages = {page.path: RENDER(page.make()) for page in views.pages(empty(), {})}
    for path in ("countries/", "people/", "organisations/", "questions/", "sources/", "statements/", "timeline/", "positions/", ""):
        assert 'class="empty"' in pages[path], path
    assert "data-timeline-filters" not in pages["timeline/"]


def test_a_page_depends_on_its_view_alone() -> None:
    assert all_pages() == PAGES


def test_a_speaker_whose_words_are_only_told_gets_no_quotation_marks_on_any_page() -> None:
    for path, page in PAGES.items():
        assert not re.search(f'<q [^>]*data-statement="{REPORTED.id}"', page), path


def test_every_template_is_used_and_turns_escaping_off_in_one_place_only() -> None:
    pages = {file.name for file in TEMPLATES.glob("*.html") if not file.name.startswith("_")}
    assert pages == set(render.TEMPLATES.values())
    unescaped = [file.name for file in TEMPLATES.glob("*.html") if re.search(r"\|\s*safe|autoescape", file.read_text("utf-8"))]
    assert unescaped == ["_content.html"]


def test_a_piece_made_by_a_function_escapes_every_value_and_is_made_in_one_way_only() -> None:
    assert pieces.html('<p class="%s">%s</p>', "a\"b'", "<i>&") == '<p class="a&#34;b&#39;">&lt;i&gt;&amp;</p>'
    assert pieces.joined(["<b>", pieces.html("%s", "&")], "<>") == "&lt;b&gt;&lt;&gt;&amp;"
    assert pieces.html("%s", pieces.html("<i>%s</i>", "x")) == "<i>x</i>", "a piece stands as it is"
    for file in sorted(Path(pieces.__file__).parent.glob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        made_of = [node.args[0] for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Markup"]
        assert all(isinstance(argument, ast.Constant) for argument in made_of), f"{file.name}: Markup of something other than words of ours"
        within = {inner for outer in ast.walk(tree) if isinstance(outer, ast.FunctionDef) and outer.name in ("html", "joined") for inner in ast.walk(outer)}
        ways = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "_as_html" and isinstance(node.ctx, ast.Load)]
        assert all(node in within for node in ways), file.name
