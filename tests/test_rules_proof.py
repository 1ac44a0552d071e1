"""The rules on quotations: words in their place, cut fairly, marked as speech, and in the right mouth."""

from __future__ import annotations

import re

import pytest
from little_dossier import FACTS, FILES, SOURCE, SOURCE_FILE, STATEMENTS, TEXT, Found, judge, source_yaml, with_statement
from telling import REPORTED, SUPPER, changed, one, one_of

from generator import quotes

# --- archives --------------------------------------------------------------------------------------------------------


def test_an_archived_text_that_was_edited() -> None:
    found = judge(source_yaml(), text=TEXT.replace("unacceptable", "acceptable"))
    one(found, "archive-hash-mismatch", f"seeds/{SOURCE}.txt", "never edited")


def test_an_archived_text_that_is_not_there() -> None:
    one(judge(source_yaml(), text=None), "file-missing", f"there is no archived text seeds/{SOURCE}.txt")


def test_nothing_to_check_is_a_fault() -> None:
    files = {path: None for path in FILES if path != "data/dossier.yml"}
    found = judge(files=files | {SOURCE_FILE: None})
    one(found, "no-checks", "no source")
    found = judge(statements="", facts=FACTS)
    assert "no-checks" in found.codes


def test_a_source_with_nothing_keyed_and_an_empty_text_are_faults() -> None:
    empty = source_yaml("", "", "", "")
    found = judge(files={"data/sources/empty.yml": empty}, seeds={"empty": ""})
    assert found.codes == ["no-checks", "no-checks"]


# --- words in their place ---------------------------------------------------------------------------------------------


def test_a_changed_word_shows_the_nearest_passage_word_by_word() -> None:
    found = judge(statements=changed("We shall not march", "We shall never march"))
    one(found, "quote-not-in-source", "“We shall never march on Zenda.” does not stand in the archived text", f"seeds/{SOURCE}.txt:2",
        "yours has “never”, the source has “not”")
    assert found.diagnostics[0].span.line == [n for n, line in enumerate(source_yaml().splitlines(), 1) if "not march" in line][0]


def test_only_the_first_misquotes_of_a_source_are_compared_with_what_is_most_like_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(quotes, "nearest", lambda words, text: asked.append(words))
    found = judge(statements="".join(f'\n  - {{id: wrong-{n}, speaker: duke-michael, quote: "We shall march on day {n}."}}' for n in range(80)))
    assert found.codes.count("quote-not-in-source") == 80
    assert [words for words in asked if "on day" in words] == [f"We shall march on day {n}." for n in range(50)]  # the planted one is asked for too


def test_the_place_is_that_of_the_part_at_fault() -> None:
    statements = changed('"We shall not march on Zenda."', '\n    - "The plan is unacceptable to Strelsau,"\n    - "We shall ever march"')
    found = judge(statements=statements.replace("  said:", "  said:"))
    (fault,) = found.of("quote-not-in-source")
    lines = source_yaml(statements=statements).splitlines()
    assert "ever march" in lines[fault.span.line - 1]


@pytest.mark.parametrize(("code", "quote", "words"), [
    ("quote-mid-word", "acceptable to Strelsau,", "unacceptable"),
    ("quote-cuts-number", "ten thousand", ""),
])
def test_cuts_inside_a_word(code: str, quote: str, words: str) -> None:
    if code == "quote-cuts-number":
        text = TEXT + "“We have up to 12,000 men,” Duke Michael said.\n"
        found = with_statement('- {id: men, speaker: duke-michael, quote: "12,000 men,"}', text=text)
    else:
        found = judge(statements=changed("The plan is unacceptable to Strelsau,", quote))
    one(found, code, words, "is cut unfairly")


def test_words_that_stand_twice() -> None:
    text = TEXT + "“I march,” Duke Michael said. The bells rang, and the crowd went home. “I march,” Duke Michael said again.\n"
    found = with_statement('- {id: says-so, speaker: duke-michael, quote: "I march"}', text=text)
    told = one(found, "quote-ambiguous", "“I march” stands in 2 places", f"seeds/{SOURCE}.txt:6")
    assert told.count("to paste, for this place: ") == 2
    chosen = with_statement('- {id: says-so, speaker: duke-michael, quote: "I march", occurrence: 2}', text=text)
    assert set(chosen.codes) == {"quoted-words-unkeyed"}
    none = with_statement('- {id: says-so, speaker: duke-michael, quote: "I march", occurrence: 3}', text=text)
    one(none, "quote-not-in-source", "2 times, not 3", "correct `prefix`, `suffix` or `occurrence`")


