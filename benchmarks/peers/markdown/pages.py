"""pages.py DATA DOCS: the dossier as Markdown pages for MkDocs and Zensical; writes only what changed."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, Any]


def load(path: Path) -> Any:
    """One file of YAML."""
    return yaml.load(path.read_bytes(), yaml.CSafeLoader)


class Dossier:
    """The data and their indexes, statements newest first."""

    def __init__(self, folder: Path) -> None:
        self.countries: dict[str, str] = load(folder / "countries.yaml")
        self.questions: list[Row] = load(folder / "questions.yaml")
        self.events: list[Row] = load(folder / "events.yaml")
        self.speakers: dict[str, Row] = {s["id"]: s for file in sorted((folder / "speakers").glob("*.yaml")) for s in load(file)}
        self.sources, self.statements = [], []
        for file in sorted((folder / "statements").glob("*.yaml")):
            made = load(file)
            self.sources.append(made["source"])
            self.statements += [s | {"source": made["source"]} for s in made["statements"]]
        self.statements.sort(key=lambda s: (s["date"], s["id"]), reverse=True)
        self.titles = {q["id"]: q["title"] for q in self.questions}

    def by(self, key: Any) -> dict[str, list[Row]]:
        """Statements by a key of theirs."""
        found = defaultdict(list)
        for statement in self.statements:
            found[key(statement)].append(statement)
        return found

    def items(self, statements: Iterable[Row]) -> str:
        """Statements with their words, as a list."""
        return "## Statements\n\n" + "".join(
            f"- [{s['date']}](../statements/{s['id']}.md) [{self.speakers[s['speaker']]['name']}](../speakers/{s['speaker']}.md) "
            f"([{s['country']}](../countries/{s['country'].lower()}.md))\n\n    > {s['quote']}\n\n" for s in statements)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Name and text of each page."""
        yield "index", self.index()
        for s in self.statements:
            yield f"statements/{s['id']}", self.statement(s)
        for id, of_speaker in self.by(lambda s: s["speaker"]).items():
            p = self.speakers[id]
            country = f"[{self.countries[p['country']]}](../countries/{p['country'].lower()}.md)"
            yield f"speakers/{id}", f"# {p['name']}\n\n{p['role']}, {country}\n\n{self.items(of_speaker)}"
        for code, of_country in self.by(lambda s: s["country"]).items():
            yield f"countries/{code.lower()}", f"# {self.countries[code]}\n\n{self.positions(of_country)}\n{self.items(of_country)}"
        by_source = self.by(lambda s: s["source"]["id"])
        for source in self.sources:
            head = f"# {source['title']}\n\n[{source['publisher']}]({source['url']}), {source['date']}\n\n"
            yield f"sources/{source['id']}", head + self.items(by_source[source["id"]])
        for question in self.questions:
            yield f"questions/{question['id']}", self.question(question)
        for month, of_month in self.by(lambda s: s["date"][:7]).items():
            events = "".join(f"- {e['date']} {e['title']}, {e['place']}\n" for e in self.events if e["date"][:7] == month)
            yield f"timeline/{month}", f"# {month}\n\n## Events\n\n{events}\n{self.items(of_month)}"

    def index(self) -> str:
        """The first page."""
        questions = "".join(f"- [{q['title']}](questions/{q['id']}.md)\n" for q in self.questions)
        codes = sorted({s["country"] for s in self.statements}, key=lambda code: self.countries[code])
        countries = "".join(f"- [{self.countries[code]}](countries/{code.lower()}.md)\n" for code in codes)
        months = "".join(f"- [{month}](timeline/{month}.md)\n" for month in sorted({s["date"][:7] for s in self.statements}))
        return f"# Dossier\n\n{len(self.statements)} statements\n\n## Questions\n\n{questions}\n## Countries\n\n{countries}\n## Timeline\n\n{months}"

    def statement(self, s: Row) -> str:
        """The page of a statement."""
        person, source = self.speakers[s["speaker"]], s["source"]
        chips = "".join(f"[{self.titles[a['question']]}: {a['stance']}](../questions/{a['question']}.md){{ .chip .{a['stance']} }}\n" for a in s["stances"])
        return (f"# {person['name']}, {s['date']}\n\n> {s['quote']}\n\n- Speaker: [{person['name']}](../speakers/{s['speaker']}.md), {person['role']}\n"
                f"- Country: [{self.countries[s['country']]}](../countries/{s['country'].lower()}.md)\n"
                f"- Source: [{source['title']}](../sources/{source['id']}.md) ([{source['publisher']}]({source['url']}))\n"
                f"- Date: {s['date']}, {s['venue']}\n\n{chips}")

    def positions(self, statements: Iterable[Row]) -> str:
        """The table of a country: its latest stance on each question."""
        latest: dict[str, tuple[str, Row]] = {}
        for s in statements:
            for answer in s["stances"]:
                latest.setdefault(answer["question"], (answer["stance"], s))
        rows = ""
        for q in self.questions:
            stance, s = latest.get(q["id"], ("", None))
            rows += f"| [{q['title']}](../questions/{q['id']}.md) | {stance} | " + (f"[{s['date']}](../statements/{s['id']}.md) |\n" if s else "|\n")
        return "| Question | Latest stance | Date |\n|---|---|---|\n" + rows

    def question(self, q: Row) -> str:
        """The page of a question."""
        answers = [(a["stance"], s) for s in self.statements for a in s["stances"] if a["question"] == q["id"]]
        latest: dict[str, tuple[str, Row]] = {}
        for stance, s in answers:
            latest.setdefault(s["country"], (stance, s))
        rows = "".join(f"| [{self.countries[code]}](../countries/{code.lower()}.md) | {latest[code][0]} | "
                       f"[{latest[code][1]['date']}](../statements/{latest[code][1]['id']}.md) |\n" for code in sorted(latest, key=lambda c: self.countries[c]))
        items = "".join(f"- [{s['date']}](../statements/{s['id']}.md) {self.speakers[s['speaker']]['name']} ({s['country']}) {stance}\n" for stance, s in answers)
        return f"# {q['title']}\n\n{q['text']}\n\n| Country | Latest stance | Date |\n|---|---|---|\n{rows}\n## Statements\n\n{items}"


def main(data: Path, docs: Path) -> None:
    """Write the pages that changed."""
    for name, text in Dossier(data).pages():
        file = docs / f"{name}.md"
        if not file.exists() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
