"""Pages that would grow without bound are cut: every statement stands on its page, the way on is right, no page has too much."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from types import MappingProxyType

import pytest
from sample_dossier import DIRECT, FACT, SOURCE, answer, day, evidence, part, replace, sample

from generator import dates, frozen, render, views
from generator.model import Person
from generator.resolved import Dossier, Position, ResolvedStatement
from generator.views import country, months, paging, question, source, timeline
from generator.views.survey import survey

KINGS, DUKES, GUARDS = "people/rudolf-rassendyll", "people/duke-michael", "people/a-guard"
CARD = re.compile(r'<article class="card card-(?!fact)[^>]*>.*?<a class="card-link" href="[./]*statements/([a-z0-9-]+)/"', re.S)


def statement(number: int) -> ResolvedStatement:
    """The King speaks on most days, the Duke on every fifth, a guard on every tenth without an answer; most in September 1894."""
    month = "1894-09" if number % 4 else "1894-11"
    said = replace(DIRECT, id=f"word-{number:03}", said=day(f"{month}-{1 + number % 28:02}"), about=("duke-michael",) if number % 3 == 0 else (),
                   parts=(part(f"I say it for the {number}th time.", 100 * number, "direct"),), source=SOURCE,
                   answers=(replace(answer("king", 0), condition=None, because=None),))
    if number % 10 == 0:
        return replace(said, speaker="a-guard", speaker_name="A guard of the castle", speaks_for=(), offices=(), answers=())
    if number % 5 == 0:
        return replace(said, speaker="duke-michael", speaker_name="Duke Michael", speaks_for=(), offices=(), answers=(answer("duke", 2, "implies"),))
    return said


@cache
def many(count: int = 400) -> Dossier:
    """A dossier of so many statements, all of one source, with 70 facts in it, 230 other people and 450 other sources."""
    one = sample()
    said = {s.id: s for s in (statement(number) for number in range(count))}
    ordered = tuple(sorted(said, key=lambda id: (dates.sort_key(said[id].said), said[id].source, said[id].parts[0].start, id)))
    facts = {f"fact-{number:02}": replace(FACT, id=f"fact-{number:02}", answers=(), claim=f"The purse is thinner by {number} crowns.")
             for number in range(70)}
    people = {f"courtier-{number:03}": Person(name=f"Courtier {number:03}") for number in range(230)}
    first = replace(one.sources[SOURCE], statements=tuple(said), facts=tuple(facts))
    sources = {SOURCE: first, **{f"gazette-{number:03}": replace(first, id=f"gazette-{number:03}", statements=(), facts=(), not_speech=())
                                 for number in range(450)}}
    spoken = [id for id in ordered if said[id].speaks_for]
    position = Position("ru-x", "crown", "stated", ("king",), ("The King",), (evidence("statement", said[spoken[-1]], "on-record"),), (), (), tuple(
        evidence("statement", said[id], "on-record") for id in spoken[:-1]), len(spoken), 0, said[spoken[-1]].said, "on-record", ())
    by = {key: tuple(id for id in ordered if f"people/{said[id].speaker}" == key) for key in (KINGS, DUKES, GUARDS)}
    names = {**one.names, **{f"people/{id}": person.name for id, person in people.items()},
             **{f"sources/{id}": record.record.title for id, record in sources.items()}}
    countries = {id: replace_summary(country) for id, country in one.countries.items()}
    return replace(
        one, statements=MappingProxyType(dict(sorted(said.items()))), facts=MappingProxyType(facts), people=MappingProxyType({**one.people, **people}),
        sources=MappingProxyType(sources), positions=MappingProxyType({**one.positions, ("ru-x", "crown"): position}), timeline=ordered,
        names=MappingProxyType(names), countries=MappingProxyType(countries), by_speaker=MappingProxyType(by),
        by_question=MappingProxyType({"crown": tuple(id for id in ordered if said[id].answers)}),
        speaking_for=MappingProxyType({"ru-x": tuple(spoken)}), replies=MappingProxyType({}),
        statements_about=MappingProxyType({"duke-michael": tuple(id for id in ordered if said[id].about)}),
        facts_about=MappingProxyType({"ru-x": tuple(facts)}))


def replace_summary(country: object) -> object:
    """The same country without a summary, which would cite statements that are not here."""
    return type(country)()


@cache
def pages() -> dict[str, str]:
    renderer = render.Renderer()
    return {page.path: renderer.render(page.make()) for page in views.pages(many(), {}, "/sub/")}


def of(path: str) -> dict[str, str]:
    """A record's pages in order, by address."""
    found = {at: page for at, page in pages().items() if re.fullmatch(re.escape(path) + r"(?:(?:page_)?[0-9]+/)?", at)}
    return dict(sorted(found.items(), key=lambda one: (len(one[0]), one[0])))