@pytest.mark.parametrize("text", [
    "The first answered: “I march,” Duke Michael said. The crowd went home. The second answered: “I march,” Duke Michael said again.\n",
    "“I march,” Duke Michael said.\n“I march,” Duke Michael said again.\n",
    "Then he said “I march,” as Duke Michael would. Then he said “I march,” as Duke Michael would. Then he said “I march,” as Duke Michael would.\n",
])
def test_every_line_to_paste_selects_its_own_place(text: str) -> None:
    text = TEXT + text
    statement = '- id: says-so\n  speaker: duke-michael\n  quote: "I march"\n'
    (fault,) = with_statement(statement, text=text).of("quote-ambiguous")
    places = [m.start() for m in re.finditer("I march", text)]
    pasted = [note.text.partition("for this place: ")[2] for note in fault.notes]
    assert len(pasted) == len(places)
    for place, line in zip(places, pasted, strict=True):
        found = with_statement(f"{statement}  {line}\n", text=text)
        assert set(found.codes) == {"quoted-words-unkeyed"}
        assert found.case.proofs.statements["says-so"][1].quote.start == place


def test_a_long_passage_keeps_the_words_at_issue_in_sight() -> None:
    long = "which nobody in the old town of Strelsau had seen for as long as the oldest among them could remember"
    text = TEXT + f"The bells, {long}, rang; “the plan is unacceptable to Strelsau and {long},” Duke Michael said, {long}.\n"
    found = with_statement('- {id: again, speaker: duke-michael, quote: "acceptable to Strelsau and"}', text=text)
    assert "unacceptable to Strelsau and which" in one_of(found, "quote-mid-word")


def test_words_with_marks_of_their_own_are_not_put_into_a_second_pair() -> None:
    found = judge(statements=changed('"We shall not march on Zenda."', "'“We shall never march on Zenda.”'"))
    assert "the quote `“We shall never march on Zenda.”` does not stand" in one_of(found, "quote-not-in-source")


def test_the_difference_leaves_out_marks_beside_the_last_word() -> None:
    found = judge(statements=changed("Ruritania asks for nothing", "Ruritania asks for everything"))
    assert "yours has “everything”, the source has “nothing”" in one_of(found, "quote-not-in-source")


def test_parts_in_another_order() -> None:
    statements = changed('"We shall not march on Zenda."', '["We shall not march on Zenda.", "The plan is unacceptable to Strelsau,"]')
    found = judge(statements=statements)
    (fault,) = found.of("quote-parts-out-of-order")
    assert "part 2, “The plan is unacceptable to Strelsau,”, stands before part 1" in fault.message


def test_parts_that_are_far_apart() -> None:
    text = TEXT + "“Good morning,” Duke Michael said. " + "The bells rang in the old town. " * 20 + "“Good night,” Duke Michael said.\n"
    found = with_statement('- {id: greets, speaker: duke-michael, quote: ["Good morning,", "Good night,"]}', text=text)
    (fault,) = found.of("quote-gap-too-long")
    assert "parts 1 and 2 are too far apart" in fault.message


def test_an_invisible_character_in_a_quote() -> None:
    found = judge(statements=changed("not march", "not\\u200b march"))
    one(found, "quote-invisible-character", "U+200B")


def test_an_attribution_that_does_not_stand_there() -> None:
    statements = changed('  quote: "Ruritania asks for nothing"', '  quote: "Ruritania asks for nothing"\n  attribution: "said Princess Flavius"')
    one(judge(statements=statements), "attribution-not-in-source", "“said Princess Flavius” does not stand in the archived text")


def test_an_attribution_that_stands_elsewhere() -> None:
    text = TEXT + "The harvest was good.\nThe bells rang.\n“We are tired,” she sighed. Princess Flavia had risen early.\n"
    statement = '- {id: tired, speaker: princess-flavia, quote: "We are tired,", attribution: "said Princess Flavia"}'
    one(with_statement(statement, text=text), "attribution-not-in-source", "stands in the archived text, but not near the quote")


