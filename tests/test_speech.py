"""Which words of an archived text are marked as speech. The labelled spans are data: data/speech.yml and data/speech/*.yml."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import yaml

from generator.speech import Speech, own_voice, read_speech, speech_of, unkeyed
from measures import speech as measure

HERE = Path(__file__).parent
CORPUS = yaml.safe_load((HERE / "data" / "speech.yml").read_text("utf-8"))
SPANS = [(text, kind, words) for text in CORPUS for span in text["spans"] for kind, words in span.items()]
SEED = (HERE.parent / "seeds" / "politico-deadlock-over-security-guarantees.txt").read_text("utf-8")


def place(text: str, words: str) -> tuple[int, int]:
    assert text.count(words) == 1, f"{words!r} stands {text.count(words)} times"
    start = text.index(words)
    return start, start + len(words)


def kind(text: str, words: str, language: str = "en", form: str = "marks") -> str:
    return speech_of(read_speech(text, language, form), [place(text, words)])[0]


def marked(text: str, language: str = "en") -> list[str]:
    return [text[q.start : q.end] for q in read_speech(text, language).quoted]


@pytest.mark.parametrize(("text", "expected", "words"), SPANS, ids=[f"{t['style']}-{t['language']}-{w[:30]}" for t, _, w in SPANS])
def test_labelled_spans(text: dict[str, str], expected: str, words: str) -> None:
    assert kind(text["text"], words, text["language"], text.get("form", "marks")) == expected


def test_nearly_all_labelled_spans_of_each_style_come_out_as_labelled() -> None:
    spans = measure.labelled()
    styles = measure.scores(spans, "style")
    assert len(spans) >= 320
    assert len(styles) >= 7
    assert measure.score(spans).share >= 0.98, [s for s in spans if not s.right]
    assert [name for name, part in styles.items() if part.share < 0.90] == []
    assert measure.good_enough(spans)


def test_a_list_that_nothing_was_mended_by_errs_on_the_side_of_less() -> None:
    wrong = [span for span in measure.unseen() if not span.right]
    assert len(measure.unseen()) >= 50
    assert [span for span in wrong if span.found == "direct"] == []
    assert [span for span in wrong if span.label == "indirect" and span.style not in ("dash", "guillemets")] == []


def test_the_measure_tells_what_is_wrong(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    good = measure.labelled()
    monkeypatch.setattr(measure, "labelled", lambda: (*good[:-20], *(replace(span, found="mixed", label="direct") for span in good[-20:])))
    assert measure.main(["--wrong"]) == 1
    told = capsys.readouterr().out
    assert f"all: {measure.score(measure.labelled()).right} of {len(good)}" in told
    assert f"{good[-1].words!r} is labelled direct, worked out mixed" in told
    monkeypatch.undo()
    assert measure.main([]) == 0


# --- the seed article, read by hand ---------------------------------------------------------------------------------

BY_HAND = [
    ("direct", "Don’t ask any more – there will be no American troops in Ukraine. Get it?.."),
    ("partial", "Article 5-like"),
    ("partial", "coalition of the willing"),
    ("partial", "in the coming days to further strengthen plans to deliver robust security guarantees and prepare for the deployment of a "
                "reassurance force if the hostilities ended"),
    ("direct", "I can tell you he's definitively ruled out boots on the ground"),
    ("direct", "We’ve got the European nations, and they’ll front-load it"),
    ("direct", "France and Germany, a couple of them, U.K. They want to have, you know, boots on the ground."),
    ("partial", "reassurance forces"),
    ("partial", "in the air, at sea and on land."),
    ("partial", "boots on the ground,”"),
    ("partial", "a combat mandate"),
    ("partial", "buying something theoretical."),
    ("direct", "If one considers how politically weak Macron and Starmer are, it is not easy to see how this plan will go"),
    ("direct", "It’s not an easy time economically."),
    ("direct", "That’s a decision the parliament has to decide"),
    ("direct", "We simply don’t have the personnel for a large contingent"),
    ("direct", "Even a small deployment would be a challenge."),
    ("direct", "It’s too early to contemplate such a development"),
    ("direct", "As for the quid pro quo, it would still be difficult to overcome the EU’s obstacles on the funds for defense. I’m sure the EU "
               "will find a way to prevent Turkey from having any access."),
    ("direct", "Poland has its own strategic dilemma because it has borders with Russia and Belarus so it cannot weaken the forces needed to "
               "prevent an attack"),
    ("direct", "If one of our soldiers were to die, would we pretend nothing happened or should we react? Because if we react, it’s obvious that "
               "NATO will have to do it. And then we might as well activate the [Article 5] clause immediately"),
    ("direct", "Sometimes"),
    ("direct", "it is difficult to understand what we are talking about."),
    ("direct", "Nothing will happen because the fighting isn’t stopping"),
    ("direct", "The Americans seem unwilling to move too far toward Russia and Europeans continue to support Ukraine so we have a deadlock."),
    ("direct", "No!"),
    ("direct", "We reiterate our long-standing position of unequivocally rejecting any scenarios involving the deployment of NATO military "
               "contingents in Ukraine, as this risks uncontrollable escalation with unpredictable consequences"),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), BY_HAND, ids=[w[:30] for _, w in BY_HAND])
def test_every_quotation_of_the_seed(expected: str, words: str) -> None:
    assert kind(SEED, words) == expected


def test_the_seed_has_these_quotations_and_no_others() -> None:
    assert [text.rstrip(",") for text in marked(SEED)] == [words.rstrip(",”") for _, words in BY_HAND]


def test_the_inserted_words_stay_inside_their_quotation() -> None:
    start, end = place(SEED, "[Article 5]")
    quoted = read_speech(SEED).outermost_at(start, end)
    assert quoted is not None
    assert SEED[quoted.start : quoted.end].endswith("activate the [Article 5] clause immediately,")


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("indirect", "said one EU diplomat"),
        ("indirect", "That, the official said, would remain the job of the Ukrainian military."),
        ("indirect", "a combat mandate” at a minimum to defend itself if attacked by Russia"),
        ("indirect", "is ruling out sending troops to Ukraine"),
        ("mixed", "go,” said one EU diplomat"),
        ("partial", "would we pretend nothing happened"),
        ("direct", "Because if we react, it’s obvious that NATO will have to do it."),
        ("partial", "obvious that NATO will have to do it."),
    ],
)
def test_cuts_of_the_seed(expected: str, words: str) -> None:
    assert kind(SEED, words) == expected


def test_parts_are_judged_one_by_one() -> None:
    spans = [place(SEED, "Sometimes,"), place(SEED, "difficult to understand what we are talking about.")]
    assert speech_of(read_speech(SEED), spans) == ("direct", "partial")


# --- marks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("“Go,\" he said. \"Stay,” she said.", "en", ["Go,", "Stay,"]),
        ("He said “we met the ‘king’ and ‘queen’ there.”", "en", ["we met the ‘king’ and ‘queen’ there.", "king", "queen"]),
        ("The duke’s and the soldiers’ horses, since the ’90s and ‘80s.", "en", []),
        ("Rock 'n' roll and the soldiers' wives'.", "en", []),
        ("Six feet: 6'2\". A 5\" gun, a 7\" gun.", "en", []),
        ("\"Born in 1990\" is her song.", "en", ["Born in 1990"]),
        ("The king ('the \"real\" one') slept.", "en", ["the \"real\" one", "real"]),
        ("Er sagte:»Nein«.", "de", ["Nein"]),
        ("„Er rief ‚Halt‘ und ‚Los‘“, sagte sie.", "de", ["Er rief ‚Halt‘ und ‚Los‘", "Halt", "Los"]),
        ("„Ein gerades Ende\", sagte er.", "de", ["Ein gerades Ende"]),
        ("Elle dit «\u00a0oui\u00a0» et «\u202fnon\u202f».", "fr", ["\u00a0oui\u00a0", "\u202fnon\u202f"]),
        ("”Ja” och ”nej”.", "sv", ["Ja", "nej"]),
        ("Hän sanoi »joo» ja »ei».", "fi", ["joo", "ei"]),
        ("「はい」と彼は言った。『本』もある。", "ja", ["はい", "本"]),
        ("— No —dijo Rudolf—. Nunca iremos.", "es", ["No", "Nunca iremos."]),
        ("— Reporting by the Strelsau Post.", "en", []),
        ("“A. “B. “C.” D.", "en", ["A. “B. “C."]),
        ("``Go,'' he said.", "en", ["Go,"]),
        ("“He 'ad no time,” she said.", "en", ["He 'ad no time,"]),
        ("“He came, she said to me.\n\n“Then he left.”", "en", ["He came, she said to me.", "Then he left."]),
        ("'One.\n\n'Two.'\n\nA 'bit of rope.", "en", ["One.", "Two."]),
        ("»Ja «, sagte er. »Nein«.", "de", ["Ja ", "Nein"]),
        ("Han sade ’ja’ till ”kungen”.", "sv", ["ja", "kungen"]),
        ("\"Go\"he said. צה\"ל בא.", "he", ["Go"]),
    ],
)
def test_what_stands_inside_marks(text: str, language: str, found: list[str]) -> None:
    assert marked(text, language) == found


@pytest.mark.parametrize(
    "text",
    [
        "“We go, said the duke.\nHe left. “Good,” she said.",
        "\"We go, said the duke.\nHe left. \"Good,\" she said.",
        "«Ми йдемо, сказав герцог.\nВін пішов. «Добре», — сказала вона.",
    ],
)
def test_an_unclosed_mark_swallows_neither_the_reporter_nor_the_next_paragraph(text: str) -> None:
    speech = read_speech(text, "uk" if "Ми" in text else "en")
    first, second = speech.outermost
    assert text[first.start : first.end] in ("We go,", "Ми йдемо,")
    assert not first.closed
    assert second.closed and second.paragraph == 1


def test_an_unclosed_scare_quote_does_not_reach_over_the_reporter_to_the_next_quotation() -> None:
    text = "The \"plan is bad. The duke said: \"I agree.\""
    assert kind(text, "The duke said") != "direct"
    assert kind(text, "I agree.") == "direct"
    assert read_speech(text).outermost_at(*place(text, "duke said")) is None or marked(text)[0] == "plan is bad."


def test_an_unclosed_inner_mark_ends_with_the_outer_one() -> None:
    text = "“He told me „wait and left,” she said. “So I left.”"
    speech = read_speech(text)
    assert [text[q.start : q.end] for q in speech.outermost][-1] == "So I left."
    assert speech.outermost_at(*place(text, "she said")) is None
    assert marked("« Il a dit “viens et il part », dit-elle.", "fr") == [" Il a dit “viens et il part ", "viens et il part "]


def test_levels_and_the_innermost() -> None:
    text = "“He said ‘the \"real\" king’ twice,” said Sapt."
    speech = read_speech(text)
    assert [q.level for q in speech.quoted] == [0, 1, 2]
    innermost = speech.quoted_at(*place(text, "real"))
    outermost = speech.outermost_at(*place(text, "real"))
    assert innermost is not None and text[innermost.start : innermost.end] == "real"
    assert outermost is not None and outermost.outer_start == 0
    behind = speech.quoted_at(*place(text, "twice"))
    assert behind is not None and behind.level == 0
    assert speech.quoted_at(*place(text, "said Sapt")) is None


def test_a_quotation_over_several_paragraphs() -> None:
    text = "“One. Two.\n\n“Three.\n\n“Four,” said Sapt.\n\nFive."
    speech = read_speech(text)
    assert [(text[q.start : q.end], q.closed, q.paragraph) for q in speech.quoted] == [
        ("One. Two.", False, 0), ("Three.", False, 1), ("Four,", True, 2)]  # fmt: skip
    assert speech_of(speech, [place(text, "Two.\n\n“Three.\n\n“Four")]) == ("direct",)
    assert speech_of(speech, [place(text, "Two.\n\n“Three.\n\n“Four,” said Sapt")]) == ("mixed",)


def test_a_quotation_opened_once_and_closed_paragraphs_later() -> None:
    text = "He read: “The king is ill.\n\nSend ‘no’ horses.\n\nBurn this.” Then he left.\n\n“Good,” she said."
    speech = read_speech(text)
    assert [(text[q.start : q.end], q.closed) for q in speech.outermost] == [
        ("The king is ill.", False), ("Send ‘no’ horses.", False), ("Burn this.", True), ("Good,", True)]  # fmt: skip
    assert kind(text, "Then he left.") == "indirect"
    assert kind(text, "horses.\n\nBurn this.”") == "partial"
    assert kind(text, "Burn this.” Then") == "mixed"


@pytest.mark.parametrize(
    "text",
    [
        "He read: “The king is ill.\n\nSend no horses, said the duke.\n\nBurn this.” Then he left.",  # a reporter speaks
        "The “plan is bad.\n\nSend no horses.\n\nBurn this.” Then he left.",  # begins as no sentence does
        "He read: “The king is ill.\n\nA heading\n\nBurn this.” Then he left.",  # no sentence between
        "He read: “The king is ill.\n\nSend no horses.\n\n“Burn this.” Then he left.",  # the next one opens
        "He read: “The king is ill.\n\n" + "Send no horses.\n\n" * 20 + "Burn this.” Then he left.",  # too far away
    ],
)
def test_an_open_mark_reaches_no_further_where_that_is_not_sure(text: str) -> None:
    speech = read_speech(text)
    assert {q.paragraph for q in speech.outermost} <= {0, max(q.paragraph for q in speech.outermost)}
    assert "Send no horses" not in "".join(text[q.start : q.end] for q in speech.outermost)


def test_old_french_marks_at_each_paragraph() -> None:
    assert marked("« Un.\n\n» Deux.\n\n» Trois. »\n\nQuatre. » Cinq.", "fr") == [" Un.", " Deux.", " Trois. "]


@pytest.mark.parametrize("clause", ["said that", "asked whether", "described it as"])
def test_a_clause_that_hangs_on_the_reporters_is_a_fragment(clause: str) -> None:
    text = f"Sapt {clause} “Ruritania has lost the war and the winter harvest.”"
    assert kind(text, "Ruritania has lost the war and the winter harvest.") == "partial"


def test_a_verb_that_no_list_has_still_ends_the_speech() -> None:
    assert kind("— Do Zendy — burknął woźnica. — A pan?", "burknął woźnica", "pl") == "indirect"
    assert kind("— До Зенди, — бовкнув візник. — А пан?", "бовкнув візник", "uk") == "indirect"
    assert kind("— À Zenda, grogna le cocher. Et vous ?", "grogna le cocher", "fr") == "indirect"


def test_the_reporters_own_dash_opens_no_speech() -> None:
    text = "— Zamek stoi — powiedział Sapt i dodał, że brama — ta od rzeki — pęknie. — Idziemy."
    assert marked(text, "pl") == ["Zamek stoi", "Idziemy."]


def test_a_so_before_a_name_attributes_and_another_so_does_not() -> None:
    assert kind("„Das hier“, so Prinzessin Flavia, „ist kein Plan.“", "Das hier", "de") == "direct"
    assert kind("„Das hier“, so viel steht fest, „ist kein Plan.“", "ist kein Plan.", "de") == "partial"


@pytest.mark.parametrize(
    ("text", "language", "form"),
    [
        ("." + "»" * 3000 + "x", "de", "marks"),
        ("a" + "." * 60_000 + "x", "en", "marks"),
        ("— A" + " " * 60_000 + "b.", "pl", "marks"),
        ("“" * 30_000, "en", "marks"),
        ("“A.\n\nB.\n" * 10_000, "en", "marks"),
        (("A." + "\xa0" * 150 + "!\n") * 200, "en", "transcript"),
    ],
    ids=["closing-marks", "stops", "spaces", "opening-marks", "paragraphs", "labels"],
)
def test_a_hostile_text_is_read_to_its_end(text: str, language: str, form: str) -> None:
    """No time is measured: what once took more than the square of the length would not come back."""
    speech = read_speech(text, language, form)
    assert speech.sentence_at(len(text) // 2).end <= len(text)
    assert len(speech.quoted) + len(own_voice(speech)) >= 0


def test_nesting_holds_for_any_marks() -> None:
    draw = Random(7)
    text = "".join(draw.choice("“”\"'‘’«»„—aB.,  \n") for _ in range(20_000))
    ends: list[int] = []
    last = 0
    for quoted in read_speech(text, "pl").quoted:
        assert quoted.outer_start <= quoted.start < quoted.end <= quoted.outer_end
        assert last <= quoted.outer_start
        last = quoted.outer_start
        del ends[quoted.level :]
        assert all(quoted.outer_end <= end for end in ends)
        ends.append(quoted.outer_end)


# --- look-ups, coverage, voice ---------------------------------------------------------------------------------------


def test_look_ups() -> None:
    text = "\ufeffOne. Two.\r\n\r\nThree.\n"
    speech = read_speech(text)
    assert [text[p.start : p.end] for p in speech.paragraphs] == ["One. Two.", "Three."]
    assert speech.paragraph_at(text.index("Two")) == 0
    assert speech.paragraph_at(text.index("Three")) == 1
    assert speech.paragraph_at(text.index("\r")) is None
    sentence = speech.sentence_at(text.index("wo"))
    assert text[sentence.start : sentence.end] == "Two."
    over = speech.sentences_over(*place(text, "wo.\r\n\r\nTh"))
    assert text[over.start : over.end] == "Two.\r\n\r\nThree."


def test_an_empty_text() -> None:
    for form in ("marks", "transcript", "document"):
        speech = read_speech("", form=form)
        assert (speech.paragraphs, speech.quoted, speech.turns, unkeyed(speech, []), own_voice(speech)) == ((), (), (), (), ())
        assert speech.paragraph_at(0) is None
        assert speech.quoted_at(0, 0) is None
        assert speech.sentences_over(0, 0).start == 0


def words_of(speech: Speech, stretches: object) -> list[str]:
    return [speech.text[s.start : s.end] for s in stretches]  # type: ignore[attr-defined]


def test_words_that_nothing_is_keyed_to() -> None:
    text = "“We go,” he said. “We do not stay. We run.” A “bold” plan, “…”."
    speech = read_speech(text)
    assert words_of(speech, unkeyed(speech, [])) == ["We go", "We do not stay. We run", "bold"]
    assert words_of(speech, unkeyed(speech, [place(text, "We go"), place(text, "do not stay")])) == ["We", "We run", "bold"]
    assert words_of(speech, unkeyed(speech, [(0, len(text)), place(text, "We go")])) == []
    assert words_of(speech, unkeyed(speech, [place(text, "said. “We do not stay. We run.” A"), (0, 8)])) == ["bold"]
    assert words_of(speech, unkeyed(speech, [place(text, "We do not stay. We run"), place(text, "not")])) == ["We go", "bold"]
    assert unkeyed(read_speech(text, form="transcript"), []) == ()
    assert unkeyed(read_speech(text, form="document"), []) == ()


def test_the_publishers_own_words() -> None:
    text = "“We go,” he said. “We stay.”\nShe left."
    assert words_of(read_speech(text), own_voice(read_speech(text))) == ["he said", "She left"]
    talk = read_speech("A talk\nSAPT: We go. (Laughter.) We stay.\nFRITZ: No.", form="transcript")
    assert words_of(talk, own_voice(talk)) == ["A talk\nSAPT", "(Laughter.)", "FRITZ"]
    assert own_voice(read_speech(text, form="document")) == ()


def test_own_voice_and_marked_words_make_up_the_seed() -> None:
    speech = read_speech(SEED)
    letters = sum(c.isalnum() for c in SEED)
    own = sum(c.isalnum() for s in own_voice(speech) for c in SEED[s.start : s.end])
    quoted = sum(c.isalnum() for s in unkeyed(speech, []) for c in SEED[s.start : s.end])
    assert own + quoted == letters