def shown(path: str) -> list[str]:
    """Ids of the statements that stand as cards on the pages of a record, in order."""
    return [id for page in of(path).values() for id in CARD.findall(page)]


@pytest.mark.parametrize("path, wanted", [
    ("questions/crown/", lambda d: d.by_question["crown"]), ("people/rudolf-rassendyll/", lambda d: d.by_speaker[KINGS]),
    ("people/duke-michael/", lambda d: (*d.by_speaker[DUKES], *d.statements_about["duke-michael"])),
    ("countries/ru-x/", lambda d: d.speaking_for["ru-x"]), (f"sources/{SOURCE}/", lambda d: d.sources[SOURCE].statements)])  # fmt: skip
def test_every_statement_stands_once_on_the_pages_of_what_lists_it(path: str, wanted: object) -> None:
    assert Counter(shown(path)) == Counter(wanted(many()))  # type: ignore[operator]
    assert len(of(path)) > 2


def test_no_page_has_more_cards_or_lines_than_its_limit() -> None:
    for path, page in pages().items():
        cards = page.count("<article ")
        assert cards <= (months.ENTRIES if path.startswith("timeline/") else paging.CARDS), path
        if page.count('<li class="row">'):
            assert page.count('<li class="row">') <= paging.ROWS, path
        assert len(page) < 400_000, path


@pytest.mark.parametrize("path", ["questions/crown/", "people/rudolf-rassendyll/", "countries/ru-x/", f"sources/{SOURCE}/", "statements/", "people/", "sources/"])
def test_each_page_leads_to_the_one_before_and_the_one_after_and_says_which_it_is(path: str) -> None:
    found = of(path)
    addresses = list(found)
    assert len(addresses) > 1
    for number, (at, page) in enumerate(found.items(), 1):
        up = "../" * at.count("/")
        before = re.findall(r'rel="prev" href="([^"]*)"', page)
        after = re.findall(r'rel="next" href="([^"]*)"', page)
        assert before == ([up + addresses[number - 2]] if number > 1 else [])
        assert after == ([up + addresses[number]] if number < len(addresses) else [])
        assert page.count("<nav ") == 1 and re.search(r'<nav class="pager" aria-label="Pages of [^"]+">', page)
        assert re.search(rf"<h1>[^\n]*Page {number} of {len(addresses)}", page)
    heads = [page.make().head for page in views.pages(many(), {}, "/sub/") if page.path in found]
    assert [head.path for head in heads] == addresses, "the plan has each with its own address"
    assert len({head.title for head in heads}) == len({head.description for head in heads}) == len(heads)


def test_pages_have_the_ids_that_their_contents_and_links_lead_to() -> None:
    plan = {page.path: page.make().head for page in views.pages(many(), {}, "/sub/")}
    ids = {path: Counter(re.findall(r' id="([^"]+)"', page)) for path, page in pages().items()}
    for path, page in pages().items():
        assert max(ids[path].values(), default=1) == 1, path
        assert {entry.id for entry in plan[path].toc} <= set(ids[path]), path
        for target in set(re.findall(r'href="((?:\.\./)*(?:[a-z0-9_/-]+/)?#[a-z0-9-]+)"', page)):
            address, _, anchor = target.partition("#")
            place = path if not address else address.removeprefix("../" * path.count("/")) if address.startswith("../") else path + address
            assert place.startswith("statements/") or anchor in ids[place], f"{path} leads to {place}#{anchor}"


def test_a_statement_leads_to_its_page_of_the_timeline() -> None:
    months_of: Counter[str] = Counter()
    for id in many().statements:
        place = re.search(rf'href="\.\./\.\./(timeline/[^"]*)#statement-{id}"', pages()[f"statements/{id}/"])
        assert place, id
        assert f'id="statement-{id}"' in pages()[place[1]]
        months_of[place[1]] += 1
    assert len(months_of) > 3 and "timeline/" not in months_of


def test_the_timeline_is_months_in_order_with_each_statement_and_event_once() -> None:
    found = {path: page for path, page in pages().items() if path.startswith("timeline/1894")}
    assert list(found) == ["timeline/1894-09/", "timeline/1894-09/2/", "timeline/1894-09/3/", "timeline/1894-09/4/", "timeline/1894-11/"]
    entries = [id for page in found.values() for id in re.findall(r'<li class="entry[^>]* id="([^"]+)"', page)]
    assert Counter(entries) == Counter([*(f"statement-{id}" for id in many().timeline), "event-coronation"])
    assert [e for e in entries if e.startswith("statement-")] == [f"statement-{id}" for id in many().timeline]
    entry = pages()["timeline/"]
    assert '<a href="../timeline/1894-09/">September 1894</a> <span class="row-note">300 statements and 1 event</span>' in entry
    assert '<a href="../timeline/1894-11/">November 1894</a> <span class="row-note">100 statements</span>' in entry
    newest = re.findall(r'id="statement-([^"]+)"', entry)
    assert newest == list(reversed(many().timeline[-months.NEWEST:])), "the newest first"
    assert 'rel="prev" href="../../../timeline/1894-09/2/">September 1894, page 2</a>' in found["timeline/1894-09/3/"]
    assert 'rel="next" href="../../../timeline/1894-11/">November 1894</a>' in found["timeline/1894-09/4/"]