def test_not_speech_that_does_not_stand_there() -> None:
    one(judge(not_speech='- {kind: heading, text: "A quiet republic"}'), "not-speech-not-in-source", "A quiet republic")


def test_a_condition_outside_of_its_statement() -> None:
    statements = changed("{army: stays}", "{army: {stance: stays, condition: Ruritania asks for nothing}}")
    one(judge(statements=statements), "quote-not-in-source", "not inside the words that it belongs to", "`condition`")


# --- meaning ----------------------------------------------------------------------------------------------------------


def test_a_cut_that_drops_a_not() -> None:
    statements = changed("We shall not march on Zenda.", "march on Zenda.")
    found = judge(statements=statements)
    told = one_of(found, "quote-drops-negation")
    assert "leaves out “not”" in told and "reviewed:" in told and "We shall not march on Zenda." in told


def test_a_review_by_somebody_else_lifts_it_and_one_by_the_author_does_not() -> None:
    statements = changed("We shall not march on Zenda.\"", "march on Zenda.\"\n  reviewed: {by: Colonel Sapt, why: Told in full above.}")
    assert "quote-drops-negation" not in judge(statements=statements, head="recorded_by: Fritz").codes
    assert judge(statements=statements, head="recorded_by: Fritz").of("self-review") == []
    assert "who recorded it" in one_of(judge(statements=statements, head="recorded_by: colonel  sapt"), "self-review")
    assert "nobody says who recorded it" in one_of(judge(statements=statements), "self-review")


def test_a_fact_whose_evidence_drops_a_not() -> None:
    text = TEXT + "It is not true that Ruritania keeps a fleet.\n"
    fact = FACTS + '- {id: fleet, about: [de], claim: Ruritania keeps a fleet., evidence: "Ruritania keeps a fleet."}\n'
    assert "leaves out" in one_of(judge(text=text, facts=fact), "quote-drops-negation")


def test_words_that_the_reporter_says_were_never_said() -> None:
    text = TEXT + "Duke Michael never said: “I sold the letters.”\n"
    statement = '- {id: sold, speaker: duke-michael, quote: "I sold the letters."%s}'
    told = one_of(with_statement(statement % "", text=text), "quote-drops-negation")
    assert "the source says that this was not said: “never said”" in told and "Duke Michael never said: “I sold the letters.”" in told and "reviewed:" in told
    reviewed = ", recorded_by: Fritz, reviewed: {by: Sapt, why: The article takes the never back.}"
    assert "quote-drops-negation" not in with_statement(statement % reviewed, text=text).codes


@pytest.mark.parametrize(("words", "fits"), [
    ("if the King does not fall", True), ("the King does", False), ("We shall not march on Zenda", True), ("march on Zenda", False)])
@pytest.mark.parametrize("key", ["because", "condition"])
def test_the_words_of_a_reading_keep_their_not(key: str, words: str, fits: bool) -> None:
    text = TEXT.replace("We shall not march on Zenda.", "We shall not march on Zenda if the King does not fall.")
    statements = changed("We shall not march on Zenda.", "We shall not march on Zenda if the King does not fall.")
    statements = statements.replace("answers: {army: stays}", f"answers: {{army: {{stance: stays, {key}: {words}}}}}")
    found = judge(text=text, statements=statements).of("quote-drops-negation")
    if fits and not (key == "because" and words.startswith("if")):
        assert found == []
    else:
        assert f"`{key}` leaves out “not” of its sentence" in found[0].message


@pytest.mark.parametrize(("asker", "kind", "fits"), [
    ("princess-flavia", "article", True), ("colonel-sapt", "article", False), ("princess-flavia", "transcript", True), ("colonel-sapt", "transcript", False)])
def test_who_asked_is_who_the_source_says(asker: str, kind: str, fits: bool) -> None:
    asked = "“Will you march?” asked Princess Flavia. “Yes,” said Duke Michael.\n" if kind == "article" else "FLAVIA: Will you march?\nMICHAEL: Yes.\n"
    head = "" if kind == "article" else "kind: transcript\nlabels: {FLAVIA: princess-flavia, MICHAEL: duke-michael}"
    typed = "attribution: said Duke Michael, " if kind == "article" else ""
    statements = f'- {{id: yes-he-will, speaker: duke-michael, quote: "Yes", {typed}prompt: {{quote: "Will you march?", speaker: {asker}}}}}\n'
    found = judge(text=asked, statements=statements, facts="", not_speech="", head=head, files={"data/people/colonel-sapt.yml": "name: Colonel Sapt\n"})
    if fits:
        assert found.of("attribution-names-another") == []
    else:
        assert "near the prompt stands Princess Flavia, and `speaker` is Colonel Sapt" in one_of(found, "attribution-names-another")


