"""What pages say: which words stand in marks, what is ours, what is hidden, where links lead."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from types import MappingProxyType

import pytest
from sample_dossier import DIRECT, OURS, PARTIAL, REPORTED, SOURCE, answer, day, empty, part, replace, sample

from generator import frozen, views
from generator.dates import Edtf
from generator.model import Notice
from generator.resolved import Dossier, ElsewherePart, Position, ResolvedStatement
from generator.views import (cards, cells, content, country, home, links, organisation, ours, person, positions, provenance, question, quotation,
                             scripts, source, stances, statement, statements, timeline, when)

DOSSIER = sample()


def with_statement(said: ResolvedStatement) -> Dossier:
    return replace(DOSSIER, statements=MappingProxyType({**DOSSIER.statements, said.id: said}))


def shown(said: ResolvedStatement) -> tuple[quotation.Line, ...]:
    return quotation.lines(with_statement(said), said)


def text(line: quotation.Line) -> str:
    marks = {"quote": ("“", "”")}
    return "".join(marks.get(p.kind, ("", ""))[0] + (p.text or {"gap": " […] ", "pause": " · "}[p.kind]) + marks.get(p.kind, ("", ""))[1] for p in line.pieces)


# --- words ------------------------------------------------------------------------------------------------------------


def test_whole_sentences_stand_in_marks_of_their_own_and_what_is_left_out_is_told_from_an_interruption() -> None:
    (line,) = shown(DIRECT)
    assert line.kind == "quote"
    assert text(line) == "“I will wear the crown if my people ask for it.” · “No duke shall have it.”"
    assert [p.quoted.part for p in line.pieces if p.quoted] == [0, 1]
    (line,) = shown(replace(DIRECT, parts=(DIRECT.parts[0], replace(DIRECT.parts[1], omits=True))))
    assert text(line) == "“I will wear the crown if my people ask for it.” […] “No duke shall have it.”"


def quoted(words: str) -> quotation.Quoted:
    (line,) = shown(replace(DIRECT, parts=(part(words, 100, "direct"),)))
    assert line.pieces[0].quoted is not None
    return line.pieces[0].quoted


def test_a_speech_over_paragraphs_keeps_them_and_every_word_stays_as_it_is_archived() -> None:
    for words in ("Hear me.\n\n“I will not go.", "Hear me.\n“I will not go.", "Hear me.\n \nI will not go."):
        assert quoted(words).has_paragraphs and quoted(words).text == words
    assert not quoted("The merry\nplan of the court").has_paragraphs, "a line that only wraps is no paragraph"
    assert not quoted("The merry\nplan.\n\n“I will not go.").has_paragraphs, "where lines wrap too, their breaks cannot be kept"


def test_a_partial_stands_inside_its_archived_sentence_once_with_the_marks_of_the_page_alone() -> None:
    (line,) = shown(PARTIAL)
    assert line.kind == "partial"
    assert text(line) == "The Duke promised “an iron hand”, and then “a quiet realm.”"


def test_partials_of_different_sentences_stand_in_their_own() -> None:
    one = part("an iron hand", 300, "partial", "He promised “", "” at noon.")
    two = part("a velvet glove", 360, "partial", "By night it was ‘", "’ for him.")
    assert [text(line) for line in shown(replace(PARTIAL, parts=(one, two)))] == [
        "He promised “an iron hand” at noon.", "By night it was “a velvet glove” for him."]


def test_the_same_words_twice_in_a_sentence_are_cut_in_the_right_place() -> None:
    before = "Never “never” and "
    one = part("never", 7, "partial", "Never “", "” and “never” again")
    two = part("never", 19, "partial", "Never “never” and “", "” again")
    (line,) = shown(replace(PARTIAL, parts=(one, two)))
    assert text(line) == before + "“never” again"


def test_reported_words_have_no_marks_and_give_way_to_our_own_sentence() -> None:
    (line,) = shown(REPORTED)
    assert (line.kind, text(line)) == ("reported", "the gates would stay shut")
    (line,) = shown(replace(REPORTED, paraphrase="The castle would not open."))
    assert (line.kind, text(line)) == ("ours", "The castle would not open.")


def test_our_sentence_quotes_the_archived_words_and_whole_sentences_stay_a_quotation() -> None:
    quoted, own = shown(OURS)
    assert (quoted.kind, text(quoted)) == ("quote", "“I have waited enough.”")
    # The archive has a line break where our sentence has a space: the archived words are shown.
    assert text(own) == "The princess doubts the “merry\nplan” and would wait “not a day longer”."
    assert [(p.quoted.part, p.text) for p in own.pieces if p.quoted] == [(0, "merry\nplan"), (1, "not a day longer")]


def test_words_of_ours_in_marks_that_nobody_said_lose_their_marks() -> None:
    (line,) = shown(replace(REPORTED, paraphrase="He spoke of a “golden gate” and of “the gates”."))
    assert text(line) == "He spoke of a golden gate and of the gates."


def test_a_part_without_a_known_kind_of_speech_gets_no_marks() -> None:
    (line,) = shown(replace(REPORTED, parts=(part("some words", 5, None),)))
    assert line.kind == "reported"


@pytest.mark.parametrize("change", ["withdrawn", "erased"])
def test_withdrawn_and_erased_words_are_shown_nowhere(change: str) -> None:
    gone = replace(DIRECT, **{change: Notice(date="1894-10-01", reason="A slip.")})
    dossier = with_statement(gone)
    assert quotation.lines(dossier, gone) == ()
    assert cards.card(dossier, gone.id).readings == ()
    assert gone.id not in [entry.card.id for d in timeline.view(dossier).days for entry in d.entries if entry.card]
    page = statement.view(dossier, gone.id)
    assert "crown if my people" not in repr(page)
    assert page.card.changes[0].kind == change
    assert page.to_words is None


def test_the_page_of_what_was_erased_says_only_that_and_why() -> None:
    page = statement.view(DOSSIER, "gone")
    assert page.card.is_erased and page.head.toc == () and page.parts == () and page.head.json_ld is None
    cited = ours.citation(DOSSIER, "gone", 1)
    assert cited.rung is None and cited.who == "An erased statement" and not cited.lines


def test_words_that_a_newer_version_lacks_say_so_and_lead_to_it() -> None:
    newer = replace(DOSSIER.sources[SOURCE], id="second-edition", published=day("1894-09-14"), statements=(),
                    record=DOSSIER.sources[SOURCE].record.model_copy(update={"supersedes": SOURCE}))
    gone = replace(DIRECT, still_stands=False)
    dossier = replace(with_statement(gone), names=MappingProxyType({**DOSSIER.names, "sources/second-edition": "Second edition"}),
                      sources=MappingProxyType({SOURCE: replace(DOSSIER.sources[SOURCE], superseded_by="second-edition"), "second-edition": newer}))
    (change,) = cards.card(dossier, gone.id).changes
    assert (change.kind, change.when.words, change.link.path) == ("superseded", "14 September 1894", "sources/second-edition/")
    assert [one.id for one in source.view(dossier, SOURCE).gone] == [gone.id]
    assert [one.id for one in source.view(dossier, "second-edition").dropped] == [gone.id]


def test_a_retracted_statement_stays_listed_and_says_so() -> None:
    taken = replace(DIRECT, retracted=Notice(date="1894-10-01", reason="He took it back."))
    one = cards.card(with_statement(taken), taken.id)
    assert [c.kind for c in one.changes] == ["retracted"] and one.lines and not one.is_live


def test_a_condition_is_quoted_only_in_the_speakers_own_words() -> None:
    (reading,) = cards.card(DOSSIER, DIRECT.id).readings
    assert reading.condition is not None and reading.condition.text == "if my people ask for it"
    told = replace(REPORTED, answers=(answer("king", 0, condition="stay shut"),))
    (reading,) = cards.card(with_statement(told), told.id).readings
    assert reading.is_conditional and reading.condition is None


def test_a_condition_of_a_fact_is_never_printed() -> None:
    assert "a mere" not in repr(source.view(DOSSIER, SOURCE))
    was = DOSSIER.positions["ru-x", "crown"]
    by_fact = replace(was, current=was.since_reported, since_reported=(), conditions=("a mere",))
    assert cells.cell(DOSSIER, by_fact).conditions == ()


# --- titles, descriptions ------------------------------------------------------------------------------------------------


def test_titles_and_descriptions_carry_no_word_of_a_part_or_of_reported_speech() -> None:
    archived = [p.exact for one in DOSSIER.statements.values() for p in one.parts] + [p.exact for f in DOSSIER.facts.values() for p in f.parts]
    for page in views.pages(DOSSIER, {}):
        head = page.make().head
        for words in archived:
            assert words not in head.title and words not in head.description, page.path


def titled(*said: ResolvedStatement) -> list[str]:
    """The titles of these statements in a dossier that has no others, in the order given."""
    dossier = replace(DOSSIER, statements=MappingProxyType({one.id: one for one in said}))
    found = statement.titles(dossier, [dossier.summaries[id] for id in dossier.statements])
    return [found[one.id] for one in said]


def test_a_statements_title_tells_who_when_and_on_what_in_our_words() -> None:
    assert titled(DIRECT) == ["Rudolf Rassendyll, 10 September 1894: Crown"]
    assert titled(REPORTED, DOSSIER.statements["gone"]) == ["A guard of the castle, September 1894", "An erased statement"]
    assert titled(replace(DIRECT, answers=())) == ["Rudolf Rassendyll, 10 September 1894: about Duke Michael"]


def test_titles_that_would_be_alike_are_told_apart_by_how_each_is_known_then_by_their_order_in_the_text() -> None:
    later = replace(DIRECT, id="a-later-word", parts=(part("Never.", 800, "direct"),))
    rumour = replace(DIRECT, id="a-rumour", rung="unverified")
    bare = "Rudolf Rassendyll, 10 September 1894: Crown"
    assert titled(rumour, DIRECT) == [f"{bare} (unverified)", f"{bare} (on the record)"]
    assert titled(later, DIRECT) == [f"{bare} (2 of 2)", f"{bare} (1 of 2)"]
    assert titled(later, DIRECT, PARTIAL)[2] == "Duke Michael, on or before 12 September 1894: Crown", "others keep theirs"
    gone = DOSSIER.statements["gone"]
    assert titled(gone, replace(gone, id="gone-too")) == ["An erased statement (1 of 2)", "An erased statement (2 of 2)"]


def test_every_page_of_a_statement_has_a_title_of_its_own_and_the_list_has_each_once() -> None:
    twin = replace(DIRECT, id="twin", parts=(part("Never.", 800, "direct"),))
    said = {**DOSSIER.by_speaker, "people/rudolf-rassendyll": (*DOSSIER.by_speaker["people/rudolf-rassendyll"], "twin")}
    dossier = replace(with_statement(twin), timeline=(*DOSSIER.timeline, "twin"), by_speaker=MappingProxyType(said))
    heads = [page.make().head for page in views.pages(dossier, {}) if page.path.startswith("statements/")]
    assert len({head.title for head in heads}) == len(heads) == len(dossier.statements) + 1
    listed = statements.list_view(dossier)
    rows = {section.label: [row.name.label for row in section.rows] for section in listed.sections}
    assert rows["Rudolf Rassendyll"] == ["10 September 1894: Crown (1 of 2)", "10 September 1894: Crown (2 of 2)"], "without the withdrawn one"
    assert list(rows) == ["A guard of the castle", "Duke Michael", "Princess Flavia", "Rudolf Rassendyll"]
    assert {row.name.path for section in listed.sections for row in section.rows} == {
        f"statements/{id}/" for id in ("guard-tells", "michael-iron-hand", "flavia-doubts", "rassendyll-crown", "twin")}


def test_a_heading_breaks_no_line_between_a_day_and_its_month() -> None:
    assert statement.view(DOSSIER, DIRECT.id).heading == "Rudolf Rassendyll, 10\u00a0September\u00a01894: Crown"


def test_the_way_says_to_whom_or_where_or_that_neither_is_known() -> None:
    def second(**known: object) -> tuple[str, str | None, tuple[str, ...]]:
        stop = statement.view(with_statement(replace(DIRECT, **known)), DIRECT.id).way[1]
        return stop.what, stop.who.label if stop.who else None, stop.notes

    assert second() == ("To", "the court", ("Strelsau", "speech"))
    assert second(audience=()) == ("Where", "Strelsau", ("speech",))
    assert second(audience=(), venue=None) == ("To", None, ("speech",))


def test_who_wrote_a_statement_issued_in_a_name_is_not_claimed() -> None:
    told = {medium: statement.view(with_statement(replace(DIRECT, medium=medium)), DIRECT.id).way[0].what for medium in ("statement", "letter", "speech")}
    assert told == {"statement": "Issued by", "letter": "Written by", "speech": "Said by"}


def test_structured_data_gives_words_only_where_they_are_whole_and_alone() -> None:
    whole = replace(DIRECT, parts=DIRECT.parts[:1])
    assert statement.view(with_statement(whole), whole.id).head.json_ld["text"] == DIRECT.parts[0].exact
    for id in ("michael-iron-hand", "flavia-doubts", "guard-tells", "rassendyll-crown"):
        assert "text" not in statement.view(DOSSIER, id).head.json_ld
    assert "creator" not in statement.view(DOSSIER, "guard-tells").head.json_ld, "an unnamed speaker is no schema.org Person"
    for rung in ("reported", "ascribed", "unverified"):
        given = replace(whole, rung=rung)
        assert "creator" not in statement.view(with_statement(given), given.id).head.json_ld, "nobody vouches that it was said"


@pytest.mark.parametrize(("rung", "how"), [("on-record", "Said by"), ("reported", "Said by"), ("ascribed", "Given as said by"), ("unverified", "Given as said by")])
def test_what_nobody_vouches_for_is_not_told_as_said(rung: str, how: str) -> None:
    one = replace(DIRECT, rung=rung)
    assert statement.view(with_statement(one), one.id).way[0].what == how


def test_descriptions_count_what_is_on_record_and_claim_no_stand_where_there_is_none() -> None:
    assert country.view(DOSSIER, "ru-x").head.description == (
        "Where Ruritania stands, who said so, when and in which words: 1 statement for it, 1 statement about it, 1 fact, each checked against its source.")
    assert country.view(DOSSIER, "gr-x").head.description == "What is on record of Grünewald: nothing on record."


def test_no_two_statements_of_a_speaker_and_a_day_have_one_description() -> None:
    other = replace(DIRECT, id="rassendyll-again", answers=())
    dossier = replace(with_statement(other), timeline=(*DOSSIER.timeline, other.id))
    assert len({statement.view(dossier, id).head.description for id in (DIRECT.id, other.id)}) == 2


# --- prose -------------------------------------------------------------------------------------------------------------


def test_prose_numbers_its_citations_and_quotes_the_archive() -> None:
    runs = ours.ours(DOSSIER, "He asks “if my people ask for it” [@rassendyll-crown]. Poor [@treasury-is-empty; @rassendyll-crown].")
    told = "".join(r.text or f"[{r.cite.number}]" for r in runs)
    assert told == "He asks if my people ask for it[1]. Poor[2][1]."
    assert [r.quoted.statement for r in runs if r.quoted] == ["rassendyll-crown"]


def test_a_citation_of_a_fact_shows_our_claim_and_not_the_publishers_words() -> None:
    cited = ours.citation(DOSSIER, "treasury-is-empty", 1)
    assert cited.claim == "The treasury holds 3,000 crowns." and cited.path == f"sources/{SOURCE}/#fact-treasury-is-empty"
    assert "mere" not in repr(cited)


def test_a_page_of_content_is_cut_where_it_cites() -> None:
    page = content.with_pages({"content/about.md": b"# About\n\nSo it is [@rassendyll-crown].\n\n[@guard-tells]\n\n## More {{ x }}\n"})["about/"]
    view = content.view(DOSSIER, page)
    assert view.title is None and view.head.title == "About" and view.head.path == "about/" and view.head.edit_file == "content/about.md"
    assert [len(s.cites) for s in view.stretches] == [1, 0, 0, 0] and [len(s.blocks) for s in view.stretches] == [0, 1, 0, 0]
    assert view.stretches[0].html.endswith("So it is") and "{{ x }}" in view.stretches[2].html
    assert "<section><h2" in view.stretches[2].html and view.stretches[3].html == "</section>", "what a heading heads is a section"
    assert [entry.label for entry in view.head.toc] == ["More {{ x }}"]


# --- positions, board, timeline ------------------------------------------------------------------------------------------


def test_nothing_on_record_is_told_with_what_was_read_and_is_not_a_no() -> None:
    cell = cells.cell(DOSSIER, DOSSIER.positions["gr-x", "crown"])
    assert cell.kind.label == "Nothing on record" and not cell.chips and "not a no" in cell.kind.meaning
    assert cells.read_period(DOSSIER) == "1 source read, first published on 12 September 1894, archived by 2 January 1895"


def test_a_source_without_a_first_day_gives_what_was_read_none() -> None:
    assert cells.read_words(frozen.replace(DOSSIER, published=("../1894-09-12",))) == "1 source read, first published by 12 September 1894"
    assert cells.read_words(frozen.replace(DOSSIER, published=("1894-03-12", "../1894-09-12"))) == "2 sources read, first published by 12 September 1894"


def test_a_cell_tells_count_date_weakest_rung_condition_and_what_came_since() -> None:
    cell = cells.cell(DOSSIER, DOSSIER.positions["ru-x", "crown"])
    assert (cell.behind, cell.newest.words, cell.weakest.key) == ("1 statement", "10 September 1894", "on-record")
    assert [c.quoted.text for c in cell.conditions] == ["if my people ask for it"]
    assert [c.label for c in cell.since] == ["A regent"]
    assert cell.href == "countries/ru-x/#on-crown"
    assert any(s.anchor == "on-crown" for s in country.view(DOSSIER, "ru-x").stands), "the cell leads to a place that is there"


def test_who_is_divided_stands_under_each_stance_and_what_is_implied_is_flagged() -> None:
    was = DOSSIER.positions["ru-x", "crown"]
    divided = replace(was, kind="divided", stances=("king", "duke"), labels=("The King", "The Duke"))
    implied = Position("gr-x", "crown", "implied", (), (), (), (), (replace(was.current[0], answer=answer("regent", 1, "implies")),), (), 1, 0,
                       day("1894"), "reported", ())
    dossier = replace(DOSSIER, positions=MappingProxyType({**DOSSIER.positions, ("ru-x", "crown"): divided, ("gr-x", "crown"): implied}))
    board = cells.groups(dossier, "crown", stances.NO_STANCE)
    assert [[(s.holder.label, s.flag) for s in g.standings] for g in board] == [
        [("Ruritania", "Divided")], [("Grünewald", "Implied only")], [("Ruritania", "Divided")], []]
    assert [c.form for c in cells.cell(dossier, implied).chips] == ["implies"]


def test_a_scale_of_any_length_reaches_both_ends_of_the_ramp_in_order() -> None:
    for length in range(2, 12):
        steps = [stances.place_on_ramp(rank, length) for rank in range(length)]
        assert steps[0] == 1 and steps[-1] == stances.RAMP and steps == sorted(steps)
        assert length > stances.RAMP or len(set(steps)) == length, "up to six stances each have their own colour and shape"


def test_evidence_is_shown_in_full_once_and_linked_after_that() -> None:
    twice = {**DOSSIER.positions, ("ru-x", "roads"): replace(DOSSIER.positions["ru-x", "crown"], since_reported=())}
    first, second = country.view(replace(DOSSIER, positions=MappingProxyType(twice)), "ru-x").stands
    assert first.current[0].card is not None and second.current[0].card is None
    assert second.current[0].link.path == "statements/rassendyll-crown/"


def test_the_timeline_is_in_order_with_events_first_and_loose_dates_told() -> None:
    view = timeline.view(DOSSIER)
    assert [(d.when.words, d.when.loose, [e.card.id if e.card else e.event.anchor for e in d.entries]) for d in view.days] == [
        ("September 1894", True, ["guard-tells"]),
        ("10 September 1894", False, ["event-coronation", "rassendyll-crown"]),
        ("11 September 1894", False, ["flavia-doubts"]),
        ("on or before 12 September 1894", True, ["michael-iron-hand"])]
    assert len({d.anchor for d in view.days}) == len(view.days)


def test_filters_offer_what_occurs_and_entries_carry_it() -> None:
    view = timeline.view(DOSSIER)
    assert {f.name: [c.value for c in f.choices] for f in view.filters} == {
        "person": ["a-guard", "duke-michael", "princess-flavia", "rudolf-rassendyll"], "stance": ["crown:king", "crown:regent", "crown:duke"],
        "rung": ["on-record", "anonymous"]}, "one country and one question select nothing"
    entry = next(e for d in view.days for e in d.entries if e.card and e.card.id == "rassendyll-crown")
    assert (entry.keys.country, entry.keys.person, entry.keys.stance, entry.keys.rung) == (("ru-x",), ("rudolf-rassendyll",), ("crown:king",), ("on-record",))


# --- other pages ---------------------------------------------------------------------------------------------------------


def test_a_source_page_never_shows_what_is_no_statement() -> None:
    view = source.view(DOSSIER, SOURCE)
    assert "THE CAPTION" not in repr(view)
    assert [(b.label, b.note[0].text) for b in view.beside] == [("Caption", "The quip below the picture is nobody's.")]
    assert (view.shares.own_share, view.shares.allowed, view.shares.unkeyed) == ("10.0 %", "15 %", 5)
    assert view.original_missing and [s.what for s in view.history] == ["First published by", "Republished by"]


def test_a_chain_of_copies_that_bites_its_tail_ends() -> None:
    record = DOSSIER.sources[SOURCE].record.model_copy()
    loop = replace(DOSSIER.sources[SOURCE], record=record, original=DOSSIER.sources[SOURCE].original.model_copy(update={"source": SOURCE}))
    assert len(provenance.history(replace(DOSSIER, sources=MappingProxyType({SOURCE: loop})), SOURCE)) == 1


def test_the_page_of_an_unnamed_person_says_why_and_by_whom() -> None:
    view = person.view(DOSSIER, "a-guard")
    assert view.is_unnamed and view.anonymity[0].text == "He feared for his place." and view.described_by.path == f"sources/{SOURCE}/"
    named, unnamed = person.list_view(DOSSIER).sections
    assert [r.name.label for r in unnamed.rows] == ["A guard of the castle"]
    assert [r.name.label for r in named.rows] == ["Duke Michael", "Princess Flavia", "Rudolf Rassendyll"], "by family name where it is known"


def test_who_spoke_for_a_country_is_told_from_others_from_there() -> None:
    view = country.view(DOSSIER, "ru-x")
    assert [(v.name.label, v.said, [one.id for one in v.linked]) for v in view.voices] == [("Rudolf Rassendyll", (), ["rassendyll-crown"])]
    private = replace(DIRECT, id="private-word", speaks_for=(), answers=())
    dossier = replace(with_statement(private), by_speaker=MappingProxyType({**DOSSIER.by_speaker, "people/rudolf-rassendyll": (
        "rassendyll-crown", "private-word")}))
    assert [c.id for c in country.view(dossier, "ru-x").unofficial] == ["private-word"]


def test_wording_elsewhere_is_shown_with_its_own_source() -> None:
    other = replace(DIRECT, also_in=(ElsewherePart(SOURCE, (part("I shall wear the crown.", 9, "direct"),)),))
    (wording,) = statement.view(with_statement(other), other.id).elsewhere
    assert text(wording.lines[0]) == "“I shall wear the crown.”"


def test_a_dossier_in_which_nothing_is_recorded_has_all_its_pages() -> None:
    paths = [page.path for page in views.pages(empty(), {}) if page.make()]
    assert {"", "countries/", "people/", "organisations/", "questions/", "sources/", "statements/", "timeline/", "positions/", "corrections/", "404.html"} == set(paths)
    assert home.view(empty()).board == () and positions.view(empty()).rows == ()


def test_positions_of_people_lead_to_people() -> None:
    record = DOSSIER.record.model_copy(update={"positions_of": "people"})
    held = replace(DOSSIER.positions["ru-x", "crown"], holder="rudolf-rassendyll")
    dossier = replace(DOSSIER, record=record, holders=("rudolf-rassendyll",), positions=MappingProxyType({
        ("rudolf-rassendyll", "crown"): held, ("rudolf-rassendyll", "roads"): replace(held, kind="none", stances=(), current=(), since_reported=())}))
    assert positions.view(dossier).rows[0].holder.path == "people/rudolf-rassendyll/"
    assert person.view(dossier, "rudolf-rassendyll").stands[0].cell.href == "people/rudolf-rassendyll/#on-crown"
    assert [s.holder.label for s in home.view(dossier).board[0].standings] == ["Rudolf Rassendyll"]


def test_every_internal_path_of_every_view_is_a_page_of_the_plan() -> None:
    planned = {page.path for page in views.pages(DOSSIER, {})}
    for page in views.pages(DOSSIER, {}):
        for path in paths_in(page.make()):
            assert path.partition("#")[0] in planned, (page.path, path)


def paths_in(value: object) -> list[str]:
    """Every `path` and `href` of a view, however deep."""
    found: list[str] = []
    if frozen.is_dataclass(value) and not isinstance(value, type | Edtf):
        for field in frozen.fields(value):
            inner = getattr(value, field.name)
            if field.name in ("path", "href") and isinstance(inner, str) and not inner.startswith("https://"):
                found.append(inner)
            found += paths_in(inner)
    elif isinstance(value, tuple):
        for item in value:
            found += paths_in(item)
    return found


# --- small parts ------------------------------------------------------------------------------------------------------------


def test_links_are_relative_to_the_page() -> None:
    assert links.Links(0).to("countries/de/") == "./countries/de/"
    assert links.Links(2).to("countries/de/") == "../../countries/de/"
    assert links.Links(0, "/sub/").to("timeline/") == "/sub/timeline/"
    assert statement.view(DOSSIER, DIRECT.id).head.links.up == "../../"


@pytest.mark.parametrize("url", ["http://x.example/", "javascript:alert(1)", "https:///nowhere", "//x.example", "https://[bad", None, " https://x.example"])
def test_no_other_kind_of_link_leaves_the_site(url: str | None) -> None:
    assert links.safe(url) is None and links.at_words(url, "words") is None


def test_a_text_fragment_is_coded_so_that_the_words_are_no_syntax() -> None:
    at = links.at_words
    assert at("https://x.example/a", "iron-hand, & “more”") == "https://x.example/a#:~:text=iron%2Dhand%2C%20%26%20%E2%80%9Cmore%E2%80%9D"
    assert at("https://x.example/a#b", "one") == "https://x.example/a#b:~:text=one"
    many = " ".join(f"w{n}" for n in range(30))
    assert at("https://x.example/", many) == "https://x.example/#:~:text=w0%20w1%20w2%20w3%20w4,w25%20w26%20w27%20w28%20w29"
    assert at("https://x.example/", "two\nlines") == "https://x.example/#:~:text=two,lines"
    assert at("https://x.example/", "Yes.", "M.S.:", "SAPT: I-do") == "https://x.example/#:~:text=M.S.%3A-,Yes.,-SAPT%3A%20I%2Ddo"
    assert at("https://x.example/", "Yes.", "", "and so") == "https://x.example/#:~:text=Yes.,-and%20so"


def test_the_machine_form_of_a_date_states_no_more_than_is_known() -> None:
    assert when.when(day("1894-09-10")) == when.When("10 September 1894", "1894-09-10", False)
    for loose in ("../1894-09-12", "1894-09-10~", "1894-09-10?"):
        assert when.when(day(loose)).machine is None and when.when(day(loose)).loose


@pytest.mark.parametrize(("tag", "way"), [("en", "ltr"), ("fa", "rtl"), ("ar-EG", "rtl"), ("uk", "ltr"), ("az-Arab", "rtl"), ("he-Latn", "ltr")])
def test_direction_follows_script_before_language(tag: str, way: str) -> None:
    assert scripts.direction(tag) == way


def test_every_view_is_frozen_and_documented() -> None:
    for info in pkgutil.iter_modules(views.__path__):
        module = importlib.import_module(f"generator.views.{info.name}")
        assert module.__doc__, info.name
        for name, thing in vars(module).items():
            if getattr(thing, "__module__", "") == module.__name__ and not name.startswith("_") and (inspect.isclass(thing) or inspect.isfunction(thing)):
                assert thing.__doc__ and not thing.__doc__.startswith(f"{name}("), f"{info.name}.{name} has no docstring of its own"
            if frozen.is_dataclass(thing) and getattr(thing, "__module__", "") == module.__name__:
                with pytest.raises(frozen.FrozenInstanceError):
                    object.__new__(thing if inspect.isclass(thing) else type(thing)).more = 1


def test_question_and_organisation_pages_tell_what_they_hold() -> None:
    view = question.view(DOSSIER, "crown")
    assert [(s.chip.label, len(s.statements), len(s.implied), len(s.facts)) for s in view.steps] == [
        ("The King", 1, 0, 0), ("A regent", 0, 1, 1), ("The Duke", 1, 0, 0)]
    assert [n.label for n in view.silent] == ["Grünewald"]
    paper = organisation.view(DOSSIER, "gazette")
    assert paper.interest[0].text == "It belongs to the Duke." and [n.id for n in paper.published] == [SOURCE]


@pytest.mark.parametrize(("tag", "name"), [("en", "English"), ("ar", "Arabic"), ("en-GB", "English (United Kingdom)"), ("qqq", "qqq")])
def test_a_language_is_called_by_its_name(tag: str, name: str) -> None:
    assert scripts.language_name(tag) == name


def test_a_fact_tells_where_its_evidence_stands_and_not_its_words() -> None:
    shown = cards.fact_card(DOSSIER, "treasury-is-empty")
    assert shown.places == (cards.Place(700, 739, 700, 739),) and "mere" not in repr(shown)
    hidden = replace(DOSSIER.facts["treasury-is-empty"], withdrawn=Notice(date="1894-10-01", reason="A slip."))
    assert cards.fact_card(replace(DOSSIER, facts=MappingProxyType({hidden.id: hidden})), hidden.id).places == ()


def test_the_home_page_opens_with_the_lead_question_and_not_with_the_masthead_again() -> None:
    assert home.view(DOSSIER).headline == "Who should wear the crown?"
    assert home.view(empty()).headline == "Nothing yet"
    labels = [entry.label for entry in home.view(DOSSIER, "", content.with_pages({"content/index.md": b"Two men.\n"})[""]).head.toc]
    assert labels[:2] == ["Where countries stand", "What this is about"]


def test_the_matrix_is_by_name_and_the_silent_come_last() -> None:
    assert [(row.holder.label, row.is_silent) for row in positions.view(DOSSIER).rows] == [("Ruritania", False), ("Grünewald", True)]


def test_lists_count_only_what_is_there() -> None:
    (section,) = country.list_view(DOSSIER).sections
    assert {row.name.label: row.counts for row in section.rows} == {
        "Grünewald": ("nothing on record",), "Ruritania": ("1 statement for it", "1 statement about it", "1 fact")}


def test_the_description_of_the_site_is_that_of_a_home_page_without_one_of_its_own() -> None:
    dossier = sample()
    assert home.view(dossier).head.description == ours.unmarked(dossier.record.subject)
    assert home.view(dossier, of_site="All that was said of the coronation.").head.description == "All that was said of the coronation."
