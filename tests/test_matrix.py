"""Positions at a glance: what a cell opens to, in which order the rows stand, the groups to choose from, and pages of a long matrix."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType

from sample_dossier import DIRECT, OURS, evidence, nothing, replace, sample

from generator import views
from generator.model import Organisation
from generator.render import Renderer
from generator.resolved import Dossier
from generator.views import positions
from generator.views.survey import survey

DOSSIER = sample()


def lands(count: int) -> Dossier:
    """The little dossier with so many countries: every third one is divided, every third one only implies, every third one is silent."""
    ids = tuple(f"land-{number:03}" for number in range(count))
    stated = DOSSIER.positions["ru-x", "crown"]
    kinds = (replace(stated, kind="divided", stances=("king", "duke")), replace(
        nothing("", ""), kind="implied", implied=(evidence("statement", OURS, "on-record"),), statements=1, newest=OURS.said, weakest_rung="on-record"), None)
    found = {}
    for number, id in enumerate(ids):
        kind = kinds[number % 3]
        found[id, "crown"] = replace(kind, holder=id, question="crown") if kind else nothing(id, "crown")
        found[id, "roads"] = nothing(id, "roads")
    names = {**DOSSIER.names, **{f"countries/{id}": f"Land {id[-3:]}" for id in ids}, "organisations/league": "The League", "organisations/all": "All of them"}
    leagues = {"league": Organisation(name="The League", members=ids[::2]), "all": Organisation(name="All of them", members=ids)}
    return replace(DOSSIER, holders=ids, names=MappingProxyType(names), positions=MappingProxyType(found),
                   organisations=MappingProxyType({**DOSSIER.organisations, **leagues}),
                   evidence=MappingProxyType({(id, "crown"): ((), ()) for number, id in enumerate(ids) if number % 3 < 2}))


def test_a_cell_opens_to_all_that_a_reader_asks() -> None:
    page = Renderer().render(positions.view(DOSSIER))
    cell = page[page.index("<details"):page.index("</details>")]
    assert '<span aria-hidden="true">1</span><span class="or-unseen">1 statement</span>' in cell and ">The King<" in cell and ">conditional</span>" in cell
    opened = cell[cell.index('id="ru-x.crown"'):]
    assert "1 statement, newest" in opened and "weakest evidence: on the record" in opened
    assert re.search(r'Condition, in the words of .*<q class="quote"[^>]*>if my people ask for it</q>', opened), "in the speaker's words"
    assert "Since reported, on weaker evidence" in opened and "A regent" in opened
    assert 'href="../statements/rassendyll-crown/">Rudolf Rassendyll, 10 September 1894</a>' in opened
    assert 'href="../countries/ru-x/#on-crown">All its evidence</a>' in opened


def test_a_cell_names_a_few_and_counts_the_rest() -> None:
    was = DOSSIER.positions["ru-x", "crown"]
    much = replace(was, current=tuple(evidence("statement", DIRECT, "on-record") for _ in range(9)), statements=9)
    row = positions.view(replace(DOSSIER, positions=MappingProxyType({**DOSSIER.positions, ("ru-x", "crown"): much}))).rows[0]
    assert (len(row.cells[0].behind), row.cells[0].more) == (positions.LINKS, 9 - positions.LINKS)


def test_a_column_is_sorted_along_its_scale_and_what_is_implied_follows_what_is_stated() -> None:
    rows = {row.holder.id: row.cells[0] for row in positions.view(lands(3)).rows}
    assert rows["land-000"].place == 4, "divided over both ends lies in the middle of three stances"
    assert rows["land-001"].place == 5, "implied, the middle stance"
    assert rows["land-002"].place > 8 and positions.view(DOSSIER).rows[0].cells[0].place == 0


def test_groups_are_told_with_their_number_and_only_those_that_part_the_rows() -> None:
    view = positions.view(lands(6))
    assert [(name.label, number) for name, number in view.groups] == [("The League", 3)], "a group of everybody is no choice"
    page = Renderer().render(view)
    assert len(re.findall(r'<tr [^>]*data-groups="[^"]*league', page)) == 3 and '<option value="league">The League (3)</option>' in page
    assert "data-groups" not in Renderer().render(positions.view(lands(1)))[:100]


def test_a_long_matrix_is_cut_into_pages_that_hold_every_row_once() -> None:
    dossier = lands(700)
    planned = [page for page in views.pages(dossier, {}) if page.kind == "positions"]
    assert [page.path for page in planned] == ["positions/", "positions/page_2/", "positions/page_3/"]
    made = [page.make() for page in planned]
    rows = [row.holder.id for view in made for row in view.rows]
    assert sorted(rows) == sorted(dossier.holders) and len(rows) == 700
    assert max(len(view.rows) * len(view.columns) for view in made) <= positions.CELLS
    assert not any(row.is_silent for row in made[0].rows) and all(row.is_silent for row in made[2].rows), "those with nothing on record come last"
    assert made[0].head.title == "Positions" and made[1].pager is not None and "Page 2 of 3" in Renderer().render(made[1])


def test_a_later_page_reads_nothing_of_the_others() -> None:
    dossier = lands(700)
    other = replace(dossier, positions=MappingProxyType({**dossier.positions, ("land-000", "crown"): nothing("land-000", "crown")}))
    second = [positions.leaves(one, survey(one))[1] for one in (dossier, other)]
    assert second[0] == second[1]
    assert positions.view(dossier, *second[0]) == positions.view(other, *second[1])


def test_ids_on_the_page_are_each_there_once(first_site: Path, ruritania_site: Path) -> None:
    for site in (first_site, ruritania_site):
        ids = re.findall(r'\sid="([^"]+)"', (site / "positions/index.html").read_text(encoding="utf-8"))
        assert len(ids) == len(set(ids))
