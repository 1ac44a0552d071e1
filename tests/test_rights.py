"""The share of a publisher's own words that the site prints."""

from __future__ import annotations

from little_dossier import SOURCE, STATEMENTS, TEXT, Found, judge
from telling import REPORTED, SUPPER, one_of

from generator import rights

LONG = SUPPER.format(quote="Duke Michael said that supper was late that evening, as it had been on every evening since the old cook", more="")


def figures(found: Found) -> tuple[int, int]:
    source = found.case.proofs.sources[SOURCE]
    return rights.own_words(source), rights.own_words_published(source)


def test_what_stands_outside_of_the_marks_is_the_publishers_own() -> None:
    own, published = figures(judge())
    assert own == sum(len(line.split()) for line in (
        "A quiet kingdom", "Duke Michael told the council on Monday.", "said Princess Flavia.", *TEXT.splitlines()[2:3], *TEXT.splitlines()[4:]))
    assert published == len("on Monday".split())  # the phrase that tells the time


def test_too_many_of_the_publishers_own_words() -> None:
    found = judge(text=REPORTED, statements=STATEMENTS + LONG)
    told = one_of(found, "source-over-quoted")
    assert "supper (reported words)" in told and "15% are allowed" in told
    assert judge(text=REPORTED, statements=STATEMENTS + LONG, head="rights: {own_words: 0.4}").diagnostics == ()
    assert judge(text=REPORTED, statements=STATEMENTS + LONG, head="rights: {whole_text: true}").diagnostics == ()


def test_a_paraphrase_takes_the_publishers_words_off_the_site() -> None:
    ours = LONG.replace("}\n", ", paraphrase: Michael complained of a late supper.}\n")
    found = judge(text=REPORTED, statements=STATEMENTS + ours)
    assert found.diagnostics == ()
    assert figures(found)[1] == 2


def test_the_sentence_around_a_partial_is_counted_and_its_quoted_words_are_not() -> None:
    text = TEXT + "The duke finds it “wholly unacceptable” that nobody came, Duke Michael said.\n"
    statement = '\n- {id: nobody, speaker: duke-michael, quote: "wholly unacceptable"}\n'
    found = judge(text=text, statements=STATEMENTS + statement)
    assert found.case.proofs.statements["nobody"][1].speech == ("partial",)
    assert figures(found)[1] == 2 + len("The duke finds it that nobody came, Duke Michael said.".split())


def test_words_that_two_records_print_count_once() -> None:
    twice = LONG + LONG.replace("id: supper", "id: supper-again")
    once, both = (figures(judge(text=REPORTED, statements=STATEMENTS + s)) for s in (LONG, twice))
    assert once == both


def test_withdrawn_words_are_not_on_the_site() -> None:
    gone = LONG.replace("}\n", ", withdrawn: {date: 1894-06-02, reason: Our mistake.}}\n")
    assert figures(judge(text=REPORTED, statements=STATEMENTS + gone))[1] == 2


def test_a_document_is_all_speech_and_a_transcript_all_but_its_labels() -> None:
    letter = judge(text="We, the council, greet you.\n", statements='- {id: greets, speaker: duke-michael, quote: "We, the council, greet you."}',
                   facts="", not_speech="", head="kind: document\nissuer: duke-michael")
    assert figures(letter) == (0, 0)
    transcript = judge(text="MICHAEL: Good morning.\nFLAVIA: Good morning to you, sir.\n", facts="", not_speech="",
                       statements='- {id: greets, speaker: princess-flavia, quote: "Good morning to you, sir."}',
                       head="kind: transcript\nlabels: {MICHAEL: duke-michael, FLAVIA: princess-flavia}")
    assert figures(transcript) == (2, 0)


def test_words_are_counted_in_any_script() -> None:
    assert rights.count_words("It's 5,000 well-known men.") == 4
    assert rights.count_words("Ми не підемо.") == 3
    assert rights.count_words("我们不走") == 4