def test_a_label_that_is_nobodys_name_is_to_be_put_into_labels() -> None:
    found = judge(text="THE DUKE: I shall go.\n", facts="", not_speech="", head="kind: transcript",
                  statements="- {id: goes, speaker: duke-michael, quote: I shall go.}\n")
    (fault,) = found.of("speaker-not-near-quote")
    assert '`labels: {"THE DUKE": duke-michael}`' in fault.help


def test_a_name_that_only_says_who_somebody_else_is() -> None:
    text = TEXT + "“Supper is late,” said Duke Michael’s wife. The crowd went home. “Supper is cold,” said Baker.\n"
    found = with_statement('- {id: late, speaker: duke-michael, quote: "Supper is late,"}', text=text)
    assert "“Duke Michael” only says there who somebody else is" in one_of(found, "attribution-unclear")
    found = with_statement('- {id: cold, speaker: duke-michael, quote: "Supper is cold,"}', text=text)
    assert "“Baker” is a name beside the words that no record has" in one_of(found, "attribution-unclear")


def test_a_cut_that_drops_the_question_mark() -> None:
    text = TEXT + "“Shall we pay for the army?” Princess Flavia asked.\n"
    found = with_statement('- {id: asks, speaker: princess-flavia, quote: "Shall we pay for the army"}', text=text)
    assert "a question" in one_of(found, "quote-drops-question")


def test_a_quote_that_stops_before_a_but() -> None:
    text = TEXT + "“The plan is good. But it will fail,” Princess Flavia said.\n"
    found = with_statement('- {id: good, speaker: princess-flavia, quote: "The plan is good."}', text=text)
    assert "goes on with “But”" in one_of(found, "quote-stops-before-but")


def test_a_gap_that_hides_a_condition() -> None:
    text = TEXT + "“We shall march if the King falls, and we shall take Zenda,” Duke Michael said.\n"
    found = with_statement('- {id: takes, speaker: duke-michael, quote: ["We shall march", "and we shall take Zenda,"]}', text=text)
    assert "left out between parts 1 and 2 has “if”" in one_of(found, "quote-gap-hides-negation")


# --- speech -----------------------------------------------------------------------------------------------------------

def test_reported_words_declared_as_direct_speech() -> None:
    found = judge(text=REPORTED, statements=STATEMENTS + SUPPER.format(quote="supper was late that evening", more=", speech: direct"),
                  head="rights: {own_words: 0.5}")
    told = one_of(found, "words-not-marked-as-speech")
    assert "`speech: direct` is not what the source's own marks say of “supper was late that evening”" in told and "(`indirect`)" in told


def test_reported_words_in_quotation_marks_in_a_paraphrase() -> None:
    more = ", paraphrase: 'Michael said that \"supper was late\".'"
    found = judge(text=REPORTED, statements=STATEMENTS + SUPPER.format(quote="Duke Michael said that supper was late that evening", more=more))
    assert "“supper was late” in quotation marks" in one_of(found, "words-not-marked-as-speech")
    assert "quotation-in-our-words" not in found.codes


def test_a_part_that_runs_out_of_the_marks() -> None:
    found = judge(statements=changed("The plan is unacceptable to Strelsau,", "unacceptable to Strelsau,” Duke Michael told the council"))
    assert "only a part of" in one_of(found, "words-not-marked-as-speech")


TOLD_TWICE = TEXT + "“The King told me ‘I will come to supper’ and left,” said Princess Flavia.\n"
OUTER = '- {id: flavia-on-the-king, speaker: princess-flavia, quote: "The King told me ‘I will come to supper’ and left,"}\n'
KING = {"data/people/king-rudolf.yml": "name: King Rudolf\naliases: [the King, The King]\n"}


def test_words_inside_inner_marks() -> None:
    inner = '- {id: king-comes, speaker: princess-flavia, quote: "I will come to supper"}\n'
    found = judge(text=TOLD_TWICE, statements=STATEMENTS + inner)
    assert "inside the quoted words of another speaker" in one_of(found, "quote-inside-a-quote")


