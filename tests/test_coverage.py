"""How much of the quoted words of a source is keyed."""

from __future__ import annotations

from little_dossier import SOURCE, STATEMENTS, TEXT, Found, judge

from generator import coverage


def of(found: Found) -> coverage.Coverage:
    return coverage.of_source(found.case.proofs.sources[SOURCE])


def test_all_quoted_words_are_keyed() -> None:
    figures = of(judge())
    assert (figures.quoted, figures.keyed, figures.left_over) == (16, 16, ())


def test_what_is_left_over_has_its_place_in_the_archived_text() -> None:
    found = judge(statements=STATEMENTS.replace('"We shall not march on Zenda."', '"We shall not march"'))
    figures = of(found)
    assert (figures.quoted, figures.keyed) == (16, 14)
    (left,) = figures.left_over
    line = TEXT.splitlines()[left.span.line - 1]
    assert line[left.span.column - 1:left.span.end_column - 1] == "on Zenda" == TEXT[left.start:left.end]
    assert left.span.file == f"seeds/{SOURCE}.txt"


def test_passages_of_events_and_questions_account_for_words_too() -> None:
    text = TEXT + "“Who will pay?” the crowd called.\n“Nobody!” it answered.\n"
    event = "name: The crowd gathers\ndate: 1894-05-07\nevidence: [{source: strelsau-gazette, text: Who will pay?}]\n"
    found = judge(text=text, files={"data/events/crowd.yml": event})
    assert [text[left.start:left.end] for left in of(found).left_over] == ["Nobody"]


REVIEWED = "\n  recorded_by: Fritz\n  reviewed: {by: Sapt, why: It is fair.}"


def test_words_that_a_reviewed_cut_leaves_out_are_accounted_for() -> None:
    cut = STATEMENTS.replace('"We shall not march on Zenda."', '"We shall not march"' + REVIEWED)
    found = judge(statements=cut)
    figures = of(found)
    assert (figures.quoted, figures.keyed, figures.left_out, figures.left_over) == (16, 14, 2, ())
    assert found.diagnostics == ()


def test_a_review_accounts_for_no_other_sentence_and_nobody_elses_words() -> None:
    text = TEXT + "“We want peace. The King is well, if he sleeps. The harvest is in,” Duke Michael said. “So it is,” said somebody.\n"
    statement = '- {id: king, speaker: duke-michael, quote: The King is well, recorded_by: Fritz, reviewed: {by: Sapt, why: It is fair.}}\n'
    figures = of(judge(text=text, statements=STATEMENTS + statement.replace("quote: The King is well", 'quote: "The King is well"')))
    assert [text[left.start:left.end] for left in figures.left_over] == ["We want peace", "The harvest is in", "So it is"]
    but = TEXT.replace("said Princess Flavia.", "said Princess Flavia. “But it expects much.”")
    found = judge(text=but, statements=STATEMENTS.rstrip("\n") + REVIEWED + "\n")
    assert of(found).left_over == () and found.diagnostics == ()
