"""Who said it: names in a text, and words tied to their speaker. All fiction."""

from __future__ import annotations

import pytest

from generator.attribution import Surroundings, Tie, tie
from generator.mentions import Rivals, build_names
from generator.model import Country, Membership, Organisation, Person
from generator.rung import is_unvouched
from generator.speech import read_speech
from generator.voices import Voices

RUDOLF = ("people/rudolf", Person(name="Rudolf Rassendyll", memberships=(Membership(role="King", country="ru"),)))
MICHAEL = ("people/michael", Person(name="Michael Elphberg", aliases=("Duke Michael", "Black Michael")))
FLAVIA = ("people/flavia", Person(name="Flavia Elphberg", aliases=("Princess Flavia",)))
COURTIER = ("people/courtier", Person(name="a senior Ruritanian courtier", identified_by="description", source="gazette"))
RURITANIA = ("countries/ru", Country(aliases=("Strelsau", "Ruritanian")))
GUARD = ("organisations/guard", Organisation(name="Royal Guard"))
NAMES = build_names([RUDOLF, MICHAEL, FLAVIA, COURTIER, RURITANIA, GUARD], {"ru": ("Ruritania",)})
PEOPLE = frozenset({"people/rudolf", "people/michael", "people/flavia", "people/courtier"})


def named(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[m.start:m.end], m.actors) for m in NAMES.mentions(text, 0, len(text))]


@pytest.mark.parametrize(("text", "expected"), [
    ("Rudolf Rassendyll spoke.", [("Rudolf Rassendyll", ("people/rudolf",))]),
    ("Rassendyll’s word", [("Rassendyll", ("people/rudolf",))]),
    ("the Rassendylls", []),
    ("Elphberg said", [("Elphberg", ("people/flavia", "people/michael"))]),
    ("Duke Michael said", [("Duke Michael", ("people/michael",))]),
    ("A senior Ruritanian courtier said", [("A senior Ruritanian courtier", ("people/courtier",))]),
    ("the senior Ruritanian courtier", [("senior Ruritanian courtier", ("people/courtier",))]),
    ("a Ruritanian soldier", [("Ruritanian", ("countries/ru",))]),
    ("the King of Ruritania", [("King of Ruritania", ("people/rudolf",))]),
    ("the king", []),
])
def test_names_are_found_as_whole_words_and_the_longest_wins(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert named(text) == expected


def judge(speaker: str, sentence: str, paragraph: str = "", attribution: str | None = None, in_sentence: bool = True) -> Tie:
    typed = attribution is not None
    return tie(f"people/{speaker}", PEOPLE, Surroundings(
        NAMES.mentions(sentence, 0, len(sentence)), NAMES.mentions(paragraph, 0, len(paragraph)),
        NAMES.mentions(attribution or "", 0, len(attribution or "")), typed, typed and in_sentence))


def test_the_name_in_the_sentence_ties() -> None:
    assert judge("rudolf", "Rudolf Rassendyll told the court").verdict == "tied"


def test_a_swapped_speaker_is_caught() -> None:
    found = judge("michael", "Rudolf Rassendyll told the court", paragraph="Duke Michael listened.")
    assert (found.verdict, found.others) == ("another", ("people/rudolf",))


def test_two_names_in_the_sentence_need_an_attribution() -> None:
    sentence = "Rudolf Rassendyll told Duke Michael"
    assert judge("rudolf", sentence).verdict == "unclear"
    assert judge("rudolf", sentence, attribution="Rudolf Rassendyll told").verdict == "tied"
    assert judge("michael", sentence, attribution="Rudolf Rassendyll told").verdict == "another"


def test_an_attribution_that_names_both_proves_neither() -> None:
    assert judge("rudolf", "Rudolf Rassendyll told Duke Michael", attribution="Rudolf Rassendyll told Duke Michael").verdict != "tied"


def test_a_pronoun_needs_the_words_that_it_stands_for() -> None:
    assert judge("rudolf", "he said", attribution="he said").verdict == "unclear"
    assert judge("rudolf", "he said", attribution="he said Rudolf Rassendyll", in_sentence=False).verdict == "tied"


def test_an_attribution_from_elsewhere_yields_to_the_name_in_the_sentence() -> None:
    found = judge("michael", "Rudolf Rassendyll said", attribution="Duke Michael said", in_sentence=False)
    assert (found.verdict, found.others) == ("another", ("people/rudolf",))


def test_a_shared_surname_ties_nobody() -> None:
    assert judge("michael", "Elphberg said").verdict == "unclear"
    assert judge("flavia", "Princess Flavia told the Elphberg court").verdict == "tied"


def test_the_paragraph_serves_where_the_sentence_names_nobody() -> None:
    assert judge("rudolf", "he said", paragraph="Rudolf Rassendyll rose.").verdict == "tied"
    assert judge("rudolf", "he said", paragraph="Rudolf Rassendyll rose. Duke Michael sat.").verdict == "unclear"
    assert judge("rudolf", "he said").verdict == "not-near"


def test_words_that_nobody_vouches_for_are_known_by_their_phrase() -> None:
    assert is_unvouched("Duke Michael was reported as saying", "en")
    assert not is_unvouched("Duke Michael said", "en")


def test_the_names_in_a_stretch_are_those_that_a_search_of_it_alone_would_find() -> None:
    text = "Duke Michael Elphberg met the King of Ruritania. Rudolf Rassendyll: “Princess Flavia”, the Royal Guard"
    voices = Voices(None, text, read_speech(text), NAMES, Rivals(()), None)  # type: ignore[arg-type]
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            assert voices.named_in(start, end) == NAMES.mentions(text, start, end), text[start:end]


def test_an_office_that_many_hold_is_looked_up_once(within_a_minute: None) -> None:
    office = Membership(role="privy councillor", country="ru")
    many = [(f"people/p{n:04}", Person(name=f"Anton Number{n:04}", memberships=(office,))) for n in range(2_000)]
    names = build_names(many, {"ru": ("Ruritania",)})
    text = "A privy councillor of Ruritania spoke. " * 30_000
    found = names.mentions(text, 0, len(text))
    assert len(found) == 30_000 and {len(m.actors) for m in found} == {2_000}
    assert text[found[0].start:found[0].end] == "privy councillor of Ruritania"


def test_a_person_whom_a_source_describes_vies_with_others_in_that_source_only() -> None:
    assert "people/courtier" in NAMES.rivals_in("gazette", ())
    assert "people/courtier" not in NAMES.rivals_in("herald", ())
    assert "people/rudolf" in NAMES.rivals_in("herald", ())
    assert "organisations/guard" in NAMES.rivals_in("herald", ["organisations/guard"])
    assert "organisations/guard" not in NAMES.rivals_in("herald", ())