def test_an_outer_speech_that_holds_an_inner_one_is_fine() -> None:
    assert judge(text=TOLD_TWICE, statements=STATEMENTS + OUTER).diagnostics == ()


def test_words_told_by_another_lie_within_their_statement() -> None:
    inner = "- {{id: king-comes, speaker: king-rudolf, quote: \"I will come to supper\", within: {0}, attribution: The King told me}}\n"
    assert judge(text=TOLD_TWICE, files=KING, statements=STATEMENTS + OUTER + inner.format("flavia-on-the-king")).diagnostics == ()
    found = judge(text=TOLD_TWICE, files=KING, statements=STATEMENTS + OUTER + inner.format("michael-wont-march"))
    assert "does not stand inside the words of `michael-wont-march`" in one_of(found, "within-not-inside")


def test_words_read_aloud_by_somebody_who_is_named_there() -> None:
    read = '- {{id: king-comes, speaker: king-rudolf, quote: "I will come to supper", via: {0}, attribution: The King told me}}\n'
    assert "quote-inside-a-quote" not in judge(text=TOLD_TWICE, files=KING, statements=STATEMENTS + read.format("princess-flavia")).codes
    assert "quote-inside-a-quote" in judge(text=TOLD_TWICE, files=KING, statements=STATEMENTS + read.format("duke-michael")).codes


def test_a_heading_is_nobodys_speech() -> None:
    found = judge(statements=changed("Ruritania asks for nothing", "A quiet kingdom"))
    assert "lies in a heading" in one_of(found, "quote-in-not-speech")


# --- words in other sources --------------------------------------------------------------------------------------------

OTHER = "Duke Michael said on Monday: “If the King agrees, we shall not march on Zenda.”\n"


def elsewhere(quote: str) -> dict[str, str]:
    own = '- {id: michael-agrees, speaker: duke-michael, quote: "If the King agrees, we shall not march on Zenda."}'
    return {"statements": STATEMENTS.replace("  answers: {army: stays}\n", f'  answers: {{army: stays}}\n  also_in: [{{source: other, quote: "{quote}"}}]\n'),
            "own": source_yaml(OTHER, own, "", "", head="rights: {own_words: 1}")}


@pytest.mark.parametrize(("quote", "code"), [
    ("we shall not march on Hentzau.", "quote-not-in-source"), ("we shall not march on Zenda.", "quote-drops-negation"), ("e shall not march", "quote-mid-word"),
])
def test_the_wording_in_another_source_is_proven_there(quote: str, code: str) -> None:
    parts = elsewhere(quote)
    found = judge(statements=parts["statements"], files={"data/sources/other.yml": parts["own"]}, seeds={"other": OTHER})
    assert found.codes == [code]
    (fault,) = found.diagnostics
    assert fault.span.file == SOURCE_FILE
    assert any(note.label.endswith("seeds/other.txt:1") for note in fault.notes)


def test_the_whole_wording_in_another_source_passes() -> None:
    parts = elsewhere("If the King agrees, we shall not march on Zenda.")
    assert judge(statements=parts["statements"], files={"data/sources/other.yml": parts["own"]}, seeds={"other": OTHER}).diagnostics == ()


@pytest.mark.parametrize(("other", "quote", "code"), [
    # another speaker's words, which read alike
    ("Princess Flavia told Duke Michael: “We shall not march on Zenda.”\n", "We shall not march on Zenda.", "attribution-names-another"),
    ("Princess Flavia said: “We shall not march on Zenda.”\n", "We shall not march on Zenda.", "attribution-names-another"),
    ("“We shall not march on Zenda,” somebody said.\n", "We shall not march on Zenda,", "speaker-not-near-quote"),
    ("Duke Michael said: “We shall not march on Zenda.” He left.\n", "march on Zenda.” He left.", "words-not-marked-as-speech"),
    ("“Michael told me: ‘We shall not march on Zenda.’ I laughed,” Duke Michael said.\n", "We shall not march on Zenda.", "quote-inside-a-quote"),
])
def test_the_words_in_another_source_are_the_speakers_there_too(other: str, quote: str, code: str) -> None:
    also = f"  answers: {{army: stays}}\n  also_in: [{{source: other, quote: \"{quote}\"}}]\n"
    statements = STATEMENTS.replace("  answers: {army: stays}\n", also)
    found = judge(statements=statements, files={"data/sources/other.yml": source_yaml(other, "", "", "", head="rights: {own_words: 1}")}, seeds={"other": other})
    (fault,) = found.of(code)
    assert "also_in" in source_yaml(statements=statements).splitlines()[fault.span.line - 1] and fault.span.file == SOURCE_FILE
    assert any("seeds/other.txt:1" in note.label for note in fault.notes)


