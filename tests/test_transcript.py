"""Speaker labels, turns and stage directions of transcripts."""

from __future__ import annotations


import pytest

from generator.sentences import paragraphs
from generator.speech import read_speech
from generator.transcript import asides, turns


def said(text: str, *labels: str) -> list[tuple[str, str]]:
    return [(t.label, text[t.start : t.end]) for t in turns(text, paragraphs(text), labels)]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("SAPT: We go.", "SAPT"),
        ("MR. SAPT: We go.", "MR. SAPT"),
        ("Duke Michael: We go.", "Duke Michael"),
        ("Fritz von Tarlenheim: We go.", "Fritz von Tarlenheim"),
        ("Flavia (Elphberg): We go.", "Flavia (Elphberg)"),
        ("The Prime Minister (Mr. Rudolf Rassendyll, for Zenda): We go.", "The Prime Minister (Mr. Rudolf Rassendyll, for Zenda)"),
        ("Q We go.", "Q"),
        ("Q   We go.", "Q"),
        ("Q. We go.", "Q"),
        ("Q: We go.", "Q"),
        ("A. We go.", "A"),
        ("**A.** We go.", "A"),
        ("R.R.: We go.", "R.R."),
        ("RR: We go.", "RR"),
        ("**Rudolf Rassendyll:** We go.", "Rudolf Rassendyll"),
        ("**Rudolf Rassendyll**: We go.", "Rudolf Rassendyll"),
        ("**Rudolf Rassendyll** We go.", "Rudolf Rassendyll"),
        ("[RUDOLF]: We go.", "RUDOLF"),
        ("[00:01:23] RUDOLF: We go.", "RUDOLF"),
        ("00:01:23 Rudolf Rassendyll: We go.", "Rudolf Rassendyll"),
        ("RUDOLF [00:12]: We go.", "RUDOLF"),
        ("Mr. SAPT. We go.", "Mr. SAPT"),
        ("ПОЛКОВНИК САПТ: We go.", "ПОЛКОВНИК САПТ"),
        ("SAPT:\nWe go.", "SAPT"),
    ],
)
def test_labels(line: str, label: str) -> None:
    assert said(line) == [(label, "We go.")]


@pytest.mark.parametrize(
    "line",
    [
        "We have one rule: nobody leaves.",
        "Look: we go.",
        "My answer is simple: no.",
        "The train left at 12:30 today.",
        "See https://example.org/ for more.",
        "A man came.",
        "Q fever is rare.",
        "THE KING AND ALL OF HIS MEN: no.",
        "[APPLAUSE] One.\n[APPLAUSE] Two.",
        "[Two Guards] One.\n[Two Guards] Two.",
        "(Applause.)",
        "[Laughter]",
        "[APPLAUSE] We go.",
        "Ladies and gentlemen: welcome.",
        "“Sapt: we go.”",
        "The King Of Ruritania And All His Horses Said: no.",
    ],
)
def test_what_is_no_label(line: str) -> None:
    assert said(f"SAPT: Begin.\n{line}") == [("SAPT", f"Begin.\n{line}")]


def test_a_capitalised_word_is_no_label_where_the_others_shout_unless_repeated() -> None:
    assert said("SAPT: One.\nGentlemen: we go.") == [("SAPT", "One.\nGentlemen: we go.")]
    assert said("SAPT: One.\nRudolf: Two.\nSAPT: Three.\nRudolf: Four.")[1] == ("Rudolf", "Two.")


def test_a_word_that_opens_a_sentence_is_no_label_where_names_are_not_shouted() -> None:
    assert said("Rudolf: One.\nLook: two.\nFlavia: Three.") == [("Rudolf", "One.\nLook: two."), ("Flavia", "Three.")]


def test_listed_labels_are_always_labels() -> None:
    text = "sapt\nWe go.\n[Fritz] No.\nFlavia (Elphberg): Yes.\nthe old colonel: Done."
    assert said(text, "Sapt", "Fritz", "Flavia", "The old colonel") == [
        ("Sapt", "We go."), ("Fritz", "No."), ("Flavia", "Yes."), ("The old colonel", "Done.")]  # fmt: skip


def test_paragraphs_without_a_label_go_on_and_the_head_belongs_to_nobody() -> None:
    text = "Press briefing\n\nSAPT: One.\n\nTwo.\n\nQ Three?\n"
    assert said(text) == [("SAPT", "One.\n\nTwo."), ("Q", "Three?")]
    found = turns(text, paragraphs(text))
    assert text[found[0].label_start : found[0].label_end] == "SAPT:"
    assert said("Nobody speaks here.") == said("") == []


def test_a_known_label_begins_a_turn_behind_the_end_of_a_sentence_of_a_line_too() -> None:
    text = "FLAVIA: I will not. MICHAEL: I steal — **FLAVIA:** No! (Noise.) Michael (rising): Yes."
    assert said(text, "FLAVIA", "MICHAEL", "Michael") == [("FLAVIA", "I will not."), ("MICHAEL", "I steal —"), ("FLAVIA", "No! (Noise.)"), ("Michael", "Yes.")]
    assert said("FLAVIA: I tell MICHAEL: go. The rule: go. Sapt: stay.", "FLAVIA", "MICHAEL") == [("FLAVIA", "I tell MICHAEL: go. The rule: go. Sapt: stay.")]
    assert said("SAPT: One. FLAVIA: Two.\nFLAVIA: Three.") == [("SAPT", "One."), ("FLAVIA", "Two."), ("FLAVIA", "Three.")]


def test_stage_directions_are_told_from_insertions() -> None:
    text = "SAPT: We [the guards] go. (Applause.) Not [laughter] now (or ever), under [Article 5]. (Rupert: Shame!)\n[All rise.]\nWe go."
    assert [text[a.start : a.end] for a in asides(text, 0, len(text))] == ["(Applause.)", "[laughter]", "(Rupert: Shame!)", "[All rise.]"]


def test_turns_over_a_span() -> None:
    text = "SAPT: One. (Rupert: Shame!) Two.\nQ Three?\nSAPT: Four."
    speech = read_speech(text, "en", "transcript")

    def over(words: str) -> list[str]:
        start = text.index(words)
        return [t.label for t in speech.turns_over(start, start + len(words))]

    assert over("One.") == ["SAPT"]
    assert over("Two.\nQ Three?\nSAPT: Four.") == ["SAPT", "Q", "SAPT"]
    assert over("Three?") == ["Q"]
    assert over("Shame!") == []


def test_a_long_line_of_colons_is_read_quickly() -> None:
    text = "\n".join(["Aa Bb: " * 2000] * 5)
    assert len(said(text)) == 5


def test_a_long_line_of_stops_and_blanks_is_read_quickly(within_a_minute: None) -> None:
    said("FLAVIA: " + ". " * 50_000 + "." + " " * 100_000 + "." * 50_000 + ".“" * 50_000, "FLAVIA")
