"""A little dossier in memory, from YAML and an archived text, and what the rules find in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import dedent, indent

from generator import proof, rules
from generator.countries import country_names
from generator.diagnostics import Diagnostic
from generator.prose import markdown
from generator.reading import read_records

SOURCE = "strelsau-gazette"
SOURCE_FILE = f"data/sources/{SOURCE}.yml"

TEXT = """\
A quiet kingdom
“The plan is unacceptable to Strelsau,” Duke Michael told the council on Monday. “We shall not march on Zenda.”
The council, which had met at noon, heard him in silence and went home before the bells of the old town rang for supper.
“Ruritania asks for nothing,” said Princess Flavia.
Ruritania keeps ten thousand men in the field. Its neighbours keep fewer, and nobody in the capital expects that to change.
"""

FILES = {
    "data/dossier.yml": "title: The crown of Ruritania\nsubject: Who marches, and who does not.\nlicence: {name: CC BY 4.0}\n",
    "data/people/duke-michael.yml": "name: Duke Michael\n",
    "data/people/princess-flavia.yml": "name: Princess Flavia\n",
    "data/countries/de.yml": "aliases: [Ruritania, Ruritanian]\nsummary: Ruritania will not march [@michael-wont-march].\n",
    "data/questions/army.yml": dedent("""\
        title: Will the army march?
        short: Army
        scale:
          stances:
            - {id: marches, label: Will march}
            - {id: stays, label: Stays at home}
        """),
}
NOT_SPEECH = '- {kind: heading, text: "A quiet kingdom"}'
STATEMENTS = """\
- id: michael-on-the-plan
  speaker: duke-michael
  quote: "The plan is unacceptable to Strelsau,"
- id: michael-wont-march
  speaker: duke-michael
  quote: "We shall not march on Zenda."
  said: {date: 1894-05-07, phrase: "on Monday"}
  answers: {army: stays}
- id: flavia-asks-nothing
  speaker: princess-flavia
  quote: "Ruritania asks for nothing"
"""
FACTS = """\
- id: ruritania-keeps-men
  about: [de]
  claim: Ruritania keeps 10,000 men in the field.
  evidence: "Ruritania keeps ten thousand men in the field."
"""


@dataclass(frozen=True)
class Found:
    """The diagnostics of a run, and the case that they were found in."""

    diagnostics: tuple[Diagnostic, ...]
    case: rules.Case = field(repr=False)

    def of(self, code: str) -> list[Diagnostic]:
        """Those of one code."""
        return [d for d in self.diagnostics if d.code == code]

    @property
    def codes(self) -> list[str]:
        """The codes, in order of place."""
        return [d.code for d in self.diagnostics]


def source_yaml(text: str = TEXT, statements: str = STATEMENTS, facts: str = FACTS, not_speech: str = NOT_SPEECH, head: str = "") -> str:
    """The YAML of a source with the hash of its text. `head` holds further top-level keys and replaces the default dates."""
    lines = [dedent(head).strip()]
    keys = {line.partition(":")[0] for line in lines[0].splitlines()}
    digest = hashlib.sha256(text.encode()).hexdigest()
    for key, value in (("title", "Strelsau Gazette"), ("published", "1894-05-08"), ("archive", f"{{sha256: {digest}, retrieved: 1894-06-01}}")):
        if key not in keys:
            lines.append(f"{key}: {value}")
    for key, items in (("not_speech", not_speech), ("statements", statements), ("facts", facts)):
        if items.strip():
            lines += [f"{key}:", indent(dedent(items).strip("\n"), "  ")]
    return "\n".join(line for line in lines if line) + "\n"


def judge(source: str | None = None, text: str | None = TEXT, files: Mapping[str, str | None] | None = None, seeds: Mapping[str, str] | None = None,
          content: Mapping[str, str] | None = None, **parts: str) -> Found:
    """Read, prove and check a dossier. `source` is its YAML, else it is made of `parts` (see `source_yaml`);
    `files` adds files, or takes them away with None; `text` None leaves the archived text out."""
    all_files: dict[str, str | None] = dict(FILES) | {SOURCE_FILE: source if source is not None else source_yaml(text or "", **parts)}
    all_files |= files or {}
    records, misread = read_records({path: body.encode() for path, body in all_files.items() if body is not None})
    archived = ({SOURCE: text.encode()} if text is not None else {}) | {id: body.encode() for id, body in (seeds or {}).items()}
    names = country_names(("en",))
    pages = {path: markdown(body, lambda use: "", lambda target: target) for path, body in (content or {}).items()}
    case = rules.Case(proof.prove(records, archived, names), pages, names)
    return Found((*misread, *rules.check(case)), case)


def with_statement(statement: str, **more: object) -> Found:
    """The dossier with one more statement, at the end of the list."""
    return judge(statements=STATEMENTS + dedent(statement), **more)  # type: ignore[arg-type]