def test_the_attribution_of_the_words_in_another_source_is_placed_there() -> None:
    other = "Duke Michael told Princess Flavia: “We shall not march on Zenda.”\n"
    also = "  answers: {{army: stays}}\n  also_in: [{{source: other, quote: We shall not march on Zenda., attribution: {0}}}]\n"
    files = {"data/sources/other.yml": source_yaml(other, "", '- {id: told, about: [de], claim: One was told., evidence: told}', "")}

    def judged(attribution: str) -> Found:
        statements = STATEMENTS.replace("  answers: {army: stays}\n", also.format(attribution))
        return judge(statements=statements, files=files, seeds={"other": other})

    assert [d for d in judged("Duke Michael told").diagnostics if d.severity == "error"] == []
    (fault,) = judged("Duke Michael said to").of("attribution-not-in-source")
    assert fault.span.file == SOURCE_FILE
    assert "attribution-names-another" in judged("told Princess Flavia").codes


# --- questions and answers -----------------------------------------------------------------------------------------------

ASKED = TEXT + "“Will you march?” somebody called. “Will you stay at home?” called another. “Yes,” Duke Michael said. The bells rang all night.\n"
YES = '- {id: says-yes, speaker: duke-michael, quote: "Yes"%s}'


def errors(found: Found) -> list[str]:
    return [d.code for d in found.diagnostics if d.severity == "error"]


def test_a_bare_answer_needs_its_question() -> None:
    told = one_of(with_statement(YES % "", text=ASKED), "prompt-missing")
    assert "“Yes” is a bare answer" in told and "“Will you stay at home?” called another." in told
    assert errors(with_statement(YES % ", prompt: Will you stay at home?", text=ASKED)) == []


@pytest.mark.parametrize(("language", "answer", "is_bare"), [
    ("en", "No, of course not", True), ("en", "Yes, sir", True), ("en", "Yes, we march", False), ("en", "Not a man", False), ("de", "Nein", True),
    ("fr", "Pas du tout", True), ("pl", "Tak", True), ("uk", "Ні, ніколи", True), ("en", "Never", True), ("xx", "Yes", False),
])
def test_what_is_a_bare_answer(language: str, answer: str, is_bare: bool) -> None:
    text = TEXT + f"Duke Michael: “{answer}.”\n"
    found = with_statement(YES.replace("Yes", f"{answer}.") % "", text=text, head=f"language: {language}")
    assert ("prompt-missing" in found.codes) is is_bare


def test_one_word_that_is_a_whole_turn_behind_a_question_is_a_bare_answer() -> None:
    text = "Q: How many men will march?\n\nMICHAEL: Two thousand.\n\nQ: What will they do there?\n\nMICHAEL: They will wait there.\n"
    head = "kind: transcript\nlabels: {MICHAEL: duke-michael}"
    found = judge(source_yaml(text, '- {id: a, speaker: duke-michael, quote: Two thousand.}\n- {id: b, speaker: duke-michael, quote: They will wait there.}',
                              "", "", head=head), text=text)
    assert found.of("prompt-missing")[0].span.line == 7
    assert len(found.of("prompt-missing")) == 1


@pytest.mark.parametrize(("prompt", "told"), [
    ("Will you march?", "another question stands between"), ("Will you go?", "does not stand in the archived text"),
    ("A quiet kingdom", "does not stand directly before the answer"), ("The bells rang all night.", "does not stand directly before the answer"),
])
def test_a_prompt_that_is_not_what_is_answered(prompt: str, told: str) -> None:
    found = with_statement(YES % f", prompt: {prompt}", text=ASKED)
    code = "quote-not-in-source" if "archived text" in told else "prompt-not-before-answer"
    assert told in one_of(found, code)


