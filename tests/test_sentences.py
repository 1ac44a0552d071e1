"""Paragraphs and sentences, as a reader would divide them."""

from __future__ import annotations

import pytest

from generator.sentences import Stretch, paragraphs, sentences


def split(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, 0, len(text), language)]


def test_paragraphs_are_lines_with_something_in_them() -> None:
    text = "\ufeffOne. \r\n\r\n \t\n\u00a0Two\u200b\u2028Three\n"
    assert [text[p.start : p.end] for p in paragraphs(text)] == ["One.", "Two", "Three"]
    assert paragraphs("") == paragraphs(" \n\ufeff\n") == ()


# In each text the sentences are parted by " | ".
TEXTS = [
    ("en", "We left. | They stayed. | Why?"),
    ("en", "Lots of talk, little action"),
    ("en", "The U.K. Prime Minister met Mr. Sapt and Dr. J. R. Hartley at 3.30 p.m. on Monday."),
    ("en", "A couple of them, U.K. | They want boots. | In the U.S. | We do not."),
    ("en", "It cost 5.5 crowns, i.e. too much. | He paid."),
    ("en", "The answer is no. | See No. 5 for more."),
    ("en", "So did I. | We all did."),
    ("en", "Well… that was it… | Nobody spoke. | Perhaps… I should."),
    ("en", "Get it?.. | No!!! | Really?!"),
    ("en", "“We go,” he said. | “We stay.”"),
    ("en", "“Where is it?” he asked. | “Gone!” said Sapt. | Nobody moved."),
    ("en", "“Where is it?” Duke Michael asked. | “Here.” | Sapt said nothing."),
    ("en", "“We go.” | “No!” | “Yes!”"),
    ("en", "“The road is bad. | The bridge is worse,” said Sapt."),
    ("en", "He called it “the end.” | She left (at noon). | (Nobody saw her.) | He slept.[12] | He woke."),
    ("en", "It said \"no.\" | \"Why?\" she wrote."),
    ("en", "The king [of Ruritania] slept. | [He] woke."),
    ("de", "Er kam am 3. Oktober z. B. aus Zenda. | Dr. Sapt, d. h. der Oberst, blieb."),
    ("de", "„Nein!“, sagte er. | „Hält sie?“ fragte Fritz. | »Ja.« | Dann Stille."),
    ("de", "Es waren 12. | Danach kamen mehr."),
    ("fr", "M. Sapt et Mme La Tour ont dit « non. » | Puis rien. | « Vraiment ? » demanda-t-il."),
    ("pl", "Płk. Sapt, m.in. z Zendy, był w 2020 r. w Strelsau. | Potem wyjechał. | „Czy most wytrzyma?” – zapytał Fritz."),
    ("uk", "Так звана, т. зв. Рада зібралася о 5 год. | Полк. Сапт приїхав. | «Куди?» — запитав Ф. Тарленгайм."),
    ("uk", "Це було у 2020 р. | Він поїхав."),
    ("zh", "他来了。 | 她走了！ | 为什么？"),
    ("fa", "او آمد. | چرا رفت؟ | نمی‌دانم."),
    ("xx", "One. | Two."),
]


@pytest.mark.parametrize(("language", "marked"), TEXTS, ids=[f"{language}-{text[:24]}" for language, text in TEXTS])
def test_sentences(language: str, marked: str) -> None:
    parts = marked.split(" | ")
    assert split(" ".join(parts), language) == parts


def test_only_the_asked_stretch_is_split() -> None:
    text = "One. Two. Three. Four."
    assert sentences(text, 5, 15, "en") == (Stretch(5, 9), Stretch(10, 15))
    assert sentences(text, 4, 4, "en") == sentences("  ", 0, 2, "en") == ()


def test_no_word_is_lost() -> None:
    text = "“A.” B! (C?) D… e. F. G.H. « I. » J... “K” l. M. 5. N"
    kept = "".join(split(text))
    assert kept.replace(" ", "") == text.replace(" ", "")


def test_a_region_is_the_same_language() -> None:
    assert split("Mr. Sapt left. He ran.", "en-GB") == ["Mr. Sapt left.", "He ran."]