def test_a_small_dossier_keeps_its_one_page_of_each() -> None:
    small = sample()
    assert months.sheets(small) == () and not any(re.search(r"/(?:page_)?[0-9]+/$", page.path) for page in views.pages(small, {}))
    made = render.Renderer().render(timeline.view(small))
    assert "pager" not in made and "data-timeline" in made
    just = many(months.ENTRIES - 1)  # and one event
    assert months.sheets(just) == () and len(months.sheets(many(months.ENTRIES))) == 2


def test_links_to_facts_and_stances_lead_on_where_these_stand_on_a_later_page() -> None:
    first = pages()[f"sources/{SOURCE}/"]
    assert f'<li id="fact-fact-60"><a href="../../sources/{SOURCE}/2/#fact-fact-60">The purse is thinner by 60 crowns.</a></li>' in first
    assert 'id="fact-fact-60"' in pages()[f"sources/{SOURCE}/2/"]
    steps = {step.chip.id: step.href for step in question.view(many(), "crown").steps}
    assert steps["king"] == "#stance-king"
    later = re.fullmatch(r"([0-9]+)/#stance-duke", steps["duke"])
    assert later and 'id="stance-duke"' in pages()[f"questions/crown/{later[1]}/"]
    assert 'id="on-crown"' in pages()["countries/ru-x/"]


def test_a_cut_keeps_every_id_once_in_order_and_places_what_is_empty() -> None:
    ids = [f"a-{number}" for number in range(120)]
    leaves = paging.cut([("a", ids, paging.A_CARD), ("empty", (), paging.A_CARD), ("b", ["b-1", "b-2"], paging.A_LINE)])
    assert [id for leaf in leaves for id in leaf.ids("a")] == ids
    assert [len(leaf.ids("a")) for leaf in leaves] == [50, 50, 20]
    assert leaves[2].has("empty") and not leaves[0].has("empty") and leaves[2].ids("b") == ("b-1", "b-2")
    assert dict(leaves[0].begins) == {"a": 1, "empty": 3, "b": 3} and leaves[1].totals == ()
    assert len(paging.cut([("a", ids[:50], paging.A_CARD)])) == 1
    assert len(paging.cut([("a", ids[:50], paging.A_CARD), ("b", ["b-1"], paging.A_LINE)])) == 2


def test_the_later_pages_say_nothing_that_depends_on_what_the_others_show() -> None:
    """So that a statement added at the end changes the last page and the first, and not those between."""
    before = source.leaves(many(), survey(many()), SOURCE)
    last = max(many().source_summaries[SOURCE].statements, key=lambda one: one.start).id
    shorter = replace(many(), statements=MappingProxyType({id: one for id, one in many().statements.items() if id != last}))
    after = source.leaves(shorter, survey(shorter), SOURCE)
    assert len(before) == len(after) and [b == a for b, a in zip(before, after, strict=True)] == [False, *[True] * (len(before) - 2), False]


def test_a_card_is_made_once_and_leads_from_each_page_the_right_way() -> None:
    renderer = render.Renderer()
    one = next(page.make() for page in views.pages(sample(), {}) if page.path == "statements/rassendyll-crown/").card
    assert renderer.card(one, "../") == renderer.card(one, "../../").replace("../../", "../")
    other = replace(one, speaker=replace(one.speaker, label="<up> & 'Duke'"))
    assert "&lt;up&gt; &amp; &#39;Duke&#39;" in renderer.card(other, "./"), "another card of the same id is another card"


def test_a_list_of_countries_tells_where_each_stands_until_that_is_more_than_a_page_holds() -> None:
    few = sample()
    country_pages = {f"land-{number:03}": replace_summary(few.countries["ru-x"]) for number in range(paging.LINES + 1)}
    position = Position("land-000", "crown", "stated", ("king",), ("The King",), (), (), (), (), 1, 0, None, None, ())
    large = replace(few, countries=MappingProxyType(country_pages), names=MappingProxyType({**few.names, **{f"countries/{id}": id for id in country_pages}}),
                    evidence=MappingProxyType({(id, "crown"): ((), ()) for id in country_pages}),
                    positions=MappingProxyType({(id, "crown"): frozen.replace(position, holder=id) for id in country_pages}))
    assert "The King" in render.Renderer().render(country.list_view(few)), "in a short list each row has its stances"
    long = render.Renderer().render(country.list_view(large))
    assert "The King" not in long and long.count("1 position<") == len(country_pages)
