"""The resolved dossier: whose positions are compared."""

from __future__ import annotations

from little_dossier import FACTS, FILES, STATEMENTS, judge

from generator.countries import country_names
from generator.dossier import resolve

HEAD = "publisher: gazette\nderived_from: {title: The plan, publisher: morning-post, published: 1894-05-07}\n"
BODIES = {
    "data/dossier.yml": FILES["data/dossier.yml"] + "positions_of: organisations\n",
    "data/organisations/gazette.yml": "name: Strelsau Gazette\n",
    "data/organisations/morning-post.yml": "name: Morning Post\n",
    "data/organisations/court.yml": "name: High Court\n",
    "data/people/duke-michael.yml": "name: Duke Michael\n",
}


def holders(more: dict[str, str], **parts: str) -> tuple[str, ...]:
    found = judge(files={**BODIES, **more}, head=HEAD, **parts)
    assert not [d for d in found.diagnostics if d.severity == "error"], found.diagnostics
    return resolve(found.case.proofs, country_names(("en",))).holders


def test_an_organisation_that_merely_publishes_holds_no_position() -> None:
    assert holders({}) == ("court",), "neither the publisher of the copy nor that of the original"


def test_a_publisher_that_somebody_speaks_for_could_hold_one() -> None:
    editor = {"data/people/duke-michael.yml": "name: Duke Michael\nmemberships:\n  - {role: Editor, organisation: gazette, represents: true}\n"}
    assert holders(editor) == ("court", "gazette")
    reader = {"data/people/duke-michael.yml": "name: Duke Michael\nmemberships:\n  - {role: Reader, organisation: gazette}\n"}
    assert holders(reader) == ("court",)


def test_a_publisher_in_a_group_could_hold_one() -> None:
    group = {"data/organisations/papers.yml": "name: League of Papers\nmembers: [morning-post]\n"}
    assert holders(group) == ("court", "papers", "morning-post")


def test_a_publisher_that_a_statement_or_an_answering_fact_is_of_holds_one() -> None:
    assert holders({}, statements=STATEMENTS.replace("speaker: princess-flavia", "speaker: princess-flavia\n  speaks_for: {countries: [gazette], reason: She owns it.}")
                   ) == ("court", "gazette")
    assert holders({}, facts=FACTS.replace("about: [de]", "about: [de, gazette]")) == ("court",), "a fact that answers nothing is no position"
    assert holders({}, facts=FACTS.replace("about: [de]", "about: [de, gazette]") + "  answers: {army: stays}\n") == ("court", "gazette")
