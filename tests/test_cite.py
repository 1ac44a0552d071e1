"""Citing a statement: a sentence, BibTeX that TeX can read, CSL-JSON that its schema allows, a permanent address, a link to the words."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from sample_dossier import DIRECT, SOURCE, day, replace, sample

from generator.model import Notice, Person
from generator.resolved import Dossier, ResolvedStatement
from generator.views import cite
from generator.views.statement import view

SITE = "https://zenda.example/"

# The CSL schema for data (citation-style-language, csl-data.json), as far as this program uses it.
CSL_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document entry entry-dictionary "
    "entry-encyclopedia figure graphic hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent "
    "performance periodical personal_communication post post-weblog regulation report review review-book software song speech standard thesis treaty webpage".split())
CSL_TEXTS = frozenset(("id", "type", "title", "container-title", "publisher", "language", "note", "archive", "URL"))
CSL_DATES = frozenset(("issued", "accessed"))
CSL_NAMES = frozenset(("family", "given", "literal"))


def csl_faults(text: str) -> list[str]:
    """What is not as the schema has it."""
    items = json.loads(text)
    found = [] if isinstance(items, list) and items else ["not a list of items"]
    for item in items:
        found += [f"lacks {key}" for key in ("id", "type") if key not in item]
        found += [f"{key} is no text" for key in CSL_TEXTS & item.keys() if not isinstance(item[key], str) or not item[key]]
        found += [f"unknown key {key}" for key in item.keys() - CSL_TEXTS - CSL_DATES - {"author"}]
        found += [] if item.get("type") in CSL_TYPES else [f"no type: {item.get('type')}"]
        found += [f"a name of {name}" for name in item["author"] if not name or name.keys() - CSL_NAMES or not all(isinstance(v, str) and v for v in name.values())]
        found += [f"{key}: {item[key]}" for key in CSL_DATES & item.keys() if not is_csl_date(item[key])]
    return found


def is_csl_date(value: Any) -> bool:
    """Either words, or one or two days, months or years."""
    if not isinstance(value, dict):
        return False
    if value.keys() == {"literal"}:
        return isinstance(value["literal"], str)
    parts = value.get("date-parts")
    return value.keys() == {"date-parts"} and 1 <= len(parts) <= 2 and all(1 <= len(one) <= 3 and all(type(n) is int for n in one) for one in parts)


def bibtex(text: str) -> tuple[str, str, dict[str, str]]:
    """Kind, key and fields of one entry, read as BibTeX does: values end where their braces are balanced. Raises ValueError."""
    head = re.match(r"@(\w+)\{([^,\s{}\"#%'()=~\\]+),\n", text)
    if not head:
        raise ValueError("no entry")
    fields, at = {}, head.end()
    while text[at:].strip() != "}":
        name = re.compile(r"\s*(\w+) = ").match(text, at)
        if not name:
            raise ValueError(f"no field at {text[at:at + 40]!r}")
        at = name.end()
        if text[at] != "{":  # a word such as aug
            value = re.compile(r"[a-z]{3}").match(text, at)
            assert value
            fields[name[1]], at = value[0], value.end()
        else:
            end, depth = at, 0
            while True:
                step = 2 if text[end] == "\\" else 1
                depth += {"{": 1, "}": -1}.get(text[end], 0) if step == 1 else 0
                end += step
                if depth == 0:
                    break
                if end >= len(text):
                    raise ValueError(f"{name[1]} never ends")
            fields[name[1]], at = text[at + 1:end - 1], end
        at += 1 if text[at:at + 1] == "," else 0
    return head[1], head[2], fields


def with_statement(said: ResolvedStatement, **more: Any) -> Dossier:
    dossier = sample()
    return replace(dossier, statements=MappingProxyType({**dossier.statements, said.id: said}), **more)


def cited(said: ResolvedStatement = DIRECT, **more: Any) -> cite.Reference:
    found = view(with_statement(said, **more), said.id, SITE, title="Rudolf Rassendyll, 10 September 1894: Crown").reference
    assert found
    return found


def test_a_citation_says_who_when_how_it_is_known_and_where_it_stands() -> None:
    one = cited()
    assert one.address == "https://zenda.example/statements/rassendyll-crown/"
    assert one.text == ("Rudolf Rassendyll (King of Ruritania), 10 September 1894, on the record. In: Strelsau Gazette: A crown for two (Strelsau Gazette, "
                        "13 September 1894; first published by Morning Post). Archived 2 January 1895. The crown of Ruritania, " + one.address)
    assert bibtex(one.bibtex) == ("misc", "rassendyll-crown", {
        "author": "Rassendyll, Rudolf" if "Rassendyll, Rudolf" in one.bibtex else "{Rudolf Rassendyll}", "title": "{Rudolf Rassendyll, 10 September 1894: Crown}",
        "year": "1894", "month": "sep", "note": "Said 10 September 1894; on the record", "url": one.address,
        "howpublished": "Quoted in: Strelsau Gazette: A crown for two (Strelsau Gazette, 13 September 1894; first published by Morning Post)"})
    item = json.loads(one.csl)[0]
    assert csl_faults(one.csl) == []
    assert (item["type"], item["issued"], item["accessed"]) == ("speech", {"date-parts": [[1894, 9, 10]]}, {"date-parts": [[1895, 1, 2]]})
    assert (item["URL"], item["archive"]) == (one.address, "The crown of Ruritania")


def test_no_citation_has_a_word_of_what_was_said() -> None:
    for id, said in sample().statements.items():
        one = view(sample(), id, SITE).reference
        for part in said.parts if one else ():
            assert part.exact.rstrip(".") not in f"{one.text} {one.bibtex} {one.csl}", id


@pytest.mark.parametrize(("rung", "label"), [("reported", "reported"), ("ascribed", "ascribed"), ("unverified", "unverified")])
def test_a_citation_of_what_is_only_given_as_said_tells_so_in_its_title(rung: str, label: str) -> None:
    one = cited(replace(DIRECT, rung=rung))
    assert json.loads(one.csl)[0]["title"] == f"Rudolf Rassendyll, 10 September 1894: Crown ({label})"
    assert f"Crown ({label})" in one.bibtex and f"Given as said 10 September 1894; {label}" in one.bibtex
    again = view(with_statement(replace(DIRECT, rung=rung)), DIRECT.id, SITE, title=f"Rudolf Rassendyll, 10 September 1894: Crown ({label})").reference
    assert again and json.loads(again.csl)[0]["title"].count(label) == 1


def test_an_ascribed_statement_names_who_ascribes_it_and_a_doubtful_office_is_not_cited() -> None:
    told = replace(DIRECT, rung="ascribed", within="michael-iron-hand", offices=(replace(DIRECT.offices[0], certain=False),))
    one = cited(told)
    assert one.text.startswith("Rudolf Rassendyll, 10 September 1894, ascribed by Duke Michael, ")


@pytest.mark.parametrize("id", ["rassendyll-old", "gone"])
def test_what_was_withdrawn_or_erased_is_not_to_be_cited(id: str) -> None:
    assert view(sample(), id, SITE).reference is None


@pytest.mark.parametrize("name", ["{", "}", "\\", "a}b{c", "100 % & #1_$ ~^", "Ünïcødé نوري", "\\end{document}", '"quoted"', "O'Hara"])
def test_no_name_can_break_out_of_bibtex_or_json(name: str) -> None:
    one = cited(replace(DIRECT, speaker_name=name, offices=()))
    kind, key, fields = bibtex(one.bibtex)
    assert (kind, key, set(fields)) == ("misc", "rassendyll-crown", {"author", "title", "year", "month", "howpublished", "note", "url"})
    assert re.sub(r"\\textbackslash\{\}|\\text\w+\{\}|\\[{}#$%&_]", "", fields["author"]).strip("{}").translate({ord(c): None for c in "{}"}) == (
        re.sub(r"[\\{}#$%&_~^]", "", name)), "every special sign is written so that TeX prints it"
    assert not re.search(r"(?<!\\)[#$%&_]|[~^]", fields["author"])
    assert json.loads(one.csl)[0]["author"] == [{"literal": name}] and csl_faults(one.csl) == []


@pytest.mark.parametrize(("sort_name", "name", "expected"), [
    ("Rassendyll, Rudolf", "Rudolf Rassendyll", {"family": "Rassendyll", "given": "Rudolf"}), (None, "Rudolf Rassendyll", {"literal": "Rudolf Rassendyll"}),
    ("Zenda, Helga", "Countess Helga of Zenda", {"literal": "Countess Helga of Zenda"}), ("Xi, Jinping", "Xi Jinping", {"family": "Xi", "given": "Jinping"})])
def test_a_family_name_stands_apart_only_where_the_two_are_the_whole_name(sort_name: str | None, name: str, expected: dict[str, str]) -> None:
    people = {**sample().people, "rudolf-rassendyll": Person(name=name, sort_name=sort_name) if sort_name else Person(name=name)}
    assert json.loads(cited(replace(DIRECT, speaker_name=name), people=MappingProxyType(people)).csl)[0]["author"] == [expected]


@pytest.mark.parametrize(("said", "issued", "year"), [
    ("1894-09-10", {"date-parts": [[1894, 9, 10]]}, {"year": "1894", "month": "sep"}), ("1894-09", {"date-parts": [[1894, 9]]}, {"year": "1894", "month": "sep"}),
    ("1894", {"date-parts": [[1894]]}, {"year": "1894"}), ("1894-09-10/1894-09-12", {"date-parts": [[1894, 9, 10], [1894, 9, 12]]}, {}),
    ("../1894-09-10", {"literal": "on or before 10 September 1894"}, {}), ("1894-09-10?", {"literal": "perhaps 10 September 1894"}, {}),
    ("1894~", {"literal": "about 1894"}, {})])
def test_a_date_states_no_more_than_is_known(said: str, issued: dict[str, Any], year: dict[str, str]) -> None:
    one = cited(replace(DIRECT, said=day(said)))
    assert json.loads(one.csl)[0]["issued"] == issued
    assert {key: value for key, value in bibtex(one.bibtex)[2].items() if key in ("year", "month")} == year


def test_what_was_taken_back_or_is_disputed_says_so_where_it_is_cited() -> None:
    notice = Notice(date="1894-10-01", reason="He thought again.")
    for change, words in (({"retracted": notice}, "on the record; taken back since"), ({"disputed": (notice,)}, "on the record; disputed")):
        one = cited(replace(DIRECT, **change))
        assert words in one.text and words in one.bibtex and json.loads(one.csl)[0]["note"] == words


def test_a_source_without_a_publisher_leaves_no_empty_fields() -> None:
    source = sample().sources[SOURCE]
    bare = replace(source, record=source.record.model_copy(update={"publisher": None}), original=None)
    one = cited(DIRECT, sources=MappingProxyType({SOURCE: bare}))
    assert "publisher" not in json.loads(one.csl)[0] and "In: Strelsau Gazette: A crown for two (13 September 1894)." in one.text and csl_faults(one.csl) == []


@pytest.mark.parametrize("which", ["first", "ruritania"])
def test_every_page_of_a_statement_can_be_cited(which: str, first_site: Path, ruritania_site: Path) -> None:
    site = {"first": first_site, "ruritania": ruritania_site}[which]
    keys = []
    for path in sorted((site / "statements").glob("*/index.html")):
        page = path.read_text("utf-8")
        codes = [html.unescape(code) for code in re.findall(r'<pre class="reference-code"[^>]*>(.*?)</pre>', page, re.S)]
        if not codes:
            assert re.search("change-(?:withdrawn|erased)", page), path
            continue
        _, key, fields = bibtex(codes[0])
        keys.append(key)
        assert csl_faults(codes[1]) == [], path
        canonical = re.search('<link rel="canonical" href="([^"]*)"', page)
        assert canonical and fields["url"] == json.loads(codes[1])[0]["URL"] == canonical[1] and canonical[1] in re.sub("<[^>]*>", "", page)
    assert len(keys) == len(set(keys)) >= 20


def test_a_link_to_short_words_names_the_words_around_them(ruritania_site: Path) -> None:
    def link(id: str) -> str:
        found = re.search('href="(https:[^"]*:~:text=[^"]*)"', (ruritania_site / f"statements/{id}/index.html").read_text("utf-8"))
        assert found
        return found[1].partition(":~:text=")[2]

    assert link("sapt-was-at-zenda") == "SAPT%3A-,Yes.,-Q%20Was%20the"
    assert link("sapt-duke-sent-the-wine") == "SAPT%3A-,Yes.,-Q%20Who%20carried"
    assert link("michael-kitchen-tale") == "a%20tale%20for%20the%20kitchen", "words that are alone in the text need none"