@pytest.mark.parametrize(("text", "prompt"), [
    ("“Shall I march? Yes,” Duke Michael said. The bells rang all night.\n", "Shall I march?"),
    ("“Shall I march?” Duke Michael said. “Yes.” The bells rang all night.\n", "Shall I march?"),
    ("“Shall I march?” said Duke Michael. “Yes.” The bells rang all night.\n", "Shall I march?"),
])
def test_the_speakers_own_words_are_no_prompt(text: str, prompt: str) -> None:
    found = with_statement(YES % f", prompt: {prompt}", text=TEXT + text)
    assert "is said by the speaker, who answers" in one_of(found, "prompt-not-before-answer")


@pytest.mark.parametrize("turns", ["", '\nturns: [{starts: "Never were these words", speaker: duke-michael}]'])
def test_a_transcript_in_which_nobody_is_known_to_be_heard(turns: str) -> None:
    text = "We shall not march on Zenda, nor shall we ask for it.\n"
    statement = '- id: michael-wont-march\n  speaker: duke-michael\n  quote: "We shall not march on Zenda"\n'
    found = judge(source_yaml(text, statement, "", "", head="kind: transcript" + turns), text=text)
    assert ("quote-not-in-source" in found.codes) is bool(turns)
    assert "Duke Michael" in one_of(found, "speaker-not-near-quote")


def test_in_a_transcript_the_prompt_is_the_last_question_of_others() -> None:
    text = "Q: Will you march?\n\nMICHAEL: Yes.\n\nQ: Will you stay at home?\n\nFLAVIA: Order!\n\nMICHAEL: Yes. It is cold.\n"
    head = "kind: transcript\nlabels: {MICHAEL: duke-michael, FLAVIA: princess-flavia}"

    def judged(prompt: str) -> list[str]:
        statement = f'- {{id: a, speaker: duke-michael, quote: "Yes.", occurrence: 2, prompt: {prompt}}}'
        return errors(judge(source_yaml(text, statement, "", "", head=head), text=text, files={"data/countries/de.yml": None}))

    assert judged("Will you stay at home?") == []
    assert judged("Will you march?") == judged("It is cold.") == ["prompt-not-before-answer"]


# --- rungs ------------------------------------------------------------------------------------------------------------


def test_a_rung_better_than_the_source_shows_needs_a_review() -> None:
    statement = '- {{id: supper, speaker: duke-michael, quote: Duke Michael said that supper was late that evening, rung: {0}{1}}}'
    more = {"text": REPORTED, "head": "rights: {own_words: 0.5}"}
    told = one_of(with_statement(statement.format("on-record", ""), **more), "rung-better-than-derived")
    assert "`reported`: reported without the speaker’s own words" in told
    reviewed = ", recorded_by: Fritz, reviewed: {by: Sapt, why: The next page has it in marks.}"
    assert with_statement(statement.format("on-record", reviewed), **more).diagnostics == ()
    assert with_statement(statement.format("unverified", ""), **more).diagnostics == ()


# --- who said it ------------------------------------------------------------------------------------------------------


def test_words_in_the_wrong_mouth() -> None:
    found = judge(statements=changed("speaker: princess-flavia", "speaker: duke-michael"))
    told = one_of(found, "attribution-names-another")
    assert "Princess Flavia, and the speaker is Duke Michael" in told


def test_words_that_nobody_is_named_for() -> None:
    text = TEXT + "The bells rang in the old town.\n“We are tired,” somebody said.\n"
    found = with_statement('- {id: tired, speaker: duke-michael, quote: "We are tired,"}', text=text)
    assert "no name, alias or office of Duke Michael stands near" in one_of(found, "speaker-not-near-quote")


def test_two_who_could_have_said_it() -> None:
    text = TEXT + "“We are tired,” Duke Michael told Princess Flavia.\n"
    found = with_statement('- {id: tired, speaker: duke-michael, quote: "We are tired,"}', text=text)
    told = one_of(found, "attribution-unclear")
    assert "Princess Flavia could also be meant" in told and 'attribution: "Duke Michael told"' in told
    typed = with_statement('- {id: tired, speaker: duke-michael, quote: "We are tired,", attribution: "Duke Michael told"}', text=text)
    assert typed.diagnostics == ()


def test_going_on_from_another_speaker() -> None:
    found = judge(statements=STATEMENTS + "  continues: michael-wont-march\n")
    assert "`michael-wont-march` is by `duke-michael`" in one_of(found, "continues-another-speaker")
